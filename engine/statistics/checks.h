#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/statistics/result.h"

/// The door of the room: numbers are checked once, on the way in.
namespace boussole::engine::statistics {

/// Why these numbers are refused, or nothing. `what` names them in the reason.
std::optional<Undefined> refuse_not_finite(std::span<const double> values, std::string_view what);
/// The same, and negative ones are refused too.
std::optional<Undefined> refuse_negative(std::span<const double> values, std::string_view what);
/// A level of confidence must lie strictly between 0 and 1.
std::optional<Undefined> refuse_level(double level);

/// The edge of the room: a number that overflowed on the way is not an answer.
inline Result<double> finite_or_undefined(double value, std::string_view what) {
  if (std::isfinite(value)) return value;
  return undefined(std::string(what) + " is not finite for these numbers");
}

}  // namespace boussole::engine::statistics
