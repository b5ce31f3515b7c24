#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "connectors/csv/block.h"
#include "connectors/csv/careful.h"
#include "connectors/csv/kernels.h"

namespace boussole::connectors::csv::detail {

/// Parses blocks, one at a time; each thread has its own. A regular stretch (nearly all of every file) goes the fast
/// way: marks found 64 bytes at a time, assuming that quotes only stand where RFC 4180 puts them. At a record that
/// breaks the assumption the grammar takes over for that record, then the fast way is taken again.
class BlockParser {
 public:
  BlockParser(const Shape& shape, const Kernels& kernels);

  /// Gives the records of `block` to its sink and fills the parser's part of it.
  void parse(Block& block);

 private:
  void begin(Block& block);
  void finish();
  /// From the record at `at_` on; stops at the end of the block (true) or before an irregular record.
  bool fast_run();
  bool take_marks();
  bool take_field(std::uint32_t end, bool ends_record);
  bool end_record(std::uint32_t end);
  void end_field(std::uint32_t end, bool quoted, std::uint32_t text_begin, std::uint32_t text_end);
  std::string_view without_doubles(std::uint32_t begin, std::uint32_t end);
  /// The one record at `at_` by the grammar. False where the bytes end inside it.
  bool careful_run();
  void reject(Fault fault, std::int64_t line, std::size_t field, std::size_t expected);
  void accept(std::int64_t line);
  void check_utf8(std::size_t end);

  const Shape& shape_;
  const Kernels& kernels_;
  Record record_;      ///< of the fast way: always as many fields as the header
  Record odd_record_;  ///< of the grammar
  Index index_;
  std::vector<std::uint32_t> doubled_;  ///< second quotes of the doubled pairs in the field under way

  Block* block_ = nullptr;
  const char* data_ = nullptr;
  std::size_t end_ = 0;        ///< of what the fast way reads: one more than the bytes where the last line end lacks
  std::size_t at_ = 0;         ///< first byte of the record under way
  std::int64_t line_ = 1;      ///< its line
  std::int64_t run_line_ = 1;  ///< line where the fast run began
  std::uint32_t field_begin_ = 0;
  std::size_t column_ = 0;
  std::size_t records_in_chunk_ = 0;
  std::size_t utf8_checked_ = 0;
};

}  // namespace boussole::connectors::csv::detail
