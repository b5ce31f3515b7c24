#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/ordinal.h"
#include "engine/statistics/thread_chance.h"
#include "engine/statistics/threads.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {

ThreadComment reply(std::size_t parent) { return {.parent = parent}; }
constexpr ThreadComment kTop{};
constexpr ThreadComment kOrphan{.parent = std::nullopt, .orphan = true};

}  // namespace

TEST_CASE("threads by hand") {
  const auto none = *thread_shape(std::vector<ThreadComment>{});
  CHECK(none.n == 0);
  CHECK_FALSE(none.mean_depth);
  const auto one = *thread_shape(std::vector<ThreadComment>{kTop});
  CHECK(one.h_index == 1);
  CHECK(*one.virality == 1);
  // A star of 4: distances 4 of 1 and 6 of 2 among 10 pairs.
  CHECK(*thread_shape(std::vector<ThreadComment>(4, kTop))->virality == Approx(1.6));
  const auto deep = *thread_shape(std::vector<ThreadComment>{kTop, reply(0), reply(1), kTop, reply(3), reply(0)});
  CHECK(deep.widths == std::vector<std::uint64_t>{2, 3, 1});
  CHECK(deep.h_index == 2);
  CHECK(*deep.share_with_reply == Approx(3.0 / 6));
}

TEST_CASE("an orphan is never a comment on the proposal") {
  const auto shape = *thread_shape(std::vector<ThreadComment>{kTop, kOrphan, reply(1), reply(0)});
  CHECK(shape.orphans == 1);
  CHECK(shape.detached == 1);
  CHECK(shape.n == 2);
  CHECK(shape.widths == std::vector<std::uint64_t>{1, 1});
  const auto only = *thread_shape(std::vector<ThreadComment>{kOrphan});
  CHECK(only.n == 0);
  CHECK_FALSE(only.mean_depth);
}

TEST_CASE("replies in a circle or to nowhere are refused") {
  CHECK_FALSE(thread_shape(std::vector<ThreadComment>{reply(1), reply(0)}));
  CHECK_FALSE(thread_shape(std::vector<ThreadComment>{reply(0)}));
  CHECK_FALSE(thread_shape(std::vector<ThreadComment>{reply(7)}));
}

