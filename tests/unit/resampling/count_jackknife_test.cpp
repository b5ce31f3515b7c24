#include "engine/statistics/resampling/count_jackknife.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/statistics/random.h"

using namespace boussole::engine::statistics;

TEST_CASE("leaving one out in one pass is leaving one out by hand") {
  const std::vector<CountStatistic> statistics{CountStatistic::gini(),          CountStatistic::top_share(0.1),
                                               CountStatistic::top_share(0.5),  CountStatistic::hill_ratio(0),
                                               CountStatistic::hill_ratio(0.5), CountStatistic::hill_ratio(1),
                                               CountStatistic::hill_ratio(2),   CountStatistic::hill_ratio(INFINITY)};
  RandomStream random(1, 0, 0);
  for (int round = 0; round < 60; ++round) {
    std::vector<CountBin> bins;
    std::uint64_t value = 0;
    for (std::uint64_t i = 0; i < 1 + random.below(7); ++i) {
      value += 1 + random.below(10);
      bins.push_back({value, 1 + random.below(4)});
    }
    std::uint64_t n = 0;
    for (const CountBin& bin : bins) n += bin.people;
    for (const CountStatistic& s : statistics) {
      const auto fast = leave_each_out(s, bins);
      REQUIRE(fast.has_value() == (n >= 3));
      if (!fast) continue;
      REQUIRE(fast->size() == bins.size());
      for (std::size_t i = 0; i < bins.size(); ++i) {
        std::vector<CountBin> without = bins;
        --without[i].people;
        without = canonical(std::span<const CountBin>(without));
        INFO("kind " << static_cast<int>(s.kind) << " parameter " << s.parameter << " bin " << i);
        CHECK((*fast)[i].value == Approx(*evaluate(s, without)).margin(1e-12));
        CHECK((*fast)[i].people == static_cast<double>(bins[i].people));
      }
    }
  }
}
