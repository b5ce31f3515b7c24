#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/assembly.h"

namespace boussole::connectors::consul {

enum class Table : std::uint8_t { unknown, proposals, comments };
/// What a table is, by its columns.
Table table_of(const std::vector<std::string>& columns);

/// `2015-09-15` and `0 days 10:50:19` (a span of time, as statistics packages write it) or `10:50:19`.
OptionalTime moment(std::string_view date, std::string_view time);

/// Reads the tables into an assembly; proposals before comments.
class Platform {
 public:
  Platform(Assembly& into, SourceList& sources);

  Expected<void> read(Table kind, std::size_t table, const Columns& columns);
  /// Finds parents and depths of comments, and says what is there.
  void finish();

 private:
  std::optional<Message> proposal(const csv::Record& record, const Columns& columns, std::size_t table);
  std::optional<Message> comment(const csv::Record& record, const Columns& columns, std::size_t table);
  std::uint32_t person(std::string_view id, std::string_view role);
  void total(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale, OptionalCount count);
  void link_comments();

  Assembly& into_;
  SourceList& sources_;
  std::uint32_t space_ = 0;
  FlatMap proposals_, comments_;
  bool has_proposals_ = false, has_comments_ = false;
  std::int64_t orphans_ = 0;
  std::optional<std::size_t> comment_table_;
};

}  // namespace boussole::connectors::consul
