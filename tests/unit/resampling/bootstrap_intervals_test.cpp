#include "engine/statistics/resampling/bootstrap_intervals.h"

#include <catch2/catch.hpp>
#include <vector>

#include "engine/statistics/resampling/portable_math.h"

using namespace boussole::engine::statistics;

namespace {

/// 999 replicates that are exactly the quantiles of a normal law around 10 with standard deviation 2.
std::vector<double> normal_replicates() {
  std::vector<double> out;
  for (int k = 1; k <= 999; ++k) out.push_back(10 + 2 * portable::normal_quantile(k / 1000.0));
  return out;
}

}  // namespace

TEST_CASE("on normal replicates all intervals are the textbook one") {
  const auto t = normal_replicates();
  const double z = 1.959963984540054;
  for (const Range r : {bootstrap::percentile_interval(t, 0.95), bootstrap::basic_interval(t, 10, 0.95)}) {
    CHECK(r.low == Approx(10 - 2 * z).epsilon(1e-9));
    CHECK(r.high == Approx(10 + 2 * z).epsilon(1e-9));
  }
  const std::vector<bootstrap::Influence> influence{{-1, 5}, {1, 5}};
  const auto bca = bootstrap::bca_interval(t, 10 + 1e-12, influence, 0.95);
  REQUIRE(bca);
  CHECK(bca->low == Approx(10 - 2 * z).margin(0.01));
  CHECK(bca->high == Approx(10 + 2 * z).margin(0.01));
}

TEST_CASE("the quantile of replicates lies on the normal scale between order statistics") {
  const std::vector<double> t{1, 2, 4};
  CHECK(bootstrap::replicate_quantile(t, 0.25) == 1);
  CHECK(bootstrap::replicate_quantile(t, 0.5) == 2);
  CHECK(bootstrap::replicate_quantile(t, 0.1) == 1);
  CHECK(bootstrap::replicate_quantile(t, 0.99) == 4);
  const double z = portable::normal_quantile(0.6), top = portable::normal_quantile(0.75);
  CHECK(bootstrap::replicate_quantile(t, 0.6) == Approx(2 + 2 * z / top));
  CHECK(bootstrap::sorted_quantile(t, 0.75) == 3);
}

TEST_CASE("BCa says when it has nothing to say") {
  const std::vector<double> t{1, 2, 3};
  const std::vector<bootstrap::Influence> influence{{-1, 1}, {1, 1}};
  CHECK_FALSE(bootstrap::bca_interval(t, 0.5, influence, 0.95));
  CHECK_FALSE(bootstrap::bca_interval(t, 9, influence, 0.95));
  const std::vector<bootstrap::Influence> none{{0, 3}};
  CHECK_FALSE(bootstrap::bca_interval(t, 2.5, none, 0.95));
}

TEST_CASE("studentised and m out of n scale as they should") {
  const std::vector<double> t{-2, -1, 0, 1, 4};
  const Range s = bootstrap::studentised_interval(t, 10, 0.5, 0.5);
  const Range p = bootstrap::percentile_interval(t, 0.5);
  CHECK(s.low == 10 - 0.5 * p.high);
  CHECK(s.high == 10 - 0.5 * p.low);
  const Range m = bootstrap::m_out_of_n_interval(t, 0, 25, 100, 0.5);
  CHECK(m.low == Approx(-0.5 * p.high));
  CHECK(m.high == Approx(-0.5 * p.low));
  // Influence of a mean: L = x - mean; 0, 0, 3: variance = 6/3/2.
  CHECK(bootstrap::jackknife_variance(std::vector<bootstrap::Influence>{{-1, 2}, {2, 1}}) == Approx(1.0));
}
