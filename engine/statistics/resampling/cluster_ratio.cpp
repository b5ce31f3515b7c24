#include "engine/statistics/resampling/cluster_ratio.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/tail_model.h"

namespace boussole::engine::statistics {

namespace {

struct Sums {
  double clusters = 0, units = 0, hits = 0, squares = 0, largest = 0;
};

Sums sums_of(std::span<const ClusterBin> participants) {
  Sums s;
  for (const ClusterBin& bin : participants) {
    const auto people = static_cast<double>(bin.people);
    const auto size = static_cast<double>(bin.size);
    s.clusters += people;
    s.units += people * size;
    s.hits += people * static_cast<double>(bin.hits);
    s.squares += people * size * size;
    s.largest = std::max(s.largest, size);
  }
  return s;
}

double jackknife_of_ratio(std::span<const ClusterBin> participants, const Sums& s) {
  const double ratio = s.hits / s.units;
  double squares = 0;
  for (const ClusterBin& bin : participants) {
    const double rest = s.units - static_cast<double>(bin.size);
    if (rest <= 0) continue;
    const double without = (s.hits - static_cast<double>(bin.hits)) / rest;
    squares += static_cast<double>(bin.people) * (without - ratio) * (without - ratio);
  }
  return squares * (s.clusters - 1) / s.clusters;
}

// The constants of the method, fitted on eight laws of activity and seven of outcomes, 10 to 40,000 participants, none
// of them in the coverage table (docs/coverage.md).
constexpr double kUsualCorrelation = 0.2;  ///< weights, and what little data is drawn towards
constexpr double kUsualWorth = 1;          ///< … as if this much information had said it
constexpr double kFewSteady = 0.4;         ///< steady clusters at which jackknife and design effect weigh the same
constexpr double kFewClusters = 0.4;       ///< the normal quantile is lengthened by this over the number of clusters
constexpr double kMixReach = 4;            ///< how much further than drawn a mix may go, where few clusters carry it
constexpr double kMixSteady = 20;          ///< steady clusters at which the jackknife has seen half of it
/// Participants for each steady cluster from which on few carry the rate; the most active, holding kTopPart of what is
/// known, are then looked at by themselves, and their share goes as far as another public's mean does (1/sqrt 2).
constexpr double kHeavyTail = 20, kTopPart = 0.125, kTopReach = 0.7;

double design(double size, double correlation) { return size * (1 + (size - 1) * correlation); }

/// What one participant's own rate is worth: m / (1 + (m - 1) rho).
double worth(double size) { return size / (1 + (size - 1) * kUsualCorrelation); }

/// Sums over participants of their worth w, of w times their own rate, and of what variances are made of.
struct Weighed {
  double worth = 0, hits = 0, squared_hits = 0, squares = 0, per_size = 0, squares_per_size = 0, information = 0;

