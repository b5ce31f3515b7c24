#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "examples/synthetic/value.h"

namespace boussole::synthetic {

/// Appends one field as Ruby's CSV writes it: nil is nothing, an empty text is `""`, and quotes stand only around a
/// text with the separator, a quote, a line end, or a blank at its beginning. Quotes inside are doubled.
void append_field(std::string& out, const std::optional<std::string>& text, char separator);

/// The columns of a file in order of first appearance.
class Columns {
 public:
  /// The column's place, added at the end where it is new.
  std::size_t place(const std::string& key);
  /// The column's place, or size() where it is unknown.
  std::size_t find(const std::string& key) const;
  std::size_t size() const { return keys_.size(); }
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  std::vector<std::string> keys_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// A data set held in memory: its header is the ordered union of the keys of its rows.
class Table {
 public:
  void add(std::vector<Cell> row);
  std::size_t rows() const { return rows_.size(); }
  const Columns& columns() const { return columns_; }
  /// The file's bytes; a single line end where there is no row.
  std::string csv(char separator) const;

 private:
  struct Placed {
    std::size_t column;
    std::optional<std::string> text;
  };
  Columns columns_;
  std::vector<std::vector<Placed>> rows_;
};

/// A data set written as it comes, for exports too large for memory. The header is given beforehand.
class StreamedTable {
 public:
  StreamedTable(std::ostream& out, Columns columns, char separator);
  /// False, and nothing written, where a cell belongs to no column.
  bool add(const std::vector<Cell>& row);
  std::size_t rows() const { return rows_; }

 private:
  std::ostream& out_;
  Columns columns_;
  char separator_;
  std::size_t rows_ = 0;
  std::vector<const Cell*> line_;
  std::string buffer_;
};

}  // namespace boussole::synthetic
