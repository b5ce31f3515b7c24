#pragma once

#include "engine/indicators/indicator.h"
#include "engine/statistics/interval_policy.h"

namespace boussole::engine {

/// From this many people on the most active 1 % is looked at, below it the most active 10 %.
inline constexpr double kManyAuthors = 500;

/// The intervals of the three readings of how voice is shared. They are asked together: the publics that are drawn are
/// the same for all three, which is three times faster and makes them agree with each other.
struct VoiceIntervals {
  double top_fraction = 0.1;
  statistics::IntervalOutcome gini, top_share, effective_voices;
};

/// @param many  the number of authors from which the most active 1 % is looked at
VoiceIntervals voice_intervals(const Tally& tally, const Sampling& sampling, std::string_view scope, double many);

}  // namespace boussole::engine
