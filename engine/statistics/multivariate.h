#pragma once

#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// How the indicators of an index go together: x[i][k] of unit i on indicator k. NaN and infinite values are refused,
/// as are rows of different lengths; constant indicators have no correlation.
namespace boussole::engine::statistics {

using Table = std::span<const std::vector<double>>;

Result<double> pearson(std::span<const double> a, std::span<const double> b);
/// Pearson's correlation of the ranks, ties at their mean.
Result<double> spearman(std::span<const double> a, std::span<const double> b);
Result<std::vector<std::vector<double>>> correlations(Table x);

struct CronbachAlpha {
  double raw = 0;           ///< k/(k-1) (1 - sum of variances / variance of the sum)
  double standardised = 0;  ///< from the mean correlation
};
/// Cronbach (1951). At least two indicators.
Result<CronbachAlpha> cronbach(Table x);

struct PrincipalComponents {
  std::vector<double> sd;                     ///< descending
  std::vector<double> explained;              ///< shares of the variance
  std::vector<std::vector<double>> loadings;  ///< [indicator][component]; the largest of each component positive
};
/// Of the correlation matrix.
Result<PrincipalComponents> principal_components(Table x);

struct EntropyWeights {
  std::vector<double> entropy;  ///< of each indicator's shares over the units, 1 when all are equal
  std::vector<double> weights;
};
/// Weights by how much an indicator tells units apart (Zeleny 1982). They reward variance, not importance: for
/// sensitivity only. Values not negative.
Result<EntropyWeights> entropy_weights(Table x);
/// Spread times conflict with the others, on min-max values (CRITIC, Diakoulaki, Mavrotas and Papayannakis 1995).
Result<std::vector<double>> critic_weights(Table x);

/// Squared correlation of each indicator with the index: its main effect if linear (Paruolo, Saisana and Saltelli
/// 2013).
Result<std::vector<double>> linear_main_effects(Table x, std::span<const double> index);

}  // namespace boussole::engine::statistics
