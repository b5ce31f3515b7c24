#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/resampling/histogram.h"

/// Statistics of how contributions spread over people, computed from the histogram of counts: the kernels of the
/// resampling. Sums run in one fixed order, so the same histogram gives the same bits.
namespace boussole::engine::statistics {

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
  bool operator==(const CountStatistic&) const = default;
};

/// One value with its number of people as the kernels want it: doubles, exact below 2^53.
struct WeightedValue {
  double value = 0;
  double people = 0;
  double term = 0;  ///< what a Hill number needs of the value: x log x for q = 1, x^q otherwise; 0 if no Hill is asked
};

/// The term of a Hill number of order q for one value: x log x for q = 1, x^q otherwise (0 for q = 0 or infinite).
double hill_term(double q, double value);

/// The sums a Hill number is made of: people, contributions, hill_term over people, the largest count.
struct HillSums {
  double people = 0, sum = 0, terms = 0, largest = 0;
};
/// Hill number of order q over the number of people; people >= 1.
double hill_ratio_of(const HillSums& sums, double q);

/// How many people the top share counts: ceil(share * n), at least one.
double top_people(double share, double n);

/// The statistic of people whose values ascend; bins with 0 people are allowed. Absent below one person (two for Gini).
/// For hill_ratio, `term` of each bin must hold hill_term(q, value).
std::optional<double> evaluate(const CountStatistic& statistic, std::span<const WeightedValue> ascending);

/// The same for a histogram as the engine holds it.
std::optional<double> evaluate(const CountStatistic& statistic, std::span<const CountBin> ascending);

}  // namespace boussole::engine::statistics
