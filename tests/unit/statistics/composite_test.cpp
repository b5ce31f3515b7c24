#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "engine/statistics/aggregate.h"
#include "engine/statistics/multivariate.h"
#include "engine/statistics/normalise.h"
#include "engine/statistics/sensitivity.h"
#include "engine/statistics/smaa.h"
#include "engine/statistics/smaa_kernel.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Column = std::vector<std::optional<double>>;
constexpr std::nullopt_t kMissing = std::nullopt;
}  // namespace

TEST_CASE("a missing value stays missing, a constant column has no range") {
  const Column x{3, kMissing, 5};
  CHECK_FALSE((*normalise_min_max(x, 0, 1))[1]);
  CHECK(*(*normalise_min_max(x, 0, 1))[2] == 1);
  CHECK_FALSE(normalise_min_max(Column{4, 4}, 0, 1));
  CHECK_FALSE(normalise_z(Column{4, 4}));
  CHECK_FALSE(normalise_z(Column{4}));
  CHECK_FALSE(normalise_min_max(Column{kMissing}, 0, 1));
  CHECK_FALSE(normalise_rank(Column{}));
  CHECK_FALSE(normalise_percentile_rank(Column{3}));
  CHECK_FALSE(normalise_fraction_of_max(Column{-3, -1}));
  CHECK_FALSE(normalise_goalposts(Column{1.0, generate::kNaN}, 0, 1, 1, true));
  CHECK_FALSE(normalise_goalposts(Column{1}, 2, 2, 1, true));
  // Goalposts do for a single unit.
  CHECK(*(*normalise_goalposts(Column{30}, 0, 40, 1, true))[0] == 0.75);
}

TEST_CASE("more is better, or the other way round") {
  const Column x{1, 4, 4, 9};
  CHECK(*normalise_rank(x) == Column{1, 2, 2, 4});
  CHECK(*normalise_rank(x, Direction::down) == Column{4, 2, 2, 1});
  CHECK(*(*normalise_min_max(x, 0, 1, Direction::down))[0] == 1);
  CHECK(*(*normalise_to_target(x, 5, true))[3] == 1);
  CHECK(*(*normalise_to_target(x, 5, false))[3] == 2);
  const auto band = *normalise_band(Column{0, 1, 2, 3, 4, 10}, 0, 2, 3, 5);
  CHECK(band == Column{0, 0.5, 1, 1, 0.5, 0});
  CHECK_FALSE(normalise_band(x, 2, 1, 3, 4));
}

TEST_CASE("outliers are pulled in, one side at a time, and never more than asked") {
  Column x;
  for (int i = 0; i < 30; ++i) x.push_back(i % 7);
  x.push_back(1000), x.push_back(5000);
  const auto w = *winsorise(x, 2, 3.5, 5);
  CHECK(w.settled);
  CHECK(w.moved == 2);
  CHECK(*w.values[30] == 6);
  CHECK(*w.values[31] == 6);
  CHECK(winsorise(x, 2, 3.5, 1)->moved == 1);
  CHECK_FALSE(winsorise(Column{1, 2}, 2, 3.5, 5));
  CHECK(winsorise(Column{1, 2, 3, 4, 5}, 2, 3.5, 5)->moved == 0);
}

TEST_CASE("means: order, zeros and missing values") {
  const std::vector<double> w{1, 2, 1};
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto u = generate::uniforms(number, 3);
    const Column x{u[0], u[1], u[2]};
    CHECK(*power_mean(x, w, -1) <= *power_mean(x, w, 0) + 1e-15);
    CHECK(*power_mean(x, w, 0) <= *power_mean(x, w, 1) + 1e-15);
    CHECK(*power_mean(x, w, 1) <= *power_mean(x, w, 2) + 1e-15);
  }
  CHECK(*power_mean(Column{0, 1, 1}, w, 0) == 0);
  CHECK(*power_mean(Column{kMissing, 1, 3}, w, 1) == Approx(5.0 / 3));
  CHECK_FALSE(power_mean(Column{kMissing, kMissing, kMissing}, w, 1));
  CHECK_FALSE(power_mean(Column{1, -1, 2}, w, 0));
  CHECK_FALSE(power_mean(Column{1, 2}, w, 1));
  CHECK_FALSE(power_mean(Column{1, generate::kInf, 2}, w, 1));
  const auto m = *mean_with_missing(Column{0.6, kMissing, 0.9}, w, 1, 0, 1);
  CHECK(m.low <= *m.available_case);
  CHECK(m.high >= *m.available_case);
  CHECK(m.coverage == 0.5);
  CHECK_FALSE(mean_with_missing(Column{kMissing, kMissing, kMissing}, w, 1, 0, 1)->available_case);
}

