#include "engine/text/fingerprint.h"

#include <bit>
#include <cstring>

namespace boussole::engine::text {
namespace {

__extension__ using Wide = unsigned __int128;

// Drawn at random: odd, with 32 bits set. They mean nothing else, and must never change: fingerprints are compared
// across releases.
constexpr std::uint64_t kKeys[5] = {0xE072BE0A79F2908FULL, 0xECC1F434944B6957ULL, 0xF84D03719091DCF7ULL,
                                    0xB45745334E081DDFULL, 0xE3F0288549F535E9ULL};

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t word(const Byte* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

struct Lanes {
  std::uint64_t a = kKeys[0], b = kKeys[1];

  void add(const Byte* at) {
    a = fold(word(at) ^ kKeys[2], word(at + 8) ^ a);
    b = fold(word(at + 16) ^ kKeys[3], word(at + 24) ^ b);
  }
};

}  // namespace

std::uint64_t fingerprint(const Byte* bytes, std::size_t size) {
  Lanes lanes;
  const Byte* const end = bytes + size;
  for (; end - bytes >= 32; bytes += 32) lanes.add(bytes);
  Byte last[32] = {};
  if (bytes != end) std::memcpy(last, bytes, static_cast<std::size_t>(end - bytes));
  lanes.add(last);
  return fold(lanes.a ^ kKeys[4], lanes.b ^ (size * kKeys[2] | 1));
}

}  // namespace boussole::engine::text
