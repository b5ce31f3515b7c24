#include "engine/statistics/resampling/portable_math.h"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "engine/statistics/random.h"
#include "engine/statistics/resampling/portable_arrays.h"

using namespace boussole::engine::statistics;

namespace {

double relative(double got, double expected) { return std::abs(got - expected) / std::max(std::abs(expected), 1e-300); }

}  // namespace

// libm is the reference: near, not equal, since equality on every machine is what it does not give.
TEST_CASE("log, exp and their friends agree with the C library to the last bits") {
  RandomStream random(5, 0, 0);
  double worst_log = 0, worst_exp = 0, worst_log1p = 0, worst_expm1 = 0, worst_gamma = 0;
  for (int i = 0; i < 50'000; ++i) {
    const double x = std::ldexp(0.5 + random.uniform(), static_cast<int>(random.below(1000)) - 500);
    worst_log = std::max(worst_log, relative(portable::log(x), std::log(x)));
    const double y = (random.uniform() - 0.5) * 1400;
    worst_exp = std::max(worst_exp, relative(portable::exp(y), std::exp(y)));
    const double small = (random.uniform() - 0.5) * 1.8;
    worst_log1p = std::max(worst_log1p, relative(portable::log1p(small), std::log1p(small)));
    worst_expm1 = std::max(worst_expm1, relative(portable::expm1(small), std::expm1(small)));
    const double g = 0.01 + 300 * random.uniform();
    worst_gamma =
        std::max(worst_gamma, std::abs(portable::log_gamma(g) - std::lgamma(g)) / (1 + std::abs(std::lgamma(g))));
  }
  CHECK(worst_log < 1e-15);
  CHECK(worst_exp < 1e-15);
  CHECK(worst_log1p < 2e-15);
  CHECK(worst_expm1 < 2e-15);
  CHECK(worst_gamma < 1e-14);
}

TEST_CASE("whole arrays get the bits of single numbers, whatever their length") {
  RandomStream random(6, 0, 0);
  const auto same = [](std::vector<double> x, void (*each)(std::span<double>), double (*one)(double)) {
    std::vector<double> expected;
    for (const double value : x) expected.push_back(one(value));
    each(x);
    for (std::size_t i = 0; i < x.size(); ++i)
      if (std::bit_cast<std::uint64_t>(x[i]) != std::bit_cast<std::uint64_t>(expected[i])) return false;
    return true;
  };
  for (std::size_t n = 0; n < 40; ++n)
    CHECK(same(std::vector<double>(n, 0.3 + double(n)), portable::log_each, portable::log));
  std::vector<double> positive, exponents, small;
  for (int i = 0; i < 50'001; ++i) {
    positive.push_back(std::ldexp(0.5 + random.uniform(), static_cast<int>(random.below(2000)) - 1000));
    exponents.push_back((random.uniform() - 0.5) * 1500);
    small.push_back(random.uniform() * 3 - 0.999999);
  }
  exponents.insert(exponents.end(),
                   {0.0, -0.0, 709.782712893384, 709.79, 1e300, -1e300, -745.2, -745.1, -720.0, -708.5});
  small.insert(small.end(), {0.0, -0.25, 0.35, 1e-300, -1e-17, 1e300});
  CHECK(same(positive, portable::log_each, portable::log));
  CHECK(same(exponents, portable::exp_each, portable::exp));
  CHECK(same(small, portable::log1p_each, portable::log1p));
}

TEST_CASE("logarithm near 1 keeps its digits") {
  CHECK(portable::log(1.0) == 0.0);
  for (const double h : {1e-15, 1e-9, 1e-3}) CHECK(relative(portable::log(1 + h), std::log(1 + h)) < 1e-15);
  CHECK(portable::exp(0.0) == 1.0);
  CHECK(portable::exp(-800.0) == 0.0);
  CHECK(portable::exp(800.0) == std::numeric_limits<double>::infinity());
}

TEST_CASE("distribution functions and their inverses") {
  // R: pnorm(1.96), pnorm(-6), qnorm(.975), qnorm(1e-10)
  CHECK(portable::normal_cdf(1.96) == Approx(0.9750021048517795).epsilon(1e-14));
  CHECK(portable::normal_cdf(-6) == Approx(9.865876450376946e-10).epsilon(1e-12));
  CHECK(portable::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(portable::normal_quantile(1e-10) == Approx(-6.361340902404056).epsilon(1e-12));
  // R: qt(.975, c(1, 2, 10, 2.5, 1e4)); qbeta(.025, 3, 8); pbeta(.3, 3, 8)
  CHECK(portable::t_quantile(0.975, 1) == Approx(12.706204736174698).epsilon(1e-10));
  CHECK(portable::t_quantile(0.975, 2) == Approx(4.302652729911275).epsilon(1e-10));
  CHECK(portable::t_quantile(0.975, 10) == Approx(2.2281388519649385).epsilon(1e-10));
  CHECK(portable::t_quantile(0.025, 10) == Approx(-2.2281388519649385).epsilon(1e-10));
  CHECK(portable::t_quantile(0.975, 1e4) == Approx(1.960201239890626).epsilon(1e-9));
  CHECK(portable::beta_cdf(0.3, 3, 8) == Approx(0.6172172136).epsilon(1e-9));
  for (const double p : {0.001, 0.025, 0.5, 0.9})
    CHECK(portable::beta_cdf(portable::beta_quantile(p, 2.5, 40), 2.5, 40) == Approx(p).epsilon(1e-10));
  for (const double z : {-7.0, -3.0, -0.1, 0.4, 2.0, 5.5})
    CHECK(portable::normal_quantile(portable::normal_cdf(z)) == Approx(z).epsilon(1e-9));
}
