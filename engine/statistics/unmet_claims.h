#pragma once

#include <vector>

#include "engine/statistics/budgeting.h"

/// Whose share of the budget an outcome passed over.
namespace boussole::engine::statistics {

struct UnmetClaim {
  ProjectIndex project = 0;      ///< not funded
  std::uint64_t supporters = 0;  ///< the smallest group that could have claimed it
};
/// Projects not funded although a group of their supporters has a claim on them: with s of the n voters, the group's
/// part of the budget, s B / n, would pay for the project and for as much again as any of them already got (the cost of
/// the funded projects that she chose). This is extended justified representation in the form that is easily checked
/// (EJR+, Brill and Peters 2023), for projects with costs, up to one project, a voter gaining the cost of what she
/// chose (Peters, Pierczyński and Skowron 2021). The Method of Equal Shares with this utility leaves none.
Result<std::vector<UnmetClaim>> unmet_claims(const BudgetElection& election, std::span<const ProjectIndex> winners);

}  // namespace boussole::engine::statistics
