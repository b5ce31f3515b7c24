#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What French and English share: correctly rounded digits, grouping, ISO dates, lists. Signs and separators differ
/// and are arguments.
namespace boussole::reports::digits {

struct Separators {
  std::string_view thousands;
  std::string_view decimal;
};

inline constexpr std::string_view kMinus = "\u2212";

/// Fixed notation with `decimals` digits (0 to 12) after the separator, correctly rounded from the binary value;
/// a result that rounds to zero has no sign. `value` must be finite.
std::string fixed(double value, int decimals, const Separators& separators);

std::string whole(std::int64_t value, const Separators& separators);

struct Date {
  int year = 0, month = 0, day = 0;  ///< month and day count from 1
};

/// The first ten characters of an ISO date or date-time, checked for month and day range.
std::optional<Date> parse_date(std::string_view iso);

/// "a, b<last>c".
std::string join(const std::vector<std::string>& items, std::string_view last);

/// ' between letters becomes ’, three points become …: true of both languages.
std::string curl(std::string_view text);

/// No-break space between a digit and a unit that follows it after a plain space.
std::string bind_units(std::string_view text, const std::vector<std::string_view>& units);

bool letter_byte(char c);
bool digit_byte(char c);

}  // namespace boussole::reports::digits
