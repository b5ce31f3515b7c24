#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "engine/base/large_memory.h"

namespace boussole::connectors {

/// From a 64-bit key to a row: open addressing in one flat array. Millions of rows pass here one at a time, so it is
/// kept smaller and nearer than a node-based map. Nothing iterates over it: its order means nothing.
class FlatMap {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::size_t size() const { return size_; }

  /// Row of the key, or kNone.
  std::uint32_t find(std::uint64_t key) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = place(key);; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.row == kNone) return kNone;
      if (slot.key == key) return slot.row;
    }
  }

  /// Makes room for so many keys at once, so that growing does not move them again and again.
  void reserve(std::size_t keys) {
    std::size_t capacity = kFirst;
    while (capacity * 7 < keys * 10) capacity *= 2;
    if (capacity > slots_.size()) rehash(capacity);
  }

  /// Brings the place of a key near before it is asked for.
  void prefetch(std::uint64_t key) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[place(key)], 1);
  }

  /// The row stored for the key and whether it is new; `row` (never kNone) is stored where the key was not there.
  std::pair<std::uint32_t, bool> insert(std::uint64_t key, std::uint32_t row) {
    if (size_ * 10 >= slots_.size() * 7) grow();
    for (std::size_t at = place(key);; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.row == kNone) {
        slot = {key, row};
        ++size_;
        return {row, true};
      }
      if (slot.key == key) return {slot.row, false};
    }
  }

  void clear() {
    for (Slot& slot : slots_) slot = {};
    size_ = 0;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t row = kNone;
  };
  using Slots = std::vector<Slot, LargePages<Slot>>;

  /// Sixteen neighbouring keys share a run of sixteen places: ids mostly come in order, and so do their places.
  std::size_t place(std::uint64_t key) const {
    const std::uint64_t run = ((key >> 4) * 0x9e3779b97f4a7c15ULL) >> shift_;
    return static_cast<std::size_t>((run << 4) | (key & 15));
  }

  void grow() { rehash(slots_.empty() ? kFirst : slots_.size() * 2); }

  void rehash(std::size_t capacity) {
    Slots old(capacity);
    old.swap(slots_);
    mask_ = capacity - 1;
    shift_ = 64;
    for (std::size_t runs = capacity / 16; runs > 1; runs >>= 1) --shift_;
    for (const Slot& slot : old) {
      if (slot.row == kNone) continue;
      std::size_t at = place(slot.key);
      while (slots_[at].row != kNone) at = (at + 1) & mask_;
      slots_[at] = slot;
    }
  }

  static constexpr std::size_t kFirst = 64;
  Slots slots_;
  std::size_t size_ = 0;
  std::size_t mask_ = 0;
  unsigned shift_ = 64;
};

}  // namespace boussole::connectors
