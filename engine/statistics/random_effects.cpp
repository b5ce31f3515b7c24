#include "engine/statistics/random_effects.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

/// Sums with the weights 1 / (v + tau2).
struct Weighted {
  double weights = 0, squares = 0, mean = 0, q = 0, second = 0;
};

Weighted weighted(std::span<const double> y, std::span<const double> v, double tau2) {
  CompensatedSum w1, w2, wy, q, second;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double w = 1 / (v[i] + tau2);
    w1.add(w), w2.add(w * w), wy.add(w * y[i]);
  }
  Weighted result{w1.value(), w2.value(), wy.value() / w1.value(), 0, 0};
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double w = 1 / (v[i] + tau2), gap = y[i] - result.mean;
    q.add(w * gap * gap), second.add(w * w * gap * gap);
  }
  result.q = q.value(), result.second = second.value();
  return result;
}

/// Where a falling function crosses zero on [0, …); 0 where it starts below.
template <class F>
double root(F falling, double scale) {
  if (falling(0) <= 0) return 0;
  double low = 0, high = std::max(scale, 1e-12);
  for (int i = 0; i < 200 && falling(high) > 0; ++i) low = high, high *= 2;
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (falling(middle) > 0 ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

double heterogeneity(std::span<const double> y, std::span<const double> v, HeterogeneityMethod method) {
  const double k = static_cast<double>(y.size());
  const double spread = moments_of(y)->m2 / (k - 1);
  const Weighted fixed = weighted(y, v, 0);
  switch (method) {
    case HeterogeneityMethod::fixed:
      return 0;
    case HeterogeneityMethod::dersimonian_laird:
      return std::max(0.0, (fixed.q - (k - 1)) / (fixed.weights - fixed.squares / fixed.weights));
    case HeterogeneityMethod::hedges:
      return std::max(0.0, spread - mean(v));
    case HeterogeneityMethod::paule_mandel:
      return root([&](double tau2) { return weighted(y, v, tau2).q - (k - 1); }, spread);
    case HeterogeneityMethod::ml:
      return root(
          [&](double tau2) {
            const Weighted w = weighted(y, v, tau2);
            return w.second - w.weights;
          },
          spread);
    case HeterogeneityMethod::reml:
      return root(
          [&](double tau2) {
            const Weighted w = weighted(y, v, tau2);
            return w.second - (w.weights - w.squares / w.weights);
          },
          spread);
  }
  return 0;
}

}  // namespace

Result<RandomEffects> random_effects(std::span<const double> estimate, std::span<const double> se,
                                     HeterogeneityMethod method, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (estimate.size() != se.size()) return undefined("each estimate needs a standard error");
  if (estimate.size() < 2) return undefined("fewer than two units");
  if (auto refused = refuse_not_finite(estimate, "the estimates")) return std::unexpected(*refused);
  if (auto refused = refuse_negative(se, "the standard errors")) return std::unexpected(*refused);
  std::vector<double> v;
  for (const double error : se) {
    if (!(error > 0)) return undefined("the standard errors must be positive");
    if (error < 1e-70 || error > 1e70) return undefined("the standard errors are too far apart");
    v.push_back(error * error);
  }
  for (const double value : estimate)
    if (std::abs(value) > 1e70) return undefined("the estimates are too far apart");
  const double k = static_cast<double>(estimate.size()), z = normal_critical(level);
  RandomEffects result;
  const Weighted fixed = weighted(estimate, v, 0);
  result.q = fixed.q;
  result.p_q = chi_squared_sf(fixed.q, k - 1);
  result.tau2 = heterogeneity(estimate, v, method);
  const Weighted w = weighted(estimate, v, result.tau2);
  result.mean = w.mean;
  result.se = std::sqrt(1 / w.weights);
  const double typical = (k - 1) * fixed.weights / (fixed.weights * fixed.weights - fixed.squares);
  result.i2 = 100 * result.tau2 / (result.tau2 + typical);
  for (std::size_t i = 0; i < estimate.size(); ++i) {
    const double own = result.tau2 / (result.tau2 + v[i]);
    result.shrunk.push_back(own * estimate[i] + (1 - own) * result.mean);
    result.shrunk_se.push_back(std::sqrt(own * v[i] + (1 - own) * (1 - own) / w.weights));
  }
  const double further = z * std::sqrt(1 / w.weights + result.tau2);
  result.prediction = {result.mean - further, result.mean + further};
  const double half = student_critical(level, k - 1) * std::sqrt(w.q / (k - 1) / w.weights);
  result.hartung_knapp = {result.mean - half, result.mean + half};
  if (!std::isfinite(result.mean) || !std::isfinite(result.i2)) return undefined("the estimates are too far apart");
  return result;
}

}  // namespace boussole::engine::statistics
