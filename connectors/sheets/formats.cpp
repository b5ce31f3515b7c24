#include "connectors/sheets/formats.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/json/writer.h"

namespace boussole::connectors::sheets {

namespace {

constexpr std::uint32_t kMostColumns = 16'384;
constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::int64_t kDay = 86'400;
/// Last day of the year 9999, counted from 1899-12-30.
constexpr double kLastSerial = 2'958'465;
constexpr double kExactIntegers = 9'007'199'254'740'992.0;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What stands between brackets: a lapse of time is "[h]", "[mm]"; anything else is a colour, a locale or a condition.
bool is_lapse(std::string_view bracket) {
  if (bracket.empty()) return false;
  for (const char c : bracket)
    if (lower(c) != 'h' && lower(c) != 'm' && lower(c) != 's') return false;
  return true;
}

struct Day {
  std::int64_t year = 0, month = 0, day = 0;
};

/// The calendar date of a number of days since 1970-01-01 (Hinnant 2013, "chrono-compatible low-level date
/// algorithms").
Day civil(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t of_era = days - era * 146'097;
  const std::int64_t year = (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  return {year + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
          of_year - (153 * month + 2) / 5 + 1};
}

std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

std::string clock(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
}

}  // namespace

NumberKind kind_of_format(std::string_view code) {
  code = code.substr(0, code.find(';'));  // the form of positive numbers
  if (code == "General") return NumberKind::number;
  bool moment = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = lower(code[i]);
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      if (is_lapse(code.substr(i + 1, end - i - 1))) return NumberKind::number;
      i = end;
    } else if (c == 'y' || c == 'd' || c == 'm' || c == 'h' || c == 's') {
      moment = true;
    } else if (c == '0' || c == '#' || c == '?') {
      // Digits of a number: only the fraction of a second ("ss.000") has them beside a time.
      if (!moment) return NumberKind::number;
    }
  }
  return moment ? NumberKind::moment : NumberKind::number;
}

NumberKind kind_of_builtin(int id) {
  const bool moment =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
  return moment ? NumberKind::moment : NumberKind::number;
}

std::optional<std::string> moment_text(double serial, bool from_1904) {
  if (!(serial >= 0) || serial > kLastSerial) return std::nullopt;
  std::int64_t seconds = std::llround(serial * static_cast<double>(kDay));
  std::int64_t day = seconds / kDay;
  seconds %= kDay;
  if (day == 0) return clock(seconds);
  if (from_1904) {
    day += 1'462;
    if (day > static_cast<std::int64_t>(kLastSerial)) return std::nullopt;
  } else if (day < 60) {
    ++day;  // before the 29 February that never was
  }
  const Day date = civil(day - 25'569);
  std::string text = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
  if (seconds != 0) text += " " + clock(seconds);
  return text;
}

std::optional<std::string> number_text(std::string_view lexeme) {
  while (!lexeme.empty() && (lexeme.front() == ' ' || lexeme.front() == '\n')) lexeme.remove_prefix(1);
  while (!lexeme.empty() && (lexeme.back() == ' ' || lexeme.back() == '\n')) lexeme.remove_suffix(1);
  double value = 0;
  const auto [end, problem] = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), value);
  if (problem != std::errc() || end != lexeme.data() + lexeme.size() || !std::isfinite(value)) return std::nullopt;
  if (value == std::trunc(value) && std::abs(value) < kExactIntegers)
    return std::to_string(static_cast<std::int64_t>(value));
  return json::shortest(value);
}

std::string_view without_escapes(std::string_view text, std::string& scratch) {
  if (text.find("_x") == std::string_view::npos) return text;
  scratch.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const std::string_view rest = text.substr(i);
    const bool escape = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
                        std::from_chars(rest.data() + 2, rest.data() + 6, code, 16).ptr == rest.data() + 6;
    if (escape && code < 0x80) {
      scratch += static_cast<char>(code);
      i += 6;
    } else {
      scratch += text[i];
    }
  }
  return scratch;
}

std::optional<Place> place_of(std::string_view reference) {
  Place place;
  std::size_t i = 0;
  for (; i < reference.size() && lower(reference[i]) >= 'a' && lower(reference[i]) <= 'z'; ++i) {
    place.column = place.column * 26 + static_cast<std::uint32_t>(lower(reference[i]) - 'a' + 1);
    if (place.column > kMostColumns) return std::nullopt;
  }
  const char* end = reference.data() + reference.size();
  if (i == 0 || std::from_chars(reference.data() + i, end, place.row).ptr != end) return std::nullopt;
  if (place.row == 0 || place.row > kMostRows) return std::nullopt;
  --place.column;
  return place;
}

}  // namespace boussole::connectors::sheets
