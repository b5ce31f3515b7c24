#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "examples/synthetic/calendar.h"

/// An invented participation platform, as its database would hold it: what exists, whatever an export shows of it.
/// Rows refer to each other by index; ids are those that the export prints.
namespace boussole::synthetic {

using Index = std::size_t;
using Id = std::int64_t;

struct LocalText {
  std::string locale, text;
};
/// A text by locale, in the order it was entered. Empty: a hash without a key, so no column at all.
using Localized = std::vector<LocalText>;

enum class SpaceKind { process, assembly, conference, initiative };

struct Space {
  SpaceKind kind = SpaceKind::process;
  Id id = 0;  ///< unique within its kind only
  std::string slug, reference;
  Localized title, subtitle, short_description, description;
  Time created = 0, updated = 0;
  std::optional<Time> published, start, end;  ///< not published: absent from every export
  bool is_private = false;                    ///< absent from every export
  bool promoted = false;
  std::int64_t follows = 0;
  std::string hashtag;

  // Initiatives only.
  std::vector<Index> authors;  ///< people
  std::string state;
  std::int64_t signatures = 0, offline_signatures = 0;
  std::optional<Localized> answer;
  std::optional<Time> answered;
};

enum class ComponentKind { proposals, meetings, accountability, budgets, debates, blogs, pages, surveys };

struct Component {
  ComponentKind kind = ComponentKind::proposals;
  Id id = 0;
  Index space = 0;
  bool published = true;
  bool votes_hidden = false;
};

/// A taxonomy (from 0.30), before that a category or a scope.
struct Taxonomy {
  enum class Kind { root, category, scope } kind = Kind::category;
  Id id = 0;
  std::optional<Index> parent;
  Localized name;
  Time created = 0;
};

struct Person {
  Id id = 0;
  std::string name, nickname;
  std::optional<std::string> about;
  bool avatar = false;
  bool deleted = false;   ///< the account is gone: its id stays, its name is empty
  bool verified = false;  ///< badge of an official account
  bool direct_messages = true;
  std::vector<Index> groups;

  std::optional<Time> blocked;
  std::string block_reason, report_reason;
};

struct Group {
  Id id = 0;
  std::string name, nickname;
  bool verified = false;
  std::vector<Index> members;
};

/// Who wrote something. A group speaks through one of its members; a meeting and the organisation have no person.
struct Author {
  enum class Kind { person, group, organisation, meeting } kind = Kind::person;
  Index person = 0;
  Index of = 0;  ///< the group or the meeting
};

struct Proposal {
  Id id = 0;
  Index component = 0;
  std::vector<Author> authors;
  std::string locale;
  Localized title;  ///< more than one locale for official texts
  std::vector<std::string> paragraphs;
  std::optional<Index> category, scope;
  std::optional<std::string> address;
  std::optional<std::int64_t> latitude, longitude;  ///< millionths of a degree

  std::string state;  ///< "", accepted, rejected, evaluating, not_answered or a token of the installation's own
  std::optional<Time> state_published, answered, withdrawn;
  std::optional<std::vector<std::string>> answer;  ///< paragraphs

  std::int64_t votes = 0, follows = 0, attachments = 0;
  std::vector<Index> endorsers;  ///< people
  Time created = 0, updated = 0;
  std::optional<Time> published;  ///< not published: a draft, in no export
  bool created_in_meeting = false;
  bool hidden = false;  ///< by moderators: in no export but that of moderations

