#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// How far the participants are from a reference population, group by group. `observed` counts participants (a person
/// once); `reference` gives the population's shares or sizes, in the same order: it is scaled to sum to 1. Undefined
/// for no participant, an empty reference, or different lengths. Negative, NaN and infinite numbers are refused.
namespace boussole::engine::statistics {

/// Total variation distance, half the sum of |p - q| (Duncan and Duncan's dissimilarity): the share of participants who
/// would have to be others. Biased up for few participants: see expected_variation.
Result<double> total_variation(std::span<const double> observed, std::span<const double> reference);
/// Mean of the total variation distance of n participants drawn at random from the reference: what perfect
/// representativeness reads. Exact, by de Moivre's formula for the mean deviation of a binomial.
Result<double> expected_variation(std::span<const double> reference, std::uint64_t n);
/// What lies beyond chance: max(0, (TVD - E0) / (1 - E0)).
Result<double> excess_variation(std::span<const double> observed, std::span<const double> reference);
/// Jensen-Shannon divergence in bits, in [0, 1] (Lin 1991); its square root is a distance.
Result<double> jensen_shannon(std::span<const double> observed, std::span<const double> reference);
/// Hellinger distance, sqrt(1 - sum sqrt(p q)).
Result<double> hellinger(std::span<const double> observed, std::span<const double> reference);

/// Goodness of fit, descriptive: participants are no random sample. Unbounded where someone belongs to a group that the
/// reference says is empty.
struct GoodnessOfFit {
  double chi_squared = 0;
  double df = 0;  ///< groups that the reference has, less 1
  double p = 1;   ///< asymptotic: look at min_expected
  double cohen_w = 0;
  std::optional<double> cramers_v;  ///< w / sqrt(df); absent for one group
  double g_squared = 0;             ///< likelihood ratio
  double min_expected = 0;
  std::vector<double> pearson_residual;  ///< (o - e) / sqrt(e); 0 for a group absent from both
  /// (o - n q) / sqrt(n q (1 - q)); 0 for a group absent from both, or that is everybody.
  std::vector<double> standard_residual;
};
Result<GoodnessOfFit> goodness_of_fit(std::span<const double> observed, std::span<const double> reference);

/// Share among participants over share in the reference, group by group; nothing where the reference has nobody.
Result<std::vector<std::optional<double>>> representation_ratios(std::span<const double> observed,
                                                                 std::span<const double> reference);
/// Smallest over largest of these ratios: Go Vocal's first R-score. Undefined where no participant is of a known group.
Result<double> score_min_max(std::span<const double> observed, std::span<const double> reference);
/// Smallest ratio over their plain mean: the second one.
Result<double> score_min_mean(std::span<const double> observed, std::span<const double> reference);

struct BestAllocation {
  std::vector<std::uint64_t> people;
  double similarity = 0;  ///< 1 - TVD of that allocation: the most that n whole people can reach
};
/// The allocation of n whole people nearest to the reference, by largest remainders; equal remainders go to the first.
Result<BestAllocation> best_allocation(std::span<const double> reference, std::uint64_t n);

/// Independence of two variables in a table of counts (rows of equal length).
struct Independence {
  double chi_squared = 0;  ///< without continuity correction
  double df = 0;
  double p = 1;
  double cramers_v = 0;
  double cramers_v_corrected = 0;  ///< bias-corrected (Bergsma 2013)
  std::vector<std::vector<double>> standard_residual;
};
/// Undefined where a row or a column is empty, or there are fewer than two of either.
Result<Independence> chi_squared_independence(std::span<const std::vector<double>> table);

}  // namespace boussole::engine::statistics
