#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Series in equal steps: did the level change, and when? Make no claim below 20 values. NaN and infinite values are
/// refused.
namespace boussole::engine::statistics {

struct MeanShifts {
  std::vector<std::size_t> breaks;  ///< last position (from 1) of each segment but the last, for the best number
  std::vector<double> segment_means;
  std::vector<double> rss;  ///< by number of breaks, from 0
  std::vector<double> bic;  ///< least at the number chosen
};
/// Best segmentations into pieces of constant mean, each of at least floor(h n) values, with 0 to `most` breaks, by
/// dynamic programming in O(most n^2) (Bai and Perron 2003; BIC as in Zeileis et al. 2003). Undefined where the series
/// is shorter than one segment of two values, or fits without error (no BIC).
Result<MeanShifts> mean_shifts(std::span<const double> y, double h, std::size_t most);

/// The same for long series: the segmentation that minimises the sum of squares plus `penalty` for each break, exactly,
/// pruned to about O(n) (PELT, Killick, Fearnhead and Eckley 2012); segments of at least `least` values.
/// Last positions (from 1) of each segment but the last.
Result<std::vector<std::size_t>> pelt(std::span<const double> y, double penalty, std::size_t least);

struct Pettitt {
  double k = 0;           ///< largest |U_t|
  std::size_t index = 0;  ///< last position (from 1) before the change
  double p = 1;           ///< approximate, 2 exp(-6 K^2 / (n^3 + n^2))
};
/// One change of level at an unknown time, by ranks (Pettitt 1979).
Result<Pettitt> pettitt(std::span<const double> y);

struct Trend {
  double s = 0;         ///< pairs that rise less pairs that fall
  double variance = 0;  ///< corrected for ties
  double z = 0;         ///< with continuity correction
  double p = 1;         ///< two-sided
  double slope = 0;     ///< median of the slopes of all pairs (Sen 1968)
};
/// Monotone trend by ranks (Mann 1945; Kendall 1975). Serial correlation makes it too sure: see first_autocorrelation.
Result<Trend> mann_kendall(std::span<const double> y);
/// Autocorrelation at lag 1; absent for constant series.
Result<double> first_autocorrelation(std::span<const double> y);

struct PrewhitenedTrend {
  Trend trend;                 ///< of the series without its memory; its slope is that of the series as it is
  double autocorrelation = 0;  ///< at lag 1
  bool prewhitened = false;    ///< only where the autocorrelation is positive
};
/// The trend test where each value leans on the one before: what it owes to that one is taken off first (von Storch
/// 1995). A true trend is taken for memory in part, so that it is missed more often; taking the slope out beforehand
/// (Yue et al. 2002) does not keep the level: with an autocorrelation of 0.5 and 60 values it saw a trend in 31 of 100
/// series without one, the plain test in 24, this one in 5. Undefined below 4 values.
Result<PrewhitenedTrend> prewhitened_trend(std::span<const double> y);

struct SerialMean {
  double mean = 0;
  double se = 0;  ///< by the long-run variance
  double se_as_if_independent = 0;
  double effective_n = 0;  ///< as many independent values would tell as much
  std::size_t lags = 0;
};
/// The mean of a series whose values hang together: the variance with the autocovariances up to `lags`, weighted down
/// to 0 (heteroskedasticity and autocorrelation consistent, Newey and West 1987). Without `lags`, floor(4
/// (n/100)^(2/9)). Undefined where all values are equal, or where there are no more values than lags and one.
Result<SerialMean> serial_mean(std::span<const double> y, std::optional<std::size_t> lags = std::nullopt);

}  // namespace boussole::engine::statistics
