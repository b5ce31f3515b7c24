#pragma once

#include <span>
#include <vector>

#include "engine/statistics/proportions.h"
#include "engine/statistics/result.h"

/// Rates of small units pulled towards the common rate: raw and shrunk are shown side by side.
namespace boussole::engine::statistics {

struct ShrunkRates {
  /// The beta distribution of the units' true rates, by maximum likelihood. Where the data show no spread beyond
  /// chance, `pooled` is true, alpha and beta are 0, and every unit gets the common rate with its Jeffreys interval.
  double alpha = 0;
  double beta = 0;
  bool pooled = false;
  std::vector<double> mean;     ///< posterior mean of each unit, (x + alpha) / (n + alpha + beta)
  std::vector<Range> interval;  ///< equal-tailed posterior interval of each unit
};
/// Empirical Bayes for rates: x_i of n_i, beta-binomial by maximum likelihood (Griffin and Krutchkoff 1971; Morris
/// 1983). The intervals ignore that alpha and beta are estimated. At least two units with n > 0 and some but not all
/// successes.
Result<ShrunkRates> beta_binomial_shrinkage(std::span<const Cluster> units, double level);

}  // namespace boussole::engine::statistics
