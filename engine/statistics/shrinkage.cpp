#include "engine/statistics/shrinkage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

/// Log-likelihood of mean rate mu and precision m = alpha + beta, without the binomial coefficients.
double log_likelihood(std::span<const Cluster> units, double mu, double m) {
  CompensatedSum total;
  const double a = mu * m, b = (1 - mu) * m, base = log_beta(a, b);
  for (const auto& [n, x, people] : units) total.add(people * (log_beta(x + a, n - x + b) - base));
  return total.value();
}

/// The maximum of a unimodal function by golden section; closer than this the function is flat to rounding.
template <class F>
double maximise(F f, double low, double high) {
  constexpr double kGolden = 0.6180339887498949;
  double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
  double at_left = f(left), at_right = f(right);
  for (int step = 0; step < 120 && high - low > 1e-7; ++step) {
    if (at_left >= at_right) {
      high = right, right = left, at_right = at_left;
      left = high - kGolden * (high - low), at_left = f(left);
    } else {
      low = left, left = right, at_left = at_right;
      right = low + kGolden * (high - low), at_right = f(right);
    }
  }
  return low + (high - low) / 2;
}

/// The best mean rate for a given precision: on the logit scale, where the likelihood has one top.
double best_mean(std::span<const Cluster> units, double m) {
  const double logit = maximise([&](double t) { return log_likelihood(units, 1 / (1 + std::exp(-t)), m); }, -14, 14);
  return 1 / (1 + std::exp(-logit));
}

// Precision beyond which the beta distribution is a point for any data that we may meet.
constexpr double kMostLogPrecision = 13.8;  // e^13.8 is about a million

}  // namespace

Result<ShrunkRates> beta_binomial_shrinkage(std::span<const Cluster> units, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  CompensatedSum total_n, total_x;
  for (const auto& [n, x, people] : units) {
    if (!std::isfinite(n) || !std::isfinite(x) || n <= 0 || x < 0 || x > n || !(people > 0))
      return undefined("each unit needs n > 0 and x between 0 and n");
    total_n.add(people * n);
    total_x.add(people * x);
  }
  if (units.size() < 2) return undefined("fewer than two units: nothing to shrink towards");
  const double common = total_x.value() / total_n.value();
  if (common <= 0 || common >= 1) return undefined("all units have the same extreme rate: the spread cannot be told");
  const auto profile = [&](double log_m) {
    const double m = std::exp(log_m);
    return log_likelihood(units, best_mean(units, m), m);
  };
  // A coarse grid first, so that the golden section starts around the highest top.
  double best = -6, top = -std::numeric_limits<double>::infinity();
  for (int step = 0; step <= 33; ++step) {
    const double log_m = -6 + 0.6 * step;
    const double here = log_likelihood(units, common, std::exp(log_m));
    if (here > top) top = here, best = log_m;
  }
  const double log_m = maximise(profile, best - 1.2, best + 1.2);
  ShrunkRates result;
  result.pooled = log_m > kMostLogPrecision - 0.6;
  const double m = std::exp(log_m), mu = result.pooled ? common : best_mean(units, m);
  if (!result.pooled) result.alpha = mu * m, result.beta = (1 - mu) * m;
  const double tail = (1 - level) / 2;
  for (const auto& [n, x, people] : units) {
    if (result.pooled) {
      // One rate for all: what is left unsure is that rate.
      result.mean.push_back(common);
      const auto interval = jeffreys(total_x.value(), total_n.value(), level);
      if (!interval) return std::unexpected(interval.error());
      result.interval.push_back(*interval);
      continue;
    }
    const double a = x + result.alpha, b = n - x + result.beta;
    result.mean.push_back(a / (a + b));
    result.interval.push_back({beta_quantile(tail, a, b), 1 - beta_quantile(tail, b, a)});
  }
  return result;
}

}  // namespace boussole::engine::statistics
