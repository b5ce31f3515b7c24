#pragma once

#include <span>

#include "engine/statistics/result.h"

/// Intervals read off bootstrap replicates that someone else drew: pure arithmetic, the same as R's boot. For heavy
/// tails none of them covers what it says; which one may be printed is decided elsewhere (interval_policy.h).
namespace boussole::engine::statistics {

/// The alpha quantile of the replicates by interpolation on the normal scale between order statistics k/(R + 1)
/// (Davison and Hinkley 1997, eq. 5.8). Beyond the extreme replicates, the extreme one.
Result<double> replicate_quantile(std::span<const double> replicates, double alpha);
Result<Range> percentile_interval(std::span<const double> replicates, double level);
/// 2 t0 less the percentile interval's other end.
Result<Range> basic_interval(std::span<const double> replicates, double t0, double level);
/// t0 less the estimated bias, plus and minus z standard errors.
Result<Range> normal_interval(std::span<const double> replicates, double t0, double level);
/// Standard deviation of the replicates, divisor R - 1.
Result<double> replicate_se(std::span<const double> replicates);

struct BcaInterval {
  Range interval;
  double z0 = 0;            ///< how far the median of the replicates lies from t0
  double acceleration = 0;  ///< skewness of the influence values / 6
};
/// Bias-corrected and accelerated (Efron 1987); influence values from the jackknife, L_i = (n - 1)(t0 - t_(-i)).
/// Undefined when all replicates lie on one side of t0.
Result<BcaInterval> bca_interval(std::span<const double> replicates, double t0, std::span<const double> influence,
                                 double level);

}  // namespace boussole::engine::statistics
