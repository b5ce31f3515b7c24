#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/statistics/smaa_sort.h"

/// Private to smaa.cpp: the draws of one block, scored, sorted and counted side by side.
namespace boussole::engine::statistics {

struct SmaaProblem {
  std::size_t units = 0, criteria = 0;
  std::vector<float> x;  ///< [unit][criterion], see scaled_for_smaa
  std::span<const double> alpha;
  bool uniform = false;  ///< alpha is 1 everywhere
  std::uint64_t seed = 0;
  /// Every stride-th unit is sorted by itself first; then these are compared and swapped, in order, so that any scores
  /// end up sorted: see sorting_network.
  std::size_t stride = 1;
  SmaaNetwork network;
};

/// The values in the precision of a float, [unit][criterion]. Each criterion loses its smallest value, which moves all
/// scores alike, and all are divided by one power of two, so that none is above 1. A unit that is no better than
/// another anywhere gets no better score: rounding keeps order.
std::vector<float> scaled_for_smaa(std::span<const std::vector<double>> x);

struct SmaaCounts {
  std::vector<std::uint64_t> rank, beats;  ///< units x units
  std::vector<double> first;               ///< units x criteria: sums of the weights that put a unit first
};

/// Adds the draws [0, draws) of block `block`, at most 2048, to `counts`. With vector instructions where the machine
/// has them, and the same bits without: every lane does the same operations in the same order.
void smaa_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts);

/// For the test that both ways agree.
void smaa_block_plain(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts);

}  // namespace boussole::engine::statistics
