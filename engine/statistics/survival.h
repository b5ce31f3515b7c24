#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Times until an event (an answer, say) when some are still waiting. Times are finite and not negative (0 is allowed);
/// anything else is refused. At equal times events come before censorings. No order is asked of the input.
namespace boussole::engine::statistics {

struct FollowUp {
  double time = 0;
  bool event = false;  ///< false: still waiting when last seen (right-censored)
};

struct SurvivalStep {
  double time = 0;
  double at_risk = 0;  ///< under observation just before this time
  double events = 0;
  double censored = 0;
  double survival = 1;   ///< share still waiting after this time
  double greenwood = 0;  ///< sum of d / (r (r - d)) so far; meaningless once survival is 0
};

/// One step a distinct time, ascending, those with censorings only included.
struct SurvivalCurve {
  std::vector<SurvivalStep> steps;
  std::uint64_t n = 0;
  std::uint64_t events = 0;

  /// Share still waiting just after `time`; 1 before the first step. Beyond the last time: nothing, unless none waits.
  std::optional<double> survival_at(double time) const;
  /// Standard error of the same by Greenwood (1926); nothing once the survival is 0.
  std::optional<double> error_at(double time) const;
};

/// Product-limit estimate (Kaplan and Meier 1958). Undefined for n = 0.
Result<SurvivalCurve> kaplan_meier(std::span<const FollowUp> sample);
/// The same when unit i is observed from entry[i] on only (left truncation): at risk at t when entry < t <= time.
/// Each entry must lie before its time.
Result<SurvivalCurve> kaplan_meier_delayed(std::span<const double> entry, std::span<const FollowUp> sample);

enum class BandKind { plain, log, log_log, logit, arcsin };
/// The pointwise band of one step; nothing where the formula has none (survival 0, and 1 for log-log, logit, arcsin).
std::optional<Range> survival_band(const SurvivalStep& step, BandKind kind, double level);
/// The band just after a time; nothing before the first event where the formula has none, or beyond the last time.
std::optional<Range> survival_band_at(const SurvivalCurve& curve, double time, BandKind kind, double level);

/// The time by which a share p of the units has had the event, with the interval that inverts the band (Brookmeyer and
/// Crowley 1982). Each of the three is absent where the curve does not come down that far: "more than the longest
/// follow-up". Where the curve is flat at exactly 1 - p, the middle of the flat stretch, as R's survival does. A band
/// need not come down all the way (few at risk, high levels): its first crossing counts, where R's survival sorts it
/// before.
struct TimeQuantile {
  std::optional<double> value, low, high;
};
Result<TimeQuantile> time_quantile(const SurvivalCurve& curve, double p, BandKind kind, double level);
/// The median with log-log limits.
Result<TimeQuantile> median_time(const SurvivalCurve& curve, double level);

struct RestrictedMean {
  double value = 0;
  double se = 0;  ///< sum over events of (area from t to tau)^2 d / (r (r - d))
};
/// Mean time within tau, the area under the curve up to it (Irwin 1949; Royston and Parmar 2013). Undefined where tau
/// lies beyond the longest follow-up while some still wait: the curve is not known there.
Result<RestrictedMean> restricted_mean(const SurvivalCurve& curve, double tau);

/// Share that has had each kind of event by each time, the kinds being in competition: withdrawn is not "still
/// waiting".
struct CumulativeIncidence {
  std::vector<double> times;
  std::vector<double> at_risk;
  std::vector<double> survival;            ///< none of the kinds yet
  std::vector<std::vector<double>> share;  ///< share[k - 1][t]: kind k by times[t]
};
/// Aalen and Johansen (1978). status[i] is 0 for censored, or 1 … kinds.
Result<CumulativeIncidence> cumulative_incidence(std::span<const double> time, std::span<const std::uint32_t> status,
                                                 std::uint32_t kinds);

/// Distribution-free interval of the median from order statistics: the shortest symmetric pair x_(k), x_(n+1-k) whose
/// coverage 1 - 2 P(Bin(n, 1/2) < k) reaches the level. Undefined where even the extremes do not reach it.
struct MedianInterval {
  double median = 0;
  Range interval;
  double coverage = 0;
};
Result<MedianInterval> median_order_interval(std::span<const double> values, double level);

}  // namespace boussole::engine::statistics
