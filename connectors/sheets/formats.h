#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a number in a cell means by its format, and how it is written as text.
namespace boussole::connectors::sheets {

enum class NumberKind : std::uint8_t {
  number,
  moment,  ///< a date, a time of day, or both
};

/// Whether a format code shows a date or a time ("dd/mm/yyyy", "[$-40C]d mmmm yyyy"): quoted words, escaped characters,
/// colours and locales are no part of it. A lapse of time ("[h]:mm") is a number.
NumberKind kind_of_format(std::string_view code);

/// The same for the formats that are known by their number only (ECMA-376, part 1, 18.8.30).
NumberKind kind_of_builtin(int id);

/// Days since the first day of the workbook as "2023-05-02", "2023-05-02 10:30:00" or, below one day, "10:30:00".
/// @param from_1904  the other of the two first days; the first one counts a 29 February 1900 that never was
/// @return nothing for a number before the first day or after the year 9999
std::optional<std::string> moment_text(double serial, bool from_1904);

/// "12" for 12.0 and 1.2E1, else the shortest decimal that reads back the same; nothing for what is no number.
std::optional<std::string> number_text(std::string_view lexeme);

/// Undoes the "_x000D_" by which workbooks write control characters; the result stands in `scratch` where there are
/// any.
std::string_view without_escapes(std::string_view text, std::string& scratch);

/// "BC12" → column 54, row 12 (columns from 0, rows from 1); nothing where it is no place.
struct Place {
  std::uint32_t column = 0, row = 0;
};
std::optional<Place> place_of(std::string_view reference);

}  // namespace boussole::connectors::sheets
