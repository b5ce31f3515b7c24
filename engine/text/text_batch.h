#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/large_memory.h"
#include "engine/text/near_duplicates.h"
#include "engine/text/shingle_map.h"

namespace boussole::engine::text {

/// Texts in normal form held for a while, by rank, with the map of their shingles. Private to the room.
class TextBatch {
 public:
  /// @param row_of_rank  where each distinct text has a signature
  TextBatch(const Chunked<TextSignature>& signatures, std::span<const std::uint32_t> row_of_rank,
            const TextReader& reader);

  /// Reads these texts, in the order of their source, and forgets the ones before.
  Expected<void> load(std::span<const std::uint32_t> ranks, unsigned threads);

  std::string_view text(std::uint32_t rank) const { return place(rank).text; }  ///< of a text that was loaded
  const ShingleMap& map(std::uint32_t rank) const { return place(rank).map; }   ///< likewise
  std::size_t texts() const { return row_of_rank_.size(); }
  /// Bytes that a text takes, before it is loaded.
  std::size_t bytes(std::uint32_t rank) const { return signature(rank).length; }

 private:
  struct Place {
    std::uint32_t rank = 0;
    std::size_t offset = 0, size = 0;  ///< of the raw text in bytes_
    std::size_t words = 0;             ///< where its map begins
    std::string_view text;
    ShingleMap map;
  };
  Expected<void> read(std::span<const std::uint32_t> ranks);
  void normalise_all(unsigned threads);
  const Place& place(std::uint32_t rank) const { return places_[place_of_rank_[rank]]; }
  const TextSignature& signature(std::uint32_t rank) const { return signatures_[row_of_rank_[rank]]; }

  const Chunked<TextSignature>& signatures_;
  std::span<const std::uint32_t> row_of_rank_;
  const TextReader& reader_;
  LargeVector<char> bytes_;
  LargeVector<std::uint64_t> words_;
  std::vector<std::deque<std::string>> grown_;  ///< by thread: normal forms that are longer than the raw text
  LargeVector<Place> places_;
  LargeVector<std::uint32_t> place_of_rank_;
};

}  // namespace boussole::engine::text
