#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/csv/reader.h"
#include "connectors/quick.h"

/// The columns of Cap Collectif's exports. A header is a translation key ("export_proposal_votes_total_count"), the
/// older name of the same thing ("proposal_votes_totalCount") or a label in the language of the site: all three give
/// one `Key`.
namespace boussole::connectors::cap_collectif {

enum class Key : std::uint8_t {
  contribution_type,
  // proposals
  proposal_id,
  proposal_reference,
  proposal_title,
  proposal_summary,
  proposal_description,
  proposal_link,
  proposal_author_id,
  proposal_author_type,
  proposal_created_at,
  proposal_published_at,
  proposal_updated_at,
  proposal_publication_status,
  proposal_trashed_at,
  proposal_trashed_reason,
  proposal_status,
  proposal_estimation,
  proposal_category,
  proposal_theme,
  proposal_district,
  proposal_latitude,
  proposal_official_response,
  proposal_votes_total,
  proposal_votes_digital,
  proposal_votes_paper,
  proposal_points_digital,
  proposal_points_paper,
  // what hangs on a proposal
  proposal_vote_id,
  proposal_vote_ranking,
  proposal_vote_created_at,
  proposal_vote_published_at,
  proposal_vote_published,
  proposal_vote_accounted,
  proposal_vote_author_id,
  proposal_comment_id,
  proposal_comment_body,
  proposal_comment_created_at,
  proposal_comment_published_at,
  proposal_comment_author_id,
  proposal_comment_status,
  proposal_comment_vote_id,
  proposal_comment_vote_created_at,
  proposal_comment_vote_author_id,
  proposal_news_id,
  proposal_news_title,
  proposal_news_created_at,
  proposal_news_published_at,
  proposal_news_comment_id,
  proposal_news_comment_body,
  proposal_news_comment_parent,
  proposal_news_comment_created_at,
  proposal_news_comment_author_id,
  proposal_reporting_id,
  proposal_reporting_body,
  proposal_reporting_created_at,
  proposal_reporting_author_id,
  // opinions
  contribution_id,
  contribution_author_id,
  contribution_author_type,
  contribution_section,
  contribution_title,
  contribution_body,
  contribution_created_at,
  contribution_updated_at,
  contribution_published_at,
  contribution_url,
  contribution_published,
  contribution_draft,
  contribution_trashed,
  contribution_trashed_status,
  contribution_trashed_at,
  contribution_trashed_reason,
  contribution_votes_ok,
  contribution_votes_mixed,
  contribution_votes_nok,
  opinion_vote_id,
  opinion_vote_related_id,
  opinion_vote_author_id,
  opinion_vote_value,
  opinion_vote_created_at,
  opinion_argument_id,
  opinion_argument_related_id,
  opinion_argument_author_id,
  opinion_argument_type,
  opinion_argument_body,
  opinion_argument_created_at,
  opinion_argument_published,
  opinion_argument_trashed,
  opinion_argument_trashed_status,
  opinion_argument_trashed_at,
  opinion_argument_trashed_reason,
  opinion_argument_votes,
  opinion_source_id,
  opinion_source_related_id,
  opinion_source_author_id,
  opinion_source_body,
  opinion_source_created_at,
  opinion_source_published,
  opinion_source_trashed,
  opinion_source_trashed_status,
  opinion_source_trashed_at,
  opinion_source_trashed_reason,
  opinion_version_id,
  opinion_version_related_id,
  opinion_version_author_id,
  opinion_version_title,
  opinion_version_body,
  opinion_version_created_at,
  opinion_version_votes_ok,
  opinion_version_votes_mixed,
  opinion_version_votes_nok,
  opinion_reporting_id,
  opinion_reporting_related_id,
  opinion_reporting_body,
  opinion_reporting_created_at,
  // debates
  argument_created_at,
  argument_published_at,
  argument_author_id,
  argument_author_type,
  argument_content,
  argument_type,
  argument_votes,
  argument_trashed_at,
  argument_trashed_reason,
  argument_debate_url,
  vote_published_at,
  vote_type,
  vote_source,
  vote_author_id,
  vote_debate_url,
  // votes cast with a mediator
  mediator_id,
  mediated_vote_id,
  mediated_vote_date,
  mediated_vote_ranking,
  mediated_vote_valid,
  mediated_voter_id,
  proposal_url,
  // people
  participant_id,
  participant_type,
  participant_birth,
  participant_zip,
  participant_gender,
  participant_created_at,
  participant_roles,
  participant_deleted_at,
  count,
};
inline constexpr std::size_t kKeys = static_cast<std::size_t>(Key::count);

/// Letters and digits only, in lower case, accents taken off, without "export": what keys are compared by.
std::string folded(std::string_view header);

/// Where the columns of one table stand.
class Keys {
 public:
  explicit Keys(const std::vector<std::string>& columns);
  bool has(Key key) const { return at_[static_cast<std::size_t>(key)].has_value(); }
  std::optional<std::size_t> column(Key key) const { return at_[static_cast<std::size_t>(key)]; }
  std::size_t known() const { return known_; }
  std::vector<std::size_t> columns() const;                           ///< those that have a key, in order
  const std::vector<std::size_t>& others() const { return others_; }  ///< columns without a key, in order

 private:
  std::array<std::optional<std::size_t>, kKeys> at_{};
  std::vector<std::size_t> others_;
  std::size_t known_ = 0;
};

/// One row, read by key: an empty text where the column is not there.
class Row {
 public:
  Row(const csv::Record& record, const Keys& keys) : record_(record), keys_(keys) {}
  std::string_view operator[](Key key) const {
    const auto at = keys_.column(key);
    return at ? plain(record_[*at]) : std::string_view{};
  }
  const csv::Record& record() const { return record_; }
  const Keys& keys() const { return keys_; }
  std::optional<std::size_t> column(Key key) const { return keys_.column(key); }

 private:
  const csv::Record& record_;
  const Keys& keys_;
};

/// What one table holds.
enum class Table : std::uint8_t {
  unknown,
  participants,
  proposals,  ///< with what hangs on them: a sparse union
  proposal_votes,
  mediated_votes,
  opinions,  ///< of a consultation: a sparse union
  debate_arguments,
  debate_votes,
  answers,  ///< to a questionnaire: a column per question
};

/// How much a table says: where the same thing stands in two, the fuller one is read first.
enum class Variant : std::uint8_t { full, grouped, simplified };

Table table_of(const Keys& keys);
Variant variant_of(const Keys& keys, Table table);

/// Whether a column names or describes a person, or where one lives.
bool is_personal(std::string_view header);

/// Whether it can be such an id at all: most are not, and need no copy.
bool may_be_encoded(std::string_view cell);

/// "User:user5" in base64 (as in GraphQL and older files) → "user5"; what is no such thing stays as it is.
std::string plain_id(std::string_view cell);

}  // namespace boussole::connectors::cap_collectif
