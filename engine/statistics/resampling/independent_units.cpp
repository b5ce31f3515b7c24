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

}  // namespace boussole::engine::statistics
