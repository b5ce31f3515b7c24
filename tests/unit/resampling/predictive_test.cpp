#include "engine/statistics/resampling/predictive.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace boussole::engine::statistics;

TEST_CASE("the discrete generalised Pareto tail, and its inverse") {
  for (const double shape : {-0.3, 0.0, 0.5, 1.2}) {
    const TailShape t{shape, 3.0};
    CHECK(t.survival(0) == 1);
    const double expected = shape == 0 ? std::exp(-2 / 3.0) : std::pow(1 + shape * 2 / 3.0, -1 / shape);
    CHECK(t.survival(2) == Approx(expected));
    // The excess j is drawn when survival(j) <= e^-E < survival(j - 1).
    for (const double e : {0.01, 0.5, 1.0, 2.0, 3.0}) {
      const double j = t.excess(e);
      CHECK(t.survival(j) <= std::exp(-e) * (1 + 1e-12));
      CHECK(t.survival(j - 1) > std::exp(-e) * (1 - 1e-12));
    }
  }
  CHECK(TailShape{-0.5, 2.0}.survival(4) == 0);
  CHECK(TailShape{2.0, 1.0}.excess(700) == 1e15);
}

TEST_CASE("the tail's shape is learnt from the data") {
  // Geometric counts of mean 2, and Zipf-like ones: survival (1 + j)^-1.2.
  std::vector<CountBin> light, heavy;
  double left = 2048;
  for (std::uint64_t v = 1; v <= 12; ++v) light.push_back({v, static_cast<std::uint64_t>(left /= 2)});
  std::uint64_t before = 2000;
  for (std::uint64_t v = 1; v <= 400; ++v) {
    const auto after = static_cast<std::uint64_t>(2000 * std::pow(1.0 + static_cast<double>(v), -1.2) + 0.5);
    if (before > after) heavy.push_back({v, before - after});
    before = after;
  }
  const PublicModel a(light, {}), b(heavy, {});
  CHECK(a.posterior_mean_shape() < 0.3);
  CHECK(b.posterior_mean_shape() == Approx(0.83).margin(0.25));
  CHECK(b.people_in_tail() >= static_cast<std::uint64_t>(tail_size(2000)));
}

TEST_CASE("another public has as many people, above and below the threshold") {
  const std::vector<CountBin> bins{{1, 120}, {2, 40}, {3, 18}, {5, 10}, {8, 6}, {21, 3}, {60, 2}, {144, 1}};
  const PublicModel model(bins, {});
  PublicModel::World world;
  std::vector<WeightedValue> people;
  double tail = 0;
  for (std::uint64_t r = 0; r < 500; ++r) {
    RandomStream random(1, 2, r);
    model.draw_world(random, world);
    model.draw_people(random, world, 200, people);
    double n = 0, last = 0;
    for (const WeightedValue& bin : people) {
      CHECK(bin.value > last);
      CHECK(bin.people >= 1);
      last = bin.value;
      n += bin.people;
      if (bin.value > static_cast<double>(model.threshold())) tail += bin.people;
    }
    REQUIRE(n == 200);
  }
  CHECK(tail / 500 == Approx(static_cast<double>(model.people_in_tail())).epsilon(0.05));
}

