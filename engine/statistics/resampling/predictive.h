#pragma once

#include <span>
#include <vector>

#include "engine/statistics/resampling/count_statistics.h"
#include "engine/statistics/resampling/outcome.h"
#include "engine/statistics/resampling/tail_model.h"

/// What another public of the same kind and size would have shown.
namespace boussole::engine::statistics {

/// `request.replicates` figures of other publics, each of a plausible public drawn from what one sample says of it.
/// In the order of the replicates, whatever the threads.
std::vector<double> predictive_figures(const PublicModel& model, const CountStatistic& statistic, std::uint64_t n,
                                       const IntervalRequest& request);

/// The quantile of sorted numbers, type 7 (Hyndman & Fan 1996): linear between order statistics.
double quantile_of_sorted(std::span<const double> sorted, double p);

}  // namespace boussole::engine::statistics
