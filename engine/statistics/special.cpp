#include "engine/statistics/special.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace boussole::engine::statistics {

namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

// No exception leaves, and no long double: its width differs between machines.
using Quiet = bp::policy<bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>,
                         bp::overflow_error<bp::ignore_error>, bp::underflow_error<bp::ignore_error>,
                         bp::denorm_error<bp::ignore_error>, bp::evaluation_error<bp::ignore_error>,
                         bp::rounding_error<bp::ignore_error>, bp::indeterminate_result_error<bp::ignore_error>,
                         bp::promote_double<false>, bp::promote_float<false>>;
constexpr Quiet kQuiet;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// ln Gamma(x) minus Stirling's leading terms, x >= 10: the asymptotic series.
double stirling_correction(double x) {
  constexpr double kTerms[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
  const double inverse = 1 / x, squared = inverse * inverse;
  double power = inverse, total = 0;
  for (const double term : kTerms) {
    total += term * power;
    power *= squared;
  }
  return total;
}

double as_double(std::uint64_t n) { return static_cast<double>(n); }

}  // namespace

double normal_cdf(double z) { return 0.5 * bm::erfc(-z / std::numbers::sqrt2, kQuiet); }
double normal_sf(double z) { return 0.5 * bm::erfc(z / std::numbers::sqrt2, kQuiet); }

double normal_quantile(double p) {
  if (p <= 0) return -kInfinity;
  if (p >= 1) return kInfinity;
  return -std::numbers::sqrt2 * bm::erfc_inv(2 * p, kQuiet);
}

double normal_critical(double level) { return -normal_quantile((1 - level) / 2); }

double student_sf(double t, double df) {
  const double squared = t * t;
  // Of the two forms of the same tail, the one that does not lose digits.
  const double tail = df > 2 * squared ? 0.5 * bm::ibetac(0.5, df / 2, squared / (df + squared), kQuiet)
                                       : 0.5 * bm::ibeta(df / 2, 0.5, df / (df + squared), kQuiet);
  return t >= 0 ? tail : 1 - tail;
}

double student_cdf(double t, double df) { return student_sf(-t, df); }

double student_quantile(double p, double df) {
  if (p <= 0) return -kInfinity;
  if (p >= 1) return kInfinity;
  if (p == 0.5) return 0;
  const double tail = std::min(p, 1 - p);
  double complement = 0;
  const double x = bm::ibeta_inv(df / 2, 0.5, 2 * tail, &complement, kQuiet);
  const double t = std::sqrt(df * complement / x);
  return p < 0.5 ? -t : t;
}

double student_critical(double level, double df) { return -student_quantile((1 - level) / 2, df); }

double chi_squared_cdf(double x, double df) { return x <= 0 ? 0 : bm::gamma_p(df / 2, x / 2, kQuiet); }
double chi_squared_sf(double x, double df) { return x <= 0 ? 1 : bm::gamma_q(df / 2, x / 2, kQuiet); }
double chi_squared_quantile(double p, double df) {
  if (p <= 0) return 0;
  if (p >= 1) return kInfinity;
  return 2 * bm::gamma_p_inv(df / 2, p, kQuiet);
}

double beta_cdf(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return bm::ibeta(a, b, x, kQuiet);
}
double beta_quantile(double p, double a, double b) {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return bm::ibeta_inv(a, b, p, kQuiet);
}

double gamma_cdf(double x, double shape) { return x <= 0 ? 0 : bm::gamma_p(shape, x, kQuiet); }
double gamma_quantile(double p, double shape) {
  if (p <= 0) return 0;
  if (p >= 1) return kInfinity;
  return bm::gamma_p_inv(shape, p, kQuiet);
}

double log_gamma(double x) { return bm::lgamma(x, kQuiet); }

double log_beta(double a, double b) {
  const double p = std::min(a, b), q = std::max(a, b), share = p / (p + q);
  if (q < 10) return log_gamma(p) + log_gamma(q) - log_gamma(p + q);
  // Large arguments: their logarithms of gamma would cancel, so only Stirling's corrections are subtracted.
  if (p < 10)
    return log_gamma(p) + (stirling_correction(q) - stirling_correction(p + q)) + p - p * std::log(p + q) +
           (q - 0.5) * std::log1p(-share);
  return -0.5 * std::log(q) + 0.5 * std::log(2 * std::numbers::pi) +
         (stirling_correction(p) + stirling_correction(q) - stirling_correction(p + q)) + (p - 0.5) * std::log(share) +
         q * std::log1p(-share);
}

double log_choose(double n, double k) {
  if (k <= 0 || k >= n) return 0;
  const double fewer = std::min(k, n - k);
  if (fewer == 1) return std::log(n);
  return -std::log1p(n) - log_beta(fewer + 1, n - fewer + 1);
}

double digamma(double x) { return bm::digamma(x, kQuiet); }
double trigamma(double x) { return bm::trigamma(x, kQuiet); }

double binomial_pmf(std::uint64_t k, std::uint64_t n, double p) {
  if (k > n) return 0;
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  if (k == 0) return std::exp(as_double(n) * std::log1p(-p));
  if (k == n) return std::exp(as_double(n) * std::log(p));
  return bm::ibeta_derivative(as_double(k) + 1, as_double(n - k) + 1, p, kQuiet) / (as_double(n) + 1);
}

double binomial_cdf(std::uint64_t k, std::uint64_t n, double p) {
  if (k >= n) return 1;
  if (p <= 0) return 1;
  if (p >= 1) return 0;
  return bm::ibetac(as_double(k) + 1, as_double(n - k), p, kQuiet);
}

std::uint64_t binomial_quantile(double q, std::uint64_t n, double p) {
  // R's rule: a cumulated probability short of q by rounding only counts as reached.
  const double target = q * (1 - 64 * std::numeric_limits<double>::epsilon());
  std::uint64_t low = 0, high = n;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (binomial_cdf(middle, n, p) >= target)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

double poisson_cdf(std::uint64_t k, double mean) { return mean <= 0 ? 1 : bm::gamma_q(as_double(k) + 1, mean, kQuiet); }

double poisson_at_least(std::uint64_t k, double mean) {
  if (k == 0) return 1;
  return mean <= 0 ? 0 : bm::gamma_p(as_double(k), mean, kQuiet);
}

double negbin_at_least(std::uint64_t k, double mean, double size) {
  if (k == 0) return 1;
  if (mean <= 0) return 0;
  return bm::ibeta(as_double(k), size, mean / (mean + size), kQuiet);
}

double hypergeometric_at_least(std::uint64_t k, std::uint64_t a, std::uint64_t b, std::uint64_t total) {
  const std::uint64_t most = std::min(a, b);
  const std::uint64_t least = a + b > total ? a + b - total : 0;
  if (k <= least) return 1;
  if (k > most) return 0;
  const double n = as_double(total);
  const double all = log_choose(n, as_double(b));
  // From the far end towards the centre: small terms first.
  double tail = 0;
  for (std::uint64_t j = most + 1; j-- > k;)
    tail += std::exp(log_choose(as_double(a), as_double(j)) + log_choose(as_double(total - a), as_double(b - j)) - all);
  return std::min(1.0, tail);
}

}  // namespace boussole::engine::statistics
