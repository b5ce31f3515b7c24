// Sequential Phragmén in exact arithmetic: see budgeting.h. A voter's load is that of the last project she paid for, so
// loads are kept by project bought.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

#include "engine/statistics/budgeting.h"

namespace boussole::engine::statistics {

namespace {

using Ratio = boost::multiprecision::cpp_rational;

class Phragmen {
 public:
  explicit Phragmen(const BudgetElection& election)
      : election_(election),
        load_{Ratio(0)},
        about_{0},
        last_(election.approvals.size(), 0),
        supporters_(election.cost.size()) {
    for (std::size_t voter = 0; voter < election.approvals.size(); ++voter)
      for (const ProjectIndex project : election.approvals[voter]) supporters_[project].push_back(voter);
  }

  std::vector<ProjectIndex> run() {
    std::vector<ProjectIndex> winners, open;
    for (ProjectIndex project = 0; project < election_.cost.size(); ++project)
      if (!supporters_[project].empty()) open.push_back(project);
    std::int64_t left = election_.budget;
    while (!open.empty()) {
      std::vector<double> about;
      for (const ProjectIndex project : open) about.push_back(about_new_load(project));
      const double least = *std::ranges::min_element(about);
      // Exactly, among those that rounding cannot tell apart.
      std::optional<Ratio> best;
      std::vector<ProjectIndex> tied;
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (about[i] > least * (1 + 1e-9)) continue;
        const Ratio load = new_load(open[i]);
        if (best && load > *best) continue;
        if (!best || load < *best) best = load, tied.clear();
        tied.push_back(open[i]);
      }
      // The rule ends where a project that is due does not fit.
      if (std::ranges::any_of(tied, [&](ProjectIndex project) { return election_.cost[project] > left; })) break;
      const ProjectIndex winner = tied.front();
      winners.push_back(winner);
      left -= election_.cost[winner];
      for (const std::size_t voter : supporters_[winner]) last_[voter] = load_.size();
      load_.push_back(*best);
      about_.push_back(best->convert_to<double>());
      std::erase(open, winner);
    }
    return winners;
  }

 private:
  double about_new_load(ProjectIndex project) const {
    double total = static_cast<double>(election_.cost[project]);
    for (const std::size_t voter : supporters_[project]) total += about_[last_[voter]];
    return total / static_cast<double>(supporters_[project].size());
  }

  Ratio new_load(ProjectIndex project) const {
    std::vector<std::uint64_t> people(load_.size(), 0);
    for (const std::size_t voter : supporters_[project]) ++people[last_[voter]];
    Ratio total = election_.cost[project];
    for (std::size_t i = 0; i < load_.size(); ++i)
      if (people[i] > 0) total += load_[i] * people[i];
    return total / supporters_[project].size();
  }

  const BudgetElection& election_;
  std::vector<Ratio> load_;        ///< of the projects bought, after one of 0
  std::vector<double> about_;      ///< the same, rounded
  std::vector<std::size_t> last_;  ///< by voter: which load is hers
  std::vector<std::vector<std::size_t>> supporters_;
};

}  // namespace

Result<std::vector<ProjectIndex>> sequential_phragmen(const BudgetElection& election) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  return Phragmen(election).run();
}

}  // namespace boussole::engine::statistics
