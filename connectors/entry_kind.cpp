#include "connectors/entry_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace boussole::connectors {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Lower case, and every run of anything but letters and digits as one space: "CC-BY 4.0" and "cc by-4.0" are one.
std::string words_of(std::string_view text) {
  std::string out = " ";
  for (const char c : lower(text)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (word) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  return out += ' ';
}

/// "cc by" or the long name, not followed by the words that close it.
bool names_attribution(const std::string& words) {
  for (const std::string_view name : {" cc by ", " creative commons attribution "})
    for (std::size_t at = words.find(name); at != std::string::npos; at = words.find(name, at + 1)) {
      const std::string after = words.substr(at + name.size(), 30);
      const bool closed = after.starts_with("nc") || after.starts_with("nd") || after.starts_with("sa nc") ||
                          after.starts_with("noncommercial") || after.starts_with("non commercial") ||
                          after.starts_with("noderiv") || after.starts_with("no deriv");
      if (!closed) return true;
    }
  return false;
}

}  // namespace

EntryKind entry_kind(std::string_view name) {
  const std::string small = lower(name);
  if (small.starts_with('.')) return EntryKind::other;
  if (small.ends_with(".csv") || small.ends_with(".tsv")) return EntryKind::table;
  if (small.starts_with("~$")) return EntryKind::other;  // what a spreadsheet program leaves while a file is open
  if (small.ends_with(".xlsx") || small.ends_with(".xlsm")) return EntryKind::workbook;
  for (const std::string_view stem : {"license", "licence"})
    if (small == stem || small == std::string(stem) + ".md" || small == std::string(stem) + ".txt")
      return EntryKind::licence;
  if (small.ends_with(".json") || small.ends_with(".pb")) return EntryKind::document;
  if (small.starts_with("readme")) return EntryKind::other;
  return small.ends_with(".txt") ? EntryKind::maybe_text : EntryKind::other;
}

bool begins_like_table(std::string_view beginning) {
  if (beginning.find('\0') != std::string_view::npos) return false;
  const std::string_view line = beginning.substr(0, beginning.find('\n'));
  return line.find_first_of(";,\t") != std::string_view::npos;
}

bool begins_like_document(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || beginning.find('\0') != std::string_view::npos) return false;
  beginning.remove_prefix(first);
  return beginning.front() == '{' || beginning.front() == '[' || beginning.starts_with("META\n") ||
         beginning.starts_with("META\r\n");
}

bool names_open_licence(std::string_view text) {
  const std::string words = words_of(text);
  constexpr std::array<std::string_view, 10> kNames = {" odbl ",
                                                       " open database license ",
                                                       " dbcl ",
                                                       " database contents license ",
                                                       " licence ouverte ",
                                                       " open licence ",
                                                       " open license etalab ",
                                                       " etalab 2 0 ",
                                                       " cc0 ",
                                                       " cc zero "};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return words.find(name) != std::string::npos; }) ||
         names_attribution(words);
}

}  // namespace boussole::connectors
