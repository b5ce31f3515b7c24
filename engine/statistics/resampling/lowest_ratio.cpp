#include "engine/statistics/resampling/lowest_ratio.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

constexpr double kSure = 1e-9;  ///< rates stay this far from 0 and 1
/// Of the tail that each end leaves: at the lower and at the upper one (tests/coverage, publics of training).
constexpr double kLowerTail = 1, kUpperTail = 1.2;

/// Relative variance of a rate, kept finite when nothing or everything succeeded.
double relative_variance(double hits, double n) {
  const double p = (hits + 0.5) / (n + 1);
  return (1 - p) / (p * n);
}

/// The group's size that has the precision of the group's ratio to the overall rate.
double effective_size(const GroupCount& group, const GroupCount& overall) {
  const auto n = static_cast<double>(group.n), x = static_cast<double>(group.hits);
  const double others = static_cast<double>(overall.n) - n;
  if (others <= 0) return n;
  const double share = x / static_cast<double>(overall.hits);
  const double own = relative_variance(x, n);
  const double rest = relative_variance(std::max(0.0, static_cast<double>(overall.hits) - x), others);
  const double factor = (1 - share) * (1 - share) * (own + rest) / own;
  return n / std::max(factor, 1e-9);
}

/// The function g of Peizer and Pratt 1968, (1 - x^2 + 2 x ln x) / (1 - x)^2; g(0) = 1, g(1) = 0.
double peizer_pratt(double x) {
  if (x <= 0) return 1;
  const double e = x - 1;
  if (std::abs(e) < 1e-3) return -e / 3 + e * e / 6;
  return (1 - x * x + 2 * x * portable::log(x)) / (e * e);
}

/// P(X < cn) + P(X = cn) / 2 for X binomial(n, p), n any positive number.
double below(double c, double n, double p) {
  if (c <= 0) return c < -1e-12 ? 0 : portable::pow(1 - p, n) / 2;
  if (c >= 1) return c > 1 + 1e-12 ? 1 : 1 - portable::pow(p, n) / 2;
  const double q = 1 - p, hits = c * n, misses = n - hits;
  double d = hits + 1.0 / 6 - (n + 1.0 / 3) * p;
  d += 0.02 * (q / (hits + 0.5) - p / (misses + 0.5) + (q - 0.5) / (n + 1));
  const double v =
      (1 + q * peizer_pratt(hits / (n * p)) + p * peizer_pratt(misses / (n * q))) / ((n + 1.0 / 6) * p * q);
  return portable::normal_cdf(d * std::sqrt(std::max(v, 0.0)));
}

double error_of(double p, double n) { return std::sqrt(p * (1 - p) / n); }

/// The groups as they were seen, and as they would be were the lowest of them at a given rate.
class Groups {
 public:
  Groups(std::span<const GroupCount> groups, const GroupCount& overall) {
    const double mean = static_cast<double>(overall.hits) / static_cast<double>(overall.n);
    double spread = 0, noise = 0, all = 0, squares = 0;
    for (const GroupCount& group : groups) {
      const auto n = static_cast<double>(group.n);
      const double rate = static_cast<double>(group.hits) / n;
      groups_.push_back({rate, rate, effective_size(group, overall)});
      spread += n * (rate - mean) * (rate - mean);
      noise += mean * (1 - mean) * std::max(0.0, 1 - n / static_cast<double>(overall.n));
      all += n;
      squares += n * n;
    }
    const double weight = all - squares / all;
    const double real = weight > 0 ? std::max(0.0, (spread - noise) / weight) : 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const double own = mean * (1 - mean) / static_cast<double>(groups[g].n);
      const double kept = real > 0 ? real / (real + own) : 0;
      groups_[g].steadied = std::min(mean + kept * (groups_[g].rate - mean), 1 - kSure);
    }
  }

  struct Doubt {
    double as_low = 1;   ///< probability of a lowest group as low as the one seen
    double as_high = 1;  ///< … or as high
  };
  Doubt were_the_lowest_at(double rate) const {
    rate = std::clamp(rate, kSure, 1 - kSure);
    std::size_t lowest = 0;
    double score = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const double own = (groups_[g].rate - rate) / error_of(rate, groups_[g].n);
      if (g > 0 && own >= score) continue;
      score = own;
      lowest = g;
    }
    const double self = 1 - below(groups_[lowest].rate, groups_[lowest].n, rate);
    double none_below = 1, smallest = self;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (g == lowest) continue;
      const double true_rate = std::max(rate, groups_[g].steadied);
      const double reached = rate + score * error_of(rate, groups_[g].n);
      // A group that nothing can make fail is never below.
      const double above = true_rate >= 1 - kSure ? 1 : 1 - below(reached, groups_[g].n, true_rate);
      none_below *= above;
      smallest = std::min(smallest, above);
    }
    none_below *= self;
    // As high: whichever group is the lowest one, the least favourable.
    return {1 - none_below, smallest > 0 ? none_below / smallest * self : 0};
  }

  double lowest_rate() const {
    double out = 1;
    for (const Group& g : groups_) out = std::min(out, g.rate);
    return out;
  }

 private:
  struct Group {
    double rate = 0;
    double steadied = 0;  ///< drawn towards the mean by what luck adds to the groups' spread
    double n = 0;         ///< effective
  };
  std::vector<Group> groups_;
};

/// The ratio in [0, 1] where `kept` turns, false below it (or true below, when `from_below`).
template <class Kept>
double turning_point(bool kept_below, const Kept& kept) {
  double low = 0, high = 1;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (kept(middle) == kept_below ? low : high) = middle;
  }
  return kept_below ? high : low;
}

}  // namespace

Range lowest_ratio_interval(std::span<const GroupCount> groups, const GroupCount& overall, double level) {
  assert(groups.size() >= 2 && overall.hits >= 1);
  const double tail = (1 - level) / 2;
  const double base = static_cast<double>(overall.hits) / static_cast<double>(overall.n);
  const Groups seen(groups, overall);
  const auto low_enough = [&](double ratio) {
    return seen.were_the_lowest_at(ratio * base).as_low > kUpperTail * tail;
  };
  const auto high_enough = [&](double ratio) {
    return seen.were_the_lowest_at(ratio * base).as_high > kLowerTail * tail;
  };
  // The lowest group cannot be above the average: neither can the interval.
  Range out;
  out.high = low_enough(1) ? 1 : turning_point(true, low_enough);
  out.low = high_enough(0) ? 0 : turning_point(false, high_enough);
  const double estimate = std::min(seen.lowest_rate() / base, 1.0);
  return {std::min(out.low, estimate), std::max(out.high, estimate)};
}

}  // namespace boussole::engine::statistics
