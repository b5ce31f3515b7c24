#pragma once

#include <span>
#include <vector>

#include "engine/statistics/result.h"

namespace boussole::engine::statistics {

/// The nine sample quantiles of Hyndman and Fan (1996). Always say which: 7 is the common default, 8 nearly unbiased
/// for the median of any continuous distribution.
enum class QuantileType { type1 = 1, type2, type3, type4, type5, type6, type7, type8, type9 };

/// Values in any order; NaN and infinite ones, n = 0 and p outside [0, 1] are refused.
Result<double> quantile(std::span<const double> values, double p, QuantileType type);
/// The same for several p, sorting once.
Result<std::vector<double>> quantiles(std::span<const double> values, std::span<const double> p, QuantileType type);
Result<double> median(std::span<const double> values);

}  // namespace boussole::engine::statistics
