#include "engine/text/shingle_map.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/text/minhash.h"

namespace boussole::engine::text {
namespace {

constexpr std::size_t kBitsPerByte = 8;                  // a shingle in eight slots: few share one
constexpr std::size_t kLeast = 8;                        // words
constexpr std::size_t kGiant = std::size_t{1} << 20;     // bytes
constexpr std::uint64_t kMixer = 0x9FB21C651E98DF25ULL;  // odd, drawn at random

/// Slots that each of two texts takes alone.
struct Alone {
  std::uint64_t a = 0, b = 0;
};

/// `large` has at least as many words as `small`; its halves are laid over each other until it has as many.
[[gnu::always_inline]] inline Alone count_alone(const ShingleMap& large, const ShingleMap& small) {
  Alone alone;
  for (std::uint32_t i = 0; i < small.count; ++i) {
    std::uint64_t of_large = large.words[i];
    for (std::uint32_t j = i + small.count; j < large.count; j += small.count) of_large |= large.words[j];
    const std::uint64_t of_small = small.words[i];
    alone.a += static_cast<std::uint64_t>(__builtin_popcountll(of_large & ~of_small));
    alone.b += static_cast<std::uint64_t>(__builtin_popcountll(of_small & ~of_large));
  }
  return alone;
}

Alone alone_portable(const ShingleMap& large, const ShingleMap& small) { return count_alone(large, small); }

#if defined(__x86_64__)
[[gnu::target("popcnt")]] Alone alone_popcnt(const ShingleMap& large, const ShingleMap& small) {
  return count_alone(large, small);
}
bool has_popcnt() {
  static const bool has = __builtin_cpu_supports("popcnt") != 0;
  return has;
}
#else
Alone alone_popcnt(const ShingleMap& large, const ShingleMap& small) { return alone_portable(large, small); }
bool has_popcnt() { return false; }
#endif

/// Jaccard similarity where A has at most `positions` shingles, at least `alone` of them are not in B, and at least
/// `others` of B are not in A.
double at_most(std::uint64_t positions, std::uint64_t alone, std::uint64_t others) {
  return static_cast<double>(positions - alone) / static_cast<double>(positions + others);
}

}  // namespace

std::size_t map_words(std::size_t size) {
  if (size < kShingle || size > kGiant) return 0;
  return std::max(kLeast, std::bit_ceil(size * kBitsPerByte / 64));
}

std::uint32_t mark_shingles(std::span<const Byte> units, std::span<std::uint64_t> words) {
  if (units.size() < kShingle) return 0;
  const std::size_t shingles = units.size() - kShingle + 1, mask = words.size() * 64 - 1;
  const auto mark = [&](std::uint64_t five) {
    const std::size_t slot = (five & 0xFF'FFFF'FFFF) * kMixer >> 40 & mask;
    words[slot >> 6] |= std::uint64_t{1} << (slot & 63);
  };
  std::size_t i = 0;
  for (; i + 8 <= units.size(); ++i) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, units.data() + i, 8);
    if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
    mark(eight);
  }
  for (; i < shingles; ++i) {
    std::uint64_t five = 0;
    for (std::size_t k = 0; k < kShingle; ++k) five |= std::uint64_t{units[i + k]} << 8 * k;
    mark(five);
  }
  return static_cast<std::uint32_t>(shingles);
}

bool may_reach(const ShingleMap& a, const ShingleMap& b, double threshold) {
  if (a.count == 0 || b.count == 0 || a.positions == 0 || b.positions == 0) return true;
  const bool swapped = a.count < b.count;
  const ShingleMap &large = swapped ? b : a, &small = swapped ? a : b;
  const Alone alone = has_popcnt() ? alone_popcnt(large, small) : alone_portable(large, small);
  return at_most(large.positions, alone.a, alone.b) >= threshold &&
         at_most(small.positions, alone.b, alone.a) >= threshold;
}

}  // namespace boussole::engine::text
