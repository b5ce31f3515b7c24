#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/text/unicode.h"

/// Exact sets of shingles of 5 code points, and whether two resemble each other enough. Private to the room.
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

/// Appends the shingles of a text in normal form (UTF-8), with repetitions; a text shorter than 5 code points gives
/// one. `false`, with nothing appended, where a code point does not fit this kind of key.
template <class Key>
bool append_shingles(const Byte* text, std::size_t size, Part part, std::vector<Key>& keys);

/// Sizes of the intersection and the union of two sets.
struct Overlap {
  std::size_t both = 0, either = 0;

  Overlap& operator+=(const Overlap& more) {
    both += more.both;
    either += more.either;
    return *this;
  }
  /// Whether the Jaccard similarity both / either is at least `threshold`; not where both sets are empty.
  bool reaches(double threshold) const {
    return either > 0 && static_cast<double>(both) / static_cast<double>(either) >= threshold;
  }
};

/// A table of one level of the comparison.
template <class Key>
class Level;

/// Compares sets given as lists with repetitions, in the order of their texts. Exact; keeps its tables from call to
/// call.
template <class Key>
class ShingleComparer {
 public:
  Overlap overlap(std::span<const Key> a, std::span<const Key> b);

  /// What `overlap` says of the threshold, sooner where the runs that the texts share tell enough.
  bool alike(std::span<const Key> a, std::span<const Key> b, double threshold);

 private:
  void align(std::span<const Key> a, std::span<const Key> b);
  Overlap exact(Level<Key> first);
  std::size_t distinct(std::span<const Key> keys);

  std::vector<Key> table_;
  std::vector<std::span<const Key>> shared_;  ///< runs of A that B has too
  std::vector<Key> rest_a_, rest_b_;          ///< what is between them
  std::vector<Key> lost_shared_, lost_;
};

extern template bool append_shingles(const Byte*, std::size_t, Part, std::vector<NarrowKey>&);
extern template bool append_shingles(const Byte*, std::size_t, Part, std::vector<WideKey>&);
extern template class ShingleComparer<NarrowKey>;
extern template class ShingleComparer<WideKey>;

}  // namespace boussole::engine::text
