#include "connectors/polis/conversation.h"

#include <algorithm>

#include "connectors/hash.h"

namespace boussole::connectors::polis {

namespace {

using engine::Presence;
using engine::VoteScale;

Error undecided_sign(const std::string& file) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.what = {
      "rien ne dit si 1 veut dire « d’accord » ou « pas d’accord » : une génération d’exports Polis écrit les "
      "votes à l’envers.",
      "nothing tells whether 1 means agree or disagree: one generation of Polis exports writes votes with the "
      "opposite sign."};
  error.remedy = {"Donnez aussi participants-votes.csv (ou participant-votes.csv) de la même conversation.",
                  "Give participants-votes.csv (or participant-votes.csv) of the same conversation too."};
  return error;
}

Error undecided_unit(const std::string& file) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.what = {"les dates (timestamp) ne sont ni des secondes ni des millisecondes entre 1990 et 2100.",
                "the timestamps are neither seconds nor milliseconds between 1990 and 2100."};
  error.remedy = {"Téléchargez à nouveau l’export du rapport.", "Download the report's export again."};
  return error;
}

}  // namespace

Expected<std::int64_t> Conversation::unit(const UnitOfTime& found, std::size_t table) const {
  if (found.empty()) return 1;
  if (const auto units = found.per_second()) return *units;
  return std::unexpected(undecided_unit(into_.table(table).file));
}

/// The matrix says its own sign (n-agree counts its agreements), and the log's by comparison. Without a matrix, the
/// counts of comments.csv tell, unless the file is of the generation that was wrong in both: seconds, and no text
/// quoted.
Expected<int> Conversation::sign() {
  if (!votes_) return 1;
  if (matrix_ && !cells_.empty()) {
    const bool plus = matrix_agrees_ == matrix_plus_, minus = matrix_agrees_ == matrix_minus_;
    const Agreement found = compare(log_, cells_);
    if (const auto against_matrix = found.sign(); against_matrix && plus != minus) {
      const int matrix_sign = plus ? 1 : -1;
      if (matrix_sign < 0)
        for (Cell& cell : cells_) cell.vote = static_cast<std::int8_t>(-cell.vote);
      engine::SourceRecord& record = into_.table(*matrix_);
      const std::string cells = std::to_string(cells_.size());
      if (found.equal(*against_matrix)) {
        note(record, "matrix_equals_log",
             "Les " + cells + " cases sont celles du journal des votes, le dernier vote compte.",
             "The " + cells + " cells are those of the log of votes, the last vote counts.");
      } else {
        const std::string differ =
            std::to_string(found.others + found.only_log + found.only_matrix + std::min(found.same, found.opposite));
        note(record, "matrix_differs_from_log",
             differ + " cases diffèrent du journal des votes ; le journal est retenu.",
             differ + " cells differ from the log of votes; the log is kept.");
      }
      return *against_matrix * matrix_sign;
    }
  }
  if (comments_ && (comments_unit_ == 1000 || quoted_body_)) {
    std::vector<Counted> counted;
    for (const Statement& s : statements_)
      if (s.counted) counted.push_back(*s.counted);
    if (const auto by_counts = sign_by_counts(log_, counted)) return *by_counts;
  }
  if (log_.empty()) return 1;
  return std::unexpected(undecided_sign(into_.table(*votes_).file));
}

std::uint32_t Conversation::person(std::uint64_t id) {
  constexpr std::uint64_t kNear = std::uint64_t{1} << 22;
  if (id < kNear) {
    if (id >= near_people_.size()) near_people_.resize(static_cast<std::size_t>(id) + 1);
    OptionalIndex& known = near_people_[static_cast<std::size_t>(id)];
    if (!known) known = into_.participant(std::to_string(id));
    return *known;
  }
  const std::uint32_t known = people_.find(id);
  if (known != FlatMap::kNone) return known;
  const std::uint32_t row = into_.participant(std::to_string(id));
  people_.insert(id, row);
  return row;
}

std::uint32_t Conversation::target(std::uint64_t comment) {
  if (last_target_ && last_target_->first == comment) return last_target_->second;
  const auto [at, fresh] = targets_.try_emplace(comment, static_cast<std::uint32_t>(into_.votes.targets.size()));
  if (fresh) into_.votes.targets.push_back({comment, {}, {}, {}, space_, false});
  last_target_ = *at;
  return at->second;
}

