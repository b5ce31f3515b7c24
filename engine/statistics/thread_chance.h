#pragma once

#include <cstdint>

#include "engine/statistics/result.h"

/// Is a thread deep, or only long? Longer threads are deeper by themselves, so their depth is set against threads of
/// the same size in which each comment answers anyone.
namespace boussole::engine::statistics {

struct DepthByChance {
  double mean = 0;  ///< deepest level of such a thread, a comment on the proposal having depth 1
  double sd = 0;
  double p_deeper = 1;   ///< share of them at least as deep, (1 + count) / (1 + replicates)
  double p_flatter = 1;  ///< share at most as deep
};
/// `comments` of one thread, the deepest at `depth`, against `replicates` threads of as many comments, each of which
/// answers the proposal or an earlier comment, all alike (random recursive trees, Na and Rapoport 1970; their depth is
/// near e ln n, Pittel 1994). Undefined without a comment, for a depth above their number, and without replicates.
Result<DepthByChance> depth_by_chance(std::uint32_t comments, std::uint32_t depth, std::uint32_t replicates,
                                      std::uint64_t seed, std::uint64_t stream);

}  // namespace boussole::engine::statistics