TEST_CASE("figures of other publics: same bits for any threads, around what was seen") {
  const std::vector<CountBin> bins{{1, 120}, {2, 40}, {3, 18}, {5, 10}, {8, 6}, {21, 3}, {60, 2}, {144, 1}};
  const std::vector<CountStatistic> statistics{CountStatistic::gini(), CountStatistic::hill_ratio(1)};
  IntervalRequest request{.seed = 1, .stream = 5, .replicates = 601};
  const PredictiveFigures one(bins, statistics, request);
  for (const unsigned threads : {2u, 7u}) {
    request.threads = threads;
    const PredictiveFigures other(bins, statistics, request);
    for (std::size_t s = 0; s < 2; ++s) {
      REQUIRE(other.figures(s).size() == 601);
      for (std::size_t i = 0; i < 601; ++i) {
        CHECK(other.figures(s)[i].value == one.figures(s)[i].value);
        CHECK(other.figures(s)[i].weight == one.figures(s)[i].weight);
      }
    }
  }
  const double seen = *evaluate(statistics[0], bins);
  const Range wide = one.range(0, 0.95), narrow = one.range(0, 0.5);
  CHECK(wide.low < narrow.low);
  CHECK(narrow.high < wide.high);
  CHECK(wide.low < seen);
  CHECK(seen < wide.high);
  CHECK(wide.high <= 1);
}

TEST_CASE("the range foretold goes further on the side where contributions concentrate") {
  const std::vector<CountBin> bins{{1, 120}, {2, 40}, {3, 18}, {5, 10}, {8, 6}, {21, 3}, {60, 2}, {144, 1}};
  const std::vector<CountStatistic> statistics{CountStatistic::gini(), CountStatistic::hill_ratio(1)};
  const PredictiveFigures figures(bins, statistics, {.seed = 1, .stream = 5, .replicates = 2001});
  // Normal quantiles 0.87 and 1.17 times 1.959964: probabilities 0.04408 and 0.98908. Hill numbers fall with the rise.
  const Range gini = figures.foretold(0, 0.95), hill = figures.foretold(1, 0.95);
  CHECK(gini.low == weighted_quantile(figures.figures(0), 0.04408));
  CHECK(gini.high == weighted_quantile(figures.figures(0), 0.98908));
  CHECK(hill.low == weighted_quantile(figures.figures(1), 1 - 0.98908));
  CHECK(hill.high == weighted_quantile(figures.figures(1), 1 - 0.04408));
  CHECK(gini.low > figures.range(0, 0.95).low);
  CHECK(gini.high > figures.range(0, 0.95).high);
}

TEST_CASE("a statistic asked alone or with others has the same figures") {
  const std::vector<CountBin> bins{{1, 20}, {2, 9}, {4, 3}, {30, 1}};
  const std::vector<CountStatistic> both{CountStatistic::gini(), CountStatistic::top_share(0.1)};
  const IntervalRequest request{.seed = 1, .stream = 5, .replicates = 300};
  const PredictiveFigures together(bins, both, request);
  const PredictiveFigures alone(bins, std::span(both).subspan(1), request);
  CHECK(together.range(1, 0.95).low == alone.range(0, 0.95).low);
  CHECK(together.range(1, 0.95).high == alone.range(0, 0.95).high);
}

TEST_CASE("where many reach the largest count, it is a limit") {
  const std::vector<CountBin> votes{{3, 4}, {10, 5}, {40, 2}, {90, 1}, {100, 8}};
  const PublicModel model(votes, {});
  CHECK(model.people_in_tail() == 0);
  PublicModel::World world;
  std::vector<WeightedValue> people;
  for (std::uint64_t r = 0; r < 50; ++r) {
    RandomStream random(1, 2, r);
    model.draw_world(random, world);
    model.draw_people(random, world, 20, people);
    double n = 0;
    for (const WeightedValue& bin : people) n += bin.people;
    CHECK(n == 20);
    CHECK(people.back().value <= 100);
  }
  const std::vector<CountBin> ordinary{{1, 20}, {2, 4}};
  CHECK(PublicModel(ordinary, {}).people_in_tail() > 0);
}

TEST_CASE("weighted quantiles") {
  const std::vector<WeightedFigure> f{{1, 1}, {2, 1}, {5, 2}};
  CHECK(weighted_quantile(f, 0.2) == 1);
  CHECK(weighted_quantile(f, 0.5) == 2);
  CHECK(weighted_quantile(f, 0.51) == 5);
  CHECK(weighted_quantile(f, 1) == 5);
}
