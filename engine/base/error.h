#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "engine/base/text.h"

namespace boussole {

/// Why an operation could not be done: where, what is wrong, and what the reader can do about it.
struct Error {
  enum class Kind { usage, invalid_input, io, internal };

  Kind kind = Kind::invalid_input;
  std::string file;
  std::optional<std::int64_t> line;
  std::optional<std::int64_t> column;
  std::string place;  ///< inside a structured file: "indicators[3].norm.zero_at"
  Text what;          ///< what is wrong, with what was expected
  Text remedy;        ///< what to do

  /// "file:line:column: what. remedy" in one language.
  std::string in(Language language) const;
};

template <class T>
using Expected = std::expected<T, Error>;

}  // namespace boussole
