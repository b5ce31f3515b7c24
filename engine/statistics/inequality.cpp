#include "engine/statistics/inequality.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/statistics/checks.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

struct Totals {
  double people = 0;
  double total = 0;
};

/// The door: what every formula here needs of its runs.
Result<Totals> totals_of(std::span<const Run> runs) {
  CompensatedSum people, total;
  for (const auto& [value, weight] : runs) {
    if (!std::isfinite(value) || value < 0) return undefined("the values must be finite and not negative");
    if (!std::isfinite(weight) || weight <= 0) return undefined("the weights must be finite and positive");
    people.add(weight);
    total.add(value * weight);
  }
  if (runs.empty()) return undefined("n = 0: nobody");
  if (!std::isfinite(total.value())) return undefined("the total is not finite");
  if (total.value() <= 0) return undefined("the total is 0: nothing to share");
  return Totals{people.value(), total.value()};
}

Result<std::vector<Run>> runs_of(std::span<const double> values) {
  if (auto refused = refuse_negative(values, "the values")) return std::unexpected(*refused);
  return sorted_runs(values);
}

/// Applies a formula on runs to values that have passed the door.
template <class Formula>
Result<double> on_values(std::span<const double> values, Formula formula) {
  const auto runs = runs_of(values);
  if (!runs) return std::unexpected(runs.error());
  return formula(*runs);
}

Result<double> corrected(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  if (totals->people <= 1) return undefined("n = 1: the correction for n needs two people");
  return mapped(gini_of_runs(runs), [&](double plug_in) { return plug_in * (totals->people / (totals->people - 1)); });
}

}  // namespace

Result<double> gini_of_runs(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  CompensatedSum weighted;
  double before = 0;
  for (const auto& [value, people] : runs) {
    weighted.add(value * people * (2 * before + people - totals->people));
    before += people;
  }
  return finite_or_undefined(std::max(0.0, weighted.value() / totals->people / totals->total), "the Gini coefficient");
}

Result<double> gini(std::span<const double> values) {
  return on_values(values, [](std::span<const Run> runs) { return gini_of_runs(runs); });
}
Result<double> gini(std::span<const CountBin> histogram) { return gini_of_runs(sorted_runs(histogram)); }
Result<double> gini_corrected(std::span<const double> values) { return on_values(values, corrected); }
Result<double> gini_corrected(std::span<const CountBin> histogram) { return corrected(sorted_runs(histogram)); }

Result<double> gini_weighted(std::span<const double> values, std::span<const double> weights) {
  if (values.size() != weights.size()) return undefined("one weight a value is needed");
  if (auto refused = refuse_negative(values, "the values")) return std::unexpected(*refused);
  if (auto refused = refuse_negative(weights, "the weights")) return std::unexpected(*refused);
  return gini_of_runs(sorted_runs(values, weights));
}

Result<double> bottom_share_of_runs(std::span<const Run> runs, double fraction) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  if (!(fraction >= 0 && fraction <= 1)) return undefined("the fraction of people must lie in [0, 1]");
  double left = fraction * totals->people;
  CompensatedSum held;
  for (const auto& [value, people] : runs) {
    if (left <= 0) break;
    held.add(value * std::min(left, people));
    left -= people;
  }
  return std::min(1.0, held.value() / totals->total);
}

Result<double> top_share_of_runs(std::span<const Run> runs, double fraction) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  if (!(fraction >= 0 && fraction <= 1)) return undefined("the fraction of people must lie in [0, 1]");
  double left = fraction * totals->people;
  CompensatedSum held;
  for (std::size_t i = runs.size(); i-- > 0 && left > 0;) {
    held.add(runs[i].value * std::min(left, runs[i].people));
    left -= runs[i].people;
  }
  return std::min(1.0, held.value() / totals->total);
}

Result<double> top_share(std::span<const double> values, double fraction) {
  return on_values(values, [&](std::span<const Run> runs) { return top_share_of_runs(runs, fraction); });
}
Result<double> top_share(std::span<const CountBin> histogram, double fraction) {
  return top_share_of_runs(sorted_runs(histogram), fraction);
}
Result<double> bottom_share(std::span<const double> values, double fraction) {
  return on_values(values, [&](std::span<const Run> runs) { return bottom_share_of_runs(runs, fraction); });
}
Result<double> bottom_share(std::span<const CountBin> histogram, double fraction) {
  return bottom_share_of_runs(sorted_runs(histogram), fraction);
}

Result<WholeTopShare> top_share_whole(std::span<const CountBin> histogram, double fraction) {
  const std::vector<Run> runs = sorted_runs(histogram);
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  if (!(fraction > 0 && fraction <= 1)) return undefined("the fraction of people must lie in (0, 1]");
  // 0.1 * 30 is a little more than 3 in binary: that must stay 3 people.
  const double people = std::max(1.0, std::ceil(fraction * totals->people - 1e-9));
  const auto share = top_share_of_runs(runs, people / totals->people);
  if (!share) return std::unexpected(share.error());
  double left = people;
  CompensatedSum held;
  for (std::size_t i = runs.size(); i-- > 0 && left > 0;) {
    held.add(runs[i].value * std::min(left, runs[i].people));
    left -= runs[i].people;
  }
  return WholeTopShare{held.value() / totals->total, static_cast<std::uint64_t>(people)};
}

