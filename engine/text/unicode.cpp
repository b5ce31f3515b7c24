#include "engine/text/unicode.h"

#include <algorithm>
#include <iterator>

#include "engine/text/word_ranges.h"

namespace boussole::engine::text {
namespace {

constexpr std::array<std::uint64_t, 1024> word_bits() {
  std::array<std::uint64_t, 1024> bits{};
  for (const Range& range : kWordRanges)
    for (std::uint32_t code = range.first; code <= range.last; ++code)
      bits[code >> 6] |= std::uint64_t{1} << (code & 63);
  return bits;
}

bool is_even(char32_t code) { return (code & 1) == 0; }

char32_t lower_latin(char32_t code) {
  if (code <= 0xDE) return code >= 0xC0 && code != 0xD7 ? code + 0x20 : code;
  if (code < 0x100) return code;
  if (code == 0x130) return U'i';
  if (code <= 0x137 || (code >= 0x14A && code <= 0x177)) return is_even(code) ? code + 1 : code;
  if (code == 0x178) return 0xFF;
  if (code <= 0x17E) return code != 0x138 && !is_even(code) && code != 0x149 ? code + 1 : code;
  if (code >= 0x1CD && code <= 0x1DC) return is_even(code) ? code : code + 1;
  const bool pairs = (code >= 0x1DE && code <= 0x1EF) || (code >= 0x1F8 && code <= 0x21F) ||
                     (code >= 0x222 && code <= 0x233) || (code >= 0x246 && code <= 0x24F);
  return pairs && is_even(code) ? code + 1 : code;
}

char32_t lower_greek(char32_t code) {
  if (code >= 0x391 && code <= 0x3AB && code != 0x3A2) return code + 0x20;
  if (code == 0x3C2) return 0x3C3;
  if (code == 0x386) return 0x3AC;
  if (code >= 0x388 && code <= 0x38A) return code + 37;
  if (code == 0x38C) return 0x3CC;
  if (code == 0x38E || code == 0x38F) return code + 63;
  if (code == 0x3CF) return 0x3D7;
  return code >= 0x3D8 && code <= 0x3EF && is_even(code) ? code + 1 : code;
}

char32_t lower_cyrillic(char32_t code) {
  if (code <= 0x40F) return code + 80;
  if (code <= 0x42F) return code + 32;
  if (code == 0x4C0) return 0x4CF;
  if (code >= 0x4C1 && code <= 0x4CE) return is_even(code) ? code : code + 1;
  const bool pairs = (code >= 0x460 && code <= 0x481) || (code >= 0x48A && code <= 0x52F);
  return pairs && code != 0x4CF && is_even(code) ? code + 1 : code;
}

bool is_continuation(Byte byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

constinit const std::array<std::uint64_t, 1024> kWordBits = word_bits();

bool is_word_beyond(char32_t code) {
  const auto* range = std::partition_point(std::begin(kWordRangesBeyond), std::end(kWordRangesBeyond),
                                           [code](const Range& r) { return r.last < code; });
  return range != std::end(kWordRangesBeyond) && range->first <= code;
}

char32_t lower(char32_t code) {
  if (code < 0x80) return code >= U'A' && code <= U'Z' ? code + 0x20 : code;
  if (code < 0x250) return lower_latin(code);
  if (code >= 0x370 && code < 0x400) return lower_greek(code);
  if (code >= 0x400 && code < 0x530) return lower_cyrillic(code);
  if (code >= 0x531 && code <= 0x556) return code + 48;
  if (code == 0x1E9E) return 0xDF;
  if ((code >= 0x1E00 && code <= 0x1E95) || (code >= 0x1EA0 && code <= 0x1EFF)) return is_even(code) ? code + 1 : code;
  return code >= 0xFF21 && code <= 0xFF3A ? code + 0x20 : code;
}

Decoded decode_beyond_ascii(const Byte* at, const Byte* end) {
  const Byte lead = at[0];
  // How many bytes follow, and the bounds of the first of them: no overlong form, no surrogate, no more than U+10FFFF.
  std::uint32_t follow = 0;
  Byte low = 0x80, high = 0xBF;
  char32_t code = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    follow = 1;
    code = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    follow = 2;
    code = lead & 0x0FU;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    follow = 3;
    code = lead & 0x07U;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1};
  }
  for (std::uint32_t i = 1; i <= follow; ++i) {
    if (at + i >= end || !is_continuation(at[i]) || (i == 1 && (at[i] < low || at[i] > high))) return {kReplacement, i};
    code = code << 6 | (at[i] & 0x3FU);
  }
  return {code, follow + 1};
}

}  // namespace boussole::engine::text
