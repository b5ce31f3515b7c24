#include "engine/statistics/unmet_claims.h"

#include <algorithm>

#include "engine/statistics/random.h"

namespace boussole::engine::statistics {

Result<std::vector<UnmetClaim>> unmet_claims(const BudgetElection& election, std::span<const ProjectIndex> winners) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  std::vector<bool> funded(election.cost.size(), false);
  for (const ProjectIndex project : winners) {
    if (project >= funded.size() || funded[project]) return undefined("a winner is not a project, or wins twice");
    funded[project] = true;
  }
  std::vector<std::vector<std::int64_t>> gains(election.cost.size());  // of the supporters, by project not funded
  for (const auto& approved : election.approvals) {
    std::int64_t gain = 0;
    for (const ProjectIndex project : approved)
      if (funded[project]) gain += election.cost[project];
    for (const ProjectIndex project : approved)
      if (!funded[project]) gains[project].push_back(gain);
  }
  const auto voters = static_cast<Wide>(election.approvals.size()), budget = static_cast<Wide>(election.budget);
  std::vector<UnmetClaim> out;
  for (ProjectIndex project = 0; project < gains.size(); ++project) {
    std::vector<std::int64_t>& of = gains[project];
    std::sort(of.begin(), of.end());
    for (std::size_t s = 1; s <= of.size(); ++s) {
      // s B / n >= gain + cost, in whole numbers.
      const auto needed = static_cast<Wide>(of[s - 1]) + static_cast<Wide>(election.cost[project]);
      if (static_cast<Wide>(s) * budget < needed * voters) continue;
      out.push_back({project, s});
      break;
    }
  }
  return out;
}

}  // namespace boussole::engine::statistics
