#pragma once

#include <map>
#include <optional>
#include <string>

#include "connectors/cap_collectif/ground.h"
#include "connectors/cap_collectif/labels.h"

namespace boussole::connectors::cap_collectif {

/// A question for or against which people argue and vote, also without an account and from other sites.
class Debates {
 public:
  explicit Debates(Ground& ground) : ground_(ground) {}
  /// To be called before the rows of each table: rows of nobody known are matched between tables, never within one.
  void begin_table() { here_.clear(); }
  std::optional<Message> argument_row(const Row& row, std::size_t table, Variant variant);
  std::optional<Message> vote_row(const Row& row, std::size_t table);

 private:
  struct Debate {
    std::uint64_t key = 0;
    std::uint32_t space = 0;
  };
  Debate debate(std::string_view address, std::size_t table);
  std::optional<Outcome> vote(const Debate& of, std::string_view author, std::string_view type, std::string_view when,
                              std::string_view source);
  std::optional<Message> only_vote(const Row& row, std::size_t table);
  /// Whether a row without an author was met in an earlier table already.
  bool met_before(const std::string& row);

  Ground& ground_;
  std::map<std::string, int> most_, here_;
};

}  // namespace boussole::connectors::cap_collectif
