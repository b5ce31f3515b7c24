#include "engine/text/shingle_set.h"

#include <algorithm>
#include <bit>

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

}  // namespace

bool append_shingles(const Byte* text, std::size_t size, std::vector<NarrowKey>& keys) {
  constexpr std::uint64_t kMask = (std::uint64_t{1} << 60) - 1;
  const Byte* const end = text + size;
  const std::size_t before = keys.size();
  keys.resize(before + size);  // as many as there can be: a push_back for each would cost more than the rest
  NarrowKey* out = keys.data() + before;
  std::uint64_t window = 0;
  std::size_t seen = 0;
  while (text != end) {
    std::uint32_t value = *text;
    if (value < 0x80) {
      ++text;
    } else {
      const Decoded decoded = decode_beyond_ascii(text, end);
      text += decoded.length;
      value = narrow(decoded.code);
      if (value == 0) {
        keys.resize(before);
        return false;
      }
    }
    window = (window << 12 | value) & kMask;
    ++seen;
    out->low = window;
    out += seen >= kLength ? 1 : 0;
  }
  if (seen > 0 && seen < kLength) ++out;
  keys.resize(static_cast<std::size_t>(out - keys.data()));
  return true;
}

bool append_shingles(const Byte* text, std::size_t size, std::vector<WideKey>& keys) {
  constexpr std::uint64_t kTwo = (std::uint64_t{1} << 42) - 1, kThree = (std::uint64_t{1} << 63) - 1;
  const Byte* const end = text + size;
  WideKey window;
  std::size_t seen = 0;
  while (text != end) {
    const Decoded decoded = decode(text, end);
    text += decoded.length;
    window.high = (window.high << 21 | window.low >> 42) & kTwo;
    window.low = (window.low << 21 | decoded.code) & kThree;
    if (++seen >= kLength) keys.push_back(window);
  }
  if (seen > 0 && seen < kLength) keys.push_back(window);
  return true;
}

template <class Key>
std::size_t ShingleComparer<Key>::slot_of(const Key& key) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = static_cast<std::size_t>(key.mixed() >> shift_);
  while (!table_[slot].empty() && table_[slot] != key) slot = (slot + 1) & mask;
  return slot;
}

template <class Key>
bool ShingleComparer<Key>::alike(std::span<const Key> a, std::span<const Key> b, double threshold) {
  // More slots than keys, so that a search ends; texts that are alike share keys and leave half of them free.
  const std::size_t slots = std::bit_ceil(std::max<std::size_t>(64, a.size() + b.size() + 1));
  table_.assign(slots, Key{});
  side_.assign(slots, none);
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  std::size_t of_a = 0;
  for (const Key& key : a) {
    const std::size_t slot = slot_of(key);
    of_a += side_[slot] == none ? 1 : 0;
    table_[slot] = key;
    side_[slot] = in_a;
  }
  // Each element of B alone lowers the best that is still possible, |A| / (|A| + that many).
  both_ = 0;
  either_ = of_a;
  const auto reaches = [threshold](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole) >= threshold;
  };
  for (const Key& key : b) {
    const std::size_t slot = slot_of(key);
    const std::uint8_t side = side_[slot];
    table_[slot] = key;
    side_[slot] = side | in_b;
    both_ += side == in_a ? 1 : 0;
    either_ += side == none ? 1 : 0;
    if (side == none && !reaches(of_a, either_)) return false;
  }
  return either_ > 0 && reaches(both_, either_);
}

template class ShingleComparer<NarrowKey>;
template class ShingleComparer<WideKey>;

}  // namespace boussole::engine::text
