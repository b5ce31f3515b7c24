#include "engine/statistics/resampling/cluster_ratio.h"

#include <algorithm>
#include <cmath>

namespace boussole::engine::statistics {

std::optional<ClusterPrecision> cluster_precision(std::span<const ClusterBin> participants) {
  ClusterPrecision out;
  double hits = 0, squares = 0, fourths = 0;
  for (const ClusterBin& bin : participants) {
    const auto people = static_cast<double>(bin.people);
    const auto size = static_cast<double>(bin.size);
    out.clusters += people;
    out.units += people * size;
    hits += people * static_cast<double>(bin.hits);
    squares += people * size * size;
    fourths += people * size * size * size * size;
    out.largest_share = std::max(out.largest_share, size);
  }
  if (out.clusters < 2) return std::nullopt;
  out.ratio = hits / out.units;
  out.largest_share /= out.units;
  out.kish = out.units * out.units / squares;
  out.degrees_of_freedom = std::max(1.0, squares * squares / fourths - 1);
  double jackknife = 0;
  for (const ClusterBin& bin : participants) {
    const double without = (hits - static_cast<double>(bin.hits)) / (out.units - static_cast<double>(bin.size));
    jackknife += static_cast<double>(bin.people) * (without - out.ratio) * (without - out.ratio);
  }
  out.variance = jackknife * (out.clusters - 1) / out.clusters;
  return out;
}

Range score_interval(double ratio, double units, double t) {
  const double t2 = t * t / units;
  const double centre = (ratio + t2 / 2) / (1 + t2);
  const double half = std::sqrt(t2 * (ratio * (1 - ratio) + t2 / 4)) / (1 + t2);
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

}  // namespace boussole::engine::statistics
