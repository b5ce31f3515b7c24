#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Hashes that are the same on every machine. They name things (paths, categories, contents); people are named by
/// `Pseudonyms`, which takes a key.
namespace boussole::connectors {

/// Mixes two words into one (the high and the low half of their product).
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x2d358dccaa6c78a5ULL) * (b ^ 0x8bb84b93962eacc9ULL);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint32_t load_little_endian_4(const char* bytes) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, 4);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
  return word;
}

/// Up to eight bytes as a number, the first one lowest. Ids are short, and a copy of a length that is not known
/// beforehand would be a call: four to seven bytes are two words that overlap, and fewer are looked at one by one.
inline std::uint64_t load_little_endian(const char* bytes, std::size_t count) {
  const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * at); };
  if (count < 4) return count == 0 ? 0 : byte(0) | byte(count / 2) | byte(count - 1);
  if (count < 8) {
    const std::uint64_t first = load_little_endian_4(bytes), last = load_little_endian_4(bytes + count - 4);
    return first | (last << (8 * (count - 4)));
  }
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

inline std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) {
  std::uint64_t state = mix(seed ^ 0x9e3779b97f4a7c15ULL, bytes.size() + 1);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; at += 8, left -= 8) state = mix(state, load_little_endian(at, 8));
  if (left > 0) state = mix(state, load_little_endian(at, left) ^ (std::uint64_t{left} << 59));
  return mix(state, 0xd6e8feb86659fd93ULL);
}

}  // namespace boussole::connectors
