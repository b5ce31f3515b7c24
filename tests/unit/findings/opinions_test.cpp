// Opinion groups on invented conversations whose truth is known.
#include "engine/findings/opinions.h"

#include <catch2/catch.hpp>
#include <memory>

#include "engine/dataset/votes.h"
#include "engine/statistics/partition.h"
#include "engine/statistics/random.h"

using namespace boussole;
using namespace boussole::engine;
using statistics::adjusted_rand_index;

namespace {

/// `people` who vote on 20 statements; in `groups` camps that differ on all but the last five, which all agree with.
Dataset conversation(std::size_t people, std::size_t groups, std::uint64_t seed) {
  Dataset data;
  data.spaces.resize(1);
  data.spaces[0].key = "/conversation";
  Votes votes;
  for (std::uint32_t s = 0; s < 20; ++s) votes.targets.push_back({s, {}, {}, {}, 0U, false});
  statistics::RandomStream random(seed, 2, 0);
  for (std::uint32_t p = 0; p < people; ++p) {
    Participant person;
    person.kind = ParticipantKind::person;
    data.participants.push_back(person);
    const std::size_t camp = groups == 0 ? 0 : p % groups;
    if (groups > 0) votes.groups.push_back({p, static_cast<std::uint32_t>(camp)});
    for (std::uint32_t s = 0; s < 20; ++s) {
      if (random.below(4) == 0) continue;  // not shown
      double agree = 0.5;
      if (groups > 0) agree = s >= 15 || (s + camp) % groups == 0 ? 0.95 : 0.05;
      const int value = random.uniform() < agree ? 1 : random.below(5) == 0 ? 0 : -1;
      votes.votes.push_back({p, s, value, VoteScale::agree_pass_disagree, false, {}});
    }
  }
  data.votes = std::make_shared<const Votes>(std::move(votes));
  return data;
}

OpinionFinding only(const Dataset& data) {
  const auto found = find_opinions(data, {});
  REQUIRE(found.size() == 1);
  return found[0];
}

}  // namespace

TEST_CASE("two camps are found, with what they agree on and what divides them") {
  const OpinionFinding o = only(conversation(120, 2, 7));
  CHECK(o.voters == 120);
  CHECK(o.statements == 20);
  CHECK(o.groups == 2);
  REQUIRE(o.platform_agreement);
  CHECK(*o.platform_agreement > 0.95);
  CHECK(o.agreed == 5);
  CHECK(o.divided >= 10);
  REQUIRE(o.bridges.size() == 10);
  for (std::size_t i = 0; i < 5; ++i) CHECK(o.bridges[i].sure > 0.7);
  CHECK(o.bridges[9].sure < 0.5);
}

TEST_CASE("opinions that are independent of each other make no groups") {
  int claimed = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) claimed += only(conversation(100, 0, seed)).groups > 1;
  CHECK(claimed <= 1);
}

TEST_CASE("the same votes give the same groups, whatever the threads") {
  const Dataset data = conversation(150, 3, 11);
  const Ballots ballots = conversation_votes(data, 0U);
  const auto one = opinion_groups(ballots, 1, 1), four = opinion_groups(ballots, 1, 4);
  REQUIRE(one);
  REQUIRE(four);
  CHECK(one->group == four->group);
  CHECK(one->silhouette == four->silhouette);
}

TEST_CASE("replaced votes, hidden statements and people who voted little are left out of the map") {
  Dataset data = conversation(60, 2, 3);
  Votes votes;
  const Votes& old = *data.votes;
  for (const VoteTarget& t : old.targets) votes.targets.push_back(t);
  votes.targets[0].hidden = true;
  for (const Vote& v : old.votes) votes.votes.push_back(v);
  votes.votes.push_back({0, 1, 1, VoteScale::agree_pass_disagree, true, {}});  // replaced
  Participant shy;
  data.participants.push_back(shy);
  for (std::uint32_t s = 1; s < 5; ++s) votes.votes.push_back({60, s, 1, VoteScale::agree_pass_disagree, false, {}});
  data.votes = std::make_shared<const Votes>(std::move(votes));
  const Ballots b = conversation_votes(data, 0U);
  CHECK(b.statements.size() == 19);
  CHECK(b.voters == 61);
  CHECK(b.people.size() == 60);
}

TEST_CASE("large conversations are grouped on a sample, in bounded time") {
  const Dataset data = conversation(6000, 2, 5);
  const Ballots ballots = conversation_votes(data, 0U);
  const auto groups = opinion_groups(ballots, 1, 2);
  REQUIRE(groups);
  CHECK(groups->sampled);
  CHECK(groups->k == 2);
  std::vector<std::size_t> truth;
  for (const std::uint32_t p : ballots.people) truth.push_back(p % 2);
  CHECK(*adjusted_rand_index(groups->group, truth) > 0.95);
}

TEST_CASE("adjusted Rand index, by hand") {
  const std::vector<std::size_t> a{0, 0, 0, 1, 1, 1}, renamed{1, 1, 1, 0, 0, 0}, other{0, 0, 1, 1, 2, 2}, one(6, 0);
  CHECK(*adjusted_rand_index(a, a) == Approx(1));
  CHECK(*adjusted_rand_index(a, renamed) == Approx(1));
  // Pairs together in both: 2; in a: 6; in other: 3; of 15: (2 - 18/15) / (4.5 - 18/15).
  CHECK(*adjusted_rand_index(a, other) == Approx(0.8 / 3.3));
  CHECK(*adjusted_rand_index(a, one) == Approx(0));
  CHECK_FALSE(adjusted_rand_index(one, one));
  CHECK_FALSE(adjusted_rand_index(a, std::vector<std::size_t>{1}));
}
