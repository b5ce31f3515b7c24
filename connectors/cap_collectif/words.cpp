#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "connectors/cap_collectif/labels.h"

namespace boussole::connectors::cap_collectif {

namespace {

using Typed = std::pair<std::string_view, RowType>;

constexpr std::array kTypes{
    Typed{"proposal", RowType::proposal},
    Typed{"proposition", RowType::proposal},
    Typed{"proposalvote", RowType::proposal_vote},
    Typed{"vote", RowType::proposal_vote},
    Typed{"proposalcomment", RowType::proposal_comment},
    Typed{"commentaire", RowType::proposal_comment},
    Typed{"comment", RowType::proposal_comment},
    Typed{"proposalcommentvote", RowType::proposal_comment_vote},
    Typed{"votesuruncommentaire", RowType::proposal_comment_vote},
    Typed{"proposalnews", RowType::proposal_news},
    Typed{"actualite", RowType::proposal_news},
    Typed{"news", RowType::proposal_news},
    Typed{"proposalnewscomment", RowType::proposal_news_comment},
    Typed{"proposalnewscommentvote", RowType::proposal_news_comment_vote},
    Typed{"proposalreporting", RowType::proposal_reporting},
    Typed{"signalement", RowType::proposal_reporting},
    Typed{"proposalnewscommentreporting", RowType::proposal_news_comment_reporting},
    Typed{"opinion", RowType::opinion},
    Typed{"avis", RowType::opinion},
    Typed{"opinionvote", RowType::opinion_vote},
    Typed{"opinionversionvote", RowType::opinion_vote},
    Typed{"opinionversion", RowType::opinion_version},
    Typed{"version", RowType::opinion_version},
    Typed{"opinionsource", RowType::opinion_source},
    Typed{"source", RowType::opinion_source},
    Typed{"argument", RowType::argument},
    Typed{"reporting", RowType::reporting},
    Typed{"opinionreporting", RowType::reporting},
};

/// The last word of a key: "argument.show.type.for" → "for".
std::string last_word(std::string_view cell) {
  const auto dot = cell.rfind('.');
  return folded(dot == std::string_view::npos ? cell : cell.substr(dot + 1));
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view each) { return word == each; });
}

}  // namespace

RowType RowTypes::of(std::string_view cell) {
  for (const auto& [known, type] : met_)
    if (known == cell) return type;
  const RowType type = row_type(cell);
  if (met_.size() < kMost) met_.emplace_back(cell, type);
  return type;
}

RowType row_type(std::string_view cell) {
  constexpr std::string_view kPrefix = "contributiontype";
  const std::string word = folded(cell);
  std::string_view type = word;
  if (type.starts_with(kPrefix)) type.remove_prefix(kPrefix.size());
  for (const auto& [name, found] : kTypes)
    if (name == type) return found;
  return RowType::unknown;
}

std::optional<int> stance_of(std::string_view cell) {
  if (cell == "export_vote_type_for" || cell == "global.ok") return 1;
  if (cell == "export_vote_type_against" || cell == "global.nok") return -1;
  const std::string word = last_word(cell);
  if (is_any(word, {"nok", "no", "contre", "against", "pasdaccord", "disagree"}) || word.ends_with("typeagainst"))
    return -1;
  if (is_any(word, {"mitige", "mixed", "mitigated"})) return 0;
  if (is_any(word, {"ok", "pour", "for", "yes", "daccord", "agree"}) || word.ends_with("typefor")) return 1;
  return std::nullopt;
}

std::optional<bool> yes_or_no(std::string_view cell) {
  if (cell.empty()) return std::nullopt;
  if (cell == "Oui" || cell == "Yes") return true;
  if (cell == "Non" || cell == "No") return false;
  const std::string word = last_word(cell);
  if (is_any(word, {"oui", "yes", "1", "true", "ja", "si"})) return true;
  if (is_any(word, {"non", "no", "0", "false", "nein", "nee"})) return false;
  return std::nullopt;
}

}  // namespace boussole::connectors::cap_collectif
