#include "engine/statistics/special.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

using namespace boussole::engine::statistics;

TEST_CASE("values from tables") {
  CHECK(normal_critical(0.95) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_sf(10) == Approx(7.619853024160527e-24).epsilon(1e-12));
  CHECK(student_critical(0.95, 10) == Approx(2.2281388519862744).epsilon(1e-12));
  CHECK(student_critical(0.95, 1) == Approx(12.706204736174698).epsilon(1e-12));
  CHECK(chi_squared_quantile(0.95, 1) == Approx(3.841458820694124).epsilon(1e-12));
  CHECK(beta_quantile(0.5, 2, 3) == Approx(0.3857275681323).epsilon(1e-10));
  CHECK(digamma(1) == Approx(-std::numbers::egamma).epsilon(1e-14));
  CHECK(trigamma(1) == Approx(std::numbers::pi * std::numbers::pi / 6).epsilon(1e-14));
  CHECK(log_gamma(0.5) == Approx(0.5 * std::log(std::numbers::pi)).epsilon(1e-14));
  CHECK(binomial_pmf(3, 10, 0.5) == Approx(120.0 / 1024).epsilon(1e-14));
  CHECK(binomial_cdf(3, 10, 0.5) == Approx(176.0 / 1024).epsilon(1e-14));
  CHECK(poisson_cdf(2, 1) == Approx(2.5 * std::exp(-1)).epsilon(1e-14));
  // Three red among four drawn from five red and five white: (C(5,3) C(5,1) + C(5,4)) / C(10,4).
  CHECK(hypergeometric_at_least(3, 5, 4, 10) == Approx(55.0 / 210).epsilon(1e-12));
}

TEST_CASE("quantiles undo distribution functions") {
  for (double p = 0.001; p < 1; p += 0.037) {
    CHECK(normal_cdf(normal_quantile(p)) == Approx(p).epsilon(1e-12));
    for (const double df : {0.7, 1.0, 3.0, 30.5, 1e6}) {
      CHECK(student_cdf(student_quantile(p, df), df) == Approx(p).epsilon(1e-10));
      CHECK(chi_squared_cdf(chi_squared_quantile(p, df), df) == Approx(p).epsilon(1e-10));
    }
    CHECK(beta_cdf(beta_quantile(p, 0.5, 7), 0.5, 7) == Approx(p).epsilon(1e-10));
  }
}

TEST_CASE("logarithms of choices stay exact for large numbers") {
  CHECK(log_choose(10, 3) == Approx(std::log(120.0)).epsilon(1e-14));
  CHECK(log_choose(10, 0) == 0);
  CHECK(log_choose(10, 10) == 0);
  CHECK(log_choose(1e9, 1) == Approx(std::log(1e9)).epsilon(1e-14));
  // C(n, 2) = n (n - 1) / 2, where a difference of gammas would keep six digits only.
  CHECK(log_choose(1e9, 2) == Approx(std::log(1e9) + std::log(1e9 - 1) - std::log(2.0)).epsilon(1e-14));
  CHECK(log_beta(1e8, 2) == Approx(-std::log(1e8) - std::log(1e8 + 1)).epsilon(1e-14));
}

TEST_CASE("the ends give limits and never NaN") {
  CHECK(std::isinf(normal_quantile(0)));
  CHECK(std::isinf(student_quantile(1, 3)));
  CHECK(beta_quantile(0, 1, 1) == 0);
  CHECK(binomial_pmf(0, 5, 0) == 1);
  CHECK(binomial_pmf(5, 5, 1) == 1);
  CHECK(binomial_pmf(2, 5, 1) == 0);
  CHECK(poisson_at_least(0, 0) == 1);
  CHECK(poisson_at_least(1, 0) == 0);
  CHECK(binomial_quantile(0.025, 5, 0.35) == 0);
  CHECK(student_sf(0, 4) == 0.5);
}
