// Permutation test of a difference of means: see two_samples.h.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/statistics/checks.h"
#include "engine/statistics/random.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"
#include "engine/statistics/two_samples.h"

namespace boussole::engine::statistics {

namespace {

constexpr double kMostExact = 2e6;
constexpr std::uint64_t kStream = 0x7065726d757465;

/// The next choice of m positions out of n, in lexical order; false after the last.
bool next_choice(std::vector<std::size_t>& choice, std::size_t n) {
  const std::size_t m = choice.size();
  for (std::size_t i = m; i-- > 0;) {
    if (choice[i] == n - m + i) continue;
    ++choice[i];
    for (std::size_t j = i + 1; j < m; ++j) choice[j] = choice[j - 1] + 1;
    return true;
  }
  return false;
}

}  // namespace

Result<PermutationTest> permutation_test(std::span<const double> a, std::span<const double> b, std::uint64_t replicates,
                                         std::uint64_t seed) {
  if (auto refused = refuse_not_finite(a, "the values")) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(b, "the values")) return std::unexpected(*refused);
  if (a.empty() || b.empty()) return undefined("n = 0 in a group");
  std::vector<double> all(a.begin(), a.end());
  all.insert(all.end(), b.begin(), b.end());
  const double m = static_cast<double>(a.size()), n = static_cast<double>(b.size()), total = sum(all);
  const auto difference = [&](double sum_a) { return sum_a / m - (total - sum_a) / n; };
  PermutationTest test;
  test.difference = mean(a) - mean(b);
  if (!std::isfinite(test.difference) || !std::isfinite(total)) return undefined("the values are too far apart");
  // Equal but for the rounding of sums in another order.
  double scale = 0;
  for (const double x : all) scale = std::max(scale, std::abs(x));
  const double fuzz = 1e-10 * scale;
  double greater = 0, two = 0;
  const auto look = [&](double sum_a) {
    const double d = difference(sum_a);
    if (d >= test.difference - fuzz) ++greater;
    if (std::abs(d) >= std::abs(test.difference) - fuzz) ++two;
    ++test.permutations;
  };
  test.exact = log_choose(m + n, m) <= std::log(kMostExact);
  if (test.exact) {
    std::vector<std::size_t> choice(a.size());
    std::iota(choice.begin(), choice.end(), std::size_t{0});
    do {
      double sum_a = 0;
      for (const std::size_t i : choice) sum_a += all[i];
      look(sum_a);
    } while (next_choice(choice, all.size()));
  } else {
    if (replicates == 0) return undefined("too many permutations to see all, and no replicate asked for");
    look(sum(a));
    RandomStream random(seed, kStream, 0);
    for (std::uint64_t r = 0; r < replicates; ++r) {
      double sum_a = 0;
      for (std::size_t i = 0; i < a.size(); ++i) {
        std::swap(all[i], all[i + random.below(all.size() - i)]);
        sum_a += all[i];
      }
      look(sum_a);
    }
  }
  test.p_greater = greater / test.permutations;
  test.p_two = two / test.permutations;
  return test;
}

}  // namespace boussole::engine::statistics
