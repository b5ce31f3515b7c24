#include "engine/statistics/winner_stability.h"

#include <algorithm>

#include "engine/statistics/random.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::uint64_t kStream = 0x77696e6e;

/// Of two sets of projects, each ascending.
double jaccard_of(const std::vector<ProjectIndex>& a, const std::vector<ProjectIndex>& b) {
  std::vector<ProjectIndex> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  const std::size_t either = a.size() + b.size() - both.size();
  return either == 0 ? 1 : static_cast<double>(both.size()) / static_cast<double>(either);
}

}  // namespace

Result<std::vector<ProjectIndex>> winners_by(const BudgetElection& election, BudgetRule rule) {
  switch (rule) {
    case BudgetRule::by_votes:
      return greedy_by_votes(election);
    case BudgetRule::equal_shares_cost:
      return mapped(equal_shares(election, Utility::cost), [](const EqualShares& found) { return found.winners; });
    case BudgetRule::equal_shares_add1u:
      return mapped(equal_shares_add1u(election, Utility::cost),
                    [](const CompletedShares& found) { return found.winners; });
    case BudgetRule::sequential_phragmen:
      return sequential_phragmen(election);
  }
  return undefined("unknown rule");
}

Result<WinnerStability> winner_stability(const BudgetElection& election, BudgetRule rule, std::uint64_t replicates,
                                         std::uint64_t seed) {
  auto winners = winners_by(election, rule);
  if (!winners) return std::unexpected(winners.error());
  if (replicates == 0) return undefined("no replicate");
  std::ranges::sort(*winners);
  const std::size_t voters = election.approvals.size();
  std::vector<std::uint64_t> funded(election.cost.size(), 0);
  std::uint64_t same = 0;
  double jaccard = 0;
  BudgetElection other{.budget = election.budget, .cost = election.cost, .approvals = {}};
  other.approvals.resize(voters);
  std::vector<std::size_t> kind(voters);
  for (std::uint64_t r = 0; r < replicates; ++r) {
    RandomStream random(seed, kStream, r);
    for (std::size_t& voter : kind) voter = static_cast<std::size_t>(random.below(voters));
    for (auto& ballot : other.approvals)
      ballot = election.approvals[kind[static_cast<std::size_t>(random.below(voters))]];
    auto found = winners_by(other, rule);
    if (!found) return std::unexpected(found.error());
    std::ranges::sort(*found);
    for (const ProjectIndex project : *found) ++funded[project];
    same += *found == *winners ? 1 : 0;
    jaccard += jaccard_of(*found, *winners);
  }
  const double all = static_cast<double>(replicates);
  WinnerStability result;
  result.winners = std::move(*winners);
  for (const std::uint64_t times : funded) result.funded.push_back(static_cast<double>(times) / all);
  result.same_outcome = static_cast<double>(same) / all;
  result.mean_jaccard = jaccard / all;
  return result;
}

}  // namespace boussole::engine::statistics
