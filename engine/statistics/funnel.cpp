#include "engine/statistics/funnel.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<Range> funnel_limits(std::uint64_t n, double target, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (n == 0) return undefined("n = 0");
  if (!(target > 0 && target < 1)) return undefined("the target share must lie between 0 and 1");
  const auto limit = [&](double p) {
    const std::uint64_t r = binomial_quantile(p, n, target);
    const double reached = binomial_cdf(r, n, target), before = r == 0 ? 0 : binomial_cdf(r - 1, n, target);
    return (static_cast<double>(r) - (reached - p) / (reached - before)) / static_cast<double>(n);
  };
  return Range{limit((1 - level) / 2), limit((1 + level) / 2)};
}

Result<Overdispersion> funnel_overdispersion(std::span<const Cluster> units, double winsor) {
  if (!(winsor >= 0 && winsor < 0.5)) return undefined("the winsorised share must lie in [0, 0.5)");
  if (units.size() < 2) return undefined("fewer than two units");
  CompensatedSum hits, all;
  for (const auto& [n, x, people] : units) {
    if (!std::isfinite(n) || !std::isfinite(x) || n <= 0 || x < 0 || x > n)
      return undefined("each unit needs n > 0 and x between 0 and n");
    hits.add(x);
    all.add(n);
  }
  Overdispersion result;
  result.target = hits.value() / all.value();
  if (result.target <= 0 || result.target >= 1) return undefined("all or none succeed: no spread to compare with");
  const double variance = result.target * (1 - result.target);
  for (const auto& [n, x, people] : units) result.z.push_back((x / n - result.target) / std::sqrt(variance / n));
  const double k = static_cast<double>(units.size());
  const double squares = sum_of_products(result.z, result.z);
  result.phi = squares / k;
  result.p_homogeneous = chi_squared_sf(squares, k - 1);
  const auto low = quantile(result.z, winsor, QuantileType::type7);
  const auto high = quantile(result.z, 1 - winsor, QuantileType::type7);
  if (!low || !high) return undefined("the z values are not finite");
  CompensatedSum pulled, weights, weights_squared;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double z = std::clamp(result.z[i], *low, *high), w = units[i].n / variance;
    pulled.add(z * z), weights.add(w), weights_squared.add(w * w);
  }
  result.phi_winsorised = pulled.value() / k;
  if (k * result.phi_winsorised > k - 1)
    result.tau2 = (k * result.phi_winsorised - (k - 1)) / (weights.value() - weights_squared.value() / weights.value());
  return result;
}

}  // namespace boussole::engine::statistics