TEST_CASE("pairwise comparison does not see the size of a lead") {
  const std::vector<std::vector<double>> x{{1, 0, 5}, {0, 1, 4}}, far{{1000, 0, 5}, {0, 1, 4}};
  const std::vector<double> w{1, 1, 1};
  CHECK(copeland(x, w)->score == copeland(far, w)->score);
  CHECK(copeland(x, w)->outrank[0][1] + copeland(x, w)->outrank[1][0] == Approx(1));
  CHECK_FALSE(copeland(x, std::vector<double>{0, 0, 0}));
}

TEST_CASE("stability radius: what must move for the order to turn") {
  // b gains what a loses, one for one: half of the lead in weight.
  CHECK(**stability_radius(std::vector<double>{1.0, 0.0}, std::vector<double>{0.0, 1.0},
                           std::vector<double>{0.7, 0.3}) == Approx(0.2));
  CHECK_FALSE(
      *stability_radius(std::vector<double>{1.0, 1.0}, std::vector<double>{0.0, 0.5}, std::vector<double>{0.5, 0.5}));
  CHECK_FALSE(
      stability_radius(std::vector<double>{0.0, 0.0}, std::vector<double>{1.0, 1.0}, std::vector<double>{0.5, 0.5}));
  CHECK(**stability_radius(std::vector<double>{1.0, 0.0}, std::vector<double>{1.0, 0.0},
                           std::vector<double>{0.5, 0.5}) == 0);
}

TEST_CASE("ranks compared") {
  CHECK(rank_shift(std::vector<double>{1.0, 2, 3}, std::vector<double>{1.0, 2, 3})->kendall == 1);
  CHECK(rank_shift(std::vector<double>{1.0, 2, 3}, std::vector<double>{3.0, 2, 1})->spearman == Approx(-1));
  CHECK_FALSE(rank_shift(std::vector<double>{1.0, 1}, std::vector<double>{1.0, 2}));
}

TEST_CASE("indicators together") {
  const std::vector<std::vector<double>> same{{1, 2}, {2, 4}, {5, 10}}, flat{{1, 2}, {1, 4}};
  CHECK(cronbach(same)->standardised == Approx(1));
  CHECK(principal_components(same)->explained[0] == Approx(1));
  CHECK_FALSE(cronbach(flat));
  CHECK_FALSE(correlations(std::vector<std::vector<double>>{{1, 2}}));
  CHECK_FALSE(entropy_weights(std::vector<std::vector<double>>{{1, 1}, {1, 1}}));
  CHECK_FALSE(critic_weights(flat));
  double total = 0;
  const auto weights = *critic_weights(std::vector<std::vector<double>>{{1, 5}, {3, 2}, {4, 4}});
  for (const double weight : weights) total += weight;
  CHECK(total == Approx(1));
}

