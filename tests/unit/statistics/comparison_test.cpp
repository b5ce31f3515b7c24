#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/adjust.h"
#include "engine/statistics/change_points.h"
#include "engine/statistics/funnel.h"
#include "engine/statistics/random_effects.h"
#include "engine/statistics/ranking.h"
#include "engine/statistics/special.h"
#include "engine/statistics/two_samples.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Row = std::vector<double>;
constexpr Adjustment kAll[] = {Adjustment::none,     Adjustment::bonferroni,         Adjustment::holm,
                               Adjustment::hochberg, Adjustment::benjamini_hochberg, Adjustment::benjamini_yekutieli};
}  // namespace

TEST_CASE("adjusted p-values only grow, keep their order, and leave gaps alone") {
  for (const auto how : kAll)
    for (std::uint64_t number = 0; number < 10; ++number) {
      const auto p = generate::uniforms(number, 17);
      const auto adj = *adjusted(std::span<const double>(p), how);
      for (std::size_t i = 0; i < p.size(); ++i) {
        CHECK(adj[i] >= p[i] - 1e-15);
        CHECK(adj[i] <= 1);
        for (std::size_t j = 0; j < p.size(); ++j)
          if (p[i] < p[j]) CHECK(adj[i] <= adj[j]);
      }
    }
  const std::vector<std::optional<double>> gap{0.01, std::nullopt, 0.04};
  const auto adj = *adjusted(std::span<const std::optional<double>>(gap), Adjustment::bonferroni);
  CHECK(*adj[0] == 0.02);
  CHECK_FALSE(adj[1]);
  CHECK(adjusted(std::span<const double>{}, Adjustment::holm)->empty());
  CHECK_FALSE(adjusted(Row{0.5, 1.5}, Adjustment::holm));
  CHECK_FALSE(adjusted(Row{generate::kNaN}, Adjustment::holm));
}

TEST_CASE("two samples: too few, constant, NaN") {
  CHECK_FALSE(welch(Row{1}, Row{1, 2}, 0.95));
  CHECK_FALSE(welch(Row{1, 1}, Row{2, 2}, 0.95));
  CHECK_FALSE(welch(Row{1, generate::kNaN}, Row{1, 2}, 0.95));
  CHECK_FALSE(hedges_g(Row{1}, Row{2}));
  CHECK_FALSE(mann_whitney(Row{}, Row{1}));
  CHECK_FALSE(kolmogorov_smirnov(Row{}, Row{1}));
  CHECK_FALSE(permutation_test(Row{}, Row{1}, 10, 1));
  CHECK(mann_whitney(Row{2, 2}, Row{2, 2})->p_asymptotic == 1);
  CHECK_FALSE(compare_shares(3, 2, 1, 1));
  CHECK_FALSE(compare_shares(0, 0, 1, 1));
  CHECK_FALSE(equivalence(0.1, 0, 0.2));
}

TEST_CASE("swapping the groups turns signs and keeps p") {
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto a = generate::uniforms(number, 9);
    auto b = generate::uniforms(number + 50, 12);
    for (double& x : b) x += 0.2;
    CHECK(welch(a, b, 0.9)->t == Approx(-welch(b, a, 0.9)->t));
    CHECK(welch(a, b, 0.9)->p == Approx(welch(b, a, 0.9)->p));
    CHECK(*hedges_g(a, b) == Approx(-*hedges_g(b, a)));
    CHECK(mann_whitney(a, b)->u + mann_whitney(b, a)->u == 108);
    CHECK(*mann_whitney(a, b)->p_exact == Approx(*mann_whitney(b, a)->p_exact));
    CHECK(*mann_whitney(a, b)->p_exact == Approx(mann_whitney(a, b)->p_asymptotic).margin(0.05));
    const auto d = *cliff_delta(a, b, 0.95);
    CHECK(d.delta == Approx(2 * mann_whitney(a, b)->u / 108 - 1));
    CHECK(d.interval.low <= d.delta);
    CHECK(d.interval.high >= d.delta);
    CHECK(d.interval.low == Approx(-cliff_delta(b, a, 0.95)->interval.high));
  }
}

TEST_CASE("exact tests by counting") {
  // All three of a above all three of b: one of C(6, 3) = 20 ways, twice.
  CHECK(*mann_whitney(Row{7, 8, 9}, Row{1, 2, 3})->p_exact == Approx(0.1));
  const auto all = *permutation_test(Row{7, 8, 9}, Row{1, 2, 3}, 0, 0);
  CHECK(all.permutations == 20);
  CHECK(all.p_two == Approx(0.1));
  CHECK(all.p_greater == Approx(0.05));
  // The tea taster: 3 of 4 and 1 of 4.
  CHECK(compare_shares(3, 4, 1, 4)->p_fisher == Approx(34.0 / 70));
  CHECK_FALSE(compare_shares(0, 4, 0, 4)->chi_squared);
  CHECK(compare_shares(0, 4, 0, 4)->p_fisher == Approx(1));
  // Too many to see all: a sample, the same for the same seed.
  const auto a = generate::uniforms(1, 30), b = generate::uniforms(2, 30);
  CHECK_FALSE(permutation_test(a, b, 0, 1));
  const auto drawn = *permutation_test(a, b, 999, 1);
  CHECK_FALSE(drawn.exact);
  CHECK(drawn.p_two == permutation_test(a, b, 999, 1)->p_two);
  CHECK(drawn.p_two == Approx(welch(a, b, 0.95)->p).margin(0.06));
  CHECK(*equivalence(0, 0.01, 0.05, 20) > *equivalence(0, 0.01, 0.05));
}

