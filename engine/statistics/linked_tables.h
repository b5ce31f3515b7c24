#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Tables that share cells: totals of totals (districts, cities), the same count on two pages, publications over time.
/// Each may be safe alone and give a person away together (Hundepool et al. 2012, chapter 4).
namespace boussole::engine::statistics {

/// cells[total] is the sum of the cells named in parts: what a reader knows of them.
struct CellRelation {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};
/// All cells of all tables, totals included, each counted once, and how they hang together.
struct LinkedTables {
  std::vector<std::uint64_t> cells;
  std::vector<CellRelation> relations;
  std::vector<bool> must_show;  ///< cells that stay published whatever happens; empty: none
};

/// What a reader who knows the published cells and the relations can say of one that is hidden.
struct LinkedRange {
  std::size_t cell = 0;
  std::uint64_t low = 0;
  std::optional<std::uint64_t> high;  ///< absent: no upper end
};
/// By two linear programs a cell; whole numbers may allow a little less than they do where tables are linked. Undefined
/// where a relation does not add up or names a cell that is not there, or a cell is named twice.
Result<std::vector<LinkedRange>> linked_ranges(const LinkedTables& tables, std::span<const std::size_t> hidden);

struct LinkedSuppression {
  std::vector<std::size_t> primary;    ///< 1 … k - 1
  std::vector<std::size_t> secondary;  ///< hidden to protect them, totals among them
  std::vector<LinkedRange> ranges;     ///< of the primary cells
};
/// Hides cells of all tables at once, so that each small cell may lie anywhere in a range at least k - 1 wide (or
/// reaching k, and no single number). For each small cell, the cheapest change of other cells that would raise it to k
/// is sought by a linear program (Robertson 1993; Fischetti and Salazar 2001), cells that carry it are hidden, and what
/// is not needed in the end is shown again. A good choice, not always the least. Undefined where must_show leaves a
/// small cell unprotected, or k is 0.
Result<LinkedSuppression> suppress_linked(const LinkedTables& tables, std::uint64_t k);

}  // namespace boussole::engine::statistics
