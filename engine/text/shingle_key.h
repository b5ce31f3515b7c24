#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/text/unicode.h"

/// Shingles of 5 code points as numbers, without loss. Private to the room.
namespace boussole::engine::text {

/// An odd number drawn at random.
inline constexpr std::uint64_t kShingleMixer = 0xF46B9544C2597077ULL;

/// Five code points of at most 12 bits each, in one number; never 0. Nearly all European text fits. The upper bit
/// is free for a mark.
struct NarrowKey {
  std::uint64_t low = 0;

  auto operator<=>(const NarrowKey&) const = default;
  bool empty() const { return low == 0; }
  bool same(const NarrowKey& other) const { return (low ^ other.low) << 1 == 0; }
  std::uint64_t mark() const { return low >> 63; }
  NarrowKey marked(std::uint64_t mark) const { return {low | mark << 63}; }
  std::uint64_t mixed() const { return low * kShingleMixer; }
};

/// Five code points of 21 bits each, in 105 bits; never 0. Any text fits.
struct WideKey {
  std::uint64_t low = 0, high = 0;

  auto operator<=>(const WideKey&) const = default;
  bool empty() const { return low == 0 && high == 0; }
  bool same(const WideKey& other) const { return low == other.low && (high ^ other.high) << 1 == 0; }
  std::uint64_t mark() const { return high >> 63; }
  WideKey marked(std::uint64_t mark) const { return {low, high | mark << 63}; }
  std::uint64_t mixed() const { return (low ^ (high * 0x92C2916B760AFC9DULL)) * kShingleMixer; }
};

/// Which shingles are wanted: all, or one part of several, by their hash. Giant texts are compared part by part.
struct Part {
  std::uint32_t index = 0, count = 1;
};

/// Appends the shingles of a piece of text in normal form (UTF-8), with repetitions; none where it is shorter than 5
/// code points. `false`, with nothing appended, where a code point does not fit this kind of key.
template <class Key>
bool append_shingles(const Byte* text, std::size_t size, Part part, std::vector<Key>& keys);

/// Appends the one key of a text shorter than 5 code points, which no shingle of five equals; nothing for others.
template <class Key>
bool append_short(const Byte* text, std::size_t size, std::vector<Key>& keys);

extern template bool append_shingles(const Byte*, std::size_t, Part, std::vector<NarrowKey>&);
extern template bool append_shingles(const Byte*, std::size_t, Part, std::vector<WideKey>&);
extern template bool append_short(const Byte*, std::size_t, std::vector<NarrowKey>&);
extern template bool append_short(const Byte*, std::size_t, std::vector<WideKey>&);

}  // namespace boussole::engine::text
