#include "engine/statistics/checks.h"

namespace boussole::engine::statistics {

std::optional<Undefined> refuse_not_finite(std::span<const double> values, std::string_view what) {
  for (const double value : values)
    if (!std::isfinite(value)) return Undefined{std::string(what) + " must be finite numbers"};
  return std::nullopt;
}

std::optional<Undefined> refuse_negative(std::span<const double> values, std::string_view what) {
  for (const double value : values)
    if (!std::isfinite(value) || value < 0) return Undefined{std::string(what) + " must be finite and not negative"};
  return std::nullopt;
}

std::optional<Undefined> refuse_level(double level) {
  if (level > 0 && level < 1) return std::nullopt;
  return Undefined{"the level of confidence must lie between 0 and 1"};
}

}  // namespace boussole::engine::statistics
