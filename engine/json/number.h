#pragma once

#include <optional>
#include <string_view>

#include "engine/json/value.h"

namespace boussole::json {

/// Converts the characters of a JSON number, already checked by the grammar: the nearest double (std::from_chars), and
/// the integer where it is written as one and fits. Too small for a double is 0; too large is nothing.
std::optional<Number> number_of(std::string_view lexeme);

}  // namespace boussole::json
