#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/text/normal_form.h"
#include "engine/text/shingle_set.h"
#include "engine/text/text_batch.h"

namespace boussole::engine::text {

/// Exact comparison of two texts of a batch, for one thread. The normal forms of texts met again are kept, within a
/// limit. Private to the room.
class PairChecker {
 public:
  /// Forgets the texts of the batch before.
  void begin(const TextBatch& batch);

  /// Whether the Jaccard similarity of the two (by rank) reaches the threshold. An empty text resembles nothing.
  bool alike(std::uint32_t a, std::uint32_t b, double threshold);

 private:
  struct Kept {
    std::uint32_t rank = 0;
    std::size_t begin = 0, size = 0;
  };
  Kept find(std::uint32_t rank);
  std::string_view text(const Kept& kept) const { return std::string_view(texts_.data() + kept.begin, kept.size); }

  const TextBatch* batch_ = nullptr;
  Scratch scratch_;
  std::vector<char> texts_;
  std::vector<Kept> kept_;  ///< the latest last
  ShingleComparer<NarrowKey> narrow_;
  ShingleComparer<WideKey> wide_;
};

}  // namespace boussole::engine::text
