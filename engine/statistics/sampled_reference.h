#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// A reference that is itself a survey and not a census: how much of the distance from it is the survey's own chance.
namespace boussole::engine::statistics {

struct SampledReference {
  double variation = 0;  ///< total variation distance from the survey's shares
  /// Of the distance over the populations that the survey leaves possible, participants as they are.
  Range variation_range;
  /// Mean distance that perfect representativeness would read: participants and survey both drawn at random from one
  /// population. Larger than against a census (expected_variation).
  double expected = 0;
  double excess = 0;                         ///< max(0, (variation - expected) / (1 - expected))
  std::vector<std::optional<double>> ratio;  ///< by group, share among participants over the survey's share
  std::vector<Range> ratio_range;            ///< of that over the same populations
};
/// @param observed  participants by group, whole numbers, a person once
/// @param sample    people asked by group, in the same order; of a weighted survey, its shares times its effective n
/// The populations are drawn from the posterior of the shares, Dirichlet(sample + 1/2) (Jeffreys' prior; Gelman et al.
/// 2013, 3.4), ranges are equal-tailed quantiles of type 7. Draw r has random numbers of its own: the same bits
/// whatever the machine. Undefined without a participant, without anybody asked, for different lengths, or fewer than
/// 100 draws.
Result<SampledReference> against_sampled_reference(std::span<const double> observed, std::span<const double> sample,
                                                   double level, std::uint64_t draws, std::uint64_t seed);

}  // namespace boussole::engine::statistics
