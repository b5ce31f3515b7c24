#include "engine/statistics/aggregate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/multivariate.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_weights(std::size_t n, std::span<const double> weights) {
  if (weights.size() != n) return Undefined{"each value needs a weight"};
  return refuse_negative(weights, "the weights");
}

}  // namespace

Result<double> power_mean(Values x, std::span<const double> weights, double p) {
  if (auto refused = refuse_weights(x.size(), weights)) return std::unexpected(*refused);
  if (!std::isfinite(p)) return undefined("the power must be finite");
  CompensatedSum total, terms;
  bool zero = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!x[i] || weights[i] == 0) continue;
    const double value = *x[i];
    if (!std::isfinite(value)) return undefined("the values must be finite");
    if (value < 0 && p != 1) return undefined("a negative value has no such mean");
    zero = zero || value == 0;
    total.add(weights[i]);
    if (p > 0 || value > 0) terms.add(weights[i] * (p == 0 ? std::log(value) : p == 1 ? value : std::pow(value, p)));
  }
  if (!(total.value() > 0)) return undefined("no value is there");
  if (zero && p <= 0) return 0;
  const double average = terms.value() / total.value();
  return finite_or_undefined(p == 0 ? std::exp(average) : p == 1 ? average : std::pow(average, 1 / p), "the mean");
}

Result<MissingInterval> mean_with_missing(Values x, std::span<const double> weights, double p, double worst,
                                          double best) {
  if (auto refused = refuse_weights(x.size(), weights)) return std::unexpected(*refused);
  if (!std::isfinite(worst) || !std::isfinite(best) || worst > best) return undefined("worst must not exceed best");
  std::vector<std::optional<double>> low(x.begin(), x.end()), high(x.begin(), x.end());
  CompensatedSum there, all;
  for (std::size_t i = 0; i < x.size(); ++i) {
    all.add(weights[i]);
    if (x[i]) there.add(weights[i]);
    if (!x[i]) low[i] = worst, high[i] = best;
  }
  const auto at_worst = power_mean(low, weights, p), at_best = power_mean(high, weights, p);
  if (!at_worst) return std::unexpected(at_worst.error());
  if (!at_best) return std::unexpected(at_best.error());
  MissingInterval result{*at_worst, *at_best, there.value() / all.value(), std::nullopt};
  if (const auto available = power_mean(x, weights, p)) result.available_case = *available;
  return result;
}

Result<Copeland> copeland(std::span<const std::vector<double>> x, std::span<const double> weights) {
  if (x.empty()) return undefined("n = 0: no unit");
  if (auto refused = refuse_negative(weights, "the weights")) return std::unexpected(*refused);
  const double total = sum(weights);
  if (!(total > 0)) return undefined("the weights sum to 0");
  for (const auto& row : x) {
    if (row.size() != weights.size()) return undefined("each indicator needs a weight");
    if (auto refused = refuse_not_finite(row, "the values")) return std::unexpected(*refused);
  }
  Copeland result;
  result.outrank.assign(x.size(), std::vector<double>(x.size(), 0));
  result.score.assign(x.size(), 0);
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) {
      if (i == j) continue;
      CompensatedSum ahead;
      for (std::size_t k = 0; k < weights.size(); ++k)
        if (x[i][k] >= x[j][k]) ahead.add(x[i][k] == x[j][k] ? weights[k] / 2 : weights[k]);
      const double share = result.outrank[i][j] = ahead.value() / total;
      // A tie of the weights is a tie, rounding apart.
      if (std::abs(share - 0.5) > 1e-12) result.score[i] += share > 0.5 ? 1 : -1;
    }
  return result;
}

Result<RankShift> rank_shift(std::span<const double> reference, std::span<const double> other) {
  if (reference.size() != other.size()) return undefined("both rankings need the same units");
  if (reference.size() < 2) return undefined("fewer than two units");
  if (auto refused = refuse_not_finite(reference, "the ranks")) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(other, "the ranks")) return std::unexpected(*refused);
  RankShift result;
  CompensatedSum shift;
  double order = 0, different_a = 0, different_b = 0;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    shift.add(std::abs(reference[i] - other[i]));
    for (std::size_t j = 0; j < i; ++j) {
      const double a = reference[i] - reference[j], b = other[i] - other[j];
      different_a += a != 0, different_b += b != 0;
      order += (a > 0 && b > 0) || (a < 0 && b < 0) ? 1 : a == 0 || b == 0 ? 0 : -1;
    }
  }
  const auto correlation = spearman(reference, other);
  if (!correlation || different_a == 0 || different_b == 0) return undefined("a ranking is constant");
  result.mean_absolute = shift.value() / static_cast<double>(reference.size());
  if (!std::isfinite(result.mean_absolute)) return undefined("the ranks are too far apart");
  result.spearman = *correlation;
  result.kendall = order / std::sqrt(different_a * different_b);
  return result;
}

Result<std::optional<StabilityMove>> stability_move(std::span<const double> a, std::span<const double> b,
                                                    std::span<const double> weights) {
  if (a.size() != b.size()) return undefined("both units need the same indicators");
  if (auto refused = refuse_weights(a.size(), weights)) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(a, "the values")) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(b, "the values")) return std::unexpected(*refused);
  const double total = sum(weights);
  if (!(total > 0)) return undefined("the weights sum to 0");
  std::vector<double> gain(a.size());
  CompensatedSum lead;
  for (std::size_t k = 0; k < a.size(); ++k) gain[k] = a[k] - b[k], lead.add(weights[k] / total * gain[k]);
  double left = lead.value();
  if (left < 0) return undefined("the first unit is not ahead");
  const auto least_at = static_cast<std::size_t>(std::ranges::min_element(gain) - gain.begin());
  const double least = gain[least_at];
  std::vector<std::size_t> order(a.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t k) { return gain[k]; });
  StabilityMove move;
  for (const double w : weights) move.weights.push_back(w / total);
  for (const std::size_t k : order) {
    if (left <= 0 || gain[k] <= least) break;
    const double share = std::min(weights[k] / total, left / (gain[k] - least));
    move.share += share;
    move.weights[k] -= share;
    move.weights[least_at] += share;
    left -= share * (gain[k] - least);
  }
  if (left > 1e-12 * (1 + std::abs(lead.value()))) return std::optional<StabilityMove>();
  return std::optional(std::move(move));
}

Result<std::optional<double>> stability_radius(std::span<const double> a, std::span<const double> b,
                                               std::span<const double> weights) {
  return mapped(stability_move(a, b, weights), [](const std::optional<StabilityMove>& move) {
    return move ? std::optional(move->share) : std::nullopt;
  });
}

}  // namespace boussole::engine::statistics
