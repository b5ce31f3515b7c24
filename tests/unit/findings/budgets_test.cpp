// Budgets: an election small enough to count by hand, and what must hold for any.
#include "engine/findings/budgets.h"

#include <catch2/catch.hpp>
#include <memory>

#include "engine/dataset/votes.h"
#include "engine/statistics/random.h"
#include "engine/statistics/unmet_claims.h"

using namespace boussole;
using namespace boussole::engine;
using statistics::BudgetElection;
using statistics::ProjectIndex;

namespace {

/// One box, ten voters (or as many times): six choose A and B (60 each), four choose C (40). Budget 100.
Dataset split_town(bool results = true, std::uint32_t times = 1, std::int64_t third_cost = 40) {
  Dataset data;
  data.spaces.resize(1);
  data.spaces[0].key = "/budgets/x";
  Votes votes;
  BallotBox box;
  box.space = 0;
  box.budget = 100;
  votes.boxes.push_back(box);
  const std::int64_t costs[] = {60, 60, third_cost};
  for (std::uint32_t i = 0; i < 3; ++i) {
    Project p;
    p.space = 0;
    p.amount = costs[i];
    p.votes = (i == 2 ? 4U : 6U) * times;
    p.selected_known = results;
    if (results && i == 0) p.selected = 1'600'000'000;
    data.projects.push_back(p);
    votes.targets.push_back({i, {}, i, {}, 0U, false});
  }
  for (std::uint32_t v = 0; v < 10 * times; ++v) {
    Ballot b;
    b.space = 0;
    b.votes.begin = static_cast<std::uint32_t>(votes.votes.size());
    if (v < 6 * times) {
      votes.votes.push_back({v, 0, 1, VoteScale::approval, false, {}});
      votes.votes.push_back({v, 1, 1, VoteScale::approval, false, {}});
    } else {
      votes.votes.push_back({v, 2, 1, VoteScale::approval, false, {}});
    }
    b.votes.count = static_cast<std::uint32_t>(votes.votes.size()) - b.votes.begin;
    votes.ballots.push_back(b);
  }
  data.votes = std::make_shared<const Votes>(std::move(votes));
  return data;
}

const BudgetOutcome& rule(const BudgetFinding& f, const std::string& name) {
  for (const BudgetOutcome& o : f.outcomes)
    if (o.rule == name) return o;
  FAIL("no rule " << name);
  return f.outcomes.front();
}

BudgetElection drawn(std::uint64_t seed) {
  statistics::RandomStream random(seed, 1, 0);
  BudgetElection e;
  const std::size_t projects = 3 + random.below(8), voters = 5 + random.below(40);
  for (std::size_t p = 0; p < projects; ++p) e.cost.push_back(static_cast<std::int64_t>(10 + random.below(90)));
  e.budget = static_cast<std::int64_t>(50 + random.below(300));
  for (std::size_t v = 0; v < voters; ++v) {
    auto& approved = e.approvals.emplace_back();
    for (ProjectIndex p = 0; p < projects; ++p)
      if (random.below(3) == 0) approved.push_back(p);
  }
  return e;
}

}  // namespace

TEST_CASE("a claim passed over is counted by hand") {
  // Only A is funded: the four supporters of C hold 4 * 100 / 10 = 40, which is its cost, and got nothing.
  const auto found = find_budgets(split_town(), {});
  REQUIRE(found.size() == 1);
  const BudgetOutcome& official = rule(found[0], "official");
  CHECK(official.projects == 1);
  CHECK(official.spent == Approx(0.6));
  CHECK(official.excluded == Approx(0.4));
  CHECK(official.satisfaction == Approx(0.6));
  CHECK(official.unmet == 1);
  // Most votes first: A, then B does not fit, then C does: 100 spent, nobody left out.
  CHECK(rule(found[0], "greedy").excluded == 0);
  CHECK(rule(found[0], "equal_shares").excluded == 0);
  CHECK(*found[0].gap == Approx(0.4));
}

TEST_CASE("without a published result the usual rule stands for it, and it is said") {
  const auto found = find_budgets(split_town(false), {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].outcomes.front().rule == "greedy");
  bool said = false;
  for (const Message& n : found[0].notes) said = said || n.code == "result_not_published";
  CHECK(said);
}

TEST_CASE(
    "whether the result hangs on who voted: not where two projects fit, in one public of thirteen where one does") {
  CHECK_FALSE(find_budgets(split_town(), {})[0].stability);  // ten ballots
  const auto both = find_budgets(split_town(true, 10), {})[0].stability;
  REQUIRE(both);
  CHECK((both->publics == 200 && both->same == 1 && both->common == 1 && both->open == 0));
  // A and C cost 60 of 100 each: C wins where fewer than half of 100 voters, drawn twice over from 60 in 100, are for
  // A: 0.1 over sqrt(2 × 0.24 / 100), 7.4 % by the normal law.
  const auto one = find_budgets(split_town(true, 10, 60), {})[0].stability;
  REQUIRE(one);
  CHECK(one->same == Approx(0.926).margin(0.055));  // three standard errors of 200 draws
  CHECK(one->common == Approx(one->same));          // nothing in common otherwise
  CHECK(one->open == 2);
}

TEST_CASE("a box without a budget, without ballots or with fewer than five voters says nothing") {
  Dataset data = split_town();
  Votes votes;
  votes.boxes.push_back({0U, {}, VoteScale::approval});
  data.votes = std::make_shared<const Votes>(std::move(votes));
  CHECK(find_budgets(data, {}).empty());
  Sampling strict;
  strict.min_cell = 11;
  CHECK(find_budgets(split_town(), strict).empty());
}

TEST_CASE("property: equal shares with the cost as utility pass no claim over") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const BudgetElection e = drawn(seed);
    const auto shares = statistics::equal_shares(e, statistics::Utility::cost);
    REQUIRE(shares);
    const auto claims = statistics::unmet_claims(e, shares->winners);
    REQUIRE(claims);
    INFO(seed);
    CHECK(claims->empty());
  }
}

TEST_CASE("property: raising by steps never overspends and serves what equal shares serve") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const BudgetElection e = drawn(seed);
    const auto raised = statistics::equal_shares_raised(e, statistics::Utility::cost);
    REQUIRE(raised);
    INFO(seed);
    CHECK(raised->total_cost <= e.budget);
    CHECK(raised->endowment >= e.budget / static_cast<std::int64_t>(e.approvals.size()));
    // Nothing that somebody chose still fits.
    std::vector<bool> in(e.cost.size(), false), wanted(e.cost.size(), false);
    for (const ProjectIndex p : raised->winners) in[p] = true;
    for (const auto& approved : e.approvals)
      for (const ProjectIndex p : approved) wanted[p] = true;
    for (std::size_t p = 0; p < in.size(); ++p)
      if (!in[p] && wanted[p]) CHECK(e.cost[p] > e.budget - raised->total_cost);
  }
}

TEST_CASE("claims refuse winners that are none") {
  const BudgetElection e = drawn(1);
  CHECK_FALSE(statistics::unmet_claims(e, std::vector<ProjectIndex>{99}));
  CHECK_FALSE(statistics::unmet_claims(e, std::vector<ProjectIndex>{0, 0}));
}
