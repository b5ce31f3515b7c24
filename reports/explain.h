#pragma once

#include <string>

#include "criteria/criteria.h"
#include "engine/audit.h"

namespace boussole::reports {

/// One figure redone by hand, as plain text: the formula, the numbers it was made from at full precision, its interval
/// and how to get it again, and each step from the value to the score.
/// @param result  an indicator of `audit`
std::string explain(const engine::Audit& audit, const engine::IndicatorResult& result, const criteria::CriteriaSet& set,
                    Language language);

}  // namespace boussole::reports
