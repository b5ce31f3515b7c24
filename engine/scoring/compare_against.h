#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/scoring/compare.h"

/// Several subjects, each against one and the same: fewer claims than all pairs, so more of them can be demonstrated.
namespace boussole::engine {

/// The figures of one indicator or axis, and its differences: each subject less the one they are held against.
struct AgainstRow {
  std::vector<std::optional<PrintedFigure>> figures;  ///< one a subject
  std::vector<PairDifference>* differences = nullptr;
};

/// Adjusts p over all differences of all rows together, and gives each its simultaneous interval within its row.
/// Within a row the differences share a figure, so they are correlated and their joint law is Dunnett's (1955) with the
/// control's part of each variance; across rows nothing is supposed. Step by step from the surest (Romano and Wolf 2005
/// with a union bound across rows): the chance that the largest of those left is as far out, summed over rows. Never
/// above Holm's p. Where a side of a difference has two correlations, the smaller is taken (Slepian 1962): it promises
/// less.
/// @param control  place of the subject that all are held against
void adjust_against(std::span<AgainstRow> rows, std::size_t control, double level);

}  // namespace boussole::engine
