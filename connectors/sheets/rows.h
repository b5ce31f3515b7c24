#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/sheets/workbook.h"
#include "connectors/sheets/xml.h"

namespace boussole::connectors::sheets {

/// Cells that are shown as one, over several rows.
struct Merged {
  std::uint32_t column = 0, first = 0, last = 0;  ///< rows from 1
};

/// What a person must know of how a sheet was read.
struct SheetCounts {
  std::int64_t errors = 0;      ///< cells with #N/A, #REF! …: read as empty
  std::int64_t uncomputed = 0;  ///< formulas without a stored result: read as empty
  std::int64_t repeated = 0;    ///< cells that a merged cell covers and that were given its value
};

/// Turns the rows of a sheet into lines of CSV. Row n stands on line n: where a cell has line ends they become U+2028,
/// and empty rows are empty lines. Short rows are filled up to the header's width; longer ones stay longer, so that the
/// CSV reader refuses them and says where.
class RowWriter final : public XmlHandler {
 public:
  RowWriter(const Workbook& workbook, std::string name, std::vector<Merged> merged);

  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  const Error* failure() const override { return failed_ ? &error_ : nullptr; }

  std::string out;  ///< CSV so far; the reader takes it and leaves it empty
  const SheetCounts& counts() const { return counts_; }

 private:
  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  void end_row();
  void repeat_merged();
  void write_row(std::size_t cells);
  void write_cell(std::string_view cell, bool always_quote);
  std::string_view cell_text();
  void fail(Text what);

  const Workbook& workbook_;
  std::string name_;
  std::vector<Merged> merged_;
  std::map<std::size_t, std::string> merged_values_;  ///< by place in `merged_`
  std::vector<std::size_t> open_merges_;
  std::size_t next_merge_ = 0;
  std::vector<std::string> cells_;
  std::size_t used_ = 0;  ///< cells of this row that are filled
  std::uint32_t row_ = 0, column_ = 0;
  std::size_t width_ = 0;  ///< of the header; 0 before it
  std::string type_, value_, scratch_;
  std::size_t style_ = 0;
  bool in_value_ = false, has_value_ = false, has_formula_ = false, failed_ = false;
  int guides_ = 0;
  SheetCounts counts_;
  Error error_;
};

}  // namespace boussole::connectors::sheets