Result<std::vector<LorenzPoint>> lorenz(std::span<const CountBin> histogram) {
  const std::vector<Run> runs = sorted_runs(histogram);
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  std::vector<LorenzPoint> curve{{0, 0}};
  CompensatedSum held;
  double people = 0;
  for (const Run& run : runs) {
    people += run.people;
    held.add(run.value * run.people);
    curve.push_back({people / totals->people, held.value() / totals->total});
  }
  return curve;
}

Result<std::vector<LorenzPoint>> lorenz(std::span<const double> values) {
  const auto runs = runs_of(values);
  if (!runs) return std::unexpected(runs.error());
  const auto totals = totals_of(*runs);
  if (!totals) return std::unexpected(totals.error());
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  std::vector<LorenzPoint> curve{{0, 0}};
  CompensatedSum held;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    held.add(sorted[i]);
    curve.push_back({static_cast<double>(i + 1) / totals->people, held.value() / totals->total});
  }
  return curve;
}

Result<double> hoover(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  const double mean = totals->total / totals->people;
  CompensatedSum gaps;
  for (const auto& [value, people] : runs) gaps.add(people * std::abs(value - mean));
  return finite_or_undefined(gaps.value() / (2 * totals->total), "the Hoover index");
}

Result<double> theil_t(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  const double mean = totals->total / totals->people;
  CompensatedSum information;
  for (const auto& [value, people] : runs)
    if (value > 0) information.add(people * (value / mean) * std::log(value / mean));
  return std::max(0.0, information.value() / totals->people);
}

Result<double> mean_log_deviation(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  const double mean = totals->total / totals->people;
  CompensatedSum deviation;
  for (const auto& [value, people] : runs) {
    if (value <= 0) return unbounded("someone has nothing: the mean log deviation has no limit");
    deviation.add(people * std::log(mean / value));
  }
  return finite_or_undefined(std::max(0.0, deviation.value() / totals->people), "the mean log deviation");
}

Result<double> atkinson(std::span<const Run> runs, double aversion) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  if (!std::isfinite(aversion) || aversion < 0) return undefined("the aversion to inequality must be >= 0");
  if (aversion >= 1 && runs.front().value <= 0) return 1;
  const double mean = totals->total / totals->people;
  CompensatedSum powers;
  for (const auto& [value, people] : runs)
    powers.add(people * (aversion == 1 ? std::log(value / mean) : std::pow(value / mean, 1 - aversion)));
  const double average = powers.value() / totals->people;
  const double equal_equivalent = aversion == 1 ? std::exp(average) : std::pow(average, 1 / (1 - aversion));
  return std::clamp(1 - equal_equivalent, 0.0, 1.0);
}

Result<double> variation_population(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  const double mean = totals->total / totals->people;
  CompensatedSum squares;
  for (const auto& [value, people] : runs) squares.add(people * (value - mean) * (value - mean));
  return finite_or_undefined(std::sqrt(squares.value() / totals->people) / mean, "the coefficient of variation");
}

Result<double> herfindahl(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  CompensatedSum squares;
  for (const auto& [value, people] : runs) squares.add(people * (value / totals->total) * (value / totals->total));
  return std::min(1.0, squares.value());
}

Result<double> herfindahl_normalised(std::span<const Run> runs) {
  const auto totals = totals_of(runs);
  if (!totals) return std::unexpected(totals.error());
  if (totals->people <= 1) return undefined("n = 1: nothing to normalise");
  const double least = 1 / totals->people;
  return mapped(herfindahl(runs), [&](double raw) { return std::max(0.0, (raw - least) / (1 - least)); });
}

Result<double> palma(std::span<const Run> runs) {
  const auto top = top_share_of_runs(runs, 0.1), bottom = bottom_share_of_runs(runs, 0.4);
  if (!top) return std::unexpected(top.error());
  if (!bottom) return std::unexpected(bottom.error());
  if (*bottom <= 0) return unbounded("the least active 40 % hold nothing: the ratio has no limit");
  return finite_or_undefined(*top / *bottom, "the ratio");
}

Result<ZeroInflatedGini> gini_zero_inflated(std::span<const double> positive, std::uint64_t n_zero) {
  if (auto refused = refuse_negative(positive, "the values")) return std::unexpected(*refused);
  std::vector<Run> runs = sorted_runs(positive);
  if (!runs.empty() && runs.front().value <= 0) return undefined("contributors must have contributed something");
  const auto among_positive = gini_of_runs(runs);
  if (!among_positive) return std::unexpected(among_positive.error());
  const double zeros = static_cast<double>(n_zero);
  const double everyone = static_cast<double>(positive.size()) + zeros;
  if (n_zero > 0) runs.insert(runs.begin(), Run{0, zeros});
  const auto among_all = gini_of_runs(runs);
  if (!among_all) return std::unexpected(among_all.error());
  return ZeroInflatedGini{*among_positive, *among_all, zeros / everyone};
}

}  // namespace boussole::engine::statistics
