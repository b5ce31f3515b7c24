#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// When things happen all at once: screening, never a verdict. Deadlines and press make bursts too.
namespace boussole::engine::statistics {

/// A stretch during which the rate stayed at or above a level; level 1 is the whole.
struct Burst {
  std::uint64_t level = 0;
  double start = 0;
  double end = 0;
};
/// Kleinberg's automaton of rates that grow by the factor s > 1 from level to level; climbing costs gamma ln n a level
/// (Kleinberg 2002, 2003). Times in any order. Nested bursts, by start and level. Undefined for two events at the same
/// time (use burst_bins) or fewer than two.
Result<std::vector<Burst>> kleinberg_bursts(std::span<const double> times, double s, double gamma);

/// The version for bins: of total[t] contributions, hits[t] are of interest; two states, the base share and s times it
/// (Kleinberg 2003, section 4). Stretches of bins in the upper state, start and end being numbers of bins, both
/// included.
Result<std::vector<Burst>> burst_bins(std::span<const double> hits, std::span<const double> total, double s,
                                      double gamma);

/// How surprising each count is if all came at the same rate.
struct Surprise {
  double baseline = 0;           ///< the median count: a burst does not raise it
  std::vector<double> p;         ///< P(N >= count)
  std::vector<double> surprise;  ///< -log10 p
  std::vector<double> holm;      ///< p adjusted for looking at all bins
};
/// Under Poisson (Legendy and Salcman 1985). Undefined where the median is 0: no baseline.
Result<Surprise> poisson_surprise(std::span<const std::uint64_t> counts);
/// The same under a negative binomial of that mean and of the given size (variance mean + mean^2 / size).
Result<Surprise> negbin_surprise(std::span<const std::uint64_t> counts, double size);

struct Dispersion {
  double ratio = 0;  ///< variance / mean: above 1.5 Poisson is too sure of itself
  double chi_squared = 0;
  double p = 1;  ///< P(chi-squared with n - 1 degrees >= that)
};
/// Undefined below two bins or when all are 0.
Result<Dispersion> index_of_dispersion(std::span<const double> counts);

/// Burstiness of gaps (sd - mean) / (sd + mean), -1 for a clock to 1 (Goh and Barabási 2008), sd with divisor n.
Result<double> burstiness(std::span<const double> gaps);
/// The same made comparable between small n (Kim and Jo 2016, eq. 22); n is the number of events.
Result<double> burstiness_finite(std::span<const double> gaps, double n);

}  // namespace boussole::engine::statistics
