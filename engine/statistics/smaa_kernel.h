#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Private to smaa.cpp: the draws of one block, scored and counted side by side.
namespace boussole::engine::statistics {

struct SmaaProblem {
  std::size_t units = 0, criteria = 0;
  std::vector<double> x;  ///< [unit][criterion]
  std::span<const double> alpha;
  bool uniform = false;  ///< alpha is 1 everywhere
  std::uint64_t seed = 0;
};

struct SmaaCounts {
  std::vector<std::uint64_t> rank, beats;  ///< units x units
  std::vector<double> first;               ///< units x criteria: sums of the weights that put a unit first
};

/// Adds the draws [0, draws) of block `block` to `counts`. With vector instructions where the machine has them, and the
/// same bits without: every lane does the same operations in the same order.
void smaa_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts);

/// For the test that both ways agree.
void smaa_block_plain(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts);

}  // namespace boussole::engine::statistics
