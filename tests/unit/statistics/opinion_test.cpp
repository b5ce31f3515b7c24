#include "engine/statistics/opinion.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/clustering.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {

/// Two camps that disagree on half of the statements; a share of the votes is not seen.
VoteTable two_camps(std::uint64_t number, std::size_t people, std::size_t statements, double unseen) {
  RandomStream random(number, 5, 0);
  VoteTable votes(people, std::vector<std::optional<int>>(statements));
  for (std::size_t i = 0; i < people; ++i)
    for (std::size_t j = 0; j < statements; ++j) {
      const double u = random.uniform();
      if (random.uniform() < unseen) continue;
      const int side = i % 2 == 0 ? 1 : -1;
      votes[i][j] = j % 2 == 0 ? (u < 0.8 ? side : -side) : (u < 0.5 ? 1 : u < 0.8 ? -1 : 0);
    }
  return votes;
}

}  // namespace

TEST_CASE("no map without people, statements or disagreement") {
  CHECK_FALSE(opinion_map(compressed({}), 1));
  CHECK_FALSE(opinion_map(compressed({{1, 1}}), 1));
  CHECK_FALSE(opinion_map(compressed({{1, std::nullopt}, {-1, std::nullopt}}), 1));
  CHECK_FALSE(opinion_map(compressed({{1, -1}, {1, -1}, {1, -1}}), 1));
  VoteMatrix wrong = compressed({{1, 0}, {0, 1}});
  wrong.vote[0] = 3;
  CHECK_FALSE(opinion_map(wrong, 1));
  wrong = compressed({{1, 0}, {0, 1}});
  wrong.statement[0] = 9;
  CHECK_FALSE(opinion_map(wrong, 1));
}

TEST_CASE("the map is the same bits for any number of threads") {
  const auto votes = compressed(two_camps(1, 500, 60, 0.5));
  const auto one = *opinion_map(votes, 1);
  for (const unsigned threads : {2u, 3u, 16u}) {
    const auto more = *opinion_map(votes, threads);
    CHECK(more.singular_value == one.singular_value);
    CHECK(more.component == one.component);
    CHECK(more.position == one.position);
  }
}

TEST_CASE("components are directions of the votes") {
  const auto table = two_camps(2, 200, 40, 0.4);
  const auto map = *opinion_map(compressed(table), 2);
  double dot = 0, length = 0;
  for (std::size_t j = 0; j < 40; ++j) {
    dot += map.component[0][j] * map.component[1][j];
    length += map.component[0][j] * map.component[0][j];
  }
  CHECK(dot == Approx(0).margin(1e-10));
  CHECK(length == Approx(1));
  CHECK(map.singular_value[0] > map.singular_value[1]);
  CHECK(map.explained > 0);
  CHECK(map.explained < 1);
  // The two camps stand on opposite sides.
  std::size_t apart = 0;
  for (std::size_t i = 0; i + 1 < 200; i += 2) apart += (*map.position[i])[0] * (*map.position[i + 1])[0] < 0;
  CHECK(apart > 90);
  // A A' v = s^2 v, by the definition.
  std::vector<double> image(40, 0);
  for (const auto& row : table) {
    double along = 0;
    for (std::size_t j = 0; j < 40; ++j)
      if (row[j]) along += (*row[j] - *map.centre[j]) * map.component[0][j];
    for (std::size_t j = 0; j < 40; ++j)
      if (row[j]) image[j] += (*row[j] - *map.centre[j]) * along;
  }
  for (std::size_t j = 0; j < 40; ++j)
    CHECK(image[j] == Approx(map.singular_value[0] * map.singular_value[0] * map.component[0][j]).margin(1e-6));
}

TEST_CASE("who saw nothing has no position, what nobody saw has no weight") {
  const auto map = *opinion_map(compressed({{1, -1, std::nullopt},
                                            {-1, 1, std::nullopt},
                                            {std::nullopt, std::nullopt, std::nullopt},
                                            {1, 1, std::nullopt}}),
                                1);
  CHECK_FALSE(map.position[2]);
  CHECK_FALSE(map.centre[2]);
  CHECK_FALSE(map.extremity[2]);
  CHECK(map.component[0][2] == 0);
}

TEST_CASE("formulas of Polis") {
  CHECK(*polis_share_test(0, 0) == 1);
  CHECK_FALSE(polis_share_test(3, 2));
  CHECK(*polis_two_share_test(5, 5, 5, 5) == 0);
  CHECK_FALSE(polis_two_share_test(6, 1, 5, 5));
  CHECK(*polis_priority(0, 0, 0, 3) == Approx(81));
  CHECK_FALSE(polis_priority(0, generate::kNaN, 0, 0));
  CHECK_FALSE(polis_group_statistics({}, std::vector<std::size_t>{}));
  const auto b = *bridging(std::vector<GroupVotes>{{9, 10}, {8, 10}, {0, 0}});
  CHECK(b.minimum == 0.5);
  CHECK(b.minimum_lower == 0);
  CHECK(b.product < b.minimum);
  CHECK_FALSE(bridging(std::vector<GroupVotes>{}));
  CHECK_FALSE(bridging(std::vector<GroupVotes>{{3, 2}}));
}

TEST_CASE("k-means and silhouette") {
  std::vector<std::vector<double>> points;
  for (std::uint64_t c = 0; c < 3; ++c)
    for (const double u : generate::uniforms(c, 20)) points.push_back({10.0 * static_cast<double>(c) + u, u});
  const auto found = *kmeans_best(points, 3, 5, 1);
  for (std::size_t i = 0; i < 60; ++i) CHECK(found.cluster[i] == i / 20);
  CHECK(silhouette(points, found.cluster)->mean > 0.8);
  CHECK(kmeans_best(points, 3, 5, 2)->cluster == found.cluster);
  CHECK_FALSE(kmeans_best(std::vector<std::vector<double>>(5, {1, 1}), 2, 3, 1));
  CHECK_FALSE(kmeans_best(std::vector<std::vector<double>>{}, 1, 3, 1));
  CHECK_FALSE(kmeans(points, {{generate::kNaN, 0}}));
  CHECK_FALSE(silhouette(points, std::vector<std::size_t>(60, 0)));
  // Alone in a cluster: 0, as Rousseeuw has it.
  CHECK(silhouette(std::vector<std::vector<double>>{{0}, {1}, {9}}, std::vector<std::size_t>{0, 0, 1})->by_point[2] ==
        0);
}

TEST_CASE("no groups is a possible answer") {
  std::vector<std::vector<double>> clear, cloud;
  const auto u = generate::uniforms(4, 240);
  for (std::size_t i = 0; i < 60; ++i) {
    clear.push_back({(i % 2 == 0 ? 0.0 : 8.0) + u[2 * i], u[2 * i + 1]});
    cloud.push_back({u[2 * i] + u[120 + 2 * i], u[2 * i + 1] + u[121 + 2 * i]});
  }
  const auto two = *choose_groups(clear, 5, 5, 20, 1);
  CHECK(two.k == 2);
  CHECK(two.stability[0] > 0.9);
  CHECK(choose_groups(cloud, 5, 5, 20, 1)->k == 1);
  CHECK(choose_groups(std::vector<std::vector<double>>(9, {2, 2}), 5, 5, 20, 1)->k == 1);
}
