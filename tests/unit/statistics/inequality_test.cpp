#include "engine/statistics/inequality.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

TEST_CASE("nobody, nothing and NaN have no inequality") {
  using Values = std::vector<double>;
  for (const Values& bad :
       {Values{}, Values{0, 0, 0}, Values{1, generate::kNaN}, Values{1, generate::kInf}, Values{2, -1}}) {
    CHECK_FALSE(gini(bad));
    CHECK_FALSE(gini_corrected(bad));
    CHECK_FALSE(top_share(bad, 0.1));
    CHECK_FALSE(lorenz(bad));
    CHECK_FALSE(gini_jackknife(bad));
    CHECK_FALSE(gini_linearised_se(bad));
  }
  CHECK_FALSE(gini(std::vector<CountBin>{}));
  CHECK_FALSE(gini_corrected(Values{5}));
  CHECK(*gini(Values{5}) == 0);
  CHECK_FALSE(gini_jackknife(Values{1, 2}));
  CHECK_FALSE(gini_jackknife(Values{0, 0, 7}));
}

TEST_CASE("all equal is 0, one giant is 1") {
  const std::vector<double> equal(50, 3.0);
  CHECK(*gini(equal) == Approx(0).margin(1e-15));
  CHECK(*hoover(sorted_runs(equal)) == 0);
  CHECK(*theil_t(sorted_runs(equal)) == 0);
  CHECK(*atkinson(sorted_runs(equal), 0.5) == Approx(0).margin(1e-15));
  CHECK(*herfindahl_normalised(sorted_runs(equal)) == Approx(0).margin(1e-15));
  std::vector<double> giant(50, 0.0);
  giant[17] = 1000;
  CHECK(*gini(giant) == Approx(49.0 / 50));
  CHECK(*gini_corrected(giant) == Approx(1));
  CHECK(*theil_t(sorted_runs(giant)) == Approx(std::log(50)));
  CHECK(*top_share(giant, 0.02) == 1);
  CHECK(*herfindahl(sorted_runs(giant)) == 1);
  // Someone has nothing: these say so instead of a number.
  CHECK(mean_log_deviation(sorted_runs(giant)).error().unbounded);
  CHECK(palma(sorted_runs(giant)).error().unbounded);
  CHECK(*atkinson(sorted_runs(giant), 1) == 1);
}

TEST_CASE("the zeros that a known package drops stay in Theil's index") {
  CHECK(*theil_t(sorted_runs(std::vector{0.0, 0.0, 1.0, 1.0})) == Approx(std::log(2)));
}

TEST_CASE("values, counts and histogram say the same") {
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto counts = generate::heavy_counts(number, 200);
    const auto values = generate::as_doubles(counts);
    const auto histogram = histogram_of(counts);
    CHECK(*gini(values) == *gini(histogram));
    CHECK(*gini_corrected(values) == *gini_corrected(histogram));
    CHECK(*top_share(values, 0.07) == *top_share(histogram, 0.07));
    CHECK(*gini_weighted(values, std::vector<double>(values.size(), 1)) == *gini(values));
  }
}

TEST_CASE("order and scale do not matter, transfers to the rich raise inequality") {
  for (std::uint64_t number = 0; number < 30; ++number) {
    const auto values = generate::as_doubles(generate::heavy_counts(number, 5 + number * 7));
    const auto other = generate::shuffled(values, number);
    CHECK(*gini(values) == *gini(other));
    auto scaled = values;
    for (double& v : scaled) v *= 16;  // a power of two: exactly the same shares
    CHECK(*gini(values) == Approx(*gini(scaled)).epsilon(1e-14));
    CHECK(*atkinson(sorted_runs(values), 2) == Approx(*atkinson(sorted_runs(scaled), 2)).epsilon(1e-12));
    auto transfer = values;
    const auto [least, most] = std::ranges::minmax_element(transfer);
    *least -= 0.5, *most += 0.5;
    const auto before = sorted_runs(values), after = sorted_runs(transfer);
    CHECK(*gini_of_runs(after) > *gini_of_runs(before));
    CHECK(*theil_t(after) > *theil_t(before));
    CHECK(*hoover(after) >= *hoover(before));
    CHECK(*herfindahl(after) > *herfindahl(before));
    CHECK(*top_share(transfer, 0.1) > *top_share(values, 0.1));
    for (const auto& value : {*gini_of_runs(before), *hoover(before), *herfindahl(before)}) {
      CHECK(value >= 0);
      CHECK(value <= 1);
    }
  }
}

TEST_CASE("replication does not change the plain Gini") {
  const auto values = generate::as_doubles(generate::heavy_counts(3, 40));
  auto twice = values;
  twice.insert(twice.end(), values.begin(), values.end());
  CHECK(*gini(twice) == Approx(*gini(values)).epsilon(1e-13));
}

TEST_CASE("whole people: 10 % of 30 is three") {
  std::vector<std::uint64_t> counts(30, 1);
  counts[0] = 10, counts[1] = 8, counts[2] = 5;
  const auto top = *top_share_whole(histogram_of(counts), 0.1);
  CHECK(top.people == 3);
  CHECK(top.share == Approx(23.0 / 50));
  CHECK(top_share_whole(histogram_of(counts), 0.001)->people == 1);
}

TEST_CASE("the Lorenz curve rises from (0, 0) to (1, 1) below the diagonal") {
  const auto counts = generate::heavy_counts(9, 120);
  const auto fine = *lorenz(generate::as_doubles(counts)), coarse = *lorenz(histogram_of(counts));
  CHECK(fine.size() == 121);
  CHECK(coarse.size() < 121);
  double area = 0;
  for (std::size_t i = 1; i < coarse.size(); ++i) {
    CHECK(coarse[i].total <= coarse[i].people + 1e-12);
    area += (coarse[i].people - coarse[i - 1].people) * (coarse[i].total + coarse[i - 1].total) / 2;
  }
  CHECK(coarse.back().people == 1);
  CHECK(coarse.back().total == 1);
  CHECK(1 - 2 * area == Approx(*gini(histogram_of(counts))).epsilon(1e-10));
}

TEST_CASE("the two Ginis of a platform") {
  const auto g = *gini_zero_inflated(std::vector{3.0, 1.0, 1.0}, 7);
  CHECK(g.zero_share == Approx(0.7));
  CHECK(g.all == Approx(0.7 + 0.3 * g.positive));
  CHECK_FALSE(gini_zero_inflated(std::vector<double>{}, 7));
  CHECK_FALSE(gini_zero_inflated(std::vector{0.0, 1.0}, 7));
}

TEST_CASE("the fast jackknife is the slow one") {
  const auto values = generate::as_doubles(generate::heavy_counts(5, 25));
  const auto fast = *gini_jackknife(values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto without = values;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(fast.replicates[i] == Approx(*gini(without)).epsilon(1e-12));
  }
}

TEST_CASE("Theil's index splits over groups") {
  const auto values = generate::as_doubles(generate::heavy_counts(6, 60));
  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < 60; ++i) group.push_back(i % 4);
  const auto parts = *theil_parts(values, group);
  CHECK(parts.within + parts.between == Approx(parts.total).epsilon(1e-12));
  CHECK(parts.between >= -1e-15);
}
