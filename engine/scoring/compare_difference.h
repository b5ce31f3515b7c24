#pragma once

#include <optional>

#include "engine/audit.h"
#include "engine/statistics/result.h"

/// The difference of two figures from what an audit prints of them: their values and their intervals.
namespace boussole::engine {

/// A figure as it is printed. `level` is that of the interval.
struct PrintedFigure {
  double value = 0;
  std::optional<statistics::Range> interval;
  double level = 0.95;
};

struct DifferenceEstimate {
  double difference = 0;                      ///< first less second
  std::optional<statistics::Range> interval;  ///< at the common level
  std::optional<double> probability;          ///< that the first is above the second
  std::optional<double> p;                    ///< two-sided, of no difference
  std::optional<Message> reason;              ///< why there is no interval; mandatory without one
};

/// Interval of a difference of two independent figures by recovering their variances from their own intervals (MOVER,
/// Zou and Donner 2008, eq. 4; Newcombe 1998, method 10, is its case of two Wilson intervals).
/// The probability and p come from the level at which that interval would just touch 0, half-widths growing with the
/// normal quantile of the level: an approximation, since the two intervals are known at one level only. Where the sides
/// that face each other have no width, p is no smaller than 1 - level.
/// No interval where one of the figures has none, where the levels differ, or where a value lies outside its interval.
DifferenceEstimate difference_of(const PrintedFigure& first, const PrintedFigure& second);

}  // namespace boussole::engine
