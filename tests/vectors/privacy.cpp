// Family j: disclosure control.
#include <algorithm>

#include "engine/statistics/disclosure.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

json::Value primary(const Case& c) {
  return Answer().set("suppressed",
                      small_cells(c.input.counts("counts"), c.input.count("k"), c.input.flag_or("zero_is_safe", true)));
}

std::string name_of(const Cell& cell) { return std::to_string(cell.row) + "," + std::to_string(cell.column); }

json::Value secondary(const Case& c) {
  std::vector<std::vector<std::uint64_t>> table;
  for (const auto& row : c.input.matrix("table")) table.emplace_back(row.begin(), row.end());
  const auto result = suppress_table(table, c.input.count("k"));
  if (!result) return Answer().set("primary", result.error());
  std::vector<std::vector<std::size_t>> cells;
  for (const Cell& cell : result->primary) cells.push_back({cell.row, cell.column});
  Answer ranges;
  for (const CellRange& range : result->ranges)
    ranges.set(name_of(range.cell), std::vector<std::uint64_t>{range.low, range.high});
  return Answer()
      .set("primary", cells)
      .set("min_extra_cells", result->secondary.size())
      .set("extra_sum", result->secondary_sum)
      .set("intervals", json::Value(ranges));
}

/// Several sets of cells may be as small: where ours are no more and no heavier than expected, its ranges need not be
/// the same, but each must hide its cell.
std::optional<std::string> judge_secondary(const Case& c, const json::Value& got, const json::Value& expected,
                                           Tolerance tolerance) {
  const auto plain = difference(got, expected, tolerance);
  const Fields mine(&got), theirs(&expected);
  if (!plain || !mine.has("intervals") || !theirs.has("intervals")) return plain;
  if (auto found = difference(mine.get("primary"), theirs.get("primary"), tolerance, ".primary")) return found;
  const double more = mine.number("min_extra_cells") - theirs.number("min_extra_cells");
  if (more > 0) return plain;
  if (more == 0 && mine.number("extra_sum") > theirs.number("extra_sum")) return plain;
  const double k = c.input.number("k");
  const Fields ranges(&mine.get("intervals"));
  for (const std::string& cell : Fields(&theirs.get("intervals")).names()) {
    if (!ranges.has(cell)) return plain;
    const auto ends = ranges.numbers(cell);
    const bool hidden = ends.at(1) > ends.at(0) && (ends[1] - ends[0] >= k - 1 || ends[1] >= k);
    if (!hidden) return plain;
  }
  return std::nullopt;
}

json::Value rounded(const Case& c) {
  std::vector<Result<std::uint64_t>> y;
  for (const std::uint64_t x : c.input.counts("x")) y.push_back(round_to_base(x, c.input.count("base")));
  return Answer().set("y", y);
}

json::Value rounded_randomly(const Case& c) {
  const auto law = rounding_law(c.input.count("x"), c.input.count("base"));
  return Answer()
      .set("p_up", law, &RoundingLaw::p_up)
      .set("p_down", mapped(law, [](const RoundingLaw& l) { return 1 - l.p_up; }))
      .set("mean", law, &RoundingLaw::mean)
      .set("var", law, &RoundingLaw::variance);
}

std::vector<std::vector<std::string>> rows(const Case& c) {
  std::vector<std::vector<std::string>> result;
  const json::Array* list = c.input.get("rows").as_array();
  if (!list) throw BadCase("rows: a list was expected");
  for (const json::Value& row : *list) {
    result.emplace_back();
    const json::Array* cells = row.as_array();
    if (!cells) throw BadCase("rows: lists were expected");
    for (const json::Value& cell : *cells) result.back().push_back(label_of(cell));
  }
  return result;
}

json::Value anonymity(const Case& c) {
  const auto result = k_anonymity(rows(c), 5);
  return Answer()
      .set("k", result, &Anonymity::k)
      .set("share_unique", result, &Anonymity::share_unique)
      .set("n_classes", result, &Anonymity::classes)
      .set("share_below_5", result, &Anonymity::share_below);
}

json::Value diversity(const Case& c) {
  std::vector<SensitiveRow> people;
  for (const auto& row : rows(c)) people.push_back({row.at(0), row.at(1)});
  const auto result = l_diversity(people);
  return Answer().set("l_distinct", result, &Diversity::distinct).set("t_max", result, &Diversity::closeness);
}

json::Value laplace(const Case& c) {
  const auto law = laplace_mechanism(c.input.number("sensitivity"), c.input.number("epsilon"));
  return Answer()
      .set("scale", law, &NoiseLaw::scale)
      .set("var", law, &NoiseLaw::variance)
      .set("ci95_halfwidth", law, &NoiseLaw::half_width);
}

json::Value geometric(const Case& c) {
  const auto law = geometric_mechanism(c.input.number("epsilon"));
  return Answer()
      .set("alpha", law, &NoiseLaw::scale)
      .set("p0", law, &NoiseLaw::p_zero)
      .set("var", law, &NoiseLaw::variance);
}

json::Value coin(const Case& c) {
  const auto result =
      randomised_response(c.input.number("p_truth"), c.input.number("observed_yes"), c.input.number("n"));
  return Answer()
      .set("est", result, &RandomisedResponse::estimate)
      .set("se", result, &RandomisedResponse::se)
      .set("epsilon", result, &RandomisedResponse::epsilon);
}

json::Value difference_of_totals(const Case& c) {
  const Fields a(&c.input.get("a")), b(&c.input.get("b"));
  const auto result = differencing(a.count("n"), b.count("n"), c.input.count("k"));
  return Answer().set("difference", result.difference).set("violates", result.violates);
}

constexpr Method kMethods[] = {
    {"small_cell_primary", primary}, {"secondary_suppression_optimal_small", secondary, judge_secondary},
    {"round_to_base", rounded},      {"random_rounding_unbiased", rounded_randomly},
    {"k_anonymity", anonymity},      {"l_diversity_t_closeness", diversity},
    {"laplace_mechanism", laplace},  {"geometric_mechanism", geometric},
    {"randomised_response", coin},   {"differencing_check", difference_of_totals},
};

}  // namespace

std::span<const Method> privacy_methods() { return kMethods; }

}  // namespace boussole::vectors
