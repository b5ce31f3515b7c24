#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/optional_value.h"
#include "engine/base/text.h"

/// The rows of the canonical model. Each is small and of fixed size: memory grows with people and contributions, never
/// with text. Titles and names are kept for public things only (spaces, themes), never for people.
namespace boussole::engine {

enum class SpaceKind : std::uint8_t { process, assembly, conference, initiative, voting, other };

struct Space {
  SpaceKind kind = SpaceKind::other;
  std::string key;    ///< "/processes/budget-2024": unique on the platform, whatever the numeric ids
  std::string url;
  Text title;         ///< fr and en where the platform has them, else the same preferred locale in both
  std::vector<std::string> title_locales, description_locales;  ///< locales with a text that is not blank
  OptionalTime created, published, start, end;
  bool listed = false;            ///< seen in a file of spaces, not only in the address of a contribution
  bool opened_by_participants = false;  ///< an initiative
};

enum class ParticipantKind : std::uint8_t { person, organisation, user_group, meeting, unknown };

/// A pseudonym: a keyed hash of (kind, id). No name, nickname, e-mail or address of an image is ever stored.
struct Participant {
  std::uint64_t key = 0;
  ParticipantKind kind = ParticipantKind::unknown;
  bool deleted = false;    ///< the account is gone; its activity stays attributable
  bool organiser = false;  ///< told by the data (official author) or by the caller's list
  bool verified = false;   ///< carries the platform's badge of an official account
};

/// What a users file publishes about one person, kept as yes or no only.
struct ExposedPerson {
  OptionalIndex participant;
  bool deleted = false;
  bool plausible_name = false;  ///< two words or more, each beginning with a capital
  bool about = false;           ///< free text about oneself
  bool avatar = false;
};

/// What is kept of a text. `fingerprint` is a hash of the normalised words: equal texts have equal ones.
struct TextFeatures {
  std::uint32_t words = 0;
  std::uint32_t characters = 0;
  std::uint64_t fingerprint = 0;
};

/// A run of entries in one of the data set's pools.
struct PoolSpan {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

/// A statement is one sentence to agree or disagree with; an answer is one to a questionnaire. Neither is a proposal that
/// waits for the organiser's reply.
enum class ContributionKind : std::uint8_t { proposal, debate, initiative, post, statement, answer };

/// What the platform says became of a contribution. `other` is a state of the installation's own making.
enum class State : std::uint8_t { none, not_answered, evaluating, accepted, rejected, withdrawn, draft, other };

enum class Origin : std::uint8_t { participant, organiser, meeting, user_group, unknown };

struct Contribution {
  std::uint64_t id = 0;
  std::uint64_t url_key = 0;  ///< hash of the canonical path, for links from results and comments
  OptionalTime created, published, answered, updated;
  OptionalIndex space;
  std::uint64_t component = 0;
  PoolSpan authors;  ///< Dataset::author_pool; empty where the export has no author
  PoolSpan themes;   ///< Dataset::theme_pool
  PoolSpan related;  ///< Dataset::link_pool: url_keys of what it was copied, merged or split from or to
  TextFeatures text, answer;
  OptionalIndex text_signature, answer_signature;  ///< Dataset::signatures
  OptionalCount votes;      ///< empty where hidden or not exported: never 0
  OptionalCount comments, endorsements, follows, coauthors, links;  ///< links: copied, merged or split from or to
  std::uint64_t amends = 0;  ///< url_key of the amended contribution; 0 where this is no amendment
  OptionalIndex locale;
  ContributionKind kind = ContributionKind::proposal;
  State state = State::none;
  Origin origin = Origin::unknown;
  bool amendment = false;
  bool withdrawn = false;
  bool official = false;
  bool has_answer_text = false;
  bool created_in_meeting = false;
  bool created_in_meeting_known = false;
  bool located = false;
};

struct Comment {
  std::uint64_t id = 0;
  std::uint64_t target = 0;    ///< id of the parent comment where `reply`, else of the commented thing
  std::uint64_t root_key = 0;  ///< url_key of the commented thing
  OptionalTime created;
  OptionalIndex author, space, locale;
  OptionalIndex parent;  ///< row of the parent comment; empty for an orphan reply and for a comment on the thing
  TextFeatures text;
  OptionalIndex text_signature;
  std::int8_t alignment = 0;  ///< -1 against, 0 neutral or not said, 1 for
  std::uint8_t depth = 0;     ///< 0 on the thing itself
  bool reply = false;
  bool orphan = false;        ///< a reply whose parent is not in the export
};

struct Meeting {
  std::uint64_t id = 0;
  OptionalIndex space;
  OptionalTime created, start, end, closed;
  OptionalCount attendees, contributions, comments;
  bool minutes = false;        ///< an account is published: a report, or attendees and contributions noted at closing
  bool minutes_known = false;
  bool withdrawn = false;
};

/// A result of the accountability component: what was decided and how far it is done.
struct Followup {
  std::uint64_t id = 0;
  std::uint64_t url_key = 0;
  std::uint64_t parent = 0;  ///< id; 0 where it is a root
  OptionalIndex space;
  std::uint64_t component = 0;
  OptionalTime created, updated, start, end;
  OptionalCount progress;   ///< percent
  PoolSpan sources;         ///< Dataset::link_pool: url_key of the contributions it points to
  bool status_known = false;
  bool status_final = false;
  bool has_children = false;
};

/// A project of a participatory budget.
struct Project {
  std::uint64_t id = 0;
  std::uint64_t url_key = 0;
  std::uint64_t budget = 0;
  OptionalIndex space;
  std::uint64_t component = 0;
  OptionalTime created, updated, selected;
  OptionalAmount amount;
  OptionalCount votes;  ///< checked-out ballots that hold it; empty where hidden
  OptionalCount comments, links;
  PoolSpan sources;  ///< Dataset::link_pool
  PoolSpan themes;
  bool located = false;
  bool selected_known = false;
};

struct Moderation {
  std::uint64_t id = 0;
  OptionalTime hidden;
  OptionalCount reports;
  bool has_reason = false;
  bool of_comment = false;
};

struct ModeratedUser {
  OptionalTime blocked;
  bool has_reason = false;
};

struct Theme {
  enum class Kind : std::uint8_t { category, scope, taxonomy };
  Kind kind = Kind::category;
  std::uint64_t id = 0;
  std::uint64_t root = 0;  ///< id of the root taxonomy; 0 where not known
  bool is_root = false;
  bool listed = false;     ///< in a file of taxonomies: proposed, even if nobody used it
  Text name;
};

/// A text of the organiser that people must understand before they write.
struct OfficialText {
  OptionalIndex space, locale;
  std::uint32_t words = 0, sentences = 0, syllables = 0;
};

/// Answers to one question of a published survey, or ballots of one answer: totals only.
struct Aggregate {
  std::string entity;  ///< "elections", "surveys", "metrics"
  std::string label;
  OptionalIndex space;
  OptionalTime day;
  std::int64_t total = 0;
};

/// MinHash signature of one text (one permutation, 64 bins of 16 bits) and where the text can be read again, so that
/// a candidate pair can be checked on its exact shingles without keeping any text.
struct TextSignature {
  std::array<std::uint16_t, 64> bins{};
  std::uint64_t fingerprint = 0;
  std::uint64_t offset = 0;   ///< of the raw cell in its source's bytes
  std::uint32_t length = 0;   ///< of the raw cell
  std::uint32_t source = 0;   ///< Dataset::sources
  OptionalIndex author, space;
  enum class Of : std::uint8_t { contribution, comment, answer } of = Of::contribution;
  bool html = false;          ///< how the cell was read: tags are markup; needed to read it again the same way
  std::uint32_t words = 0;
};

}  // namespace boussole::engine
