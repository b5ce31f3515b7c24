#pragma once

#include <cstdint>

/// Elementary and special functions written with + - * / and sqrt only, which IEEE 754 fixes to the last bit: the same
/// bits with any libm. What is drawn or printed by the resampling goes through these, never through std::log. They are
/// accurate to a few units in the last place (log, exp) or about 1e-13 (quantiles), which tests check.
namespace boussole::engine::statistics::portable {

/// The largest whole number <= x, |x| < 2^62; without the library call that std::floor is on the plainest x86-64.
inline double floor_of(double x) {
  const auto whole = static_cast<double>(static_cast<std::int64_t>(x));
  return whole > x ? whole - 1 : whole;
}

/// Natural logarithm of x > 0 (finite, normal).
double log(double x);
/// log(1 + x), x > -1.
double log1p(double x);
/// e^x; 0 below -745, infinity above 709.78.
double exp(double x);
/// e^x - 1 without cancellation near 0.
double expm1(double x);
/// base^power for base > 0.
double pow(double base, double power);
/// log of the gamma function, x > 0 (Stirling with shift).
double log_gamma(double x);
/// The standard normal distribution function and its inverse (Wichura 1988, AS 241; p in (0, 1)).
double normal_cdf(double z);
double normal_quantile(double p);
/// Regularised incomplete beta I_x(a, b) (continued fraction, Lentz) and its inverse; a, b > 0, p in [0, 1].
double beta_cdf(double x, double a, double b);
double beta_quantile(double p, double a, double b);
/// Student t: distribution function and quantile for `df` > 0 degrees of freedom, not necessarily whole.
double t_cdf(double t, double df);
double t_quantile(double p, double df);

}  // namespace boussole::engine::statistics::portable
