#include "engine/statistics/representativeness.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/response.h"
#include "engine/statistics/special.h"
#include "engine/statistics/weighting.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Row = std::vector<double>;
}

TEST_CASE("nobody and NaN represent nothing") {
  for (const Row& bad : {Row{0, 0}, Row{1, generate::kNaN}, Row{1, -1}, Row{1}, Row{}}) {
    CHECK_FALSE(total_variation(bad, Row{0.5, 0.5}));
    CHECK_FALSE(jensen_shannon(bad, Row{0.5, 0.5}));
    CHECK_FALSE(goodness_of_fit(bad, Row{0.5, 0.5}));
    CHECK_FALSE(score_min_max(bad, Row{0.5, 0.5}));
  }
  CHECK_FALSE(total_variation(Row{1, 1}, Row{0, 0}));
  CHECK_FALSE(best_allocation(Row{0.5, 0.5}, 0));
  CHECK_FALSE(expected_variation(Row{0.5, 0.5}, 0));
}

TEST_CASE("distances: 0 for the same, 1 for disjoint, scale and order free") {
  for (const auto distance : {total_variation, jensen_shannon, hellinger}) {
    CHECK(*distance(Row{2, 4, 6}, Row{1, 2, 3}) == Approx(0).margin(1e-12));
    CHECK(*distance(Row{3, 0}, Row{0, 5}) == Approx(1));
    for (std::uint64_t number = 0; number < 10; ++number) {
      const auto p = generate::as_doubles(generate::heavy_counts(number, 6));
      const auto q = generate::uniforms(number, 6);
      const double d = *distance(p, q);
      CHECK(d >= 0);
      CHECK(d <= 1);
      CHECK(d == Approx(*distance(generate::shuffled(p, number), generate::shuffled(q, number))).epsilon(1e-12));
      CHECK(d == Approx(*distance(q, p)).epsilon(1e-12));
    }
  }
}

TEST_CASE("perfect representativeness does not read 0") {
  // Two equal groups, two people: half of the time both are of one group.
  CHECK(*expected_variation(Row{1, 1}, 2) == Approx(0.25));
  CHECK(*expected_variation(Row{1, 0}, 9) == 0);
  // By the definition, over all counts.
  const Row q{0.2, 0.3, 0.5};
  double expected = 0;
  for (const double share : q)
    for (std::uint64_t k = 0; k <= 11; ++k)
      expected += binomial_pmf(k, 11, share) * std::abs(static_cast<double>(k) / 11 - share) / 2;
  CHECK(*expected_variation(q, 11) == Approx(expected).epsilon(1e-12));
  CHECK(*excess_variation(Row{5, 5}, Row{1, 1}) == 0);
  CHECK(*excess_variation(Row{10, 0}, Row{1, 1}) < 0.5);
}

TEST_CASE("goodness of fit by hand") {
  const auto fit = *goodness_of_fit(Row{30, 70}, Row{0.5, 0.5});
  CHECK(fit.chi_squared == Approx(16));
  CHECK(fit.df == 1);
  CHECK(fit.cohen_w == Approx(0.4));
  CHECK(*fit.cramers_v == Approx(0.4));
  CHECK(fit.standard_residual[0] == Approx(-4));
  CHECK(goodness_of_fit(Row{1, 1}, Row{1, 0}).error().unbounded);
  CHECK_FALSE(goodness_of_fit(Row{5}, Row{1})->cramers_v);
}

TEST_CASE("whole people nearest to the reference") {
  const auto best = *best_allocation(Row{0.5, 0.3, 0.2}, 10);
  CHECK(best.people == std::vector<std::uint64_t>{5, 3, 2});
  CHECK(best.similarity == Approx(1));
  for (std::uint64_t n = 1; n < 30; ++n) {
    const auto a = *best_allocation(generate::uniforms(n, 5), n);
    std::uint64_t total = 0;
    for (const auto people : a.people) total += people;
    CHECK(total == n);
    CHECK(a.similarity <= 1);
  }
}

TEST_CASE("bounds for people of unknown group, against every way they may belong") {
  const Row q{0.4, 0.35, 0.25};
  for (int missing = 0; missing <= 7; ++missing)
    for (const Row& observed : {Row{5, 9, 2}, Row{0, 1, 0}, Row{3, 3, 3}}) {
      double low = 1, high = 0;
      for (int a = 0; a <= missing; ++a)
        for (int b = 0; a + b <= missing; ++b) {
          const Row filled{observed[0] + a, observed[1] + b, observed[2] + missing - a - b};
          const double d = *total_variation(filled, q);
          low = std::min(low, d), high = std::max(high, d);
        }
      const Range bounds = *variation_bounds(observed, missing, q);
      CHECK(bounds.low == Approx(low).margin(1e-12));
      CHECK(bounds.high == Approx(high).margin(1e-12));
    }
  CHECK(share_bounds(3, 5, 2)->low == Approx(0.3));
  CHECK(share_bounds(3, 5, 2)->high == Approx(0.5));
  CHECK_FALSE(share_bounds(0, 0, 4)->complete_case);
  CHECK_FALSE(share_bounds(0, 0, 0));
}

