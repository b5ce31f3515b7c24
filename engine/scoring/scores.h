#pragma once

#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"

namespace boussole::engine {

/// Fills `score` of every indicator that is ok, on its own scale.
void score_indicators(const criteria::CriteriaSet& set, std::vector<IndicatorResult>& indicators);

/// Means by criterion: equal weights within a criterion, measured and declared apart; `coverage` is the share of the
/// criterion's indicators that are ok.
std::vector<CriterionScore> criterion_scores(const criteria::CriteriaSet& set,
                                             const std::vector<IndicatorResult>& indicators);

/// Means by axis: equal weights of its criteria. No score below half of the axis's weight (all its indicators, declared
/// ones included). The geometric mean, which compensates less, stands beside.
std::vector<AxisScore> axis_scores(const criteria::CriteriaSet& set, const std::vector<CriterionScore>& criteria);

}  // namespace boussole::engine
