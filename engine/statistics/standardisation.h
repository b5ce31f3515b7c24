#pragma once

#include <optional>
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
  /// How many units of one mix would be as precise if rates were alike: 1 / sum w_k^2 / n_k (Kish 1965).
  double effective_n = 0;
  std::optional<Range> interval;  ///< absent for a share below 10 effective units: nothing covers there
  /// Part of the standard mix in strata where nothing was seen: left out, and the others weighted up. Show it.
  double weight_missing = 0;
};

enum class RateInterval {
  gamma,      ///< Fay and Feuer 1997: covers at least the level, more where few strata carry the weight
  mid_gamma,  ///< Tiwari, Clegg and Zou 2006: the mean weight in place of the largest, shorter
  /// Rao's score with the exposure E that has the rate's variance: |rate - r| = z sqrt(rate / E), the strata's rates
  /// being drawn in that variance towards the common one by half an event. None below five events. Covers 92 to 98 %.
  score
};
/// Rates of events that may come any number of times (Poisson), with an interval by the gamma law whose first two
/// moments are those of the weighted sum; the upper end counts one more event of the largest (or mean) weight.
/// Undefined where no stratum has both weight and size.
Result<StandardisedRate> standardised_rate(std::span<const RateStratum> strata, double level,
                                           RateInterval kind = RateInterval::gamma);

/// Shares (x_k of n_k, at most all of them). Wilson's interval with the number of units that has the variance of the
/// standardised share; in it each stratum's share is drawn towards the common one by eight units, else small strata
/// where nothing or everything happened would seem certain. Putting Wilson's intervals of the strata together (Zou and
/// Donner 2008) covers less: down to 88 % with twelve strata (docs/coverage.md).
Result<StandardisedRate> standardised_share(std::span<const RateStratum> strata, double level);

}  // namespace boussole::engine::statistics
