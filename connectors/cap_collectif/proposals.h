#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "connectors/cap_collectif/ground.h"
#include "connectors/cap_collectif/labels.h"

namespace boussole::connectors::cap_collectif {

/// Proposals and what hangs on them: a row of a union table is one of these, whatever else its columns repeat.
class Proposals {
 public:
  explicit Proposals(Ground& ground) : ground_(ground) {}
  std::optional<Message> row(const Row& row, std::size_t table, Variant variant);
  /// A row of a table of votes only.
  std::optional<Message> vote_row(const Row& row, std::size_t table);
  /// A vote cast for somebody by a mediator.
  std::optional<Message> mediated_row(const Row& row, std::size_t table);

 private:
  std::optional<Message> settle(Outcome outcome, std::size_t table);
  std::optional<Message> proposal(const Row& row, std::size_t table, Variant variant);
  std::optional<Message> vote(const Row& row, std::size_t table, std::string_view author);
  std::optional<Message> comment(const Row& row, std::size_t table);
  std::optional<Message> comment_vote(const Row& row, std::size_t table);
  std::optional<Message> news(const Row& row, std::size_t table);
  std::optional<Message> news_comment(const Row& row, std::size_t table);
  std::optional<Message> reporting(const Row& row, std::size_t table);
  void describe(engine::Contribution& c, const Row& row, OptionalIndex author, std::size_t table);
  void complete(engine::Contribution& kept, const Row& row, OptionalIndex author);
  void totals(const Row& row, std::uint64_t key, const Step& step);
  void decide(std::uint64_t key, const engine::Contribution& c);

  /// Of the proposal that a vote is on: some rows give its reference only.
  std::uint64_t voted_on(const Row& row) const;

  Ground& ground_;
  RowTypes types_;
  std::map<std::string, std::uint64_t, std::less<>> references_;
};

/// What a status in the site's own words means.
engine::State state_of(std::string_view status);

}  // namespace boussole::connectors::cap_collectif
