#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/text/unicode.h"

/// A cheap proof that two texts are not alike. Private to the room.
namespace boussole::engine::text {

/// Which slots of a table the shingles of a text fall in, one bit a slot. A slot that A takes and B does not is a
/// shingle of A that B lacks, so the maps of two texts bound their similarity from above, without any error: what they
/// refuse, the exact comparison would refuse too (a Bloom filter of one hash; Bloom 1970).
struct ShingleMap {
  const std::uint64_t* words = nullptr;
  std::uint32_t count = 0;      ///< words: a power of two, or 0 where the text has no map
  std::uint32_t positions = 0;  ///< shingles with repetitions: at least as many as differ
};

/// How many words the map of a text takes that has `size` bytes before normalisation; 0 for a giant one.
std::size_t map_words(std::size_t size);

/// Marks the shingles of 5 characters among the units of a text (see minhash.h). `words` is all zero before, and its
/// size a power of two. @return  how many shingles there are, with repetitions
std::uint32_t mark_shingles(std::span<const Byte> units, std::span<std::uint64_t> words);

/// Whether two texts may have a Jaccard similarity of at least `threshold`: `false` is certain.
bool may_reach(const ShingleMap& a, const ShingleMap& b, double threshold);

}  // namespace boussole::engine::text
