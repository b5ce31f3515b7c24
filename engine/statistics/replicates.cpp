#include "engine/statistics/replicates.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

Result<std::vector<double>> sorted_replicates(std::span<const double> replicates) {
  if (auto refused = refuse_not_finite(replicates, "the replicates")) return std::unexpected(*refused);
  if (replicates.size() < 2) return undefined("fewer than two replicates");
  for (const double replicate : replicates)
    if (std::abs(replicate) > 1e140) return undefined("the replicates are too far apart");
  std::vector<double> sorted(replicates.begin(), replicates.end());
  std::ranges::sort(sorted);
  return sorted;
}

double quantile_of_sorted(std::span<const double> sorted, double alpha) {
  const double r = static_cast<double>(sorted.size()), rank = (r + 1) * alpha;
  const double whole = std::floor(rank);
  if (whole < 1) return sorted.front();
  if (whole >= r) return sorted.back();
  const auto k = static_cast<std::size_t>(whole);
  if (rank == whole) return sorted[k - 1];
  const double at = normal_quantile(alpha), below = normal_quantile(whole / (r + 1));
  const double above = normal_quantile((whole + 1) / (r + 1));
  return sorted[k - 1] + (at - below) / (above - below) * (sorted[k] - sorted[k - 1]);
}

}  // namespace

Result<double> replicate_quantile(std::span<const double> replicates, double alpha) {
  if (!(alpha >= 0 && alpha <= 1)) return undefined("the probability must lie in [0, 1]");
  return mapped(sorted_replicates(replicates), [&](const auto& sorted) { return quantile_of_sorted(sorted, alpha); });
}

Result<Range> percentile_interval(std::span<const double> replicates, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  return mapped(sorted_replicates(replicates), [&](const auto& sorted) {
    return Range{quantile_of_sorted(sorted, (1 - level) / 2), quantile_of_sorted(sorted, (1 + level) / 2)};
  });
}

Result<Range> basic_interval(std::span<const double> replicates, double t0, double level) {
  if (!(std::abs(t0) < 1e140)) return undefined("the statistic must be finite");
  return mapped(percentile_interval(replicates, level), [&](const Range& r) {
    return Range{2 * t0 - r.high, 2 * t0 - r.low};
  });
}

Result<double> replicate_se(std::span<const double> replicates) {
  if (auto refused = refuse_not_finite(replicates, "the replicates")) return std::unexpected(*refused);
  if (replicates.size() < 2) return undefined("fewer than two replicates");
  for (const double replicate : replicates)
    if (std::abs(replicate) > 1e140) return undefined("the replicates are too far apart");
  const double centre = mean(replicates);
  CompensatedSum squares;
  for (const double t : replicates) squares.add((t - centre) * (t - centre));
  return std::sqrt(squares.value() / (static_cast<double>(replicates.size()) - 1));
}

Result<Range> normal_interval(std::span<const double> replicates, double t0, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (!(std::abs(t0) < 1e140)) return undefined("the statistic must be finite");
  return mapped(replicate_se(replicates), [&](double se) {
    const double centre = 2 * t0 - mean(replicates), half = normal_critical(level) * se;
    return Range{centre - half, centre + half};
  });
}

Result<BcaInterval> bca_interval(std::span<const double> replicates, double t0, std::span<const double> influence,
                                 double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (!(std::abs(t0) < 1e140)) return undefined("the statistic must be finite");
  if (auto refused = refuse_not_finite(influence, "the influence values")) return std::unexpected(*refused);
  const auto sorted = sorted_replicates(replicates);
  if (!sorted) return std::unexpected(sorted.error());
  const auto below = std::ranges::lower_bound(*sorted, t0) - sorted->begin();
  BcaInterval result;
  result.z0 = normal_quantile(static_cast<double>(below) / static_cast<double>(sorted->size()));
  if (!std::isfinite(result.z0)) return undefined("all replicates lie on one side of the statistic");
  CompensatedSum squares, cubes;
  for (const double l : influence) squares.add(l * l), cubes.add(l * l * l);
  if (!(squares.value() > 0)) return undefined("no value influences the statistic");
  result.acceleration = cubes.value() / (6 * std::pow(squares.value(), 1.5));
  if (!std::isfinite(result.acceleration)) return undefined("the influence values are too far apart");
  const auto end = [&](double alpha) {
    const double shifted = result.z0 + normal_quantile(alpha);
    const double adjusted = normal_cdf(result.z0 + shifted / (1 - result.acceleration * shifted));
    return quantile_of_sorted(*sorted, adjusted);
  };
  result.interval = {end((1 - level) / 2), end((1 + level) / 2)};
  return result;
}

}  // namespace boussole::engine::statistics
