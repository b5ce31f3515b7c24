#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/text/lsh.h"
#include "engine/text/text_batch.h"
#include "engine/text/union_find.h"

/// Checks candidate pairs on the texts themselves. Private to the room.
namespace boussole::engine::text {

struct VerifyLimits {
  std::size_t batch_bytes = std::size_t{64} << 20;  ///< of raw texts held at once
  std::size_t large_bytes = std::size_t{4} << 20;   ///< of texts that hang together: above it, threads share the work
};

struct Verified {
  std::uint64_t candidate_pairs = 0;  ///< distinct
  std::uint64_t verified_pairs = 0;   ///< compared; pairs that were together already are not
};

/// Unites in `clusters` the texts of pairs whose exact Jaccard similarity reaches `threshold`, the most promising
/// pairs first. Which pairs are compared depends on their content only, not on the order of rows or on the number of
/// threads.
Expected<Verified> verify(const std::vector<Candidate>& pairs, double threshold, TextBatch& batch, unsigned threads,
                          UnionFind& clusters, const VerifyLimits& limits = {});

}  // namespace boussole::engine::text
