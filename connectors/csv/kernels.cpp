#include "connectors/csv/kernels.h"

#include <cstring>

#include "connectors/csv/kernels_masks.h"

namespace boussole::connectors::csv::detail {

#include "connectors/csv/index_words.inc"

namespace {

/// One bit for each of 8 bytes equal to `byte`, lowest byte first, with ordinary 64-bit arithmetic.
std::uint64_t equal_bits(std::uint64_t word, std::uint64_t byte) {
  constexpr std::uint64_t kLow = 0x7f7f7f7f7f7f7f7fU;
  const std::uint64_t difference = word ^ (byte * 0x0101010101010101U);
  const std::uint64_t high = ~(((difference & kLow) + kLow) | difference | kLow);  // 0x80 where equal
  return (high >> 7) * 0x0102040810204080U >> 56;
}

struct PlainWords {
  static Masks load(const char* data, char separator) {
    Masks masks;
    for (unsigned i = 0; i < 8; ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, data + std::size_t{8} * i, 8);
      masks.quotes |= equal_bits(word, '"') << (8 * i);
      masks.separators |= equal_bits(word, static_cast<unsigned char>(separator)) << (8 * i);
      masks.newlines |= equal_bits(word, '\n') << (8 * i);
    }
    return masks;
  }
};

Tally count(const char* data, std::size_t size) {
  Tally tally;
  for (std::size_t i = 0; i < size; ++i) {
    tally.quotes += data[i] == '"';
    tally.newlines += data[i] == '\n';
  }
  return tally;
}

/// Length of the valid sequence at `s`, of `left` bytes; 0 where there is none (Unicode 15, table 3-7).
std::size_t sequence_length(const unsigned char* s, std::size_t left) {
  const auto follows = [&](std::size_t i, unsigned low, unsigned high) {
    return i < left && s[i] >= low && s[i] <= high;
  };
  const unsigned first = s[0];
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1, 0x80, 0xbf) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const unsigned low = first == 0xe0 ? 0xa0 : 0x80;   // no overlong form
    const unsigned high = first == 0xed ? 0x9f : 0xbf;  // no surrogate
    return follows(1, low, high) && follows(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const unsigned low = first == 0xf0 ? 0x90 : 0x80;
    const unsigned high = first == 0xf4 ? 0x8f : 0xbf;  // nothing above U+10FFFF
    return follows(1, low, high) && follows(2, 0x80, 0xbf) && follows(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

bool valid_utf8(const char* data, std::size_t size) { return first_invalid_utf8(data, size) == size; }

constexpr Kernels kPlain{count, index_words<PlainWords>, valid_utf8, "plain"};

}  // namespace

std::size_t first_invalid_utf8(const char* data, std::size_t size) {
  std::size_t at = 0;
  while (at < size) {
    std::uint64_t word = 0;
    if (at + 8 <= size && (std::memcpy(&word, data + at, 8), (word & 0x8080808080808080U) == 0)) {
      at += 8;
      continue;
    }
    const std::size_t length = sequence_length(reinterpret_cast<const unsigned char*>(data) + at, size - at);
    if (length == 0) return at;
    at += length;
  }
  return size;
}

const Kernels& plain_kernels() { return kPlain; }

const Kernels& kernels() {
  const Kernels* fast = avx2_kernels();
  return fast != nullptr ? *fast : kPlain;
}

}  // namespace boussole::connectors::csv::detail
