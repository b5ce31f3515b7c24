#include "engine/statistics/proportions.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/replicates.h"
#include "engine/statistics/shrinkage.h"
#include "engine/statistics/special.h"
#include "engine/statistics/standardisation.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

TEST_CASE("zero of zero is not a share") {
  for (const auto interval : {wilson, agresti_coull, jeffreys, clopper_pearson, wald}) {
    CHECK_FALSE(interval(0, 0, 0.95));
    CHECK_FALSE(interval(3, 2, 0.95));
    CHECK_FALSE(interval(-1, 2, 0.95));
    CHECK_FALSE(interval(generate::kNaN, 2, 0.95));
    CHECK_FALSE(interval(1, generate::kInf, 0.95));
    CHECK_FALSE(interval(1, 2, 1));
    CHECK_FALSE(interval(1, 2, 0));
  }
  CHECK_FALSE(upper_when_none(0, 0.95));
}

TEST_CASE("intervals of shares hold the share, mirror, and narrow with n") {
  for (const auto interval : {wilson, jeffreys, clopper_pearson})
    for (const double n : {1.0, 2.0, 7.0, 40.0, 1e6})
      for (const double level : {0.5, 0.9, 0.95, 0.99})
        for (double x = 0; x <= n; x += std::max(1.0, n / 7)) {
          const Range range = *interval(x, n, level), mirror = *interval(n - x, n, level);
          CHECK(range.low <= x / n);
          CHECK(range.high >= x / n);
          CHECK(range.low >= 0);
          CHECK(range.high <= 1);
          CHECK(range.low == Approx(1 - mirror.high).margin(1e-9));
          const Range more = *interval(x * 100, n * 100, level);
          CHECK(more.high - more.low < range.high - range.low);
        }
}

TEST_CASE("published figures") {
  // Newcombe 1998, example a: 81 of 263.
  const Range a = *wilson(81, 263, 0.95);
  CHECK(a.low == Approx(0.2553).margin(5e-5));
  CHECK(a.high == Approx(0.3662).margin(5e-5));
  CHECK(*upper_when_none(10, 0.95) == Approx(1 - std::pow(0.025, 0.1)));
  // Newcombe 1998 (differences), 56/70 against 48/80.
  const auto d = *newcombe(56, 70, 48, 80, 0.95);
  CHECK(d.interval.low == Approx(0.0524).margin(5e-5));
  CHECK(d.interval.high == Approx(0.3339).margin(5e-5));
  // The same by Miettinen and Nurminen, as printed beside it.
  const auto mn = *miettinen_nurminen(56, 70, 48, 80, 0.95);
  CHECK(mn.interval.low == Approx(0.0528).margin(5e-5));
  CHECK(mn.interval.high == Approx(0.3382).margin(5e-5));
}

TEST_CASE("differences of shares mirror and stay within -1 and 1") {
  for (double x1 = 0; x1 <= 5; ++x1)
    for (double x2 = 0; x2 <= 9; x2 += 3)
      for (const auto method : {newcombe, miettinen_nurminen}) {
        const auto d = *method(x1, 5, x2, 9, 0.9), mirror = *method(x2, 9, x1, 5, 0.9);
        CHECK(d.interval.low == Approx(-mirror.interval.high).margin(1e-9));
        CHECK(d.interval.low <= d.difference);
        CHECK(d.interval.high >= d.difference);
        CHECK(d.interval.low >= -1);
        CHECK(d.interval.high <= 1);
      }
}

TEST_CASE("contributions of one person are not independent") {
  // Ten people with one contribution each are ten people.
  std::vector<Cluster> alone;
  for (int i = 0; i < 10; ++i) alone.push_back({.n = 1, .x = i < 3 ? 1.0 : 0.0});
  const auto single = *wilson_clustered(alone, 0.95);
  CHECK(single.share == Approx(0.3));
  CHECK(single.effective_n <= 10);
  // One person wrote 30 of the 48: far fewer than 48 independent contributions.
  const std::vector<Cluster> heavy{{30, 30}, {5, 1}, {4, 0}, {3, 1}, {6, 2}};
  const auto few = *wilson_clustered(heavy, 0.95);
  CHECK(few.effective_n < 10);
  CHECK(few.interval.high - few.interval.low > wilson(34, 48, 0.95)->high - wilson(34, 48, 0.95)->low);
  // The same participants told as a histogram.
  const std::vector<Cluster> by_hand{{2, 1}, {2, 1}, {3, 0}}, grouped{{2, 1, 2}, {3, 0}};
  CHECK(wilson_clustered(by_hand, 0.9)->interval.low == Approx(wilson_clustered(grouped, 0.9)->interval.low));
  CHECK(wilson_clustered(by_hand, 0.9)->clusters == wilson_clustered(grouped, 0.9)->clusters);
  // All alike tells nothing of likeness: Kish's effective number.
  const std::vector<Cluster> none{{10, 0}, {10, 0}};
  CHECK(wilson_clustered(none, 0.95)->effective_n == Approx(2));
  CHECK_FALSE(wilson_clustered(std::vector<Cluster>{{3, 1}}, 0.95));
  CHECK_FALSE(wilson_clustered(std::vector<Cluster>{}, 0.95));
  CHECK_FALSE(wilson_clustered(std::vector<Cluster>{{0, 0}, {2, 1}}, 0.95));
  CHECK_FALSE(wilson_clustered(std::vector<Cluster>{{2, generate::kNaN}, {2, 1}}, 0.95));
}

