#include "engine/text/shingle_map.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/text/minhash.h"

namespace boussole::engine::text {
namespace {

constexpr std::size_t kBitsPerByte = 8;                  // a shingle in eight slots: few share one
constexpr std::uint32_t kLook = 8;                       // words between two looks at the bound
constexpr std::size_t kLeast = kLook;                    // words; beyond it, powers of two
constexpr std::size_t kGiant = std::size_t{1} << 20;     // bytes
constexpr std::uint64_t kMixer = 0x9FB21C651E98DF25ULL;  // odd, drawn at random

/// Jaccard similarity where A has at most `positions` shingles, at least `alone` of them are not in B, and at least
/// `others` of B are not in A.
[[gnu::always_inline]] inline double at_most(std::uint64_t positions, std::uint64_t alone, std::uint64_t others) {
  return (static_cast<double>(positions) - static_cast<double>(alone)) / static_cast<double>(positions + others);
}

/// `large` has at least as many words as `small`; its halves are laid over each other until it has as many. Slots that
/// each takes alone only add up, so two texts that differ are told apart long before the end.
[[gnu::always_inline]] inline bool bound_reaches(const ShingleMap& large, const ShingleMap& small, double threshold) {
  std::uint64_t in_large = 0, in_small = 0;  // alone
  for (std::uint32_t begin = 0; begin < small.count; begin += kLook) {
    for (std::uint32_t i = begin; i < begin + kLook; ++i) {
      std::uint64_t of_large = large.words[i];
      for (std::uint32_t j = i + small.count; j < large.count; j += small.count) of_large |= large.words[j];
      const std::uint64_t of_small = small.words[i];
      in_large += static_cast<std::uint64_t>(__builtin_popcountll(of_large & ~of_small));
      in_small += static_cast<std::uint64_t>(__builtin_popcountll(of_small & ~of_large));
    }
    if (at_most(large.positions, in_large, in_small) < threshold ||
        at_most(small.positions, in_small, in_large) < threshold)
      return false;
  }
  return true;
}

bool reaches_portable(const ShingleMap& large, const ShingleMap& small, double threshold) {
  return bound_reaches(large, small, threshold);
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]] bool reaches_popcnt(const ShingleMap& large, const ShingleMap& small, double threshold) {
  return bound_reaches(large, small, threshold);
}
bool has_popcnt() {
  static const bool has = __builtin_cpu_supports("popcnt") != 0;
  return has;
}
#else
bool reaches_popcnt(const ShingleMap& large, const ShingleMap& small, double threshold) {
  return reaches_portable(large, small, threshold);
}
bool has_popcnt() { return false; }
#endif

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
  return has_popcnt() ? reaches_popcnt(large, small, threshold) : reaches_portable(large, small, threshold);
}

}  // namespace boussole::engine::text
