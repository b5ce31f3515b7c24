#pragma once

#include <cstdint>
#include <vector>

#include "engine/tally/tally.h"

namespace boussole::engine {

struct BurstSearch {
  std::int64_t hours = 0;  ///< hours looked at: the days with any activity around them
  std::int64_t bursts = 0, newcomer_bursts = 0;
  std::int64_t acts_in_newcomer_bursts = 0;
  double dispersion = 1;  ///< variance over mean of the counts, seasonality taken out
};

/// Hours whose count exceeds the 99.9 % quantile of a seasonal baseline (level of the surrounding four weeks, shape of
/// the hour of the day; negative binomial where the counts vary more than chance alone), kept by Benjamini and Hochberg
/// (1995) at 5 %, and among them those where 60 % of the acts or more are by accounts less than 48 hours old.
/// @param acts  sorted by time
BurstSearch find_bursts(const std::vector<Act>& acts);

}  // namespace boussole::engine
