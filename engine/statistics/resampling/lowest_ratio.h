#pragma once

#include <span>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/result.h"

/// How far behind the least served of several groups is.
namespace boussole::engine::statistics {

/// Interval of the lowest of (rate of the group / overall rate), by inverting a test: the ratios at which the lowest
/// group could truly be without the one seen being too low, or too high, for luck. The other groups are taken at the
/// rates seen, drawn towards the mean by what luck adds to their spread (method of moments), and never below the ratio
/// tried: so many groups near the lowest count for what they can add by luck, and those far above for nothing. Groups
/// are binomial (Peizer & Pratt 1968, mid-p), with the effective n that a ratio to the overall rate has (delta method:
/// a group is part of the whole).
/// @param groups   at least two, hits <= n, n >= 1
/// @param overall  hits >= 1; it holds each group
Range lowest_ratio_interval(std::span<const GroupCount> groups, const GroupCount& overall, double level);

}  // namespace boussole::engine::statistics
