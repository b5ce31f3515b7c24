#include "engine/workspace/import_rows.h"

#include <cstdio>

#include "engine/dataset/votes.h"

namespace boussole::engine {
namespace {

/// A kind that was added since has no word here yet: it is "other", never one of its neighbours.
template <std::size_t N, class Kind>
const char* pick(const char* const (&words)[N], Kind kind) {
  const auto at = static_cast<std::size_t>(kind);
  return at < N ? words[at] : "other";
}

const char* word(SpaceKind kind) {
  constexpr const char* kWords[] = {"process", "assembly", "conference", "initiative", "voting", "other"};
  return pick(kWords, kind);
}
const char* word(Theme::Kind kind) {
  constexpr const char* kWords[] = {"category", "scope", "taxonomy"};
  return pick(kWords, kind);
}
const char* word(ParticipantKind kind) {
  constexpr const char* kWords[] = {"person", "organisation", "user_group", "meeting", "unknown"};
  return pick(kWords, kind);
}
const char* word(ContributionKind kind) {
  constexpr const char* kWords[] = {"proposal", "debate", "initiative", "post", "statement", "answer"};
  return pick(kWords, kind);
}
const char* word(State state) {
  constexpr const char* kWords[] = {"none",     "not_answered", "evaluating", "accepted",
                                    "rejected", "withdrawn",    "draft",      "other"};
  return pick(kWords, state);
}
const char* word(Origin origin) {
  constexpr const char* kWords[] = {"participant", "organiser", "meeting", "user_group", "unknown"};
  return pick(kWords, origin);
}
const char* word(VoteScale scale) {
  constexpr const char* kWords[] = {"approval", "ordinal", "cumulative",           "scoring", "agree_pass_disagree",
                                    "support",  "up_down", "agree_mixed_disagree", "money",   "pair"};
  return pick(kWords, scale);
}

/// One prepared statement; values are given in the order of its columns, unknown ones as NULL.
class Rows {
 public:
  Rows(SQLite::Database& db, const char* table, int columns)
      : insert_(db, "INSERT INTO " + std::string(table) + " VALUES (?" + marks(columns - 1) + ")") {}

  template <class... T>
  void add(const T&... values) {
    at_ = 0;
    (put(values), ...);
    insert_.exec();
    insert_.reset();
  }

 private:
  static std::string marks(int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += ", ?";
    return out;
  }
  void put(const std::string& text) { insert_.bind(++at_, text); }
  void put(const char* text) { insert_.bind(++at_, std::string(text)); }
  void put(std::int64_t number) { insert_.bind(++at_, number); }
  void put(bool truth) { insert_.bind(++at_, truth ? 1 : 0); }
  template <class T, T kEmpty>
  void put(const OptionalValue<T, kEmpty>& maybe) {
    if (maybe)
      insert_.bind(++at_, static_cast<std::int64_t>(*maybe));
    else
      insert_.bind(++at_);
  }

  SQLite::Statement insert_;
  int at_ = 0;
};

std::int64_t row_of(std::size_t i) { return static_cast<std::int64_t>(i); }

std::string pseudonym(std::uint64_t key) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(key));
  return text;
}

void insert_heads(SQLite::Database& db, std::int64_t import, const Dataset& data) {
  Rows sources(db, "sources", 7), spaces(db, "spaces", 9), themes(db, "themes", 5), people(db, "participants", 6);
  for (std::size_t i = 0; i < data.sources.size(); ++i) {
    const SourceRecord& s = data.sources[i];
    sources.add(import, row_of(i), s.file, s.entity, s.sha256, s.rows_read, s.rows_rejected);
  }
  for (std::size_t i = 0; i < data.spaces.size(); ++i) {
    const Space& s = data.spaces[i];
    spaces.add(import, row_of(i), s.key, word(s.kind), s.title.fr, s.title.en, s.url, s.start, s.end);
  }
  for (std::size_t i = 0; i < data.themes.size(); ++i)
    themes.add(import, row_of(i), word(data.themes[i].kind), data.themes[i].name.fr, data.themes[i].name.en);
  for (std::size_t i = 0; i < data.participants.size(); ++i) {
    const Participant& p = data.participants[i];
    people.add(import, row_of(i), pseudonym(p.key), word(p.kind), p.organiser, p.deleted);
  }
}

