#include "engine/scoring/compare_ranks.h"

#include <algorithm>

namespace boussole::engine {
namespace {

std::vector<RankRange> ranks_of(std::size_t subjects, const std::vector<PairDifference>& pairs, bool more_is_better) {
  std::vector<RankRange> out(subjects, RankRange{1, subjects});
  for (const PairDifference& pair : pairs) {
    if (!pair.demonstrated) continue;
    const bool first_wins = (pair.estimate.difference > 0) == more_is_better;
    ++out[first_wins ? pair.second : pair.first].best;
    --out[first_wins ? pair.first : pair.second].worst;
  }
  return out;
}

}  // namespace

std::vector<RankRange> indicator_ranks(const ComparedIndicator& row, const criteria::Indicator* definition) {
  if (definition == nullptr || (definition->direction != "higher" && definition->direction != "lower")) return {};
  return ranks_of(row.results.size(), row.differences, definition->direction == "higher");
}

std::vector<RankRange> axis_ranks(const ComparedAxis& row) {
  if (!std::all_of(row.common.begin(), row.common.end(), [](const auto& s) { return s.has_value(); })) return {};
  return ranks_of(row.common.size(), row.differences, true);
}

}  // namespace boussole::engine
