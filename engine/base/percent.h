#pragma once

#include <cmath>
#include <string>

#include "engine/base/text.h"

namespace boussole {

/// Which way a share is brought to whole percents: the two ends of a range outwards, never tighter than computed.
enum class Rounding { nearest, down, up };

/// "63 %" with a no-break space, or "63%": a share inside a sentence of the engine. Noise of the computer's own
/// arithmetic is no reason to go to the next percent.
inline std::string whole_percent(double share, Language language, Rounding rounding = Rounding::nearest) {
  constexpr double kNoise = 1e-9;
  const double exact = 100 * share;
  const double whole = rounding == Rounding::down ? std::floor(exact + kNoise)
                       : rounding == Rounding::up ? std::ceil(exact - kNoise)
                                                  : std::round(exact);
  return std::to_string(std::lround(whole)) + (language == Language::fr ? "\u00a0%" : "%");
}

}  // namespace boussole
