#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Participatory budgets with approval ballots: which projects different rules would fund, and what that gives to
/// voters. All decisions are exact (no rounding decides between projects). Ties go to the project of lower index: order
/// the projects by the tie rule beforehand.
namespace boussole::engine::statistics {

using ProjectIndex = std::uint32_t;

struct BudgetElection {
  std::int64_t budget = 0;                           ///< smallest unit of money, > 0
  std::vector<std::int64_t> cost;                    ///< each > 0
  std::vector<std::vector<ProjectIndex>> approvals;  ///< one list a voter, no project twice; may be empty
};
/// Why an election is refused, or nothing.
std::optional<Undefined> refuse_election(const BudgetElection& election);

/// By number of approvals, a project that no longer fits being skipped (the usual rule). Winners in the order funded.
Result<std::vector<ProjectIndex>> greedy_by_votes(const BudgetElection& election);

enum class Utility {
  cost,        ///< a voter gains a project's cost
  cardinality  ///< a voter gains 1 by each project
};
struct EqualShares {
  std::vector<ProjectIndex> winners;  ///< in the order bought
  std::vector<double> payment;        ///< by winner: the most that one supporter pays for it
  std::vector<double> left;           ///< by voter: what she has not spent
  std::int64_t total_cost = 0;
};
/// Method of Equal Shares (Peters, Pierczyński and Skowron 2021) without completion: every voter gets budget / voters,
/// and the project whose supporters pay least per utility is bought until none can be. It may leave money.
Result<EqualShares> equal_shares(const BudgetElection& election, Utility utility);

struct CompletedShares {
  std::vector<ProjectIndex> winners;
  std::int64_t total_cost = 0;
  std::int64_t endowment = 0;  ///< of each voter, where the raising stopped
};
/// The same, completed: voters get the whole part of budget / voters, raised by 1 each time while the result neither
/// exhausts nor exceeds the budget ("add1"); what is left goes by votes ("u").
Result<CompletedShares> equal_shares_add1u(const BudgetElection& election, Utility utility);
/// The same with fewer tries, for many voters: the endowment is raised by a seventh each time, and the last step is
/// halved until it is a hundredth of it. It may stop elsewhere than add1, whose result does not grow evenly.
Result<CompletedShares> equal_shares_raised(const BudgetElection& election, Utility utility);

/// Sequential Phragmén for projects with costs: supporters share a project's cost so that the largest load stays as
/// small as possible; stops at the first project that does not fit (Brill, Freeman, Janson and Lackner 2017).
Result<std::vector<ProjectIndex>> sequential_phragmen(const BudgetElection& election);

/// What an outcome gives to the voters.
struct OutcomeStatistics {
  std::uint64_t voters = 0;
  std::int64_t total_cost = 0;
  double spent_share = 0;                   ///< of the budget
  double mean_satisfaction = 0;             ///< funded projects approved, mean over voters
  double mean_cost_satisfaction = 0;        ///< their cost
  double exclusion = 0;                     ///< share of voters without any
  std::optional<double> gini_satisfaction;  ///< plug-in, voters with nothing included; absent when nobody has any
  std::optional<double> gini_cost_satisfaction;
  std::optional<double> gini_equal_share;  ///< of each voter's part of the cost of what she approved
  double fair_share = 0;                   ///< budget / voters
  double below_fair_share = 0;             ///< share of voters whose part is smaller than that
};
Result<OutcomeStatistics> outcome_statistics(const BudgetElection& election, std::span<const ProjectIndex> winners);

/// How two outcomes on the same ballots differ.
struct OutcomeGap {
  double jaccard = 0;              ///< of the two sets of projects
  double exclusion_gap = 0;        ///< first less second
  std::optional<double> gini_gap;  ///< of the equal shares, first less second
  std::vector<ProjectIndex> first_only, second_only;
};
Result<OutcomeGap> outcome_gap(const BudgetElection& election, std::span<const ProjectIndex> first,
                               std::span<const ProjectIndex> second);

/// Does a committee of k give every large enough group of like-minded voters its due? (Unit costs.)
struct Representation {
  bool jr = false;        ///< justified (Aziz et al. 2017)
  bool ejr_plus = false;  ///< extended, in the stronger and easily checked form of Brill and Peters (2023)
  /// Extended and proportional justified representation: checking is hard, so absent where there are more than five
  /// million combinations of candidates to look at.
  std::optional<bool> ejr, pjr;
  /// Who is wronged where extended representation fails: these voters all approve these candidates, could claim as many
  /// seats, and each has fewer members.
  struct Wronged {
    std::vector<std::size_t> voters;
    std::vector<std::size_t> candidates;
  };
  std::optional<Wronged> ejr_witness;
};
Result<Representation> justified_representation(std::span<const std::vector<ProjectIndex>> approvals,
                                                std::size_t candidates, std::span<const ProjectIndex> committee,
                                                std::size_t k);

}  // namespace boussole::engine::statistics
