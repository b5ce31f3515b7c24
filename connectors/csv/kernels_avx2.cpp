#include <cstddef>
#include <cstdint>

#include "connectors/csv/kernels.h"
#include "connectors/csv/kernels_masks.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,popcnt,lzcnt")

namespace boussole::connectors::csv::detail {

#include "connectors/csv/index_words.inc"

namespace {

__m256i load(const char* data) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data)); }

std::uint64_t equal_bits(__m256i low, __m256i high, char byte) {
  const __m256i wanted = _mm256_set1_epi8(byte);
  const auto a = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
  const auto b = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
  return a | static_cast<std::uint64_t>(b) << 32;
}

struct Avx2Words {
  static Masks load(const char* data, char separator) {
    const __m256i low = detail::load(data);
    const __m256i high = detail::load(data + 32);
    return {equal_bits(low, high, '"'), equal_bits(low, high, separator), equal_bits(low, high, '\n')};
  }
};

Tally count(const char* data, std::size_t size) {
  Tally tally;
  std::size_t at = 0;
  for (; at + 64 <= size; at += 64) {
    const Masks masks = Avx2Words::load(data + at, '\n');
    tally.quotes += static_cast<std::uint64_t>(__builtin_popcountll(masks.quotes));
    tally.newlines += static_cast<std::uint64_t>(__builtin_popcountll(masks.newlines));
  }
  for (; at < size; ++at) {
    tally.quotes += data[at] == '"';
    tally.newlines += data[at] == '\n';
  }
  return tally;
}

// UTF-8 by table look-up (the method of Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte",
// 2021): each pair of neighbouring bytes is classed by three 16-entry tables, on the high and low half of the first
// byte and the high half of the second; a bit set in all three names an error. What the pair cannot tell, whether a
// byte is the third or fourth of its sequence, is compared apart.
constexpr char kTooShort = 1;       // a lead byte not followed by a continuation
constexpr char kTooLong = 2;        // a continuation after ASCII
constexpr char kOverlong3 = 4;      // E0 then below A0
constexpr char kSurrogate = 16;     // ED then A0 or more
constexpr char kOverlong2 = 32;     // C0 or C1
constexpr char kTooLarge1000 = 64;  // F5 and above; shares its bit with the overlong forms of four bytes
constexpr char kOverlong4 = 64;     // F0 then below 90
constexpr char kTooLarge = 8;       // F4 then 90 or more
constexpr char kTwoContinuations = static_cast<char>(-128);
constexpr char kCarry = kTooShort | kTooLong | kTwoContinuations;

__m256i twice(char a, char b, char c, char d, char e, char f, char g, char h, char i, char j, char k, char l, char m,
              char n, char o, char p) {
  return _mm256_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o,
                          p);
}

class Utf8Checker {
 public:
  // Written out: an implicit constructor would not be compiled for the instruction set chosen above.
  Utf8Checker()
      : error_(_mm256_setzero_si256()), incomplete_(_mm256_setzero_si256()), previous_(_mm256_setzero_si256()) {}
  void next(__m256i bytes) {
    if (_mm256_movemask_epi8(bytes) == 0) {
      error_ = _mm256_or_si256(error_, incomplete_);
      incomplete_ = _mm256_setzero_si256();
    } else {
      check(bytes);
    }
    previous_ = bytes;
  }
  void next_ascii(__m256i last) {
    error_ = _mm256_or_si256(error_, incomplete_);
    incomplete_ = _mm256_setzero_si256();
    previous_ = last;
  }
  bool finish() {
    error_ = _mm256_or_si256(error_, incomplete_);
    return _mm256_testz_si256(error_, error_) != 0;
  }

