#include "connectors/text_cells.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace boussole::connectors {

namespace {

/// The elements that editors of participation platforms write.
constexpr std::array<std::string_view, 34> kTags{
    "a",   "abbr", "b",    "blockquote", "br",  "code", "del",    "div", "em", "figure", "h1", "h2",
    "h3",  "h4",   "h5",   "h6",         "hr",  "i",    "iframe", "img", "li", "mark",   "ol", "p",
    "pre", "s",    "span", "strong",     "sub", "sup",  "table",  "u",   "ul", "video"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '1' && c <= '6'); }

/// Whether a tag begins at `at`, just after its "<".
bool tag_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '/') ++at;
  std::array<char, 12> name{};
  std::size_t length = 0;
  for (; at < text.size() && length < name.size() && is_letter(text[at]); ++at)
    name[length++] = static_cast<char>(text[at] | 0x20);
  if (length == 0 || at >= text.size()) return false;
  if (text[at] != '>' && text[at] != ' ' && text[at] != '/' && text[at] != '\n' && text[at] != '\t') return false;
  if (text.find('>', at) == std::string_view::npos) return false;
  return std::find(kTags.begin(), kTags.end(), std::string_view(name.data(), length)) != kTags.end();
}

constexpr std::string_view kMention = "gid://";

/// Place of the next mention at or after `from`. Looks for the colon, which texts seldom have.
std::size_t next_mention(std::string_view text, std::size_t from) {
  for (std::size_t colon = from; (colon = text.find(':', colon)) != std::string_view::npos; ++colon)
    if (colon >= from + 3 && text.substr(colon - 3).starts_with(kMention)) return colon - 3;
  return std::string_view::npos;
}

bool ends_mention(char c) {
  return !(is_letter(c) || (c >= '0' && c <= '9') || c == '/' || c == ':' || c == '-' || c == '_' || c == '.');
}

}  // namespace

bool has_markup(std::string_view text) {
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string_view::npos; ++at)
    if (tag_at(text, at + 1)) return true;
  return false;
}

std::string_view without_mentions(std::string_view text, std::string& scratch) {
  std::size_t mention = next_mention(text, 0);
  if (mention == std::string_view::npos) return text;
  scratch.clear();
  std::size_t from = 0;
  while (mention != std::string_view::npos) {
    scratch.append(text.substr(from, mention - from));
    from = mention + kMention.size();
    while (from < text.size() && !ends_mention(text[from])) ++from;
    mention = next_mention(text, from);
  }
  scratch.append(text.substr(from));
  return scratch;
}

}  // namespace boussole::connectors
