#include "engine/statistics/quantiles.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"

namespace boussole::engine::statistics {

namespace {

/// Where p lies among the order statistics: between number j and j + 1 (from 1), a part `gamma` of the way.
struct Place {
  double j = 0;
  double gamma = 0;
};

Place place_of(double n, double p, QuantileType type) {
  // Rounding must not push n p off a whole number.
  constexpr double kFuzz = 4 * 2.220446049250313e-16;
  const auto split = [](double position) {
    const double j = std::floor(position + kFuzz * std::max(1.0, std::abs(position)));
    const double rest = position - j;
    return Place{j, std::abs(rest) < kFuzz * std::max(1.0, std::abs(position)) ? 0 : rest};
  };
  switch (type) {
    case QuantileType::type1: {
      const Place at = split(n * p);
      return {at.j, at.gamma > 0 ? 1.0 : 0.0};
    }
    case QuantileType::type2: {
      const Place at = split(n * p);
      return {at.j, at.gamma > 0 ? 1.0 : 0.5};
    }
    case QuantileType::type3: {
      const Place at = split(n * p - 0.5);
      const bool even = std::fmod(at.j, 2) == 0;
      return {at.j, at.gamma == 0 && even ? 0.0 : 1.0};
    }
    case QuantileType::type4:
      return split(n * p);
    case QuantileType::type5:
      return split(n * p + 0.5);
    case QuantileType::type6:
      return split((n + 1) * p);
    case QuantileType::type7:
      return split(1 + (n - 1) * p);
    case QuantileType::type8:
      return split((n + 1.0 / 3) * p + 1.0 / 3);
    case QuantileType::type9:
      return split((n + 0.25) * p + 0.375);
  }
  return {};
}

double quantile_of_sorted(std::span<const double> sorted, double p, QuantileType type) {
  const double n = static_cast<double>(sorted.size());
  const auto [j, gamma] = place_of(n, p, type);
  const auto at = [&](double number) { return sorted[static_cast<std::size_t>(std::clamp(number, 1.0, n)) - 1]; };
  const double low = at(j), high = at(j + 1);
  return low == high || gamma == 0 ? low : gamma == 1 ? high : (1 - gamma) * low + gamma * high;
}

}  // namespace

Result<std::vector<double>> quantiles(std::span<const double> values, std::span<const double> p, QuantileType type) {
  if (auto refused = refuse_not_finite(values, "the values")) return std::unexpected(*refused);
  if (values.empty()) return undefined("n = 0");
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  std::vector<double> result;
  for (const double probability : p) {
    if (!(probability >= 0 && probability <= 1)) return undefined("a probability must lie in [0, 1]");
    result.push_back(quantile_of_sorted(sorted, probability, type));
  }
  return result;
}

Result<double> quantile(std::span<const double> values, double p, QuantileType type) {
  return mapped(quantiles(values, std::span(&p, 1), type), [](const std::vector<double>& one) { return one[0]; });
}

Result<double> median(std::span<const double> values) { return quantile(values, 0.5, QuantileType::type7); }

}  // namespace boussole::engine::statistics
