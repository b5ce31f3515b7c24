#pragma once

#include <span>
#include <vector>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/result.h"
#include "engine/statistics/runs.h"

/// What the formulas of diversity share; not for use outside the room.
namespace boussole::engine::statistics {

struct Abundance {
  std::vector<CountBin> bins;  ///< ascending, without zeros
  double n = 0;                ///< contributions
  double types = 0;            ///< S
  double singletons = 0;       ///< f1
  double doubletons = 0;       ///< f2
};

/// Undefined for n = 0.
Result<Abundance> read_abundance(std::span<const CountBin> bins);

/// Chao and Jost's factor A = (n-1) f1 / ((n-1) f1 + 2 f2), by which the missing coverage shrinks with each further
/// contribution; for f2 = 0 with f1 - 1 and 1 in their places; 0 where nothing is missing.
double turing_slope(const Abundance& abundance);

/// ln C(n, k) for real 0 <= k <= n, both ends included.
double log_choose_real(double n, double k);

}  // namespace boussole::engine::statistics