TEST_CASE("cluster means") {
  const std::vector<std::int64_t> id{1, 1, 2, 2};
  const auto m = *clustered_mean(id, std::vector{0.0, 0.0, 1.0, 1.0});
  CHECK(m.mean == 0.5);
  CHECK(m.se_cluster == Approx(0.5));  // two people who differ by 1: sd / sqrt(2)
  CHECK_FALSE(clustered_mean(id, std::vector{1.0, 1.0, 1.0, 1.0}));
  CHECK_FALSE(clustered_mean(std::vector<std::int64_t>{1, 1}, std::vector{0.0, 1.0}));
}

TEST_CASE("intervals from replicates") {
  std::vector<double> t;
  for (int i = 1; i <= 999; ++i) t.push_back(i);
  // (R + 1) alpha is whole: the order statistic itself.
  CHECK(percentile_interval(t, 0.95)->low == Approx(25));
  CHECK(percentile_interval(t, 0.95)->high == Approx(975));
  CHECK(basic_interval(t, 500, 0.95)->low == Approx(25));
  CHECK(*replicate_quantile(t, 0) == 1);
  CHECK(*replicate_se(std::vector{1.0, 3.0}) == Approx(std::sqrt(2.0)));
  CHECK_FALSE(percentile_interval(std::vector{1.0}, 0.95));
  CHECK_FALSE(percentile_interval(std::vector{1.0, generate::kNaN}, 0.95));
  CHECK_FALSE(bca_interval(t, 5000, std::vector{1.0, -1.0}, 0.95));
  CHECK_FALSE(bca_interval(t, 500, std::vector{0.0, 0.0}, 0.95));
  // Without skewness or bias, BCa is the percentile interval.
  const auto bca = *bca_interval(t, 500.5, std::vector{1.0, -1.0}, 0.95);
  CHECK(bca.acceleration == 0);
  CHECK(bca.interval.low == Approx(25).epsilon(0.01));
}

TEST_CASE("rates of small units are pulled towards the common one") {
  const std::vector<Cluster> units{{10, 5}, {20, 12}, {4, 0}, {40, 30}, {25, 8}, {9, 2}, {60, 45}, {1, 1}};
  const auto shrunk = *beta_binomial_shrinkage(units, 0.95);
  CHECK_FALSE(shrunk.pooled);
  CHECK(shrunk.mean[7] < 0.7);  // one of one is not certainty
  CHECK(shrunk.mean[2] > 0.2);  // none of four is not impossibility
  CHECK(shrunk.mean[6] == Approx(0.728).margin(0.01));
  // No spread beyond chance: one rate for all, and never more sure than the data.
  const std::vector<Cluster> alike{{10, 5}, {10, 5}, {10, 5}};
  const auto pooled = *beta_binomial_shrinkage(alike, 0.95);
  CHECK(pooled.pooled);
  CHECK(pooled.mean[0] == 0.5);
  CHECK(pooled.interval[0].high - pooled.interval[0].low > 0.2);
  CHECK_FALSE(beta_binomial_shrinkage(std::vector<Cluster>{{10, 5}}, 0.95));
  CHECK_FALSE(beta_binomial_shrinkage(std::vector<Cluster>{{10, 0}, {5, 0}}, 0.95));
}

