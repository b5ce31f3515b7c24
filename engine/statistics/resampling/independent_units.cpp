#include "engine/statistics/resampling/independent_units.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/cluster_ratio.h"
#include "engine/statistics/resampling/histogram_draw.h"
#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

struct MeanAndError {
  double mean = 0, error = 0;
};

/// `people(i)` units have the value of bin i; n units in all.
template <class People>
MeanAndError mean_and_error(std::span<const ValueBin> bins, double n, const People& people) {
  MeanAndError out;
  for (std::size_t i = 0; i < bins.size(); ++i) out.mean += people(i) * bins[i].value;
  out.mean /= n;
  double squares = 0;
  for (std::size_t i = 0; i < bins.size(); ++i)
    squares += people(i) * (bins[i].value - out.mean) * (bins[i].value - out.mean);
  out.error = std::sqrt(squares / (n - 1) / n);
  return out;
}

}  // namespace

Range studentised_mean_interval(std::span<const ValueBin> units, const IntervalRequest& request) {
  assert(units.size() >= 2);
  std::vector<std::uint64_t> weights;
  double n = 0, gap = units[1].value - units[0].value;
  for (std::size_t i = 0; i < units.size(); ++i) {
    weights.push_back(units[i].units);
    n += static_cast<double>(units[i].units);
    if (i > 0) gap = std::min(gap, units[i].value - units[i - 1].value);
  }
  const double least = gap / n / 2;
  const MeanAndError seen =
      mean_and_error(units, n, [&](std::size_t i) { return static_cast<double>(units[i].units); });
  const HistogramDraw draw(weights);
  const auto replicates = static_cast<std::size_t>(request.replicates);
  std::vector<double> t(replicates);
  constexpr std::size_t kBlock = 50;
  parallel_for((replicates + kBlock - 1) / kBlock, request.threads, [&](std::size_t block) {
    std::vector<std::uint32_t> drawn(units.size());
    for (std::size_t r = block * kBlock; r < std::min(replicates, (block + 1) * kBlock); ++r) {
      RandomStream random(request.seed, request.stream, r);
      draw.draw(random, draw.units(), drawn);
      const MeanAndError other = mean_and_error(units, n, [&](std::size_t i) { return static_cast<double>(drawn[i]); });
      t[r] = (other.mean - seen.mean) / std::max(other.error, least);
    }
  });
  std::sort(t.begin(), t.end());
  return bootstrap::studentised_interval(t, seen.mean, seen.error, request.level);
}

namespace {

/// Relative variance of a rate, kept finite when nothing or everything succeeded.
double relative_variance(double hits, double n) {
  const double p = (hits + 0.5) / (n + 1);
  return (1 - p) / (p * n);
}

/// The group's size that has the precision of the group's ratio to the overall rate.
double effective_size(const GroupCount& group, const GroupCount& overall) {
  const auto n = static_cast<double>(group.n), x = static_cast<double>(group.hits);
  const double others = static_cast<double>(overall.n) - n;
  if (others <= 0) return n;
  const double share = x / static_cast<double>(overall.hits);
  const double own = relative_variance(x, n);
  const double rest = relative_variance(std::max(0.0, static_cast<double>(overall.hits) - x), others);
  const double factor = (1 - share) * (1 - share) * (own + rest) / own;
  return n / std::max(factor, 1e-9);
}

}  // namespace

Range lowest_ratio_interval(std::span<const GroupCount> groups, const GroupCount& overall, double level) {
  assert(groups.size() >= 2 && overall.hits >= 1);
  const double tail = (1 - level) / 2;
  const double base = static_cast<double>(overall.hits) / static_cast<double>(overall.n);
  const auto interval = [&](const GroupCount& g, double z) {
    const Range r =
        score_interval(static_cast<double>(g.hits) / static_cast<double>(g.n), effective_size(g, overall), z);
    return Range{r.low / base, r.high / base};
  };
  const double alone = portable::normal_quantile(1 - tail);
  const double all = portable::normal_quantile(1 - tail / static_cast<double>(groups.size()));
  double ceiling = interval(groups[0], all).high;
  for (const GroupCount& g : groups) ceiling = std::min(ceiling, interval(g, all).high);
  std::size_t running = 0;
  for (const GroupCount& g : groups) running += interval(g, alone).low <= ceiling;
  // One group alone at the lowest rate is missed by the lower end (tail) or by its own part of the upper end; all of them
  // at that rate, hardly ever by the lower end: so the upper end may take both tails where several are in the running.
  const double above = running > 1 ? 2 * tail / static_cast<double>(running) : tail;
  const double among = portable::normal_quantile(1 - above);
  // The lowest group cannot be above the average: neither can the interval.
  Range out{1, 1};
  for (const GroupCount& g : groups) {
    out.low = std::min(out.low, interval(g, alone).low);
    out.high = std::min(out.high, interval(g, among).high);
  }
  return out;
}

}  // namespace boussole::engine::statistics
