#include "engine/statistics/proportions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_share(double x, double n) {
  if (!std::isfinite(x) || !std::isfinite(n)) return Undefined{"x and n must be finite numbers"};
  if (n <= 0) return Undefined{"n = 0: a share of nothing"};
  if (n > 0x1p53) return Undefined{"n is too large to count"};
  if (x < 0 || x > n) return Undefined{"x must lie between 0 and n"};
  return std::nullopt;
}

std::optional<Undefined> refuse_share(double x, double n, double level) {
  if (auto refused = refuse_share(x, n)) return refused;
  return refuse_level(level);
}

}  // namespace

Result<Range> wilson_with_critical(double x, double n, double critical) {
  if (auto refused = refuse_share(x, n)) return std::unexpected(*refused);
  if (!std::isfinite(critical) || critical <= 0) return undefined("the critical value must be positive");
  const double p = x / n, z2 = critical * critical;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = critical / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  // At the ends the bound is exact in the algebra: rounding must not move it.
  return Range{x == 0 ? 0 : std::max(0.0, centre - half), x == n ? 1 : std::min(1.0, centre + half)};
}

Result<Range> wilson(double x, double n, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  return wilson_with_critical(x, n, normal_critical(level));
}

Result<Range> agresti_coull(double x, double n, double level) {
  if (auto refused = refuse_share(x, n, level)) return std::unexpected(*refused);
  const double z = normal_critical(level), z2 = z * z;
  const double shifted_n = n + z2, p = (x + z2 / 2) / shifted_n;
  const double half = z * std::sqrt(p * (1 - p) / shifted_n);
  return Range{p - half, p + half};
}

Result<Range> jeffreys(double x, double n, double level) {
  if (auto refused = refuse_share(x, n, level)) return std::unexpected(*refused);
  const double tail = (1 - level) / 2;
  return Range{x == 0 ? 0 : beta_quantile(tail, x + 0.5, n - x + 0.5),
               x == n ? 1 : 1 - beta_quantile(tail, n - x + 0.5, x + 0.5)};
}

Result<Range> clopper_pearson(double x, double n, double level) {
  if (auto refused = refuse_share(x, n, level)) return std::unexpected(*refused);
  const double tail = (1 - level) / 2;
  return Range{x == 0 ? 0 : beta_quantile(tail, x, n - x + 1), x == n ? 1 : 1 - beta_quantile(tail, n - x, x + 1)};
}

Result<Range> wald(double x, double n, double level) {
  if (auto refused = refuse_share(x, n, level)) return std::unexpected(*refused);
  const double p = x / n, half = normal_critical(level) * std::sqrt(p * (1 - p) / n);
  return Range{p - half, p + half};
}

Result<double> upper_when_none(double n, double level) {
  if (auto refused = refuse_share(0, n, level)) return std::unexpected(*refused);
  return -std::expm1(std::log((1 - level) / 2) / n);
}

Result<ShareDifference> wald_difference(double x1, double n1, double x2, double n2, double level) {
  if (auto refused = refuse_share(x1, n1, level)) return std::unexpected(*refused);
  if (auto refused = refuse_share(x2, n2)) return std::unexpected(*refused);
  const double p1 = x1 / n1, p2 = x2 / n2;
  const double half = normal_critical(level) * std::sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
  return ShareDifference{p1 - p2, {p1 - p2 - half, p1 - p2 + half}};
}

Result<ShareDifference> newcombe(double x1, double n1, double x2, double n2, double level) {
  const auto first = wilson(x1, n1, level), second = wilson(x2, n2, level);
  if (!first) return std::unexpected(first.error());
  if (!second) return std::unexpected(second.error());
  const double p1 = x1 / n1, p2 = x2 / n2, difference = p1 - p2;
  const double below = std::hypot(p1 - first->low, second->high - p2);
  const double above = std::hypot(first->high - p1, p2 - second->low);
  return ShareDifference{difference, {difference - below, difference + above}};
}

namespace {

/// The share of the second group that maximises the likelihood when the first is `delta` above it
/// (Miettinen and Nurminen 1985, appendix I: the root of a cubic by trigonometry).
double restricted_share(double x1, double n1, double x2, double n2, double delta) {
  const double n = n1 + n2;
  const double l3 = n, l2 = (n1 + 2 * n2) * delta - n - x1 - x2;
  const double l1 = (n2 * delta - n - 2 * x2) * delta + x1 + x2, l0 = x2 * delta * (1 - delta);
  const double third = l2 / (3 * l3);
  const double q = third * third * third - l1 * l2 / (6 * l3 * l3) + l0 / (2 * l3);
  const double p = std::copysign(std::sqrt(std::max(0.0, third * third - l1 / (3 * l3))), q);
  if (p == 0) return std::clamp(-third, std::max(0.0, -delta), std::min(1.0, 1 - delta));
  const double angle = (std::numbers::pi + std::acos(std::clamp(q / (p * p * p), -1.0, 1.0))) / 3;
  return std::clamp(2 * p * std::cos(angle) - third, std::max(0.0, -delta), std::min(1.0, 1 - delta));
}

/// Squared score statistic of "the difference is delta", with its sign: positive when the data lie above.
double score_of(double x1, double n1, double x2, double n2, double delta) {
  const double p2 = restricted_share(x1, n1, x2, n2, delta), p1 = std::clamp(p2 + delta, 0.0, 1.0);
  const double n = n1 + n2;
  const double variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * (n / (n - 1));
  const double gap = x1 / n1 - x2 / n2 - delta;
  if (gap == 0) return 0;
  if (variance <= 0) return std::copysign(std::numeric_limits<double>::infinity(), gap);
  return gap / std::sqrt(variance);
}

}  // namespace

Result<ShareDifference> miettinen_nurminen(double x1, double n1, double x2, double n2, double level) {
  if (auto refused = refuse_share(x1, n1, level)) return std::unexpected(*refused);
  if (auto refused = refuse_share(x2, n2)) return std::unexpected(*refused);
  if (n1 + n2 <= 1) return undefined("the score interval of a difference needs n1 + n2 > 1");
  const double critical = normal_critical(level), difference = x1 / n1 - x2 / n2;
  // The statistic falls with delta: bisection down to neighbouring doubles on each side of the observed difference.
  const auto end = [&](double inside, double outside, double wanted) {
    if (std::abs(score_of(x1, n1, x2, n2, outside)) <= critical) return outside;
    for (int step = 0; step < 200; ++step) {
      const double middle = inside + (outside - inside) / 2;
      if (middle == inside || middle == outside) break;
      const double score = score_of(x1, n1, x2, n2, middle);
      (std::abs(score) < std::abs(wanted) ? inside : outside) = middle;
    }
    return inside + (outside - inside) / 2;
  };
  return ShareDifference{difference, {end(difference, -1, critical), end(difference, 1, -critical)}};
}

}  // namespace boussole::engine::statistics
