#include "engine/statistics/budgeting.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/statistics/winner_stability.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {

BudgetElection random_election(std::uint64_t number, std::size_t voters, std::size_t projects) {
  RandomStream random(number, 6, 0);
  BudgetElection election;
  for (std::size_t p = 0; p < projects; ++p) election.cost.push_back(1 + static_cast<std::int64_t>(random.below(50)));
  for (const auto cost : election.cost) election.budget += cost;
  election.budget /= 3;
  for (std::size_t v = 0; v < voters; ++v) {
    election.approvals.emplace_back();
    for (ProjectIndex p = 0; p < projects; ++p)
      if (random.uniform() < 0.3) election.approvals.back().push_back(p);
  }
  return election;
}

std::int64_t cost_of(const BudgetElection& election, const std::vector<ProjectIndex>& winners) {
  std::int64_t total = 0;
  for (const ProjectIndex p : winners) total += election.cost[p];
  return total;
}

}  // namespace

TEST_CASE("elections that are none") {
  CHECK_FALSE(greedy_by_votes({.budget = 0, .cost = {1}, .approvals = {{0}}}));
  CHECK_FALSE(equal_shares({.budget = 5, .cost = {1}, .approvals = {}}, Utility::cost));
  CHECK_FALSE(sequential_phragmen({.budget = 5, .cost = {0}, .approvals = {{0}}}));
  CHECK_FALSE(equal_shares_add1u({.budget = 5, .cost = {1}, .approvals = {{1}}}, Utility::cost));
  CHECK_FALSE(greedy_by_votes({.budget = 5, .cost = {1}, .approvals = {{0, 0}}}));
  // Nobody approves anything: nothing is funded, and that is an outcome.
  CHECK(equal_shares({.budget = 5, .cost = {1}, .approvals = {{}, {}}}, Utility::cost)->winners.empty());
}

TEST_CASE("the majority does not take everything") {
  BudgetElection election{.budget = 10, .cost = std::vector<std::int64_t>(20, 1), .approvals = {}};
  for (int v = 0; v < 100; ++v) {
    election.approvals.emplace_back();
    for (ProjectIndex p = 0; p < 10; ++p) election.approvals.back().push_back(v < 60 ? p : 10 + p);
  }
  const auto minority = [](ProjectIndex p) { return p >= 10; };
  CHECK(std::ranges::count_if(*greedy_by_votes(election), minority) == 0);
  CHECK(std::ranges::count_if(equal_shares(election, Utility::cost)->winners, minority) == 4);
  CHECK(std::ranges::count_if(*sequential_phragmen(election), minority) == 4);
  CHECK(outcome_statistics(election, *greedy_by_votes(election))->exclusion == Approx(0.4));
}

TEST_CASE("shares that do not divide are still exact") {
  // Three voters share 10: a project of 10 that all approve takes exactly everything.
  const BudgetElection all{.budget = 10, .cost = {10}, .approvals = {{0}, {0}, {0}}};
  CHECK(equal_shares(all, Utility::cost)->winners.size() == 1);
  CHECK(equal_shares(all, Utility::cost)->left == std::vector<double>{0, 0, 0});
  // A project that asks a unit more is out of reach.
  const BudgetElection more{.budget = 10, .cost = {11}, .approvals = {{0}, {0}, {0}}};
  CHECK(equal_shares(more, Utility::cost)->winners.empty());
  // Ties go to the lower index.
  const BudgetElection tie{.budget = 7, .cost = {5, 5}, .approvals = {{0, 1}, {0, 1}, {0, 1}}};
  CHECK(equal_shares(tie, Utility::cost)->winners == std::vector<ProjectIndex>{0});
  CHECK(greedy_by_votes(tie)->front() == 0);
}

TEST_CASE("no rule overspends, and voters never pay more than they have") {
  for (std::uint64_t number = 0; number < 25; ++number) {
    const auto election = random_election(number, 5 + number, 12);
    const double endowment = static_cast<double>(election.budget) / static_cast<double>(election.approvals.size());
    for (const auto utility : {Utility::cost, Utility::cardinality}) {
      const auto shares = *equal_shares(election, utility);
      CHECK(shares.total_cost == cost_of(election, shares.winners));
      CHECK(shares.total_cost <= election.budget);
      double spent = 0;
      for (const double left : shares.left) {
        CHECK(left >= 0);
        CHECK(left <= endowment * (1 + 1e-12));
        spent += endowment - left;
      }
      CHECK(spent == Approx(static_cast<double>(shares.total_cost)).margin(1e-6));
      const auto completed = *equal_shares_add1u(election, utility);
      CHECK(cost_of(election, completed.winners) == completed.total_cost);
      CHECK(completed.total_cost <= election.budget);
      CHECK(completed.total_cost >= shares.total_cost);
    }
    CHECK(cost_of(election, *greedy_by_votes(election)) <= election.budget);
    CHECK(cost_of(election, *sequential_phragmen(election)) <= election.budget);
  }
}

TEST_CASE("equal shares with unit costs and equal utilities gives extended justified representation") {
  for (std::uint64_t number = 0; number < 20; ++number) {
    auto election = random_election(number, 12, 7);
    election.cost.assign(7, 12);  // 12 voters: each seat costs what 12/k of them hold
    const std::size_t k = 4;
    election.budget = 12 * static_cast<std::int64_t>(k);
    const auto shares = *equal_shares(election, Utility::cardinality);
    const auto r = *justified_representation(election.approvals, 7, shares.winners, k);
    CHECK(r.ejr_plus);
    CHECK(*r.ejr);
    CHECK(*r.pjr);
    CHECK(r.jr);
  }
}

