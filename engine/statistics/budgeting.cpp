#include "engine/statistics/budgeting.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

#include "engine/statistics/equal_shares.h"
#include "engine/statistics/inequality.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

std::optional<Undefined> refuse_election(const BudgetElection& election) {
  if (election.budget <= 0) return Undefined{"there is no budget"};
  if (election.approvals.empty()) return Undefined{"n = 0: nobody voted"};
  std::int64_t total = 0;
  for (const std::int64_t cost : election.cost) {
    if (cost <= 0) return Undefined{"each project needs a cost"};
    if (cost > std::numeric_limits<std::int64_t>::max() - total) return Undefined{"the costs are too large"};
    total += cost;
  }
  std::vector<std::size_t> seen(election.cost.size(), 0);
  std::size_t ballot = 0;
  for (const auto& approved : election.approvals) {
    ++ballot;
    for (const ProjectIndex project : approved) {
      if (project >= election.cost.size()) return Undefined{"a ballot names a project that is not there"};
      if (seen[project] == ballot) return Undefined{"a ballot names a project twice"};
      seen[project] = ballot;
    }
  }
  return std::nullopt;
}

namespace {

std::vector<std::uint64_t> votes_of(const BudgetElection& election) {
  std::vector<std::uint64_t> votes(election.cost.size(), 0);
  for (const auto& approved : election.approvals)
    for (const ProjectIndex project : approved) ++votes[project];
  return votes;
}

/// Adds projects by votes while they fit. Projects without any vote are not funded.
void fill_by_votes(const BudgetElection& election, std::vector<ProjectIndex>& winners, std::int64_t& spent) {
  const auto votes = votes_of(election);
  std::vector<ProjectIndex> order(election.cost.size());
  std::iota(order.begin(), order.end(), ProjectIndex{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](ProjectIndex p) { return votes[p]; });
  std::vector<bool> in(election.cost.size(), false);
  for (const ProjectIndex project : winners) in[project] = true;
  for (const ProjectIndex project : order) {
    if (in[project] || votes[project] == 0 || election.cost[project] > election.budget - spent) continue;
    winners.push_back(project);
    spent += election.cost[project];
  }
}

/// Nothing that anybody chose fits any more.
bool exhausts(const BudgetElection& election, const std::vector<std::uint64_t>& votes, const EqualShares& found) {
  std::vector<bool> in(election.cost.size(), false);
  for (const ProjectIndex project : found.winners) in[project] = true;
  for (std::size_t project = 0; project < in.size(); ++project)
    if (!in[project] && votes[project] > 0 && election.cost[project] <= election.budget - found.total_cost)
      return false;
  return true;
}

}  // namespace

Result<std::vector<ProjectIndex>> greedy_by_votes(const BudgetElection& election) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  std::vector<ProjectIndex> winners;
  std::int64_t spent = 0;
  fill_by_votes(election, winners, spent);
  return winners;
}

Result<CompletedShares> equal_shares_add1u(const BudgetElection& election, Utility utility) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  const auto voters = static_cast<std::int64_t>(election.approvals.size());
  const auto votes = votes_of(election);
  CompletedShares result;
  result.endowment = election.budget / voters;
  EqualShares found = shares_from_endowment(election, utility, result.endowment);
  // Beyond the whole budget in everybody's hands nothing further can be bought.
  while (!exhausts(election, votes, found) && result.endowment <= election.budget) {
    EqualShares next = shares_from_endowment(election, utility, result.endowment + 1);
    if (next.total_cost > election.budget) break;
    found = std::move(next);
    ++result.endowment;
  }
  result.winners = found.winners;
  result.total_cost = found.total_cost;
  fill_by_votes(election, result.winners, result.total_cost);
  return result;
}

