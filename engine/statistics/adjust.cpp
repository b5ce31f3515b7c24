#include "engine/statistics/adjust.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace boussole::engine::statistics {

namespace {

/// The factor of the p-value of rank i (from 1) of m.
double factor(Adjustment how, double i, double m) {
  switch (how) {
    case Adjustment::none:
      return 1;
    case Adjustment::bonferroni:
      return m;
    case Adjustment::holm:
    case Adjustment::hochberg:
      return m - i + 1;
    case Adjustment::benjamini_hochberg:
      return m / i;
    case Adjustment::benjamini_yekutieli: {
      double harmonic = 0;
      for (double k = m; k >= 1; --k) harmonic += 1 / k;
      return harmonic * m / i;
    }
  }
  return m;
}

/// Step-up methods come down from the largest p, step-down ones up from the smallest.
bool steps_up(Adjustment how) {
  return how == Adjustment::hochberg || how == Adjustment::benjamini_hochberg || how == Adjustment::benjamini_yekutieli;
}

}  // namespace

Result<std::vector<double>> adjusted(std::span<const double> p, Adjustment how) {
  for (const double value : p)
    if (!(value >= 0 && value <= 1)) return undefined("a p-value must lie in [0, 1]");
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
  const double m = static_cast<double>(p.size());
  // The harmonic sum is the same for all ranks: taken once.
  const double common = how == Adjustment::benjamini_yekutieli && m > 0 ? factor(how, 1, m) / m : 1;
  const auto scaled = [&](std::size_t rank) {
    const double i = static_cast<double>(rank + 1);
    const double times = how == Adjustment::benjamini_yekutieli ? common * m / i : factor(how, i, m);
    return std::min(1.0, times * p[order[rank]]);
  };
  std::vector<double> result(p.size());
  if (steps_up(how)) {
    double running = 1;
    for (std::size_t rank = p.size(); rank-- > 0;) result[order[rank]] = running = std::min(running, scaled(rank));
  } else {
    double running = 0;
    for (std::size_t rank = 0; rank < p.size(); ++rank) {
      running = how == Adjustment::holm ? std::max(running, scaled(rank)) : scaled(rank);
      result[order[rank]] = running;
    }
  }
  return result;
}

Result<std::vector<std::optional<double>>> adjusted(std::span<const std::optional<double>> p, Adjustment how) {
  std::vector<double> known;
  for (const auto& value : p)
    if (value) known.push_back(*value);
  return mapped(adjusted(std::span<const double>(known), how), [&](const std::vector<double>& larger) {
    std::vector<std::optional<double>> result;
    std::size_t next = 0;
    for (const auto& value : p) result.push_back(value ? std::optional(larger[next++]) : std::nullopt);
    return result;
  });
}

}  // namespace boussole::engine::statistics
