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

inline std::uint64_t load_little_endian(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
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
