#include "engine/statistics/survival.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "engine/statistics/survival_compare.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {

std::vector<FollowUp> sample_of(std::uint64_t number, std::size_t n) {
  const auto u = generate::uniforms(number, 2 * n);
  std::vector<FollowUp> sample;
  for (std::size_t i = 0; i < n; ++i) sample.push_back({std::floor(40 * u[2 * i]), u[2 * i + 1] < 0.7});
  return sample;
}

}  // namespace

TEST_CASE("no unit, NaN and negative times are refused") {
  CHECK_FALSE(kaplan_meier(std::vector<FollowUp>{}));
  CHECK_FALSE(kaplan_meier(std::vector<FollowUp>{{generate::kNaN, true}}));
  CHECK_FALSE(kaplan_meier(std::vector<FollowUp>{{-1, true}}));
  CHECK_FALSE(kaplan_meier_delayed(std::vector<double>{5.0}, std::vector<FollowUp>{{5, true}}));
  CHECK_FALSE(cumulative_incidence(std::vector<double>{}, std::vector<std::uint32_t>{}, 1));
}

TEST_CASE("one unit, with and without its event") {
  const auto waiting = *kaplan_meier(std::vector<FollowUp>{{3, false}});
  CHECK(*waiting.survival_at(3) == 1);
  CHECK_FALSE(waiting.survival_at(4));  // nobody was watched that long
  CHECK_FALSE(median_time(waiting, 0.95)->value);
  CHECK_FALSE(restricted_mean(waiting, 5));
  CHECK(restricted_mean(waiting, 2)->value == 2);
  const auto done = *kaplan_meier(std::vector<FollowUp>{{3, true}});
  CHECK(*done.survival_at(100) == 0);
  CHECK(*median_time(done, 0.95)->value == 3);
  CHECK(restricted_mean(done, 10)->value == 3);
}

TEST_CASE("without censoring the curve is the share still waiting") {
  const auto curve = *kaplan_meier(std::vector<FollowUp>{{0, true}, {1, true}, {1, true}, {4, true}, {9, true}});
  CHECK(*curve.survival_at(0) == Approx(0.8));
  CHECK(*curve.survival_at(1) == Approx(0.4));
  CHECK(*curve.survival_at(5) == Approx(0.2));
  CHECK(restricted_mean(curve, 9)->value == Approx((0 + 1 + 1 + 4 + 9) / 5.0));
  // Greenwood's is then the binomial error.
  CHECK(*curve.error_at(1) == Approx(std::sqrt(0.4 * 0.6 / 5)));
}

TEST_CASE("events come before censorings at the same time, and order does not matter") {
  const std::vector<FollowUp> a{{2, false}, {2, true}, {5, true}}, b{{5, true}, {2, true}, {2, false}};
  CHECK(*kaplan_meier(a)->survival_at(2) == Approx(2.0 / 3));
  CHECK(*kaplan_meier(b)->survival_at(2) == Approx(2.0 / 3));
}

TEST_CASE("curves fall and bands hold them") {
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto curve = *kaplan_meier(sample_of(number, 60));
    double before = 1;
    for (const SurvivalStep& step : curve.steps) {
      CHECK(step.survival <= before);
      before = step.survival;
      for (const auto kind : {BandKind::plain, BandKind::log, BandKind::log_log, BandKind::logit, BandKind::arcsin})
        if (const auto band = survival_band(step, kind, 0.9)) {
          CHECK(band->low <= step.survival + 1e-12);
          CHECK(band->high >= step.survival - 1e-12);
          CHECK(band->low >= 0);
          CHECK(band->high <= 1);
        }
    }
    const auto median = *median_time(curve, 0.95);
    if (median.low && median.value) CHECK(*median.low <= *median.value);
    if (median.high && median.value) CHECK(*median.high >= *median.value);
  }
}

TEST_CASE("observed from the start is the same as never late") {
  const auto sample = sample_of(3, 30);
  std::vector<FollowUp> later = sample;
  for (FollowUp& unit : later) unit.time += 1;
  const auto plain = *kaplan_meier(later), delayed = *kaplan_meier_delayed(std::vector<double>(30, 0), later);
  REQUIRE(plain.steps.size() == delayed.steps.size());
  for (std::size_t i = 0; i < plain.steps.size(); ++i) CHECK(plain.steps[i].survival == delayed.steps[i].survival);
}

