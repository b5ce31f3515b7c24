#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/cap_collectif/ground.h"

namespace boussole::connectors::cap_collectif {

/// Lists of participants, and answers to questionnaires.
class People {
 public:
  explicit People(Ground& ground) : ground_(ground) {}
  /// To be called before the rows of each table.
  void begin_table() { here_ = 0; }
  std::optional<Message> participant_row(const Row& row, std::size_t table);
  /// @param questions  columns that hold answers
  std::optional<Message> answer_row(const Row& row, std::size_t table, const std::vector<std::size_t>& questions);
  /// Year of birth, sex and postal code, where a table has them.
  void describe(const Row& row, std::uint32_t person, std::size_t table);

 private:
  Ground& ground_;
  std::map<std::uint64_t, int> without_account_;  ///< by step: most rows without an id in one table
  int here_ = 0;
};

}  // namespace boussole::connectors::cap_collectif
