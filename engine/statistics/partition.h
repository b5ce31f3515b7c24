#pragma once

#include <cstdint>
#include <span>

#include "engine/statistics/result.h"

/// How far two ways to cut the same people into groups agree.
namespace boussole::engine::statistics {

/// Adjusted Rand index (Hubert and Arabie 1985, eq. 5): 1 for the same groups whatever their numbers, 0 on average for
/// groups drawn at random with the same sizes, below 0 for less than that. Undefined for fewer than two people, other
/// lengths, or where both put everybody in one group (or everybody alone), which says nothing.
Result<double> adjusted_rand_index(std::span<const std::size_t> first, std::span<const std::size_t> second);

}  // namespace boussole::engine::statistics
