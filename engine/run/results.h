#pragma once

#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/indicators/indicator.h"

namespace boussole::engine {

/// Every indicator of the set for one scope, in the set's order: what the engine computes, and the others as missing
/// with what would feed them.
std::vector<IndicatorResult> all_results(const criteria::CriteriaSet& set, const Dataset& data, const Tally& tally,
                                         const Sampling& sampling, OptionalTime as_of,
                                         const Findings* findings = nullptr);

/// The indicators that can be published for one space: those that are ok.
std::vector<IndicatorResult> space_results(const criteria::CriteriaSet& set, const Dataset& data, const Tally& tally,
                                           const Sampling& sampling, OptionalTime as_of, std::string_view scope,
                                           const Findings* findings = nullptr);

}  // namespace boussole::engine
