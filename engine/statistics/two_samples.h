#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/result.h"

/// Two groups compared. NaN and infinite values are refused.
namespace boussole::engine::statistics {

struct WelchTest {
  double difference = 0;  ///< mean of a less mean of b
  double t = 0;
  double df = 0;  ///< Welch and Satterthwaite
  double p = 1;   ///< two-sided
  Range interval;
};
/// Means without the assumption of equal variances (Welch 1947). Two values in each group, not all equal.
Result<WelchTest> welch(std::span<const double> a, std::span<const double> b, double level);

/// Standardised difference of means with the exact small-sample factor (Hedges 1981).
Result<double> hedges_g(std::span<const double> a, std::span<const double> b);

struct RankTest {
  double u = 0;                   ///< pairs where a is larger, ties by half
  double p_asymptotic = 1;        ///< two-sided, corrected for ties, without continuity correction
  std::optional<double> p_exact;  ///< two-sided; absent with ties or above 50 values in a group
};
/// Mann and Whitney (1947).
Result<RankTest> mann_whitney(std::span<const double> a, std::span<const double> b);

struct Dominance {
  double delta = 0;  ///< share of pairs where a is larger, less the share where b is (Cliff 1993), in [-1, 1]
  Range interval;    ///< asymmetric, from the unbiased variance (Feng and Cliff 2004)
};
/// Ordinal data: only order counts. Two values in each group for the interval.
Result<Dominance> cliff_delta(std::span<const double> a, std::span<const double> b, double level);

/// Largest distance between the two distributions (Kolmogorov and Smirnov).
Result<double> kolmogorov_smirnov(std::span<const double> a, std::span<const double> b);

struct ShareComparison {
  std::optional<double> chi_squared;  ///< without continuity correction; absent when both shares are 0 or both are 1
  std::optional<double> p_chi_squared;
  double p_fisher = 1;  ///< two-sided: tables no more likely than this one
  double cohen_h = 0;   ///< difference of arcsines
};
/// x1 of n1 against x2 of n2, whole numbers; the difference itself and its interval are in proportions.h.
Result<ShareComparison> compare_shares(std::uint64_t x1, std::uint64_t n1, std::uint64_t x2, std::uint64_t n2);

/// Is a difference smaller than a margin? The larger p of the two one-sided tests (Schuirmann 1987): "not different" is
/// not "equal". Normal, or Student's t where df is given.
Result<double> equivalence(double difference, double se, double margin, std::optional<double> df = std::nullopt);

struct PermutationTest {
  double difference = 0;  ///< of means
  double p_two = 1;       ///< |difference| at least as large
  double p_greater = 1;
  double permutations = 0;
  bool exact = true;
};
/// Every way of sharing out the values between the two groups where there are at most two million; otherwise
/// `replicates` random ones, the observed one counted in.
Result<PermutationTest> permutation_test(std::span<const double> a, std::span<const double> b, std::uint64_t replicates,
                                         std::uint64_t seed);

}  // namespace boussole::engine::statistics
