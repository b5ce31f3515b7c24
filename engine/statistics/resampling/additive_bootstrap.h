#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/resampling/outcome.h"

/// The participant bootstrap of any statistic that is a function of sums over participants: rates, means, differences,
/// correlations. All sums of a replicate use the same redrawn participants.
namespace boussole::engine::statistics {

/// Sums of the redrawn participants' rows: replicates x width numbers, replicate by replicate.
/// @param rows  participants x width numbers, participant by participant. Their order is part of the result: put
///              participants in an order of their own (sorted rows, sorted keyed ids), never the file's
/// @param width numbers per participant, 1 to 64
/// Exactly the law of redrawing as many participants as there are; the same bits for any number of threads.
std::vector<double> additive_replicates(std::span<const double> rows, std::size_t width,
                                        const IntervalRequest& request);

}  // namespace boussole::engine::statistics
