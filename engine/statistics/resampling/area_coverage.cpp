#include "engine/statistics/resampling/area_coverage.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

/// P(X >= x) for X binomial(n, p), 0 < p < 1.
double at_least(std::int64_t x, std::int64_t n, double p) {
  if (x <= 0) return 1;
  if (x > n) return 0;
  return portable::beta_cdf(p, static_cast<double>(x), static_cast<double>(n - x + 1));
}

/// Half of the weight of the very count that was seen (mid-p).
double mid_at_least(std::int64_t x, std::int64_t n, double p) {
  return (at_least(x, n, p) + at_least(x + 1, n, p)) / 2;
}

struct Doubt {
  double population = 0;
  double p_value = 1;  ///< of the side that the data speak against, were the area at the threshold
  bool reaches = false;
};

Doubt doubt_of(const AreaCount& area, std::int64_t n, double threshold) {
  if (threshold <= 0) return {area.population, 0, true};
  if (threshold >= 1) return {area.population, 0, false};
  const double above = mid_at_least(area.fewest, n, threshold);
  const double below = 1 - mid_at_least(area.most, n, threshold);
  return above <= below ? Doubt{area.population, above, true} : Doubt{area.population, below, false};
}

}  // namespace

Range covered_population_interval(std::span<const AreaCount> areas, std::int64_t participants, double factor,
                                  double level) {
  assert(participants >= 1);
  std::vector<Doubt> doubts;
  for (const AreaCount& area : areas) doubts.push_back(doubt_of(area, participants, factor * area.population));
  std::stable_sort(doubts.begin(), doubts.end(), [](const Doubt& a, const Doubt& b) { return a.p_value < b.p_value; });
  Range out;
  std::size_t certain = 0;
  // Only one side of an area can be wrongly claimed: the whole error is shared between areas, not between sides.
  while (certain < doubts.size() &&
         doubts[certain].p_value <= (1 - level) / static_cast<double>(doubts.size() - certain)) {
    if (doubts[certain].reaches) out.low += doubts[certain].population;
    ++certain;
  }
  out.low = std::min(out.low, 1.0);
  double open = 0;
  for (; certain < doubts.size(); ++certain) open += doubts[certain].population;
  out.high = std::min(out.low + open, 1.0);
  return out;
}

}  // namespace boussole::engine::statistics
