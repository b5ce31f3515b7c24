#include "reports/digits.h"

#include <cassert>
#include <charconv>
#include <cmath>

namespace boussole::reports::digits {

bool digit_byte(char c) { return c >= '0' && c <= '9'; }

/// Bytes of a multi-byte character count as letters: accented letters are what they nearly always are.
bool letter_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

namespace {

std::string group(std::string_view figures, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (i != 0 && (figures.size() - i) % 3 == 0) out += separator;
    out += figures[i];
  }
  return out;
}

bool all_zero(std::string_view figures) { return figures.find_first_not_of("0.") == std::string_view::npos; }

}  // namespace

std::string fixed(double value, int decimals, const Separators& separators) {
  assert(std::isfinite(value) && decimals >= 0 && decimals <= 12);
  std::array<char, 400> buffer{};  // the longest finite double has 309 digits before the point
  const double magnitude = std::fabs(value);
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::fixed, decimals);
  const std::string_view figures(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t point = figures.find('.');
  std::string out;
  if (value < 0 && !all_zero(figures)) out += kMinus;
  out += group(figures.substr(0, point), separators.thousands);
  if (point != std::string_view::npos) {
    out += separators.decimal;
    out += figures.substr(point + 1);
  }
  return out;
}

std::string whole(std::int64_t value, const Separators& separators) {
  std::string figures = std::to_string(value);
  const bool negative = figures.front() == '-';
  if (negative) figures.erase(0, 1);
  return (negative ? std::string(kMinus) : std::string()) + group(figures, separators.thousands);
}

std::optional<Date> parse_date(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return std::nullopt;
  auto read = [&](std::size_t from, std::size_t length, int& out) {
    const char* first = iso.data() + from;
    const auto parsed = std::from_chars(first, first + length, out);
    return parsed.ec == std::errc() && parsed.ptr == first + length && digit_byte(*first);
  };
  Date date;
  if (!read(0, 4, date.year) || !read(5, 2, date.month) || !read(8, 2, date.day)) return std::nullopt;
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return std::nullopt;
  return date;
}

std::string join(const std::vector<std::string>& items, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += i + 1 == items.size() ? last : std::string_view(", ");
    out += items[i];
  }
  return out;
}

std::string curl(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = i > 0 && i + 1 < text.size();
    if (text[i] == '\'' && inside && letter_byte(text[i - 1]) && letter_byte(text[i + 1])) {
      out += "\u2019";
    } else if (text.substr(i, 3) == "..." && text.substr(i, 4) != "....") {
      out += "\u2026";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string bind_units(std::string_view text, const std::vector<std::string_view>& units) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool bound = false;
    if (text[i] == ' ' && i > 0 && digit_byte(text[i - 1])) {
      for (std::string_view unit : units) {
        const std::size_t after = i + 1 + unit.size();
        const bool whole_word = after >= text.size() || !(letter_byte(text[after]) || digit_byte(text[after]));
        if (text.substr(i + 1, unit.size()) == unit && whole_word) bound = true;
      }
    }
    if (bound)
      out += "\u00A0";
    else
      out += text[i];
  }
  return out;
}

}  // namespace boussole::reports::digits
