#pragma once

#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/dataset/dataset.h"
#include "engine/tally/tally.h"

namespace boussole::engine {

/// The context figures (ctx-*): shown, never scored. Those the data cannot give say what would; those about votes are
/// left out where there is no vote of that kind.
std::vector<ContextFigure> context_figures(const criteria::CriteriaSet& set, const Dataset& data, const Tally& platform,
                                           std::int64_t min_cell, const Findings* findings = nullptr);

}  // namespace boussole::engine