Result<CompletedShares> equal_shares_raised(const BudgetElection& election, Utility utility) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  const auto voters = static_cast<std::int64_t>(election.approvals.size());
  const auto votes = votes_of(election);
  CompletedShares result;
  result.endowment = election.budget / voters;
  EqualShares found = shares_from_endowment(election, utility, result.endowment);
  const auto step_of = [&](std::int64_t part) { return std::max(result.endowment / part, std::int64_t{1}); };
  std::int64_t step = step_of(7);
  bool over = false;  // once a step went beyond the budget, steps only get smaller
  while (!exhausts(election, votes, found) && result.endowment <= election.budget && step > 0) {
    EqualShares next = shares_from_endowment(election, utility, result.endowment + step);
    if (next.total_cost <= election.budget) {
      found = std::move(next);
      result.endowment += step;
      step = over ? step / 2 : step_of(7);
    } else {
      over = true;
      step /= 2;
    }
    if (over && step < step_of(100)) break;
  }
  result.winners = found.winners;
  result.total_cost = found.total_cost;
  fill_by_votes(election, result.winners, result.total_cost);
  return result;
}

namespace {

std::optional<Undefined> refuse_winners(const BudgetElection& election, std::span<const ProjectIndex> winners) {
  std::set<ProjectIndex> seen;
  for (const ProjectIndex project : winners)
    if (project >= election.cost.size() || !seen.insert(project).second)
      return Undefined{"a winner is not a project, or wins twice"};
  return std::nullopt;
}

std::optional<double> gini_of(std::span<const double> values) {
  const auto result = gini(values);
  return result ? std::optional(*result) : std::nullopt;
}

}  // namespace

Result<OutcomeStatistics> outcome_statistics(const BudgetElection& election, std::span<const ProjectIndex> winners) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  if (auto refused = refuse_winners(election, winners)) return std::unexpected(*refused);
  const auto votes = votes_of(election);
  std::vector<bool> in(election.cost.size(), false);
  OutcomeStatistics result;
  for (const ProjectIndex project : winners) in[project] = true, result.total_cost += election.cost[project];
  const double n = static_cast<double>(election.approvals.size()), budget = static_cast<double>(election.budget);
  result.voters = election.approvals.size();
  result.spent_share = static_cast<double>(result.total_cost) / budget;
  result.fair_share = budget / n;
  std::vector<double> number, cost, share;
  double excluded = 0, below = 0;
  for (const auto& approved : election.approvals) {
    double count = 0, money = 0;
    CompensatedSum part;
    for (const ProjectIndex project : approved) {
      if (!in[project]) continue;
      ++count;
      money += static_cast<double>(election.cost[project]);
      part.add(static_cast<double>(election.cost[project]) / static_cast<double>(votes[project]));
    }
    number.push_back(count), cost.push_back(money), share.push_back(part.value());
    if (count == 0) ++excluded;
    if (part.value() < result.fair_share) ++below;
  }
  result.mean_satisfaction = mean(number);
  result.mean_cost_satisfaction = mean(cost);
  result.exclusion = excluded / n;
  result.below_fair_share = below / n;
  result.gini_satisfaction = gini_of(number);
  result.gini_cost_satisfaction = gini_of(cost);
  result.gini_equal_share = gini_of(share);
  return result;
}

Result<OutcomeGap> outcome_gap(const BudgetElection& election, std::span<const ProjectIndex> first,
                               std::span<const ProjectIndex> second) {
  const auto a = outcome_statistics(election, first), b = outcome_statistics(election, second);
  if (!a) return std::unexpected(a.error());
  if (!b) return std::unexpected(b.error());
  const std::set<ProjectIndex> one(first.begin(), first.end()), other(second.begin(), second.end());
  OutcomeGap gap;
  std::ranges::set_difference(one, other, std::back_inserter(gap.first_only));
  std::ranges::set_difference(other, one, std::back_inserter(gap.second_only));
  const double all = static_cast<double>(one.size() + gap.second_only.size());
  if (all == 0) return undefined("neither outcome funds a project");
  gap.jaccard = static_cast<double>(one.size() - gap.first_only.size()) / all;
  gap.exclusion_gap = a->exclusion - b->exclusion;
  if (a->gini_equal_share && b->gini_equal_share) gap.gini_gap = *a->gini_equal_share - *b->gini_equal_share;
  return gap;
}

}  // namespace boussole::engine::statistics
