#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "connectors/csv/reader.h"

namespace boussole::connectors::csv::detail {

/// The beginning of a file: its header, and whether it is a CSV at all.
struct Head {
  Header header;
  bool empty = false;            ///< no byte, or nothing but line ends
  std::vector<char> bytes;       ///< all that was read
  std::size_t end = 0;           ///< of the header among them
  std::int64_t line = 1;         ///< where the records begin
  std::int64_t header_line = 1;  ///< where the header begins
};

/// Reads as much of `source` as the header needs, and at least 64 KiB.
/// @return Error where the bytes are no CSV, with what to do
Expected<Head> read_head(Source& source, const Limits& limits);

}  // namespace boussole::connectors::csv::detail
