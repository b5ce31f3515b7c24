#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/text.h"
#include "engine/statistics/resampling/area_coverage.h"
#include "engine/statistics/resampling/count_statistics.h"
#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/resampling/outcome.h"

/// Which interval a figure gets, if any. Each family's interval answers one declared question (interval_question). The
/// unit redrawn is the participant (or the conversation), never the single contribution. The method is chosen by regime
/// from the coverage table (tests/coverage/table.json, shown in docs/coverage.md); where nothing was seen to cover,
/// there is no interval but a reason that a person can read.
namespace boussole::engine::statistics {

/// Interval of a statistic of the counts per person: the range in which the figure of another public of the same kind
/// and size would fall. Only people with at least one contribution are given: the histogram holds no value 0.
/// Histograms that are not canonical (unsorted, repeated or zero values) are put in order first.
IntervalOutcome interval_for_count_statistic(CountStatistic statistic, std::span<const CountBin> people,
                                             const IntervalRequest& request);

/// The same for several statistics of the same people, in one go: they share the publics that are drawn.
std::vector<IntervalOutcome> intervals_for_count_statistics(std::span<const CountStatistic> statistics,
                                                            std::span<const CountBin> people,
                                                            const IntervalRequest& request);

/// Interval of sum(hits)/sum(size) over participants who each made `size` contributions of which `hits` succeeded: the
/// rate in the whole kind of public that these participants come from.
IntervalOutcome interval_for_ratio(std::span<const ClusterBin> participants, const IntervalRequest& request);

/// Interval of the mean of one value per unit (the h-index of conversations, say); units are independent.
IntervalOutcome interval_for_mean_of_clusters(std::span<const ValueBin> values, const IntervalRequest& request);

/// Interval of hits/n where the n units are independent (one per participant), 0 <= hits <= n.
IntervalOutcome interval_for_simple_proportion(std::int64_t hits, std::int64_t n, const IntervalRequest& request);

/// Interval of min over groups of (rate of the group / overall rate), the equity of answers. `overall` is the sum of
/// the groups unless it is given (groups that overlap, or leave units out).
IntervalOutcome interval_for_min_ratio(std::span<const GroupCount> groups, const IntervalRequest& request,
                                       std::optional<GroupCount> overall = std::nullopt);

/// Interval of the share of the population in areas whose share of the participants reaches `factor` times their share
/// of the population; participants are independent.
IntervalOutcome interval_for_covered_population(std::span<const AreaCount> areas, std::int64_t participants,
                                                double factor, const IntervalRequest& request);

/// How far a figure moves when any one participant is left out, and what it is without the most active one.
struct LeaveOneOut {
  double without_largest = 0;
  double low = 0;
  double high = 0;
};

/// Exact, not a resampling; absent below three people.
std::optional<LeaveOneOut> leave_one_out(CountStatistic statistic, std::span<const CountBin> people);
std::optional<LeaveOneOut> leave_one_out_ratio(std::span<const ClusterBin> participants);

/// The question that the interval of a family answers, for people.
enum class IntervalFamily { count_statistic, ratio, mean, simple_proportion, min_ratio, covered_population };
const Text& interval_question(IntervalFamily family);

}  // namespace boussole::engine::statistics