TEST_CASE("rates at one standard mix") {
  // R: y = sum(w x / n), qgamma with the moments of Fay and Feuer, and of Tiwari for the upper end.
  const std::vector<RateStratum> strata{{107, 230061, 0.3}, {141, 329449, 0.25}, {60, 114920, 0.2},
                                        {40, 39487, 0.12},  {39, 14208, 0.08},   {25, 3052, 0.05}};
  const auto gamma = *standardised_rate(strata, 0.95);
  CHECK(gamma.rate == Approx(0.00110166659801954).epsilon(1e-12));
  CHECK(gamma.variance == Approx(8.76055822356494e-09).epsilon(1e-12));
  CHECK(gamma.interval->low == Approx(0.00092586211845107).epsilon(1e-10));
  CHECK(gamma.interval->high == Approx(0.00131181365111444).epsilon(1e-10));
  CHECK(standardised_rate(strata, 0.95, RateInterval::mid_gamma)->interval->high ==
        Approx(0.0012978965475272).epsilon(1e-10));
  CHECK(gamma.crude == Approx(412.0 / 731177));
  const std::vector<RateStratum> shares{{8, 20, 5}, {20, 35, 3}, {3, 50, 2}};
  const auto share = *standardised_share(shares, 0.95);
  CHECK(share.rate == Approx(0.383428571428571).epsilon(1e-12));
  CHECK(share.interval->low == Approx(0.274031299045349).epsilon(1e-12));
  CHECK(share.interval->high == Approx(0.506055432850893).epsilon(1e-12));
}

TEST_CASE("one stratum is the plain rate, an unseen one is said, none is undefined") {
  const std::vector<RateStratum> one{{12, 300, 7}};
  CHECK(standardised_rate(one, 0.95)->interval->low == Approx(chi_squared_quantile(0.025, 24) / 600).epsilon(1e-12));
  CHECK(standardised_rate(one, 0.95)->interval->high == Approx(chi_squared_quantile(0.975, 26) / 600).epsilon(1e-12));
  CHECK(standardised_share(one, 0.95)->interval->low == Approx(wilson(12, 300, 0.95)->low).epsilon(1e-12));
  CHECK(standardised_share(one, 0.95)->interval->high == Approx(wilson(12, 300, 0.95)->high).epsilon(1e-12));
  // Score: (12 + z^2/2 -+ z sqrt(12 + z^2/4)) / 300; nothing below five events.
  const auto score = standardised_rate(one, 0.95, RateInterval::score)->interval;
  CHECK(score->low == Approx((13.92073 - 7.05602) / 300).epsilon(1e-5));
  CHECK(score->high == Approx((13.92073 + 7.05602) / 300).epsilon(1e-5));
  CHECK_FALSE(standardised_rate(std::vector<RateStratum>{{4, 300, 7}}, 0.95, RateInterval::score)->interval);
  // The heavy stratum has two units: there is a share, and no interval.
  const std::vector<RateStratum> thin{{1, 2, 9}, {40, 200, 1}};
  CHECK(standardised_share(thin, 0.95)->rate == Approx(0.47));
  CHECK(standardised_share(thin, 0.95)->effective_n < 10);
  CHECK_FALSE(standardised_share(thin, 0.95)->interval);
  // Nothing seen is not certainty.
  CHECK(standardised_share(std::vector<RateStratum>{{0, 50, 1}, {0, 50, 1}}, 0.95)->interval->high ==
        Approx(wilson(0, 100, 0.95)->high).epsilon(1e-12));
  const std::vector<RateStratum> half{{12, 300, 3}, {0, 0, 1}};
  CHECK(standardised_rate(half, 0.95)->weight_missing == Approx(0.25));
  CHECK(standardised_share(half, 0.95)->rate == Approx(0.04));
  CHECK(standardised_rate(std::vector<RateStratum>{{0, 50, 1}}, 0.95)->interval->low == 0);
  CHECK(standardised_rate(std::vector<RateStratum>{{0, 50, 1}}, 0.95)->interval->high > 0.05);
  // A mix that turns the order round: every stratum is better here, the total is worse.
  const std::vector<RateStratum> a{{90, 100, 1}, {300, 1000, 1}}, b{{850, 1000, 1}, {25, 100, 1}};
  CHECK(standardised_share(a, 0.95)->crude < standardised_share(b, 0.95)->crude);
  CHECK(standardised_share(a, 0.95)->rate > standardised_share(b, 0.95)->rate);
  for (const std::vector<RateStratum>& bad :
       {std::vector<RateStratum>{}, {{1, 0, 1}}, {{1, 5, 0}}, {{-1, 5, 1}}, {{1, generate::kNaN, 1}}}) {
    CHECK_FALSE(standardised_rate(bad, 0.95));
    CHECK_FALSE(standardised_share(bad, 0.95));
  }
  CHECK_FALSE(standardised_share(std::vector<RateStratum>{{6, 5, 1}}, 0.95));
  CHECK_FALSE(standardised_rate(one, 1));
}