  void add(const ClusterBin& bin) {
    const auto people = static_cast<double>(bin.people), size = static_cast<double>(bin.size);
    const double w = statistics::worth(size), own = static_cast<double>(bin.hits) / size;
    worth += people * w;
    hits += people * w * own;
    squared_hits += people * w * own * own;
    squares += people * w * w;
    per_size += people * w / size;
    squares_per_size += people * w * w / size;
    information += people * w * w * (size - 1) / size / 2;
  }
  double rate() const { return hits / worth; }
  /// Variance of rate() in units of p(1 - p).
  double variance(double correlation) const {
    return (correlation * squares + (1 - correlation) * squares_per_size) / (worth * worth);
  }
};

/// Correlation by moments (Kleinman 1973, eq. 3.2), drawn towards the usual one. Where all contributions agree the data
/// do not tell it: the cautious answer is 1.
double correlation_of(std::span<const ClusterBin> participants) {
  Weighed all;
  for (const ClusterBin& bin : participants) all.add(bin);
  const double p = all.rate();
  const double alone = all.per_size - all.squares_per_size / all.worth;  // what the spread would be without correlation
  const double same = all.worth - all.squares / all.worth;               // … and with a full one
  const double scale = p * (1 - p) * (same - alone);
  if (p <= 0 || p >= 1) return 1;
  const double spread = std::max(0.0, all.squared_hits - all.hits * p);
  const double seen = scale > 1e-9 ? std::clamp((spread - p * (1 - p) * alone) / scale, -0.5, 1.0) : 0;
  return std::clamp((all.information * seen + kUsualWorth * kUsualCorrelation) / (all.information + kUsualWorth), 0.0,
                    1.0);
}

}  // namespace

std::optional<ClusterPrecision> cluster_precision(std::span<const ClusterBin> participants) {
  const Sums s = sums_of(participants);
  if (s.clusters < 2) return std::nullopt;
  ClusterPrecision out;
  out.clusters = s.clusters;
  out.units = s.units;
  out.ratio = s.hits / s.units;
  out.correlation = correlation_of(participants);
  out.jackknife = jackknife_of_ratio(participants, s);
  out.largest_share = s.largest / s.units;
  double designed = 0, usual = 0, usual_squares = 0;
  for (const ClusterBin& bin : participants) {
    const auto people = static_cast<double>(bin.people), size = static_cast<double>(bin.size);
    designed += people * design(size, out.correlation);
    usual += people * design(size, kUsualCorrelation);
    usual_squares += people * design(size, kUsualCorrelation) * design(size, kUsualCorrelation);
  }
  out.steady_clusters = usual * usual / usual_squares;
  // Both as variances in units of p(1 - p). A jackknife that saw nothing vary says nothing.
  double variance = designed / (s.units * s.units);
  const double outcomes = out.ratio * (1 - out.ratio);
  if (outcomes > 0 && out.jackknife > 0) {
    const double trust = out.steady_clusters / (out.steady_clusters + kFewSteady);
    variance = (1 - trust) * variance + trust * out.jackknife / outcomes;
  }
  out.effective_units = 1 / variance;
  return out;
}

ActivityContrast activity_contrast(std::span<const ClusterBin> participants, const ClusterPrecision& precision,
                                   double part) {
  ActivityContrast out;
  double all = 0;
  for (const ClusterBin& bin : participants)
    all += static_cast<double>(bin.people) * worth(static_cast<double>(bin.size));
  // The boundary between two sizes that comes nearest to parting what is known so.
  double below = 0, nearest = all;
  for (std::size_t i = 0; i + 1 < participants.size(); ++i) {
    const ClusterBin& bin = participants[i];
    below += static_cast<double>(bin.people) * worth(static_cast<double>(bin.size));
    const double off = std::abs(below - all * (1 - part));
    if (bin.size == participants[i + 1].size || off >= nearest) continue;
    nearest = off;
    out.cut = bin.size;
  }
  Weighed active, other;
  double units = 0;
  for (const ClusterBin& bin : participants) {
    (bin.size > out.cut ? active : other).add(bin);
    if (bin.size > out.cut) units += static_cast<double>(bin.people) * static_cast<double>(bin.size);
  }
  out.share = units / precision.units;
  if (active.worth == 0 || other.worth == 0) return out;
  const double seen = active.rate() - other.rate();
  const double noise = precision.ratio * (1 - precision.ratio) *
                       (active.variance(precision.correlation) + other.variance(precision.correlation));
  const double real = std::sqrt(std::max(0.0, seen * seen - noise));
  out.difference = seen < 0 ? -real : real;
  return out;
}

Range score_interval(double ratio, double units, double t) {
  const double t2 = t * t / units;
  const double centre = (ratio + t2 / 2) / (1 + t2);
  const double half = std::sqrt(t2 * (ratio * (1 - ratio) + t2 / 4)) / (1 + t2);
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

std::vector<CountBin> activity_of(std::span<const ClusterBin> participants) {
  std::vector<CountBin> out;
  for (const ClusterBin& bin : participants) {
    if (!out.empty() && out.back().value == bin.size)
      out.back().people += bin.people;
    else
      out.push_back({bin.size, bin.people});
  }
  return out;
}

double active_share(std::span<const WeightedValue> people, std::uint64_t cut) {
  double active = 0, all = 0;
  for (const WeightedValue& bin : people) {
    all += bin.value * bin.people;
    if (bin.value > static_cast<double>(cut)) active += bin.value * bin.people;
  }
  return active / all;
}

namespace {

/// How far the active half's share of the contributions goes in other publics: central range around the one seen.
Range mix_shift(std::span<const ClusterBin> participants, const ActivityContrast& contrast,
                const IntervalRequest& request) {
  const std::vector<CountBin> activity = activity_of(participants);
  if (activity.size() < 2) return {};
  std::uint64_t n = 0;
  for (const CountBin& bin : activity) n += bin.people;
  const PublicModel model(activity, {});
  const auto replicates = static_cast<std::size_t>(std::min<std::int64_t>(request.replicates, 500));
  std::vector<double> shifts(replicates);
  constexpr std::size_t kBlock = 32;
  parallel_for((replicates + kBlock - 1) / kBlock, request.threads, [&](std::size_t block) {
    PublicModel::World world;
    std::vector<WeightedValue> people;
    for (std::size_t r = block * kBlock; r < std::min(replicates, (block + 1) * kBlock); ++r) {
      RandomStream random(request.seed, request.stream, r);
      model.draw_world(random, world);
      model.draw_people(random, world, n, people);
      shifts[r] = active_share(people, contrast.cut) - contrast.share;
    }
  });
  std::sort(shifts.begin(), shifts.end());
  const double tail = (1 - request.level) / 2;
  return {bootstrap::sorted_quantile(shifts, tail), bootstrap::sorted_quantile(shifts, 1 - tail)};
}

/// The range with the margins that a shift of the rate adds to either side (squares).
Range widened(const Range& range, double ratio, const Range& shift) {
  const double below = ratio - range.low, above = range.high - ratio;
  return {shift.low < 0 ? std::max(0.0, ratio - std::sqrt(below * below + shift.low * shift.low)) : range.low,
          shift.high > 0 ? std::min(1.0, ratio + std::sqrt(above * above + shift.high * shift.high)) : range.high};
}

/// How far the rate moves with the mix: the difference of the halves times the change of the active half's share.
Range rate_shift(const ActivityContrast& contrast, const Range& mix, double reach) {
  const double one = reach * contrast.difference * mix.low, two = reach * contrast.difference * mix.high;
  return {std::min(one, two), std::max(one, two)};
}

/// A sample of a heavy tail mostly holds too little of its most active people: other publics have more of them.
Range widened_for_the_top(const Range& range, std::span<const ClusterBin> participants,
                          const ClusterPrecision& precision, const IntervalRequest& request) {
  const ActivityContrast top = activity_contrast(participants, precision, kTopPart);
  if (top.difference == 0) return range;
  const double more = kTopReach * top.difference * std::max(0.0, mix_shift(participants, top, request).high);
  return widened(range, precision.ratio, {std::min(0.0, more), std::max(0.0, more)});
}

}  // namespace

Range clustered_score_interval(std::span<const ClusterBin> participants, const IntervalRequest& request) {
  const auto precision = cluster_precision(participants);
  assert(precision);
  const double z = portable::normal_quantile(1 - (1 - request.level) / 2);
  Range range =
      score_interval(precision->ratio, precision->effective_units, z * (1 + kFewClusters / precision->clusters));
  if (precision->clusters > kHeavyTail * precision->steady_clusters)
    range = widened_for_the_top(range, participants, *precision, request);
  const ActivityContrast contrast = activity_contrast(participants, *precision);
  if (contrast.difference == 0) return range;
  // Where many clusters carry the jackknife, the mix that they make is in it already.
  const double reach = kMixReach / (1 + precision->steady_clusters / kMixSteady);
  return widened(range, precision->ratio, rate_shift(contrast, mix_shift(participants, contrast, request), reach));
}

}  // namespace boussole::engine::statistics
