#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// Just enough of Unicode for the hot path, in tables of our own, so that fingerprints do not depend on the version of
/// a library. Private to the room.
namespace boussole::engine::text {

using Byte = unsigned char;

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code = 0;
  std::uint32_t length = 0;  ///< bytes read, >= 1
};

/// The code point of at least two bytes at `at` (*at >= 0x80). Anything that is not UTF-8 becomes U+FFFD: one for each
/// longest piece that could have begun a valid sequence (Unicode, section 3.9).
Decoded decode_beyond_ascii(const Byte* at, const Byte* end);

inline Decoded decode(const Byte* at, const Byte* end) {
  return *at < 0x80 ? Decoded{*at, 1} : decode_beyond_ascii(at, end);
}

/// Writes 1 to 4 bytes; `code` is a Unicode scalar value.
inline std::size_t encode(char32_t code, Byte* out) {
  if (code < 0x80) {
    out[0] = static_cast<Byte>(code);
    return 1;
  }
  if (code < 0x800) {
    out[0] = static_cast<Byte>(0xC0 | code >> 6);
    out[1] = static_cast<Byte>(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = static_cast<Byte>(0xE0 | code >> 12);
    out[1] = static_cast<Byte>(0x80 | (code >> 6 & 0x3F));
    out[2] = static_cast<Byte>(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = static_cast<Byte>(0xF0 | code >> 18);
  out[1] = static_cast<Byte>(0x80 | (code >> 12 & 0x3F));
  out[2] = static_cast<Byte>(0x80 | (code >> 6 & 0x3F));
  out[3] = static_cast<Byte>(0x80 | (code & 0x3F));
  return 4;
}

/// Simple lower case (one code point to one) of Latin (with extended A, most of B and additional), Greek, Cyrillic,
/// Armenian and full-width letters. Two choices of ours: a dotted capital I is i, a final sigma is a sigma, so that
/// lowered capitals and small letters meet. Never longer in UTF-8 than the capital.
char32_t lower(char32_t code);

/// White space, control characters included.
inline bool is_space(char32_t code) {
  return code <= 0x20 || (code >= 0x7F && code <= 0xA0 && (code == 0x7F || code == 0x85 || code == 0xA0)) ||
         code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
         code == 0x205F || code == 0x3000;
}

/// Characters that show nothing and separate nothing: soft hyphen, zero width space, byte-order mark.
inline bool is_invisible(char32_t code) { return code == 0xAD || code == 0x200B || code == 0xFEFF; }

/// The combining marks that make composed letters (diacritical marks, U+0300 to U+036F).
inline bool is_combining(char32_t code) { return code >= 0x300 && code <= 0x36F; }

extern const std::array<std::uint64_t, 1024> kWordBits;
bool is_word_beyond(char32_t code);

/// Letters, digits and marks: what words are made of.
inline bool is_word(char32_t code) {
  return code < 0x10000 ? (kWordBits[code >> 6] >> (code & 63) & 1) != 0 : is_word_beyond(code);
}

}  // namespace boussole::engine::text
