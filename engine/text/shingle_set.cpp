#include "engine/text/shingle_set.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

namespace boussole::engine::text {
namespace {

constexpr std::size_t kLength = 5;

/// A code point as a number of 12 bits, or 0 where it has none: Latin, Greek, Cyrillic, Hebrew, Arabic and the scripts
/// of India as they are, general punctuation and currency signs after them. A NUL never occurs in normal form.
std::uint32_t narrow(char32_t code) {
  constexpr char32_t kPlain = 0xF00;
  if (code < kPlain) return code;
  return code >= 0x2000 && code < 0x2100 ? static_cast<std::uint32_t>(code - 0x2000 + kPlain) : 0;
}

/// The latest five code points.
template <class Key>
class Window;

template <>
class Window<NarrowKey> {
 public:
  bool push(char32_t code) {
    const std::uint32_t value = code < 0x80 ? code : narrow(code);
    bits_ = bits_ << 12 | value;
    return value != 0;
  }
  // Masked here and not above: each character waits for the one before it, and a step less is a third of the time.
  NarrowKey key() const { return {bits_ & ((std::uint64_t{1} << 60) - 1)}; }

 private:
  std::uint64_t bits_ = 0;
};

template <>
class Window<WideKey> {
 public:
  bool push(char32_t code) {
    bits_.high = (bits_.high << 21 | bits_.low >> 42) & ((std::uint64_t{1} << 42) - 1);
    bits_.low = (bits_.low << 21 | code) & ((std::uint64_t{1} << 63) - 1);
    return true;
  }
  WideKey key() const { return bits_; }

