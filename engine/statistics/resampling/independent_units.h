#pragma once

#include <optional>
#include <span>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/resampling/outcome.h"
#include "engine/statistics/result.h"

/// Intervals where the units are independent: a mean over conversations, the least served of several groups.
namespace boussole::engine::statistics {

/// Studentised bootstrap of a mean (Efron & Tibshirani 1993, section 12.5). A replicate that redraws one value only has
/// no standard error of its own: it is given half of what one unit at the next value would make.
/// @param units  canonical, at least two distinct values
Range studentised_mean_interval(std::span<const ValueBin> units, const IntervalRequest& request);

/// Interval of the lowest of (rate of the group / overall rate). The upper end holds for all groups that the data leave
/// in the running for the lowest (Bonferroni among them), the lower end for the lowest one; each group's interval is
/// Wilson's, with the effective n that its ratio to the overall rate has (delta method: a group is part of the whole).
/// @param groups   at least two, hits <= n, n >= 1
/// @param overall  hits >= 1; it holds each group
Range lowest_ratio_interval(std::span<const GroupCount> groups, const GroupCount& overall, double level);

}  // namespace boussole::engine::statistics
