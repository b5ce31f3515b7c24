#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/linear.h"
#include "engine/statistics/special.h"
#include "engine/statistics/survival_compare.h"

namespace boussole::engine::statistics {

Result<LogRank> log_rank(std::span<const FollowUp> sample, std::span<const std::uint32_t> group, double rho,
                         double gamma) {
  if (sample.size() != group.size()) return undefined("one group a unit is needed");
  if (!(rho >= 0) || !(gamma >= 0)) return undefined("rho and gamma must not be negative");
  const auto pooled = kaplan_meier(sample);
  if (!pooled) return std::unexpected(pooled.error());
  if (pooled->events == 0) return undefined("no event: the groups cannot be compared");
  const std::size_t groups = 1 + static_cast<std::size_t>(*std::ranges::max_element(group));
  std::vector<double> at_risk(groups, 0), events(groups, 0);
  for (const std::uint32_t g : group) ++at_risk[g];
  if (groups < 2 || std::ranges::count(at_risk, 0.0) > 0) return undefined("at least two groups, none empty");
  std::vector<std::size_t> order(sample.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return sample[i].time; });
  LogRank result;
  result.observed.assign(groups, 0);
  result.expected.assign(groups, 0);
  SquareMatrix variance(groups - 1);
  double survival = 1;
  std::size_t i = 0;
  for (const SurvivalStep& step : pooled->steps) {
    const double n = step.at_risk, d = step.events;
    const double weight = std::pow(survival, rho) * std::pow(1 - survival, gamma);
    std::ranges::fill(events, 0.0);
    const std::vector<double> before = at_risk;
    for (; i < order.size() && sample[order[i]].time == step.time; ++i) {
      if (sample[order[i]].event) ++events[group[order[i]]];
      --at_risk[group[order[i]]];
    }
    survival = step.survival;
    if (d == 0) continue;
    for (std::size_t g = 0; g < groups; ++g) {
      result.observed[g] += weight * events[g];
      result.expected[g] += weight * d * before[g] / n;
    }
    if (n <= 1) continue;
    const double spread = weight * weight * d * (n - d) / (n * n * (n - 1));
    for (std::size_t g = 0; g + 1 < groups; ++g)
      for (std::size_t h = 0; h + 1 < groups; ++h)
        variance(g, h) += spread * before[g] * ((g == h ? n : 0) - before[h]);
  }
  std::vector<double> gap(groups - 1);
  for (std::size_t g = 0; g + 1 < groups; ++g) gap[g] = result.observed[g] - result.expected[g];
  const auto chi_squared = inverse_form(variance, gap);
  if (!chi_squared) return undefined("the groups never wait side by side: no comparison");
  result.chi_squared = *chi_squared;
  result.df = static_cast<double>(groups - 1);
  result.p = chi_squared_sf(result.chi_squared, result.df);
  return result;
}

Result<RestrictedMeanDifference> restricted_mean_difference(const RestrictedMean& a, const RestrictedMean& b,
                                                            double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  RestrictedMeanDifference result;
  result.difference = a.value - b.value;
  result.se = std::hypot(a.se, b.se);
  if (!(result.se > 0) || !std::isfinite(result.difference)) return undefined("nothing varies within tau");
  const double reach = normal_critical(level) * result.se;
  result.interval = {result.difference - reach, result.difference + reach};
  result.p = std::min(1.0, 2 * normal_sf(std::abs(result.difference) / result.se));
  return result;
}

Result<RestrictedMeanDifference> restricted_mean_difference(std::span<const FollowUp> a, std::span<const FollowUp> b,
                                                            double tau, double level) {
  RestrictedMean mean[2];
  for (const int side : {0, 1}) {
    const auto curve = kaplan_meier(side == 0 ? a : b);
    if (!curve) return std::unexpected(curve.error());
    const auto found = restricted_mean(*curve, tau);
    if (!found) return std::unexpected(found.error());
    mean[side] = *found;
  }
  return restricted_mean_difference(mean[0], mean[1], level);
}

}  // namespace boussole::engine::statistics
