#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/samplers.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/statistics/resampling/regimes.h"

using namespace boussole::engine::statistics;

namespace {

const IntervalRequest kRequest{.seed = 7, .stream = stream_of("test"), .replicates = 600};

void check_one_of_two(const IntervalOutcome& outcome) {
  CHECK(outcome.interval.has_value() != outcome.reason.has_value());
  if (outcome.interval) {
    CHECK(std::isfinite(outcome.interval->low));
    CHECK(outcome.interval->low <= outcome.interval->high);
    CHECK_FALSE(outcome.interval->method.empty());
    CHECK(outcome.interval->level == 0.95);
  } else {
    CHECK_FALSE(outcome.reason->code.empty());
    CHECK(outcome.reason->text.fr.find("Pas d'intervalle") == 0);
    CHECK(outcome.reason->text.en.find("No interval") == 0);
  }
}

std::vector<CountBin> town() { return {{1, 120}, {2, 40}, {3, 18}, {5, 10}, {8, 6}, {21, 3}, {60, 2}, {144, 1}}; }

}  // namespace

TEST_CASE("n = 0, 1, 2, all equal and one giant give an interval or a reason, never both, never NaN") {
  const std::vector<std::vector<CountBin>> publics{{},
                                                   {{0, 40}},
                                                   {{3, 1}},
                                                   {{1, 1}, {2, 1}},
                                                   {{1, 14}},
                                                   {{5, 60}},
                                                   {{1, 99}, {1'000'000'000, 1}},
                                                   {{1, 10}, {2, 10}},
                                                   town()};
  const std::vector<CountStatistic> statistics{CountStatistic::gini(), CountStatistic::top_share(0.1),
                                               CountStatistic::hill_ratio(0), CountStatistic::hill_ratio(1),
                                               CountStatistic::hill_ratio(2)};
  for (const auto& people : publics)
    for (const CountStatistic& s : statistics) {
      const IntervalOutcome outcome = interval_for_count_statistic(s, people, kRequest);
      check_one_of_two(outcome);
      if (!outcome.interval) continue;
      CHECK(outcome.interval->low >= 0);
      CHECK(outcome.interval->high <= 1 + 1e-12);
    }
  const std::vector<std::vector<ClusterBin>> clusters{{},
                                                      {{0, 0, 50}},
                                                      {{5, 3, 1}},
                                                      {{5, 3, 2}},
                                                      {{1, 1, 80}},
                                                      {{1, 0, 80}},
                                                      {{1, 0, 40}, {1, 1, 40}, {100'000, 3, 1}},
                                                      {{2, 3, 50}}};
  for (const auto& participants : clusters) {
    const IntervalOutcome outcome = interval_for_ratio(participants, kRequest);
    check_one_of_two(outcome);
    if (outcome.interval) CHECK((outcome.interval->low >= 0 && outcome.interval->high <= 1));
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& values : std::vector<std::vector<ValueBin>>{{}, {{1, 1}}, {{2, 30}}, {{nan, 30}}, {{0, 20}, {3, 9}}})
    check_one_of_two(interval_for_mean_of_clusters(values, kRequest));
  for (const auto& [x, n] :
       std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 0}, {-1, 5}, {6, 5}, {0, 40}, {40, 40}})
    check_one_of_two(interval_for_simple_proportion(x, n, kRequest));
  for (const auto& groups :
       std::vector<std::vector<GroupCount>>{{}, {{3, 9}}, {{0, 9}, {0, 9}}, {{10, 9}, {1, 9}}, {{5, 50}, {20, 40}}})
    check_one_of_two(interval_for_min_ratio(groups, kRequest));
}

TEST_CASE("row order, repeated bins and threads change nothing") {
  std::vector<CountBin> shuffled{{144, 1}, {1, 60}, {5, 10}, {0, 9},  {2, 40},
                                 {8, 6},   {1, 60}, {60, 2}, {3, 18}, {21, 3}};
  const auto a = interval_for_count_statistic(CountStatistic::gini(), town(), kRequest);
  IntervalRequest threads = kRequest;
  threads.threads = 7;
  const auto b = interval_for_count_statistic(CountStatistic::gini(), shuffled, threads);
  REQUIRE(a.interval);
  REQUIRE(b.interval);
  CHECK(a.interval->low == b.interval->low);
  CHECK(a.interval->high == b.interval->high);
  const std::vector<ClusterBin> c{{1, 0, 30}, {2, 1, 10}, {9, 7, 3}, {30, 2, 1}};
  const std::vector<ClusterBin> d{{30, 2, 1}, {1, 0, 15}, {9, 7, 3}, {2, 1, 10}, {1, 0, 15}};
  CHECK(interval_for_ratio(c, kRequest).interval->low == interval_for_ratio(d, threads).interval->low);
  CHECK(interval_for_ratio(c, kRequest).interval->high == interval_for_ratio(d, threads).interval->high);
}

TEST_CASE("the seed and the stream matter, the replicates are at least two hundred") {
  IntervalRequest other = kRequest;
  other.stream = stream_of("other");
  const auto a = interval_for_count_statistic(CountStatistic::gini(), town(), kRequest);
  CHECK(a.interval->low != interval_for_count_statistic(CountStatistic::gini(), town(), other).interval->low);
  other.replicates = 3;
  CHECK(interval_for_count_statistic(CountStatistic::gini(), town(), other).interval->method.find("B=200") !=
        std::string::npos);
}

TEST_CASE("several statistics at once are each the same as alone") {
  const std::vector<CountStatistic> three{CountStatistic::gini(), CountStatistic::top_share(0.1),
                                          CountStatistic::hill_ratio(1)};
  const auto together = intervals_for_count_statistics(three, town(), kRequest);
  REQUIRE(together.size() == 3);
  for (std::size_t s = 0; s < 3; ++s) {
    const auto alone = interval_for_count_statistic(three[s], town(), kRequest);
    CHECK(together[s].interval->low == alone.interval->low);
    CHECK(together[s].interval->high == alone.interval->high);
  }
}

TEST_CASE("leaving out the most active") {
  // 1, 1, 2, 6: without 6 the corrected Gini is (1 + 1 + 0) / (2 * 4); without a 1 it is (1 + 5 + 4) / (2 * 9).
  const std::vector<CountBin> people{{1, 2}, {2, 1}, {6, 1}};
  const auto gini = leave_one_out(CountStatistic::gini(), people);
  REQUIRE(gini);
  CHECK(gini->without_largest == Approx(0.25));
  CHECK(gini->low == Approx(0.25));
  CHECK(gini->high == Approx(10.0 / 16));
  CHECK_FALSE(leave_one_out(CountStatistic::gini(), std::vector<CountBin>{{1, 2}}));
  const auto ratio = leave_one_out_ratio(std::vector<ClusterBin>{{1, 1, 2}, {8, 0, 1}});
  REQUIRE(ratio);
  CHECK(ratio->without_largest == 1);
  CHECK(ratio->low == Approx(1.0 / 9));
  CHECK(ratio->high == 1);
}

TEST_CASE("the equity interval holds its estimate and reaches below the lowest group") {
  const std::vector<GroupCount> groups{{10, 100}, {60, 100}, {50, 100}};
  const auto outcome = interval_for_min_ratio(groups, kRequest);
  REQUIRE(outcome.interval);
  CHECK(outcome.interval->low < 0.25);
  CHECK(outcome.interval->high > 0.25);
  CHECK(outcome.interval->high <= 1);
  const auto given = interval_for_min_ratio(groups, kRequest, GroupCount{240, 300});
  REQUIRE(given.interval);
  CHECK(given.interval->high < outcome.interval->high);
}

TEST_CASE("the least served group, where the others are far above: the binomial test of that group alone") {
  // 10 of 100 beside a group far above, in a whole of half a million of a million: the rates where 10 or fewer (the ten
  // itself halved) come 3 and 97.5 times in a hundred are 0.1678 and 0.0519, and the overall rate is 0.5.
  const std::vector<GroupCount> groups{{10, 100}, {500, 1000}};
  const auto outcome = interval_for_min_ratio(groups, kRequest, GroupCount{500'000, 1'000'000});
  REQUIRE(outcome.interval);
  CHECK(outcome.interval->low == Approx(0.1038).margin(0.002));
  CHECK(outcome.interval->high == Approx(0.3356).margin(0.002));
}

TEST_CASE("the least served group: whatever is given, a range in [0, 1] that holds what is seen") {
  for (std::uint64_t run = 0; run < 300; ++run) {
    RandomStream random(5, 2, run);
    std::vector<GroupCount> groups;
    std::uint64_t hits = 0, n = 0;
    double lowest = 1;
    const auto count = 2 + static_cast<std::uint64_t>(random.uniform_open() * 12);
    for (std::uint64_t g = 0; g < count; ++g) {
      const auto size = 1 + static_cast<std::uint64_t>(random.uniform_open() * 60);
      // Nothing, everything, or something succeeded.
      const double kind = random.uniform_open();
      const std::uint64_t x = kind < 0.2 ? 0 : kind < 0.4 ? size : draw_binomial(random, size, kind);
      groups.push_back({x, size});
      hits += x;
      n += size;
      lowest = std::min(lowest, static_cast<double>(x) / static_cast<double>(size));
    }
    if (hits == 0) continue;
    const auto outcome = interval_for_min_ratio(groups, kRequest);
    REQUIRE(outcome.interval);
    const double seen = lowest * static_cast<double>(n) / static_cast<double>(hits);
    CHECK(outcome.interval->low >= 0);
    CHECK(outcome.interval->high <= 1);
    CHECK(outcome.interval->low <= seen);
    CHECK(outcome.interval->high >= seen - 1e-12);
    if (lowest == 0) CHECK(outcome.interval->low == 0);
    std::reverse(groups.begin(), groups.end());
    const auto again = interval_for_min_ratio(groups, kRequest);
    CHECK(again.interval->low == Approx(outcome.interval->low).margin(1e-9));
    CHECK(again.interval->high == Approx(outcome.interval->high).margin(1e-9));
  }
  // Where everybody is answered, the lowest may be a little behind, and surely not far.
  const auto all = interval_for_min_ratio(std::vector<GroupCount>{{40, 40}, {50, 50}, {60, 60}}, kRequest);
  CHECK(all.interval->low > 0.9);
  CHECK(all.interval->high == 1);
}

TEST_CASE("the population of areas that take part: those certain, and those not certain to be silent") {
  // 40 people; half of the mean rate is asked of four areas of a quarter of the population: 5 people expected at that
  // rate. 20, 13: certain. 7: mid-p of 7 or more at 1/8 is (0.2330 + 0.1142) / 2, in doubt. 0: (7/8)^40 / 2 = 0.0024,
  // certain.
  const std::vector<AreaCount> areas{{0.25, 7, 7}, {0.25, 20, 20}, {0.25, 0, 0}, {0.25, 13, 13}};
  const auto outcome = interval_for_covered_population(areas, 40, 0.5, kRequest);
  REQUIRE(outcome.interval);
  CHECK(outcome.interval->low == Approx(0.5));
  CHECK(outcome.interval->high == Approx(0.75));
  // A number that is withheld makes its own area doubtful, and nothing narrower.
  const std::vector<AreaCount> withheld{{0.25, 7, 7}, {0.25, 20, 20}, {0.25, 0, 6}, {0.25, 13, 13}};
  const auto wider = interval_for_covered_population(withheld, 40, 0.5, kRequest);
  REQUIRE(wider.interval);
  CHECK(wider.interval->low == Approx(0.5));
  CHECK(wider.interval->high == Approx(1));
  CHECK(interval_for_covered_population(areas, 19, 0.5, kRequest).reason);                              // 20 of 19
  CHECK(interval_for_covered_population(std::vector<AreaCount>{{1, 9, 9}}, 19, 0.5, kRequest).reason);  // too few
  CHECK(interval_for_covered_population(std::vector<AreaCount>{{-1, 0, 0}}, 50, 0.5, kRequest).reason);
}

TEST_CASE("the population of areas that take part: more people in the same shares never leave more in doubt") {
  for (std::uint64_t run = 0; run < 200; ++run) {
    RandomStream random(11, 3, run);
    std::vector<AreaCount> areas;
    std::int64_t n = 0;
    for (int a = 0; a < 8; ++a) {
      areas.push_back({0.125, static_cast<std::int64_t>(random.uniform_open() * 12), 0});
      areas.back().most = areas.back().fewest;
      n += areas.back().fewest;
    }
    if (n < 20) continue;
    double seen = 0, before = 1;
    for (const AreaCount& a : areas)
      if (static_cast<double>(a.fewest) >= 0.25 * 0.125 * static_cast<double>(n)) seen += 0.125;
    for (int times = 0; times < 5; ++times) {
      const auto outcome = interval_for_covered_population(areas, n, 0.25, kRequest);
      REQUIRE(outcome.interval);
      CHECK(outcome.interval->low <= seen + 1e-12);
      CHECK(outcome.interval->high >= seen - 1e-12);
      CHECK(outcome.interval->high - outcome.interval->low <= before + 1e-12);
      before = outcome.interval->high - outcome.interval->low;
      for (AreaCount& a : areas) a.fewest = a.most = a.fewest * 4;
      n *= 4;
    }
  }
}

TEST_CASE("every family says what its interval answers, in both languages") {
  for (const IntervalFamily f :
       {IntervalFamily::count_statistic, IntervalFamily::ratio, IntervalFamily::mean, IntervalFamily::simple_proportion,
        IntervalFamily::min_ratio, IntervalFamily::covered_population}) {
    CHECK_FALSE(interval_question(f).fr.empty());
    CHECK_FALSE(interval_question(f).en.empty());
  }
}
