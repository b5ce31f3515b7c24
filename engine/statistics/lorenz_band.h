#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/result.h"

/// How far the Lorenz curve of another public of the same kind might lie from this one.
namespace boussole::engine::statistics {

struct LorenzBandPoint {
  double people = 0;   ///< share of people, the least active first
  double total = 0;    ///< share that they hold: exact
  Range pointwise;     ///< percentile interval of this point alone
  Range simultaneous;  ///< of the whole curve: all points at once with the chance asked for
};
/// Bootstrap of people (of the histogram of counts: the same law). The simultaneous band is total +- c se, cut to [0,
/// people] where every Lorenz curve lies, with the c that holds the largest deviation of a curve (sup-t, Montiel Olea
/// and Plagborg-Møller 2019). For drawing: with heavy tails the bootstrap covers less than it says (docs/coverage.md),
/// and a figure read off the curve takes its interval from interval_policy.h.
/// @param shares  in [0, 1], ascending, where the curve is read
/// @param replicates  at least 100
/// Undefined below two people, or when nobody has anything. The same bits for any number of threads.
Result<std::vector<LorenzBandPoint>> lorenz_band(std::span<const CountBin> histogram, std::span<const double> shares,
                                                 double level, std::uint64_t replicates, std::uint64_t seed,
                                                 unsigned threads = 1);

}  // namespace boussole::engine::statistics
