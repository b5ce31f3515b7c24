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

/// A byte in all lanes. Read from memory: the block loop needs more of them than there are registers, and the compiler
/// would build the others anew for each block.
struct alignas(32) Lanes {
  std::array<Byte, 32> bytes;
};
consteval Lanes lanes(int byte) {
  Lanes all{};
  all.bytes.fill(static_cast<Byte>(byte));
  return all;
}
template <int kByte>
inline constexpr Lanes kAll = lanes(kByte);

/// What is known of 32 bytes, one bit a byte.
struct Classes {
  std::uint32_t stop;          ///< not for the block loop
  std::uint32_t space;         ///< white space
  std::uint32_t word;          ///< of a letter or digit
  std::uint32_t continuation;  ///< second and later bytes of a character
};

/// The state of the walker while blocks are taken, where the compiler keeps it in registers.
struct Run {
  const Byte* at;
  Byte* out;
  std::uint32_t words, characters;
  std::uint32_t in_word, gap;  ///< 0 or 1
  __m256i tag, entity;         ///< what begins markup; where nothing does, what is special anyway
};

[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline std::uint32_t bits(__m256i mask) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(mask));
}
template <int kByte>
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i all() {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(kAll<kByte>.bytes.data()));
}
/// Bytes from kFirst to kFirst + kCount - 1: shifted to the top of the signed range, one comparison tells.
template <int kFirst, int kCount>
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i between(__m256i x) {
  return _mm256_cmpgt_epi8(_mm256_add_epi8(x, all<(0x180 - kFirst - kCount) & 0xFF>()), all<0x7F - kCount>());
}

/// Two kinds of characters beyond ASCII pass in blocks, since French is full of them: letters of Latin-1 (C3 80 to
/// C3 BF without the two signs among them) and general punctuation (E2 80 90 to E2 80 A7: dashes, quotes, ellipsis).
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline Classes classify(const Run& run, __m256i x) {
  const std::uint32_t continuation = bits(_mm256_cmpgt_epi8(all<0xC0>(), x));
  const std::uint32_t sign = bits(_mm256_cmpeq_epi8(_mm256_andnot_si256(all<0x20>(), x), all<0x97>()));
  const std::uint32_t latin = bits(_mm256_cmpeq_epi8(x, all<0xC3>())) & (continuation & ~sign) >> 1;
  const std::uint32_t punctuation = bits(_mm256_cmpeq_epi8(x, all<0xE2>())) &
                                    bits(_mm256_cmpeq_epi8(x, all<0x80>())) >> 1 & bits(between<0x90, 0x18>(x)) >> 2;
  const std::uint32_t letters = latin | latin << 1;
  const std::uint32_t known = letters | punctuation | punctuation << 1 | punctuation << 2;
  const __m256i small = _mm256_or_si256(x, all<0x20>());
  const __m256i special =
      _mm256_or_si256(_mm256_cmpeq_epi8(x, all<0x7F>()),
                      _mm256_or_si256(_mm256_cmpeq_epi8(x, run.tag), _mm256_cmpeq_epi8(x, run.entity)));
  Classes classes{};
  classes.continuation = continuation;
  classes.space = bits(_mm256_cmpeq_epi8(_mm256_min_epu8(x, all<0x20>()), x));
  classes.word = bits(_mm256_or_si256(between<'a', 26>(small), between<'0', 10>(x))) | letters;
  // White space beside white space is for a step as well: it is dropped.
  classes.stop = (bits(x) & ~known) | bits(special) | (classes.space & (classes.space << 1 | run.gap));
  return classes;
}

/// Capitals of ASCII and, after C3, of Latin-1 lowered; white space made spaces.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline __m256i lowered(__m256i x) {
  const __m256i previous = _mm256_alignr_epi8(x, _mm256_permute2x128_si256(x, x, 0x08), 15);
  const __m256i capital = between<'A', 26>(x);
  const __m256i accented =
      _mm256_and_si256(_mm256_cmpeq_epi8(previous, all<0xC3>()), _mm256_cmpgt_epi8(all<0x9F>(), x));
  const __m256i flips = _mm256_and_si256(_mm256_or_si256(capital, accented), all<0x20>());
  return _mm256_max_epu8(_mm256_or_si256(x, flips), all<0x20>());
}

/// Counts and writes the first `length` of 32 bytes, none of which needs a step.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline void take(Run& run, __m256i x, const Classes& classes,
                                                                        unsigned length) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(run.out), lowered(x));
  const auto taken = static_cast<std::uint32_t>((std::uint64_t{1} << length) - 1);
  const std::uint32_t starts = classes.word & ~(classes.word << 1 | run.in_word);
  run.words += static_cast<std::uint32_t>(std::popcount(starts & taken));
  run.characters += static_cast<std::uint32_t>(std::popcount(~classes.continuation & taken));
  run.in_word = classes.word >> (length - 1) & 1;
  run.gap = classes.space >> (length - 1) & 1;
  run.at += length;
  run.out += length;
}

/// Takes blocks as long as nothing in them needs a step. A block that is taken whole moves the position by a constant:
/// the next one need not wait for its classes.
[[gnu::target("avx2,bmi,popcnt"), gnu::always_inline]] inline void take_blocks(Run& run, const Byte* end) {
  while (end - run.at >= 32) {
    const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(run.at));
    const Classes classes = classify(run, x);
    if (classes.stop == 0) {
      take(run, x, classes, 32);
      continue;
    }
    const auto length = static_cast<unsigned>(std::countr_zero(classes.stop));
    if (length > 0) take(run, x, classes, length);
    // A sequence cut by the end of a block is whole in the next one: only an earlier stop is worth a step.
    if (length < 30) return;
  }
  const auto left = static_cast<std::size_t>(end - run.at);
  if (left == 0) return;
  alignas(32) Byte last[32] = {};
  std::memcpy(last, run.at, left);
  const __m256i x = _mm256_load_si256(reinterpret_cast<const __m256i*>(last));
  const Classes classes = classify(run, x);
  const auto length = static_cast<unsigned>(std::countr_zero(classes.stop | std::uint32_t{1} << left));
  if (length > 0) take(run, x, classes, length);
}

/// The same on a walker.
[[gnu::target("avx2,bmi,popcnt")]] void take_blocks(Walker& walker) {
  const __m256i none = all<0x7F>();
  Run run{walker.at,
          walker.out,
          walker.words,
          walker.characters,
          walker.in_word ? 1U : 0U,
          walker.gap ? 1U : 0U,
          walker.rules.tags ? all<'<'>() : none,
          walker.rules.entities ? all<'&'>() : none};
  take_blocks(run, walker.end);
  walker.at = run.at;
  walker.out = run.out;
  walker.words = run.words;
  walker.characters = run.characters;
  walker.in_word = run.in_word != 0;
  walker.gap = run.gap != 0;
}

}  // namespace

[[gnu::target("avx2,bmi,popcnt")]] Normal normalise_avx2(std::string_view raw, NormalRules rules, Byte* out) {
  Walker walker(raw, rules, out);
  while (!walker.done()) {
    take_blocks(walker);
    if (walker.done()) break;
    do walker.step();
    while (!walker.done() && kSlow[*walker.at]);
  }
  return walker.result();
}

}  // namespace boussole::engine::text

#endif
