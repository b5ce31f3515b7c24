#pragma once

#include <cstdint>
#include <vector>

#include "engine/statistics/budgeting.h"

/// How far the winners of a participatory budget depend on who happened to vote.
namespace boussole::engine::statistics {

enum class BudgetRule {
  by_votes,            ///< greedy_by_votes
  equal_shares_cost,   ///< without completion
  equal_shares_add1u,  ///< utility by cost, completed
  sequential_phragmen
};
/// The winners by this rule.
Result<std::vector<ProjectIndex>> winners_by(const BudgetElection& election, BudgetRule rule);

struct WinnerStability {
  std::vector<ProjectIndex> winners;  ///< on the ballots as they are
  /// By project: in which share of other publics of the same kind and size it is funded. Monte Carlo error below
  /// 0.5 / sqrt(replicates).
  std::vector<double> funded;
  double same_outcome = 0;  ///< share of them that fund exactly the same projects
  double mean_jaccard = 0;  ///< of their set of projects and this one; 1 where both are empty
};
/// Redraws voters with their whole ballots, twice over: the public that these voters come from is not known, so it is
/// drawn first (n of the n ballots with replacement), and then n voters from it. On invented publics of 60 to 2,000
/// voters such shares are kept to within 2 points by another public; drawing once promises up to 5 too many (96 % said,
/// 92 % kept at 60 voters), and so does drawing twice where 60 voters find all projects about equally good. Replicate r
/// has random numbers of its own. At least 1 replicate; refuses what winners_by refuses.
Result<WinnerStability> winner_stability(const BudgetElection& election, BudgetRule rule, std::uint64_t replicates,
                                         std::uint64_t seed);

}  // namespace boussole::engine::statistics