 private:
  template <int kBack>
  __m256i shifted(__m256i bytes) const {
    return _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(previous_, bytes, 0x21), 16 - kBack);
  }
  void check(__m256i bytes) {
    const __m256i low_half = _mm256_set1_epi8(0x0f);
    const __m256i before = shifted<1>(bytes);
    const __m256i first_high = _mm256_and_si256(_mm256_srli_epi16(before, 4), low_half);
    const __m256i first_low = _mm256_and_si256(before, low_half);
    const __m256i second_high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low_half);
    const __m256i pairs = _mm256_and_si256(_mm256_and_si256(_mm256_shuffle_epi8(by_first_high(), first_high),
                                                            _mm256_shuffle_epi8(by_first_low(), first_low)),
                                           _mm256_shuffle_epi8(by_second_high(), second_high));
    const __m256i third = _mm256_subs_epu8(shifted<2>(bytes), _mm256_set1_epi8(static_cast<char>(0xe0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(shifted<3>(bytes), _mm256_set1_epi8(static_cast<char>(0xf0 - 0x80)));
    const __m256i must_continue =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
    error_ = _mm256_or_si256(error_, _mm256_xor_si256(must_continue, pairs));
    // A lead byte too near the end: its continuations must be the next bytes.
    const char most = static_cast<char>(0xff);
    const __m256i limits =
        _mm256_setr_epi8(most, most, most, most, most, most, most, most, most, most, most, most, most, most, most, most,
                         most, most, most, most, most, most, most, most, most, most, most, most, most,
                         static_cast<char>(0xf0 - 1), static_cast<char>(0xe0 - 1), static_cast<char>(0xc0 - 1));
    incomplete_ = _mm256_subs_epu8(bytes, limits);
  }
  static __m256i by_first_high() {
    return twice(kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTwoContinuations,
                 kTwoContinuations, kTwoContinuations, kTwoContinuations, kTooShort | kOverlong2, kTooShort,
                 kTooShort | kOverlong3 | kSurrogate, kTooShort | kTooLarge | kTooLarge1000 | kOverlong4);
  }
  static __m256i by_first_low() {
    constexpr char kAbove = kCarry | kTooLarge | kTooLarge1000;
    return twice(kCarry | kOverlong3 | kOverlong2 | kOverlong4, kCarry | kOverlong2, kCarry, kCarry, kCarry | kTooLarge,
                 kAbove, kAbove, kAbove, kAbove, kAbove, kAbove, kAbove, kAbove, kAbove | kSurrogate, kAbove, kAbove);
  }
  static __m256i by_second_high() {
    constexpr char kBase = kTooLong | kOverlong2 | kTwoContinuations;
    return twice(kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort,
                 kBase | kOverlong3 | kTooLarge1000 | kOverlong4, kBase | kOverlong3 | kTooLarge,
                 kBase | kSurrogate | kTooLarge, kBase | kSurrogate | kTooLarge, kTooShort, kTooShort, kTooShort,
                 kTooShort);
  }

  __m256i error_;
  __m256i incomplete_;
  __m256i previous_;
};

bool valid_utf8(const char* data, std::size_t size) {
  Utf8Checker checker;
  std::size_t at = 0;
  for (; at + 64 <= size; at += 64) {
    const __m256i low = load(data + at);
    const __m256i high = load(data + at + 32);
    if (_mm256_movemask_epi8(_mm256_or_si256(low, high)) == 0) {
      checker.next_ascii(high);
    } else {
      checker.next(low);
      checker.next(high);
    }
  }
  if (at < size) {
    alignas(32) char rest[64] = {};
    __builtin_memcpy(rest, data + at, size - at);
    checker.next(load(rest));
    checker.next(load(rest + 32));
  }
  return checker.finish();
}

constexpr Kernels kAvx2{count, index_words<Avx2Words>, valid_utf8, "avx2"};

}  // namespace

#pragma GCC pop_options

const Kernels* avx2_kernels() {
  const bool present = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  return present ? &kAvx2 : nullptr;
}

}  // namespace boussole::connectors::csv::detail

#else

namespace boussole::connectors::csv::detail {
const Kernels* avx2_kernels() { return nullptr; }
}  // namespace boussole::connectors::csv::detail

#endif
