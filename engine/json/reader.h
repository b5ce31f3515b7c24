#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/json/value.h"

namespace boussole::json {

/// How deep arrays and objects may nest.
inline constexpr int kMaxDepth = 512;

/// Reads one JSON document (RFC 8259). Refused, with line and column: text that is not UTF-8, a repeated key, nesting
/// beyond kMaxDepth, a number too large for a double, anything after the value. A byte order mark at the start is
/// skipped; a number too small for a double is 0.
/// @param file  the name that errors carry
Expected<Value> parse(std::string_view text, std::string file);

/// Reads and parses a file; an error of kind io where it cannot be read.
Expected<Value> parse_file(const std::filesystem::path& path);

/// The bytes of a file, untouched; an error of kind io where it cannot be read.
Expected<std::string> read_file(const std::filesystem::path& path);

}  // namespace boussole::json