TEST_CASE("virality by subtree sizes is the mean of all distances") {
  engine::statistics::RandomStream random(1, 9, 0);
  for (int trial = 0; trial < 10; ++trial) {
    std::vector<ThreadComment> comments;
    for (std::size_t i = 0; i < 25; ++i)
      comments.push_back(i == 0 || random.uniform() < 0.3 ? kTop : reply(random.below(i)));
    // Node 0 is the proposal; distances by climbing.
    const auto path = [&](std::size_t i) {
      std::vector<std::size_t> up{i + 1};
      while (comments[up.back() - 1].parent) up.push_back(*comments[up.back() - 1].parent + 1);
      up.push_back(0);
      return up;
    };
    double total = 0, pairs = 0;
    for (std::size_t i = 0; i < 25; ++i) {
      const auto a = path(i);
      total += static_cast<double>(a.size() - 1), ++pairs;
      for (std::size_t j = 0; j < i; ++j) {
        const auto b = path(j);
        std::size_t same = 0;
        while (same < std::min(a.size(), b.size()) && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
        total += static_cast<double>(a.size() + b.size() - 2 * same), ++pairs;
      }
    }
    CHECK(*thread_shape(comments)->virality == Approx(total / pairs));
  }
}

TEST_CASE("reciprocity") {
  using Edge = std::pair<std::uint64_t, std::uint64_t>;
  const auto r = *reciprocity(std::vector<Edge>{{1, 2}, {2, 1}, {1, 2}, {3, 3}, {3, 1}});
  CHECK(r.directed == 3);
  CHECK(r.self_replies == 1);
  CHECK(r.reciprocity == Approx(2.0 / 3));
  CHECK(r.dyad_ratio == Approx(0.5));
  CHECK_FALSE(reciprocity(std::vector<Edge>{}));
  CHECK_FALSE(reciprocity(std::vector<Edge>{{1, 1}}));
  CHECK(*reciprocity_beyond_chance(0.3, 6, 5) == Approx(0).margin(1e-12));
  CHECK_FALSE(reciprocity_beyond_chance(1, 2, 2));
}

TEST_CASE("no side taken is not balance") {
  CHECK_FALSE(pro_contra_balance(0, 0, 7)->net);
  CHECK(*pro_contra_balance(0, 0, 7)->stated == 0);
  CHECK_FALSE(pro_contra_balance(0, 0, 0)->stated);
  CHECK(*pro_contra_balance(5, 0, 0)->net == 1);
  CHECK(*pro_contra_balance(5, 0, 0)->entropy == 0);
  CHECK(*pro_contra_balance(5, 5, 1)->entropy == 1);
  CHECK_FALSE(pro_contra_balance(-1, 2, 0));
}

TEST_CASE("ordered answers: camps, one voice, an even spread") {
  using Freq = std::vector<double>;
  const Freq camps{50, 0, 0, 0, 50}, one{0, 0, 80, 0, 0}, even(5, 20);
  CHECK(*agreement(camps) == Approx(-1));
  CHECK(*agreement(one) == 1);
  CHECK(*agreement(even) == Approx(0).margin(1e-12));
  CHECK(*leik(camps) == Approx(1));
  CHECK(*leik(one) == 0);
  CHECK(*consensus_tastle(camps) == Approx(0).margin(1e-12));
  CHECK(*consensus_tastle(one) == 1);
  CHECK(*esteban_ray_normalised(camps) == Approx(1));
  CHECK(*esteban_ray_normalised(one) == 0);
  CHECK(*blair_lacy(even) + *berry_mielke(even) == Approx(1));
  CHECK_FALSE(bimodality(one));
  for (const Freq& bad : {Freq{}, Freq{0, 0, 0}, Freq{1, generate::kNaN, 1}, Freq{1, -1, 1}}) {
    CHECK_FALSE(agreement(bad));
    CHECK_FALSE(leik(bad));
    CHECK_FALSE(consensus_tastle(bad));
    CHECK_FALSE(esteban_ray(bad, 1));
    CHECK_FALSE(bimodality(bad));
  }
  CHECK_FALSE(agreement(Freq{1, 1}));
  CHECK_FALSE(esteban_ray(camps, 0));
}

TEST_CASE("agreement mirrors, does not see the scale, and stays within -1 and 1") {
  for (std::uint64_t number = 0; number < 30; ++number) {
    auto freq = generate::as_doubles(generate::heavy_counts(number, 7));
    auto mirror = freq;
    std::ranges::reverse(mirror);
    const double a = *agreement(freq);
    CHECK(a == Approx(*agreement(mirror)).margin(1e-12));
    CHECK(a >= -1);
    CHECK(a <= 1);
    for (double& f : freq) f *= 8;
    CHECK(*agreement(freq) == Approx(a).margin(1e-12));
  }
}

TEST_CASE("the dip") {
  CHECK_FALSE(dip(std::vector<double>{}));
  CHECK_FALSE(dip(std::vector{1.0, generate::kNaN}));
  CHECK(*dip(std::vector{4.0}) == 0.5);
  CHECK(*dip(std::vector{1.0, 2.0}) == 0.25);
  CHECK(*dip(std::vector(10, 3.0)) == Approx(0.05));
  // Two tight camps of half each: no single mode comes nearer than a quarter.
  std::vector<double> camps;
  for (int i = 0; i < 500; ++i) camps.push_back(i * 1e-6), camps.push_back(1 + i * 1e-6);
  CHECK(*dip(camps) == Approx(0.25).margin(0.002));
  for (std::uint64_t number = 0; number < 20; ++number) {
    auto values = generate::uniforms(number, 40);
    const double d = *dip(values);
    CHECK(d >= 1.0 / 80);
    CHECK(d <= 0.25);
    for (double& v : values) v = 5 - 4 * v;  // mirrored and stretched
    CHECK(*dip(values) == Approx(d).epsilon(1e-9));
  }
  CHECK(*dip_p_value(0.25, 50, 200, 1) == Approx(1.0 / 201));
  CHECK(*dip_p_value(0.01, 50, 200, 1) == 1);
  CHECK(*dip_p_value(0.06, 50, 200, 1) == *dip_p_value(0.06, 50, 200, 1));
}

TEST_CASE("depth against threads of the same size: three comments by hand, deep ones and flat ones") {
  // The second answers the proposal or the first, the third any of three: 1 thread of 6 is a chain, 1 of 6 is flat.
  const auto three = *depth_by_chance(3, 3, 60'000, 5, 1);
  CHECK(three.mean == Approx(2).margin(0.01));
  CHECK(three.sd == Approx(std::sqrt(1.0 / 3)).margin(0.01));
  CHECK(three.p_deeper == Approx(1.0 / 6).margin(0.006));
  CHECK(three.p_flatter == 1);
  CHECK(depth_by_chance(3, 1, 60'000, 5, 1)->p_flatter == Approx(1.0 / 6).margin(0.006));
  CHECK(depth_by_chance(1, 1, 10, 5, 1)->sd == 0);
  CHECK(depth_by_chance(400, 2, 500, 5, 1)->p_flatter < 0.01);
  CHECK(depth_by_chance(400, 60, 500, 5, 1)->p_deeper < 0.01);
  CHECK(depth_by_chance(400, 60, 500, 5, 1)->mean == depth_by_chance(400, 60, 500, 5, 1)->mean);
  CHECK_FALSE(depth_by_chance(0, 1, 10, 5, 1));
  CHECK_FALSE(depth_by_chance(3, 4, 10, 5, 1));
  CHECK_FALSE(depth_by_chance(3, 2, 0, 5, 1));
}

TEST_CASE("two raters") {
  using Table = std::vector<std::vector<double>>;
  CHECK(cohen_kappa(Table{{10, 0}, {0, 5}})->kappa == 1);
  CHECK(cohen_kappa(Table{{4, 6}, {6, 9}})->kappa == Approx(0).margin(1e-12));
  CHECK_FALSE(cohen_kappa(Table{{10, 0}, {0, 0}}));
  CHECK_FALSE(cohen_kappa(Table{{0, 0}, {0, 0}}));
  CHECK_FALSE(cohen_kappa(Table{{1, 2}}));
}
