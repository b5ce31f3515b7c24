#include "engine/statistics/linked_tables.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/linear_program.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::size_t kMostCells = 2000;

/// Counts above this are not exact as doubles.
constexpr std::uint64_t kMostCount = std::uint64_t{1} << 40;

std::optional<Undefined> refuse_tables(const LinkedTables& tables) {
  const std::size_t n = tables.cells.size();
  if (!tables.must_show.empty() && tables.must_show.size() != n) return Undefined{"must_show needs one entry a cell"};
  if (n > kMostCells) return Undefined{"more than 2,000 cells at once: split the tables where they share nothing"};
  for (const std::uint64_t count : tables.cells)
    if (count > kMostCount) return Undefined{"a count is too large"};
  for (const CellRelation& relation : tables.relations) {
    std::vector<std::size_t> named = relation.parts;
    named.push_back(relation.total);
    std::ranges::sort(named);
    if (named.back() >= n) return Undefined{"a relation names a cell that is not there"};
    if (std::ranges::adjacent_find(named) != named.end()) return Undefined{"a relation names a cell twice"};
    std::uint64_t sum = 0;
    for (const std::size_t part : relation.parts) sum += tables.cells[part];
    if (sum != tables.cells[relation.total]) return Undefined{"a total is not the sum of its parts"};
  }
  return std::nullopt;
}

/// One row a relation that hides something: total less parts of the hidden cells equals what is published of it.
LinearProgram program_of(const LinkedTables& tables, std::span<const std::size_t> hidden) {
  LinearProgram program;
  program.cost.assign(hidden.size(), 0);
  std::vector<std::size_t> place(tables.cells.size(), hidden.size());
  for (std::size_t i = 0; i < hidden.size(); ++i) place[hidden[i]] = i;
  for (const CellRelation& relation : tables.relations) {
    std::vector<double> row(hidden.size(), 0);
    double right = 0;
    bool hides = false;
    const auto add = [&](std::size_t cell, double sign) {
      if (place[cell] == hidden.size()) return void(right -= sign * static_cast<double>(tables.cells[cell]));
      row[place[cell]] = sign;
      hides = true;
    };
    add(relation.total, 1);
    for (const std::size_t part : relation.parts) add(part, -1);
    if (!hides) continue;
    program.rows.push_back(std::move(row));
    program.right.push_back(right);
  }
  return program;
}

Result<LinkedRange> range_of(LinearProgram& program, std::span<const std::size_t> hidden, std::size_t at) {
  LinkedRange range{hidden[at], 0, std::nullopt};
  program.cost[at] = 1;
  const Solved least = minimise(program);
  program.cost[at] = -1;
  const Solved most = minimise(program);
  program.cost[at] = 0;
  if (!least.optimum || (!most.optimum && most.why != NoOptimum::unbounded))
    return undefined("the linear program found no answer");
  range.low = static_cast<std::uint64_t>(std::ceil(std::max(0.0, least.optimum->cost - 1e-6)));
  if (most.optimum) range.high = static_cast<std::uint64_t>(std::floor(-most.optimum->cost + 1e-6));
  return range;
}

bool wide_enough(const LinkedRange& range, std::uint64_t k) {
  if (!range.high) return true;
  return *range.high > range.low && (*range.high - range.low >= k - 1 || *range.high >= k);
}

Result<bool> all_protected(const LinkedTables& tables, std::span<const std::size_t> primary,
                           std::span<const std::size_t> hidden, std::uint64_t k) {
  LinearProgram program = program_of(tables, hidden);
  for (const std::size_t cell : primary) {
    const auto at = static_cast<std::size_t>(std::ranges::find(hidden, cell) - hidden.begin());
    const auto range = range_of(program, hidden, at);
    if (!range) return std::unexpected(range.error());
    if (!wide_enough(*range, k)) return false;
  }
  return true;
}

