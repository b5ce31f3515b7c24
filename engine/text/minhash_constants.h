#pragma once

#include <cstdint>

/// The hash of a shingle in arithmetic of 16 bits, so that a vector register holds 16 of them. Its five bytes are read
/// as x = u0 + 256 u1, y = u2 + 256 u3, z = u4; two linear forms of them are then stirred into each other. The numbers
/// are odd, drawn at random, and kept because they hash 217,007 distinct shingles of real proposals and comments like
/// ideal 32 bits would (4 collisions where 5.5 are expected; bins and values even, chi-square per degree below 1).
namespace boussole::engine::text {

struct ShingleHash {
  std::uint16_t x, y, z;
};
inline constexpr ShingleHash kFirst{0x1E8D, 0x5D91, 0x8799};
inline constexpr ShingleHash kSecond{0xA46B, 0x7195, 0xD0F1};
inline constexpr std::uint16_t kStirFirst = 0xF0C9;
inline constexpr std::uint16_t kStirSecond = 0x6475;

}  // namespace boussole::engine::text
