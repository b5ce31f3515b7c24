#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/cap_collectif/keys.h"

namespace boussole::connectors::cap_collectif {

/// The column that a folded header names: a key of either generation, or a label in French or English.
std::optional<Key> key_named(std::string_view folded);

/// What a row of a union table is.
enum class RowType : std::uint8_t {
  unknown,
  proposal,
  proposal_vote,
  proposal_comment,
  proposal_comment_vote,
  proposal_news,
  proposal_news_comment,
  proposal_news_comment_vote,
  proposal_reporting,
  proposal_news_comment_reporting,
  opinion,
  opinion_vote,
  opinion_version,
  opinion_source,
  argument,
  reporting,
};
/// From a key ("export_contribution_type_proposal_vote"), an older word ("proposalVote") or a label ("Vote").
RowType row_type(std::string_view cell);

/// The same, for many rows: the few words that a table uses are looked up once.
class RowTypes {
 public:
  RowType of(std::string_view cell);

 private:
  static constexpr std::size_t kMost = 64;
  std::vector<std::pair<std::string, RowType>> met_;
};

/// 1 for, -1 against, 0 mixed; from a key ("global.mitige", "argument.show.type.for", "FOR") or a label.
std::optional<int> stance_of(std::string_view cell);

/// Yes, no, in keys, French or English; empty where blank or unknown.
std::optional<bool> yes_or_no(std::string_view cell);

}  // namespace boussole::connectors::cap_collectif
