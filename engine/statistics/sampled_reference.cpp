#include "engine/statistics/sampled_reference.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/random.h"
#include "engine/statistics/representativeness.h"
#include "engine/statistics/resampling/samplers.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::uint64_t kStream = 0x7265666572656e63;

double distance(std::span<const double> p, std::span<const double> q) {
  CompensatedSum total;
  for (std::size_t k = 0; k < p.size(); ++k) total.add(std::abs(p[k] - q[k]));
  return total.value() / 2;
}

std::vector<double> shares_of(std::span<const double> counts) {
  std::vector<double> shares(counts.begin(), counts.end());
  const double total = sum(counts);
  for (double& x : shares) x /= total;
  return shares;
}

std::vector<double> draw_dirichlet(RandomStream& random, std::span<const double> alpha) {
  std::vector<double> gammas;
  for (const double a : alpha) gammas.push_back(draw_gamma(random, a));
  return shares_of(gammas);
}

/// n people over groups of these shares, as shares: binomials, one after the other.
std::vector<double> draw_shares(RandomStream& random, std::uint64_t n, std::span<const double> q) {
  std::vector<double> drawn;
  double left = 1;
  std::uint64_t people = n;
  for (const double share : q) {
    const double p = left > 0 ? std::clamp(share / left, 0.0, 1.0) : 1;
    const std::uint64_t here = drawn.size() + 1 == q.size() ? people : draw_binomial(random, people, p);
    drawn.push_back(static_cast<double>(here) / static_cast<double>(n));
    people -= here;
    left -= share;
  }
  return drawn;
}

Result<Range> middle(std::span<const double> values, double level) {
  const double ends[] = {(1 - level) / 2, (1 + level) / 2};
  return mapped(quantiles(values, ends, QuantileType::type7), [](const auto& q) { return Range{q[0], q[1]}; });
}

}  // namespace

Result<SampledReference> against_sampled_reference(std::span<const double> observed, std::span<const double> sample,
                                                   double level, std::uint64_t draws, std::uint64_t seed) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (draws < 100) return undefined("fewer than 100 draws");
  const auto plain = total_variation(observed, sample);  // refuses what is no count
  if (!plain) return std::unexpected(plain.error());
  const double people = sum(observed), asked = sum(sample);
  if (people != std::floor(people) || people > 1e15 || asked > 1e15)
    return undefined("participants must be whole, and fewer than 10^15");
  const std::vector<double> p = shares_of(observed), q = shares_of(sample);
  std::vector<double> alpha(sample.begin(), sample.end());
  for (double& a : alpha) a += 0.5;
  const auto n = static_cast<std::uint64_t>(people), m = static_cast<std::uint64_t>(std::max(1.0, std::round(asked)));
  std::vector<double> distances;
  std::vector<std::vector<double>> ratios(p.size());
  CompensatedSum by_chance;
  for (std::uint64_t r = 0; r < draws; ++r) {
    RandomStream random(seed, kStream, r);
    const std::vector<double> population = draw_dirichlet(random, alpha);
    distances.push_back(distance(p, population));
    for (std::size_t k = 0; k < p.size(); ++k) ratios[k].push_back(population[k] > 0 ? p[k] / population[k] : 0);
    by_chance.add(distance(draw_shares(random, n, population), draw_shares(random, m, population)));
  }
  SampledReference result;
  result.variation = *plain;
  result.expected = by_chance.value() / static_cast<double>(draws);
  if (result.expected < 1) result.excess = std::max(0.0, (*plain - result.expected) / (1 - result.expected));
  const auto range = middle(distances, level);
  if (!range) return std::unexpected(range.error());
  result.variation_range = *range;
  for (std::size_t k = 0; k < p.size(); ++k) {
    result.ratio.push_back(q[k] > 0 ? std::optional(p[k] / q[k]) : std::nullopt);
    const auto of_group = middle(ratios[k], level);
    if (!of_group) return std::unexpected(of_group.error());
    result.ratio_range.push_back(*of_group);
  }
  return result;
}

}  // namespace boussole::engine::statistics
