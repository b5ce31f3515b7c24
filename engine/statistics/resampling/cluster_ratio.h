#pragma once

#include <optional>
#include <span>

#include "engine/statistics/resampling/histogram.h"

/// The rate of success of contributions that come in clusters, one per participant.
namespace boussole::engine::statistics {

struct Range {
  double low = 0;
  double high = 0;
};

/// What the clusters say about the precision of sum(hits)/sum(size).
struct ClusterPrecision {
  double clusters = 0;
  double units = 0;
  double ratio = 0;
  double variance = 0;            ///< delete-one jackknife
  double kish = 0;                ///< sum(size)^2 / sum(size^2): how many equal clusters these sizes are worth
  double degrees_of_freedom = 0;  ///< Satterthwaite's, from the unequal weights of the clusters
  double largest_share = 0;       ///< share of the units that the largest cluster holds
};

/// `participants` canonical; absent below two clusters.
std::optional<ClusterPrecision> cluster_precision(std::span<const ClusterBin> participants);

/// Wilson's score interval with `units` effective independent units and a factor t instead of z (Wilson 1927, eq. 4).
Range score_interval(double ratio, double units, double t);

}  // namespace boussole::engine::statistics