  std::optional<Index> amends;     ///< the amended proposal
  std::vector<Index> copied_from;  ///< copied, merged or split from these; the link shows on both sides
  std::vector<Index> meetings;     ///< meetings it comes from
  std::optional<std::int64_t> cost;
  std::optional<Localized> cost_report, execution_period;
  std::optional<std::uint32_t> cluster;  ///< planted near-duplicates share a number
};

/// What a comment hangs under.
enum class Subject { proposal, meeting, result, debate, post };

struct Comment {
  Id id = 0;
  Subject on = Subject::proposal;
  Index root = 0;               ///< the proposal, meeting, …
  std::optional<Index> parent;  ///< the comment replied to
  Index author = 0;             ///< person
  std::optional<Index> group;
  std::string locale;
  std::vector<std::string> paragraphs;
  int alignment = 0;
  int depth = 0;
  Time created = 0;
  bool hidden = false;   ///< by moderators
  bool deleted = false;  ///< by its author
  std::optional<std::uint32_t> cluster;
};

struct Meeting {
  Id id = 0;
  Index component = 0;
  Author author{Author::Kind::organisation};
  Localized title, description, location, location_hints;
  std::optional<Index> category, scope;
  Time start = 0, end = 0, created = 0, updated = 0;
  std::optional<Time> closed, withdrawn;
  std::optional<Localized> minutes;  ///< the closing report
  std::int64_t attendees = 0, contributions = 0, attachments = 0, follows = 0;
  std::string organizations, address;
  std::optional<std::int64_t> latitude, longitude;
};

struct Result {
  Id id = 0;
  Index component = 0;
  std::optional<Index> parent;
  Localized title, description;
  std::optional<Index> category, scope;
  std::optional<Time> start, end;  ///< days
  std::optional<Id> status_id;
  std::string status_key;
  Localized status_name;
  std::optional<std::int64_t> progress;  ///< percent
  Time created = 0, updated = 0;
  std::vector<Index> proposals;
  std::string address;
};

struct Project {
  Id id = 0;
  Index component = 0;
  Id budget = 0;
  Localized title, description, budget_title;
  std::optional<Index> category, scope;
  std::int64_t amount = 0, confirmed_votes = 0, follows = 0;
  Time created = 0, updated = 0;
  std::optional<Time> selected;
  std::vector<Index> proposals;
  std::optional<std::string> address;
  std::optional<std::int64_t> latitude, longitude;
};

struct Debate {
  Id id = 0;
  Index component = 0;
  Author author;
  Localized title, description;
  std::optional<Index> category;
  std::optional<Time> start, end, closed;
  std::optional<Localized> conclusions;
  Time created = 0, updated = 0;
  std::int64_t endorsements = 0, follows = 0;
};

struct Post {
  Id id = 0;
  Index component = 0;
  Author author{Author::Kind::organisation};
  Localized title, body;
  Time created = 0, updated = 0;
  std::int64_t endorsements = 0, follows = 0;
};

struct Page {
  Id id = 0;
  Index component = 0;
  Localized title, body;
  Time created = 0, updated = 0;
};

/// A report that ended in hiding something. The hidden text is repeated in the export.
struct Moderation {
  Id id = 0;
  bool of_comment = false;
  Index target = 0;  ///< proposal or comment
  Time hidden = 0;
  std::vector<std::string> reasons, details;
};

struct MetricDay {
  Time day = 0;
  std::string type;
  std::int64_t cumulative = 0, quantity = 0;
};

struct SurveyResponse {
  Id id = 0;
  Index component = 0;
  std::optional<Index> person;
  Time created = 0;
  std::string question;
  std::vector<std::string> choices;
};

/// One possible answer of one question of an election (up to 0.28).
struct BallotAnswer {
  Index voting = 0;
  Id election = 0, question = 0, answer = 0;
  Localized election_title, question_title, answer_title;
  std::int64_t votes = 0;
};

struct Voting {
  Id id = 0;
  std::string slug;
  Localized title, description;
  Time start = 0, end = 0;
};

struct Platform {
  std::string host, name;
  std::string prefix;                ///< of references, "VAL" in VAL-PROP-2023-02-17
  std::vector<std::string> locales;  ///< available ones; the first is the default
  Time extracted = 0;                ///< day of the export

  std::vector<Space> spaces;
  std::vector<Component> components;
  std::vector<Taxonomy> taxonomies;
  std::vector<Person> people;
  std::vector<Group> groups;
  std::vector<Proposal> proposals;
  std::vector<Comment> comments;
  std::vector<Meeting> meetings;
  std::vector<Result> results;
  std::vector<Project> projects;
  std::vector<Debate> debates;
  std::vector<Post> posts;
  std::vector<Page> pages;
  std::vector<Moderation> moderations;
  std::vector<MetricDay> metrics;
  std::vector<SurveyResponse> survey_responses;
  std::vector<Voting> votings;
  std::vector<BallotAnswer> ballot_answers;
};

/// Whether an export shows it at all: its space is public and published, its component published, and it is neither
/// hidden, deleted nor a draft.
bool shown(const Platform& platform, const Space& space);
bool shown(const Platform& platform, const Component& component);
bool shown(const Platform& platform, const Proposal& proposal);
bool shown(const Platform& platform, const Comment& comment);

/// The component of what a comment hangs under.
Index component_of(const Platform& platform, const Comment& comment);

}  // namespace boussole::synthetic
