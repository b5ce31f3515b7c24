#pragma once

#include <cstddef>
#include <span>

#include "engine/statistics/result.h"

/// Comparing platforms whose mixes differ: rates by stratum (type of process, size, district) weighted by one standard
/// mix for all (direct standardisation). Without it a difference may be one of mixes only (Simpson's paradox).
namespace boussole::engine::statistics {

struct RateStratum {
  double events = 0;  ///< x_k
  double size = 0;    ///< n_k: contributions, or time at risk
  double weight = 0;  ///< of this stratum in the standard mix; weights need not sum to 1
};

struct StandardisedRate {
  double rate = 0;      ///< sum w_k x_k / n_k, w_k summing to 1
  double crude = 0;     ///< sum x_k / sum n_k
  double variance = 0;  ///< of the rate
  Range interval;
  /// Part of the standard mix in strata where nothing was seen: left out, and the others weighted up. Show it.
  double weight_missing = 0;
};

enum class RateInterval {
  gamma,     ///< Fay and Feuer 1997: covers at least the level, more where few strata carry the weight
  mid_gamma  ///< Tiwari, Clegg and Zou 2006: the mean weight in place of the largest, shorter
};
/// Rates of events that may come any number of times (Poisson), with an interval by the gamma law whose first two
/// moments are those of the weighted sum; the upper end counts one more event of the largest (or mean) weight.
/// Undefined where no stratum has both weight and size.
Result<StandardisedRate> standardised_rate(std::span<const RateStratum> strata, double level,
                                           RateInterval kind = RateInterval::gamma);

/// Shares (x_k of n_k, at most all of them): Wilson's intervals of the strata put together, their distances from the
/// shares adding as squares ("MOVER": Zou and Donner 2008, Newcombe 1998 for two). The interval lies within 0 and 1.
Result<StandardisedRate> standardised_share(std::span<const RateStratum> strata, double level);

}  // namespace boussole::engine::statistics