void Conversation::add_statements() {
  engine::Dataset& data = into_.data;
  for (Statement& s : statements_) {
    const std::uint32_t at = target(s.id);
    into_.votes.targets[at].hidden = s.hidden;
    const OptionalTime created(s.stamp / comments_unit_);
    into_.seen(created);
    if (s.hidden) {
      data.moderations.push_back({s.id, {}, {}, false, false});
      continue;
    }
    engine::Contribution c;
    c.kind = engine::ContributionKind::statement;
    c.id = s.id;
    c.url_key = mix(s.id + 1, std::uint64_t{'s'});
    c.created = c.published = created;
    c.space = space_;
    c.text = s.text.features;
    c.text_signature = s.text.signature;
    c.authors.begin = static_cast<std::uint32_t>(data.author_pool.size());
    if (s.has_author) {
      data.author_pool.push_back(person(s.author));
      c.authors.count = 1;
    }
    if (has_seed_) c.origin = s.seed ? engine::Origin::organiser : engine::Origin::participant;
    c.official = s.seed;
    into_.fill("statements.author", s.has_author);
    into_.fill("statements.body", s.text.features.words > 0);
    into_.votes.targets[at].contribution = static_cast<std::uint32_t>(data.contributions.size());
    data.contributions.push_back(c);
  }
}

void Conversation::add_log(int sign) {
  std::int64_t replaced = 0;
  OptionalTime first, last;
  for (std::size_t i = 0; i < log_.size(); ++i) {
    const Event event = log_[i];
    const Seconds time = votes_unit_ == 1000 ? event.stamp / 1000 : event.stamp / votes_unit_;
    if (!first || time < *first) first = time;
    if (!last || time > *last) last = time;
    engine::Vote& vote = into_.votes.votes.emplace_back();
    vote.participant = person(event.voter);
    vote.target = target(event.comment);
    vote.value = event.vote * sign;
    vote.scale = VoteScale::agree_pass_disagree;
    vote.superseded = event.superseded;
    vote.time = time;
    replaced += event.superseded;
  }
  into_.seen(first);
  into_.seen(last);
  engine::SourceRecord& record = into_.table(*votes_);
  const std::string all = std::to_string(log_.size()), gone = std::to_string(replaced);
  note(record, "events_and_votes",
       all + " votes au journal, dont " + gone + " remplacés ensuite par la même personne : eux ne comptent plus.",
       all + " votes in the log, of which " + gone + " were replaced later by the same person: those no longer count.");
  if (sign < 0)
    note(record, "sign_turned", "Votes écrits à l’envers (-1 = d’accord) : ils ont été remis à l’endroit.",
         "Votes written with the opposite sign (-1 = agree): they were turned.");
  if (replaced > 0 && comments_)
    note(into_.table(*comments_), "columns_count_events",
         "Les colonnes agrees et disagrees comptent aussi les votes remplacés : elles ne sont pas utilisées.",
         "The columns agrees and disagrees count replaced votes too: they are not used.");
}

void Conversation::add_matrix() {
  if (!votes_)
    for (const Cell& cell : cells_)
      into_.votes.votes.push_back(
          {person(cell.voter), target(cell.comment), cell.vote, VoteScale::agree_pass_disagree, false, {}});
  for (const auto& [voter, group] : groups_)
    into_.votes.groups.push_back({person(voter), static_cast<std::uint32_t>(group)});
}

void Conversation::capabilities() {
  auto& has = into_.data.capabilities;
  const bool votes = votes_ || matrix_;
  has["conversation"] = Presence::full;
  has["participants"] = Presence::partial;  // those who voted or wrote, by number
  has["statements"] = comments_ ? Presence::full : Presence::absent;
  has["statements.author"] = comments_ ? Presence::full : Presence::absent;
  has["votes"] = votes ? Presence::full : Presence::absent;
  has["votes.time"] = votes_ ? Presence::full : Presence::absent;
  has["votes.superseded"] = votes_ ? Presence::full : Presence::absent;
  if (comments_) has["moderations"] = Presence::full;
}

Expected<void> Conversation::finish() {
  UnitOfTime stamps;
  for (const Statement& s : statements_) stamps.add(s.stamp);
  const auto of_comments = unit(stamps, comments_.value_or(0));
  if (!of_comments) return std::unexpected(of_comments.error());
  const auto of_votes = unit(log_.unit(), votes_.value_or(0));
  if (!of_votes) return std::unexpected(of_votes.error());
  comments_unit_ = *of_comments;
  votes_unit_ = *of_votes;
  log_.settle();
  if (!votes_ && matrix_ && matrix_agrees_ != matrix_plus_) {
    if (matrix_agrees_ != matrix_minus_) return std::unexpected(undecided_sign(into_.table(*matrix_).file));
    for (Cell& cell : cells_) cell.vote = static_cast<std::int8_t>(-cell.vote);
  }
  const auto decided = sign();
  if (!decided) return std::unexpected(decided.error());
  if (!space_) {
    engine::Space space;
    space.key = "/conversation";
    space.title = {"Conversation", "Conversation"};
    space_ = into_.space(std::move(space));
  }
  add_statements();
  if (votes_) add_log(*decided);
  add_matrix();
  capabilities();
  return {};
}

}  // namespace boussole::connectors::polis
