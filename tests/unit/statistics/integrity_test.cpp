#include "engine/statistics/integrity.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

#include "engine/statistics/bursts.h"
#include "engine/statistics/sketches.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

TEST_CASE("bursts: even times have one level, a cluster has more") {
  std::vector<double> even;
  for (int i = 0; i < 30; ++i) even.push_back(10 * i);
  CHECK(kleinberg_bursts(even, 2, 1)->size() == 1);
  std::vector<double> dense = even;
  for (int i = 1; i < 20; ++i) dense.push_back(100 + 0.3 * i);
  const auto bursts = *kleinberg_bursts(generate::shuffled(dense, 1), 2, 1);
  REQUIRE(bursts.size() > 1);
  CHECK(bursts[0].level == 1);
  CHECK(bursts[1].start == 100);
  CHECK(bursts[1].end == Approx(105.7));
  CHECK_FALSE(kleinberg_bursts(std::vector{1.0, 1.0, 2.0}, 2, 1));
  CHECK_FALSE(kleinberg_bursts(std::vector{1.0}, 2, 1));
  CHECK_FALSE(kleinberg_bursts(std::vector{1.0, generate::kNaN}, 2, 1));
  CHECK_FALSE(kleinberg_bursts(even, 1, 1));
}

TEST_CASE("bursts in bins") {
  const std::vector<double> total(10, 100);
  std::vector<double> hits(10, 5);
  CHECK(burst_bins(hits, total, 2, 1)->empty());
  hits[4] = hits[5] = 60;
  const auto bursts = *burst_bins(hits, total, 2, 1);
  REQUIRE(bursts.size() == 1);
  CHECK(bursts[0].start == 4);
  CHECK(bursts[0].end == 5);
  CHECK_FALSE(burst_bins(std::vector(10, 0.0), total, 2, 1));
  CHECK_FALSE(burst_bins(std::vector{5.0}, std::vector{4.0}, 2, 1));
}

TEST_CASE("surprise needs a baseline and is smaller when counts are overdispersed") {
  using Counts = std::vector<std::uint64_t>;
  CHECK_FALSE(poisson_surprise(Counts{}));
  CHECK_FALSE(poisson_surprise(Counts{0, 0, 0, 9}));
  const auto poisson = *poisson_surprise(Counts{4, 4, 30, 4, 5});
  const auto negbin = *negbin_surprise(Counts{4, 4, 30, 4, 5}, 2);
  CHECK(poisson.baseline == 4);
  CHECK(poisson.p[2] < negbin.p[2]);
  CHECK(poisson.surprise[2] == Approx(-std::log10(poisson.p[2])));
  CHECK(std::isfinite(poisson_surprise(Counts{1, 1, 100'000})->surprise[2]));
  CHECK_FALSE(negbin_surprise(Counts{1, 2}, 0));
}

TEST_CASE("dispersion and burstiness") {
  CHECK_FALSE(index_of_dispersion(std::vector{3.0}));
  CHECK_FALSE(index_of_dispersion(std::vector{0.0, 0.0}));
  CHECK(index_of_dispersion(std::vector{2.0, 2.0, 2.0})->ratio == 0);
  CHECK(*burstiness(std::vector{3.0, 3.0, 3.0}) == -1);
  CHECK_FALSE(burstiness(std::vector<double>{}));
  CHECK_FALSE(burstiness(std::vector{0.0, 0.0}));
  CHECK_FALSE(burstiness_finite(std::vector{1.0}, 1));
}

TEST_CASE("shared votes") {
  CHECK_FALSE(shared_votes(10, 11, 2, 1));
  CHECK_FALSE(shared_votes(10, 3, 2, 3));
  CHECK_FALSE(shared_votes(10, 8, 8, 2));
  CHECK(shared_votes(10, 8, 8, 6)->p == 1);
  // Ballots that are all the same cannot be traded: sharing is no surprise.
  const std::vector<std::vector<std::uint32_t>> same(6, {0, 1, 2});
  const std::vector<std::pair<std::size_t, std::size_t>> pair{{0, 1}};
  CHECK((*shared_votes_fixed_degrees(same, pair, 50, 1))[0] == 1);
  // Two people vote alike among many who vote at random.
  std::vector<std::vector<std::uint32_t>> ballots(40);
  RandomStream random(1, 7, 0);
  for (auto& ballot : ballots)
    for (std::uint32_t p = 0; p < 60; ++p)
      if (random.uniform() < 0.15) ballot.push_back(p);
  ballots[1] = ballots[0] = {1, 5, 9, 14, 20, 33, 41, 52};
  const auto p =
      *shared_votes_fixed_degrees(ballots, std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {2, 3}}, 200, 3);
  CHECK(p[0] == Approx(1.0 / 201));
  CHECK(p[1] > 0.02);
  CHECK_FALSE(shared_votes_fixed_degrees(ballots, std::vector<std::pair<std::size_t, std::size_t>>{{2, 2}}, 10, 1));
}

TEST_CASE("hours go round") {
  const auto night = *hour_rhythm(std::vector{23.0, 1.0});
  CHECK(night.mean_hour == Approx(0).margin(1e-9));
  CHECK(hour_rhythm(std::vector{25.0, 47.0})->mean_hour == Approx(0).margin(1e-9));
  CHECK_FALSE(hour_rhythm(std::vector{0.0, 12.0}));
  CHECK_FALSE(hour_rhythm(std::vector<double>{}));
  CHECK_FALSE(hour_rhythm(std::vector{generate::kNaN}));
}

TEST_CASE("flags") {
  CHECK(*flag_quality(0.01, 0.9, 0.99)->predictive_value == Approx(0.9 / 1.89));
  CHECK_FALSE(flag_quality(0.01, 0, 1)->predictive_value);
  CHECK(flag_quality(0.01, 0, 1)->false_per_1000 == 0);
  CHECK_FALSE(flag_quality(1.2, 0.9, 0.9));
}

TEST_CASE("Space-Saving never errs by more than it admits") {
  RandomStream random(2, 8, 0);
  SpaceSaving sketch(8);
  std::map<std::string, std::uint64_t> truth;
  for (int i = 0; i < 3000; ++i) {
    const std::string key = std::to_string(static_cast<int>(3 / random.uniform_open()));
    sketch.add(key), ++truth[key];
  }
  for (const auto& item : sketch.items()) {
    CHECK(item.count >= truth[item.key]);
    CHECK(item.count - item.error <= truth[item.key]);
    CHECK(static_cast<double>(item.error) <= sketch.largest_error());
  }
  CHECK_FALSE(hyperloglog_size(3));
  CHECK_FALSE(linear_count(16, 0));
  CHECK_FALSE(count_min_size(0, 0.1));
}
