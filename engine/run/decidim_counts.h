#pragma once

#include "engine/dataset/dataset.h"
#include "engine/indicators/decidim_quality.h"
#include "engine/tally/links.h"

namespace boussole::engine {

/// What Decidim's code would count, over all rows of the scope (withdrawn proposals and amendments included), as far as
/// an export tells. @param space  one space, or the whole platform where empty
decidim_quality::Counts decidim_counts(const Dataset& data, const Links& links, OptionalIndex space);

}  // namespace boussole::engine
