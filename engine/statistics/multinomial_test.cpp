#include "engine/statistics/multinomial_test.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/random.h"
#include "engine/statistics/representativeness.h"
#include "engine/statistics/resampling/samplers.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::uint64_t kStream = 0x6d756c74696e6f6d;

/// Chi-squared of n people drawn from these shares: binomials, one group after the other.
double drawn_chi_squared(RandomStream& random, std::uint64_t n, std::span<const double> shares) {
  CompensatedSum total;
  double left = 1;
  std::uint64_t people = n;
  std::size_t last = shares.size() - 1;  // that is not empty: it takes the rest
  while (last > 0 && shares[last] <= 0) --last;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    if (shares[k] <= 0) continue;
    const double p = left > 0 ? std::clamp(shares[k] / left, 0.0, 1.0) : 1;
    const std::uint64_t here = k == last ? people : draw_binomial(random, people, p);
    const double expected = static_cast<double>(n) * shares[k], off = static_cast<double>(here) - expected;
    total.add(off * off / expected);
    people -= here;
    left -= shares[k];
  }
  return total.value();
}

}  // namespace

Result<MultinomialTest> multinomial_test(std::span<const double> observed, std::span<const double> reference,
                                         std::uint64_t draws, std::uint64_t seed) {
  const auto fit = goodness_of_fit(observed, reference);
  if (!fit) return std::unexpected(fit.error());
  if (draws == 0) return undefined("no draw");
  const double people = sum(observed), population = sum(reference);
  if (people > 1e15 || std::ranges::any_of(observed, [](double o) { return o != std::floor(o); }))
    return undefined("participants must be whole, and fewer than 10^15");
  std::vector<double> shares(reference.begin(), reference.end());
  for (double& share : shares) share /= population;
  std::uint64_t as_far = 0;
  for (std::uint64_t r = 0; r < draws; ++r) {
    RandomStream random(seed, kStream, r);
    // What differs by rounding only is as far off.
    if (drawn_chi_squared(random, static_cast<std::uint64_t>(people), shares) >= fit->chi_squared * (1 - 1e-9))
      ++as_far;
  }
  return MultinomialTest{fit->chi_squared, (1 + static_cast<double>(as_far)) / (1 + static_cast<double>(draws))};
}

}  // namespace boussole::engine::statistics
