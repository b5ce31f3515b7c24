#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/flat_map.h"
#include "connectors/polis/log.h"

namespace boussole::connectors::polis {

enum class Table : std::uint8_t { unknown, comments, votes, matrix, summary, groups };
/// What a table is, by its columns.
Table table_of(const std::vector<std::string>& columns);

/// The tables of one conversation while they are read.
class Conversation {
 public:
  Conversation(Assembly& into, SourceList& sources) : into_(into), sources_(sources) {}

  Expected<void> read_summary(std::size_t table, const Columns& columns);
  Expected<void> read_comments(std::size_t table, const Columns& columns);
  Expected<void> read_votes(std::size_t table, const Columns& columns);
  Expected<void> read_matrix(std::size_t table, const Columns& columns);
  /// Decides sign and unit of time, and puts everything in the assembly.
  /// @return Error where votes are there and nothing tells what their sign means
  Expected<void> finish();

 private:
  struct Statement {
    std::uint64_t id = 0, author = 0;
    bool has_author = false, hidden = false, seed = false, meta = false;
    std::int64_t stamp = 0;
    Assembly::Measured text;
    std::uint32_t target = 0;
    std::optional<Counted> counted;
  };

  std::optional<Message> statement(const csv::Record& record, const Columns& columns, std::size_t table);
  Expected<std::int64_t> unit(const UnitOfTime& found, std::size_t table) const;
  Expected<int> sign();
  void add_statements();
  void add_log(int sign);
  void add_matrix();
  std::uint32_t target(std::uint64_t comment);
  std::uint32_t person(std::uint64_t id);
  void capabilities();

  Assembly& into_;
  SourceList& sources_;
  OptionalIndex space_;
  std::vector<Statement> statements_;
  std::set<std::uint64_t> seen_;  ///< ids of statements
  Log log_;
  std::vector<Cell> cells_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> groups_;  ///< participant, group
  std::map<std::uint64_t, std::uint32_t> targets_;
  std::optional<std::pair<std::uint64_t, std::uint32_t>> last_target_;  ///< votes come sorted by comment
  // Number in the conversation → row: small numbers by their place, as nearly all are.
  std::vector<OptionalIndex> near_people_;
  FlatMap people_;
  std::optional<std::size_t> comments_, votes_, matrix_;
  std::int64_t comments_unit_ = 1, votes_unit_ = 1;
  std::int64_t matrix_agrees_ = 0, matrix_plus_ = 0, matrix_minus_ = 0;
  bool has_seed_ = false, quoted_body_ = false;
};

}  // namespace boussole::connectors::polis
