#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/text.h"
#include "engine/statistics/resampling/histogram.h"

/// Which interval a figure gets, if any. Every interval answers one question: where would this figure lie, on average,
/// if other publics of the same kind and of the same size had taken part? The unit redrawn is the participant (or the
/// conversation), never the single contribution. The method is chosen by regime from the coverage table
/// (tests/coverage/table.json, shown in docs/coverage.md); where nothing was seen to cover, there is no interval but a
/// reason that a person can read.
namespace boussole::engine::statistics {

/// What an interval is asked with. The result is a function of these and of the histogram, never of `threads`.
struct IntervalRequest {
  double level = 0.95;
  std::uint64_t seed = 0;
  std::uint64_t stream = 0;  ///< one per figure: stream_of("div-gini-contributions/platform")
  std::int64_t replicates = 2000;
  unsigned threads = 1;
};

/// A number that names a stream of random numbers: FNV-1a of the figure's name. Stable across machines.
constexpr std::uint64_t stream_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

struct PrintedInterval {
  double low = 0;
  double high = 0;
  double level = 0.95;
  std::string method;  ///< "participants redrawn with a fitted tail, B=2000"
};

/// An interval, or the reason why there is none: exactly one of the two is present.
struct IntervalOutcome {
  std::optional<PrintedInterval> interval;
  std::optional<Message> reason;
};

/// A statistic of how contributions spread over people; each is a function of the histogram of counts.
struct CountStatistic {
  enum class Kind {
    gini,        ///< corrected for finite n: n/(n-1) times the plain coefficient (Deltas 2003)
    top_share,   ///< share of the contributions made by the ceil(parameter * n) most active people
    hill_ratio,  ///< Hill number of order `parameter` of the shares, divided by n: effective voices per participant
  };
  Kind kind = Kind::gini;
  double parameter = 0;

  static constexpr CountStatistic gini() { return {Kind::gini, 0}; }
  static constexpr CountStatistic top_share(double share_of_people) { return {Kind::top_share, share_of_people}; }
  static constexpr CountStatistic hill_ratio(double q) { return {Kind::hill_ratio, q}; }
};

/// Interval of a statistic of the counts per person. Only people with at least one contribution are given: the
/// histogram holds no value 0. Non-canonical histograms (unsorted, repeated or zero values) are put in order first.
IntervalOutcome interval_for_count_statistic(CountStatistic statistic, std::span<const CountBin> people,
                                             const IntervalRequest& request);

/// Interval of sum(hits)/sum(size) over participants who each made `size` contributions of which `hits` succeeded.
IntervalOutcome interval_for_ratio(std::span<const ClusterBin> participants, const IntervalRequest& request);

/// Interval of the mean of one value per unit (the h-index of conversations, say); units are independent.
IntervalOutcome interval_for_mean_of_clusters(std::span<const ValueBin> values, const IntervalRequest& request);

/// Interval of hits/n where the n units are independent (one per participant).
IntervalOutcome interval_for_simple_proportion(std::int64_t hits, std::int64_t n, const IntervalRequest& request);

/// Interval of min over groups of (rate of the group / overall rate), the equity of answers.
IntervalOutcome interval_for_min_ratio(std::span<const GroupCount> groups, const IntervalRequest& request);

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
enum class IntervalFamily { count_statistic, ratio, mean, simple_proportion, min_ratio };
const Text& interval_question(IntervalFamily family);

}  // namespace boussole::engine::statistics
