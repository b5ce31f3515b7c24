#pragma once

#include <optional>
#include <span>

#include "engine/statistics/result.h"

/// Intervals from bootstrap replicates. Quantiles of replicates interpolate on the normal scale between the order
/// statistics around (B + 1) p, as R's boot package does (Davison & Hinkley 1997, eq. 5.8).
namespace boussole::engine::statistics::bootstrap {

/// The p-quantile of B sorted replicates; beyond the extreme replicates it is the extreme one.
double replicate_quantile(std::span<const double> sorted, double p);

/// The quantile of sorted numbers, type 7 (Hyndman & Fan 1996): linear between order statistics.
double sorted_quantile(std::span<const double> sorted, double p);

/// Percentile interval (Efron 1979). `sorted`: at least one replicate, ascending.
Range percentile_interval(std::span<const double> sorted, double level);

/// Basic interval: the percentile one mirrored around the estimate (Davison & Hinkley 1997, eq. 5.6).
Range basic_interval(std::span<const double> sorted, double estimate, double level);

/// Normal interval with the bootstrap's bias and standard error; `replicates` in any order, at least two.
Range normal_interval(std::span<const double> replicates, double estimate, double level);

/// Bias and acceleration of BCa (Efron 1987).
struct Acceleration {
  double bias = 0;          ///< z0: normal quantile of the share of replicates below the estimate
  double acceleration = 0;  ///< a = sum L^3 / (6 (sum L^2)^1.5) over the empirical influence values
};

/// One influence value, (n-1)(estimate - estimate without one unit), and how many units share it.
struct Influence {
  double value = 0;
  double units = 1;
};

/// Absent where all replicates lie on one side of the estimate, or the influences are all 0.
std::optional<Acceleration> bca_parameters(std::span<const double> sorted, double estimate,
                                           std::span<const Influence> influences);

/// Bias-corrected accelerated interval (Efron 1987, eq. 2.3); absent where its parameters are, or where the adjusted
/// level leaves (0, 1).
std::optional<Range> bca_interval(std::span<const double> sorted, double estimate,
                                  std::span<const Influence> influences, double level);

/// Studentised interval: estimate - t* se, with the quantiles of t* = (replicate - estimate) / its own standard error.
Range studentised_interval(std::span<const double> sorted_t, double estimate, double standard_error, double level);

/// Interval from replicates of m < n units (Bickel, Götze & van Zwet 1997): deviations scaled by (m/n)^rate.
Range m_out_of_n_interval(std::span<const double> sorted, double estimate, double m, double n, double level,
                          double rate = 0.5);

/// Delete-one jackknife variance from influence values (n-1)(estimate - without one): sum L^2 / (n (n-1)).
double jackknife_variance(std::span<const Influence> influences);

}  // namespace boussole::engine::statistics::bootstrap
