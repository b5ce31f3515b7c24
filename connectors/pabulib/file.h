#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

/// The text of a Pabulib file (`.pb`): three sections, each with a header line, fields parted by semicolons (Stolicki,
/// Szufa and Talmon 2020, "Pabulib: A Participatory Budgeting Library"). Columns are found by name: their order varies
/// from file to file.
namespace boussole::connectors::pabulib {

enum class Section : std::uint8_t { meta, projects, votes };

/// One row seen through its section's header.
class Row {
 public:
  Row(Section section, std::int64_t line, const std::vector<std::string>& header,
      const std::vector<std::string>& fields)
      : section_(section), line_(line), header_(header), fields_(fields) {}

  Section section() const { return section_; }
  std::int64_t line() const { return line_; }
  const std::vector<std::string>& header() const { return header_; }
  const std::vector<std::string>& fields() const { return fields_; }
  /// Whether it has as many fields as its header.
  bool whole() const { return fields_.size() == header_.size(); }
  bool has(std::string_view column) const;
  /// The trimmed cell; empty where there is no such column, or for the words that mean nothing ("None", "\N").
  std::string_view operator[](std::string_view column) const;

 private:
  Section section_;
  std::int64_t line_;
  const std::vector<std::string>& header_;
  const std::vector<std::string>& fields_;
};

/// Calls `row` with every row of every section, in order. Byte-order mark, CR and blank lines are passed over.
/// @return Error where the text does not begin with META, a section comes twice, or one is missing
Expected<void> read_rows(std::string_view text, const std::string& file, const std::function<void(const Row&)>& row);

/// The fields of one line. A field that begins with a quote ends at its closing quote, doubled quotes undone; where
/// none closes it before a semicolon or the end, the quote is a character.
std::vector<std::string> split_fields(std::string_view line);

}  // namespace boussole::connectors::pabulib