void insert_contributions(SQLite::Database& db, std::int64_t import, const Dataset& data) {
  Rows rows(db, "contributions", 17);
  SQLite::Statement author(db, "INSERT OR IGNORE INTO contribution_authors VALUES (?, ?, ?)");
  SQLite::Statement theme(db, "INSERT OR IGNORE INTO contribution_themes VALUES (?, ?, ?)");
  const auto link = [&](SQLite::Statement& to, std::size_t i, std::uint32_t other) {
    to.bind(1, import);
    to.bind(2, row_of(i));
    to.bind(3, static_cast<std::int64_t>(other));
    to.exec();
    to.reset();
  };
  for (std::size_t i = 0; i < data.contributions.size(); ++i) {
    const Contribution& c = data.contributions[i];
    const OptionalCount in_meeting =
        c.created_in_meeting_known ? OptionalCount(c.created_in_meeting ? 1 : 0) : OptionalCount();
    rows.add(import, row_of(i), c.space, word(c.kind), word(c.state), word(c.origin), c.published, c.answered,
             std::int64_t{c.text.words}, std::int64_t{c.answer.words}, c.votes, c.comments, c.endorsements, c.withdrawn,
             c.amendment, in_meeting, c.located);
    for (std::uint32_t k = 0; k < c.authors.count; ++k) link(author, i, data.author_pool[c.authors.begin + k]);
    for (std::uint32_t k = 0; k < c.themes.count; ++k) link(theme, i, data.theme_pool[c.themes.begin + k]);
  }
}

void insert_others(SQLite::Database& db, std::int64_t import, const Dataset& data) {
  Rows comments(db, "comments", 10), meetings(db, "meetings", 8), results(db, "results", 8),
      projects(db, "projects", 7);
  for (std::size_t i = 0; i < data.comments.size(); ++i) {
    const Comment& c = data.comments[i];
    comments.add(import, row_of(i), c.space, c.author, c.parent, c.created, std::int64_t{c.text.words},
                 std::int64_t{c.alignment}, std::int64_t{c.depth}, c.reply);
  }
  for (std::size_t i = 0; i < data.meetings.size(); ++i) {
    const Meeting& m = data.meetings[i];
    const OptionalCount minutes = m.minutes_known ? OptionalCount(m.minutes ? 1 : 0) : OptionalCount();
    meetings.add(import, row_of(i), m.space, m.start, m.end, m.attendees, m.contributions, minutes);
  }
  for (std::size_t i = 0; i < data.followups.size(); ++i) {
    const Followup& f = data.followups[i];
    results.add(import, row_of(i), f.space, f.start, f.end, f.updated, f.progress, std::int64_t{f.sources.count});
  }
  for (std::size_t i = 0; i < data.projects.size(); ++i) {
    const Project& p = data.projects[i];
    projects.add(import, row_of(i), p.space, p.amount, p.votes, p.selected, std::int64_t{p.sources.count});
  }
}

void insert_votes(SQLite::Database& db, std::int64_t import, const Votes& votes) {
  Rows rows(db, "votes", 11);
  for (std::size_t i = 0; i < votes.votes.size(); ++i) {
    const Vote& v = votes.votes[i];
    const VoteTarget& target = votes.targets[v.target];
    rows.add(import, row_of(i), std::int64_t{v.participant}, std::int64_t{v.target}, target.contribution,
             target.project, target.comment, word(v.scale), std::int64_t{v.value}, v.superseded, v.time);
  }
}

}  // namespace

void insert_rows(SQLite::Database& db, std::int64_t import, const Dataset& data) {
  insert_heads(db, import, data);
  insert_contributions(db, import, data);
  insert_others(db, import, data);
  if (data.votes) insert_votes(db, import, *data.votes);
}

}  // namespace boussole::engine