TEST_CASE("competing kinds and those who wait make up everybody") {
  const std::vector<double> time{1, 2, 2, 3, 5, 8, 8};
  const std::vector<std::uint32_t> status{1, 2, 0, 1, 2, 1, 0};
  const auto ci = *cumulative_incidence(time, status, 2);
  for (std::size_t i = 0; i < ci.times.size(); ++i)
    CHECK(ci.share[0][i] + ci.share[1][i] + ci.survival[i] == Approx(1));
  // With one kind it is one minus Kaplan-Meier.
  std::vector<FollowUp> sample;
  std::vector<std::uint32_t> one;
  for (std::size_t i = 0; i < time.size(); ++i)
    sample.push_back({time[i], status[i] > 0}), one.push_back(status[i] > 0);
  const auto single = *cumulative_incidence(time, one, 1);
  CHECK(1 - single.share[0].back() == Approx(kaplan_meier(sample)->steps.back().survival));
  CHECK_FALSE(cumulative_incidence(time, std::vector<std::uint32_t>(7, 3), 2));
}

TEST_CASE("order statistics of a median") {
  const auto m = *median_order_interval(std::vector<double>{5.0, 1, 3, 2, 4, 6}, 0.95);
  CHECK(m.median == 3.5);
  CHECK(m.interval == Range{1, 6});
  CHECK(m.coverage == Approx(1 - 2.0 / 64));
  CHECK_FALSE(median_order_interval(std::vector<double>{1.0, 2, 3}, 0.95));
}

TEST_CASE("equal groups do not differ, and names of groups do not matter") {
  std::vector<FollowUp> sample;
  std::vector<std::uint32_t> group, swapped;
  for (const auto& unit : sample_of(1, 40))
    for (std::uint32_t g : {0u, 1u}) sample.push_back(unit), group.push_back(g), swapped.push_back(1 - g);
  CHECK(log_rank(sample, group, 0)->chi_squared == Approx(0).margin(1e-12));
  CHECK(log_rank(sample, group, 0)->p == Approx(1));
  sample[0].time += 30, sample[2].time += 20;
  for (const double rho : {0.0, 0.5, 1.0})
    CHECK(log_rank(sample, group, rho)->chi_squared == Approx(log_rank(sample, swapped, rho)->chi_squared));
  CHECK_FALSE(log_rank(sample, std::vector<std::uint32_t>(80, 0), 0));
  CHECK_FALSE(log_rank(std::vector<FollowUp>{{1, false}, {2, false}}, std::vector<std::uint32_t>{0, 1}, 0));
}

TEST_CASE("Cox: by hand, and what has no answer") {
  // Two units; the one with x = 1 goes first: the likelihood rises for ever.
  CHECK_FALSE(
      cox(std::vector<FollowUp>{{1, true}, {2, true}}, std::vector<std::vector<double>>{{1}, {0}}, Ties::efron));
  CHECK_FALSE(
      cox(std::vector<FollowUp>{{1, true}, {2, true}}, std::vector<std::vector<double>>{{1}, {1}}, Ties::efron));
  CHECK_FALSE(
      cox(std::vector<FollowUp>{{1, false}, {2, false}}, std::vector<std::vector<double>>{{1}, {0}}, Ties::efron));
  // Three units without ties, x = 1, 0, 1 dying in that order: b - ln(2 e^b + 1) + 0 - ln(1 + e^b) is highest where
  // 1 = 2 e^b / (2 e^b + 1) + e^b / (1 + e^b), so that 2 e^2b = 1.
  const std::vector<FollowUp> three{{1, true}, {2, true}, {3, true}};
  const auto fit = *cox(three, std::vector<std::vector<double>>{{1}, {0}, {1}}, Ties::efron);
  CHECK(fit.coefficient[0] == Approx(-0.5 * std::log(2.0)).epsilon(1e-9));
  CHECK(fit.log_likelihood_null == Approx(-std::log(6.0)));
  CHECK(fit.coefficient[0] ==
        Approx(cox(three, std::vector<std::vector<double>>{{1}, {0}, {1}}, Ties::breslow)->coefficient[0]));
}

