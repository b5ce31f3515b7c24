#include "engine/scoring/compare_delays.h"

#include <algorithm>
#include <iterator>

#include "engine/mean_waits.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/survival_compare.h"

namespace boussole::engine {
namespace {

std::optional<double> part_of(const Audit& audit, const std::string& id) {
  for (const IndicatorResult& result : audit.indicators) {
    if (result.id != kWaitIndicator || result.kind == "declared") continue;
    for (const Part& part : result.parts)
      if (part.id == id) return part.value;
  }
  return std::nullopt;
}

std::optional<MeanWait> mean_wait(const Audit& audit, int days) {
  const auto mean = part_of(audit, mean_wait_part(days)), se = part_of(audit, mean_wait_part(days) + kMeanWaitError);
  if (!mean || !se || !(*se > 0) || *mean < 0 || *mean > days) return std::nullopt;
  const double reach = *se * statistics::portable::normal_quantile((1 + audit.parameters.level) / 2);
  return MeanWait{*mean, *se, std::max(0.0, *mean - reach), std::min(double(days), *mean + reach)};
}

}  // namespace

std::optional<ComparedDelay> compared_delay(std::span<const Subject> subjects) {
  for (auto days = std::rbegin(kMeanWaitDays); days != std::rend(kMeanWaitDays); ++days) {
    ComparedDelay out{*days, {}, {}};
    for (const Subject& subject : subjects)
      if (const auto wait = mean_wait(subject.audit, *days)) out.means.push_back(*wait);
    if (out.means.size() == subjects.size()) return out;
  }
  return std::nullopt;
}

DifferenceEstimate difference_of(const MeanWait& first, const MeanWait& second, double level) {
  DifferenceEstimate out;
  out.difference = first.mean - second.mean;
  const auto found = statistics::restricted_mean_difference(statistics::RestrictedMean{first.mean, first.se},
                                                            statistics::RestrictedMean{second.mean, second.se}, level);
  if (!found) {
    out.reason =
        Message{"no_variation", {"Les attentes ne varient pas : pas d'intervalle.", "Waits do not vary: no interval."}};
    return out;
  }
  out.interval = found->interval;
  out.p = found->p;
  out.probability = out.difference > 0 ? 1 - found->p / 2 : found->p / 2;
  return out;
}

}  // namespace boussole::engine
