#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/resampling/outcome.h"
#include "engine/statistics/result.h"

/// Distances from a reference, whose plug-in value is never 0 even under perfect representativeness, and differences.
namespace boussole::engine::statistics {

/// Interval of the total variation between the groups' true shares and `reference`, by inverting a test: a distance is
/// kept when the one observed is not among the extreme values that it would give, along the straight path from the
/// reference through the observed shares. Reaches 0 where the data do not exclude perfect representativeness.
/// @param observed   people per group, at least one person
/// @param reference  shares of the reference, same length, summing to 1, each > 0
/// @return absent for fewer than two groups, no people, or a reference that is not one
std::optional<Range> total_variation_interval(std::span<const std::uint64_t> observed,
                                              std::span<const double> reference, const IntervalRequest& request);

/// An estimate with its own interval.
struct Bracketed {
  double estimate = 0;
  Range range;
};

/// Interval of first - second from the intervals of the two (independent publics): the squared margins add up (Newcombe
/// 1998, method 10; Zou & Donner 2008, eq. 9).
Range difference_interval(const Bracketed& first, const Bracketed& second);

}  // namespace boussole::engine::statistics
