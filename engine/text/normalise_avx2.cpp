#if defined(__x86_64__)

#include <immintrin.h>

#include <bit>
#include <cstring>

#include "engine/text/normalise.h"
#include "engine/text/walker.h"

namespace boussole::engine::text {
namespace {

/// Bytes that the block loop never takes as the first of a run.
constexpr std::array<bool, 256> slow_bytes() {
  std::array<bool, 256> slow{};
  for (std::size_t c = 0; c < 256; ++c)
    slow[c] = c <= 0x20 || c == '<' || c == '&' || (c >= 0x7F && c != 0xC3 && c != 0xE2);
  return slow;
}
constexpr std::array<bool, 256> kSlow = slow_bytes();

/// What is known of 32 bytes, one bit a byte.
struct Classes {
  std::uint32_t stop;          ///< not for the block loop
  std::uint32_t space;         ///< white space
  std::uint32_t word;          ///< of a letter or digit
  std::uint32_t continuation;  ///< second and later bytes of a character
};

[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline std::uint32_t bits(__m256i mask) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(mask));
}
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i all(int byte) {
  return _mm256_set1_epi8(static_cast<char>(byte));
}
/// Bytes from `first` to `first + count - 1`: shifted to the top of the signed range, one comparison tells.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i between(__m256i x, int first, int count) {
  return _mm256_cmpgt_epi8(_mm256_add_epi8(x, all(0x80 - first - count)), all(0x7F - count));
}

/// Two kinds of characters beyond ASCII pass in blocks, since French is full of them: letters of Latin-1 (C3 80 to
/// C3 BF without the two signs among them) and general punctuation (E2 80 90 to E2 80 A7: dashes, quotes, ellipsis).
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline Classes classify(__m256i x, bool tags, bool entities) {
  const std::uint32_t high = bits(x);
  const std::uint32_t continuation = bits(_mm256_cmpgt_epi8(all(0xC0), x));
  const std::uint32_t sign = bits(_mm256_cmpeq_epi8(_mm256_andnot_si256(all(0x20), x), all(0x97)));
  const std::uint32_t latin = bits(_mm256_cmpeq_epi8(x, all(0xC3))) & (continuation & ~sign) >> 1;
  const std::uint32_t punctuation = bits(_mm256_cmpeq_epi8(x, all(0xE2))) & bits(_mm256_cmpeq_epi8(x, all(0x80))) >> 1 &
                                    bits(between(x, 0x90, 0x18)) >> 2;
  const std::uint32_t letters = latin | latin << 1;
  const std::uint32_t known = letters | punctuation | punctuation << 1 | punctuation << 2;
  Classes classes{};
  classes.continuation = continuation;
  classes.space = bits(_mm256_cmpeq_epi8(_mm256_min_epu8(x, all(0x20)), x));
  const __m256i small = _mm256_or_si256(x, all(0x20));
  classes.word = bits(_mm256_or_si256(between(small, 'a', 26), between(x, '0', 10))) | letters;
  __m256i special = _mm256_cmpeq_epi8(x, all(0x7F));
  if (tags) special = _mm256_or_si256(special, _mm256_cmpeq_epi8(x, all('<')));
  if (entities) special = _mm256_or_si256(special, _mm256_cmpeq_epi8(x, all('&')));
  classes.stop = (high & ~known) | bits(special);
  return classes;
}

/// Capitals of ASCII and, after C3, of Latin-1 lowered; white space made spaces.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i lowered(__m256i x) {
  const __m256i previous = _mm256_alignr_epi8(x, _mm256_permute2x128_si256(x, x, 0x08), 15);
  const __m256i capital = between(x, 'A', 26);
  const __m256i accented = _mm256_and_si256(_mm256_cmpeq_epi8(previous, all(0xC3)), _mm256_cmpgt_epi8(all(0x9F), x));
  const __m256i flips = _mm256_and_si256(_mm256_or_si256(capital, accented), all(0x20));
  return _mm256_max_epu8(_mm256_or_si256(x, flips), all(0x20));
}

/// Takes what it can of the next 32 bytes. Returns how many.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline unsigned take_block(Walker& walker) {
  const auto left = static_cast<std::size_t>(walker.end - walker.at);
  __m256i x;
  std::uint64_t stop = std::uint64_t{1} << 32;
  if (left >= 32) {
    x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(walker.at));
  } else {
    alignas(32) Byte last[32] = {};
    std::memcpy(last, walker.at, left);
    x = _mm256_load_si256(reinterpret_cast<const __m256i*>(last));
    stop = std::uint64_t{1} << left;
  }
  const Classes classes = classify(x, walker.rules.tags, walker.rules.entities);
  const std::uint32_t doubled = classes.space & (classes.space << 1 | (walker.gap ? 1U : 0U));
  stop |= classes.stop | doubled;
  const auto length = static_cast<unsigned>(std::countr_zero(stop));
  if (length == 0) return 0;
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(walker.out), lowered(x));
  const auto taken = static_cast<std::uint32_t>((std::uint64_t{1} << length) - 1);
  const std::uint32_t starts = classes.word & ~(classes.word << 1 | (walker.in_word ? 1U : 0U));
  walker.words += static_cast<std::uint32_t>(std::popcount(starts & taken));
  walker.characters += static_cast<std::uint32_t>(std::popcount(~classes.continuation & taken));
  walker.in_word = (classes.word >> (length - 1) & 1) != 0;
  walker.gap = (classes.space >> (length - 1) & 1) != 0;
  walker.at += length;
  walker.out += length;
  return length;
}

}  // namespace

[[gnu::target("avx2,bmi,popcnt")]] Normal normalise_avx2(std::string_view raw, NormalRules rules, Byte* out) {
  Walker walker(raw, rules, out);
  while (!walker.done()) {
    // A sequence cut by the end of a block is whole in the next one: only an early stop is worth a step.
    const unsigned length = take_block(walker);
    if (length >= 30 || walker.done()) continue;
    do walker.step();
    while (!walker.done() && kSlow[*walker.at]);
  }
  return walker.result();
}

}  // namespace boussole::engine::text

#endif
