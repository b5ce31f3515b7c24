// Secondary suppression of a table with published totals: see disclosure.h. Rows and columns are the nodes of a network
// and suppressed cells its edges: moving along a closed path alternately adds to and takes from cells without changing
// a total, so how far a cell can move is a maximal flow.
#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>
#include <set>

#include "engine/statistics/disclosure.h"

namespace boussole::engine::statistics {

namespace {

using Counts = std::span<const std::vector<std::uint64_t>>;

constexpr std::uint64_t kPlenty = std::numeric_limits<std::uint32_t>::max();
constexpr double kMostChoices = 200'000;

/// The largest amount by which a cell can rise (or fall) while all totals stay and no suppressed cell goes below 0.
class Flow {
 public:
  Flow(Counts table, const std::set<Cell>& suppressed)
      : rows_(table.size()),
        nodes_(table.size() + table.front().size()),
        room_(nodes_, std::vector<std::uint64_t>(nodes_, 0)) {
    for (const Cell& cell : suppressed) {
      // From row to column a cell rises without limit; back it falls by what it holds.
      room_[cell.row][rows_ + cell.column] = kPlenty;
      room_[rows_ + cell.column][cell.row] = table[cell.row][cell.column];
    }
  }

  std::uint64_t most_rise(Cell cell) { return between(rows_ + cell.column, cell.row, cell); }
  std::uint64_t most_fall(Cell cell, std::uint64_t held) {
    return std::min(held, between(cell.row, rows_ + cell.column, cell));
  }

 private:
  /// Maximal flow from one end of the cell to the other through the other cells (Edmonds and Karp 1972).
  std::uint64_t between(std::size_t from, std::size_t to, Cell without) {
    auto room = room_;
    room[without.row][rows_ + without.column] = room[rows_ + without.column][without.row] = 0;
    std::uint64_t total = 0;
    while (total < kPlenty) {
      std::vector<std::size_t> before(nodes_, nodes_);
      std::queue<std::size_t> next;
      next.push(from);
      before[from] = from;
      while (!next.empty() && before[to] == nodes_) {
        const std::size_t at = next.front();
        next.pop();
        for (std::size_t other = 0; other < nodes_; ++other)
          if (room[at][other] > 0 && before[other] == nodes_) before[other] = at, next.push(other);
      }
      if (before[to] == nodes_) break;
      std::uint64_t amount = kPlenty;
      for (std::size_t at = to; at != from; at = before[at]) amount = std::min(amount, room[before[at]][at]);
      for (std::size_t at = to; at != from; at = before[at])
        room[before[at]][at] -= amount, room[at][before[at]] += amount;
      total += amount;
    }
    return total;
  }

