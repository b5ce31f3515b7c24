#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/resampling/count_statistics.h"

/// What a statistic of the counts becomes when one person is left out, in time proportional to the histogram.
namespace boussole::engine::statistics {

struct LeftOut {
  double value = 0;   ///< the statistic without one person of this bin
  double people = 0;  ///< how many persons that stands for
};

/// One entry per bin of a canonical histogram. Absent below three people.
std::optional<std::vector<LeftOut>> leave_each_out(const CountStatistic& statistic, std::span<const CountBin> people);

}  // namespace boussole::engine::statistics
