#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Weights that make participants look like the reference, and what they cost.
namespace boussole::engine::statistics {

struct PostStratification {
  /// Weight of each participant of the stratum, q_h n / n_h; nothing for an empty stratum that the reference has: it
  /// cannot be weighted, list it.
  std::vector<std::optional<double>> weight;
  double design_effect = 0;  ///< 1 + sum (q - p)^2 / p (Kish 1965)
  double effective_n = 0;
};
/// Undefined where a stratum of the reference has no participant; `weights_by_stratum` still lists the others.
Result<PostStratification> post_stratification(std::span<const double> observed, std::span<const double> reference);
Result<std::vector<std::optional<double>>> weights_by_stratum(std::span<const double> observed,
                                                              std::span<const double> reference);

struct KishEffect {
  double design_effect = 0;  ///< n sum w^2 / (sum w)^2
  double effective_n = 0;    ///< (sum w)^2 / sum w^2
};
Result<KishEffect> kish(std::span<const double> weights);

struct TrimmedWeights {
  std::vector<double> weight;  ///< the same sum as those given
  std::size_t trimmed = 0;     ///< how many stand at the limit
  KishEffect before, after;    ///< show both: trimming buys precision with bias
};
/// No weight above `most` times their mean: what is cut off is given to the others in proportion, until none is above
/// (Potter 1990). Undefined where `most` is not above 1, and where weights are negative or all 0.
Result<TrimmedWeights> trim_weights(std::span<const double> weights, double most);

/// One margin to fit: level[i] numbers the level of unit i, target[l] is the population of level l.
struct Margin {
  std::vector<std::size_t> level;
  std::vector<double> target;
};
/// Raking (Deming and Stephan 1940): multiplies the base weights until every margin is met to a relative 1e-12.
/// Undefined where a level with a population has no unit, where the margins have different totals, or where they
/// contradict each other.
Result<std::vector<double>> rake(std::span<const double> base, std::span<const Margin> margins);
/// The same for a table: iterative proportional fitting to row and column totals.
Result<std::vector<std::vector<double>>> fit_table(std::span<const std::vector<double>> table,
                                                   std::span<const double> rows, std::span<const double> columns);

/// The range of a share when `missing` people are of unknown group (Manski 1989).
struct MissingBounds {
  double low = 0;
  double high = 0;
  std::optional<double> complete_case;  ///< among the known; absent when none is known
};
Result<MissingBounds> share_bounds(double yes, double no, double missing);
/// The range of the total variation distance over all ways the missing people may belong to groups, whole people each:
/// high puts all in the worst group (the distance is convex), low fills the deficits.
Result<Range> variation_bounds(std::span<const double> observed, double missing, std::span<const double> reference);

}  // namespace boussole::engine::statistics
