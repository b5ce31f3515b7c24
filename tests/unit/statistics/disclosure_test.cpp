#include "engine/statistics/disclosure.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Counts = std::vector<std::vector<std::uint64_t>>;

/// All that a cell can be, by trying every table of the same totals that agrees on the published cells.
void every_table(const Counts& table, const std::vector<Cell>& hidden, std::size_t at, Counts& trial,
                 std::vector<std::uint64_t>& low, std::vector<std::uint64_t>& high) {
  if (at == hidden.size()) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      std::uint64_t a = 0, b = 0;
      for (std::size_t j = 0; j < table[i].size(); ++j) a += table[i][j], b += trial[i][j];
      if (a != b) return;
    }
    for (std::size_t j = 0; j < table[0].size(); ++j) {
      std::uint64_t a = 0, b = 0;
      for (std::size_t i = 0; i < table.size(); ++i) a += table[i][j], b += trial[i][j];
      if (a != b) return;
    }
    for (std::size_t c = 0; c < hidden.size(); ++c) {
      const std::uint64_t value = trial[hidden[c].row][hidden[c].column];
      low[c] = std::min(low[c], value), high[c] = std::max(high[c], value);
    }
    return;
  }
  const Cell cell = hidden[at];
  for (std::uint64_t value = 0; value <= 12; ++value) {
    trial[cell.row][cell.column] = value;
    every_table(table, hidden, at + 1, trial, low, high);
  }
}

}  // namespace

TEST_CASE("small cells") {
  CHECK(*small_cells(std::vector<std::uint64_t>{0, 1, 4, 5}, 5, true) == std::vector<bool>{false, true, true, false});
  CHECK(*small_cells(std::vector<std::uint64_t>{0, 9}, 5, false) == std::vector<bool>{true, false});
  CHECK_FALSE(small_cells(std::vector<std::uint64_t>{1}, 0, true));
}

TEST_CASE("ranges by flow are the ranges by trying everything") {
  const Counts table{{3, 1, 4}, {1, 5, 2}};
  for (const std::vector<Cell>& hidden :
       {std::vector<Cell>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, std::vector<Cell>{{0, 0}}, std::vector<Cell>{{0, 0}, {1, 1}},
        std::vector<Cell>{{0, 0}, {0, 2}, {1, 0}, {1, 2}, {1, 1}}}) {
    const auto ranges = *feasible_ranges(table, hidden);
    std::vector<std::uint64_t> low(hidden.size(), 99), high(hidden.size(), 0);
    Counts trial = table;
    every_table(table, hidden, 0, trial, low, high);
    for (const CellRange& range : ranges) {
      const auto at = static_cast<std::size_t>(std::ranges::find(hidden, range.cell) - hidden.begin());
      CHECK(range.low == low[at]);
      CHECK(range.high == high[at]);
    }
  }
}

TEST_CASE("small cells are protected, in tables of any size") {
  for (std::uint64_t number = 0; number < 25; ++number) {
    RandomStream random(number, 11, 0);
    const std::size_t rows = 2 + random.below(7), columns = 2 + random.below(7);
    Counts table(rows, std::vector<std::uint64_t>(columns));
    for (auto& row : table)
      for (auto& cell : row) cell = random.below(random.uniform() < 0.2 ? 5 : 60);
    const auto result = suppress_table(table, 5);
    if (!result) continue;  // too few cells to hide behind
    for (const CellRange& range : result->ranges) {
      const std::uint64_t value = table[range.cell.row][range.cell.column];
      CHECK(range.low <= value);
      CHECK(range.high >= value);
      CHECK((range.high - range.low >= 4 || (range.high >= 5 && range.high > range.low)));
    }
  }
  CHECK(suppress_table(Counts{{10, 20}, {30, 40}}, 5)->secondary.empty());
  CHECK_FALSE(suppress_table(Counts{{3}}, 5));
  CHECK_FALSE(suppress_table(Counts{{1, 2}, {3}}, 5));
  CHECK_FALSE(suppress_table(Counts{}, 5));
}

TEST_CASE("rounding") {
  CHECK(*round_to_base(7, 5) == 5);
  CHECK(*round_to_base(8, 5) == 10);
  CHECK(*round_to_base(5, 10) == 10);
  CHECK(*round_to_base(0, 3) == 0);
  CHECK_FALSE(round_to_base(1, 0));
  // At random but fair, and the same each time it is asked.
  double total = 0;
  for (std::uint64_t key = 0; key < 5000; ++key) {
    const auto rounded = *round_randomly(7, 5, 1, key);
    CHECK((rounded == 5 || rounded == 10));
    CHECK(rounded == *round_randomly(7, 5, 1, key));
    total += static_cast<double>(rounded);
  }
  CHECK(total / 5000 == Approx(7).margin(0.15));
  CHECK(*round_randomly(10, 5, 1, 3) == 10);
}

TEST_CASE("rows that give people away") {
  using Rows = std::vector<std::vector<std::string>>;
  CHECK(k_anonymity(Rows{{"F", "18"}, {"F", "18"}}, 5)->k == 2);
  CHECK(k_anonymity(Rows{{"F", "18"}, {"F", "19"}}, 5)->share_unique == 1);
  CHECK_FALSE(k_anonymity(Rows{}, 5));
  CHECK(l_diversity(std::vector<SensitiveRow>{{"A", "y"}, {"A", "n"}})->distinct == 2);
  CHECK_FALSE(l_diversity(std::vector<SensitiveRow>{}));
  CHECK(differencing(57, 55, 5).violates);
  CHECK_FALSE(differencing(57, 57, 5).violates);
  CHECK(differencing(55, 57, 5).difference == 2);
}

TEST_CASE("noise") {
  CHECK_FALSE(laplace_mechanism(1, 0));
  CHECK_FALSE(geometric_mechanism(generate::kNaN));
  CHECK_FALSE(randomised_response(0, 0.5, 10));
  CHECK_FALSE(randomised_response(0.5, 0.5, 0));
  const auto law = *geometric_mechanism(0.5);
  // Weights p0 alpha^|k| sum to 1, and 95 % of them lie within the half width.
  double inside = 0, all = 0;
  for (int k = -200; k <= 200; ++k) {
    const double weight = law.p_zero * std::pow(law.scale, std::abs(k));
    all += weight;
    if (std::abs(k) <= law.half_width) inside += weight;
  }
  CHECK(all == Approx(1));
  CHECK(inside >= 0.95);
  CHECK(inside - 2 * law.p_zero * std::pow(law.scale, law.half_width) < 0.95);
}
