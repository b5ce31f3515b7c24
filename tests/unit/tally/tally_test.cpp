#include "engine/tally/tally.h"

#include <catch2/catch.hpp>

#include "engine/tally/links.h"
#include "tests/support/platform.h"

using namespace boussole;
using namespace boussole::engine;
using boussole::test::World;

namespace {

/// A small deterministic world: `seed` only shuffles who does what.
World crowded(std::uint64_t seed, int proposals, int comments) {
  World w;
  const auto second = w.space("/processes/two");
  std::vector<std::uint32_t> people;
  for (int i = 0; i < 40; ++i) people.push_back(w.person(i == 0));
  const auto t1 = w.theme(), t2 = w.theme(Theme::Kind::scope);
  auto next = [state = seed]() mutable {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state >> 33);
  };
  for (int i = 0; i < proposals; ++i)
    w.proposal({.author = people[next() % 40],
                .day = static_cast<int>(next() % 700),
                .answered = next() % 3 == 0 ? 720 : -1,
                .withdrawn = next() % 11 == 0,
                .coauthors = next() % 7 == 0 ? 2 : 1,
                .theme = next() % 2 == 0 ? t1 : t2,
                .space = next() % 2 == 0 ? 0 : second});
  for (int i = 0; i < comments; ++i)
    w.comment({.author = people[next() % 40],
               .root = 1 + next() % 9,
               .day = static_cast<int>(next() % 700),
               .alignment = static_cast<int>(next() % 3) - 1,
               .depth = static_cast<int>(next() % 4),
               .space = next() % 2 == 0 ? 0 : second});
  return w;
}

}  // namespace

TEST_CASE("the platform is the merge of its spaces") {
  const World w = crowded(7, 300, 900);
  const Tallies t = test::tallies_of(w.data, 800);
  Tally merged;
  for (const Tally& space : t.spaces) merged = merge(merged, space);
  REQUIRE(merged == t.platform);
  REQUIRE(t.platform.comments == 900);
  REQUIRE(t.platform.contributions + t.platform.withdrawn == 300);
}

