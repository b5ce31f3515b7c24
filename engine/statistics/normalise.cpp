#include "engine/statistics/normalise.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

Result<std::vector<double>> known_of(Values x) {
  std::vector<double> known;
  for (const auto& value : x)
    if (value) known.push_back(*value);
  if (auto refused = refuse_not_finite(known, "the values")) return std::unexpected(*refused);
  if (known.empty()) return undefined("n = 0: no value");
  return known;
}

/// Applies a formula to the known values, once they and its parameters have passed the door.
template <class Formula>
Normalised each(Values x, Formula formula) {
  std::vector<std::optional<double>> result;
  for (const auto& value : x) {
    result.push_back(value ? std::optional<double>(formula(*value)) : std::nullopt);
    if (value && !std::isfinite(*result.back())) return undefined("the normalised value is not finite");
  }
  return result;
}

double turned(double x, Direction direction) { return direction == Direction::up ? x : -x; }

}  // namespace

Normalised normalise_min_max(Values x, double low, double high, Direction direction) {
  const auto known = known_of(x);
  if (!known) return std::unexpected(known.error());
  const auto [least, most] = std::ranges::minmax(*known);
  const double range = most - least;
  if (!(range > 0)) return undefined("all values are equal: no range to normalise by");
  return each(x, [&](double v) {
    const double share = direction == Direction::up ? (v - least) / range : (most - v) / range;
    return low + share * (high - low);
  });
}

Normalised normalise_z(Values x, double mean, double sd, Direction direction) {
  const auto known = known_of(x);
  if (!known) return std::unexpected(known.error());
  const auto moments = moments_of(*known);
  const auto spread = variance(*moments);
  if (!spread || !(*spread > 0)) return undefined("all values are equal: no spread to normalise by");
  return each(x, [&](double v) { return mean + sd * turned(v - moments->mean, direction) / std::sqrt(*spread); });
}

Normalised normalise_rank(Values x, Direction direction) {
  const auto known = known_of(x);
  if (!known) return std::unexpected(known.error());
  std::vector<double> sorted = *known;
  for (double& v : sorted) v = turned(v, direction);
  std::ranges::sort(sorted);
  return each(x, [&](double v) {
    return static_cast<double>(std::ranges::lower_bound(sorted, turned(v, direction)) - sorted.begin() + 1);
  });
}

Normalised normalise_borda(Values x, Direction direction) {
  const auto ranks = normalise_rank(x, direction);
  if (!ranks) return ranks;
  return each(*ranks, [](double rank) { return rank - 1; });
}

Normalised normalise_percentile_rank(Values x, Direction direction) {
  const auto ranks = normalise_rank(x, direction);
  if (!ranks) return ranks;
  const double n = static_cast<double>(std::ranges::count_if(x, [](const auto& v) { return v.has_value(); }));
  if (n < 2) return undefined("one value has no percentile rank");
  return each(*ranks, [&](double rank) { return (rank - 1) / (n - 1); });
}

Normalised normalise_goalposts(Values x, double low_post, double high_post, double scale, bool cut,
                               Direction direction) {
  const double posts[] = {low_post, high_post, scale};
  if (auto refused = refuse_not_finite(posts, "the goalposts")) return std::unexpected(*refused);
  if (low_post == high_post) return undefined("the goalposts are equal");
  if (const auto known = known_of(x); !known) return std::unexpected(known.error());
  return each(x, [&](double v) {
    double share = (v - low_post) / (high_post - low_post);
    if (direction == Direction::down) share = 1 - share;
    return scale * (cut ? std::clamp(share, 0.0, 1.0) : share);
  });
}

Normalised normalise_fraction_of_max(Values x) {
  const auto known = known_of(x);
  if (!known) return std::unexpected(known.error());
  const double most = std::ranges::max(*known);
  if (!(most > 0)) return undefined("the largest value is not positive");
  return each(x, [&](double v) { return v / most; });
}

Normalised normalise_scaled(Values x, double low, double high, double scale) {
  return normalise_goalposts(x, low, high, scale, false);
}

Normalised normalise_to_target(Values x, double target, bool cap, Direction direction) {
  if (!std::isfinite(target)) return undefined("the target must be finite");
  const auto known = known_of(x);
  if (!known) return std::unexpected(known.error());
  const double worst = direction == Direction::up ? std::ranges::min(*known) : std::ranges::max(*known);
  if (worst == target) return undefined("the worst value is the target: no distance to normalise by");
  return each(x, [&](double v) {
    const double share = (v - worst) / (target - worst);
    return cap ? std::min(1.0, share) : share;
  });
}

Normalised normalise_band(Values x, double zero_below, double low, double high, double zero_above) {
  const double posts[] = {zero_below, low, high, zero_above};
  if (auto refused = refuse_not_finite(posts, "the band")) return std::unexpected(*refused);
  if (!(zero_below < low && low <= high && high < zero_above)) return undefined("the band must rise, hold and fall");
  if (const auto known = known_of(x); !known) return std::unexpected(known.error());
  return each(x, [&](double v) {
    if (v < low) return std::clamp((v - zero_below) / (low - zero_below), 0.0, 1.0);
    if (v > high) return std::clamp((zero_above - v) / (zero_above - high), 0.0, 1.0);
    return 1.0;
  });
}

Result<Winsorised> winsorise(Values x, double max_skewness, double max_kurtosis, std::size_t most) {
  auto known = known_of(x);
  if (!known) return std::unexpected(known.error());
  if (!(max_skewness > 0) || !std::isfinite(max_kurtosis)) return undefined("the thresholds must be finite");
  const auto measure = [&](double& skewness, double& kurtosis) -> std::optional<Undefined> {
    const auto moments = moments_of(*known);
    const auto g1 = skewness_by_sample_sd(*moments), g2 = kurtosis_adjusted(*moments);
    if (!g1) return g1.error();
    if (!g2) return g2.error();
    skewness = *g1, kurtosis = *g2;
    return std::nullopt;
  };
  Winsorised result;
  double skewness = 0, kurtosis = 0;
  if (auto refused = measure(skewness, kurtosis)) return std::unexpected(*refused);
  result.skewness_before = skewness, result.kurtosis_before = kurtosis;
  const auto passes = [&] { return std::abs(skewness) <= max_skewness || kurtosis <= max_kurtosis; };
  // Points already pulled in move along with the next one.
  std::vector<bool> pulled(known->size(), false);
  while (!passes() && result.moved < most) {
    const double side = skewness > 0 ? 1 : -1;
    std::optional<double> extreme, next;
    for (std::size_t i = 0; i < known->size(); ++i)
      if (!pulled[i] && (!extreme || side * (*known)[i] > side * *extreme)) extreme = (*known)[i];
    for (std::size_t i = 0; i < known->size(); ++i)
      if (!pulled[i] && (*known)[i] != *extreme && (!next || side * (*known)[i] > side * *next)) next = (*known)[i];
    if (!next) break;
    for (std::size_t i = 0; i < known->size(); ++i)
      if (!pulled[i] && (*known)[i] == *extreme) pulled[i] = true, ++result.moved;
    for (std::size_t i = 0; i < known->size(); ++i)
      if (pulled[i]) (*known)[i] = *next;
    if (measure(skewness, kurtosis)) return undefined("nothing is left to measure the shape by");
  }
  result.skewness_after = skewness, result.kurtosis_after = kurtosis;
  result.settled = passes();
  std::size_t at = 0;
  for (const auto& value : x) result.values.push_back(value ? std::optional((*known)[at++]) : std::nullopt);
  return result;
}

}  // namespace boussole::engine::statistics
