#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/text/minhash.h"
#include "engine/text/minhash_constants.h"

namespace boussole::engine::text {
namespace {

/// For each set of bytes to drop among eight: the order that packs the others to the front.
constexpr std::array<std::array<Byte, 8>, 256> packings() {
  std::array<std::array<Byte, 8>, 256> table{};
  for (unsigned drop = 0; drop < 256; ++drop) {
    std::size_t count = 0;
    for (Byte i = 0; i < 8; ++i)
      if ((drop >> i & 1U) == 0) table[drop][count++] = i;
  }
  return table;
}
alignas(64) constexpr std::array<std::array<Byte, 8>, 256> kPackings = packings();

[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i load(const Byte* at) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}
/// A number in all lanes. Read from memory: the compiler would build anew, for each block, those that find no register.
struct alignas(32) Lanes {
  std::array<std::uint16_t, 16> numbers;
};
consteval Lanes lanes(std::uint16_t number) {
  Lanes all{};
  all.numbers.fill(number);
  return all;
}
template <std::uint16_t kNumber>
inline constexpr Lanes kAll = lanes(kNumber);

template <std::uint16_t kNumber>
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i all() {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(kAll<kNumber>.numbers.data()));
}

[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline void pack8(__m128i eight, std::uint32_t drop, Byte* out) {
  const __m128i order = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(kPackings[drop].data()));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(eight, order));
}

/// Units of 32 bytes of text, given also as seen one byte earlier and later. Returns where the next ones go.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline Byte* units_of_block(__m256i x, __m256i before,
                                                                                   __m256i after, Byte* out) {
  const __m256i parity = _mm256_slli_epi16(_mm256_and_si256(before, _mm256_set1_epi8(1)), 6);
  const __m256i middle = _mm256_and_si256(_mm256_srli_epi16(before, 1), _mm256_set1_epi8(0x1F));
  const __m256i beyond = _mm256_cmpgt_epi8(_mm256_setzero_si256(), x);
  const __m256i units = _mm256_xor_si256(x, _mm256_and_si256(_mm256_xor_si256(parity, middle), beyond));
  const auto drop = static_cast<std::uint32_t>(
      _mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(0xC0)), after)));
  const __m128i low = _mm256_castsi256_si128(units), high = _mm256_extracti128_si256(units, 1);
  pack8(low, drop & 0xFF, out);
  pack8(_mm_srli_si128(low, 8), drop >> 8 & 0xFF, out + 8 - std::popcount(drop & 0xFF));
  pack8(high, drop >> 16 & 0xFF, out + 16 - std::popcount(drop & 0xFFFF));
  pack8(_mm_srli_si128(high, 8), drop >> 24, out + 24 - std::popcount(drop & 0xFFFFFF));
  return out + 32 - std::popcount(drop);
}

struct Hashed {
  __m256i value, bin;
};

template <ShingleHash kBy>
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i linear(__m256i x, __m256i y, __m256i z) {
  return _mm256_add_epi16(_mm256_add_epi16(_mm256_mullo_epi16(x, all<kBy.x>()), _mm256_mullo_epi16(y, all<kBy.y>())),
                          _mm256_mullo_epi16(z, all<kBy.z>()));
}

/// Sixteen shingles at once: the lanes of x, y and z are theirs.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline Hashed hash(__m256i x, __m256i y, __m256i z) {
  __m256i first = linear<kFirst>(x, y, z), second = linear<kSecond>(x, y, z);
  first = _mm256_mullo_epi16(_mm256_xor_si256(first, _mm256_srli_epi16(second, 7)), all<kStirFirst>());
  first = _mm256_xor_si256(first, _mm256_srli_epi16(first, 8));
  second = _mm256_mullo_epi16(_mm256_add_epi16(second, first), all<kStirSecond>());
  return {first, _mm256_srli_epi16(second, 10)};
}

