#include "engine/statistics/resampling/distance_interval.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine::statistics {

namespace {

double variation(std::span<const double> shares, std::span<const double> reference) {
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) sum += std::abs(shares[i] - reference[i]);
  return sum / 2;
}

/// The path from the reference through the observed shares, by distance; shares never leave [0, 1].
class Path {
 public:
  enum class Story { as_seen, few_groups, all_alike };

  /// The direction that the groups move in: as they were seen to; only those beyond two standard errors; or all by as
  /// much, each to the side where it was seen.
  Path(std::span<const double> shares, std::span<const double> reference, double n, Story story)
      : reference_(reference.begin(), reference.end()) {
    for (const bool strict : {true, false}) {
      direction_.clear();
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const double off = shares[i] - reference[i];
        const double error = std::sqrt(reference[i] * (1 - reference[i]) / n);
        double step = off;
        if (strict && story == Story::few_groups && std::abs(off) <= 2 * error) step = 0;
        if (strict && story == Story::all_alike) step = off > 0 ? 1.0 : off < 0 ? -1.0 : 0.0;
        direction_.push_back(step);
      }
      if (balance()) return;
    }
    // Observed exactly at the reference: any direction is as good; the two largest groups exchange people.
    std::vector<std::size_t> order(reference.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return reference_[a] > reference_[b]; });
    direction_[order[0]] = -1;
    direction_[order[1]] = 1;
  }

  /// Shares at a distance from the reference, as far as the path stays among shares.
  std::vector<double> at(double distance) const {
    std::vector<double> shares(reference_.size());
    double total = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
      total += shares[i] = std::clamp(reference_[i] + direction_[i] * distance, 0.0, 1.0);
    for (double& s : shares) s /= total;
    return shares;
  }

 private:
  /// Scales what groups gain and what they lose to 1 each; false where one side is empty.
  bool balance() {
    double gains = 0, losses = 0;
    for (const double d : direction_) (d > 0 ? gains : losses) += std::abs(d);
    if (gains == 0 || losses == 0) return false;
    for (double& d : direction_) d /= d > 0 ? gains : losses;
    return true;
  }

  std::vector<double> reference_, direction_;
};

/// The p-quantile of the distance seen when the true shares are these.
double seen_quantile(const std::vector<double>& truth, std::span<const double> reference, std::uint64_t n, double p,
                     const IntervalRequest& request) {
  std::vector<double> seen;
  std::vector<double> drawn(truth.size());
  for (std::int64_t r = 0; r < request.replicates; ++r) {
    // The same numbers at every distance, so that the quantile moves smoothly with it.
    RandomStream random(request.seed, request.stream, static_cast<std::uint64_t>(r));
    double left = 1;
    std::uint64_t people = n;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const bool last = i + 1 == truth.size();
      const std::uint64_t k = last ? people : draw_binomial(random, people, std::clamp(truth[i] / left, 0.0, 1.0));
      people -= k;
      left = std::max(left - truth[i], 1e-300);
      drawn[i] = static_cast<double>(k) / static_cast<double>(n);
    }
    seen.push_back(variation(drawn, reference));
  }
  std::sort(seen.begin(), seen.end());
  return bootstrap::sorted_quantile(seen, p);
}

double length(double a, double b) { return std::sqrt(a * a + b * b); }

bool is_reference(std::span<const double> reference) {
  double sum = 0;
  for (const double q : reference) {
    if (!(q > 0)) return false;
    sum += q;
  }
  return std::abs(sum - 1) < 1e-9;
}

}  // namespace

std::optional<Range> total_variation_interval(std::span<const std::uint64_t> observed,
                                              std::span<const double> reference, const IntervalRequest& request) {
  std::uint64_t n = 0;
  for (const std::uint64_t k : observed) n += k;
  if (observed.size() != reference.size() || observed.size() < 2 || n == 0 || !is_reference(reference))
    return std::nullopt;
  std::vector<double> shares;
  for (const std::uint64_t k : observed) shares.push_back(static_cast<double>(k) / static_cast<double>(n));
  const double seen = variation(shares, reference);
  const double tail = (1 - request.level) / 2;
  // Which groups really move is not known. If few do, luck in the others adds to the distance seen; if all do, it adds
  // little. These stories are followed, and the interval holds what any of them keeps.
  Range out{1, 0};
  for (const auto story : {Path::Story::as_seen, Path::Story::few_groups, Path::Story::all_alike}) {
    const Path path(shares, reference, static_cast<double>(n), story);
    // Bisection on the distance whose p-quantile is the one observed; the quantile rises with the distance.
    const auto solve = [&](double p) {
      double low = 0, high = 1;
      if (seen_quantile(path.at(0), reference, n, p, request) >= seen) return 0.0;
      for (int i = 0; i < 16; ++i) {
        const double middle = (low + high) / 2;
        (seen_quantile(path.at(middle), reference, n, p, request) < seen ? low : high) = middle;
      }
      return (low + high) / 2;
    };
    out.low = std::min(out.low, solve(1 - tail));
    out.high = std::max(out.high, solve(tail));
  }
  return out;
}

Range difference_interval(const Bracketed& first, const Bracketed& second) {
  const double difference = first.estimate - second.estimate;
  const double below = length(first.estimate - first.range.low, second.range.high - second.estimate);
  const double above = length(first.range.high - first.estimate, second.estimate - second.range.low);
  return {difference - below, difference + above};
}

}  // namespace boussole::engine::statistics
