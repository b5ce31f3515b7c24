#include "engine/text/text_batch.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <tuple>

#include "engine/text/minhash.h"
#include "engine/text/normal_form.h"
#include "engine/text/parallel.h"

namespace boussole::engine::text {

TextBatch::TextBatch(const Chunked<TextSignature>& signatures, std::span<const std::uint32_t> row_of_rank,
                     const TextReader& reader)
    : signatures_(signatures), row_of_rank_(row_of_rank), reader_(reader), place_of_rank_(row_of_rank.size()) {}

Expected<void> TextBatch::load(std::span<const std::uint32_t> ranks, unsigned threads) {
  if (auto done = read(ranks); !done) return done;
  normalise_all(threads);
  return {};
}

Expected<void> TextBatch::read(std::span<const std::uint32_t> ranks) {
  struct Wanted {
    std::uint32_t source = 0, row = 0;
    std::uint64_t offset = 0;
    std::uint32_t rank = 0;
  };
  std::vector<Wanted> wanted;
  wanted.reserve(ranks.size());
  for (std::uint32_t rank : ranks) {
    const TextSignature& of = signature(rank);
    wanted.push_back({of.source, row_of_rank_[rank], of.offset, rank});
  }
  std::sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) {
    return std::tie(a.source, a.offset, a.row) < std::tie(b.source, b.offset, b.row);
  });
  std::vector<std::uint32_t> rows;
  rows.reserve(wanted.size());
  places_.assign(ranks.size(), Place{});
  std::size_t total = 0;
  for (const Wanted& one : wanted) {
    Place& place = places_[rows.size()];
    place_of_rank_[one.rank] = static_cast<std::uint32_t>(rows.size());
    place.rank = one.rank;
    place.offset = total;
    total += bytes(one.rank);
    rows.push_back(one.row);
  }
  bytes_.resize(std::max(bytes_.size(), total));
  return reader_(rows, [this](std::size_t i, std::string_view text) {
    if (i >= places_.size()) return;
    Place& place = places_[i];
    place.size = std::min(text.size(), bytes(place.rank));
    std::memcpy(bytes_.data() + place.offset, text.data(), place.size);
  });
}

/// Puts each normal form where the raw text stood, and marks its shingles.
void TextBatch::normalise_all(unsigned threads) {
  std::size_t words = 0;
  for (Place& place : places_) {
    place.words = words;
    words += map_words(place.size);
  }
  words_.assign(words, 0);
  grown_.assign(threads, {});
  constexpr std::size_t kAtATime = 64;
  std::atomic<std::size_t> next{0};
  in_parallel(threads, [&](unsigned worker) {
    Scratch form, units;
    for (std::size_t begin = next.fetch_add(kAtATime); begin < places_.size(); begin = next.fetch_add(kAtATime)) {
      for (std::size_t i = begin; i < std::min(begin + kAtATime, places_.size()); ++i) {
        Place& place = places_[i];
        char* const raw = bytes_.data() + place.offset;
        const Normal normal = normal_form({raw, place.size}, signature(place.rank).html, form);
        const char* const from = reinterpret_cast<const char*>(form.data());
        if (normal.size <= place.size) {
          std::memcpy(raw, from, normal.size);
          place.text = {raw, normal.size};
        } else {
          place.text = grown_[worker].emplace_back(from, normal.size);
        }
        const std::size_t size = map_words(place.size);
        if (size == 0) continue;
        Byte* const out = units.at_least(normal.size + 64);
        const std::size_t count = units_of(form.data(), normal.size, out);
        place.map.words = words_.data() + place.words;
        place.map.count = static_cast<std::uint32_t>(size);
        place.map.positions = mark_shingles({out, count}, {words_.data() + place.words, size});
      }
      form.trim();
      units.trim();
    }
  });
}

}  // namespace boussole::engine::text
