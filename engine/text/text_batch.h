#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/text/near_duplicates.h"

namespace boussole::engine::text {

/// Raw texts held for a while, by rank. Private to the room.
class TextBatch {
 public:
  /// @param row_of_rank  where each distinct text has a signature
  TextBatch(const Chunked<TextSignature>& signatures, const std::vector<std::uint32_t>& row_of_rank,
            const TextReader& reader);

  /// Reads these texts, in the order of their source, and forgets the ones before.
  Expected<void> load(std::span<const std::uint32_t> ranks);

  std::string_view raw(std::uint32_t rank) const;  ///< of a text that was loaded
  std::size_t texts() const { return row_of_rank_.size(); }
  bool html(std::uint32_t rank) const { return signature(rank).html; }
  /// Bytes that a text takes, before it is loaded.
  std::size_t bytes(std::uint32_t rank) const { return signature(rank).length; }

 private:
  struct Place {
    std::size_t offset = 0, size = 0;
  };
  const TextSignature& signature(std::uint32_t rank) const { return signatures_[row_of_rank_[rank]]; }

  const Chunked<TextSignature>& signatures_;
  const std::vector<std::uint32_t>& row_of_rank_;
  const TextReader& reader_;
  std::vector<char> bytes_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> place_of_rank_;
};

}  // namespace boussole::engine::text
