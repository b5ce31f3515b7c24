#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/result.h"

/// How evenly a population took part: n_h of the N_h people of stratum h did.
namespace boussole::engine::statistics {

struct Stratum {
  double population = 0;    ///< N_h > 0
  double participants = 0;  ///< n_h, from 0 to N_h
};

struct ResponseIndicator {
  std::vector<double> propensity;  ///< rho_h
  double mean_propensity = 0;      ///< weighted by N_h
  double spread = 0;               ///< standard deviation of rho over the population (divisor N)
  double indicator = 0;            ///< R = 1 - 2 spread: 1 when all strata took part alike
  double spread_unbiased = 0;      ///< divisor N - 1
  double indicator_unbiased = 0;
  double variation = 0;         ///< spread / mean, the largest bias of a mean in standard deviations
  double lower_bound = 0;       ///< 1 - 2 sqrt(mean (1 - mean)), the least that R can be
  std::vector<double> partial;  ///< unconditional partial of each stratum, sqrt(N_h/N) (rho_h - mean)
  double partial_total = 0;     ///< of the variable: the root of the sum of their squares
};
/// R-indicator with a propensity of its own for each stratum (Schouten, Cobben and Bethlehem 2009). Undefined without
/// strata, or when nobody took part.
Result<ResponseIndicator> response_indicator(std::span<const Stratum> strata);

struct ResponseModel {
  std::vector<double> coefficient;  ///< intercept, then the levels but the first of each variable
  std::vector<double> propensity;   ///< fitted, by cell
  double mean_propensity = 0;
  double indicator = 0;
  std::vector<double> unconditional;  ///< partial of each variable: spread between its levels
  std::vector<double> conditional;    ///< spread within the cells of all other variables
};
/// The same with propensities from a logistic model of main effects (Schouten, Shlomo and Skinner 2011): level[v][i] is
/// the level of variable v in cell i, numbered from 0 in the order wanted. Undefined where a level took part wholly or
/// not at all, so that no finite coefficient exists.
Result<ResponseModel> response_model(std::span<const Stratum> cells, std::span<const std::vector<std::size_t>> level);

}  // namespace boussole::engine::statistics
