#pragma once

#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/dataset/dataset.h"
#include "engine/tally/links.h"

namespace boussole::engine {

/// Decidim's own indicators on the same data, as its code computes them: the platform as if it were one process, then
/// each participatory process with proposals (Decidim scores processes only), the twenty with most proposals at most.
/// Empty for a platform that is not Decidim.
/// @param set  the criteria set `decidim_quality`
std::vector<OtherSet> decidim_sets(const Dataset& data, const Links& links, const criteria::CriteriaSet& set);

}  // namespace boussole::engine
