#include "engine/statistics/bursts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/statistics/adjust.h"
#include "engine/statistics/checks.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

/// The cheapest path through states 0 … k - 1, cost(t, state) to stay in a state during step t, `climb` a state up,
/// nothing down; the path starts in state 0. O(n k).
template <class Cost>
std::vector<std::size_t> cheapest_path(std::size_t steps, std::size_t states, double climb, Cost cost) {
  std::vector<double> best(states, std::numeric_limits<double>::infinity());
  best[0] = 0;
  std::vector<std::vector<std::uint8_t>> from(steps, std::vector<std::uint8_t>(states));
  for (std::size_t t = 0; t < steps; ++t) {
    std::vector<double> next(states);
    std::vector<std::uint8_t>& back = from[t];
    // From below, one more climb a state; from above, free.
    std::size_t below = 0;
    double reach = best[0];
    for (std::size_t j = 0; j < states; ++j) {
      if (j > 0) {
        reach += climb;
        if (best[j] < reach) reach = best[j], below = j;
      }
      next[j] = reach;
      back[j] = static_cast<std::uint8_t>(below);
    }
    std::size_t above = states - 1;
    for (std::size_t j = states; j-- > 0;) {
      if (best[j] <= best[above]) above = j;
      if (best[above] < next[j]) next[j] = best[above], back[j] = static_cast<std::uint8_t>(above);
    }
    for (std::size_t j = 0; j < states; ++j) best[j] = next[j] + cost(t, j);
  }
  std::vector<std::size_t> path(steps);
  auto state = static_cast<std::size_t>(std::ranges::min_element(best) - best.begin());
  for (std::size_t t = steps; t-- > 0;) {
    path[t] = state;
    state = from[t][state];
  }
  return path;
}

}  // namespace

Result<std::vector<Burst>> kleinberg_bursts(std::span<const double> times, double s, double gamma) {
  constexpr std::size_t kMostLevels = 200;
  if (auto refused = refuse_not_finite(times, "the times")) return std::unexpected(*refused);
  if (!(s > 1) || !std::isfinite(s) || !(gamma > 0)) return undefined("s must exceed 1 and gamma 0");
  if (times.size() < 2) return undefined("fewer than two events");
  std::vector<double> sorted(times.begin(), times.end());
  std::ranges::sort(sorted);
  std::vector<double> gap;
  for (std::size_t i = 1; i < sorted.size(); ++i) gap.push_back(sorted[i] - sorted[i - 1]);
  const double least = std::ranges::min(gap), whole = sorted.back() - sorted.front();
  if (!(least > 0)) return undefined("two events at the same time: count them in bins");
  const double n = static_cast<double>(gap.size());
  const double levels = std::ceil(1 + std::log(whole) / std::log(s) + std::log(1 / least) / std::log(s));
  const std::size_t states = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1.0, levels)), 1, kMostLevels);
  std::vector<double> rate, log_rate;
  for (std::size_t j = 0; j < states; ++j) {
    log_rate.push_back(static_cast<double>(j) * std::log(s) - std::log(whole / n));
    rate.push_back(std::exp(log_rate.back()));
  }
  const auto path = cheapest_path(gap.size(), states, gamma * std::log(n),
                                  [&](std::size_t t, std::size_t j) { return rate[j] * gap[t] - log_rate[j]; });
  std::vector<Burst> bursts;
  std::vector<std::size_t> open;
  for (std::size_t t = 0; t < path.size(); ++t) {
    for (; open.size() > path[t] + 1; open.pop_back()) bursts[open.back()].end = sorted[t];
    while (open.size() < path[t] + 1) {
      open.push_back(bursts.size());
      bursts.push_back({open.size(), sorted[t], sorted.back()});
    }
  }
  return bursts;
}