TEST_CASE("R-indicator: 1 when all strata took part alike") {
  CHECK(response_indicator(std::vector<Stratum>{{100, 10}, {50, 5}})->indicator == Approx(1));
  CHECK(response_indicator(std::vector<Stratum>{{100, 100}, {100, 0}})->indicator == Approx(0).margin(1e-12));
  CHECK_FALSE(response_indicator(std::vector<Stratum>{{100, 0}}));
  CHECK_FALSE(response_indicator(std::vector<Stratum>{{100, 101}}));
  CHECK_FALSE(response_indicator(std::vector<Stratum>{}));
  // A model of one variable fits each level exactly.
  const std::vector<Stratum> cells{{100, 10}, {200, 50}};
  const std::vector<std::vector<std::size_t>> level{{0, 1}};
  const auto model = *response_model(cells, level);
  CHECK(model.propensity[0] == Approx(0.1));
  CHECK(model.propensity[1] == Approx(0.25));
  CHECK(model.indicator == Approx(response_indicator(cells)->indicator));
  CHECK_FALSE(response_model(std::vector<Stratum>{{100, 0}, {200, 50}}, level));
}

TEST_CASE("weights") {
  const auto w = *post_stratification(Row{50, 50}, Row{0.25, 0.75});
  CHECK(*w.weight[0] == Approx(0.5));
  CHECK(*w.weight[1] == Approx(1.5));
  CHECK(w.design_effect == Approx(1.25));
  CHECK_FALSE(post_stratification(Row{50, 0}, Row{0.5, 0.5}));
  CHECK_FALSE((*weights_by_stratum(Row{50, 0}, Row{0.5, 0.5}))[1]);
  CHECK(kish(Row{1, 1, 1, 1})->design_effect == 1);
  CHECK_FALSE(kish(Row{0, 0}));
  const std::vector<Row> table{{40, 30}, {35, 50}};
  const auto fitted = *fit_table(table, Row{70, 90}, Row{80, 80});
  CHECK(fitted[0][0] + fitted[0][1] == Approx(70));
  CHECK(fitted[0][0] + fitted[1][0] == Approx(80));
  // Odds ratios are kept.
  CHECK(fitted[0][0] * fitted[1][1] / fitted[0][1] / fitted[1][0] == Approx(40.0 * 50 / 30 / 35));
  CHECK_FALSE(fit_table(table, Row{70, 90}, Row{80, 90}));
  CHECK_FALSE(fit_table(std::vector<Row>{{1, 0}, {0, 1}}, Row{1, 3}, Row{3, 1}));
}

TEST_CASE("trimmed weights: what is cut off goes to the others, and both effects are shown") {
  // Sum 12, mean 2, limit 4: the 7 gives 3 to the others, who have 5 and so are raised by 8/5; none passes 4.
  const auto trimmed = *trim_weights(Row{1, 1, 1, 1, 1, 7}, 2);
  CHECK(trimmed.trimmed == 1);
  CHECK(trimmed.weight[0] == Approx(1.6));
  CHECK(trimmed.weight[5] == 4);
  CHECK(trimmed.before.effective_n == Approx(144.0 / 54));
  CHECK(trimmed.after.effective_n == Approx(144.0 / (5 * 2.56 + 16)));
  // Limit 2.5 of mean 2.5: raising brings the next one to the limit too.
  const auto twice = *trim_weights(Row{1, 1, 2.9, 5.1}, 1.2);
  CHECK(twice.trimmed == 2);
  CHECK(twice.weight[0] == Approx(2));
  CHECK(twice.weight[2] == Approx(3));
  CHECK(twice.weight[0] + twice.weight[1] + twice.weight[2] + twice.weight[3] == Approx(10));
  CHECK(trim_weights(Row{2, 2, 2}, 1.5)->trimmed == 0);
  CHECK_FALSE(trim_weights(Row{1, 2}, 1));
  CHECK_FALSE(trim_weights(Row{0, 0, 0, 5}, 2));
  CHECK_FALSE(trim_weights(Row{}, 2));
}

TEST_CASE("independence") {
  const auto none = *chi_squared_independence(std::vector<Row>{{10, 20}, {30, 60}});
  CHECK(none.chi_squared == Approx(0).margin(1e-12));
  CHECK(none.cramers_v_corrected == 0);
  CHECK(chi_squared_independence(std::vector<Row>{{10, 0}, {0, 10}})->cramers_v == Approx(1));
  CHECK_FALSE(chi_squared_independence(std::vector<Row>{{1, 0}, {1, 0}}));
  CHECK_FALSE(chi_squared_independence(std::vector<Row>{{1, 2}}));
}
