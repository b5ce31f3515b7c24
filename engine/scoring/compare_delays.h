#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/scoring/compare.h"

/// Mean waits for an answer, over one span that all subjects were watched for.
namespace boussole::engine {

/// The longest span for which every subject gives a mean wait; nothing where there is none. The intervals of the means
/// are normal ones at each audit's level, cut to what a mean wait may be.
std::optional<ComparedDelay> compared_delay(std::span<const Subject> subjects);

/// Difference of two restricted means with its normal interval (Royston and Parmar 2013).
DifferenceEstimate difference_of(const MeanWait& first, const MeanWait& second, double level);

}  // namespace boussole::engine
