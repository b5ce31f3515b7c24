#include "connectors/mapped/values.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cmath>
#include <limits>

#include "connectors/csv/values.h"

namespace boussole::connectors::mapped {

namespace {

/// Spaces between groups of digits: plain, no-break, narrow, thin.
std::string without_spaces(std::string_view cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const std::string_view rest = cell.substr(i);
    if (rest.starts_with(' ') || rest.starts_with('\'')) continue;
    if (rest.starts_with("\xC2\xA0")) {
      i += 1;
    } else if (rest.starts_with("\xE2\x80\xAF") || rest.starts_with("\xE2\x80\x89") ||
               rest.starts_with("\xE2\x80\x99")) {
      i += 2;
    } else {
      out += cell[i];
    }
  }
  return out;
}

/// Drops what stands before the first and after the last digit (a sign excepted): currencies, "env.", a unit.
std::string digits_only(std::string text) {
  const auto first = text.find_first_of("0123456789");
  if (first == std::string::npos) return {};
  const bool minus = first > 0 && text[first - 1] == '-';
  const auto last = text.find_last_of("0123456789");
  for (std::size_t i = first; i <= last; ++i)
    if (std::string_view("0123456789.,").find(text[i]) == std::string_view::npos) return {};
  return (minus ? "-" : "") + text.substr(first, last - first + 1);
}

}  // namespace

namespace {

/// The letters from U+00C0 to U+00FF without their accents, in lower case; 0 for those that are not that simple.
constexpr std::string_view kLatin("aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y", 64);

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#' || c == '%';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The same as below for what most cells are made of: ASCII, and letters with an accent of western languages.
bool folded_simply(std::string_view text, std::string& out) {
  bool space = false;
  char before = ' ';  // as it stands in the text; an accent where the letter had one
  const auto put = [&](char c) {
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x80) {
      if (c != '\xC3' || i + 1 == text.size()) return false;
      const auto second = static_cast<unsigned char>(text[++i]);
      const char plain = second >= 0x80 && second < 0xC0 ? kLatin[second - 0x80U] : '\0';
      if (plain == '\0') return false;
      put(plain);
      before = '\'';
      continue;
    }
    const bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') || is_digit(before);
    const bool sign = (c == '-' || c == '+') && i + 1 < text.size() && is_digit(text[i + 1]) && !letter;
    if (is_word(c) || sign) {
      put(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    } else {
      space = true;
    }
    before = c;
  }
  return true;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string simple;
  if (folded_simply(text, simple)) return simple;
  return folded_by_tables(text);
}

std::string folded_by_tables(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString apart = U_SUCCESS(status) ? nfkd->normalize(source, status) : source;
  apart.foldCase();
  icu::UnicodeString out;
  bool space = false;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    // A sign is part of its number: -1 and 1 are two things.
    const bool sign = (c == '-' || c == '+') && i + 1 < apart.length() && u_isdigit(apart.char32At(i + 1)) &&
                      (i == 0 || !u_isalnum(apart.char32At(i - 1)));
    const bool word = u_isalnum(c) || sign || c == '#' || c == '%' || c == 0x20AC;
    if (!word) {
      space = true;
      continue;
    }
    if (space && !out.isEmpty()) out.append(static_cast<UChar32>(' '));
    space = false;
    out.append(c);
  }
  std::string utf8;
  out.toUTF8String(utf8);
  return utf8;
}

std::optional<std::int64_t> whole_of(std::string_view cell) {
  const std::string plain = without_spaces(csv::trimmed(cell));
  if (const auto number = csv::parse_integer(plain)) return number;
  const auto decimal = csv::parse_decimal(plain);
  constexpr double kExact = 9'007'199'254'740'992.0;
  if (!decimal || *decimal != std::trunc(*decimal) || std::abs(*decimal) > kExact) return std::nullopt;
  return static_cast<std::int64_t>(*decimal);
}

std::optional<double> amount_of(std::string_view cell) {
  std::string plain = digits_only(without_spaces(csv::trimmed(cell)));
  const auto comma = plain.rfind(','), point = plain.rfind('.');
  if (comma != std::string::npos) {
    const bool last = point == std::string::npos || comma > point;
    const bool thousands = plain.size() - comma == 4 && point == std::string::npos;
    const bool decimal = last && !thousands && plain.find(',') == comma;
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      if (plain[i] == ',') {
        if (decimal && i == comma) out += '.';
      } else if (plain[i] != '.' || !decimal) {
        out += plain[i];
      }
    }
    plain = out;
  }
  return csv::parse_decimal(plain);
}

std::optional<bool> truth_of(std::string_view cell) {
  if (const auto known = csv::parse_bool(cell)) return known;
  const std::string word = folded(cell);
  for (const std::string_view yes : {"oui", "vrai", "x", "ja", "si", "o", "y"})
    if (word == yes) return true;
  for (const std::string_view no : {"non", "faux", "nein", "n"})
    if (word == no) return false;
  return std::nullopt;
}

std::vector<std::string_view> parts_of(std::string_view cell, std::string_view separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = separator.empty() ? cell.size() : std::min(cell.find(separator, at), cell.size());
    const std::string_view part = csv::trimmed(cell.substr(at, end - at));
    if (!part.empty()) out.push_back(part);
    at = end + std::max<std::size_t>(separator.size(), 1);
  }
  return out;
}

}  // namespace boussole::connectors::mapped
