#include "engine/scoring/normalise.h"

#include <algorithm>

namespace boussole::engine {
namespace {

double on(const criteria::Goalposts& g, double value) {
  return std::clamp((value - g.zero_at) / (g.one_at - g.zero_at), 0.0, 1.0);
}

double on(const criteria::Band& b, double value) {
  if (value >= b.one_from && value <= b.one_to) return 1;
  const double edge = value < b.one_from ? b.one_from : b.one_to;
  const double zero = value < b.one_from ? b.zero_below : b.zero_above;
  if (edge == zero) return 0;
  return std::clamp((value - zero) / (edge - zero), 0.0, 1.0);
}

double on(const criteria::Ladder&, double value) { return std::clamp(value, 0.0, 1.0); }

}  // namespace

double normalise(const criteria::Norm& norm, double value) {
  return std::visit([&](const auto& scale) { return on(scale, value); }, norm);
}

Score score(const criteria::Norm& norm, double value, const std::optional<Interval>& interval) {
  Score out{normalise(norm, value), std::nullopt, std::nullopt};
  if (!interval) return out;
  const double a = normalise(norm, interval->low);
  const double b = normalise(norm, interval->high);
  out.low = std::min({a, b, out.value});
  out.high = std::max({a, b, out.value});
  // A band is not monotone: an interval that reaches into it holds a point with the full score.
  if (const auto* band = std::get_if<criteria::Band>(&norm))
    if (interval->low <= band->one_to && interval->high >= band->one_from) out.high = 1;
  return out;
}

}  // namespace boussole::engine
