// How sure the Gini is, and how Theil's index splits over groups: see inequality.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/inequality.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

/// Positions of the values in ascending order; equal values keep their order.
std::vector<std::size_t> ascending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  return order;
}

}  // namespace

Result<GiniJackknife> gini_jackknife(std::span<const double> values) {
  const auto whole = gini(values);
  if (!whole) return std::unexpected(whole.error());
  if (values.size() < 3) return undefined("n < 3: leaving one out leaves nothing to compare");
  const std::vector<std::size_t> order = ascending(values);
  const double n = static_cast<double>(values.size()), total = sum(values);
  CompensatedSum ranked;
  for (std::size_t i = 0; i < order.size(); ++i)
    ranked.add((2 * static_cast<double>(i + 1) - n - 1) * values[order[i]]);
  GiniJackknife result;
  result.replicates.resize(values.size());
  CompensatedSum before;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double x = values[order[i]], rank = static_cast<double>(i + 1);
    const double rest = total - x, after = rest - before.value();
    if (rest <= 0) return undefined("one person has everything: without her there is nothing to share");
    const double shifted = ranked.value() - (2 * rank - n - 1) * x + before.value() - after;
    result.replicates[order[i]] = shifted / ((n - 1) * rest);
    before.add(x);
  }
  const double centre = mean(result.replicates);
  CompensatedSum squares;
  for (const double replicate : result.replicates) squares.add((replicate - centre) * (replicate - centre));
  result.se = std::sqrt((n - 1) / n * squares.value());
  result.bias = (n - 1) * (centre - *whole);
  if (!std::isfinite(result.se) || !std::isfinite(result.bias)) return undefined("the values are too far apart");
  return result;
}

Result<double> gini_linearised_se(std::span<const double> values) {
  const auto whole = gini(values);
  if (!whole) return std::unexpected(whole.error());
  const std::vector<std::size_t> order = ascending(values);
  const double n = static_cast<double>(values.size()), total = sum(values), mu = total / n;
  const double mean_difference = 2 * mu * *whole;  // the V-statistic: pairs with oneself included
  CompensatedSum before, squares;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double x = values[order[i]], below = static_cast<double>(i);
    const double to_below = below * x - before.value();
    const double to_above = (total - before.value() - x) - (n - below - 1) * x;
    const double influence = ((to_below + to_above) / n - mean_difference) / mu - *whole / mu * (x - mu);
    squares.add(influence * influence);
    before.add(x);
  }
  return finite_or_undefined(std::sqrt(squares.value()) / n, "the standard error");
}

Result<TheilParts> theil_parts(std::span<const double> values, std::span<const std::uint32_t> group) {
  if (values.size() != group.size()) return undefined("one group a value is needed");
  if (auto refused = refuse_negative(values, "the values")) return std::unexpected(*refused);
  const auto whole = theil_t(sorted_runs(values));
  if (!whole) return std::unexpected(whole.error());
  std::map<std::uint32_t, std::vector<double>> members;
  for (std::size_t i = 0; i < values.size(); ++i) members[group[i]].push_back(values[i]);
  const double n = static_cast<double>(values.size()), total = sum(values);
  CompensatedSum within, between;
  for (const auto& [id, part] : members) {
    const double held = sum(part) / total, people = static_cast<double>(part.size()) / n;
    if (held <= 0) continue;  // 0 ln 0 = 0: such a group adds to neither part
    const auto inside = theil_t(sorted_runs(part));
    if (!inside) return std::unexpected(inside.error());
    within.add(held * *inside);
    between.add(held * std::log(held / people));
  }
  return TheilParts{*whole, within.value(), between.value()};
}

}  // namespace boussole::engine::statistics
