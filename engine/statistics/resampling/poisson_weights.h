#pragma once

#include <cstdint>

/// The Poisson bootstrap: each person counts a Poisson(1) number of times in each replicate, drawn from what names the
/// person and the replicate alone. One pass over the data, in any order and any cut into parts, gives the same weights,
/// where a bootstrap of fixed size must know everybody first (Hanley and MacGibbon 2006; Chamandy et al. 2012).
namespace boussole::engine::statistics {

/// How often `person` (any 64-bit name: hash ids first) counts in `replicate`: 0 in 37 of 100 cases, 1 in 37, 2 in 18.
/// Sums over few people vary by the random number of people too, and may be empty (exp(-n)): below some 30, draw a
/// fixed number instead. Ratios are not touched by it.
std::uint32_t poisson_weight(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate, std::uint64_t person);

}  // namespace boussole::engine::statistics
