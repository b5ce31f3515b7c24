#include "engine/statistics/sums.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/moments.h"
#include "engine/statistics/quantiles.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

TEST_CASE("sums keep what plain addition loses") {
  CHECK(sum(std::vector<double>{}) == 0);
  CHECK(sum(std::vector{1.0, 1e100, 1.0, -1e100}) == 2);
  CHECK(exact_sum(std::vector{1e16, 1.0, -1e16}) == 1);
  CHECK(exact_sum(std::vector<double>{}) == 0);
  CHECK(sum(std::vector(10, 0.1)) == 1);
}

TEST_CASE("the exact sum does not depend on the order") {
  for (std::uint64_t number = 0; number < 20; ++number) {
    auto values = generate::uniforms(number, 300);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = (values[i] - 0.5) * std::pow(10, double(i % 30) - 15);
    const double once = exact_sum(values);
    CHECK(exact_sum(generate::shuffled(values, number)) == once);
    CHECK(sum(values) == Approx(once).epsilon(1e-14));
  }
}

TEST_CASE("an infinite total is not hidden as NaN") {
  CompensatedSum total;
  total.add(1e308);
  total.add(1e308);
  CHECK(std::isinf(total.value()));
}

TEST_CASE("merging moments is taking the moments of all") {
  for (std::uint64_t number = 0; number < 20; ++number) {
    const auto values = generate::uniforms(number, 101);
    const auto whole = *moments_of(values);
    auto merged = *moments_of(std::span(values).first(37));
    merged.merge(*moments_of(std::span(values).subspan(37)));
    CHECK(merged.n == whole.n);
    CHECK(merged.mean == Approx(whole.mean).epsilon(1e-12));
    CHECK(merged.m2 == Approx(whole.m2).epsilon(1e-12));
    CHECK(merged.m3 == Approx(whole.m3).margin(1e-12));
    CHECK(merged.m4 == Approx(whole.m4).epsilon(1e-12));
    Moments one_by_one;
    for (const double value : values) one_by_one.add(value);
    CHECK(one_by_one.m4 == Approx(whole.m4).epsilon(1e-10));
  }
  CHECK_FALSE(moments_of(std::vector{1.0, generate::kNaN}));
  CHECK_FALSE(variance(*moments_of(std::vector{1.0})));
  CHECK_FALSE(skewness_adjusted(*moments_of(std::vector{2.0, 2.0, 2.0})));
}

TEST_CASE("the nine quantiles") {
  const std::vector<double> x{15, 3, 13, 5, 11, 7, 9, 8};
  CHECK(*quantile(x, 0.25, QuantileType::type7) == 6.5);
  CHECK(*quantile(x, 0.25, QuantileType::type6) == 5.5);
  CHECK(*quantile(x, 0.5, QuantileType::type2) == 8.5);
  CHECK(*quantile(x, 0.5, QuantileType::type1) == 8);
  // 0.3125 of 8 is 2.5: the nearest even order statistic is the second.
  CHECK(*quantile(x, 0.3125, QuantileType::type3) == 5);
  CHECK(*median(std::vector{4.0}) == 4);
  CHECK_FALSE(median(std::vector<double>{}));
  CHECK_FALSE(median(std::vector{1.0, generate::kInf}));
  CHECK_FALSE(quantile(x, 1.5, QuantileType::type7));
  for (int type = 1; type <= 9; ++type)
    for (std::uint64_t number = 0; number < 5; ++number) {
      const auto values = generate::uniforms(number, 23);
      double before = -1;
      for (double p = 0; p <= 1; p += 0.05) {
        const double q = *quantile(values, p, static_cast<QuantileType>(type));
        CHECK(q >= before);
        before = q;
      }
    }
}
