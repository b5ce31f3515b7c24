#include "engine/statistics/standardisation.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/checks.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

/// The strata that say something, their weights summing to 1.
struct Standard {
  std::vector<RateStratum> strata;
  double weight_missing = 0;
  double events = 0, size = 0;
};

Result<Standard> read(std::span<const RateStratum> strata) {
  CompensatedSum all, kept, events, size;
  Standard result;
  for (const RateStratum& s : strata) {
    for (const double value : {s.events, s.size, s.weight})
      if (!std::isfinite(value) || value < 0) return undefined("events, sizes and weights must be finite, at least 0");
    if (s.size == 0 && s.events > 0) return undefined("a stratum has events and no size");
    all.add(s.weight), events.add(s.events), size.add(s.size);
    if (s.weight == 0 || s.size == 0) continue;
    kept.add(s.weight);
    result.strata.push_back(s);
  }
  if (result.strata.empty()) return undefined("n = 0: no stratum of the standard mix was seen");
  for (RateStratum& s : result.strata) s.weight /= kept.value();
  result.weight_missing = std::max(0.0, 1 - kept.value() / all.value());
  result.events = events.value(), result.size = size.value();
  return result;
}

/// The upper (or lower) end of a gamma law of this mean and variance.
double gamma_end(double p, double mean, double variance) {
  return variance / mean * gamma_quantile(p, mean * mean / variance);
}

StandardisedRate start_of(const Standard& standard, double rate) {
  StandardisedRate result;
  result.rate = rate;
  result.crude = standard.events / standard.size;
  result.weight_missing = standard.weight_missing;
  CompensatedSum squares;
  for (const RateStratum& s : standard.strata) squares.add(s.weight * s.weight / s.size);
  result.effective_n = 1 / squares.value();
  return result;
}

/// The score interval of a rate of events (Rao 1948): the roots of (rate - r)^2 = z^2 r / E, E the exposure that has
/// the variance of the rate when each stratum's rate is drawn towards the common one by half an event.
std::optional<Range> score_of_events(const Standard& standard, double rate, double level) {
  constexpr double kDrawn = 0.5, kFewest = 5;
  if (standard.events < kFewest) return std::nullopt;
  const double exposure = kDrawn * standard.size / standard.events;  // in which half an event is expected
  CompensatedSum variance;
  for (const RateStratum& s : standard.strata)
    variance.add(s.weight * s.weight / s.size * ((s.events + kDrawn) / (s.size + exposure)));
  if (!(rate > 0) || !(variance.value() > 0)) return std::nullopt;
  const double z = normal_quantile(1 - (1 - level) / 2);
  const double half = z * z * variance.value() / rate / 2;
  const double reach = std::sqrt(half * half + 2 * half * rate);
  return Range{rate + half - reach, rate + half + reach};
}

}  // namespace

Result<StandardisedRate> standardised_rate(std::span<const RateStratum> strata, double level, RateInterval kind) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  const auto standard = read(strata);
  if (!standard) return std::unexpected(standard.error());
  CompensatedSum rate, variance, mean_weight, mean_square;
  double largest = 0;
  const double count = static_cast<double>(standard->strata.size());
  for (const RateStratum& s : standard->strata) {
    const double unit = s.weight / s.size;  // what one event adds
    rate.add(unit * s.events);
    variance.add(unit * unit * s.events);
    mean_weight.add(unit / count);
    mean_square.add(unit * unit / count);
    largest = std::max(largest, unit);
  }
  StandardisedRate result = start_of(*standard, rate.value());
  result.variance = variance.value();
  if (kind == RateInterval::score) {
    result.interval = score_of_events(*standard, result.rate, level);
    return result;
  }
  const bool mid = kind == RateInterval::mid_gamma;
  const double tail = (1 - level) / 2;
  Range ends;
  if (result.rate > 0) ends.low = gamma_end(tail, result.rate, result.variance);
  ends.high = gamma_end(1 - tail, result.rate + (mid ? mean_weight.value() : largest),
                        result.variance + (mid ? mean_square.value() : largest * largest));
  if (!std::isfinite(result.rate) || !std::isfinite(ends.low) || !std::isfinite(ends.high))
    return undefined("the rates are too far apart");
  result.interval = ends;
  return result;
}

Result<StandardisedRate> standardised_share(std::span<const RateStratum> strata, double level) {
  constexpr double kDrawn = 8, kFewest = 10;
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  const auto standard = read(strata);
  if (!standard) return std::unexpected(standard.error());
  CompensatedSum share, variance, steadied;
  for (const RateStratum& s : standard->strata) {
    if (s.events > s.size) return undefined("a stratum has more events than units");
    share.add(s.weight * s.events / s.size);
  }
  StandardisedRate result = start_of(*standard, share.value());
  for (const RateStratum& s : standard->strata) {
    const double p = s.events / s.size, drawn = (s.events + kDrawn * result.rate) / (s.size + kDrawn);
    variance.add(s.weight * s.weight * p * (1 - p) / s.size);
    steadied.add(s.weight * s.weight * drawn * (1 - drawn) / s.size);
  }
  result.variance = variance.value();
  if (result.effective_n < kFewest) return result;
  const double one = result.rate * (1 - result.rate);
  const double units = one > 0 && steadied.value() > 0 ? one / steadied.value() : result.effective_n;
  const auto interval = wilson(std::clamp(result.rate * units, 0.0, units), units, level);
  if (!interval) return std::unexpected(interval.error());
  result.interval = *interval;
  return result;
}

}  // namespace boussole::engine::statistics
