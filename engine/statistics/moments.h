#pragma once

#include <span>

#include "engine/statistics/result.h"

namespace boussole::engine::statistics {

/// Number, mean and sums of powers of the deviations from it. Merging the moments of two parts gives those of the whole
/// (Chan, Golub and LeVeque 1983; Pébay 2008).
struct Moments {
  double n = 0;
  double mean = 0;
  double m2 = 0;  ///< sum (x - mean)^2
  double m3 = 0;
  double m4 = 0;

  void add(double value);
  void merge(const Moments& other);
  /// `times` copies of one value.
  static Moments repeated(double value, double times) { return {times, value, 0, 0, 0}; }
};

/// Refuses NaN and infinite values; n = 0 gives zero moments.
Result<Moments> moments_of(std::span<const double> values);
/// Sample variance, divisor n - 1. Undefined below two values.
Result<double> variance(const Moments& moments);
/// Sample-adjusted skewness G1 and excess kurtosis G2, as spreadsheets and SAS print them. Undefined below three (four)
/// values or when all are equal.
Result<double> skewness_adjusted(const Moments& moments);
/// Third moment over the cube of the sample's standard deviation (b1 of Joanes and Gill 1998), what COINr calls skew.
Result<double> skewness_by_sample_sd(const Moments& moments);
Result<double> kurtosis_adjusted(const Moments& moments);

}  // namespace boussole::engine::statistics
