#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

/// The rules of the chosen language: french.h or english.h.
namespace boussole::reports {

class Typography {
 public:
  explicit Typography(Language language) : language_(language) {}

  Language language() const { return language_; }
  const char* tag() const { return language_ == Language::fr ? "fr" : "en"; }

  std::string typeset(std::string_view text) const;
  std::string typeset(const Text& text) const { return typeset(text.in(language_)); }
  std::string number(double value, int decimals) const;
  std::string integer(std::int64_t value) const;
  std::string percent(double ratio, int decimals) const;
  std::string date(std::string_view iso) const;
  std::string list(const std::vector<std::string>& items) const;
  std::string quote(std::string_view text) const;
  /// The colon between a label and what it labels: " : " with a no-break space before, or ": ".
  std::string_view colon() const { return language_ == Language::fr ? "\u00A0: " : ": "; }

  /// "12 indicateurs", "1 indicateur", "0 indicateur": the number, a no-break space and the right form.
  std::string count(std::int64_t n, const Text& one, const Text& many) const;
  /// Only the right form, without the number.
  const std::string& form(std::int64_t n, const Text& one, const Text& many) const;

 private:
  Language language_;
};

}  // namespace boussole::reports
