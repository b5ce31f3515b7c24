#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/resampling/outcome.h"

/// Bootstraps of ratios and means, on sorted histograms: the unit redrawn is the participant or the conversation.
namespace boussole::engine::statistics {

/// Replicates of sum(hits)/sum(size) over redrawn participants; `participants` canonical, at least one person.
std::vector<double> ratio_replicates(std::span<const ClusterBin> participants, const IntervalRequest& request);

/// The same when participants are redrawn within strata, each stratum keeping its number of people.
std::vector<double> stratified_ratio_replicates(std::span<const std::vector<ClusterBin>> strata,
                                                const IntervalRequest& request);

/// Replicates of the mean of one value per unit (the conversation bootstrap); `units` canonical, at least one unit.
std::vector<double> mean_replicates(std::span<const ValueBin> units, const IntervalRequest& request);

}  // namespace boussole::engine::statistics
