#include <algorithm>
#include <array>
#include <atomic>

#include "connectors/csv/values.h"
#include "connectors/polis/conversation.h"
#include "connectors/quick.h"

namespace boussole::connectors::polis {

namespace {

using Names = std::array<std::string_view, 3>;
constexpr Names kVotes{"comment-id", "voter-id", "vote"};
constexpr Names kComments{"comment-id", "author-id", "comment-body"};
constexpr Names kMatrix{"participant", "n-votes", "n-agree"};
constexpr Names kGroups{"comment-id", "total-votes", "total-agrees"};

std::optional<std::uint64_t> id_of(std::string_view cell) {
  const auto number = csv::parse_integer(cell);
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

Message bad_row() {
  return {"bad_row", {"un identifiant, un vote ou une date ne se lit pas", "an id, a vote or a time cannot be read"}};
}

std::optional<std::int8_t> vote_of(std::string_view cell) {
  const auto vote = csv::parse_integer(cell);
  if (!vote || *vote < -1 || *vote > 1) return std::nullopt;
  return static_cast<std::int8_t>(*vote);
}

/// Votes of a block, in order.
class VoteRows final : public Assembly::Rows {
 public:
  /// @param expected  rows of another block of this table
  VoteRows(const Columns& columns, std::size_t expected)
      : comment_(columns, "comment-id"),
        voter_(columns, "voter-id"),
        vote_(columns, "vote"),
        stamp_(columns, "timestamp") {
    events.reserve(expected);
  }

  void record(const csv::Record& record) override {
    const auto comment = whole_of_record(comment_(record)), voter = whole_of_record(voter_(record)),
               vote = whole_of_record(vote_(record)), stamp = whole_of_record(stamp_(record));
    const bool known = comment && voter && vote && stamp;
    if (!known || *comment < 0 || *voter < 0 || *vote < -1 || *vote > 1) {
      refused.push_back({record.line(), bad_row()});
      return;
    }
    events.push_back({static_cast<std::uint64_t>(*comment), static_cast<std::uint64_t>(*voter), *stamp,
                      static_cast<std::int8_t>(*vote), false});
    ++read;
  }

  std::vector<Event> events;

 private:
  Place comment_, voter_, vote_, stamp_;
};

}  // namespace

Table table_of(const std::vector<std::string>& columns) {
  const Columns named(columns);
  if (named.has_all(kVotes)) return Table::votes;
  if (named.has_all(kComments)) return Table::comments;
  if (named.has_all(kMatrix)) return Table::matrix;
  if (named.has_all(kGroups)) return Table::groups;
  if (columns.size() == 2 && columns[0] == "topic") return Table::summary;
  return Table::unknown;
}

Expected<void> Conversation::read_summary(std::size_t table, const Columns& columns) {
  into_.table(table).entity = "summary";
  engine::Space space;
  space.key = "/conversation";
  space.title = {columns.names()[1], columns.names()[1]};
  into_.data.platform_name = columns.names()[1];
  const auto done = into_.read_rows(sources_, table, [&](const csv::Record& record) -> std::optional<Message> {
    if (record[0] == "url") space.url = std::string(csv::trimmed(record[1]));
    return std::nullopt;
  });
  into_.data.platform_url = space.url;
  space_ = into_.space(std::move(space));
  return done;
}

std::optional<Message> Conversation::statement(const csv::Record& record, const Columns& columns, std::size_t table) {
  const auto id = id_of(columns.cell(record, "comment-id"));
  const auto stamp = csv::parse_integer(columns.cell(record, "timestamp"));
  const auto moderated = csv::parse_integer(columns.cell(record, "moderated"));
  if (!id || !stamp) return bad_row();
  if (!seen_.insert(*id).second) {
    ++into_.table(table).rows_duplicate;
    return std::nullopt;
  }
  Statement& s = statements_.emplace_back();
  s.id = *id;
  s.stamp = *stamp;
  if (const auto author = id_of(columns.cell(record, "author-id"))) s.author = *author, s.has_author = true;
  s.hidden = moderated && *moderated < 0;
  s.seed = csv::parse_bool(columns.cell(record, "is-seed")).value_or(false);
  const auto agrees = csv::parse_integer(columns.cell(record, "agrees"));
  const auto disagrees = csv::parse_integer(columns.cell(record, "disagrees"));
  if (agrees && disagrees) s.counted = Counted{*id, *agrees, *disagrees};
  const std::size_t body = *columns.find("comment-body");
  quoted_body_ = quoted_body_ || record.quoted(body);
  if (s.hidden) return std::nullopt;  // its text is not published: nothing of it is kept
  const OptionalIndex author = s.has_author ? OptionalIndex(person(s.author)) : OptionalIndex{};
  s.text = into_.text(record, body, table, engine::TextSignature::Of::contribution, author, space_);
  return std::nullopt;
}

Expected<void> Conversation::read_comments(std::size_t table, const Columns& columns) {
  comments_ = table;
  has_seed_ = columns.find("is-seed").has_value();
  into_.table(table).entity = "comments";
  into_.table(table).columns_ignored =
      columns.except({"timestamp", "comment-id", "author-id", "moderated", "comment-body", "is-seed"});
  auto done =
      into_.read_rows(sources_, table, [&](const csv::Record& record) { return statement(record, columns, table); });
  into_.table(table).rows_read -= into_.table(table).rows_duplicate;
  return done;
}

Expected<void> Conversation::read_votes(std::size_t table, const Columns& columns) {
  votes_ = table;
  into_.table(table).entity = "votes";
  into_.table(table).columns_ignored = columns.except({"timestamp", "comment-id", "voter-id", "vote"});
  std::atomic<std::size_t> most = 0;
  return into_.read_blocks(
      sources_, table, [&] { return std::make_unique<VoteRows>(columns, most); },
      [&](Assembly::Rows& rows) {
        const auto& events = static_cast<VoteRows&>(rows).events;
        most = std::max(most.load(), events.size() + events.size() / 16);
        for (const Event& event : events) log_.add(event.comment, event.voter, event.stamp, event.vote);
      });
}

Expected<void> Conversation::read_matrix(std::size_t table, const Columns& columns) {
  matrix_ = table;
  engine::SourceRecord& about = into_.table(table);
  about.entity = "participants-votes";
  std::vector<std::pair<std::size_t, std::uint64_t>> comments;
  for (std::size_t i = 0; i < columns.names().size(); ++i) {
    if (const auto id = id_of(columns.names()[i])) comments.emplace_back(i, *id);
    if (columns.names()[i] == "xid") about.columns_personal.push_back("xid");
  }
  std::vector<Cell> row;
  return into_.read_rows(sources_, table, [&](const csv::Record& record) -> std::optional<Message> {
    const auto voter = id_of(columns.cell(record, "participant"));
    if (!voter) return bad_row();
    row.clear();
    for (const auto& [column, comment] : comments) {
      const std::string_view cell = csv::trimmed(record[column]);
      if (cell.empty()) continue;
      const auto vote = vote_of(cell);
      if (!vote) return bad_row();
      row.push_back({comment, *voter, *vote});
      matrix_plus_ += *vote > 0;
      matrix_minus_ += *vote < 0;
    }
    cells_.insert(cells_.end(), row.begin(), row.end());
    matrix_agrees_ += csv::parse_integer(columns.cell(record, "n-agree")).value_or(0);
    if (const auto group = id_of(columns.cell(record, "group-id"))) groups_.emplace_back(*voter, *group);
    return std::nullopt;
  });
}

}  // namespace boussole::connectors::polis
