#include "engine/scoring/compare_difference.h"

#include <cmath>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine {
namespace {

namespace portable = statistics::portable;

constexpr double kRounding = 1e-12;

bool outside(const PrintedFigure& figure) {
  const double slack = kRounding * (1 + std::fabs(figure.value));
  return figure.value < figure.interval->low - slack || figure.value > figure.interval->high + slack;
}

std::optional<Message> why_not(const PrintedFigure& first, const PrintedFigure& second) {
  if (!first.interval || !second.interval)
    return Message{"no_interval",
                   {"L'un des deux chiffres n'a pas d'intervalle : l'écart est donné sans dire s'il est réel.",
                    "One of the two figures has no interval: the difference is given without saying if it is real."}};
  if (first.level != second.level)
    return Message{"levels_differ",
                   {"Les deux intervalles n'ont pas le même niveau : refaire un audit avec le même --level.",
                    "The two intervals have different levels: run one audit again with the same --level."}};
  if (outside(first) || outside(second))
    return Message{"value_outside",
                   {"L'un des deux chiffres est hors de son propre intervalle : la méthode ne s'applique pas.",
                    "One of the two figures lies outside its own interval: the method does not apply."}};
  return std::nullopt;
}

/// How far the figure may reach on one side, never less than nothing.
double reach(double from, double to) { return std::fmax(0.0, to - from); }

}  // namespace

DifferenceEstimate difference_of(const PrintedFigure& first, const PrintedFigure& second) {
  DifferenceEstimate out;
  out.difference = first.value - second.value;
  out.reason = why_not(first, second);
  if (out.reason) return out;
  const auto& a = *first.interval;
  const auto& b = *second.interval;
  const auto width = [](double x, double y) { return std::sqrt(x * x + y * y); };
  const double below = width(reach(a.low, first.value), reach(second.value, b.high));
  const double above = width(reach(first.value, a.high), reach(b.low, second.value));
  out.interval = statistics::Range{out.difference - below, out.difference + above};
  if (out.difference == 0) {
    out.probability = 0.5;
    out.p = 1.0;
    return out;
  }
  const double facing = out.difference > 0 ? below : above;
  const double least = 1 - first.level;
  if (facing <= kRounding * std::fabs(out.difference)) {
    out.p = least;
  } else {
    const double z = portable::normal_quantile(1 - least / 2) * std::fabs(out.difference) / facing;
    out.p = 2 * portable::normal_cdf(-z);
  }
  out.probability = out.difference > 0 ? 1 - *out.p / 2 : *out.p / 2;
  return out;
}

}  // namespace boussole::engine
