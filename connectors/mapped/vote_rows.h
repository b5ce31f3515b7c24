#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/mapped/plan.h"
#include "connectors/mapped/row.h"
#include "engine/dataset/votes.h"

namespace boussole::connectors::mapped {

/// What a row of votes says by itself, whatever other rows say.
struct VoteSaid {
  std::string_view thing;  ///< what it is on, as written
  std::uint64_t key = 0;   ///< of that thing, by its id
  std::uint64_t who = 0;   ///< key of the person
  std::int64_t value = 1;
  OptionalTime time;
  std::string_view when;  ///< the cell of the time where one thread only may read it
  std::int64_t line = 0;
  engine::VoteChannel channel = engine::VoteChannel::unknown;
  bool has_author = false;
  bool comment = false;  ///< on a comment, whatever the table is on
};

/// Reads what rows of votes say by themselves. Words that were understood are kept: neighbouring rows have few.
class VoteWords {
 public:
  VoteWords(const Assembly& into, const TablePlan& plan);
  /// @return why the row is refused, or nothing
  std::optional<Message> read(const Row& row, VoteSaid& said);

 private:
  std::optional<std::int64_t> value(const Row& row);
  engine::VoteChannel channel(const Row& row);

  PrefixedPseudonyms people_;
  bool one_thread_ = false;  ///< the time
  Entity of_;
  std::string value_cell_, channel_cell_;  ///< those understood last; empty before
  std::int64_t value_ = 0;
  engine::VoteChannel channel_ = engine::VoteChannel::unknown;
};

/// The rows of a block of votes.
class VoteRows final : public Assembly::Rows {
 public:
  /// @param expected  rows of another block of this table
  VoteRows(const Assembly& into, const TablePlan& plan, std::size_t expected) : plan_(plan), words_(into, plan) {
    rows.reserve(expected);
  }
  void record(const csv::Record& record) override;

  std::vector<VoteSaid> rows;
  std::array<Misread, kFields> misread;

 private:
  const TablePlan& plan_;
  VoteWords words_;
};

/// Adds what could not be read in a later block.
void add_misread(std::array<Misread, kFields>& into, const std::array<Misread, kFields>& block);

engine::VoteChannel channel_of(std::string_view word);
/// What a vote of this scale can be.
bool allowed(engine::VoteScale scale, std::int64_t value);
Message bad_value();

}  // namespace boussole::connectors::mapped
