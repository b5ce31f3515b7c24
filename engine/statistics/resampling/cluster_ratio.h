#pragma once

#include <optional>
#include <span>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/resampling/outcome.h"
#include "engine/statistics/result.h"

/// The rate of success of contributions that come in clusters, one per participant. One very active participant can
/// hold a fifth of all contributions: the usual cluster formulas then say far too little, and Wilson's interval as if
/// contributions were independent says almost nothing.
namespace boussole::engine::statistics {

/// What the clusters say about the precision of sum(hits)/sum(size).
struct ClusterPrecision {
  double clusters = 0;
  double units = 0;  ///< contributions
  double ratio = 0;
  double correlation = 0;      ///< of two contributions of one participant, in [0, 1] (analysis of variance)
  double jackknife = 0;        ///< delete-one variance of the ratio
  double effective_units = 0;  ///< how many independent contributions these are worth, by the worse of the two
  double largest_share = 0;    ///< share of the contributions that the most active participant made
};

/// `participants` canonical; absent below two clusters.
std::optional<ClusterPrecision> cluster_precision(std::span<const ClusterBin> participants);

/// Whether the most active succeed at another rate than the others: the two halves of the contributions, cut by the
/// activity of their authors.
struct ActivityContrast {
  std::uint64_t cut = 0;  ///< participants of more than `cut` contributions make the active half
  double share = 0;       ///< share of the contributions that the active half holds
  double difference = 0;  ///< rate of the active half less rate of the other, shrunk by its own noise
};
ActivityContrast activity_contrast(std::span<const ClusterBin> participants, const ClusterPrecision& precision);

/// Wilson's score interval with `units` effective independent units and a factor t instead of z (Wilson 1927, eq. 4).
Range score_interval(double ratio, double units, double t);

/// The score interval with effective units and Student's t on clusters - 1 degrees of freedom, widened by what another
/// mix of more and less active participants would change where the rate depends on activity (the mixes are drawn with
/// a fitted tail of activity). `participants` canonical, at least two clusters.
Range clustered_score_interval(std::span<const ClusterBin> participants, const IntervalRequest& request);

}  // namespace boussole::engine::statistics
