// Family g: participatory budgets.
#include "engine/statistics/budgeting.h"

#include <algorithm>
#include <map>

#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"
#include "tests/vectors/pabulib.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

/// An election with the names of its projects, which are ordered by name: the tie rule of the cases.
struct Named {
  BudgetElection election;
  std::vector<std::string> name;
  std::vector<ProjectIndex> official;  ///< what the file says was selected
};

Named ordered(const PabulibFile& file) {
  Named result;
  result.election.budget = file.budget;
  std::map<std::string, ProjectIndex> index;
  for (const PabulibProject& project : file.projects) index.emplace(project.id, 0);
  for (auto& [id, at] : index) at = static_cast<ProjectIndex>(result.name.size()), result.name.push_back(id);
  result.election.cost.resize(result.name.size());
  for (const PabulibProject& project : file.projects) {
    result.election.cost[index.at(project.id)] = project.cost;
    if (project.selected) result.official.push_back(index.at(project.id));
  }
  for (const auto& ballot : file.ballots) {
    result.election.approvals.emplace_back();
    for (const std::string& id : ballot) result.election.approvals.back().push_back(index.at(id));
  }
  return result;
}

Named read(const Case& c) {
  if (c.input.has("file")) {
    PabulibFile file = read_pabulib(c.directory / c.input.text("file"));
    if (c.input.has("budget")) file.budget = static_cast<std::int64_t>(c.input.number("budget"));
    return ordered(file);
  }
  PabulibFile file;
  file.budget = static_cast<std::int64_t>(c.input.number("budget"));
  const Fields cost(&c.input.get("cost"));
  for (const std::string& id : cost.names())
    file.projects.push_back({id, static_cast<std::int64_t>(cost.number(id)), false});
  const json::Array* ballots = c.input.get("approvals").as_array();
  if (!ballots) throw BadCase("approvals: a list was expected");
  for (const json::Value& ballot : *ballots) {
    file.ballots.emplace_back();
    if (const json::Array* approved = ballot.as_array())
      for (const json::Value& id : *approved) file.ballots.back().push_back(label_of(id));
    else
      file.ballots.back().push_back(label_of(ballot));
  }
  return ordered(file);
}

std::vector<std::string> names(const Named& named, std::vector<ProjectIndex> winners) {
  std::ranges::sort(winners);
  std::vector<std::string> result;
  for (const ProjectIndex project : winners) result.push_back(named.name[project]);
  return result;
}

json::Value statistics(const Named& named, std::span<const ProjectIndex> winners) {
  const auto s = outcome_statistics(named.election, winners);
  if (!s) return to_value(s.error());
  const auto or_undefined = [](const std::optional<double>& gini) {
    return gini ? Result<double>(*gini) : undefined("nobody has any");
  };
  return Answer()
      .set("n_voters", s->voters)
      .set("total_cost", s->total_cost)
      .set("spent_share", s->spent_share)
      .set("avg_satisfaction", s->mean_satisfaction)
      .set("exclusion_ratio", s->exclusion)
      .set("gini_satisfaction", or_undefined(s->gini_satisfaction))
      .set("gini_cost_satisfaction", or_undefined(s->gini_cost_satisfaction))
      .set("gini_equal_share", or_undefined(s->gini_equal_share))
      .set("avg_cost_satisfaction", s->mean_cost_satisfaction)
      .set("fair_share", s->fair_share)
      .set("share_below_fair", s->below_fair_share);
}

template <Utility utility>
json::Value shares(const Case& c) {
  const Named named = read(c);
  const auto found = equal_shares(named.election, utility);
  if (!found) return Answer().set("winners", found.error());
  json::Array payments;
  for (std::size_t i = 0; i < found->winners.size(); ++i)
    payments.push_back(json::Value(json::Array{to_value(named.name[found->winners[i]]), to_value(found->payment[i])}));
  return Answer()
      .set("winners", names(named, found->winners))
      .set("total_cost", found->total_cost)
      .set("payments", json::Value(std::move(payments)))
      .set("left", found->left)
      .set("stats", statistics(named, found->winners));
}

template <Utility utility>
json::Value completed(const Case& c) {
  const Named named = read(c);
  const auto found = equal_shares_add1u(named.election, utility);
  if (!found) return Answer().set("winners", found.error());
  const auto s = outcome_statistics(named.election, found->winners);
  return Answer()
      .set("winners", names(named, found->winners))
      .set("total_cost", found->total_cost)
      .set("endowment_final", found->endowment)
      .set("avg_approved", s, &OutcomeStatistics::mean_satisfaction)
      .set("stats", statistics(named, found->winners));
}

