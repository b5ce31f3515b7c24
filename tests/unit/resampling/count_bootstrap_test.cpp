#include "engine/statistics/resampling/count_bootstrap.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/statistics/resampling/ratio_bootstrap.h"

using namespace boussole::engine::statistics;

namespace {

const std::vector<CountStatistic> kAll{CountStatistic::gini(), CountStatistic::top_share(0.1),
                                       CountStatistic::hill_ratio(1), CountStatistic::hill_ratio(2)};

/// 200 people: most with one contribution, a few with many.
std::vector<CountBin> small_town() { return {{1, 120}, {2, 40}, {3, 18}, {5, 10}, {8, 6}, {21, 3}, {60, 2}, {144, 1}}; }

std::vector<std::uint64_t> one_by_one(const std::vector<CountBin>& bins) {
  std::vector<std::uint64_t> counts;
  for (const CountBin& bin : bins) counts.insert(counts.end(), bin.people, bin.value);
  return counts;
}

struct Moments {
  double mean = 0, sd = 0;
};

Moments moments(const std::vector<double>& x) {
  double sum = 0, squares = 0;
  for (const double v : x) sum += v;
  const double mean = sum / static_cast<double>(x.size());
  for (const double v : x) squares += (v - mean) * (v - mean);
  return {mean, std::sqrt(squares / static_cast<double>(x.size() - 1))};
}

}  // namespace

