#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Weights that people give: by comparing criteria two by two, or by sharing out points.
namespace boussole::engine::statistics {

struct PairwiseWeights {
  std::vector<double> weights;    ///< the leading eigenvector, sum 1
  std::vector<double> geometric;  ///< geometric means of the rows, sum 1 (Crawford and Williams 1985): nearly the same
  double eigenvalue = 0;          ///< lambda, at least n; n where the judgements agree with each other
  double consistency_index = 0;   ///< (lambda - n) / (n - 1)
  /// That over the mean index of random judgements: above 0.1 the judgements contradict each other too much to be used
  /// (Saaty 1980). Absent below 3 criteria, which cannot contradict each other, and above 10.
  std::optional<double> consistency_ratio;
};
/// The analytic hierarchy process (Saaty 1977, 1980): judgement[i][j] says how many times more criterion i matters than
/// j. Positive and reciprocal, judgement[j][i] = 1 / judgement[i][j] to a relative 1e-6, 1 on the diagonal; at least
/// one criterion. Refused otherwise, NaN and infinite values too.
Result<PairwiseWeights> pairwise_weights(std::span<const std::vector<double>> judgement);

/// The judgements of several people as one: their geometric means, the only way that stays reciprocal (Aczel and Saaty
/// 1983). Refuses what pairwise_weights refuses, and different sizes.
Result<std::vector<std::vector<double>>> joint_judgement(std::span<const std::vector<std::vector<double>>> people);

struct AllocatedWeights {
  std::vector<double> weights;  ///< mean share of the points, sum 1
  std::vector<double> sd;       ///< of the shares between people, divisor n - 1; empty for one person
};
/// Budget allocation (OECD and JRC 2008, 6.2): points[e][k] that person e gives to criterion k, not negative; each
/// person's points are scaled to sum to 1. Undefined without people, or for one who gives nothing.
Result<AllocatedWeights> budget_allocation(std::span<const std::vector<double>> points);

}  // namespace boussole::engine::statistics
