#pragma once

#include <optional>
#include <vector>

#include "engine/dataset/dataset.h"
#include "engine/findings.h"
#include "engine/indicators/indicator.h"
#include "engine/statistics/budgeting.h"

/// What the ballots of a participatory budget give under the rule applied and under others.
namespace boussole::engine {

struct Election {
  statistics::BudgetElection ballots;
  std::vector<std::uint32_t> projects;  ///< rows of Dataset::projects, most votes first
  /// Those that were funded; absent where the source does not say it for every project.
  std::optional<std::vector<statistics::ProjectIndex>> funded;
  std::int64_t without_cost = 0;  ///< projects left out: no cost, no comparison
};

/// The ballots of one box as approvals: what is ranked, or given points, counts as chosen.
/// @return nothing where the box has no budget, no ballot or no project with a cost
std::optional<Election> election_of(const Dataset& data, OptionalIndex space);

std::vector<BudgetFinding> find_budgets(const Dataset& data, const Sampling& sampling);

}  // namespace boussole::engine
