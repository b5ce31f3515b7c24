#include "engine/statistics/resampling/cluster_ratio.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace boussole::engine::statistics;

TEST_CASE("Wilson's interval, by the book") {
  // 81 of 263 (Newcombe 1998, table I): .2553 to .3662.
  const Range r = score_interval(81.0 / 263, 263, 1.959963984540054);
  CHECK(r.low == Approx(0.2553).margin(5e-5));
  CHECK(r.high == Approx(0.3662).margin(5e-5));
  CHECK(score_interval(0, 20, 1.959963984540054).low == 0);
  CHECK(score_interval(1, 20, 1.959963984540054).high == 1);
}

TEST_CASE("independent contributions are worth as many, repeated ones as many as people") {
  // One contribution each: no cluster to speak of.
  const auto alone = cluster_precision(std::vector<ClusterBin>{{1, 0, 60}, {1, 1, 40}});
  REQUIRE(alone);
  CHECK(alone->ratio == Approx(0.4));
  CHECK(alone->effective_units == Approx(99).margin(1.5));
  // Ten contributions each, always all or none: correlation 1, worth 100 people and not 1000 contributions.
  const auto same = cluster_precision(std::vector<ClusterBin>{{10, 0, 60}, {10, 10, 40}});
  // 100 participants who each say (10 x 9 / 2) / (1 + 0.2 x 9)^2 about it, and one more part that says 0.2.
  const double information = 100 * 45 / (2.8 * 2.8);
  CHECK(same->correlation == Approx((information + 0.2) / (information + 1)));
  CHECK(same->effective_units == Approx(99).margin(1.5));
  CHECK(same->largest_share == Approx(0.01));
}

TEST_CASE("a giant hardly tells how much contributions of one participant agree") {
  // 100 people with two contributions each, as often alike as not: no correlation, whatever one giant does.
  std::vector<ClusterBin> pairs{{2, 0, 25}, {2, 1, 50}, {2, 2, 25}};
  const auto plain = cluster_precision(pairs);
  pairs.push_back({500, 50, 1});
  const auto with_giant = cluster_precision(pairs);
  CHECK(plain->correlation < 0.05);
  CHECK(with_giant->correlation < 0.12);
  CHECK(with_giant->steady_clusters < 1.1);
  CHECK(plain->steady_clusters == Approx(100));
  CHECK(with_giant->effective_units < 40);
}

TEST_CASE("few clusters carry a rate: the sizes say how precise it is, many: the jackknife does") {
  // Equal sizes: 200 clusters are steady, the jackknife weighs 200 of 200.4.
  const auto many = cluster_precision(std::vector<ClusterBin>{{4, 0, 60}, {4, 1, 40}, {4, 3, 40}, {4, 4, 60}});
  const double trust = 200 / 200.4;
  const double designed = (1 + 3 * many->correlation) / 800;
  CHECK(1 / many->effective_units == Approx((1 - trust) * designed + trust * many->jackknife / 0.25));
}

TEST_CASE("nothing seen to vary is not nothing to vary") {
  // 50 people with four successes each: the interval is that of 50 people, not of 200 contributions.
  const std::vector<ClusterBin> all{{4, 4, 50}};
  const Range range = clustered_score_interval(all, {.seed = 1, .replicates = 500});
  CHECK(range.high == 1);
  CHECK(range.low == Approx(score_interval(1, 50, 1.959963984540054 * (1 + 0.4 / 50)).low).margin(1e-6));
  CHECK_FALSE(cluster_precision(std::vector<ClusterBin>{{9, 3, 1}}));
}

TEST_CASE("a giant widens the interval, and a giant of another opinion more") {
  const std::vector<ClusterBin> none{{1, 0, 60}, {1, 1, 60}};
  std::vector<ClusterBin> mild = none, other = none;
  mild.push_back({60, 30, 1});
  other.push_back({60, 0, 1});
  const IntervalRequest request{.seed = 1, .replicates = 500};
  const auto width = [&](const std::vector<ClusterBin>& bins) {
    const Range r = clustered_score_interval(bins, request);
    return r.high - r.low;
  };
  CHECK(width(other) > 2 * width(none));
  CHECK(width(other) > width(mild));
}

TEST_CASE("a rate that depends on activity is told apart") {
  const auto contrast = [](const std::vector<ClusterBin>& bins) {
    return activity_contrast(bins, *cluster_precision(bins));
  };
  const ActivityContrast down = contrast({{1, 0, 100}, {1, 1, 100}, {20, 2, 10}});
  CHECK(down.cut >= 1);
  CHECK(down.share == Approx(0.5));
  CHECK(down.difference == Approx(-0.4).margin(0.05));
  const ActivityContrast flat = contrast({{1, 0, 100}, {1, 1, 100}, {20, 10, 10}});
  CHECK(flat.difference == 0);
  CHECK(contrast({{3, 1, 10}, {3, 2, 10}}).difference == 0);
}
