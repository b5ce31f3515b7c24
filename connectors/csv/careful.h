#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "connectors/csv/arena.h"
#include "connectors/csv/reader.h"
#include "connectors/csv/rejections.h"

/// The grammar itself, one record at a time and one byte after the other: for the header, and for the records that are
/// too odd for the fast path. A quote inside an unquoted field is a literal; a lone carriage return is text.
namespace boussole::connectors::csv::detail {

struct Outcome {
  enum class Kind {
    complete,    ///< a record: its fields are filled
    blank,       ///< a line with nothing on it
    malformed,   ///< see `fault`; `next` is the line after the first line of the record
    needs_more,  ///< the bytes end inside the record
  };
  Kind kind = Kind::needs_more;
  std::size_t next = 0;  ///< where the next record begins
  Fault fault = Fault::none;
  std::size_t field = 0;      ///< of the fault, from 1
  std::size_t scanned = 0;    ///< bytes gone through
  bool line_goes_on = false;  ///< malformed, and the end of its first line lies beyond the bytes
};

/// Reads the record at the start of `text`.
/// @param offset  of `text` in the source, for the fields' offsets
/// @param last    nothing follows `text`
Outcome careful_record(std::string_view text, std::uint64_t offset, bool last, char separator, const Limits& limits,
                       Arena& arena, Record& record);

/// Size of `text` without the last character where that may be cut short.
std::size_t whole_characters(std::string_view text);

/// `raw` with doubled quotes made single.
std::string_view undo_doubled_quotes(std::string_view raw, Arena& arena);

}  // namespace boussole::connectors::csv::detail
