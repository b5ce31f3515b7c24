#pragma once

#include <span>
#include <vector>

#include "engine/scoring/compare.h"

/// One platform at several dates: what changed.
namespace boussole::engine {

/// Empty unless every subject is the same platform and space at a date of its own (ISO dates). Dates are put in order;
/// each figure gives one slope for each two dates that follow.
std::vector<Slope> slopes_of(std::span<const Subject> subjects, const Comparison& comparison);

}  // namespace boussole::engine
