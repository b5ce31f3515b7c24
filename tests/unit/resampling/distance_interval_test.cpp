#include "engine/statistics/resampling/distance_interval.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace boussole::engine::statistics;

TEST_CASE("a distance that luck explains reaches zero, one that it does not stays away") {
  const std::vector<double> reference{0.25, 0.25, 0.25, 0.25};
  const IntervalRequest request{.seed = 1, .replicates = 400};
  const auto lucky = total_variation_interval(std::vector<std::uint64_t>{12, 8, 11, 9}, reference, request);
  REQUIRE(lucky);
  CHECK(lucky->low == 0);
  CHECK(lucky->high > 0.05);
  const auto real = total_variation_interval(std::vector<std::uint64_t>{400, 250, 200, 150}, reference, request);
  REQUIRE(real);
  CHECK(real->low > 0.1);
  CHECK(real->low < 0.15);
  CHECK(real->high > 0.15);
  CHECK(real->high < 0.2);
  const auto exact = total_variation_interval(std::vector<std::uint64_t>{10, 10, 10, 10}, reference, request);
  CHECK(exact->low == 0);
}

TEST_CASE("what is not a reference is refused") {
  const std::vector<std::uint64_t> seen{3, 4};
  CHECK_FALSE(total_variation_interval(seen, std::vector<double>{0.5, 0.6}, {}));
  CHECK_FALSE(total_variation_interval(seen, std::vector<double>{1.0, 0.0}, {}));
  CHECK_FALSE(total_variation_interval(seen, std::vector<double>{1.0}, {}));
  CHECK_FALSE(total_variation_interval(std::vector<std::uint64_t>{0, 0}, std::vector<double>{0.5, 0.5}, {}));
}

TEST_CASE("difference of two proportions, Newcombe's example") {
  // 56/70 - 48/80 (Newcombe 1998, table II, method 10): .0524 to .3339, with the two Wilson intervals.
  const Range d = difference_interval({0.8, {0.6917, 0.8768}}, {0.6, {0.4905, 0.7003}});
  CHECK(d.low == Approx(0.0524).margin(2e-4));
  CHECK(d.high == Approx(0.3339).margin(2e-4));
}
