#include "engine/text/text_batch.h"

#include <algorithm>
#include <tuple>

namespace boussole::engine::text {

TextBatch::TextBatch(const Chunked<TextSignature>& signatures, const std::vector<std::uint32_t>& row_of_rank,
                     const TextReader& reader)
    : signatures_(signatures), row_of_rank_(row_of_rank), reader_(reader), place_of_rank_(row_of_rank.size()) {}

Expected<void> TextBatch::load(std::span<const std::uint32_t> ranks) {
  struct Wanted {
    std::uint32_t source = 0, row = 0;
    std::uint64_t offset = 0;
    std::uint32_t rank = 0;
  };
  std::vector<Wanted> wanted;
  wanted.reserve(ranks.size());
  std::size_t total = 0;
  for (std::uint32_t rank : ranks) {
    const TextSignature& of = signature(rank);
    wanted.push_back({of.source, row_of_rank_[rank], of.offset, rank});
    total += of.length;
  }
  std::sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) {
    return std::tie(a.source, a.offset, a.row) < std::tie(b.source, b.offset, b.row);
  });
  std::vector<std::uint32_t> rows;
  rows.reserve(wanted.size());
  for (const Wanted& one : wanted) {
    place_of_rank_[one.rank] = static_cast<std::uint32_t>(rows.size());
    rows.push_back(one.row);
  }
  bytes_.clear();
  bytes_.reserve(total);
  places_.assign(ranks.size(), Place{});
  return reader_(rows, [this](std::size_t i, std::string_view text) {
    if (i >= places_.size()) return;
    places_[i] = {bytes_.size(), text.size()};
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  });
}

std::string_view TextBatch::raw(std::uint32_t rank) const {
  const Place& place = places_[place_of_rank_[rank]];
  return {bytes_.data() + place.offset, place.size};
}

}  // namespace boussole::engine::text
