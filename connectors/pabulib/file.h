#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

/// The text of a Pabulib file (`.pb`): three sections, each with a header line, fields parted by semicolons (Stolicki,
/// Szufa and Talmon 2020, "Pabulib: A Participatory Budgeting Library"). Columns are found by name: their order varies
/// from file to file.
namespace boussole::connectors::pabulib {

enum class Section : std::uint8_t { meta, projects, votes };

/// One row seen through its section's header. Its fields are there until the next row.
class Row {
 public:
  Row(Section section, std::int64_t line, std::span<const std::string> header, std::span<const std::string_view> fields)
      : section_(section), line_(line), header_(header), fields_(fields) {}

  Section section() const { return section_; }
  std::int64_t line() const { return line_; }
  std::span<const std::string> header() const { return header_; }
  std::span<const std::string_view> fields() const { return fields_; }
  /// Whether it has as many fields as its header.
  bool whole() const { return fields_.size() == header_.size(); }
  bool has(std::string_view column) const { return place(column) < header_.size(); }
  /// Where the column stands; as many as there are columns where there is none.
  std::size_t place(std::string_view column) const;
  /// The trimmed cell; empty where there is no such column, or for the words that mean nothing ("None", "\N").
  std::string_view operator[](std::string_view column) const { return at(place(column)); }
  /// The same by its place: what is asked of every row is found once.
  std::string_view at(std::size_t place) const;

 private:
  Section section_;
  std::int64_t line_;
  std::span<const std::string> header_;
  std::span<const std::string_view> fields_;
};

/// The section that a line names, white space around it dropped.
std::optional<Section> section_named(std::string_view line);

/// Calls `row` with every row of the sections before the ballots, in order, and `ballots` with what follows the header
/// of the ballots. Byte-order mark, CR and blank lines are passed over.
/// @param ballots  gets the header, the rest of the text and the number of its first line; gives how many bytes and
///                 lines of it were rows of ballots
/// @return Error where the text does not begin with META, a section comes twice, or one is missing
struct Taken {
  std::size_t bytes = 0;
  std::int64_t lines = 0;
};
Expected<void> read_rows(
    std::string_view text, const std::string& file, const std::function<void(const Row&)>& row,
    const std::function<Taken(std::span<const std::string>, std::string_view, std::int64_t)>& ballots);

/// The fields of one line, and the texts of those that could not stay as they were written.
struct LineFields {
  std::vector<std::string_view> fields;
  std::deque<std::string> unquoted;
};

/// The fields of one line. A field that begins with a quote ends at its closing quote, doubled quotes undone; where
/// none closes it before a semicolon or the end, the quote is a character.
void split_fields(std::string_view line, LineFields& into);

}  // namespace boussole::connectors::pabulib
