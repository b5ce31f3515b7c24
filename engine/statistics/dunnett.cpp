#include "engine/statistics/dunnett.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {
namespace {

/// Gauss and Legendre's rule of eight points on [-1, 1].
constexpr std::array<double, 4> kNode{0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
constexpr std::array<double, 4> kWeight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};

template <class F>
double integral(double from, double to, std::size_t panels, const F& f) {
  CompensatedSum total;
  const double half = (to - from) / static_cast<double>(2 * panels);
  for (std::size_t p = 0; p < panels; ++p) {
    const double middle = from + half * static_cast<double>(2 * p + 1);
    for (std::size_t k = 0; k < kNode.size(); ++k)
      total.add(half * kWeight[k] * (f(middle - half * kNode[k]) + f(middle + half * kNode[k])));
  }
  return total.value();
}

/// The probability where the standard deviation is `scale` times the true one. T_i = load_i Z + sqrt(1 - load_i^2) E_i.
double given_scale(double c, std::span<const double> load, Alternative alternative) {
  constexpr double kFar = 8.5;  // what lies beyond is below 1e-16
  constexpr std::size_t kPanels = 24;
  return integral(-kFar, kFar, kPanels, [&](double z) {
    double product = std::exp(-z * z / 2) * 0.3989422804014327;
    for (const double l : load) {
      const double own = std::sqrt(1 - l * l);
      const double upper = normal_cdf((c - l * z) / own);
      product *= alternative == Alternative::two_sided ? upper - normal_cdf((-c - l * z) / own) : upper;
    }
    return product;
  });
}

std::optional<Undefined> refuse_loads(std::span<const double> load, double df) {
  if (load.empty()) return Undefined{"no group to compare"};
  for (const double l : load)
    if (!(l >= 0 && l < 1)) return Undefined{"the loads must lie in [0, 1)"};
  if (!(df > 0)) return Undefined{"df must be positive"};
  return std::nullopt;
}

/// P(all within c), arguments checked.
double probability(double c, std::span<const double> load, double df, Alternative alternative) {
  if (alternative == Alternative::two_sided && c <= 0) return 0;
  constexpr double kNormalFrom = 1e7;
  if (df >= kNormalFrom) return std::clamp(given_scale(c, load, alternative), 0.0, 1.0);
  // s^2 df is chi-squared: integrate over its quantiles, where all mass is.
  const double low = std::sqrt(chi_squared_quantile(1e-13, df) / df);
  const double high = std::sqrt(chi_squared_quantile(1 - 1e-13, df) / df);
  const double log_scale = (df / 2) * std::log(df / 2) - log_gamma(df / 2) + std::log(2.0);
  constexpr std::size_t kPanels = 12;
  const double total = integral(low, high, kPanels, [&](double s) {
    const double density = std::exp(log_scale + (df - 1) * std::log(s) - df * s * s / 2);
    return density * given_scale(c * s, load, alternative);
  });
  return std::clamp(total, 0.0, 1.0);
}

/// By false position with the Illinois correction: each probability is a double integral, so few of them.
double critical(double level, std::span<const double> load, double df, Alternative alternative) {
  const auto off = [&](double c) { return probability(c, load, df, alternative) - level; };
  double low = alternative == Alternative::two_sided ? 0 : -10, high = 5;
  double at_low = -level, at_high = off(high);
  for (; at_high < 0 && high < 1e6; high *= 2, at_high = off(high)) low = high, at_low = at_high;
  int side = 0;
  for (int step = 0; step < 100 && high - low > 1e-11 * std::max(1.0, high) && at_high > 0; ++step) {
    const double c = (at_high * low - at_low * high) / (at_high - at_low), at_c = off(c);
    if (std::abs(at_c) < 1e-13) return c;
    if (at_c < 0) {
      low = c, at_low = at_c;
      if (side == -1) at_high /= 2;
      side = -1;
    } else {
      high = c, at_high = at_c;
      if (side == 1) at_low /= 2;
      side = 1;
    }
  }
  return (low + high) / 2;
}

/// From differences and their standard errors to claims.
std::vector<ControlComparison> compared(std::span<const Estimate> difference, std::span<const double> load, double df,
                                        Alternative alternative, double level) {
  const double c = critical(level, load, df, alternative);
  std::vector<ControlComparison> result;
  for (const auto& [value, se] : difference) {
    ControlComparison one;
    one.difference = value;
    one.t = value / se;
    const double beyond = alternative == Alternative::two_sided ? std::abs(one.t)
                          : alternative == Alternative::greater ? one.t
                                                                : -one.t;
    one.p = std::clamp(1 - probability(beyond, load, df, alternative), 0.0, 1.0);
    if (alternative != Alternative::less) one.low = value - c * se;
    if (alternative != Alternative::greater) one.high = value + c * se;
    result.push_back(one);
  }
  return result;
}

}  // namespace

Result<double> dunnett_probability(double c, std::span<const double> load, double df, Alternative alternative) {
  if (auto refused = refuse_loads(load, df)) return std::unexpected(*refused);
  if (!std::isfinite(c)) return undefined("the limit must be finite");
  return probability(c, load, df, alternative);
}

Result<double> dunnett_critical(double level, std::span<const double> load, double df, Alternative alternative) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (auto refused = refuse_loads(load, df)) return std::unexpected(*refused);
  return critical(level, load, df, alternative);
}

Result<std::vector<ControlComparison>> dunnett(std::span<const double> control,
                                               std::span<const std::vector<double>> groups, Alternative alternative,
                                               double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (groups.empty()) return undefined("no group to compare");
  const auto base = moments_of(control);
  if (!base) return std::unexpected(base.error());
  if (base->n == 0) return undefined("the control is empty");
  double all = base->n, squares = base->m2;
  std::vector<Moments> own;
  for (const auto& group : groups) {
    const auto moments = moments_of(group);
    if (!moments) return std::unexpected(moments.error());
    if (moments->n == 0) return undefined("a group is empty");
    own.push_back(*moments);
    all += moments->n;
    squares += moments->m2;
  }
  const double df = all - static_cast<double>(groups.size()) - 1;
  if (df < 1) return undefined("one value a group: nothing tells how much they vary");
  if (!(squares > 0) || !std::isfinite(squares)) return undefined("no value varies within its group");
  std::vector<Estimate> difference;
  std::vector<double> load;
  for (const Moments& group : own) {
    difference.push_back({group.mean - base->mean, std::sqrt(squares / df * (1 / group.n + 1 / base->n))});
    load.push_back(std::sqrt(group.n / (group.n + base->n)));
  }
  return compared(difference, load, df, alternative, level);
}

Result<std::vector<ControlComparison>> dunnett_of_estimates(const Estimate& control, std::span<const Estimate> groups,
                                                            Alternative alternative, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (groups.empty()) return undefined("no group to compare");
  const auto usable = [](const Estimate& e) { return std::isfinite(e.value) && std::isfinite(e.se) && e.se > 0; };
  if (!usable(control) || !std::ranges::all_of(groups, usable))
    return undefined("estimates must be finite and their standard errors positive");
  std::vector<Estimate> difference;
  std::vector<double> load;
  for (const Estimate& group : groups) {
    const double se = std::hypot(group.se, control.se);
    difference.push_back({group.value - control.value, se});
    // A group without error beside the control's would make the correlation 1, where the integral ends.
    load.push_back(std::min(control.se / se, 1 - 1e-9));
  }
  return compared(difference, load, HUGE_VAL, alternative, level);
}

}  // namespace boussole::engine::statistics