TEST_CASE("many parts merged at once are the same as one by one") {
  World w = crowded(5, 400, 60'000);  // several ranges of acts
  std::vector<Tally> parts;
  for (const std::uint32_t seed : {1U, 2U, 3U})
    for (Tally& space : test::tallies_of(crowded(seed, 300, 50'000).data, 800).spaces) parts.push_back(std::move(space));
  for (Tally& space : test::tallies_of(w.data, 800).spaces) parts.push_back(std::move(space));
  // People far apart: other ranges of rows, and rows in between that nobody has.
  for (std::size_t i = 0; i < parts.size(); i += 2)
    for (PersonTally& person : parts[i].people) person.person += 20'000;
  Tally one_by_one;
  for (const Tally& part : parts) one_by_one = merge(one_by_one, part);
  REQUIRE(merge(parts, 1) == one_by_one);
  REQUIRE(merge(parts, 3) == one_by_one);
  REQUIRE(one_by_one.people.back().person >= 20'000);
  REQUIRE(merge(std::span<const Tally>(), 2) == Tally{});
}

TEST_CASE("merging is the same whatever the order") {
  const World w = crowded(11, 200, 500);
  const Tallies t = test::tallies_of(w.data, 800);
  REQUIRE(merge(t.spaces[0], t.spaces[1]) == merge(t.spaces[1], t.spaces[0]));
  REQUIRE(merge(t.platform, Tally{}) == t.platform);
}

TEST_CASE("the tallies do not depend on the number of threads") {
  const World w = crowded(3, 500, 70'000);
  REQUIRE(test::tallies_of(w.data, 800, 1).platform == test::tallies_of(w.data, 800, 7).platform);
}

TEST_CASE("a thread's h-index counts levels from one") {
  ThreadTally flat{1, {9, 0, 0, 0, 0, 0, 0, 0}, 0, 0};
  REQUIRE(depth_h_index(flat) == 1);
  ThreadTally two{1, {5, 2, 0, 0, 0, 0, 0, 0}, 0, 0};
  REQUIRE(depth_h_index(two) == 2);
  ThreadTally chain{1, {1, 1, 1, 1, 1, 0, 0, 0}, 0, 0};
  REQUIRE(depth_h_index(chain) == 3);  // three comments stand at level 3 or deeper
  ThreadTally none{};
  REQUIRE(depth_h_index(none) == 0);
}

TEST_CASE("replying to oneself or to a missing parent is not reciprocity") {
  World w;
  const auto a = w.person(), b = w.person();
  const auto first = w.comment({.author = a});
  w.comment({.author = a, .parent = first, .depth = 1});
  w.comment({.author = b, .parent = first, .depth = 1});
  w.comment({.author = b, .depth = 1, .orphan = true});
  const Tally t = test::tallies_of(w.data, 10).platform;
  REQUIRE(t.replies == 3);
  REQUIRE(t.orphans == 1);
  REQUIRE(t.people[a].replies_to_others == 0);
  REQUIRE(t.people[b].replies_to_others == 1);
}

TEST_CASE("hazard 8: a copy made by the platform is one contribution, and its answer counts") {
  World w;
  const auto a = w.person();
  const auto original = w.proposal({.author = a, .day = 0});
  const auto copy = w.proposal({.author = a, .day = 50, .answered = 100});
  auto link = [&](std::uint32_t from, std::uint32_t to) {
    auto& c = w.data.contributions[from];
    c.related = {static_cast<std::uint32_t>(w.data.link_pool.size()), 1};
    w.data.link_pool.push_back(w.data.contributions[to].url_key);
  };
  link(original, copy);
  link(copy, original);
  w.data.contributions[copy].text.fingerprint = w.data.contributions[original].text.fingerprint;
  const Tally t = test::tallies_of(w.data, 200).platform;
  REQUIRE(t.contributions == 1);
  REQUIRE(t.people[a].written == 1);
  REQUIRE(t.people[a].answered == 1);
  REQUIRE(t.delays.size() == 1);
  REQUIRE(t.delays[0].days == 100);
  REQUIRE(t.derived == 0);
}

TEST_CASE("withdrawn_and_amendments_are_not_in_the_denominator") {
  World w;
  const auto a = w.person();
  const auto kept = w.proposal({.author = a, .day = 0});
  w.proposal({.author = a, .day = 0, .withdrawn = true});
  w.proposal({.author = a, .day = 0, .state = State::accepted, .amendment = true,
              .amends = w.data.contributions[kept].url_key});
  const Tally t = test::tallies_of(w.data, 100).platform;
  REQUIRE(t.contributions == 1);
  REQUIRE(t.people[a].due == 1);
  REQUIRE(t.accepted == 0);
  REQUIRE(t.amended == 1);
  REQUIRE(t.people[a].written == 3);  // but they are part of what this person wrote
}

TEST_CASE("an answer is due sixty days after publication, not before") {
  World w;
  const auto a = w.person();
  w.proposal({.author = a, .day = 0});
  w.proposal({.author = a, .day = 41});
  REQUIRE(test::tallies_of(w.data, 100).platform.people[a].due == 1);
  REQUIRE(test::tallies_of(w.data, 101).platform.people[a].due == 2);
}

TEST_CASE("a state of the platform's own, or being examined, is no answer") {
  World w;
  const auto a = w.person();
  w.proposal({.author = a, .state = State::other});
  w.proposal({.author = a, .state = State::evaluating});
  w.proposal({.author = a, .state = State::rejected});
  const Tally t = test::tallies_of(w.data, 100).platform;
  REQUIRE(t.people[a].due == 3);
  REQUIRE(t.people[a].answered == 1);
  REQUIRE(t.own_state_only == 1);
}
