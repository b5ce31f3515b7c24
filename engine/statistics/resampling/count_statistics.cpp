#include "engine/statistics/resampling/count_statistics.h"

#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

/// Gini by ranks: sum over bins of v c (2 below + c - n) / (n S), times n / (n - 1).
std::optional<double> gini(std::span<const WeightedValue> bins) {
  double n = 0, sum = 0, weighted = 0;
  for (const WeightedValue& bin : bins) {
    const double mass = bin.value * bin.people;
    weighted += mass * (2 * n + bin.people);
    n += bin.people;
    sum += mass;
  }
  if (n < 2) return std::nullopt;
  return (weighted / sum - n) / (n - 1);
}

std::optional<double> top_share(double share, std::span<const WeightedValue> bins) {
  double n = 0, sum = 0;
  for (const WeightedValue& bin : bins) {
    n += bin.people;
    sum += bin.value * bin.people;
  }
  if (n < 1) return std::nullopt;
  double left = top_people(share, n);
  double top = 0;
  for (std::size_t i = bins.size(); i-- > 0 && left > 0;) {
    const double taken = bins[i].people < left ? bins[i].people : left;
    top += taken * bins[i].value;
    left -= taken;
  }
  return top / sum;
}

std::optional<double> hill_ratio(double q, std::span<const WeightedValue> bins) {
  HillSums s;
  for (const WeightedValue& bin : bins) {
    s.people += bin.people;
    s.sum += bin.value * bin.people;
    s.terms += bin.term * bin.people;
    if (bin.people > 0) s.largest = bin.value;
  }
  if (s.people < 1) return std::nullopt;
  return hill_ratio_of(s, q);
}

}  // namespace

double top_people(double share, double n) {
  // A share such as 0.1 is not exact in binary: 0.1 * 30 must give 3 people and not 4.
  const double people = std::ceil(share * n - 1e-9);
  return people < 1 ? 1 : people > n ? n : people;
}

double hill_ratio_of(const HillSums& s, double q) {
  if (q == 0) return 1;
  if (std::isinf(q)) return s.sum / s.largest / s.people;
  if (q == 1) return portable::exp(portable::log(s.sum) - s.terms / s.sum) / s.people;
  if (q == 2) return s.sum * s.sum / s.terms / s.people;
  // (sum (x/S)^q)^(1/(1-q))
  return portable::exp((portable::log(s.terms) - q * portable::log(s.sum)) / (1 - q)) / s.people;
}

namespace {

/// v ln v of the small whole numbers, which are nearly all that is asked.
const std::vector<double>& entropy_terms() {
  static const std::vector<double> terms = [] {
    std::vector<double> out{0.0};
    for (int v = 1; v < 2048; ++v) out.push_back(v * portable::log(v));
    return out;
  }();
  return terms;
}

}  // namespace

double hill_term(double q, double value) {
  if (q == 0 || std::isinf(q)) return 0;
  if (q == 1) {
    const std::vector<double>& known = entropy_terms();
    const auto whole = static_cast<std::uint64_t>(value);
    return whole < known.size() && static_cast<double>(whole) == value ? known[whole] : value * portable::log(value);
  }
  if (q == 2) return value * value;
  return portable::pow(value, q);
}

std::optional<double> evaluate(const CountStatistic& statistic, std::span<const WeightedValue> ascending) {
  switch (statistic.kind) {
    case CountStatistic::Kind::gini:
      return gini(ascending);
    case CountStatistic::Kind::top_share:
      return top_share(statistic.parameter, ascending);
    case CountStatistic::Kind::hill_ratio:
      return hill_ratio(statistic.parameter, ascending);
  }
  return std::nullopt;
}

std::optional<double> evaluate(const CountStatistic& statistic, std::span<const CountBin> ascending) {
  std::vector<WeightedValue> bins;
  bins.reserve(ascending.size());
  const bool hill = statistic.kind == CountStatistic::Kind::hill_ratio;
  for (const CountBin& bin : ascending) {
    const auto value = static_cast<double>(bin.value);
    bins.push_back({value, static_cast<double>(bin.people), hill ? hill_term(statistic.parameter, value) : 0});
  }
  return evaluate(statistic, std::span<const WeightedValue>(bins));
}

}  // namespace boussole::engine::statistics
