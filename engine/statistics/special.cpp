#include "engine/statistics/special.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <exception>
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

/// What the library answers, or `otherwise` where it gives up: some of its root finders throw whatever the policy.
template <class Call>
double quiet(Call call, double otherwise) {
  try {
    const double answer = call();
    return std::isnan(answer) ? otherwise : answer;
  } catch (const std::exception&) {
    return otherwise;
  }
}

/// The regularised incomplete beta function and its complement; a step at the mean where the shapes are so extreme that
/// the library gives up.
double lower_beta(double a, double b, double x) {
  return quiet([&] { return bm::ibeta(a, b, x, kQuiet); }, x < a / (a + b) ? 0 : 1);
}
double upper_beta(double a, double b, double x) {
  return quiet([&] { return bm::ibetac(a, b, x, kQuiet); }, x < a / (a + b) ? 1 : 0);
}
double lower_gamma(double shape, double x) {
  return quiet([&] { return bm::gamma_p(shape, x, kQuiet); }, x < shape ? 0 : 1);
}
double upper_gamma(double shape, double x) {
  return quiet([&] { return bm::gamma_q(shape, x, kQuiet); }, x < shape ? 1 : 0);
}

/// Where a rising function on [low, high] reaches p: what is left when the library's root finder gives up.
template <class Rising>
double bisect(Rising rising, double p, double low, double high) {
  for (int step = 0; step < 1100; ++step) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (rising(middle) < p ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

/// x with lower_beta(a, b, x) = p, and 1 - x without cancellation.
struct BetaPoint {
  double x = 0;
  double complement = 0;
};
BetaPoint beta_point(double p, double a, double b) {
  // For shapes beyond these the library's root finder may never return; within them it may stop far too soon.
  constexpr double kLeast = 1e-6, kMost = 1e9;
  if (std::min(a, b) >= kLeast && std::max(a, b) <= kMost) {
    BetaPoint point;
    point.x = quiet([&] { return bm::ibeta_inv(a, b, p, &point.complement, kQuiet); }, -1);
    if (point.x >= 0 && std::abs(lower_beta(a, b, point.x) - p) <= 1e-11 * std::min(p, 1 - p)) return point;
  }
  if (p > 0.5) {
    const double complement = bisect([&](double y) { return lower_beta(b, a, y); }, 1 - p, 0, 1);
    return {1 - complement, complement};
  }
  const double x = bisect([&](double y) { return lower_beta(a, b, y); }, p, 0, 1);
  return {x, 1 - x};
}

double gamma_point(double p, double shape) {
  const double x = quiet([&] { return bm::gamma_p_inv(shape, p, kQuiet); }, -1);
  if (x >= 0 && std::abs(lower_gamma(shape, x) - p) <= 1e-11 * std::min(p, 1 - p)) return x;
  double high = std::max(1.0, shape);
  while (high < 1e300 && lower_gamma(shape, high) < p) high *= 2;
  return bisect([&](double y) { return lower_gamma(shape, y); }, p, 0, high);
}

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
  const double tail = df > 2 * squared ? 0.5 * upper_beta(0.5, df / 2, squared / (df + squared))
                                       : 0.5 * lower_beta(df / 2, 0.5, df / (df + squared));
  return t >= 0 ? tail : 1 - tail;
}

double student_cdf(double t, double df) { return student_sf(-t, df); }

double student_quantile(double p, double df) {
  if (p <= 0) return -kInfinity;
  if (p >= 1) return kInfinity;
  if (p == 0.5) return 0;
  const double tail = std::min(p, 1 - p);
  const auto [x, complement] = beta_point(2 * tail, df / 2, 0.5);
  const double t = std::sqrt(df * complement / x);
  return p < 0.5 ? -t : t;
}

double student_critical(double level, double df) { return -student_quantile((1 - level) / 2, df); }

double chi_squared_cdf(double x, double df) { return x <= 0 ? 0 : lower_gamma(df / 2, x / 2); }
double chi_squared_sf(double x, double df) { return x <= 0 ? 1 : upper_gamma(df / 2, x / 2); }
double chi_squared_quantile(double p, double df) {
  if (p <= 0) return 0;
  if (p >= 1) return kInfinity;
  return 2 * gamma_point(p, df / 2);
}

double beta_cdf(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return lower_beta(a, b, x);
}
double beta_quantile(double p, double a, double b) {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return beta_point(p, a, b).x;
}

double gamma_cdf(double x, double shape) { return x <= 0 ? 0 : lower_gamma(shape, x); }
double gamma_quantile(double p, double shape) {
  if (p <= 0) return 0;
  if (p >= 1) return kInfinity;
  return gamma_point(p, shape);
}

double log_gamma(double x) {
  return quiet([&] { return bm::lgamma(x, kQuiet); }, kInfinity);
}

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

double gamma_ratio(double a, double delta) {
  return quiet([&] { return bm::tgamma_delta_ratio(a, delta, kQuiet); }, 0.0);
}

double reciprocal_gamma(double x) {
  // Downwards by 1 / Gamma(x) = x / Gamma(x + 1), which passes the poles as plain zeros.
  double factor = 1;
  for (; x <= 0 && factor != 0; x += 1) factor *= x;
  return factor == 0 ? 0 : factor / quiet([&] { return bm::tgamma(x, kQuiet); }, kInfinity);
}

double digamma(double x) {
  return quiet([&] { return bm::digamma(x, kQuiet); }, -kInfinity);
}
double trigamma(double x) {
  return quiet([&] { return bm::trigamma(x, kQuiet); }, kInfinity);
}

double binomial_pmf(std::uint64_t k, std::uint64_t n, double p) {
  if (k > n) return 0;
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  if (k == 0) return std::exp(as_double(n) * std::log1p(-p));
  if (k == n) return std::exp(as_double(n) * std::log(p));
  return quiet([&] { return bm::ibeta_derivative(as_double(k) + 1, as_double(n - k) + 1, p, kQuiet); }, 0) /
         (as_double(n) + 1);
}

double binomial_cdf(std::uint64_t k, std::uint64_t n, double p) {
  if (k >= n) return 1;
  if (p <= 0) return 1;
  if (p >= 1) return 0;
  return upper_beta(as_double(k) + 1, as_double(n - k), p);
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

double poisson_cdf(std::uint64_t k, double mean) { return mean <= 0 ? 1 : upper_gamma(as_double(k) + 1, mean); }

double poisson_at_least(std::uint64_t k, double mean) {
  if (k == 0) return 1;
  return mean <= 0 ? 0 : lower_gamma(as_double(k), mean);
}

double negbin_at_least(std::uint64_t k, double mean, double size) {
  if (k == 0) return 1;
  if (mean <= 0) return 0;
  return lower_beta(as_double(k), size, mean / (mean + size));
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
