#include "engine/text/markup.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string_view>

#include "engine/text/entities.h"

namespace boussole::engine::text {
namespace {

bool is_letter(Byte c) { return static_cast<Byte>((c | 0x20) - 'a') < 26; }
bool is_digit(Byte c) { return static_cast<Byte>(c - '0') < 10; }

const Byte* find(const Byte* at, const Byte* end, char what) {
  return at < end ? static_cast<const Byte*>(std::memchr(at, what, static_cast<std::size_t>(end - at))) : nullptr;
}

const Byte* find(const Byte* at, const Byte* end, std::string_view what) {
  if (at >= end) return nullptr;
  const std::string_view text(reinterpret_cast<const char*>(at), static_cast<std::size_t>(end - at));
  const std::size_t found = text.find(what);
  return found == std::string_view::npos ? nullptr : at + found;
}

/// Elements that stand within a word or a line; all others separate.
Gap gap_of(std::uint64_t name) {
  switch (name) {
    case packed("a"):
    case packed("abbr"):
    case packed("acronym"):
    case packed("b"):
    case packed("bdi"):
    case packed("bdo"):
    case packed("big"):
    case packed("cite"):
    case packed("code"):
    case packed("del"):
    case packed("dfn"):
    case packed("em"):
    case packed("font"):
    case packed("i"):
    case packed("ins"):
    case packed("kbd"):
    case packed("mark"):
    case packed("q"):
    case packed("s"):
    case packed("samp"):
    case packed("small"):
    case packed("span"):
    case packed("strike"):
    case packed("strong"):
    case packed("sub"):
    case packed("sup"):
    case packed("tt"):
    case packed("u"):
    case packed("var"):
    case packed("wbr"):
      return Gap::none;
    case packed("br"):
    case packed("img"):
    case packed("input"):
    case packed("button"):
    case packed("iframe"):
      return Gap::space;
    default:
      return Gap::paragraph;
  }
}

/// The ">" that ends a tag whose name ends at `at`; a ">" in a quoted value of an attribute does not.
const Byte* tag_end(const Byte* at, const Byte* end) {
  const Byte* close = find(at, end, '>');
  if (close == nullptr) return nullptr;
  const Byte* from = at;
  while (const Byte* equals = find(from, close, '=')) {
    const Byte* quote = equals + 1;
    while (quote < close && *quote <= 0x20) ++quote;
    if (*quote != '"' && *quote != '\'') {
      from = equals + 1;
      continue;
    }
    const Byte* unquote = find(quote + 1, end, static_cast<char>(*quote));
    const Byte* next = unquote == nullptr ? nullptr : find(unquote, end, '>');
    if (next == nullptr) return close;  // a quote never closed: the first ">" after all
    from = unquote + 1;
    if (unquote > close) close = next;
  }
  return close;
}

/// Where the end tag of a script or a style begins; the end of the text where there is none.
const Byte* raw_content_end(const Byte* at, const Byte* end, std::string_view name) {
  for (const Byte* open = find(at, end, "</"); open != nullptr; open = find(open + 2, end, "</")) {
    if (static_cast<std::size_t>(end - open - 2) < name.size()) break;
    bool same = true;
    for (std::size_t i = 0; i < name.size(); ++i) same = same && (open[2 + i] | 0x20) == static_cast<Byte>(name[i]);
    if (same) return open;
  }
  return end;
}

Markup read_comment(const Byte* at, const Byte* end, MarkupSearch& search) {
  if (search.no_comment) return {at, Gap::none};
  const Byte* close = find(at + 4, end, "-->");
  search.no_comment = close == nullptr;
  return {close == nullptr ? at : close + 3, Gap::none};
}

Decoded numeric_entity(const Byte* at, const Byte* end) {
  // What Windows-1252 has where Unicode has controls: old pages name them by those numbers.
  static constexpr char16_t kWindows[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                            0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  const Byte* digit = at + 2;
  const bool hexadecimal = digit < end && (*digit | 0x20) == 'x';
  if (hexadecimal) ++digit;
  const Byte* first = digit;
  char32_t code = 0;
  for (; digit < end; ++digit) {
    const Byte low = *digit | 0x20;
    char32_t value = 0;
    if (is_digit(*digit)) {
      value = static_cast<char32_t>(*digit - '0');
    } else if (hexadecimal && low >= 'a' && low <= 'f') {
      value = static_cast<char32_t>(low - 'a' + 10);
    } else {
      break;
    }
    code = std::min<char32_t>(code * (hexadecimal ? 16 : 10) + value, 0x110000);
  }
  if (digit == first || digit == end || *digit != ';') return {};
  if (code >= 0x80 && code < 0xA0) code = kWindows[code - 0x80];
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = kReplacement;
  return {code, static_cast<std::uint32_t>(digit + 1 - at)};
}

}  // namespace

Markup read_markup(const Byte* at, const Byte* end, MarkupSearch& search) {
  if (search.no_close || end - at < 3) return {at, Gap::none};
  const bool closing = at[1] == '/';
  const Byte* name = at + (closing ? 2 : 1);
  if (!closing && at[1] == '!' && end - at >= 4 && at[2] == '-' && at[3] == '-') return read_comment(at, end, search);
  if (!is_letter(*name)) {
    if (!closing && at[1] != '!' && at[1] != '?') return {at, Gap::none};
    const Byte* close = find(at, end, '>');
    search.no_close = close == nullptr;
    return {close == nullptr ? at : close + 1, Gap::none};
  }
  std::uint64_t key = 0;
  const Byte* after = name;
  for (; after < end && (is_letter(*after) || is_digit(*after)) && after - name < 8; ++after)
    key = key << 8 | (is_letter(*after) ? *after | 0x20U : *after);
  const Byte* close = after < end && *after == '>' ? after : tag_end(after, end);
  if (close == nullptr) {
    search.no_close = true;
    return {at, Gap::none};
  }
  ++close;
  if (!closing && key == packed("script")) close = raw_content_end(close, end, "script");
  if (!closing && key == packed("style")) close = raw_content_end(close, end, "style");
  return {close, gap_of(key)};
}

Decoded read_entity(const Byte* at, const Byte* end) {
  if (end - at < 3) return {};
  if (at[1] == '#') return numeric_entity(at, end);
  std::uint64_t key = 0;
  const Byte* name = at + 1;
  for (; name < end && (is_letter(*name) || is_digit(*name)) && name - at <= 8; ++name) key = key << 8 | *name;
  if (name == end || *name != ';' || name == at + 1) return {};
  const auto* entity = std::partition_point(std::begin(kEntities), std::end(kEntities),
                                            [key](const NamedEntity& e) { return packed(e.name) < key; });
  if (entity == std::end(kEntities) || packed(entity->name) != key) return {};
  return {entity->code, static_cast<std::uint32_t>(name + 1 - at)};
}

}  // namespace boussole::engine::text
