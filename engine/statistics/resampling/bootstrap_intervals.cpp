#include "engine/statistics/resampling/bootstrap_intervals.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics::bootstrap {

double replicate_quantile(std::span<const double> sorted, double p) {
  assert(!sorted.empty() && p > 0 && p < 1);
  const auto b = static_cast<double>(sorted.size());
  const double rank = (b + 1) * p;
  const double below = std::floor(rank + 1e-9);
  if (below < 1) return sorted.front();
  if (below >= b) return sorted.back();
  const double low = sorted[static_cast<std::size_t>(below) - 1];
  if (std::abs(rank - below) < 1e-9) return low;
  const double high = sorted[static_cast<std::size_t>(below)];
  const double z_low = portable::normal_quantile(below / (b + 1));
  const double z_high = portable::normal_quantile((below + 1) / (b + 1));
  return low + (portable::normal_quantile(p) - z_low) / (z_high - z_low) * (high - low);
}

double sorted_quantile(std::span<const double> sorted, double p) {
  assert(!sorted.empty());
  const double at = static_cast<double>(sorted.size() - 1) * p;
  const double below = std::floor(at);
  const auto i = static_cast<std::size_t>(below);
  if (i + 1 >= sorted.size()) return sorted.back();
  return sorted[i] + (at - below) * (sorted[i + 1] - sorted[i]);
}

Range percentile_interval(std::span<const double> sorted, double level) {
  const double tail = (1 - level) / 2;
  return {replicate_quantile(sorted, tail), replicate_quantile(sorted, 1 - tail)};
}

Range basic_interval(std::span<const double> sorted, double estimate, double level) {
  const Range p = percentile_interval(sorted, level);
  return {2 * estimate - p.high, 2 * estimate - p.low};
}

Range normal_interval(std::span<const double> replicates, double estimate, double level) {
  assert(replicates.size() >= 2);
  const auto b = static_cast<double>(replicates.size());
  double mean = 0;
  for (const double t : replicates) mean += t;
  mean /= b;
  double squares = 0;
  for (const double t : replicates) squares += (t - mean) * (t - mean);
  const double half = portable::normal_quantile(1 - (1 - level) / 2) * std::sqrt(squares / (b - 1));
  const double centre = 2 * estimate - mean;
  return {centre - half, centre + half};
}

std::optional<Acceleration> bca_parameters(std::span<const double> sorted, double estimate,
                                           std::span<const Influence> influences) {
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), estimate) - sorted.begin();
  const double share = static_cast<double>(below) / static_cast<double>(sorted.size());
  double squares = 0, cubes = 0;
  for (const Influence& l : influences) {
    squares += l.units * l.value * l.value;
    cubes += l.units * l.value * l.value * l.value;
  }
  if (share <= 0 || share >= 1 || squares <= 0) return std::nullopt;
  return Acceleration{portable::normal_quantile(share), cubes / (6 * squares * std::sqrt(squares))};
}

std::optional<Range> bca_interval(std::span<const double> sorted, double estimate,
                                  std::span<const Influence> influences, double level) {
  const auto parameters = bca_parameters(sorted, estimate, influences);
  if (!parameters) return std::nullopt;
  const double tail = (1 - level) / 2;
  Range out;
  for (const bool upper : {false, true}) {
    const double z = parameters->bias + portable::normal_quantile(upper ? 1 - tail : tail);
    const double slope = 1 - parameters->acceleration * z;
    if (slope <= 0) return std::nullopt;
    const double p = portable::normal_cdf(parameters->bias + z / slope);
    if (!(p > 0 && p < 1)) return std::nullopt;
    (upper ? out.high : out.low) = replicate_quantile(sorted, p);
  }
  return out;
}

Range studentised_interval(std::span<const double> sorted_t, double estimate, double standard_error, double level) {
  const Range t = percentile_interval(sorted_t, level);
  return {estimate - t.high * standard_error, estimate - t.low * standard_error};
}

Range m_out_of_n_interval(std::span<const double> sorted, double estimate, double m, double n, double level,
                          double rate) {
  const Range p = percentile_interval(sorted, level);
  const double scale = rate == 0.5 ? std::sqrt(m / n) : portable::pow(m / n, rate);
  return {estimate - scale * (p.high - estimate), estimate - scale * (p.low - estimate)};
}

double jackknife_variance(std::span<const Influence> influences) {
  double n = 0, squares = 0;
  for (const Influence& l : influences) {
    n += l.units;
    squares += l.units * l.value * l.value;
  }
  return n < 2 ? 0 : squares / (n * (n - 1));
}

}  // namespace boussole::engine::statistics::bootstrap
