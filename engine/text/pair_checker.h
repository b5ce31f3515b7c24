#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/text/normal_form.h"
#include "engine/text/shingle_set.h"
#include "engine/text/text_batch.h"

namespace boussole::engine::text {

/// Exact comparison of two texts of a batch, for one thread. Shingles of texts met again are kept, within a limit.
/// Private to the room.
class PairChecker {
 public:
  /// Forgets the texts of the batch before.
  void begin(const TextBatch& batch);

  /// Whether the Jaccard similarity of the two (by rank) reaches the threshold. An empty text resembles nothing.
  bool alike(std::uint32_t a, std::uint32_t b, double threshold);

 private:
  template <class Key>
  struct Memory {
    struct Kept {
      std::uint32_t rank = 0;
      std::size_t begin = 0, end = 0;
    };
    std::vector<Key> keys;
    std::vector<Kept> kept;  ///< the latest last
    ShingleComparer<Key> comparer;

    void clear() {
      keys.clear();
      kept.clear();
    }
  };
  template <class Key>
  std::optional<bool> alike_in(Memory<Key>& memory, std::uint32_t a, std::uint32_t b, double threshold);
  template <class Key>
  std::optional<bool> alike_in_parts(Memory<Key>& memory, std::uint32_t a, std::uint32_t b, std::size_t bytes,
                                     double threshold);
  template <class Key>
  const typename Memory<Key>::Kept* find(Memory<Key>& memory, std::uint32_t rank, Part part);

  const TextBatch* batch_ = nullptr;
  Scratch scratch_;
  Memory<NarrowKey> narrow_;
  Memory<WideKey> wide_;
};

}  // namespace boussole::engine::text
