#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace boussole::engine::text {

/// Each level of the search hashes anew, so that what met in one slot parts in the next.
inline constexpr std::size_t kLevels = 6;
inline constexpr std::uint64_t kLevelMixers[kLevels] = {1,
                                                        0xD004BC9B529D4BEDULL,
                                                        0xBEC9E6C2544E312BULL,
                                                        0xD897519699319D8BULL,
                                                        0x9886F308FB06B4EDULL,
                                                        0xCC398E4E572B7245ULL};

/// One level of the search. A slot of the table belongs to the last key put in it; the keys that lost theirs to another
/// go to the next level, whichever list they come from. No branch depends on the data: that is what makes it fast.
template <class Key>
class Level {
 public:
  Level(std::vector<Key>& table, std::size_t keys, std::size_t number) : mixer_(kLevelMixers[number]) {
    const std::size_t slots = std::bit_ceil(2 * std::max<std::size_t>(keys, 16));
    table.assign(slots, Key{});
    table_ = table.data();
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  }

  /// Keys of A, with a mark where they are known to be of B as well. Those without come first.
  void put(std::span<const Key> keys, std::uint64_t mark) {
    std::uint64_t occupied = 0, marked = 0;
    for (const Key& key : keys) {
      Key& slot = slot_of(key);
      occupied += slot.empty();
      marked += mark & ~slot.mark();
      slot = key.marked(mark);
    }
    occupied_ += occupied;
    marked_ += marked;
  }
  /// The keys whose slot went to another.
  void lost(std::span<const Key> keys, std::vector<Key>& into) const {
    into.resize(keys.size());
    Key* out = into.data();
    for (const Key& key : keys) {
      *out = key;
      out += slot_of(key).same(key) ? 0 : 1;
    }
    into.resize(static_cast<std::size_t>(out - into.data()));
  }
  /// Keys of B: those that are here are marked and leave the list.
  void look_up(std::vector<Key>& keys) {
    std::uint64_t marked = 0;
    Key* out = keys.data();
    for (const Key& key : keys) {
      Key& slot = slot_of(key);
      const std::uint64_t same = slot.same(key);
      marked += same & ~slot.mark();
      slot = slot.marked(same);
      *out = key;
      out += same ^ 1;
    }
    marked_ += marked;
    keys.resize(static_cast<std::size_t>(out - keys.data()));
  }
  std::size_t occupied() const { return occupied_; }
  std::size_t marked() const { return marked_; }

 private:
  Key& slot_of(const Key& key) const {
    const std::uint64_t hash = mixer_ == 1 ? key.mixed() : (key.mixed() ^ key.mixed() >> 29) * mixer_;
    return table_[hash >> shift_];
  }

  std::uint64_t mixer_;
  Key* table_ = nullptr;
  unsigned shift_ = 0;
  std::size_t occupied_ = 0, marked_ = 0;
};

}  // namespace boussole::engine::text
