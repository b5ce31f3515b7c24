#include "reports/english.h"

#include <array>

#include "reports/digits.h"

namespace boussole::reports::english {

namespace {

constexpr digits::Separators kSeparators{",", "."};
constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

}  // namespace

std::string typeset(std::string_view text) {
  static const std::vector<std::string_view> kUnits = {"days", "day", "months", "years", "points", "point", "MB", "GB"};
  return digits::bind_units(digits::curl(text), kUnits);
}

std::string number(double value, int decimals) { return digits::fixed(value, decimals, kSeparators); }

std::string integer(std::int64_t value) { return digits::whole(value, kSeparators); }

std::string percent(double ratio, int decimals) { return number(ratio * 100, decimals) + "%"; }

std::string date(std::string_view iso) {
  const auto parsed = digits::parse_date(iso);
  if (!parsed) return std::string(iso);
  std::string out = std::to_string(parsed->day);
  out.append("\u00A0").append(kMonths[static_cast<std::size_t>(parsed->month - 1)]).append(" ");
  return out + std::to_string(parsed->year);
}

bool singular(std::int64_t n) { return n == 1 || n == -1; }

std::string list(const std::vector<std::string>& items) { return digits::join(items, " and "); }

std::string quote(std::string_view text) { return "\u201C" + std::string(text) + "\u201D"; }

}  // namespace boussole::reports::english
