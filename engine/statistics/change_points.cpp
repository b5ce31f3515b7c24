#include "engine/statistics/change_points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "engine/statistics/checks.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

/// Sums of squares around the mean of any stretch, from running sums of the centred series.
class Stretches {
 public:
  explicit Stretches(std::span<const double> y) : sum_(y.size() + 1, 0), squares_(y.size() + 1, 0) {
    const double centre = mean(y);
    CompensatedSum total, squares;
    for (std::size_t i = 0; i < y.size(); ++i) {
      total.add(y[i] - centre);
      squares.add((y[i] - centre) * (y[i] - centre));
      sum_[i + 1] = total.value();
      squares_[i + 1] = squares.value();
    }
  }

  /// Of y[begin … end - 1].
  double cost(std::size_t begin, std::size_t end) const {
    const double total = sum_[end] - sum_[begin];
    return std::max(0.0, squares_[end] - squares_[begin] - total * total / static_cast<double>(end - begin));
  }

 private:
  std::vector<double> sum_, squares_;
};

}  // namespace

Result<MeanShifts> mean_shifts(std::span<const double> y, double h, std::size_t most) {
  if (auto refused = refuse_not_finite(y, "the series")) return std::unexpected(*refused);
  if (!(h > 0 && h <= 0.5)) return undefined("the smallest segment must be a share in (0, 0.5]");
  const std::size_t n = y.size();
  const auto least = static_cast<std::size_t>(std::floor(h * static_cast<double>(n) + 1e-9));
  if (least < 2) return undefined("the series is too short for segments of two values");
  const Stretches stretches(y);
  constexpr double kNever = std::numeric_limits<double>::infinity();
  // best[m][t]: least cost of y[0 … t - 1] in m + 1 segments; from[m][t] where the last of them begins.
  std::vector<std::vector<double>> best(1, std::vector<double>(n + 1, kNever));
  std::vector<std::vector<std::size_t>> from(1, std::vector<std::size_t>(n + 1, 0));
  for (std::size_t t = least; t <= n; ++t) best[0][t] = stretches.cost(0, t);
  for (std::size_t m = 1; m <= most && (m + 1) * least <= n; ++m) {
    best.emplace_back(n + 1, kNever);
    from.emplace_back(n + 1, 0);
    for (std::size_t t = (m + 1) * least; t <= n; ++t)
      for (std::size_t begin = m * least; begin + least <= t; ++begin)
        if (const double cost = best[m - 1][begin] + stretches.cost(begin, t); cost < best[m][t])
          best[m][t] = cost, from[m][t] = begin;
  }
  MeanShifts result;
  const double size = static_cast<double>(n);
  for (std::size_t m = 0; m < best.size(); ++m) {
    const double rss = best[m][n];
    if (!(rss > 0)) return undefined("the series is constant piece by piece: nothing is left to chance");
    result.rss.push_back(rss);
    result.bic.push_back(size * (std::log(rss / size) + 1 + std::log(2 * std::numbers::pi)) +
                         2 * static_cast<double>(m + 1) * std::log(size));
  }
  auto m = static_cast<std::size_t>(std::ranges::min_element(result.bic) - result.bic.begin());
  std::size_t end = n;
  for (;; --m) {
    const std::size_t begin = from[m][end];
    result.segment_means.push_back(mean(y.subspan(begin, end - begin)));
    if (m == 0) break;
    result.breaks.push_back(begin);
    end = begin;
  }
  std::ranges::reverse(result.breaks);
  std::ranges::reverse(result.segment_means);
  return result;
}

Result<std::vector<std::size_t>> pelt(std::span<const double> y, double penalty, std::size_t least) {
  if (auto refused = refuse_not_finite(y, "the series")) return std::unexpected(*refused);
  if (!(penalty > 0) || !std::isfinite(penalty)) return undefined("the penalty must be positive");
  least = std::max<std::size_t>(least, 1);
  const std::size_t n = y.size();
  if (n < least || n == 0) return undefined("the series is shorter than one segment");
  const Stretches stretches(y);
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> from(n + 1, 0), candidates;
  best[0] = -penalty;
  for (std::size_t t = least; t <= n; ++t) {
    // A segment may begin where the one before it is long enough.
    const std::size_t fresh = t - least;
    if (fresh == 0 || fresh >= least) candidates.push_back(fresh);
    // What the fresh beginning beats by more than a break costs can never win from here on.
    std::erase_if(candidates, [&](std::size_t begin) {
      return begin + least <= fresh && best[begin] + stretches.cost(begin, fresh) > best[fresh];
    });
    for (const std::size_t begin : candidates)
      if (const double cost = best[begin] + stretches.cost(begin, t) + penalty; cost < best[t])
        best[t] = cost, from[t] = begin;
  }
  std::vector<std::size_t> breaks;
  for (std::size_t end = from[n]; end > 0; end = from[end]) breaks.push_back(end);
  std::ranges::reverse(breaks);
  return breaks;
}

