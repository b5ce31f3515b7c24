#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/optional_value.h"

/// What one cell says, as a time, a number or a truth. Nothing here allocates, throws or depends on the locale.
/// Spaces around a value are passed over; anything else that does not belong makes it unreadable, never a guess.
namespace boussole::connectors::csv {

enum class Reading : std::uint8_t {
  ok,
  empty,        ///< nothing but spaces
  unreadable,   ///< in no known form
  implausible,  ///< well formed, but its year is outside 1990 to 2100
};

struct TimeReading {
  Reading reading = Reading::unreadable;
  OptionalTime time;  ///< filled exactly where `reading` is ok
};

/// Forms: `2018-01-09 16:20:06 UTC`, `2018-01-25 09:58:24 +0100`, `2021-03-04 18:00:00` (no zone: UTC), `2023-05-02`
/// (midnight UTC), ISO 8601 with `T`, `Z`, `+01:00`, `+01` and a fraction of a second (dropped), `dd/mm/yyyy` and
/// `dd.mm.yyyy`, alone or with `HH:MM` or `HH:MM:SS`. The calendar is checked: 31 April is unreadable.
TimeReading read_time(std::string_view cell);

/// The time alone, where it is readable and plausible.
OptionalTime parse_time(std::string_view cell);

/// Decimal digits with an optional minus, within 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view cell);

/// A decimal number with a point, with or without exponent; never infinite, never "not a number".
std::optional<double> parse_decimal(std::string_view cell);

/// true/false, yes/no, 1/0, in any case.
std::optional<bool> parse_bool(std::string_view cell);

/// Exports put an apostrophe before = + - @ so that spreadsheets see text. It is dropped there, and only there.
inline std::string_view undo_formula_guard(std::string_view cell) {
  if (cell.size() < 2 || cell[0] != '\'') return cell;
  const char next = cell[1];
  return next == '=' || next == '+' || next == '-' || next == '@' ? cell.substr(1) : cell;
}

/// `cell` without the spaces, tabs and line ends around it. Most have none, and every cell passes here.
inline std::string_view trimmed(std::string_view cell) {
  const auto blank = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
  };
  while (!cell.empty() && blank(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && blank(cell.back())) cell.remove_suffix(1);
  return cell;
}

}  // namespace boussole::connectors::csv
