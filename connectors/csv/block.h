#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "connectors/csv/arena.h"
#include "connectors/csv/kernels.h"
#include "connectors/csv/reader.h"

namespace boussole::connectors::csv::detail {

/// What every record of a file must look like.
struct Shape {
  char separator = ';';
  std::size_t columns = 0;
  Limits limits;
};

/// A stretch of the file that begins with a record, and what was made of it. Its bytes are never changed, so they can
/// be hashed before or after they are parsed, and parsed again.
struct Block {
  // What the feeder fills.
  std::unique_ptr<char[]> bytes;  ///< `capacity` bytes and then kPadding
  std::size_t capacity = 0;
  std::size_t size = 0;      ///< bytes held
  std::size_t cut = 0;       ///< bytes to parse; the rest opens the next block
  std::size_t fresh = 0;     ///< bytes before this one were already in an earlier block: not to be hashed again
  std::uint64_t offset = 0;  ///< of the first byte in the source
  std::int64_t line = 1;     ///< of the first byte
  bool skip_line = false;    ///< opens inside a line that is already rejected: parsing begins at the next one
  bool last = false;         ///< nothing follows

  // What the parser makes.
  std::unique_ptr<BlockSink> sink;
  std::vector<Rejected> rejected;
  Arena arena;
  std::int64_t records = 0;
  std::size_t parsed = 0;        ///< bytes parsed: less than `cut` where the last record needs bytes beyond
  std::int64_t parsed_line = 1;  ///< line of the first byte not parsed
  bool line_goes_on = false;     ///< `parsed` stands inside a line that is already rejected
  std::uint64_t rescanned = 0;   ///< bytes gone through in vain by malformed records
  std::optional<std::int64_t> invalid_utf8_line;

  /// Room for `wanted` bytes; those held stay.
  void reserve(std::size_t wanted);
  void release() {
    bytes.reset();
    capacity = 0;
  }
  std::string_view text() const { return {bytes.get(), size}; }
};

/// A file whose malformed records cost more than this to step over is given up (quotes that open and close out of
/// step on every line make the work grow with the square of the size).
inline std::uint64_t rescan_budget(const Limits& limits) { return std::uint64_t{32} * limits.record_bytes; }

}  // namespace boussole::connectors::csv::detail