/// Eight entries (bin << 16 | value), those whose lane of `keep` is set, packed to the front. Returns where the next
/// go.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline std::uint32_t* keep8(__m256i entries, __m256i keep,
                                                                                   std::uint32_t* out) {
  const auto kept = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(keep)));
  const auto* order = reinterpret_cast<const __m128i*>(kPackings[~kept & 0xFF].data());
  const __m256i packed = _mm256_permutevar8x32_epi32(entries, _mm256_cvtepu8_epi32(_mm_loadl_epi64(order)));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), packed);
  return out + std::popcount(kept);
}

/// The 32 shingles that begin at `at` and the 31 bytes after it: entries of values up to `most`, in any order. Returns
/// where the next go; writes up to 8 entries more.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline std::uint32_t* hash_block(const Byte* at, __m256i most,
                                                                                        std::uint32_t* out) {
  for (int odd = 0; odd < 2; ++odd) {
    const Byte* from = at + odd;
    const Hashed hashed = hash(load(from), load(from + 2), _mm256_and_si256(load(from + 4), all<0xFF>()));
    const __m256i keep = _mm256_cmpeq_epi16(_mm256_min_epu16(hashed.value, most), hashed.value);
    out = keep8(_mm256_unpacklo_epi16(hashed.value, hashed.bin), _mm256_unpacklo_epi16(keep, keep), out);
    out = keep8(_mm256_unpackhi_epi16(hashed.value, hashed.bin), _mm256_unpackhi_epi16(keep, keep), out);
  }
  return out;
}

/// Each entry to the minimum of its bin. Apart and without the vector instructions on purpose: with them, the compiler
/// takes each minimum through a vector register and needs twice the time.
[[gnu::noinline]] void keep_least(const std::uint32_t* entries, std::size_t count, std::uint32_t* least) {
#pragma GCC unroll 4
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t& bin = least[entries[i] >> 16];
    bin = std::min(bin, entries[i]);
  }
}

}  // namespace

[[gnu::target("avx2,bmi,popcnt")]] std::size_t units_avx2(const Byte* text, std::size_t size, Byte* out) {
  if (size < 34) return units_scalar(text, size, out);
  Byte* to = out;
  std::size_t i = 0;
  // The first byte of the text is never a continuation, so what stands before it does not matter.
  Byte first[33] = {};
  std::memcpy(first + 1, text, 32);
  to = units_of_block(load(first + 1), load(first), load(text + 1), to);
  for (i = 32; i + 33 <= size; i += 32) to = units_of_block(load(text + i), load(text + i - 1), load(text + i + 1), to);
  Byte last[66] = {};
  const std::size_t left = size - i;
  std::memcpy(last, text + i - 1, left + 1);
  Byte* const end = units_of_block(load(last + 1), load(last), load(last + 2), to);
  return static_cast<std::size_t>(end - out) - (32 - left);
}

[[gnu::target("avx2,bmi,popcnt")]] void bins_avx2(const Byte* units, std::size_t count, std::uint16_t most,
                                                  Bins& bins) {
  if (count < kShingle + 31) return bins_scalar(units, count, most, bins);
  alignas(64) std::uint32_t least[64];
  std::memset(least, 0xFF, sizeof least);
  constexpr std::size_t kChunk = 1024;
  alignas(64) std::uint32_t entries[kChunk + 48];
  const std::size_t shingles = count - kShingle + 1;
  const __m256i kept = _mm256_set1_epi16(static_cast<short>(most));
  std::uint32_t* to = entries;
  for (std::size_t i = 0; i < shingles; i += 32) {
    // The last block begins earlier and takes some shingles twice, which changes no minimum.
    to = hash_block(units + std::min(i, shingles - 32), kept, to);
    if (to < entries + kChunk && i + 32 < shingles) continue;
    keep_least(entries, static_cast<std::size_t>(to - entries), least);
    to = entries;
  }
  for (std::size_t b = 0; b < bins.size(); ++b) bins[b] = static_cast<std::uint16_t>(least[b]);
}

}  // namespace boussole::engine::text

#endif
