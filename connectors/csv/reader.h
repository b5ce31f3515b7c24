#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/source.h"
#include "engine/base/error.h"

/// The CSV reader (RFC 4180, quoted newlines): parallel, streaming, bounded memory. It knows nothing of platforms.
namespace boussole::connectors::csv {

struct Limits {
  std::size_t block_bytes = std::size_t{1} << 20;    ///< read and parsed at a time, by one thread
  std::size_t record_bytes = std::size_t{64} << 20;  ///< a record longer than this is rejected
  std::size_t columns = 4096;
};

/// One record. Its fields are views into the block: the sink they were given to may keep them until it is committed.
class Record {
 public:
  std::size_t size() const { return fields_.size(); }
  /// The field's text, quotes removed and doubled quotes undone (in place, at no cost when there are none).
  std::string_view operator[](std::size_t column) const { return fields_[column].text; }
  /// Where the raw bytes of the field stand in the source (between its quotes, doubled quotes still doubled).
  std::uint64_t offset(std::size_t column) const { return fields_[column].offset; }
  std::uint32_t raw_length(std::size_t column) const { return fields_[column].raw_length; }
  bool quoted(std::size_t column) const { return fields_[column].quoted; }
  std::int64_t line() const { return line_; }  ///< of its first byte, from 1

  struct Field {
    std::string_view text;
    std::uint64_t offset = 0;
    std::uint32_t raw_length = 0;
    bool quoted = false;
  };
  std::vector<Field> fields_;
  std::int64_t line_ = 0;
};

struct Rejected {
  std::int64_t line = 0;
  std::int64_t column = 0;  ///< number of the field, from 1; 0 where the whole record is meant
  Message reason;
};

struct Header {
  std::vector<std::string> columns;  ///< as written, byte-order mark removed
  char separator = ';';
  bool byte_order_mark = false;
};

/// Gets the records of one block, in order, on one thread.
class BlockSink {
 public:
  virtual ~BlockSink() = default;
  virtual void record(const Record& record) = 0;
};

/// What one file needs: called with the header once, then for each block a fresh sink (on any thread), then `commit`
/// with the filled sinks strictly in file order (one at a time), each after the rejections of its block. How the
/// records are shared among the sinks depends on the bytes and the limits, never on the threads. A sink is dropped
/// without a commit where a malformed record shows that its block began in the wrong place: until then it must touch
/// nothing outside itself. A file without a header (`Summary::empty`) makes no call at all.
struct Handler {
  std::function<Expected<void>(const Header&)> header;
  std::function<std::unique_ptr<BlockSink>()> make_sink;
  std::function<void(std::unique_ptr<BlockSink>)> commit;
  std::function<void(const Rejected&)> reject;  ///< malformed records, in file order
};

struct Summary {
  std::string sha256;  ///< of all bytes of the source, hexadecimal
  std::uint64_t bytes = 0;
  std::int64_t records = 0;            ///< well-formed records after the header, given to sinks
  std::int64_t rejected = 0;           ///< malformed records
  bool empty = false;                  ///< no byte, or nothing but line ends: no header
  bool invalid_utf8 = false;           ///< at least one byte that is not UTF-8; the records are given all the same
  std::int64_t invalid_utf8_line = 0;  ///< the first such line
};

/// Reads one source to its end. Same calls in the same order for any number of threads.
/// A malformed record is rejected with its line: text after a closing quote, a quote never closed, too long or too many
/// fields, and then reading goes on at the line after its first, so that nothing else is lost; the wrong number of
/// fields, and then reading goes on after it. Lines with nothing on them are passed over and not counted.
/// A quote inside an unquoted field is a literal. A single column is read as text without a separator (a tab).
/// @return Error where the bytes are not CSV at all (binary, UTF-16, a web page, an unknown separator), where quotes
/// are
///         so far out of step that recovery would take hours, or where the source cannot be read
Expected<Summary> read(Source& source, const Handler& handler, unsigned threads, const Limits& limits = {});

}  // namespace boussole::connectors::csv
