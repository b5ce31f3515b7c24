#include "engine/statistics/disclosure.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/statistics/random.h"

namespace boussole::engine::statistics {

Result<std::vector<bool>> small_cells(std::span<const std::uint64_t> counts, std::uint64_t k, bool zero_is_safe) {
  if (k == 0) return undefined("the threshold must be at least 1");
  std::vector<bool> suppressed;
  for (const std::uint64_t count : counts) suppressed.push_back(count < k && (count > 0 || !zero_is_safe));
  return suppressed;
}

Result<std::uint64_t> round_to_base(std::uint64_t count, std::uint64_t base) {
  if (base == 0) return undefined("the base must be at least 1");
  const std::uint64_t rest = count % base;
  return count - rest + (2 * rest >= base && rest > 0 ? base : 0);
}

Result<RoundingLaw> rounding_law(std::uint64_t count, std::uint64_t base) {
  if (base == 0) return undefined("the base must be at least 1");
  const double rest = static_cast<double>(count % base), size = static_cast<double>(base);
  return RoundingLaw{rest / size, static_cast<double>(count), rest * (size - rest)};
}

Result<std::uint64_t> round_randomly(std::uint64_t count, std::uint64_t base, std::uint64_t seed, std::uint64_t key) {
  constexpr std::uint64_t kStream = 0x726f756e64;
  const auto law = rounding_law(count, base);
  if (!law) return std::unexpected(law.error());
  const bool up = u64_to_double(random_word(seed, kStream, key, 0)) < law->p_up;
  return count - count % base + (up ? base : 0);
}

Result<Anonymity> k_anonymity(std::span<const std::vector<std::string>> rows, std::uint64_t threshold) {
  if (rows.empty()) return undefined("n = 0: no row");
  std::map<std::vector<std::string>, std::uint64_t> classes;
  for (const auto& row : rows) ++classes[row];
  Anonymity result{rows.size(), classes.size(), 0, 0};
  std::uint64_t alone = 0, below = 0;
  for (const auto& [row, people] : classes) {
    result.k = std::min(result.k, people);
    if (people == 1) ++alone;
    if (people < threshold) below += people;
  }
  result.share_unique = static_cast<double>(alone) / static_cast<double>(rows.size());
  result.share_below = static_cast<double>(below) / static_cast<double>(rows.size());
  return result;
}

Result<Diversity> l_diversity(std::span<const SensitiveRow> rows) {
  if (rows.empty()) return undefined("n = 0: no row");
  std::map<std::string, std::map<std::string, double>> classes;
  std::map<std::string, double> all, size;
  for (const auto& [group, value] : rows) ++classes[group][value], ++all[value], ++size[group];
  Diversity result{all.size(), 0};
  for (const auto& [group, answers] : classes) {
    result.distinct = std::min<std::uint64_t>(result.distinct, answers.size());
    double distance = 0;
    for (const auto& [value, people] : all) {
      const auto here = answers.find(value);
      const double share = here == answers.end() ? 0 : here->second / size[group];
      distance += std::abs(share - people / static_cast<double>(rows.size())) / 2;
    }
    result.closeness = std::max(result.closeness, distance);
  }
  return result;
}

Differencing differencing(std::uint64_t a, std::uint64_t b, std::uint64_t k) {
  const std::uint64_t gap = a > b ? a - b : b - a;
  return {gap, gap > 0 && gap < k};
}

Result<NoiseLaw> laplace_mechanism(double sensitivity, double epsilon) {
  if (!(sensitivity > 0) || !(epsilon > 0) || !std::isfinite(sensitivity) || !std::isfinite(epsilon))
    return undefined("the sensitivity and epsilon must be positive");
  const double scale = sensitivity / epsilon;
  return NoiseLaw{scale, 2 * scale * scale, scale * std::log(20.0), 0};
}

Result<NoiseLaw> geometric_mechanism(double epsilon) {
  if (!(epsilon > 0) || !std::isfinite(epsilon)) return undefined("epsilon must be positive");
  const double alpha = std::exp(-epsilon), rest = -std::expm1(-epsilon);
  // P(|noise| > m) = 2 alpha^(m + 1) / (1 + alpha).
  const double within = std::max(0.0, std::ceil(std::log(0.05 * (1 + alpha) / 2) / -epsilon - 1 - 1e-12));
  return NoiseLaw{alpha, 2 * alpha / (rest * rest), within, rest / (1 + alpha)};
}

Result<RandomisedResponse> randomised_response(double p_truth, double observed_yes, double n) {
  if (!(p_truth > 0 && p_truth < 1)) return undefined("the chance of the truth must lie between 0 and 1");
  if (!(observed_yes >= 0 && observed_yes <= 1)) return undefined("the share of yes must lie in [0, 1]");
  if (!(n >= 1) || !std::isfinite(n)) return undefined("n = 0: no answer");
  const double by_coin = (1 - p_truth) / 2;
  return RandomisedResponse{(observed_yes - by_coin) / p_truth,
                            std::sqrt(observed_yes * (1 - observed_yes) / n) / p_truth,
                            std::log((p_truth + by_coin) / by_coin)};
}

}  // namespace boussole::engine::statistics