 private:
  WideKey bits_;
};

template <class Key, class Put>
bool each_shingle(const Byte* text, std::size_t size, Put put) {
  const Byte* const end = text + size;
  Window<Key> window;
  std::size_t seen = 0;
  while (text != end) {
    const Decoded decoded = decode(text, end);
    text += decoded.length;
    if (!window.push(decoded.code)) return false;
    if (++seen >= kLength) put(window.key());
  }
  if (seen > 0 && seen < kLength) put(window.key());
  return true;
}

/// As few keys as are worth sorting.
constexpr std::size_t kFew = 8;

/// Keys of one part above which repetitions are removed at once.
constexpr std::size_t kPartKeys = std::size_t{1} << 20;

template <class Key>
bool wanted(const Key& key, Part part) {
  return part.count == 1 || (key.mixed() >> 32) % part.count == part.index;
}

/// Each level of the search hashes anew, so that what met in one slot parts in the next.
constexpr std::size_t kLevels = 6;
constexpr std::uint64_t kLevelMixers[kLevels] = {1,
                                                 0xD004BC9B529D4BEDULL,
                                                 0xBEC9E6C2544E312BULL,
                                                 0xD897519699319D8BULL,
                                                 0x9886F308FB06B4EDULL,
                                                 0xCC398E4E572B7245ULL};

template <class Key>
std::size_t distinct_by_sorting(std::vector<Key> keys) {
  std::sort(keys.begin(), keys.end());
  return static_cast<std::size_t>(std::unique(keys.begin(), keys.end()) - keys.begin());
}

}  // namespace

template <class Key>
bool append_shingles(const Byte* text, std::size_t size, Part part, std::vector<Key>& keys) {
  const std::size_t before = keys.size();
  if (part.count == 1) {
    keys.resize(before + size);  // a push_back for each would cost more than the rest
    Key* out = keys.data() + before;
    const bool fits = each_shingle<Key>(text, size, [&out](const Key& key) { *out++ = key; });
    keys.resize(fits ? static_cast<std::size_t>(out - keys.data()) : before);
    return fits;
  }
  std::size_t limit = kPartKeys;
  const bool fits = each_shingle<Key>(text, size, [&](const Key& key) {
    if (!wanted(key, part)) return;
    keys.push_back(key);
    if (keys.size() - before < limit) return;
    const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(before);
    std::sort(begin, keys.end());
    keys.erase(std::unique(begin, keys.end()), keys.end());
    limit = std::max(limit, 2 * (keys.size() - before));
  });
  if (!fits) keys.resize(before);
  return fits;
}

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
  /// Appends the keys whose slot went to another.
  void lost(std::span<const Key> keys, std::vector<Key>& into) const {
    const std::size_t before = into.size();
    into.resize(before + keys.size());
    Key* out = into.data() + before;
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

/// Finds the runs that both texts have in the same order: after each difference, the nearest place where they meet
/// again. A pair of like texts differs in a few words, so that little is left between the runs; where they do not meet
/// within the window, all that follows is left.
template <class Key>
void ShingleComparer<Key>::align(std::span<const Key> a, std::span<const Key> b) {
  constexpr std::size_t kNear = 48;  // keys skipped in each
  shared_.clear();
  rest_a_.clear();
  rest_b_.clear();
  std::size_t i = 0, j = 0;
  const auto leave = [&](std::size_t of_a, std::size_t of_b) {
    rest_a_.insert(rest_a_.end(), a.begin() + std::ptrdiff_t(i), a.begin() + std::ptrdiff_t(i + of_a));
    rest_b_.insert(rest_b_.end(), b.begin() + std::ptrdiff_t(j), b.begin() + std::ptrdiff_t(j + of_b));
    i += of_a;
    j += of_b;
  };
  const auto meet = [&] {
    const std::size_t ahead = std::min(kNear, b.size() - j);
    std::array<std::uint8_t, 256> place{};  // by a byte of the hash: where in B, from 1
    for (std::size_t k = ahead; k > 0; --k) place[b[j + k - 1].mixed() >> 56] = static_cast<std::uint8_t>(k);
    for (std::size_t of_a = 0; of_a < kNear && i + of_a < a.size(); ++of_a) {
      const std::size_t k = place[a[i + of_a].mixed() >> 56];
      if (k == 0 || a[i + of_a] != b[j + k - 1]) continue;
      leave(of_a, k - 1);
      return true;
    }
    return false;
  };
  do {
    const std::size_t begin = i;
    while (i < a.size() && j < b.size() && a[i] == b[j]) ++i, ++j;
    if (i > begin) shared_.push_back(a.subspan(begin, i - begin));
  } while (i < a.size() && j < b.size() && meet());
  leave(a.size() - i, b.size() - j);
}

template <class Key>
std::size_t ShingleComparer<Key>::distinct(std::span<const Key> keys) {
  std::size_t sum = 0;
  std::vector<Key> left(keys.begin(), keys.end());
  for (std::size_t number = 0; number < kLevels && left.size() > kFew; ++number) {
    Level<Key> level(table_, left.size(), number);
    level.put(left, 0);
    sum += level.occupied();
    lost_.clear();
    level.lost(left, lost_);
    left.swap(lost_);
  }
  return sum + distinct_by_sorting(std::move(left));
}

/// Goes on from the first level, which has all keys of A, until every key of A has a slot of its own.
template <class Key>
Overlap ShingleComparer<Key>::exact(Level<Key> level) {
  Overlap overlap;
  lost_shared_.clear();
  for (std::span<const Key> run : shared_) level.lost(run, lost_shared_);
  for (std::size_t number = 1;; ++number) {
    lost_.clear();
    level.lost(rest_a_, lost_);
    rest_a_.swap(lost_);
    level.look_up(rest_b_);
    overlap += {level.marked(), level.occupied()};
    if (number == kLevels || lost_shared_.size() + rest_a_.size() == 0) break;
    level = Level<Key>(table_, lost_shared_.size() + rest_a_.size(), number);
    level.put(rest_a_, 0);
    level.put(lost_shared_, 1);
    lost_.clear();
    level.lost(lost_shared_, lost_);
    lost_shared_.swap(lost_);
  }
  if (lost_shared_.size() + rest_a_.size() == 0) return overlap += {0, distinct(rest_b_)};
  // Only keys made to collide come so far: counted by sorting, |A and B| = |A| + |B| - |A or B|.
  std::vector<Key> of_a(lost_shared_), of_b(lost_shared_);
  of_a.insert(of_a.end(), rest_a_.begin(), rest_a_.end());
  of_b.insert(of_b.end(), rest_b_.begin(), rest_b_.end());
  std::vector<Key> all(of_a);
  all.insert(all.end(), of_b.begin(), of_b.end());
  const std::size_t either = distinct_by_sorting(std::move(all));
  return overlap += {distinct_by_sorting(std::move(of_a)) + distinct_by_sorting(std::move(of_b)) - either, either};
}

template <class Key>
Overlap ShingleComparer<Key>::overlap(std::span<const Key> a, std::span<const Key> b) {
  align(a, b);
  Level<Key> level(table_, a.size(), 0);
  level.put(rest_a_, 0);
  for (std::span<const Key> run : shared_) level.put(run, 1);
  return exact(level);
}

template <class Key>
bool ShingleComparer<Key>::alike(std::span<const Key> a, std::span<const Key> b, double threshold) {
  align(a, b);
  Level<Key> level(table_, a.size(), 0);
  level.put(rest_a_, 0);
  for (std::span<const Key> run : shared_) level.put(run, 1);
  // A has at least as many shingles as slots are taken, and the two sets differ by the rests at most.
  if (level.occupied() > rest_a_.size() &&
      Overlap{level.occupied() - rest_a_.size(), level.occupied() + rest_b_.size()}.reaches(threshold))
    return true;
  return exact(level).reaches(threshold);
}

template bool append_shingles(const Byte*, std::size_t, Part, std::vector<NarrowKey>&);
template bool append_shingles(const Byte*, std::size_t, Part, std::vector<WideKey>&);
template class ShingleComparer<NarrowKey>;
template class ShingleComparer<WideKey>;

}  // namespace boussole::engine::text