json::Value greedy(const Case& c) {
  const Named named = read(c);
  const auto winners = greedy_by_votes(named.election);
  if (!winners) return Answer().set("winners", winners.error());
  const auto s = outcome_statistics(named.election, *winners);
  return Answer()
      .set("winners", names(named, *winners))
      .set("total_cost", s, &OutcomeStatistics::total_cost)
      .set("stats", statistics(named, *winners));
}

json::Value phragmen(const Case& c) {
  const Named named = read(c);
  const auto winners = sequential_phragmen(named.election);
  return Answer().set("winners", mapped(winners, [&](const auto& found) { return names(named, found); }));
}

/// The outcome of equal shares that a case asks for.
std::vector<ProjectIndex> shares_for(const Case& c, const Named& named, std::string_view key) {
  const std::string completion = c.input.text_or(key, "none");
  if (completion == "none") return equal_shares(named.election, Utility::cost)->winners;
  if (completion == "add1u") return equal_shares_add1u(named.election, Utility::cost)->winners;
  throw BadCase("unknown completion " + completion);
}

json::Value gap(const Case& c) {
  const Named named = read(c);
  const auto greedy_winners = greedy_by_votes(named.election);
  if (!greedy_winners) return Answer().set("jaccard", greedy_winners.error());
  const auto mes = shares_for(c, named, "completion");
  const auto found = outcome_gap(named.election, *greedy_winners, mes);
  return Answer()
      .set("jaccard", found, &OutcomeGap::jaccard)
      .set("exclusion_greedy", outcome_statistics(named.election, *greedy_winners), &OutcomeStatistics::exclusion)
      .set("exclusion_mes", outcome_statistics(named.election, mes), &OutcomeStatistics::exclusion)
      .set("exclusion_gap", found, &OutcomeGap::exclusion_gap)
      .set("gini_gap", found, &OutcomeGap::gini_gap);
}

json::Value declared_rule(const Case& c) {
  const Named named = read(c);
  const auto recomputed = shares_for(c, named, "recomputed");
  const auto found = outcome_gap(named.election, named.official, recomputed);
  if (!found) return Answer().set("jaccard", found.error());
  return Answer()
      .set("n_official", named.official.size())
      .set("n_recomputed", recomputed.size())
      .set("official_only", names(named, found->first_only))
      .set("recomputed_only", names(named, found->second_only))
      .set("jaccard", found->jaccard)
      .set("stats", statistics(named, named.official));
}

json::Value red_blue(const Case& c) {
  const auto projects = static_cast<ProjectIndex>(c.input.count("projects_each"));
  BudgetElection election;
  election.budget = static_cast<std::int64_t>(c.input.number("budget"));
  election.cost.assign(2 * projects, static_cast<std::int64_t>(c.input.number("cost")));
  // The blue projects come after the red ones.
  for (const bool red : {true, false})
    for (std::uint64_t voter = 0; voter < c.input.count(red ? "n_red" : "n_blue"); ++voter) {
      election.approvals.emplace_back();
      for (ProjectIndex p = 0; p < projects; ++p) election.approvals.back().push_back(red ? p : projects + p);
    }
  const auto greedy_winners = greedy_by_votes(election);
  const auto mes = equal_shares(election, Utility::cost);
  if (!greedy_winners || !mes) throw BadCase("the election is refused");
  const auto red = [&](const std::vector<ProjectIndex>& winners) {
    return std::ranges::count_if(winners, [&](ProjectIndex p) { return p < projects; });
  };
  const auto size = [](const auto& winners) { return static_cast<std::ptrdiff_t>(winners.size()); };
  return Answer()
      .set("mes_red", red(mes->winners))
      .set("mes_blue", size(mes->winners) - red(mes->winners))
      .set("greedy_red", red(*greedy_winners))
      .set("greedy_blue", size(*greedy_winners) - red(*greedy_winners))
      .set("exclusion_greedy", outcome_statistics(election, *greedy_winners), &OutcomeStatistics::exclusion)
      .set("exclusion_mes", outcome_statistics(election, mes->winners), &OutcomeStatistics::exclusion);
}

constexpr Method kMethods[] = {
    {"equal_shares_cost_utility_no_completion", shares<Utility::cost>},
    {"equal_shares_cardinality_utility_no_completion", shares<Utility::cardinality>},
    {"equal_shares_cost_utility_add1u", completed<Utility::cost>},
    {"equal_shares_cardinality_utility_add1u", completed<Utility::cardinality>},
    {"greedy_by_votes_skip_unaffordable", greedy},
    {"sequential_phragmen", phragmen},
    {"equal_shares_gap", gap},
    {"declared_rule_reproduction", declared_rule},
    {"equal_shares_vs_greedy_red_blue", red_blue},
};

}  // namespace

std::span<const Method> budgeting_methods() { return kMethods; }

}  // namespace boussole::vectors
