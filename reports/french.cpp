#include "reports/french.h"

#include <array>

#include "reports/digits.h"

namespace boussole::reports::french {

namespace {

constexpr std::string_view kNoBreak = "\u00A0";
constexpr std::string_view kNarrow = "\u202F";
constexpr std::string_view kOpen = "\u00AB";   // «
constexpr std::string_view kClose = "\u00BB";  // »
constexpr digits::Separators kSeparators{kNarrow, ","};
constexpr std::array<std::string_view, 12> kMonths = {"janvier",   "février", "mars",     "avril",
                                                      "mai",       "juin",    "juillet",  "août",
                                                      "septembre", "octobre", "novembre", "décembre"};

bool ends_with_space(std::string_view text) {
  return text.ends_with(' ') || text.ends_with(kNoBreak) || text.ends_with(kNarrow);
}

void drop_spaces(std::string& text) {
  for (;;) {
    if (text.ends_with(' '))
      text.pop_back();
    else if (text.ends_with(kNoBreak))
      text.resize(text.size() - kNoBreak.size());
    else if (text.ends_with(kNarrow))
      text.resize(text.size() - kNarrow.size());
    else
      return;
  }
}

/// A mark glued to a word is punctuation only where the word ends: a space, the end, or a closing sign follows.
bool word_ends(std::string_view rest) {
  return rest.empty() || rest.front() == ' ' || rest.front() == '\n' || rest.front() == ')' ||
         rest.starts_with(kClose) || rest.starts_with(kNoBreak) || rest.starts_with(kNarrow);
}

bool takes_mark(const std::string& out) {
  return !out.empty() &&
         (digits::letter_byte(out.back()) || digits::digit_byte(out.back()) || out.back() == ')' || out.back() == '%');
}

void put_mark(std::string& out, char mark, std::string_view rest) {
  const bool spaced = ends_with_space(out);
  const std::size_t before = out.size();
  if (spaced) drop_spaces(out);
  const bool at_start = out.empty() || out.back() == '\n' || out.back() == '(';
  const bool double_mark = !out.empty() && (out.back() == '?' || out.back() == '!') && !spaced;
  if (at_start)
    out.append(spaced && before > 0 ? " " : "");
  else if (!double_mark && (spaced || (takes_mark(out) && word_ends(rest))))
    out += mark == ':' ? kNoBreak : kNarrow;
  out += mark;
}

std::string_view skip_spaces(std::string_view rest) {
  for (;;) {
    if (rest.starts_with(' '))
      rest.remove_prefix(1);
    else if (rest.starts_with(kNoBreak))
      rest.remove_prefix(kNoBreak.size());
    else if (rest.starts_with(kNarrow))
      rest.remove_prefix(kNarrow.size());
    else
      return rest;
  }
}

}  // namespace

std::string typeset(std::string_view text) {
  static const std::vector<std::string_view> kUnits = {"j",     "jours", "jour", "mois", "ans", "an", "points",
                                                       "point", "Mo",    "Go",   "h",    "km",  "M€", "€"};
  const std::string curled = digits::bind_units(digits::curl(text), kUnits);
  std::string out;
  out.reserve(curled.size() + 16);
  std::string_view rest = curled;
  while (!rest.empty()) {
    const char c = rest.front();
    if (rest.starts_with(kOpen)) {
      rest = skip_spaces(rest.substr(kOpen.size()));
      out.append(kOpen).append(kNoBreak);
    } else if (rest.starts_with(kClose)) {
      drop_spaces(out);
      rest.remove_prefix(kClose.size());
      out.append(kNoBreak).append(kClose);
    } else if (c == ';' || c == ':' || c == '!' || c == '?') {
      rest.remove_prefix(1);
      put_mark(out, c, rest);
    } else if (c == '%' && !out.empty() && (ends_with_space(out) || digits::digit_byte(out.back()))) {
      drop_spaces(out);
      out.append(out.empty() ? std::string_view() : kNoBreak) += '%';
      rest.remove_prefix(1);
    } else {
      out += c;
      rest.remove_prefix(1);
    }
  }
  return out;
}

std::string number(double value, int decimals) { return digits::fixed(value, decimals, kSeparators); }

std::string integer(std::int64_t value) { return digits::whole(value, kSeparators); }

std::string percent(double ratio, int decimals) { return number(ratio * 100, decimals).append(kNoBreak) + "%"; }

std::string date(std::string_view iso) {
  const auto parsed = digits::parse_date(iso);
  if (!parsed) return std::string(iso);
  const std::string day = parsed->day == 1 ? "1er" : std::to_string(parsed->day);
  std::string out = day;
  out.append(kNoBreak).append(kMonths[static_cast<std::size_t>(parsed->month - 1)]).append(" ");
  return out + std::to_string(parsed->year);
}

bool singular(std::int64_t n) { return n > -2 && n < 2; }

std::string list(const std::vector<std::string>& items) { return digits::join(items, " et "); }

std::string quote(std::string_view text) {
  std::string out(kOpen);
  out.append(kNoBreak).append(text).append(kNoBreak).append(kClose);
  return out;
}

}  // namespace boussole::reports::french
