#pragma once

#include <string>

namespace boussole {

/// The two languages everything that a person reads is written in.
enum class Language { fr, en };

/// One sentence or name in both languages. Both are always filled; a test refuses an empty side.
struct Text {
  std::string fr;
  std::string en;

  const std::string& in(Language language) const { return language == Language::fr ? fr : en; }
  bool empty() const { return fr.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

/// A sentence with a stable code that programs may test ("too_few_authors").
struct Message {
  std::string code;
  Text text;

  bool operator==(const Message&) const = default;
};

}  // namespace boussole
