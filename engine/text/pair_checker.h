#pragma once

#include <cstdint>

#include "engine/text/shingle_set.h"
#include "engine/text/text_batch.h"

namespace boussole::engine::text {

/// Exact comparison of two texts of a batch, for one thread. Private to the room.
class PairChecker {
 public:
  /// Whether the Jaccard similarity of the two (by rank) reaches the threshold. An empty text resembles nothing.
  bool alike(const TextBatch& batch, std::uint32_t a, std::uint32_t b, double threshold);

 private:
  ShingleComparer<NarrowKey> narrow_;
  ShingleComparer<WideKey> wide_;
};

}  // namespace boussole::engine::text
