#include "engine/text/text_batch.h"

#include <algorithm>
#include <tuple>

namespace boussole::engine::text {

TextBatch::TextBatch(const Chunked<TextSignature>& signatures, const std::vector<std::uint32_t>& row_of_rank,
                     const TextReader& reader)
    : signatures_(signatures), row_of_rank_(row_of_rank), reader_(reader), place_of_rank_(row_of_rank.size()) {}

Expected<void> TextBatch::load(std::vector<std::uint32_t> ranks) {
  std::sort(ranks.begin(), ranks.end(), [this](std::uint32_t a, std::uint32_t b) {
    const TextSignature &left = signature(a), &right = signature(b);
    return std::tie(left.source, left.offset, row_of_rank_[a]) < std::tie(right.source, right.offset, row_of_rank_[b]);
  });
  std::vector<std::uint32_t> rows;
  rows.reserve(ranks.size());
  std::size_t total = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    rows.push_back(row_of_rank_[ranks[i]]);
    place_of_rank_[ranks[i]] = static_cast<std::uint32_t>(i);
    total += bytes(ranks[i]);
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
