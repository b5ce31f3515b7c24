#pragma once

#include <cstdint>

/// Special functions and distributions, from Boost.Math in plain double. For use inside the room and by whoever draws
/// intervals: the arguments are the caller's business (finite, inside the domain that each line states), outside it the
/// answer is a limit or NaN, never an exception.
namespace boussole::engine::statistics {

double normal_cdf(double z);
double normal_sf(double z);        ///< P(Z > z), no cancellation in the far tail
double normal_quantile(double p);  ///< -inf at 0, +inf at 1
/// The two-sided critical value: normal_quantile(1 - (1 - level) / 2).
double normal_critical(double level);

double student_cdf(double t, double df);       ///< df > 0
double student_sf(double t, double df);        ///< df > 0
double student_quantile(double p, double df);  ///< df > 0
double student_critical(double level, double df);

double chi_squared_cdf(double x, double df);       ///< x >= 0, df > 0
double chi_squared_sf(double x, double df);        ///< x >= 0, df > 0
double chi_squared_quantile(double p, double df);  ///< df > 0

double beta_cdf(double x, double a, double b);       ///< 0 <= x <= 1, a, b > 0
double beta_quantile(double p, double a, double b);  ///< 0 <= p <= 1, a, b > 0
double gamma_cdf(double x, double shape);            ///< scale 1, x >= 0
double gamma_quantile(double p, double shape);       ///< scale 1

double log_gamma(double x);             ///< x > 0; std::lgamma is not safe between threads
double log_beta(double a, double b);    ///< a, b > 0
double log_choose(double n, double k);  ///< ln C(n, k), 0 <= k <= n; real arguments by the gamma function
double gamma_ratio(double a,
                   double delta);   ///< Gamma(a) / Gamma(a + delta), a > 0, a + delta > 0; near 1 no digits lost
double reciprocal_gamma(double x);  ///< 1 / Gamma(x), any x: 0 at 0, -1, -2...
double digamma(double x);           ///< x > 0
double trigamma(double x);          ///< x > 0

double binomial_pmf(std::uint64_t k, std::uint64_t n, double p);
double binomial_cdf(std::uint64_t k, std::uint64_t n, double p);  ///< P(X <= k)
/// The smallest k with P(X <= k) >= q, as R's qbinom.
std::uint64_t binomial_quantile(double q, std::uint64_t n, double p);
double poisson_cdf(std::uint64_t k, double mean);                   ///< P(X <= k)
double poisson_at_least(std::uint64_t k, double mean);              ///< P(X >= k)
double negbin_at_least(std::uint64_t k, double mean, double size);  ///< P(X >= k), variance mean + mean^2/size
/// P(overlap >= k) for two sets of a and b drawn from N.
double hypergeometric_at_least(std::uint64_t k, std::uint64_t a, std::uint64_t b, std::uint64_t total);

}  // namespace boussole::engine::statistics
