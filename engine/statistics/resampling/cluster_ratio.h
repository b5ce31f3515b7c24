#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/resampling/count_statistics.h"
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
  /// Of two contributions of one participant, in [0, 1]: by moments, each participant weighted as two contributions
  /// that agree one time in five above chance make them worth, m / (1 + 0.2 (m - 1)) (Kleinman 1973), and drawn towards
  /// 0.2 where there is little to tell it from. A participant who made a third of all contributions weighs as five.
  double correlation = 0;
  double jackknife = 0;  ///< delete-one variance of the ratio
  /// How many participants of one size would make a variance as steady (Satterthwaite 1946, for the design effects).
  double steady_clusters = 0;
  double effective_units = 0;  ///< how many independent contributions these are worth
  double largest_share = 0;    ///< share of the contributions that the most active participant made
};

/// `participants` canonical; absent below two clusters. The effective number takes the jackknife's variance where many
/// clusters carry it, and that of the correlation and the sizes (design effect, Kish 1965) where few do.
std::optional<ClusterPrecision> cluster_precision(std::span<const ClusterBin> participants);

/// Whether the most active succeed at another rate than the others: two halves, cut by the activity of their authors
/// so that both say as much about a rate (not so that both hold as many contributions: one giant would be a half).
struct ActivityContrast {
  std::uint64_t cut = 0;  ///< participants of more than `cut` contributions make the active half
  double share = 0;       ///< share of the contributions that the active half holds
  double difference = 0;  ///< rate of the active half less rate of the other, its own noise taken off (squares)
};
/// @param part  what the active ones hold of what is known about the rate, as nearly as two sizes can be parted
ActivityContrast activity_contrast(std::span<const ClusterBin> participants, const ClusterPrecision& precision,
                                   double part = 0.5);

/// How many participants made how many contributions. `participants` canonical.
std::vector<CountBin> activity_of(std::span<const ClusterBin> participants);
/// Share of the contributions that those of more than `cut` made.
double active_share(std::span<const WeightedValue> people, std::uint64_t cut);

/// Wilson's score interval with `units` effective independent units and a factor t instead of z (Wilson 1927, eq. 4).
Range score_interval(double ratio, double units, double t);

/// The score interval with effective units, widened by what another mix of more and less active participants would
/// change where the rate depends on activity (the mixes are drawn with a fitted tail of activity). Its few constants
/// are fitted on kinds of public that the coverage table does not hold. `participants` canonical, at least two
/// clusters.
Range clustered_score_interval(std::span<const ClusterBin> participants, const IntervalRequest& request);

}  // namespace boussole::engine::statistics
