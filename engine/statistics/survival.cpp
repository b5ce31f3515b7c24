#include "engine/statistics/survival.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_follow_up(std::span<const FollowUp> sample) {
  for (const auto& [time, event] : sample)
    if (!std::isfinite(time) || time < 0) return Undefined{"times must be finite and not negative"};
  if (sample.empty()) return Undefined{"n = 0"};
  return std::nullopt;
}

/// One step a distinct time; `entries` is sorted, empty where all are observed from the start.
SurvivalCurve product_limit(std::vector<FollowUp> sorted, std::span<const double> entries) {
  std::ranges::sort(sorted, {}, &FollowUp::time);
  SurvivalCurve curve;
  curve.n = sorted.size();
  double survival = 1, greenwood = 0;
  std::size_t entered = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    SurvivalStep step{.time = sorted[i].time};
    const std::size_t left = i;
    for (; i < sorted.size() && sorted[i].time == step.time; ++i) (sorted[i].event ? step.events : step.censored) += 1;
    while (entered < entries.size() && entries[entered] < step.time) ++entered;
    step.at_risk = static_cast<double>((entries.empty() ? sorted.size() : entered) - left);
    curve.events += static_cast<std::uint64_t>(step.events);
    if (step.events > 0) {
      survival *= 1 - step.events / step.at_risk;
      if (step.events < step.at_risk) greenwood += step.events / (step.at_risk * (step.at_risk - step.events));
      if (step.events == step.at_risk) survival = 0;
    }
    step.survival = survival;
    step.greenwood = greenwood;
    curve.steps.push_back(step);
  }
  return curve;
}

/// The last step at or before a time.
const SurvivalStep* step_at(const SurvivalCurve& curve, double time) {
  const auto after = std::ranges::upper_bound(curve.steps, time, {}, &SurvivalStep::time);
  return after == curve.steps.begin() ? nullptr : &*std::prev(after);
}

bool beyond(const SurvivalCurve& curve, double time) {
  return curve.steps.empty() || (time > curve.steps.back().time && curve.steps.back().survival > 0);
}

}  // namespace

std::optional<double> SurvivalCurve::survival_at(double time) const {
  if (beyond(*this, time)) return std::nullopt;
  const SurvivalStep* step = step_at(*this, time);
  return step ? step->survival : 1;
}

std::optional<double> SurvivalCurve::error_at(double time) const {
  if (beyond(*this, time)) return std::nullopt;
  const SurvivalStep* step = step_at(*this, time);
  if (!step) return 0;
  if (step->survival <= 0) return std::nullopt;
  return step->survival * std::sqrt(step->greenwood);
}

Result<SurvivalCurve> kaplan_meier(std::span<const FollowUp> sample) {
  if (auto refused = refuse_follow_up(sample)) return std::unexpected(*refused);
  return product_limit({sample.begin(), sample.end()}, {});
}

Result<SurvivalCurve> kaplan_meier_delayed(std::span<const double> entry, std::span<const FollowUp> sample) {
  if (entry.size() != sample.size()) return undefined("one entry a unit is needed");
  if (auto refused = refuse_follow_up(sample)) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(entry, "entries")) return std::unexpected(*refused);
  for (std::size_t i = 0; i < entry.size(); ++i)
    if (entry[i] >= sample[i].time) return undefined("each entry must lie before its time");
  std::vector<double> entries(entry.begin(), entry.end());
  std::ranges::sort(entries);
  return product_limit({sample.begin(), sample.end()}, entries);
}

std::optional<Range> survival_band(const SurvivalStep& step, BandKind kind, double level) {
  const double s = step.survival;
  if (s <= 0) return std::nullopt;
  const double half = normal_critical(level) * std::sqrt(step.greenwood);  // on the scale of ln S
  switch (kind) {
    case BandKind::plain:
      return Range{std::max(0.0, s - half * s), std::min(1.0, s + half * s)};
    case BandKind::log:
      return Range{s * std::exp(-half), std::min(1.0, s * std::exp(half))};
    case BandKind::log_log: {
      if (s >= 1) return std::nullopt;
      const double stretch = half / std::log(s);  // negative
      return Range{std::pow(s, std::exp(-stretch)), std::pow(s, std::exp(stretch))};
    }
    case BandKind::logit: {
      if (s >= 1) return std::nullopt;
      const double odds = s / (1 - s), stretch = half / (1 - s);
      const double low = odds * std::exp(-stretch), high = odds * std::exp(stretch);
      return Range{low / (1 + low), 1 - 1 / (1 + high)};
    }
    case BandKind::arcsin: {
      if (s >= 1) return std::nullopt;  // 0 times infinity, as in R
      const double angle = std::asin(std::sqrt(s)), stretch = 0.5 * half * std::sqrt(s / (1 - s));
      const double low = std::sin(std::max(0.0, angle - stretch));
      const double high = std::sin(std::min(std::numbers::pi / 2, angle + stretch));
      return Range{low * low, high * high};
    }
  }
  return std::nullopt;
}