TEST_CASE("stronger forms imply weaker ones, and a violation names who is wronged") {
  const std::vector<std::vector<ProjectIndex>> approvals{{0, 1}, {0, 1}, {0, 1}, {0, 1}, {2}, {3}};
  const auto r = *justified_representation(approvals, 4, std::vector<ProjectIndex>{0, 2, 3}, 3);
  CHECK(r.jr);
  CHECK_FALSE(*r.ejr);
  REQUIRE(r.ejr_witness);
  CHECK(r.ejr_witness->candidates == std::vector<std::size_t>{0, 1});
  CHECK(r.ejr_witness->voters.size() == 4);
  for (std::uint64_t number = 0; number < 60; ++number) {
    const auto election = random_election(number, 9, 6);
    const std::vector<ProjectIndex> committee{0, 1, 2};
    const auto any = *justified_representation(election.approvals, 6, committee, 3);
    if (any.ejr_plus) CHECK(*any.ejr);
    if (*any.ejr) CHECK(*any.pjr);
    if (*any.pjr) CHECK(any.jr);
  }
  CHECK_FALSE(justified_representation(approvals, 4, std::vector<ProjectIndex>{0, 1, 2, 3}, 3));
  CHECK_FALSE(justified_representation(approvals, 4, std::vector<ProjectIndex>{9}, 3));
  CHECK_FALSE(justified_representation({}, 4, std::vector<ProjectIndex>{0}, 3));
}

TEST_CASE("statistics of an outcome by hand") {
  const BudgetElection election{.budget = 100, .cost = {40, 60, 10}, .approvals = {{0}, {0, 1}, {2}, {}}};
  const auto s = *outcome_statistics(election, std::vector<ProjectIndex>{0, 1});
  CHECK(s.mean_satisfaction == Approx(0.75));
  CHECK(s.mean_cost_satisfaction == Approx(35));
  CHECK(s.exclusion == 0.5);
  CHECK(s.fair_share == 25);
  CHECK(s.below_fair_share == 0.75);  // 20, 80, 0 and 0
  CHECK_FALSE(outcome_statistics(election, std::vector<ProjectIndex>{2, 2}));
  CHECK_FALSE(outcome_statistics(election, std::vector<ProjectIndex>{})->gini_satisfaction);
  CHECK_FALSE(outcome_gap(election, std::vector<ProjectIndex>{}, std::vector<ProjectIndex>{}));
}

namespace {

/// Ballots of people who approve each project with a chance of its own.
BudgetElection from_law(const std::vector<double>& law, std::size_t voters, RandomStream& random) {
  BudgetElection election{.budget = 3, .cost = std::vector<std::int64_t>(law.size(), 1), .approvals = {}};
  for (std::size_t v = 0; v < voters; ++v) {
    election.approvals.emplace_back();
    for (ProjectIndex p = 0; p < law.size(); ++p)
      if (random.uniform() < law[p]) election.approvals.back().push_back(p);
  }
  return election;
}

}  // namespace

TEST_CASE("how sure the winners are") {
  // Everybody wants the first, nobody the last; the others are level.
  BudgetElection election{.budget = 2, .cost = {1, 1, 1, 1}, .approvals = {}};
  for (int v = 0; v < 40; ++v)
    election.approvals.push_back(v % 2 == 0 ? std::vector<ProjectIndex>{0, 1} : std::vector<ProjectIndex>{0, 2});
  for (const auto rule : {BudgetRule::by_votes, BudgetRule::equal_shares_add1u, BudgetRule::sequential_phragmen}) {
    const auto found = *winner_stability(election, rule, 200, 5);
    CHECK(found.funded[0] == 1);
    CHECK(found.funded[3] == 0);
    CHECK(found.funded[1] + found.funded[2] == Approx(1));
    CHECK(found.funded[1] > 0.3);
    CHECK(found.funded[2] > 0.3);
    CHECK(found.same_outcome == Approx(found.funded[1]));  // a draw goes to the lower number
    CHECK(found.mean_jaccard == Approx(found.funded[1] + found.funded[2] / 3));
    CHECK(winner_stability(election, rule, 200, 5)->funded == found.funded);
  }
  CHECK_FALSE(winner_stability(election, BudgetRule::by_votes, 0, 5));
  CHECK_FALSE(winner_stability({.budget = 2, .cost = {1}, .approvals = {}}, BudgetRule::by_votes, 10, 5));
}

TEST_CASE("a project found at 80 % is funded by another public 80 times of a hundred") {
  // Invented publics: the shares found on one are held to the winners of a second of the same law.
  std::vector<double> promised(5, 0), kept(5, 0), number(5, 0);
  for (std::uint64_t trial = 0; trial < 500; ++trial) {
    RandomStream random(20261, 61, trial);
    std::vector<double> law(7);
    for (double& chance : law) chance = 0.1 + 0.6 * random.uniform();
    const auto seen = from_law(law, 60, random), other = from_law(law, 60, random);
    const auto stability = *winner_stability(seen, BudgetRule::by_votes, 150, trial);
    const auto winners = *greedy_by_votes(other);
    for (ProjectIndex p = 0; p < law.size(); ++p) {
      const auto bin = std::min<std::size_t>(4, std::size_t(5 * stability.funded[p]));
      promised[bin] += stability.funded[p], number[bin] += 1;
      kept[bin] += std::ranges::find(winners, p) != winners.end();
    }
  }
  for (std::size_t bin = 0; bin < 5; ++bin) {
    CAPTURE(bin, promised[bin] / number[bin], kept[bin] / number[bin], number[bin]);
    CHECK(number[bin] > 100);
    CHECK(kept[bin] / number[bin] == Approx(promised[bin] / number[bin]).margin(0.05));
  }
}
