// Several tables, pages or dates together: linked suppression and the ledger of what was published.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "engine/statistics/disclosure.h"
#include "engine/statistics/linear_program.h"
#include "engine/statistics/linked_tables.h"
#include "engine/statistics/publication_ledger.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Cells = std::vector<std::size_t>;

/// rows x columns with their totals and the grand total: cell (i, j) is i * (columns + 1) + j.
LinkedTables with_totals(const std::vector<std::vector<std::uint64_t>>& table) {
  LinkedTables linked;
  const std::size_t rows = table.size(), columns = table.front().size(), width = columns + 1;
  linked.cells.assign((rows + 1) * width, 0);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      for (const std::size_t at : {i * width + j, i * width + columns, rows * width + j, rows * width + columns})
        linked.cells[at] += table[i][j];
  for (std::size_t i = 0; i <= rows; ++i) {
    linked.relations.push_back({i * width + columns, {}});
    for (std::size_t j = 0; j < columns; ++j) linked.relations.back().parts.push_back(i * width + j);
  }
  for (std::size_t j = 0; j <= columns; ++j) {
    linked.relations.push_back({rows * width + j, {}});
    for (std::size_t i = 0; i < rows; ++i) linked.relations.back().parts.push_back(i * width + j);
  }
  return linked;
}

bool hidden_well(const LinkedRange& range, std::uint64_t k) {
  return !range.high || (*range.high > range.low && (*range.high - range.low >= k - 1 || *range.high >= k));
}
}  // namespace

TEST_CASE("a linear program by hand, and those without an answer") {
  // Largest 3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3 is 11, at (3, 1); the rest are slacks.
  const Solved solved = minimise({{-3, -2, 0, 0, 0}, {{1, 1, 1, 0, 0}, {1, 3, 0, 1, 0}, {1, 0, 0, 0, 1}}, {4, 6, 3}});
  REQUIRE(solved.optimum);
  CHECK(solved.optimum->cost == Approx(-11));
  CHECK(solved.optimum->x[0] == Approx(3));
  CHECK(solved.optimum->x[1] == Approx(1));
  CHECK(minimise({{1, 1}, {{1, 1}, {1, 1}}, {1, 2}}).why == NoOptimum::infeasible);
  CHECK(minimise({{1}, {{-1}}, {1}}).why == NoOptimum::infeasible);
  CHECK(minimise({{-1, 0}, {{1, -1}}, {0}}).why == NoOptimum::unbounded);
  // A row said twice, and a right side of 0 (degenerate).
  const Solved twice = minimise({{1, 2}, {{1, -1}, {2, -2}, {1, 1}}, {0, 0, 2}});
  REQUIRE(twice.optimum);
  CHECK(twice.optimum->cost == Approx(3));
  // Beale's example, round which the plain rule goes in a circle.
  const Solved beale = minimise({{-0.75, 150, -0.02, 6, 0, 0, 0},
                                 {{0.25, -60, -0.04, 9, 1, 0, 0}, {0.5, -90, -0.02, 3, 0, 1, 0}, {0, 0, 1, 0, 0, 0, 1}},
                                 {0, 0, 1}});
  REQUIRE(beale.optimum);
  CHECK(beale.optimum->cost == Approx(-0.05));
}

TEST_CASE("ranges of linked cells are those of the table by maximal flow") {
  const std::vector<std::vector<std::uint64_t>> table{{3, 1, 4}, {1, 5, 2}, {6, 0, 9}};
  const LinkedTables linked = with_totals(table);
  const std::vector<Cell> hidden{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 0}};
  const auto flow = *feasible_ranges(table, hidden);
  Cells same;
  for (const Cell& cell : hidden) same.push_back(cell.row * 4 + cell.column);
  const auto ranges = *linked_ranges(linked, same);
  for (std::size_t i = 0; i < hidden.size(); ++i)
    for (const CellRange& expected : flow)
      if (expected.cell == hidden[i]) {
        CHECK(ranges[i].low == expected.low);
        CHECK(ranges[i].high == expected.high);
      }
  // A cell alone in its relation is known; one in no relation may be anything.
  CHECK(*(*linked_ranges({{7, 3, 4}, {{0, {1, 2}}}, {}}, Cells{1}))[0].high == 3);
  CHECK_FALSE((*linked_ranges({{7, 3, 4, 2}, {{0, {1, 2}}}, {}}, Cells{3}))[0].high);
}

TEST_CASE("small cells of linked tables are protected, whatever the tables") {
  std::size_t answered = 0;
  for (std::uint64_t number = 0; number < 12; ++number) {
    RandomStream random(number, 12, 0);
    std::vector<std::vector<std::uint64_t>> table(2 + random.below(3), std::vector<std::uint64_t>(3));
    for (auto& row : table)
      for (auto& cell : row) cell = random.uniform() < 0.25 ? random.below(5) : 5 + random.below(40);
    LinkedTables linked = with_totals(table);
    linked.must_show.assign(linked.cells.size(), false);
    if (number % 2 == 0) linked.must_show.back() = true;
    const auto result = suppress_linked(linked, 5);
    if (!result) continue;
    ++answered;
    for (const LinkedRange& range : result->ranges) {
      CHECK(range.low <= linked.cells[range.cell]);
      CHECK((!range.high || *range.high >= linked.cells[range.cell]));
      CHECK(hidden_well(range, 5));
    }
    for (const std::size_t cell : result->secondary) CHECK_FALSE(linked.must_show[cell]);
    // Nothing is hidden in vain: any secondary cell shown again would give a small one away.
    for (const std::size_t shown : result->secondary) {
      Cells rest = result->primary;
      for (const std::size_t cell : result->secondary)
        if (cell != shown) rest.push_back(cell);
      const auto ranges = *linked_ranges(linked, rest);
      CHECK_FALSE(std::all_of(ranges.begin(), ranges.begin() + std::ptrdiff_t(result->primary.size()),
                              [](const LinkedRange& r) { return hidden_well(r, 5); }));
    }
  }
  CHECK(answered >= 8);
}

