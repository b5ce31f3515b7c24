#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/consul/back_office.h"
#include "connectors/quick.h"

namespace boussole::connectors::consul {

/// Debates are in answers of the API only; investments there and in exports of the back office.
enum class Table : std::uint8_t { unknown, proposals, debates, investments, comments };
/// What a table is, by its columns.
Table table_of(const std::vector<std::string>& columns);

Message bad_row();
/// A whole number above 0.
std::optional<std::uint64_t> id_of(std::string_view cell);
/// Numbers are unique within their kind only.
std::uint64_t root_key(Table kind, std::uint64_t id);
const char* entity_of(Table kind);

/// `2015-09-15` and `0 days 10:50:19` (a span of time, as statistics packages write it) or `10:50:19`.
OptionalTime moment(std::string_view date, std::string_view time);

/// Where the columns of a table stand.
struct Places {
  explicit Places(const Columns& columns);
  Place id, user, user_type, date, time, budget, association, text, summary, supports, comments, status, positive,
      negative, parent, proposal, type;
  /// What is measured: the text, or the summary where that is all there is.
  std::optional<std::size_t> body(const csv::Record& record) const;
};

/// Reads the tables into an assembly; proposals before comments.
class Platform {
 public:
  Platform(Assembly& into, SourceList& sources);

  Expected<void> read(Table kind, std::size_t table, const Columns& columns);
  /// Finds parents and depths of comments, and says what is there.
  void finish();

 private:
  std::optional<Message> proposal(Table kind, const csv::Record& record, const Places& at, std::size_t table);
  /// The space of a thing: one for all proposals, one for all debates, one for each budget.
  std::uint32_t space_of(Table kind, std::string_view budget);
  std::uint32_t find_space(Table kind, std::string_view budget);
  std::optional<Message> comment(const csv::Record& record, const Places& at, std::size_t table);
  Expected<void> read_export(Table kind, std::size_t table, const Columns& columns);
  std::optional<Message> export_row(Table kind, const csv::Record& record, const ExportColumns& at, std::size_t table);
  void export_item(Table kind, std::uint64_t id, OptionalTime created, const csv::Record& record,
                   const ExportColumns& at, std::size_t table);
  /// @return whether it was not there yet
  bool export_comment(std::uint64_t on, std::uint64_t on_id, std::uint64_t id, OptionalTime created,
                      const csv::Record& record, const ExportColumns& at, std::size_t table);
  /// The heading of a budget (a district, or the whole city) as a theme.
  engine::PoolSpan heading(std::string_view name);
  std::uint32_t person(std::string_view id, std::string_view role);
  /// Names the author of a contribution, as a participant; nobody where the cell is empty.
  OptionalIndex sign(engine::Contribution& c, std::string_view user);
  void total(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale, OptionalCount count);
  void link_comments();

  Assembly& into_;
  SourceList& sources_;
  std::map<std::string, std::uint32_t> spaces_;
  OptionalIndex last_space_;
  Table last_kind_ = Table::unknown;
  std::string last_budget_;
  FlatMap proposals_;  ///< spaces, by what is commented on, of all kinds
  FlatMap comments_;
  FlatMap export_rows_;  ///< contributions that exports gave, by their keys
  std::map<std::string, std::uint32_t> headings_;
  /// How many tables of contributions have each field.
  struct Held {
    int tables = 0, exports = 0, author = 0, body = 0, votes = 0, themes = 0;
  } held_;
  bool has_comments_ = false, has_comment_table_ = false;
  std::int64_t orphans_ = 0;
  std::optional<std::size_t> comment_table_;
};

}  // namespace boussole::connectors::consul