/// The cells that would have to change so that this one is k, as cheaply as can be: hidden ones almost for nothing,
/// then few cells, then small ones. Nothing where no change of the cells that may be hidden does it.
std::optional<std::vector<std::size_t>> carriers(const LinkedTables& tables, const std::vector<bool>& hidden,
                                                 std::size_t raised, std::uint64_t k) {
  const std::size_t n = tables.cells.size();
  const double largest = static_cast<double>(*std::ranges::max_element(tables.cells)) + 1;
  // By cell: its rise, its fall (at most to 0), and what its fall leaves.
  LinearProgram program;
  program.cost.assign(3 * n, 0);
  for (std::size_t c = 0; c < n; ++c) {
    const bool shown = !tables.must_show.empty() && tables.must_show[c];
    const double count = static_cast<double>(tables.cells[c]);
    program.cost[3 * c] = program.cost[3 * c + 1] = hidden[c] ? 1e-4 : 1 + count / largest;
    std::vector<double> fall(3 * n, 0);
    fall[3 * c + 1] = fall[3 * c + 2] = 1;
    program.rows.push_back(std::move(fall));
    program.right.push_back(shown && !hidden[c] ? 0 : count);
    if (!shown || hidden[c]) continue;
    std::vector<double> rise(3 * n, 0);
    rise[3 * c] = 1;
    program.rows.push_back(std::move(rise));
    program.right.push_back(0);
  }
  const auto add = [&](std::vector<double>& row, std::size_t cell, double sign) {
    row[3 * cell] = sign;
    row[3 * cell + 1] = -sign;
  };
  for (const CellRelation& relation : tables.relations) {
    std::vector<double> row(3 * n, 0);
    add(row, relation.total, 1);
    for (const std::size_t part : relation.parts) add(row, part, -1);
    program.rows.push_back(std::move(row));
    program.right.push_back(0);
  }
  std::vector<double> wanted(3 * n, 0);
  add(wanted, raised, 1);
  program.rows.push_back(std::move(wanted));
  program.right.push_back(static_cast<double>(k - tables.cells[raised]));
  const Solved solved = minimise(program);
  if (!solved.optimum) return std::nullopt;
  std::vector<std::size_t> moved;
  for (std::size_t c = 0; c < n; ++c)
    if (std::abs(solved.optimum->x[3 * c] - solved.optimum->x[3 * c + 1]) > 1e-6) moved.push_back(c);
  return moved;
}

std::vector<std::size_t> members(const std::vector<bool>& hidden) {
  std::vector<std::size_t> result;
  for (std::size_t c = 0; c < hidden.size(); ++c)
    if (hidden[c]) result.push_back(c);
  return result;
}

/// Shows again, the largest first, what is hidden in vain.
Result<bool> show_again(const LinkedTables& tables, std::span<const std::size_t> primary, std::vector<bool>& hidden,
                        std::uint64_t k) {
  std::vector<std::size_t> secondary;
  for (const std::size_t c : members(hidden))
    if (std::ranges::find(primary, c) == primary.end()) secondary.push_back(c);
  std::ranges::stable_sort(secondary, std::ranges::greater{}, [&](std::size_t c) { return tables.cells[c]; });
  for (const std::size_t c : secondary) {
    hidden[c] = false;
    const auto still = all_protected(tables, primary, members(hidden), k);
    if (!still) return std::unexpected(still.error());
    hidden[c] = !*still;
  }
  return true;
}

}  // namespace

Result<std::vector<LinkedRange>> linked_ranges(const LinkedTables& tables, std::span<const std::size_t> hidden) {
  if (auto refused = refuse_tables(tables)) return std::unexpected(*refused);
  std::vector<std::size_t> sorted(hidden.begin(), hidden.end());
  std::ranges::sort(sorted);
  if (!sorted.empty() && sorted.back() >= tables.cells.size()) return undefined("a hidden cell is not there");
  if (std::ranges::adjacent_find(sorted) != sorted.end()) return undefined("a hidden cell is named twice");
  LinearProgram program = program_of(tables, hidden);
  std::vector<LinkedRange> result;
  for (std::size_t at = 0; at < hidden.size(); ++at) {
    const auto range = range_of(program, hidden, at);
    if (!range) return std::unexpected(range.error());
    result.push_back(*range);
  }
  return result;
}

Result<LinkedSuppression> suppress_linked(const LinkedTables& tables, std::uint64_t k) {
  if (auto refused = refuse_tables(tables)) return std::unexpected(*refused);
  if (k == 0) return undefined("k must be at least 1");
  const std::size_t n = tables.cells.size();
  LinkedSuppression result;
  std::vector<bool> hidden(n, false);
  for (std::size_t c = 0; c < n; ++c)
    if (tables.cells[c] > 0 && tables.cells[c] < k) result.primary.push_back(c), hidden[c] = true;
  for (const std::size_t c : result.primary)
    if (!tables.must_show.empty() && tables.must_show[c]) return undefined("a cell that must be shown is too small");
  // The smallest first: what hides them hides the others as well, more often than not.
  std::vector<std::size_t> order = result.primary;
  std::ranges::stable_sort(order, {}, [&](std::size_t c) { return tables.cells[c]; });
  for (const std::size_t cell : order) {
    const auto now = members(hidden);
    const auto protected_already = all_protected(tables, std::span(&cell, 1), now, k);
    if (!protected_already) return std::unexpected(protected_already.error());
    if (*protected_already) continue;
    const auto moved = carriers(tables, hidden, cell, k);
    if (!moved) return undefined("even hiding every cell that may be hidden protects too little");
    for (const std::size_t c : *moved) hidden[c] = true;
  }
  if (const auto done = show_again(tables, result.primary, hidden, k); !done) return std::unexpected(done.error());
  const auto all = members(hidden);
  LinearProgram program = program_of(tables, all);
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (std::ranges::find(result.primary, all[at]) == result.primary.end()) {
      result.secondary.push_back(all[at]);
      continue;
    }
    const auto range = range_of(program, all, at);
    if (!range) return std::unexpected(range.error());
    result.ranges.push_back(*range);
  }
  return result;
}

}  // namespace boussole::engine::statistics