TEST_CASE("Sobol's indices of a known function") {
  // y = x1 + 2 x2 on uniform inputs: shares 1/5 and 4/5, no interaction.
  SobolRuns runs;
  const auto u = generate::uniforms(1, 4 * 20'000);
  for (std::size_t i = 0; i < 20'000; ++i) {
    const double a1 = u[4 * i], a2 = u[4 * i + 1], b1 = u[4 * i + 2], b2 = u[4 * i + 3];
    runs.a.push_back(a1 + 2 * a2);
    runs.b.push_back(b1 + 2 * b2);
    runs.by_column.push_back({b1 + 2 * a2, a1 + 2 * b2});
  }
  const auto s = *sobol_indices(runs);
  CHECK(s.first[0] == Approx(0.2).margin(0.02));
  CHECK(s.first[1] == Approx(0.8).margin(0.02));
  CHECK(s.total[0] == Approx(0.2).margin(0.02));
  CHECK_FALSE(sobol_indices({{1, 1}, {1, 1}, {{1}, {1}}}));
  CHECK_FALSE(sobol_indices({{1}, {1}, {{1}}}));
  const auto g = *g_function_indices(std::vector<double>{0.0, 1.0});
  CHECK(g.first[0] <= g.total[0]);
  CHECK(dirichlet_moments(std::vector<double>{1.0, 1.0})->variance[0] == Approx(1.0 / 12));
  CHECK_FALSE(dirichlet_moments(std::vector<double>{0.0, 0.0}));
}

TEST_CASE("places and duels tell the same, for few units and for many") {
  for (const std::size_t units : {1, 2, 3, 50, 64, 65, 130}) {
    RandomStream random(units, 4, 0);
    std::vector<std::vector<double>> x(units, std::vector<double>(3));
    for (auto& row : x)
      for (double& value : row) value = 1e9 * random.uniform() - 4e8;
    if (units > 2) x[2] = x[0];                                               // level always
    if (units > 3) x[3] = {x[1][0], x[1][1], std::nextafter(x[1][2], -1e9)};  // never ahead of the second
    const auto found = *acceptability(x, std::vector<double>{1.0, 2.0, 0.5}, 1100, 3, 2);
    for (std::size_t i = 0; i < units; ++i) {
      double share = 0, mean_place = 0, ahead = 0;
      for (std::size_t j = 0; j < units; ++j) {
        share += found.rank[i][j], mean_place += double(j) * found.rank[i][j], ahead += found.beats[j][i];
        CHECK(found.beats[i][j] + found.beats[j][i] <= 1);
      }
      CHECK(share == Approx(1));
      CHECK(mean_place == Approx(ahead).margin(1e-9));
      CHECK(found.beats[i][i] == 0);
    }
    if (units > 2) CHECK(found.beats[0][2] + found.beats[2][0] == 0);
    if (units > 3) CHECK(found.beats[3][1] == 0);
    if (units == 2) CHECK(found.beats[0][1] + found.beats[1][0] == 1);
  }
  // Weights that are nearly always on one criterion: shares of the criteria, not lost where a float ends.
  const std::vector<std::vector<double>> two{{1, 0}, {0, 1}};
  const auto extreme = *acceptability(two, std::vector<double>{0.004, 0.004}, 20'000, 3, 2);
  CHECK(extreme.rank[0][0] == Approx(0.5).margin(0.03));
  CHECK(extreme.central_weight[0]->at(0) > 0.97);
}

TEST_CASE("any scores end up sorted") {
  for (std::size_t units = 1; units < 140; ++units) {
    auto scores = generate::uniforms(units, units);
    for (const auto& [low, high] : sorting_network(units, 1000))
      if (scores[high] < scores[low]) std::swap(scores[low], scores[high]);
    CHECK(std::ranges::is_sorted(scores));
    std::vector<SmaaKeys> keys(units);
    const auto drawn = generate::uniforms(units + 1000, units * kSmaaTile);
    for (std::size_t i = 0; i < units; ++i)
      for (std::size_t s = 0; s < kSmaaTile; ++s) keys[i].part[s / 4][s % 4] = drawn[i * kSmaaTile + s];
    const std::size_t stride = sorting_stride(units);
    sort_keys<SmaaPlainOrder>(keys, stride, sorting_network(units, stride));
    for (std::size_t s = 0; s < kSmaaTile; ++s)
      for (std::size_t i = 1; i < units; ++i) REQUIRE(keys[i - 1].part[s / 4][s % 4] <= keys[i].part[s / 4][s % 4]);
  }
}

TEST_CASE("a block of draws counts the same with vector instructions and without") {
  for (const std::size_t units : {1U, 2U, 7U, 50U, 70U}) {
    std::vector<std::vector<double>> x;
    for (std::size_t i = 0; i < units; ++i) x.push_back(generate::uniforms(i % 40, 4));  // some are alike
    const std::vector<double> alpha(4, 1.0);
    const std::size_t stride = sorting_stride(units);
    const SmaaProblem problem{units, 4, scaled_for_smaa(x), alpha, true, 3, stride, sorting_network(units, stride)};
    const SmaaCounts none{std::vector<std::uint64_t>(units * units), std::vector<std::uint64_t>(units * units),
                          std::vector<double>(units * 4)};
    SmaaCounts fast = none, plain = none;
    smaa_block(problem, 5, 300, fast);
    smaa_block_plain(problem, 5, 300, plain);
    CHECK(fast.rank == plain.rank);
    CHECK(fast.beats == plain.beats);
    CHECK(fast.first == plain.first);
  }
}

TEST_CASE("acceptability: exact and drawn agree, for any number of threads") {
  const std::vector<std::vector<double>> x{{1, 0}, {0.2, 0.9}, {0.5, 0.6}};
  const auto exact = *acceptability_exact(x);
  const auto drawn = *acceptability(x, std::vector<double>{1.0, 1.0}, 40'000, 7, 2);
  for (std::size_t i = 0; i < 3; ++i) {
    double total = 0;
    for (std::size_t r = 0; r < 3; ++r) {
      CHECK(exact.rank[i][r] == Approx(drawn.rank[i][r]).margin(0.01));
      total += exact.rank[i][r];
    }
    CHECK(total == Approx(1));
  }
  const auto alone = *acceptability(x, std::vector<double>{1.0, 1.0}, 40'000, 7, 1);
  CHECK(alone.rank == drawn.rank);
  CHECK(alone.central_weight == drawn.central_weight);
  // Weights gathered around the first criterion favour the first unit.
  CHECK(acceptability(x, std::vector<double>{90.0, 10.0}, 1000, 7, 1)->rank[0][0] == 1);
  CHECK_FALSE(acceptability(x, std::vector<double>{1.0}, 1000, 7, 1));
  CHECK_FALSE(acceptability(x, std::vector<double>{1.0, 0.0}, 1000, 7, 1));
  CHECK_FALSE(acceptability_exact(std::vector<std::vector<double>>{{1, 2, 3}}));
  CHECK_FALSE(acceptability_exact(std::vector<std::vector<double>>{}));
}
