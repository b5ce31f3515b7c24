#include "connectors/pabulib/file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "connectors/csv/values.h"

namespace boussole::connectors::pabulib {

namespace {

constexpr std::array<std::string_view, 3> kSections{"META", "PROJECTS", "VOTES"};

std::optional<Section> section_named(std::string_view line) {
  for (std::size_t i = 0; i < kSections.size(); ++i)
    if (line == kSections[i]) return static_cast<Section>(i);
  return std::nullopt;
}

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

namespace {

/// The rows of one section, each held back until some more have been split.
class Delayed {
 public:
  Delayed(const std::vector<std::string>& header, const std::function<void(const Row&)>& row,
          const std::function<std::uint64_t(const Row&)>& ahead)
      : header_(header), row_(row), ahead_(ahead) {}

  void add(Section section, std::int64_t line, std::string_view text) {
    if (held_ == kHeld) give();
    Held& one = ring_[(first_ + held_++) % kHeld];
    split_fields(text, one.split);
    one.section = section;
    one.line = line;
    one.ahead = ahead_ && section == Section::votes ? ahead_(Row(section, line, header_, one.split.fields)) : 0;
  }
  void give_all() {
    while (held_ > 0) give();
  }

 private:
  static constexpr std::size_t kHeld = 16;
  struct Held {
    LineFields split;
    Section section = Section::meta;
    std::int64_t line = 0;
    std::uint64_t ahead = 0;
  };
  void give() {
    const Held& one = ring_[first_];
    Row row(one.section, one.line, header_, one.split.fields);
    row.ahead = one.ahead;
    row_(row);
    first_ = (first_ + 1) % kHeld;
    --held_;
  }

  const std::vector<std::string>& header_;
  const std::function<void(const Row&)>& row_;
  const std::function<std::uint64_t(const Row&)>& ahead_;
  std::array<Held, kHeld> ring_;
  std::size_t first_ = 0, held_ = 0;
};

}  // namespace

Expected<void> read_rows(std::string_view text, const std::string& file, const std::function<void(const Row&)>& row,
                         const std::function<std::uint64_t(const Row&)>& ahead) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::optional<Section> section;
  std::array<bool, kSections.size()> seen{};
  std::vector<std::string> header;
  LineFields split;
  Delayed rows(header, row, ahead);
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
      rows.give_all();
      section = next;
      header.clear();
    } else if (!section) {
      return std::unexpected(
          malformed(file, line_number, {"le fichier ne commence pas par META.", "the file does not begin with META."}));
    } else if (header.empty()) {
      split_fields(line, split);
      for (const std::string_view name : split.fields) header.emplace_back(csv::trimmed(name));
    } else {
      rows.add(*section, line_number, line);
    }
  }
  rows.give_all();
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const std::string name(kSections[i]);
    if (!seen[i])
      return std::unexpected(
          malformed(file, line_number, {"il manque la section " + name + ".", "the section " + name + " is missing."}));
  }
  return {};
}

}  // namespace boussole::connectors::pabulib
