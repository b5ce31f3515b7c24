#pragma once

#include <cstdint>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"

namespace boussole::engine {

/// Places by demonstrated differences only, 1 the best. Empty for an indicator whose best is a band, or that the
/// criteria do not know: more is then neither better nor worse.
std::vector<RankRange> indicator_ranks(const ComparedIndicator& row, const criteria::Indicator* definition);

/// The same for an axis, more is better; empty where a subject has no score.
std::vector<RankRange> axis_ranks(const ComparedAxis& row);

/// Fills `places` where there are ranks: each figure is drawn from a normal on each side of its value, as wide as its
/// interval; one without interval stays. The same bits every time for the same seed.
void add_acceptabilities(Comparison& comparison, const criteria::CriteriaSet& set, std::uint64_t draws,
                         std::uint64_t seed);

}  // namespace boussole::engine