TEST_CASE("letters: shared exactly by those not told apart") {
  RandomStream random(3, 4, 0);
  for (int trial = 0; trial < 50; ++trial) {
    const std::size_t units = 2 + random.below(6);
    std::vector<DifferentPair> different;
    for (std::size_t i = 0; i < units; ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (random.uniform() < 0.4) different.push_back({j, i});
    const auto letters = *letter_display(units, different);
    for (std::size_t i = 0; i < units; ++i) {
      CHECK_FALSE(letters[i].empty());
      for (std::size_t j = 0; j < i; ++j) {
        const bool apart = std::ranges::any_of(different, [&](const auto& p) { return p.a == j && p.b == i; });
        const bool share = letters[i].find_first_of(letters[j]) != std::string::npos;
        CHECK(share != apart);
      }
    }
  }
  CHECK(letter_display(3, std::vector<DifferentPair>{})->at(2) == "a");
  CHECK_FALSE(letter_display(0, std::vector<DifferentPair>{}));
  CHECK_FALSE(letter_display(2, std::vector<DifferentPair>{{1, 1}}));
}

TEST_CASE("places") {
  const auto sure = *rank_intervals(Row{3, 2, 1}, Row{0.01, 0.01, 0.01}, 0.05);
  CHECK(sure[0].worst == 1);
  CHECK(sure[2].best == 3);
  const auto unsure = *rank_intervals(Row{3, 2, 1}, Row{9, 9, 9}, 0.05);
  CHECK(unsure[0].worst == 3);
  CHECK_FALSE(rank_intervals(Row{1}, Row{0}, 0.05));
  CHECK_FALSE(rank_intervals(Row{}, Row{}, 0.05));
}

TEST_CASE("random effects: no spread pools, wide spread hardly shrinks") {
  const auto same = *random_effects(Row{2, 2, 2}, Row{1, 1, 1}, HeterogeneityMethod::reml, 0.95);
  CHECK(same.tau2 == 0);
  CHECK(same.shrunk[0] == 2);
  CHECK(same.se == Approx(std::sqrt(1.0 / 3)));
  for (const auto method : {HeterogeneityMethod::dersimonian_laird, HeterogeneityMethod::paule_mandel,
                            HeterogeneityMethod::reml, HeterogeneityMethod::hedges}) {
    // Equal errors: every method but ML gives the variance of the estimates less the error variance.
    const auto wide = *random_effects(Row{0, 10, 20, 30}, Row{1, 1, 1, 1}, method, 0.95);
    CHECK(wide.tau2 == Approx(500.0 / 3 - 1).epsilon(1e-6));
    CHECK(wide.shrunk[0] > 0);
    CHECK(wide.shrunk[0] < 0.2);
    CHECK(wide.prediction.high > wide.hartung_knapp.high);
  }
  CHECK_FALSE(random_effects(Row{1}, Row{1}, HeterogeneityMethod::reml, 0.95));
  CHECK_FALSE(random_effects(Row{1, 2}, Row{1, 0}, HeterogeneityMethod::reml, 0.95));
}

TEST_CASE("funnels narrow with size and hold the target") {
  double before = 2;
  for (const std::uint64_t n : {10, 40, 200, 1000}) {
    const auto limits = *funnel_limits(n, 0.3, 0.95);
    CHECK(limits.low < 0.3);
    CHECK(limits.high > 0.3);
    CHECK(limits.high - limits.low < before);
    before = limits.high - limits.low;
  }
  CHECK_FALSE(funnel_limits(0, 0.3, 0.95));
  CHECK_FALSE(funnel_limits(5, 0, 0.95));
  CHECK_FALSE(funnel_overdispersion(std::vector<Cluster>{{10, 3}}, 0.1));
  CHECK_FALSE(funnel_overdispersion(std::vector<Cluster>{{10, 0}, {10, 0}}, 0.1));
  CHECK(funnel_overdispersion(std::vector<Cluster>{{100, 30}, {100, 30}, {50, 15}}, 0.1)->tau2 == 0);
  CHECK(funnel_overdispersion(std::vector<Cluster>{{100, 5}, {100, 90}, {100, 50}}, 0.1)->tau2 > 0);
}

TEST_CASE("a step is found where it is") {
  Row y;
  const auto u = generate::uniforms(1, 60);
  for (std::size_t i = 0; i < 60; ++i) y.push_back((i < 25 ? 0 : 5) + u[i]);
  const auto shifts = *mean_shifts(y, 0.15, 3);
  CHECK(shifts.breaks == std::vector<std::size_t>{25});
  for (std::size_t m = 1; m < shifts.rss.size(); ++m) CHECK(shifts.rss[m] <= shifts.rss[m - 1]);
  CHECK(*pelt(y, 5, 2) == std::vector<std::size_t>{25});
  CHECK(pettitt(y)->index == 25);
  CHECK(pettitt(y)->p < 1e-6);
  CHECK_FALSE(mean_shifts(Row{1, 2, 3}, 0.15, 1));
  CHECK_FALSE(mean_shifts(Row(30, 1.0), 0.15, 1));
  CHECK_FALSE(mean_shifts(Row{1, generate::kNaN, 2, 3}, 0.5, 1));
  CHECK_FALSE(pettitt(Row{1}));
  CHECK_FALSE(pettitt(Row{2, 2, 2}));
  CHECK(pelt(Row{1, 1, 1}, 1, 1)->empty());
  CHECK_FALSE(pelt(Row{}, 1, 1));
}

TEST_CASE("PELT is the exhaustive search, pruned") {
  for (std::uint64_t number = 0; number < 30; ++number) {
    const auto y = generate::uniforms(number, 14);
    const double penalty = 0.05 + 0.02 * static_cast<double>(number % 5);
    const auto cost = [&](std::size_t begin, std::size_t end) {
      double mean = 0, total = 0;
      for (std::size_t i = begin; i < end; ++i) mean += y[i] / static_cast<double>(end - begin);
      for (std::size_t i = begin; i < end; ++i) total += (y[i] - mean) * (y[i] - mean);
      return total;
    };
    std::vector<double> best(15, 1e300);
    best[0] = -penalty;
    for (std::size_t t = 2; t <= 14; ++t)
      for (std::size_t begin = 0; begin + 2 <= t; ++begin)
        if (best[begin] < 1e299) best[t] = std::min(best[t], best[begin] + cost(begin, t) + penalty);
    auto breaks = *pelt(y, penalty, 2);
    breaks.push_back(14);
    double total = -penalty;
    std::size_t begin = 0;
    for (const std::size_t end : breaks) total += cost(begin, end) + penalty, begin = end;
    CHECK(total == Approx(best[14]).margin(1e-12));
  }
}

TEST_CASE("trends") {
  CHECK(mann_kendall(Row{1, 2, 3, 4})->s == 6);
  CHECK(mann_kendall(Row{4, 3, 2, 1})->slope == -1);
  CHECK_FALSE(mann_kendall(Row{1, 2}));
  CHECK_FALSE(mann_kendall(Row{3, 3, 3}));
  CHECK(*first_autocorrelation(Row{1, -1, 1, -1}) == Approx(-0.75));
  CHECK_FALSE(first_autocorrelation(Row{1, 1, 1}));
}

TEST_CASE("a series with a memory: the mean by hand, and trends that are none") {
  // y = 1, 2, 4, 3: mean 2.5, squares 5, neighbours 0.75 - 0.75 + 0.75 = 0.75; one lag weighs 1/2.
  const auto mean = *serial_mean(Row{1, 2, 4, 3}, 1);
  CHECK(mean.mean == 2.5);
  CHECK(mean.se_as_if_independent == Approx(std::sqrt(1.25 / 4)));
  CHECK(mean.se == Approx(std::sqrt((1.25 + 0.75 / 4) / 4)));
  CHECK(mean.effective_n == Approx(4 * 1.25 / (1.25 + 0.75 / 4)));
  CHECK(serial_mean(Row{1, 2, 4, 3}, 0)->effective_n == Approx(4));
  CHECK(serial_mean(generate::uniforms(3, 200))->lags == 4);
  CHECK_FALSE(serial_mean(Row{2, 2, 2, 2}, 1));
  CHECK_FALSE(serial_mean(Row{1, 2}, 1));
  // Half of a value stays in the next, and no trend at all: how often is one seen at 5 %?
  int plain = 0, whitened = 0, runs = 400;
  for (int run = 0; run < runs; ++run) {
    const auto u = generate::uniforms(static_cast<std::uint64_t>(500 + run), 60);
    Row y{0};
    for (const double x : u) y.push_back(0.5 * y.back() + x - 0.5);
    plain += mann_kendall(y)->p < 0.05;
    whitened += prewhitened_trend(y)->trend.p < 0.05;
  }
  CHECK(plain > 0.15 * runs);
  INFO(plain << " and " << whitened << " of " << runs);
  CHECK(whitened < 0.11 * runs);
  // A trend well above the memory is still seen, with its slope.
  Row line;
  const auto u = generate::uniforms(9, 60);
  for (int i = 0; i < 60; ++i) line.push_back(0.1 * i + u[static_cast<std::size_t>(i)]);
  CHECK(prewhitened_trend(line)->trend.p < 0.05);
  CHECK(prewhitened_trend(line)->trend.slope == mann_kendall(line)->slope);
  CHECK_FALSE(prewhitened_trend(Row{1, -1, 1, -1})->prewhitened);
  CHECK_FALSE(prewhitened_trend(Row{1, 2, 3}));
}
