#include "connectors/grand_debat/matrix.h"

#include <array>
#include <optional>
#include <string>

#include "connectors/hash.h"

namespace boussole::connectors::grand_debat {

namespace {

constexpr std::size_t kFewestLines = 3;

bool is_matrix_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() != 2 * kThemes.size() - 1) return false;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (i % 2 == 0 ? line[i] != '0' && line[i] != '1' : line[i] != ',') return false;
  return true;
}

class Matrix {
 public:
  Matrix(Assembly& into, const std::string& file, Themes& themes) : into_(into), file_(file) {
    for (std::size_t i = 0; i < spaces_.size(); ++i) spaces_[i] = themes.space(i);
  }

  /// One author. There are no ids: each line is somebody else.
  void author(const std::array<bool, kThemes.size()>& themes) {
    ++authors_;
    const std::uint32_t person = into_.participant(file_ + "\n" + std::to_string(authors_));
    for (std::size_t i = 0; i < themes.size(); ++i) {
      if (!themes[i]) continue;
      engine::Contribution c;
      c.kind = engine::ContributionKind::answer;
      c.id = static_cast<std::uint64_t>(++participations_);
      c.url_key = mix(c.id, std::uint64_t{'g'} + spaces_[i]);
      c.space = spaces_[i];
      c.origin = engine::Origin::participant;
      c.authors = {static_cast<std::uint32_t>(into_.data.author_pool.size()), 1};
      into_.data.author_pool.push_back(person);
      into_.data.contributions.push_back(c);
    }
  }
  std::int64_t authors() const { return authors_; }
  std::int64_t participations() const { return participations_; }

 private:
  Assembly& into_;
  std::string file_;
  std::array<std::uint32_t, kThemes.size()> spaces_{};
  std::int64_t authors_ = 0, participations_ = 0;
};

Message not_a_flag() { return {"not_0_or_1", {"une case n’est ni 0 ni 1", "a cell is neither 0 nor 1"}}; }

template <class Cells>
std::optional<std::array<bool, kThemes.size()>> flags_of(const Cells& cells) {
  std::array<bool, kThemes.size()> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (cells[i] != "0" && cells[i] != "1") return std::nullopt;
    out[i] = cells[i] == "1";
  }
  return out;
}

}  // namespace

bool is_matrix(std::string_view beginning) {
  std::size_t lines = 0;
  for (std::size_t end; (end = beginning.find('\n')) != std::string_view::npos; ++lines) {
    if (!is_matrix_line(beginning.substr(0, end))) return false;
    beginning.remove_prefix(end + 1);
  }
  return lines >= kFewestLines;
}

Expected<void> read_matrix(Assembly& into, SourceList& sources, std::size_t table, const TableHead& head,
                           Themes& themes) {
  engine::SourceRecord& record = into.table(table);
  record.entity = "participation-by-theme";
  Matrix matrix(into, head.name, themes);
  // The first line is no header: it is the first author.
  if (const auto first = flags_of(head.columns)) {
    matrix.author(*first);
    ++record.rows_read;
  }
  auto done = into.read_rows(sources, table, [&](const csv::Record& row) -> std::optional<Message> {
    const auto flags = flags_of(row);
    if (!flags) return not_a_flag();
    matrix.author(*flags);
    return std::nullopt;
  });
  const std::string authors = std::to_string(matrix.authors()), acts = std::to_string(matrix.participations());
  note(record, "participation_is_yes_or_no",
       authors + " auteurs, " + acts +
           " participations. Une participation veut dire : au moins une contribution au thème. "
           "Le fichier ne dit pas combien : les écarts mesurés sont entre nombres de thèmes, pas entre nombres de "
           "contributions.",
       authors + " authors, " + acts +
           " participations. A participation means at least one contribution to the theme. The "
           "file does not say how many: the differences measured are between numbers of themes, not of contributions.");
  return done;
}

}  // namespace boussole::connectors::grand_debat