TEST_CASE("a histogram of counts leaves out zeros and sorts the large ones among the small") {
  const std::vector<std::uint64_t> counts = {0, 5, 1'000'000, 1'023, 1'024, 5, 0, 1, 1'024, 1'000'000'000'000};
  const std::vector<CountBin> bins = histogram_of(counts);
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> expected = {
      {1, 1}, {5, 2}, {1'023, 1}, {1'024, 2}, {1'000'000, 1}, {1'000'000'000'000, 1}};
  REQUIRE(bins.size() == expected.size());
  for (std::size_t i = 0; i < bins.size(); ++i) {
    CHECK(bins[i].value == expected[i].first);
    CHECK(bins[i].people == expected[i].second);
  }
  CHECK(histogram_of({}).empty());
}

TEST_CASE("the statistics of a histogram, by hand") {
  // 1, 1, 2, 4: sum of |x - y| over pairs = 0+1+3+1+3+2 = 10; corrected Gini = 10 / (3 * 8).
  const std::vector<CountBin> bins{{1, 2}, {2, 1}, {4, 1}};
  CHECK(*evaluate(CountStatistic::gini(), bins) == Approx(10.0 / 24));
  CHECK(*evaluate(CountStatistic::top_share(0.25), bins) == Approx(0.5));
  CHECK(*evaluate(CountStatistic::top_share(0.26), bins) == Approx(0.75));
  CHECK(*evaluate(CountStatistic::hill_ratio(0), bins) == 1);
  // Shares 1/8, 1/8, 1/4, 1/2: entropy = (3 + 3 + 4 + 4)/8 ln 2 = 1.75 ln 2.
  CHECK(*evaluate(CountStatistic::hill_ratio(1), bins) == Approx(std::pow(2, 1.75) / 4));
  CHECK(*evaluate(CountStatistic::hill_ratio(2), bins) == Approx(64.0 / 22 / 4));
  CHECK(*evaluate(CountStatistic::hill_ratio(INFINITY), bins) == Approx(0.5));
  CHECK(*evaluate(CountStatistic::hill_ratio(3), bins) == Approx(std::pow((1 + 1 + 8 + 64) / 512.0, -0.5) / 4));
  CHECK_FALSE(evaluate(CountStatistic::gini(), std::vector<CountBin>{{3, 1}}));
  CHECK_FALSE(evaluate(CountStatistic::hill_ratio(1), std::vector<CountBin>{}));
  CHECK(*evaluate(CountStatistic::gini(), std::vector<CountBin>{{7, 5}}) == Approx(0).margin(1e-15));
}

TEST_CASE("ten percent of thirty people are three, not four") { CHECK(top_people(0.1, 30) == 3); }

TEST_CASE("redrawing the histogram is redrawing the people") {
  const std::vector<CountBin> bins = small_town();
  const IntervalRequest request{.seed = 3, .stream = 9, .replicates = 20'000};
  const auto fast = CountBootstrap(bins, kAll).replicates(request);
  // The same, person by person.
  const std::vector<std::uint64_t> people = one_by_one(bins);
  std::vector<std::vector<double>> slow(kAll.size());
  std::vector<std::uint64_t> drawn(people.size());
  for (std::uint64_t r = 0; r < 20'000; ++r) {
    RandomStream random(99, 1, r);
    for (std::uint64_t& d : drawn) d = people[random.below(people.size())];
    const auto histogram = histogram_of(drawn);
    for (std::size_t s = 0; s < kAll.size(); ++s) slow[s].push_back(*evaluate(kAll[s], histogram));
  }
  for (std::size_t s = 0; s < kAll.size(); ++s) {
    const Moments a = moments(fast[s]);
    const Moments b = moments(slow[s]);
    CHECK(std::abs(a.mean - b.mean) < 5 * b.sd / 100);  // five standard errors of a difference of two means
    CHECK(a.sd == Approx(b.sd).epsilon(0.04));
    auto x = fast[s], y = slow[s];
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    for (const std::size_t at : {std::size_t{500}, std::size_t{10'000}, std::size_t{19'500}})
      CHECK(std::abs(x[at] - y[at]) < 0.12 * b.sd);
  }
}

TEST_CASE("the same bits with one, two and seven threads") {
  const std::vector<CountBin> bins = small_town();
  IntervalRequest request{.seed = 3, .stream = 9, .replicates = 1003};
  const auto one = CountBootstrap(bins, kAll).replicates(request);
  for (const unsigned threads : {2u, 7u}) {
    request.threads = threads;
    CHECK(CountBootstrap(bins, kAll).replicates(request) == one);
  }
}

TEST_CASE("fewer draws resample fewer people") {
  const CountBootstrap bootstrap(small_town(), kAll);
  std::uint64_t people = 0;
  for (const std::uint64_t c : bootstrap.resample(1, 2, 3, 37)) people += c;
  CHECK(people == 37);
  people = 0;
  for (const std::uint64_t c : bootstrap.resample(1, 2, 3)) people += c;
  CHECK(people == 200);
}

TEST_CASE("one giant, two people, all equal") {
  const IntervalRequest request{.seed = 1, .stream = 1, .replicates = 500};
  const std::vector<CountBin> giant{{1, 99}, {1'000'000'000'000, 1}};
  const auto lopsided = CountBootstrap(giant, kAll).replicates(request);
  for (const auto& figures : lopsided)
    for (const double x : figures) CHECK((std::isfinite(x) && x >= 0 && x <= 1 + 1e-12));
  const std::vector<CountBin> equal{{4, 50}};
  const auto flat = CountBootstrap(equal, kAll).replicates(request);
  for (const double x : flat[0]) CHECK(x == Approx(0).margin(1e-12));
  const std::vector<CountBin> two{{1, 1}, {3, 1}};
  const auto pair = CountBootstrap(two, kAll).replicates(request);
  for (const double x : pair[0]) CHECK((x == 0 || x == Approx(0.5)));
}

TEST_CASE("the ratio bootstrap has the textbook variance") {
  // Sizes 1, 2, 3 with hits 1, 0, 3: 300 of each; linearised variance = sum (x - r n)^2 / N^2.
  const std::vector<ClusterBin> clusters{{1, 1, 300}, {2, 0, 300}, {3, 3, 300}};
  const double r = 4.0 / 6;
  const double expected = std::sqrt(300 * ((1 - r) * (1 - r) + 4 * r * r + 9 * (1 - r) * (1 - r))) / (300.0 * 6);
  IntervalRequest request{.seed = 5, .stream = 5, .replicates = 20'000};
  const auto figures = ratio_replicates(clusters, request);
  const Moments m = moments(figures);
  CHECK(m.mean == Approx(r).margin(0.001));
  CHECK(m.sd == Approx(expected).epsilon(0.03));
  request.threads = 7;
  CHECK(ratio_replicates(clusters, request) == figures);
}

TEST_CASE("strata keep their sizes") {
  // Within each stratum everyone agrees, so redrawing within strata changes nothing.
  const std::vector<std::vector<ClusterBin>> strata{{{2, 2, 30}}, {{2, 0, 10}}};
  for (const double x : stratified_ratio_replicates(strata, {.replicates = 50})) CHECK(x == 0.75);
  const std::vector<ClusterBin> mixed{{2, 0, 10}, {2, 2, 30}};
  CHECK(moments(ratio_replicates(mixed, {.replicates = 200})).sd > 0.05);
}

TEST_CASE("the conversation bootstrap has the textbook variance") {
  const std::vector<ValueBin> units{{0, 200}, {1, 100}, {4, 100}};
  const Moments m = moments(mean_replicates(units, {.seed = 2, .replicates = 20'000}));
  CHECK(m.mean == Approx(1.25).margin(0.003));
  CHECK(m.sd == Approx(std::sqrt((200 * 1.5625 + 100 * 0.0625 + 100 * 7.5625) / 400 / 400)).epsilon(0.03));
}
