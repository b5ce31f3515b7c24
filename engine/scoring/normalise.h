#pragma once

#include <optional>

#include "criteria/criteria.h"
#include "engine/audit.h"

namespace boussole::engine {

/// A value on the fixed scale of its criterion, in [0, 1]; never relative to other platforms. A ladder takes the value
/// itself, clamped.
double normalise(const criteria::Norm& norm, double value);

/// The score of a value and the range that its interval becomes: the smallest and largest score of any point in it.
Score score(const criteria::Norm& norm, double value, const std::optional<Interval>& interval);

}  // namespace boussole::engine
