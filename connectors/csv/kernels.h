#pragma once

#include <cstddef>
#include <cstdint>

/// The loops that touch every byte, one version for each kind of processor, chosen when the program runs.
/// All versions give identical results; a test holds them against each other.
namespace boussole::connectors::csv::detail {

/// Bytes that must be readable after the end of every buffer given to the kernels; their values do not matter.
inline constexpr std::size_t kPadding = 128;

/// Most bytes that one call of `index` may be given.
inline constexpr std::size_t kIndexBytes = 8192;

struct Tally {
  std::uint64_t quotes = 0;
  std::uint64_t newlines = 0;
};

/// What `index` carries from one stretch of bytes to the next. The initial value stands at the start of a record.
struct IndexState {
  std::uint64_t inside = 0;         ///< all ones while inside quotes
  std::uint64_t after_end = 1;      ///< 1 when the byte before ended a field, or at the start
  std::uint64_t after_closing = 0;  ///< 1 when the byte before was a closing quote
  std::uint32_t lines = 0;          ///< line ends met so far, quoted ones included
};

/// Where things stand in a stretch of bytes, in order of position.
struct Index {
  std::uint32_t marks_count = 0;
  std::uint32_t records_count = 0;
  bool irregular = false;  ///< stopped at a quote where a regular file has none
  /// Field ends (separators and line ends outside quotes) and the second quote of each doubled pair.
  std::uint32_t marks[kIndexBytes + 4];
  /// For each line end outside quotes, the line ends met up to it, itself included.
  std::uint32_t lines[kIndexBytes];
};

struct Kernels {
  /// Quotes and line ends among `size` bytes.
  Tally (*count)(const char* data, std::size_t size);
  /// Marks of data[begin, end), positions counted from `data`. `end - begin` is at most kIndexBytes, and a multiple of
  /// 64 unless it is the last stretch. Assumes regular quoting: a field that opens with a quote, closes with one just
  /// before its end, and has only doubled quotes between; at the first quote that breaks this the index stops.
  void (*index)(const char* data, std::size_t begin, std::size_t end, char separator, IndexState& state, Index& out);
  /// Is this whole and valid UTF-8 (Unicode 15, table 3-7)?
  bool (*valid_utf8)(const char* data, std::size_t size);
  const char* name;
};

/// The fastest version that this processor can run.
const Kernels& kernels();
/// The plain version, which runs anywhere.
const Kernels& plain_kernels();
/// Nothing where the processor has no AVX2.
const Kernels* avx2_kernels();

/// Position of the first byte that begins no valid UTF-8 sequence, or `size`.
std::size_t first_invalid_utf8(const char* data, std::size_t size);

}  // namespace boussole::connectors::csv::detail
