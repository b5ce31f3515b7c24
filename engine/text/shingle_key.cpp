#include "engine/text/shingle_key.h"

#include <algorithm>

namespace boussole::engine::text {
namespace {

constexpr std::size_t kLength = 5;

/// Keys of one part above which repetitions are removed at once.
constexpr std::size_t kPartKeys = std::size_t{1} << 20;

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

/// Gives the key of each run of five code points, and how many code points there are. `false` where one does not fit.
template <class Key, class Put>
bool each_shingle(const Byte* text, std::size_t size, Window<Key>& window, std::size_t& seen, Put put) {
  const Byte* const end = text + size;
  while (text != end) {
    const Decoded decoded = decode(text, end);
    text += decoded.length;
    if (!window.push(decoded.code)) return false;
    if (++seen >= kLength) put(window.key());
  }
  return true;
}

}  // namespace

template <class Key>
bool append_shingles(const Byte* text, std::size_t size, Part part, std::vector<Key>& keys) {
  const std::size_t before = keys.size();
  Window<Key> window;
  std::size_t seen = 0;
  if (part.count == 1) {
    keys.resize(before + size);  // a push_back for each would cost more than the rest
    Key* out = keys.data() + before;
    const bool fits = each_shingle(text, size, window, seen, [&out](const Key& key) { *out++ = key; });
    keys.resize(fits ? static_cast<std::size_t>(out - keys.data()) : before);
    return fits;
  }
  std::size_t limit = kPartKeys;
  const bool fits = each_shingle(text, size, window, seen, [&](const Key& key) {
    if ((key.mixed() >> 32) % part.count != part.index) return;
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

template <class Key>
bool append_short(const Byte* text, std::size_t size, std::vector<Key>& keys) {
  if (size > 4 * (kLength - 1)) return true;  // too many bytes for so few code points
  Window<Key> window;
  std::size_t seen = 0;
  if (!each_shingle(text, size, window, seen, [](const Key&) {})) return false;
  if (seen > 0 && seen < kLength) keys.push_back(window.key());
  return true;
}

template bool append_shingles(const Byte*, std::size_t, Part, std::vector<NarrowKey>&);
template bool append_shingles(const Byte*, std::size_t, Part, std::vector<WideKey>&);
template bool append_short(const Byte*, std::size_t, std::vector<NarrowKey>&);
template bool append_short(const Byte*, std::size_t, std::vector<WideKey>&);

}  // namespace boussole::engine::text
