#pragma once

#include <cstdint>
#include <span>

#include "engine/statistics/result.h"

/// Goodness of fit where fewer than five people are expected in a group, so that chi-squared is no guide.
namespace boussole::engine::statistics {

struct MultinomialTest {
  double chi_squared = 0;
  double p = 1;  ///< (1 + draws at least as far off) / (draws + 1): never 0 (Davison and Hinkley 1997, 4.2)
};
/// Draws as many people from the reference, `draws` times, and counts how often their chi-squared is at least that of
/// those observed. Whole numbers of people; a group that the reference says is empty must be. Undefined as
/// goodness_of_fit, or without draws. The same bits whatever the machine.
Result<MultinomialTest> multinomial_test(std::span<const double> observed, std::span<const double> reference,
                                         std::uint64_t draws, std::uint64_t seed);

}  // namespace boussole::engine::statistics
