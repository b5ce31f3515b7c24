#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/statistics/resampling/histogram.h"
#include "tests/coverage/publics.h"

namespace boussole::coverage {

/// How contributions of one participant succeed together.
struct OutcomeLaw {
  double rate = 0.5;         ///< of occasional participants
  double correlation = 0;    ///< of two contributions of one participant (beta-binomial)
  double active_factor = 1;  ///< the rate of those with more than eight contributions is `rate` times this

  std::string name() const;
};

/// Participants with their contributions and successes, canonical.
std::vector<engine::statistics::ClusterBin> draw_clusters(const CountLaw& activity, const OutcomeLaw& outcome,
                                                          engine::statistics::RandomStream& random, std::uint64_t n);

/// sum(hits) / sum(size).
double rate_of(const std::vector<engine::statistics::ClusterBin>& clusters);

/// Mean of rate_of over publics of n participants. Where the rate does not depend on activity it is the rate itself.
double mean_rate(const CountLaw& activity, const OutcomeLaw& outcome, std::uint64_t n, std::uint64_t seed,
                 std::uint64_t stream);

}  // namespace boussole::coverage