TEST_CASE("Cox by cluster: the robust errors of R's survival 3, two covariates, ties, six clusters") {
  const std::vector<double> times{5, 8, 8, 12, 12, 12, 20, 25, 25, 30, 41, 41};
  const std::vector<int> events{1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1};
  const std::vector<double> x{1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0},
      z{.5, 1.2, .3, 2, 1.1, .7, .2, 1.5, 2.2, .9, 1.3, .4};
  std::vector<FollowUp> sample;
  std::vector<std::vector<double>> both, one;
  std::vector<std::uint64_t> cluster, alone;
  for (std::size_t i = 0; i < times.size(); ++i) {
    sample.push_back({times[i], events[i] == 1});
    both.push_back({x[i], z[i]});
    one.push_back({x[i]});
    cluster.push_back(i / 2 + 7);
    alone.push_back(i);
  }
  const auto efron = *cox_clustered(sample, both, Ties::efron, cluster);
  CHECK(efron.fit.coefficient[0] == Approx(1.125718779884736).epsilon(1e-9));
  CHECK(efron.fit.se[1] == Approx(0.609737593773871).epsilon(1e-9));
  CHECK(efron.robust_se[0] == Approx(0.635662675041413).epsilon(1e-9));
  CHECK(efron.robust_se[1] == Approx(0.265591928792015).epsilon(1e-9));
  CHECK(efron.wald == Approx(4.19717633491543).epsilon(1e-9));
  CHECK(efron.clusters == 6);
  const auto breslow = *cox_clustered(sample, both, Ties::breslow, cluster);
  CHECK(breslow.robust_se[0] == Approx(0.623319884628638).epsilon(1e-9));
  CHECK(breslow.robust_se[1] == Approx(0.252108847587187).epsilon(1e-9));
  CHECK(cox_clustered(sample, one, Ties::efron, alone)->robust_se[0] == Approx(0.674609392083377).epsilon(1e-9));
  // In whatever order the units come.
  std::reverse(sample.begin(), sample.end());
  std::reverse(both.begin(), both.end());
  std::reverse(cluster.begin(), cluster.end());
  CHECK(cox_clustered(sample, both, Ties::efron, cluster)->robust_se[0] == Approx(efron.robust_se[0]));
  CHECK_FALSE(cox_clustered(sample, both, Ties::efron, std::vector<std::uint64_t>(12, 1)));
  CHECK_FALSE(cox_clustered(sample, both, Ties::efron, std::vector<std::uint64_t>(3, 1)));
}

TEST_CASE(
    "the interval of a difference of mean waits covers it: 24 cases, 30 to 600 waits, short and long, cut short or "
    "not") {
  constexpr int kRuns = 2000;
  constexpr double kTau = 90;
  std::uint64_t stream = 0;
  for (const auto& [first, second] : {std::pair{30, 30}, std::pair{60, 40}, std::pair{200, 100}, std::pair{600, 600}})
    for (const double mean : {25.0, 80.0, 300.0})
      for (const int cut : {3, 1000}) {  // every third of them, or none, is watched for less than the span
        int covered = 0, given = 0;
        ++stream;
        for (int run = 0; run < kRuns; ++run) {
          engine::statistics::RandomStream random(41, stream, static_cast<std::uint64_t>(run));
          const auto waits = [&](int n) {
            std::vector<FollowUp> out;
            for (int i = 0; i < n; ++i) {
              const double answer = std::floor(-mean * std::log(random.uniform_open()));
              const double watched = i % cut == 0 ? 180 * random.uniform() : 92 + 70 * random.uniform();
              out.push_back({std::min(answer, watched), answer <= watched});
            }
            return out;
          };
          const auto found = restricted_mean_difference(waits(first), waits(second), kTau, 0.95);
          if (!found) continue;
          ++given;
          covered += found->interval.low <= 0 && found->interval.high >= 0;
        }
        INFO(first << " and " << second << " waits of mean " << mean << ", cut " << cut << ": " << covered << " of "
                   << given);
        CHECK(given > kRuns * 9 / 10);
        CHECK(covered >= given * 0.93);
        CHECK(covered <= given * 0.97);
      }
}
