#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/proportions.h"
#include "engine/statistics/result.h"

/// Funnel plots: is a unit's share further from the common one than its size explains? (Spiegelhalter 2005.)
namespace boussole::engine::statistics {

/// Exact binomial limits around the target share for a unit of n, interpolated between whole counts (appendix A.1). For
/// tiny n they leave [0, 1]: clamp when drawing.
Result<Range> funnel_limits(std::uint64_t n, double target, double level);

struct Overdispersion {
  double target = 0;          ///< the common share
  std::vector<double> z;      ///< of each unit against it
  double phi = 0;             ///< mean of z^2
  double phi_winsorised = 0;  ///< the same, the tails pulled in: one outlier must not hide itself
  double tau2 = 0;            ///< additive variance between units that phi_winsorised implies, 0 below 1 (appendix A.3)
  double p_homogeneous = 1;   ///< P(chi-squared with K - 1 degrees >= sum z^2)
};
/// Units of x_i out of n_i; `winsor` is the share of each tail that is pulled in (0.1), by quantiles of type 7.
/// Undefined below two units or when all or none succeed.
Result<Overdispersion> funnel_overdispersion(std::span<const Cluster> units, double winsor);

}  // namespace boussole::engine::statistics
