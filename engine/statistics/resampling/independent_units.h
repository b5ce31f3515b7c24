#pragma once

#include <optional>
#include <span>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/resampling/outcome.h"
#include "engine/statistics/result.h"

/// Intervals where the units are independent: a mean over conversations.
namespace boussole::engine::statistics {

/// Studentised bootstrap of a mean (Efron & Tibshirani 1993, section 12.5). A replicate that redraws one value only has
/// no standard error of its own: it is given half of what one unit at the next value would make.
/// @param units  canonical, at least two distinct values
Range studentised_mean_interval(std::span<const ValueBin> units, const IntervalRequest& request);

}  // namespace boussole::engine::statistics