  std::size_t rows_, nodes_;
  std::vector<std::vector<std::uint64_t>> room_;
};

/// Totals bound what a cell can hold: its row's and its column's, less what is published beside it.
std::uint64_t bound(Counts table, const std::set<Cell>& suppressed, Cell cell) {
  std::uint64_t in_row = 0, in_column = 0;
  for (const Cell& other : suppressed) {
    if (other.row == cell.row) in_row += table[other.row][other.column];
    if (other.column == cell.column) in_column += table[other.row][other.column];
  }
  return std::min(in_row, in_column);
}

CellRange range_of(Counts table, const std::set<Cell>& suppressed, Cell cell) {
  Flow flow(table, suppressed);
  const std::uint64_t held = table[cell.row][cell.column];
  const std::uint64_t high = std::min(held + flow.most_rise(cell), bound(table, suppressed, cell));
  return {cell, held - flow.most_fall(cell, held), high};
}

bool safe(const CellRange& range, std::uint64_t k) {
  return range.high - range.low >= k - 1 || (range.high >= k && range.high > range.low);
}

bool all_safe(Counts table, const std::set<Cell>& suppressed, std::span<const Cell> primary, std::uint64_t k) {
  return std::ranges::all_of(primary, [&](Cell cell) { return safe(range_of(table, suppressed, cell), k); });
}

double choices(double n, double m) {
  double result = 1;
  for (double i = 0; i < m; ++i) result *= (n - i) / (i + 1);
  return result;
}

/// Fewest further cells, then the smallest sum, by trying them all; nothing where that would take too long.
std::optional<std::vector<Cell>> best_further(Counts table, std::span<const Cell> primary, std::span<const Cell> others,
                                              std::uint64_t k) {
  double tried = 0;
  for (std::size_t m = 0; m <= others.size(); ++m) {
    tried += choices(static_cast<double>(others.size()), static_cast<double>(m));
    if (tried > kMostChoices) return std::nullopt;
    std::optional<std::vector<Cell>> best;
    std::uint64_t best_sum = 0;
    std::vector<bool> in(others.size(), false);
    std::fill(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(m), true);
    do {
      std::set<Cell> suppressed(primary.begin(), primary.end());
      std::vector<Cell> further;
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < others.size(); ++i)
        if (in[i]) further.push_back(others[i]), sum += table[others[i].row][others[i].column];
      if (best && sum >= best_sum) continue;
      suppressed.insert(further.begin(), further.end());
      if (all_safe(table, suppressed, primary, k)) best = std::move(further), best_sum = sum;
    } while (std::prev_permutation(in.begin(), in.end()));
    if (best) return best;
  }
  return std::nullopt;
}

/// The cheapest way from a cell's row to its column through other cells, already suppressed ones being free: hiding it
/// closes a cycle through the cell. `banned` cells are not used.
std::vector<Cell> cheapest_cycle(Counts table, const std::set<Cell>& suppressed, Cell cell,
                                 const std::set<Cell>& banned) {
  const std::size_t rows = table.size(), nodes = rows + table.front().size();
  constexpr std::uint64_t kFar = std::numeric_limits<std::uint64_t>::max() / 4;
  // One more cell costs more than any count within.
  std::uint64_t all = 1;
  for (const auto& row : table) all = std::accumulate(row.begin(), row.end(), all);
  std::vector<std::uint64_t> distance(nodes, kFar);
  std::vector<std::size_t> before(nodes, nodes);
  std::vector<bool> done(nodes, false);
  distance[cell.row] = 0;
  for (std::size_t step = 0; step < nodes; ++step) {
    std::size_t at = nodes;
    for (std::size_t i = 0; i < nodes; ++i)
      if (!done[i] && distance[i] < kFar && (at == nodes || distance[i] < distance[at])) at = i;
    if (at == nodes) break;
    done[at] = true;
    for (std::size_t other = at < rows ? rows : 0; other < (at < rows ? nodes : rows); ++other) {
      const Cell edge = at < rows ? Cell{at, other - rows} : Cell{other, at - rows};
      if (edge == cell || banned.contains(edge)) continue;
      const std::uint64_t price = suppressed.contains(edge) ? 0 : all + table[edge.row][edge.column];
      if (distance[at] + price < distance[other]) distance[other] = distance[at] + price, before[other] = at;
    }
  }
  std::vector<Cell> path;
  for (std::size_t at = rows + cell.column; at != cell.row && before[at] != nodes; at = before[at]) {
    const std::size_t other = before[at];
    path.push_back(at < rows ? Cell{at, other - rows} : Cell{other, at - rows});
  }
  return path;
}

/// Cycles through each cell until its range is wide enough; each further cycle avoids the cells of the ones before.
std::set<Cell> good_choice(Counts table, std::span<const Cell> primary, std::span<const Cell> others, std::uint64_t k) {
  std::set<Cell> suppressed(primary.begin(), primary.end());
  for (const Cell& cell : primary) {
    std::set<Cell> banned;
    while (!safe(range_of(table, suppressed, cell), k)) {
      const auto path = cheapest_cycle(table, suppressed, cell, banned);
      if (path.empty()) break;
      suppressed.insert(path.begin(), path.end());
      banned.insert(path.begin(), path.end());
    }
  }
  // Whatever is still unsafe gets the smallest of all other cells, one by one.
  std::vector<Cell> rest(others.begin(), others.end());
  std::ranges::stable_sort(rest, {}, [&](const Cell& cell) { return table[cell.row][cell.column]; });
  for (const Cell& cell : rest) {
    if (all_safe(table, suppressed, primary, k)) break;
    suppressed.insert(cell);
  }
  return suppressed;
}

std::optional<Undefined> refuse_table(Counts table) {
  if (table.empty() || table.front().empty()) return Undefined{"an empty table"};
  std::uint64_t total = 0;
  for (const auto& row : table) {
    if (row.size() != table.front().size()) return Undefined{"all rows need the same columns"};
    for (const std::uint64_t count : row)
      if (count > kPlenty || (total += count) > kPlenty) return Undefined{"the counts are too large"};
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<CellRange>> feasible_ranges(Counts table, std::span<const Cell> suppressed) {
  if (auto refused = refuse_table(table)) return std::unexpected(*refused);
  for (const Cell& cell : suppressed)
    if (cell.row >= table.size() || cell.column >= table.front().size()) return undefined("a cell is out of range");
  const std::set<Cell> hidden(suppressed.begin(), suppressed.end());
  std::vector<CellRange> ranges;
  for (const Cell& cell : hidden) ranges.push_back(range_of(table, hidden, cell));
  return ranges;
}

Result<Suppression> suppress_table(Counts table, std::uint64_t k) {
  if (auto refused = refuse_table(table)) return std::unexpected(*refused);
  if (k < 2) return undefined("the threshold must be at least 2");
  Suppression result;
  std::vector<Cell> others;
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = 0; j < table[i].size(); ++j)
      (table[i][j] > 0 && table[i][j] < k ? result.primary : others).push_back({i, j});
  const auto best = best_further(table, result.primary, others, k);
  result.optimal = best.has_value();
  std::set<Cell> suppressed(result.primary.begin(), result.primary.end());
  if (best)
    suppressed.insert(best->begin(), best->end());
  else
    suppressed = good_choice(table, result.primary, others, k);
  if (!all_safe(table, suppressed, result.primary, k)) return undefined("even hiding every cell protects too little");
  const std::set<Cell> primary(result.primary.begin(), result.primary.end());
  for (const Cell& cell : suppressed) {
    if (primary.contains(cell)) continue;
    result.secondary.push_back(cell);
    result.secondary_sum += table[cell.row][cell.column];
  }
  for (const Cell& cell : result.primary) result.ranges.push_back(range_of(table, suppressed, cell));
  return result;
}

}  // namespace boussole::engine::statistics
