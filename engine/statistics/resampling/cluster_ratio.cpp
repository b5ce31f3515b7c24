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

/// Intra-cluster correlation by analysis of variance (Ridout, Demétrio & Firth 1999, eq. 2), cut to [0, 1]. Where all
/// contributions agree the data do not tell it: the cautious answer is 1.
double correlation_of(std::span<const ClusterBin> participants, const Sums& s) {
  const double ratio = s.hits / s.units;
  if (ratio <= 0 || ratio >= 1) return 1;
  double within = 0, between = 0;
  for (const ClusterBin& bin : participants) {
    const auto people = static_cast<double>(bin.people);
    const auto size = static_cast<double>(bin.size);
    const auto hits = static_cast<double>(bin.hits);
    within += people * hits * (size - hits) / size;
    between += people * size * (hits / size - ratio) * (hits / size - ratio);
  }
  const double mean_between = between / (s.clusters - 1);
  const double mean_within = s.units > s.clusters ? within / (s.units - s.clusters) : 0;
  const double typical = (s.units - s.squares / s.units) / (s.clusters - 1);
  const double scale = mean_between + (typical - 1) * mean_within;
  return scale > 0 ? std::clamp((mean_between - mean_within) / scale, 0.0, 1.0) : 0;
}

double design(double size, double correlation) { return size * (1 + (size - 1) * correlation); }

}  // namespace

std::optional<ClusterPrecision> cluster_precision(std::span<const ClusterBin> participants) {
  const Sums s = sums_of(participants);
  if (s.clusters < 2) return std::nullopt;
  ClusterPrecision out;
  out.clusters = s.clusters;
  out.units = s.units;
  out.ratio = s.hits / s.units;
  out.correlation = correlation_of(participants, s);
  out.jackknife = jackknife_of_ratio(participants, s);
  out.largest_share = s.largest / s.units;
  double designed = 0;
  for (const ClusterBin& bin : participants)
    designed += static_cast<double>(bin.people) * design(static_cast<double>(bin.size), out.correlation);
  out.effective_units = s.units * s.units / designed;
  if (out.jackknife > 0)
    out.effective_units = std::min(out.effective_units, out.ratio * (1 - out.ratio) / out.jackknife);
  return out;
}

ActivityContrast activity_contrast(std::span<const ClusterBin> participants, const ClusterPrecision& precision) {
  ActivityContrast out;
  // The boundary between two sizes that comes nearest to halving the contributions.
  double below = 0, nearest = precision.units;
  for (std::size_t i = 0; i + 1 < participants.size(); ++i) {
    const ClusterBin& bin = participants[i];
    below += static_cast<double>(bin.people) * static_cast<double>(bin.size);
    const double off = std::abs(below - precision.units / 2);
    if (bin.size == participants[i + 1].size || off >= nearest) continue;
    nearest = off;
    out.cut = bin.size;
  }
  struct Half {
    double units = 0, hits = 0, designed = 0;
    double variance(double p) const { return p * (1 - p) * designed / (units * units); }
  };
  Half active, other;
  for (const ClusterBin& bin : participants) {
    Half& half = bin.size > out.cut ? active : other;
    const auto people = static_cast<double>(bin.people);
    half.units += people * static_cast<double>(bin.size);
    half.hits += people * static_cast<double>(bin.hits);
    half.designed += people * design(static_cast<double>(bin.size), precision.correlation);
  }
  out.share = active.units / precision.units;
  if (active.units == 0 || other.units == 0) return out;
  const double seen = active.hits / active.units - other.hits / other.units;
  const double noise = active.variance(precision.ratio) + other.variance(precision.ratio);
  // A third of the noise is taken off, not all of it: missing a real dependence costs more than a wider interval.
  const double real = std::sqrt(std::max(0.0, seen * seen - 0.3 * noise));
  out.difference = seen < 0 ? -real : real;
  return out;
}

Range score_interval(double ratio, double units, double t) {
  const double t2 = t * t / units;
  const double centre = (ratio + t2 / 2) / (1 + t2);
  const double half = std::sqrt(t2 * (ratio * (1 - ratio) + t2 / 4)) / (1 + t2);
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

namespace {

/// How far the rate moves with the mix: the difference of the halves times the change of the active half's share.
Range mix_shift(std::span<const ClusterBin> participants, const ActivityContrast& contrast,
                const IntervalRequest& request) {
  std::vector<CountBin> activity;
  for (const ClusterBin& bin : participants) {
    if (!activity.empty() && activity.back().value == bin.size)
      activity.back().people += bin.people;
    else
      activity.push_back({bin.size, bin.people});
  }
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
      double active = 0, all = 0;
      for (const WeightedValue& bin : people) {
        all += bin.value * bin.people;
        if (bin.value > static_cast<double>(contrast.cut)) active += bin.value * bin.people;
      }
      shifts[r] = contrast.difference * (active / all - contrast.share);
    }
  });
  std::sort(shifts.begin(), shifts.end());
  const double tail = (1 - request.level) / 2;
  return {std::min(0.0, bootstrap::sorted_quantile(shifts, tail)),
          std::max(0.0, bootstrap::sorted_quantile(shifts, 1 - tail))};
}

}  // namespace

Range clustered_score_interval(std::span<const ClusterBin> participants, const IntervalRequest& request) {
  const auto precision = cluster_precision(participants);
  assert(precision);
  const double t = portable::t_quantile(1 - (1 - request.level) / 2, precision->clusters - 1);
  Range range = score_interval(precision->ratio, precision->effective_units, t);
  const ActivityContrast contrast = activity_contrast(participants, *precision);
  if (contrast.difference != 0) {
    const Range shift = mix_shift(participants, contrast, request);
    const double below = precision->ratio - range.low;
    const double above = range.high - precision->ratio;
    range.low = std::max(0.0, precision->ratio - std::sqrt(below * below + shift.low * shift.low));
    range.high = std::min(1.0, precision->ratio + std::sqrt(above * above + shift.high * shift.high));
  }
  return range;
}

}  // namespace boussole::engine::statistics