TEST_CASE("two pages that share a cell are looked at together") {
  // District 1 is 3 + 20; the page by age holds the same 3 people as "under 25": 3 + 8 + 12.
  const LinkedTables pages{{23, 3, 20, 8, 12}, {{0, {1, 2}}, {0, {1, 3, 4}}}, {true, false, false, false, false}};
  const auto together = *suppress_linked(pages, 5);
  CHECK(together.primary == Cells{1});
  // The first page alone needs cell 2 hidden, the second one of its own as well.
  CHECK(std::ranges::find(together.secondary, 2U) != together.secondary.end());
  CHECK(together.secondary.size() == 2);
  CHECK(hidden_well(together.ranges[0], 5));
}

TEST_CASE("linked tables that are refused") {
  CHECK_FALSE(suppress_linked({{5, 2, 2}, {{0, {1, 2}}}, {}}, 5));
  CHECK_FALSE(suppress_linked({{4, 2, 2}, {{0, {1, 9}}}, {}}, 5));
  CHECK_FALSE(suppress_linked({{4, 4}, {{0, {1, 1}}}, {}}, 5));
  CHECK_FALSE(suppress_linked({{4, 2, 2}, {{0, {1, 2}}}, {}}, 0));
  CHECK_FALSE(suppress_linked({{9}, {}, {true, false}}, 5));
  CHECK_FALSE(suppress_linked({{3}, {}, {true}}, 5));
  CHECK_FALSE(suppress_linked({{23, 3, 20}, {{0, {1, 2}}}, {true, false, true}}, 5));
  CHECK_FALSE(linked_ranges({{9}, {}, {}}, Cells{1}));
  CHECK_FALSE(linked_ranges({{9}, {}, {}}, Cells{0, 0}));
  CHECK(suppress_linked({{}, {}, {}}, 5)->primary.empty());
  CHECK(suppress_linked({{0, 0, 0}, {{0, {1, 2}}}, {}}, 5)->primary.empty());
  CHECK(suppress_linked({{1'000'000, 999'999, 1}, {{0, {1, 2}}}, {}}, 5)->secondary.size() == 1);
}

TEST_CASE("a ledger refuses the total that gives a few people away") {
  auto ledger = *PublicationLedger::over({55, 2, 30, 40}, 5);
  CHECK(ledger.publish({"all", {0, 1, 2, 3}})->empty());
  CHECK(ledger.publish({"districts 1 and 2", {1, 0}})->empty());
  // 57 and 55: the two people of cell 1.
  const auto leaks = *ledger.publish({"district 1", {0}});
  REQUIRE_FALSE(leaks.empty());
  CHECK(leaks[0].way == Leak::Way::difference);
  CHECK(leaks[0].earlier == 1);
  CHECK(leaks[0].cells == Cells{1});
  CHECK(leaks[0].low == 2);
  CHECK(ledger.published().size() == 2);
  CHECK((*ledger.leaks({"two people", {1}}))[0].way == Leak::Way::itself);
  // The same again says nothing new.
  CHECK(ledger.leaks({"all", {3, 2, 1, 0}})->empty());
}

TEST_CASE("a ledger sees what no two totals say, but several do") {
  // a + b, c + d and b + c + ... : (0+1) + (2+3) - (0+2) ... leaves cells 1 and 3; with (1+3+4) cell 4 is known.
  auto ledger = *PublicationLedger::over({20, 30, 25, 15, 3}, 5);
  CHECK(ledger.publish({"first", {0, 1}})->empty());
  CHECK(ledger.publish({"second", {2, 3}})->empty());
  CHECK(ledger.publish({"third", {0, 2}})->empty());
  const auto leaks = *ledger.leaks({"fourth", {1, 3, 4}});
  REQUIRE(leaks.size() == 1);
  CHECK(leaks[0].way == Leak::Way::together);
  CHECK(leaks[0].cells == Cells{4});
  CHECK(leaks[0].low == 3);
  CHECK(leaks[0].high == 3);
  CHECK_FALSE(ledger.leaks({"nothing", {}}));
  CHECK_FALSE(ledger.leaks({"twice", {1, 1}}));
  CHECK_FALSE(ledger.leaks({"elsewhere", {5}}));
  CHECK_FALSE(PublicationLedger::over({}, 5));
  CHECK_FALSE(PublicationLedger::over({1}, 1));
}

TEST_CASE("epsilons add up, less so for many small ones") {
  CHECK(*composed_epsilon(std::vector{0.5, 0.25, 1.0}) == 1.75);
  CHECK(*composed_epsilon(std::vector<double>{}) == 0);
  CHECK_FALSE(composed_epsilon(std::vector{0.5, 0.0}));
  CHECK_FALSE(composed_epsilon(std::vector{generate::kNaN}));
  // sqrt(2 * 100 * ln(1e5)) * 0.01 + 100 * 0.01 * (e^0.01 - 1) = 0.47985 + 0.01005
  CHECK(*composed_epsilon_advanced(0.01, 100, 1e-5) == Approx(0.4899028).epsilon(1e-6));
  CHECK(*composed_epsilon_advanced(1, 2, 1e-5) == 2);
  CHECK_FALSE(composed_epsilon_advanced(1, 2, 0));
  CHECK_FALSE(composed_epsilon_advanced(-1, 2, 0.1));
}