Result<Pettitt> pettitt(std::span<const double> y) {
  if (auto refused = refuse_not_finite(y, "the series")) return std::unexpected(*refused);
  if (y.size() < 2) return undefined("n < 2: no change to see");
  const double n = static_cast<double>(y.size());
  Pettitt result;
  double u = 0;
  for (std::size_t t = 0; t + 1 < y.size(); ++t) {
    for (const double other : y) u += y[t] > other ? 1 : y[t] < other ? -1 : 0;
    if (std::abs(u) > result.k) result.k = std::abs(u), result.index = t + 1;
  }
  if (result.k == 0) return undefined("all values are equal");
  result.p = std::min(1.0, 2 * std::exp(-6 * result.k * result.k / (n * n * n + n * n)));
  return result;
}

Result<Trend> mann_kendall(std::span<const double> y) {
  if (auto refused = refuse_not_finite(y, "the series")) return std::unexpected(*refused);
  if (y.size() < 3) return undefined("n < 3: no trend to see");
  const double n = static_cast<double>(y.size());
  Trend trend;
  std::vector<double> slopes;
  std::map<double, double> ties;
  for (std::size_t j = 0; j < y.size(); ++j) {
    ++ties[y[j]];
    for (std::size_t i = 0; i < j; ++i) {
      trend.s += y[j] > y[i] ? 1 : y[j] < y[i] ? -1 : 0;
      slopes.push_back((y[j] - y[i]) / static_cast<double>(j - i));
    }
  }
  trend.variance = n * (n - 1) * (2 * n + 5);
  for (const auto& [value, t] : ties) trend.variance -= t * (t - 1) * (2 * t + 5);
  trend.variance /= 18;
  if (!(trend.variance > 0)) return undefined("all values are equal: no trend to see");
  trend.z = (trend.s > 0 ? trend.s - 1 : trend.s < 0 ? trend.s + 1 : 0) / std::sqrt(trend.variance);
  trend.p = std::min(1.0, 2 * normal_sf(std::abs(trend.z)));
  const auto middle = median(slopes);
  if (!middle) return std::unexpected(middle.error());
  trend.slope = *middle;
  return trend;
}

Result<double> first_autocorrelation(std::span<const double> y) {
  if (auto refused = refuse_not_finite(y, "the series")) return std::unexpected(*refused);
  if (y.size() < 3) return undefined("n < 3: no autocorrelation");
  const double centre = mean(y);
  CompensatedSum squares, lagged;
  for (std::size_t i = 0; i < y.size(); ++i) {
    squares.add((y[i] - centre) * (y[i] - centre));
    if (i > 0) lagged.add((y[i] - centre) * (y[i - 1] - centre));
  }
  if (!(squares.value() > 0)) return undefined("all values are equal: no autocorrelation");
  return finite_or_undefined(lagged.value() / squares.value(), "the autocorrelation");
}

Result<PrewhitenedTrend> prewhitened_trend(std::span<const double> y) {
  if (y.size() < 4) return undefined("n < 4: no memory to take out");
  auto trend = mann_kendall(y);
  if (!trend) return std::unexpected(trend.error());
  const auto memory = first_autocorrelation(y);
  if (!memory) return std::unexpected(memory.error());
  PrewhitenedTrend result{*trend, *memory, false};
  if (*memory <= 0) return result;
  std::vector<double> fresh;
  for (std::size_t i = 1; i < y.size(); ++i) fresh.push_back(y[i] - *memory * y[i - 1]);
  const auto again = mann_kendall(fresh);
  if (!again) return std::unexpected(again.error());
  result.trend = *again;
  result.trend.slope = trend->slope;
  result.prewhitened = true;
  return result;
}

Result<SerialMean> serial_mean(std::span<const double> y, std::optional<std::size_t> lags) {
  if (auto refused = refuse_not_finite(y, "the series")) return std::unexpected(*refused);
  if (y.size() < 2) return undefined("n < 2: no variance");
  const auto n = static_cast<double>(y.size());
  SerialMean result;
  result.mean = mean(y);
  result.lags = lags.value_or(static_cast<std::size_t>(std::floor(4 * std::pow(n / 100, 2.0 / 9))));
  if (result.lags + 1 >= y.size()) return undefined("fewer values than lags");
  const auto covariance = [&](std::size_t lag) {
    CompensatedSum sum;
    for (std::size_t i = lag; i < y.size(); ++i) sum.add((y[i] - result.mean) * (y[i - lag] - result.mean));
    return sum.value() / n;
  };
  const double variance = covariance(0);
  if (!(variance > 0)) return undefined("all values are equal: no variance");
  double long_run = variance;
  for (std::size_t lag = 1; lag <= result.lags; ++lag)
    long_run += 2 * (1 - static_cast<double>(lag) / static_cast<double>(result.lags + 1)) * covariance(lag);
  if (!(long_run > 0)) return undefined("the long-run variance is not positive");
  result.se = std::sqrt(long_run / n);
  result.se_as_if_independent = std::sqrt(variance / n);
  result.effective_n = n * variance / long_run;
  return result;
}

}  // namespace boussole::engine::statistics
