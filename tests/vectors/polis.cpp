// Family d2: the formulas of Polis.
#include "engine/statistics/polis.h"

#include <cmath>
#include <map>

#include "engine/statistics/opinion.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

VoteTable votes(const Case& c) {
  const json::Array* rows = c.input.get("votes").as_array();
  if (!rows) throw BadCase("votes: a table was expected");
  VoteTable table;
  for (const json::Value& row : *rows) {
    table.emplace_back();
    const json::Array* cells = row.as_array();
    if (!cells) throw BadCase("votes: a table was expected");
    for (const json::Value& cell : *cells)
      table.back().push_back(cell.is_null() ? std::nullopt : std::optional(static_cast<int>(number_of(cell))));
  }
  return table;
}

json::Value share_test(const Case& c) {
  return Answer().set("z", polis_share_test(c.input.number("succ"), c.input.number("n")));
}

json::Value two_share_test(const Case& c) {
  return Answer().set("z", polis_two_share_test(c.input.number("succ_in"), c.input.number("succ_out"),
                                                c.input.number("n_in"), c.input.number("n_out")));
}

json::Value of_statement(const StatementInGroup& s) {
  return Answer()
      .set("na", s.agree)
      .set("nd", s.disagree)
      .set("ns", s.seen)
      .set("pa", s.p_agree)
      .set("pd", s.p_disagree)
      .set("pat", s.test_agree)
      .set("pdt", s.test_disagree)
      .set("ra", s.ratio_agree)
      .set("rd", s.ratio_disagree)
      .set("rat", s.ratio_test_agree)
      .set("rdt", s.ratio_test_disagree)
      .set("agree_metric", s.representativeness_agree())
      .set("disagree_metric", s.representativeness_disagree());
}

json::Value group_statistics(const Case& c) {
  std::map<std::string, std::size_t> number;
  const auto labels = c.input.texts("groups");
  for (const std::string& label : labels) number.emplace(label, 0);
  std::size_t next = 0;
  for (auto& [label, id] : number) id = next++;
  std::vector<std::size_t> group;
  for (const std::string& label : labels) group.push_back(number[label]);
  const auto result = polis_group_statistics(votes(c), group);
  if (!result) return Answer().set("groups", result.error());
  json::Object groups;
  for (const auto& [label, id] : number) {
    json::Array statements;
    for (const StatementInGroup& s : result->group[id]) statements.push_back(of_statement(s));
    groups.append(label, json::Value(std::move(statements)));
  }
  return Answer()
      .set("groups", json::Value(std::move(groups)))
      .set("group_aware_consensus_agree", result->consensus_agree)
      .set("group_aware_consensus_disagree", result->consensus_disagree);
}

json::Value pca(const Case& c) {
  const auto map = opinion_map(compressed(votes(c)), 2);
  if (!map) return Answer().set("center", map.error());
  std::vector<std::vector<double>> components, projections, distances;
  for (const auto& component : map->component) {
    components.emplace_back();
    for (const double x : component) components.back().push_back(std::abs(x));
  }
  for (const auto& a : map->position) {
    if (!a) throw BadCase("a participant without a vote has no position");
    projections.push_back({std::abs((*a)[0]), std::abs((*a)[1])});
    distances.emplace_back();
    for (const auto& b : map->position) distances.back().push_back(std::hypot((*a)[0] - (*b)[0], (*a)[1] - (*b)[1]));
  }
  return Answer()
      .set("center", map->centre)
      .set("singular_values", std::vector<double>(map->singular_value.begin(), map->singular_value.end()))
      .set("abs_components", components)
      .set("abs_projection", projections)
      .set("pairwise_distance", distances)
      .set("comment_extremity", map->extremity);
}

json::Value priority(const Case& c) {
  return Answer().set(
      "priority", polis_priority(c.input.number("A"), c.input.number("P"), c.input.number("S"), c.input.number("E")));
}

json::Value bridges(const Case& c) {
  std::vector<GroupVotes> groups;
  for (const auto& row : c.input.matrix("agree_total")) groups.push_back({row.at(0), row.at(1)});
  const auto result = bridging(groups);
  return Answer()
      .set("product", result, &Bridging::product)
      .set("geometric_mean", result, &Bridging::geometric_mean)
      .set("minimum", result, &Bridging::minimum);
}

constexpr Method kMethods[] = {
    {"polis_prop_test", share_test},
    {"polis_two_prop_test", two_share_test},
    {"polis_group_statistics", group_statistics},
    {"polis_pca_projection", pca},
    {"polis_comment_priority", priority},
    {"bridging_scores", bridges},
};

}  // namespace

std::span<const Method> polis_methods() { return kMethods; }

}  // namespace boussole::vectors
