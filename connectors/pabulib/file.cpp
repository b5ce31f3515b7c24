#include "connectors/pabulib/file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "connectors/csv/values.h"

namespace boussole::connectors::pabulib {

namespace {

constexpr std::array<std::string_view, 3> kSections{"META", "PROJECTS", "VOTES"};

Error malformed(const std::string& file, std::int64_t line, Text what) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.line = line;
  error.what = std::move(what);
  error.remedy = {
      "Téléchargez le fichier à nouveau : il doit avoir les sections META, PROJECTS et VOTES, une fois chacune.",
      "Download the file again: it must have the sections META, PROJECTS and VOTES, once each."};
  return error;
}

/// Length of the quoted field that `rest` begins with, closing quote included; 0 where none closes it.
std::size_t quoted_length(std::string_view rest) {
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] != '"') continue;
    if (i + 1 < rest.size() && rest[i + 1] == '"') {
      ++i;
    } else {
      return i + 1 == rest.size() || rest[i + 1] == ';' ? i + 1 : 0;
    }
  }
  return 0;
}

std::string without_quotes(std::string_view quoted) {
  std::string out;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    out += quoted[i];
    if (quoted[i] == '"') ++i;
  }
  return out;
}

}  // namespace

std::optional<Section> section_named(std::string_view line) {
  for (std::size_t i = 0; i < kSections.size(); ++i)
    if (line == kSections[i]) return static_cast<Section>(i);
  return std::nullopt;
}

std::size_t Row::place(std::string_view column) const {
  return static_cast<std::size_t>(std::find(header_.begin(), header_.end(), column) - header_.begin());
}

std::string_view Row::at(std::size_t place) const {
  if (place >= fields_.size() || place >= header_.size()) return {};
  const std::string_view cell = csv::trimmed(fields_[place]);
  return cell == "None" || cell == "\\N" || cell == "NULL" ? std::string_view{} : cell;
}

void split_fields(std::string_view line, LineFields& into) {
  into.fields.clear();
  into.unquoted.clear();
  for (;;) {
    const std::size_t quoted = line.starts_with('"') ? quoted_length(line) : 0;
    const std::size_t end = quoted > 0 ? quoted : std::min(line.find(';'), line.size());
    const std::string_view field = line.substr(0, end);
    into.fields.push_back(quoted > 0 ? into.unquoted.emplace_back(without_quotes(field)) : field);
    if (end >= line.size()) return;
    line.remove_prefix(end + 1);
  }
}

Expected<void> read_rows(
    std::string_view text, const std::string& file, const std::function<void(const Row&)>& row,
    const std::function<Taken(std::span<const std::string>, std::string_view, std::int64_t)>& ballots) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::optional<Section> section;
  std::array<bool, kSections.size()> seen{};
  std::vector<std::string> header;
  LineFields split;
  std::int64_t line_number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (csv::trimmed(line).empty()) continue;
    if (const auto next = section_named(csv::trimmed(line))) {
      if (std::exchange(seen[static_cast<std::size_t>(*next)], true))
        return std::unexpected(
            malformed(file, line_number, {"une section vient deux fois.", "a section comes twice."}));
      section = next;
      header.clear();
    } else if (!section) {
      return std::unexpected(
          malformed(file, line_number, {"le fichier ne commence pas par META.", "the file does not begin with META."}));
    } else if (header.empty()) {
      split_fields(line, split);
      for (const std::string_view name : split.fields) header.emplace_back(csv::trimmed(name));
      if (section != Section::votes) continue;
      const Taken taken = ballots(header, text, line_number + 1);
      text.remove_prefix(taken.bytes);
      line_number += taken.lines;
    } else {
      split_fields(line, split);
      row(Row(*section, line_number, header, split.fields));
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const std::string name(kSections[i]);
    if (!seen[i])
      return std::unexpected(
          malformed(file, line_number, {"il manque la section " + name + ".", "the section " + name + " is missing."}));
  }
  return {};
}

}  // namespace boussole::connectors::pabulib
