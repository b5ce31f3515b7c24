#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "engine/text/unicode.h"

/// Exact sets of shingles of 5 code points, and whether two resemble each other enough. Private to the room.
namespace boussole::engine::text {

/// Five code points of at most 12 bits each, in one number; never 0. Nearly all European text fits.
struct NarrowKey {
  std::uint64_t low = 0;

  bool operator==(const NarrowKey&) const = default;
  bool empty() const { return low == 0; }
  std::uint64_t mixed() const { return low * 0x9FB21C651E98DF25ULL; }
};

/// Five code points of 21 bits each, in 105 bits; never 0. Any text fits.
struct WideKey {
  std::uint64_t low = 0, high = 0;

  bool operator==(const WideKey&) const = default;
  bool empty() const { return low == 0 && high == 0; }
  std::uint64_t mixed() const { return (low ^ (high * 0xD6E8FEB86659FD93ULL)) * 0x9FB21C651E98DF25ULL; }
};

/// Appends the shingles of a text in normal form (UTF-8), repetitions included; a text shorter than 5 code points gives
/// one. `false`, with nothing appended, where a code point does not fit narrow keys.
bool append_shingles(const Byte* text, std::size_t size, std::vector<NarrowKey>& keys);
bool append_shingles(const Byte* text, std::size_t size, std::vector<WideKey>& keys);

/// Compares sets given as lists with repetitions. Keeps its table from call to call.
template <class Key>
class ShingleComparer {
 public:
  /// Whether |A and B| / |A or B| >= threshold, exactly.
  bool alike(std::span<const Key> a, std::span<const Key> b, double threshold);

  std::size_t both() const { return both_; }      ///< |A and B| after `alike` returned true
  std::size_t either() const { return either_; }  ///< |A or B|, likewise

 private:
  enum Side : std::uint8_t { none, in_a, in_b, in_both };
  std::size_t slot_of(const Key& key) const;

  std::vector<Key> table_;
  std::vector<std::uint8_t> side_;
  unsigned shift_ = 0;
  std::size_t both_ = 0, either_ = 0;
};

extern template class ShingleComparer<NarrowKey>;
extern template class ShingleComparer<WideKey>;

}  // namespace boussole::engine::text