Result<std::vector<Burst>> burst_bins(std::span<const double> hits, std::span<const double> total, double s,
                                      double gamma) {
  if (hits.size() != total.size()) return undefined("each bin needs its hits and its total");
  if (auto refused = refuse_negative(hits, "the hits")) return std::unexpected(*refused);
  if (auto refused = refuse_negative(total, "the totals")) return std::unexpected(*refused);
  if (!(s > 1) || !(gamma > 0)) return undefined("s must exceed 1 and gamma 0");
  for (std::size_t t = 0; t < hits.size(); ++t)
    if (hits[t] > total[t]) return undefined("a bin has more hits than contributions");
  const double all_hits = sum(hits), all = sum(total);
  if (!(all_hits > 0)) return undefined("no hit");
  const double base = all_hits / all, raised = std::min(s * base, 0.9999);
  if (!(raised > base)) return undefined("the base share leaves no room for a burst");
  const auto path = cheapest_path(
      hits.size(), 2, gamma * std::log(static_cast<double>(hits.size())), [&](std::size_t t, std::size_t j) {
        const double p = j == 0 ? base : raised;
        return -log_choose(total[t], hits[t]) - hits[t] * std::log(p) - (total[t] - hits[t]) * std::log1p(-p);
      });
  std::vector<Burst> bursts;
  for (std::size_t t = 0; t < path.size(); ++t) {
    if (path[t] == 0) continue;
    if (t == 0 || path[t - 1] == 0) bursts.push_back({2, static_cast<double>(t), 0});
    bursts.back().end = static_cast<double>(t);
  }
  return bursts;
}

namespace {

template <class Tail>
Result<Surprise> surprise_of(std::span<const std::uint64_t> counts, Tail at_least) {
  if (counts.empty()) return undefined("n = 0: no bin");
  std::vector<double> values(counts.begin(), counts.end());
  const auto median = quantile(values, 0.5, QuantileType::type7);
  if (!median) return std::unexpected(median.error());
  if (!(*median > 0)) return undefined("half of the bins are empty: no baseline to compare with");
  Surprise result;
  result.baseline = *median;
  for (const std::uint64_t count : counts) {
    const double p = at_least(count, *median);
    result.p.push_back(p);
    // A chance too small for a double is more surprising than any that is not.
    result.surprise.push_back(-std::log10(std::max(p, std::numeric_limits<double>::denorm_min())));
  }
  const auto holm = adjusted(std::span<const double>(result.p), Adjustment::holm);
  if (!holm) return std::unexpected(holm.error());
  result.holm = *holm;
  return result;
}

}  // namespace

Result<Surprise> poisson_surprise(std::span<const std::uint64_t> counts) {
  return surprise_of(counts, [](std::uint64_t count, double mean) { return poisson_at_least(count, mean); });
}

Result<Surprise> negbin_surprise(std::span<const std::uint64_t> counts, double size) {
  if (!std::isfinite(size) || size <= 0) return undefined("the size must be positive");
  return surprise_of(counts, [&](std::uint64_t count, double mean) { return negbin_at_least(count, mean, size); });
}

Result<Dispersion> index_of_dispersion(std::span<const double> counts) {
  if (auto refused = refuse_negative(counts, "the counts")) return std::unexpected(*refused);
  if (counts.size() < 2) return undefined("n < 2: no variance");
  const double centre = mean(counts), n = static_cast<double>(counts.size());
  if (!(centre > 0)) return undefined("all counts are 0");
  CompensatedSum squares;
  for (const double count : counts) squares.add((count - centre) * (count - centre));
  Dispersion result;
  result.chi_squared = squares.value() / centre;
  result.ratio = result.chi_squared / (n - 1);
  if (!std::isfinite(result.chi_squared)) return undefined("the counts are too far apart");
  result.p = chi_squared_sf(result.chi_squared, n - 1);
  return result;
}

namespace {

/// Standard deviation over mean of the gaps, divisor n.
Result<double> variation_of(std::span<const double> gaps) {
  if (auto refused = refuse_negative(gaps, "the gaps")) return std::unexpected(*refused);
  if (gaps.empty()) return undefined("n = 0: no gap");
  const double centre = mean(gaps);
  if (!(centre > 0)) return undefined("all gaps are 0");
  CompensatedSum squares;
  for (const double gap : gaps) squares.add((gap - centre) * (gap - centre));
  return finite_or_undefined(std::sqrt(squares.value() / static_cast<double>(gaps.size())) / centre,
                             "the spread of the gaps");
}

}  // namespace

Result<double> burstiness(std::span<const double> gaps) {
  return mapped(variation_of(gaps), [](double r) { return (r - 1) / (r + 1); });
}

Result<double> burstiness_finite(std::span<const double> gaps, double n) {
  if (!(n > 1) || !std::isfinite(n)) return undefined("two events at least");
  const auto r = variation_of(gaps);
  if (!r) return r;
  const double root_above = std::sqrt(n + 1), root_below = std::sqrt(n - 1);
  return (root_above * *r - root_below) / ((root_above - 2) * *r + root_below);
}

}  // namespace boussole::engine::statistics
