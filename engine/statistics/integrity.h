#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/statistics/result.h"

/// Signs of coordinated or automatic use: each has innocent explanations, so they screen and never judge.
namespace boussole::engine::statistics {

struct SharedVotes {
  double p = 1;         ///< P(overlap at least this large), votes falling on proposals at random
  double jaccard = 0;   ///< overlap / (a + b - overlap)
  double expected = 0;  ///< a b / N
};
/// Two people who voted on a and b of N proposals, `overlap` of them in common (Tumminello et al. 2011). Too sure of
/// itself: popular proposals are shared by chance. For publication use shared_votes_fixed_degrees.
Result<SharedVotes> shared_votes(std::uint64_t proposals, std::uint64_t a, std::uint64_t b, std::uint64_t overlap);

/// The same for chosen pairs of people, with everybody's number of votes and every proposal's popularity held fixed:
/// p = (1 + simulated overlaps at least as large) / (replicates + 1), by trades between people (curveball, Strona et
/// al. 2014). votes[i] lists the proposals of person i, without repetition.
Result<std::vector<double>> shared_votes_fixed_degrees(std::span<const std::vector<std::uint32_t>> votes,
                                                       std::span<const std::pair<std::size_t, std::size_t>> pairs,
                                                       std::uint64_t replicates, std::uint64_t seed);

struct HourRhythm {
  double mean_length = 0;  ///< R, 0 (all around the clock) to 1 (all at the same time)
  double z = 0;            ///< n R^2
  double p = 1;            ///< Rayleigh's test of an even spread (Zar 1999, eq. 27.4)
  double mean_hour = 0;    ///< in [0, 24)
};
/// Times of day in hours; any real number is taken modulo 24. Undefined for n = 0 or when R is 0 (no mean hour).
Result<HourRhythm> hour_rhythm(std::span<const double> hours);

struct FlagQuality {
  std::optional<double> predictive_value;  ///< share of flagged accounts that are rightly so; absent: none ever is
  double false_per_1000 = 0;               ///< accounts flagged wrongly among 1,000
};
Result<FlagQuality> flag_quality(double prevalence, double sensitivity, double specificity);

}  // namespace boussole::engine::statistics