std::optional<Range> survival_band_at(const SurvivalCurve& curve, double time, BandKind kind, double level) {
  if (beyond(curve, time)) return std::nullopt;
  const SurvivalStep* step = step_at(curve, time);
  return survival_band(step ? *step : SurvivalStep{}, kind, level);
}

namespace {

/// Where a rising curve of (time, share) reaches p; a stretch that is flat at exactly p gives its middle.
std::optional<double> reach(std::span<const std::pair<double, double>> rising, double p, double last_time,
                            bool ends_known) {
  // Shares of products of fractions: equal means equal to rounding.
  constexpr double kSame = 1.5e-8;
  std::optional<double> first, next;
  for (const auto& [time, share] : rising) {
    if (!first && share + kSame >= p) first = time;
    if (!next && share - kSame >= p) next = time;
  }
  if (first && next) return (*first + *next) / 2;
  if (first && ends_known && std::abs(rising.back().second - p) < kSame) return (*first + last_time) / 2;
  return std::nullopt;
}

}  // namespace

Result<TimeQuantile> time_quantile(const SurvivalCurve& curve, double p, BandKind kind, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (!(p > 0 && p < 1)) return undefined("the share p must lie between 0 and 1");
  if (curve.steps.empty()) return undefined("n = 0");
  std::vector<std::pair<double, double>> done, low, high;
  bool known = true;
  for (const SurvivalStep& step : curve.steps) {
    done.emplace_back(step.time, 1 - step.survival);
    const auto band = survival_band(step, kind, level);
    known = band.has_value();
    if (!band) continue;
    low.emplace_back(step.time, 1 - band->low);
    high.emplace_back(step.time, 1 - band->high);
  }
  const double last = curve.steps.back().time;
  return TimeQuantile{reach(done, p, last, true), reach(low, p, last, known), reach(high, p, last, known)};
}

Result<TimeQuantile> median_time(const SurvivalCurve& curve, double level) {
  return time_quantile(curve, 0.5, BandKind::log_log, level);
}

Result<RestrictedMean> restricted_mean(const SurvivalCurve& curve, double tau) {
  if (!std::isfinite(tau) || tau <= 0) return undefined("tau must be a positive time");
  if (curve.steps.empty()) return undefined("n = 0");
  if (beyond(curve, tau)) return undefined("tau lies beyond the longest follow-up, and some still wait there");
  // Areas from each event to tau, from the last one back.
  CompensatedSum area, variance;
  double right = tau;
  for (std::size_t i = curve.steps.size(); i-- > 0;) {
    const SurvivalStep& step = curve.steps[i];
    if (step.time > tau) continue;
    area.add(step.survival * (right - step.time));
    right = step.time;
    if (step.events > 0 && step.events < step.at_risk)
      variance.add(area.value() * area.value() * step.events / (step.at_risk * (step.at_risk - step.events)));
  }
  area.add(right);
  return RestrictedMean{area.value(), std::sqrt(variance.value())};
}

Result<CumulativeIncidence> cumulative_incidence(std::span<const double> time, std::span<const std::uint32_t> status,
                                                 std::uint32_t kinds) {
  if (time.size() != status.size()) return undefined("one status a time is needed");
  if (auto refused = refuse_negative(time, "times")) return std::unexpected(*refused);
  if (time.empty()) return undefined("n = 0");
  std::vector<std::pair<double, std::uint32_t>> sorted;
  for (std::size_t i = 0; i < time.size(); ++i) {
    if (status[i] > kinds) return undefined("a status must be 0 (censored) or one of the kinds");
    sorted.emplace_back(time[i], status[i]);
  }
  std::ranges::sort(sorted);
  CumulativeIncidence result;
  result.share.resize(kinds);
  std::vector<double> reached(kinds, 0), now(kinds, 0);
  double survival = 1;
  for (std::size_t i = 0; i < sorted.size();) {
    const double at = sorted[i].first, risk = static_cast<double>(sorted.size() - i);
    std::ranges::fill(now, 0.0);
    double events = 0;
    for (; i < sorted.size() && sorted[i].first == at; ++i)
      if (sorted[i].second > 0) now[sorted[i].second - 1] += 1, events += 1;
    result.times.push_back(at);
    result.at_risk.push_back(risk);
    for (std::uint32_t k = 0; k < kinds; ++k) result.share[k].push_back(reached[k] += survival * now[k] / risk);
    survival = events == risk ? 0 : survival * (1 - events / risk);
    result.survival.push_back(survival);
  }
  return result;
}

Result<MedianInterval> median_order_interval(std::span<const double> values, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(values, "the values")) return std::unexpected(*refused);
  if (values.empty()) return undefined("n = 0");
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::size_t n = sorted.size();
  MedianInterval result;
  result.median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  for (std::size_t k = n / 2; k >= 1; --k) {
    result.coverage = 1 - 2 * binomial_cdf(k - 1, n, 0.5);
    if (result.coverage < level) continue;
    result.interval = {sorted[k - 1], sorted[n - k]};
    return result;
  }
  return undefined("too few values: even the whole range does not reach the level");
}

}  // namespace boussole::engine::statistics
