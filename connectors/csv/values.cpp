#include "connectors/csv/values.h"

#include <charconv>
#include <cmath>
#include <cstddef>

namespace boussole::connectors::csv {
namespace {

constexpr std::int64_t kFirstYear = 1990;
constexpr std::int64_t kLastYear = 2100;

/// Days from 1970-01-01 to a date of the Gregorian calendar: years are counted from March, so that the day that is
/// sometimes missing comes last, and 400 years are 146,097 days.
constexpr std::int64_t days_from_epoch(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::int64_t y = month > 2 ? year : year - 1;
  const std::int64_t m = month > 2 ? month - 3 : month + 9;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719'468;
}
static_assert(days_from_epoch(1970, 1, 1) == 0 && days_from_epoch(2000, 3, 1) == 11'017);

constexpr std::int64_t days_in(std::int64_t year, std::int64_t month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What is left of a cell, taken from the front.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool next_is(char wanted) const { return !text_.empty() && text_.front() == wanted; }
  bool take(char wanted) {
    if (!next_is(wanted)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(wanted.size());
    return true;
  }
  /// Exactly `count` digits.
  bool digits(std::size_t count, std::int64_t& value) {
    if (text_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text_[i])) return false;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return true;
  }
  std::size_t leading_digits() const {
    std::size_t count = 0;
    while (count < text_.size() && is_digit(text_[count])) ++count;
    return count;
  }
  void skip(std::size_t count) { text_.remove_prefix(count); }

 private:
  std::string_view text_;
};

struct Date {
  std::int64_t year = 0;
  std::int64_t month = 0;
  std::int64_t day = 0;
  bool day_first = false;

  bool exists() const { return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month); }
};

bool take_date(Cursor& cursor, Date& date) {
  const std::size_t digits = cursor.leading_digits();
  // Years beyond 9999 are written by real exports; they are implausible, not unreadable.
  if (digits >= 4 && digits <= 6)
    return cursor.digits(digits, date.year) && cursor.take('-') && cursor.digits(2, date.month) && cursor.take('-') &&
           cursor.digits(2, date.day);
  if (digits < 1 || digits > 2) return false;
  date.day_first = true;
  if (!cursor.digits(digits, date.day)) return false;
  const char between = cursor.next_is('/') ? '/' : '.';
  if (!cursor.take(between)) return false;
  const std::size_t month_digits = cursor.leading_digits();
  return month_digits >= 1 && month_digits <= 2 && cursor.digits(month_digits, date.month) && cursor.take(between) &&
         cursor.digits(4, date.year);
}

/// "HH:MM" or "HH:MM:SS", the latter with a fraction after a point or comma.
bool take_clock(Cursor& cursor, std::int64_t& seconds) {
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  std::int64_t last = 0;
  if (!cursor.digits(2, hours) || !cursor.take(':') || !cursor.digits(2, minutes)) return false;
  if (cursor.take(':')) {
    if (!cursor.digits(2, last)) return false;
    if (cursor.take('.') || cursor.take(',')) {
      if (cursor.leading_digits() == 0) return false;
      cursor.skip(cursor.leading_digits());
    }
  }
  seconds = hours * 3600 + minutes * 60 + last;
  return hours <= 23 && minutes <= 59 && last <= 60;  // 60: a leap second
}

/// "Z", " UTC", "+01:00", " +0100", "+01" or nothing (UTC).
bool take_zone(Cursor& cursor, std::int64_t& ahead) {
  ahead = 0;
  cursor.take(' ');
  if (cursor.done() || cursor.take('Z') || cursor.take("UTC") || cursor.take("GMT")) return true;
  const bool west = cursor.next_is('-');
  if (!cursor.take('+') && !cursor.take('-')) return false;
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  if (!cursor.digits(2, hours)) return false;
  if ((cursor.take(':') || !cursor.done()) && !cursor.digits(2, minutes)) return false;
  ahead = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
  return hours <= 15 && minutes <= 59;
}

bool same_letters(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((text[i] | 0x20) != lower[i]) return false;
  return true;
}

}  // namespace

TimeReading read_time(std::string_view cell) {
  Cursor cursor(trimmed(cell));
  if (cursor.done()) return {Reading::empty, std::nullopt};
  Date date;
  if (!take_date(cursor, date) || !date.exists()) return {};
  std::int64_t clock = 0;
  std::int64_t ahead = 0;
  if (!cursor.done()) {
    const bool parted = cursor.take(' ') || (!date.day_first && cursor.take('T'));
    if (!parted || !take_clock(cursor, clock) || !take_zone(cursor, ahead) || !cursor.done()) return {};
  }
  if (date.year < kFirstYear || date.year > kLastYear) return {Reading::implausible, std::nullopt};
  return {Reading::ok, days_from_epoch(date.year, date.month, date.day) * 86'400 + clock - ahead};
}

OptionalTime parse_time(std::string_view cell) { return read_time(cell).time; }

std::optional<std::int64_t> parse_integer(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_decimal(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<bool> parse_bool(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  if (text == "1" || same_letters(text, "true") || same_letters(text, "yes")) return true;
  if (text == "0" || same_letters(text, "false") || same_letters(text, "no")) return false;
  return std::nullopt;
}

}  // namespace boussole::connectors::csv
