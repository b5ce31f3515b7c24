// What a later table says of something that an earlier one has already: it fills what is empty and changes nothing
// else.
#include <algorithm>
#include <cmath>
#include <memory>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/keys.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/values.h"
#include "connectors/merge/rows.h"
#include "engine/merge.h"

namespace boussole::connectors::mapped {

using enum Field;
using engine::VoteChannel;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

namespace {

/// Whether a row filled something, and whether it said something else.
struct Settled {
  bool filled = false, differs = false;

  template <class T>
  void take(T& kept, const T& other) {
    if (!other.has_value()) return;
    if (!kept.has_value()) {
      kept = other;
      filled = true;
    } else if (!(*kept == *other)) {
      differs = true;
    }
  }
};

/// How rows of an entity are called where the report tells of merging.
const char* merged_name(Entity entity) {
  switch (entity) {
    case Entity::proposals:
      return "contributions";
    case Entity::results:
      return "followups";
    default:
      return def_of(entity).name.data();
  }
}

}  // namespace

engine::MergedEntity& TableReader::layer(Entity entity) {
  const char* name = merged_name(entity);
  for (engine::MergedEntity& known : layers_)
    if (known.entity == name) return known;
  layers_.push_back({name, {"l’identifiant dans la table", "the id in the table"}, 0, 0, 0, 0, 0});
  return layers_.back();
}

std::size_t TableReader::rows_of(Entity entity) const {
  const engine::Dataset& data = into_.data;
  switch (entity) {
    case Entity::proposals:
      return data.contributions.size();
    case Entity::comments:
      return data.comments.size();
    case Entity::votes:
      return into_.votes.votes.size();
    case Entity::ballots:
      return into_.votes.ballots.size();
    case Entity::meetings:
      return data.meetings.size();
    case Entity::results:
      return data.followups.size();
    case Entity::projects:
      return data.projects.size();
    case Entity::participants:
      return data.participants.size();
    case Entity::moderations:
      return data.moderations.size();
    case Entity::demographics:
      break;
  }
  return 0;
}

void TableReader::settle(Entity entity, bool filled, bool differs) {
  engine::MergedEntity& counted = layer(entity);
  ++counted.duplicates;
  counted.filled += filled;
  counted.conflicts += differs;
}

/// A count that is there already stays: the same votes in two tables are one count.
void TableReader::total_if_new(std::uint32_t target, Of of, VoteScale scale, VoteChannel channel, OptionalCount count) {
  if (count && totals_.find(total_key(target, of, scale, channel)) == FlatMap::kNone)
    total(target, of, scale, channel, count);
}

void TableReader::complete_proposal(const Row& row) {
  if (known_ >= begin_) return;  // twice in one table: the first one stays
  engine::Dataset& data = into_.data;
  engine::Contribution& c = data.contributions[known_];
  Settled settled;
  settled.take(c.created, row.moment(created_at));
  settled.take(c.published, row.moment(published_at));
  settled.take(c.updated, row.moment(updated_at));
  settled.take(c.answered, row.moment(answered_at));
  settled.take(c.votes, row.count(votes));
  settled.take(c.comments, row.count(comments));
  settled.take(c.endorsements, row.count(endorsements));
  settled.take(c.follows, row.count(follows));
  engine::Origin origin = engine::Origin::unknown;
  if (const OptionalIndex writer = author_of(row, &origin)) {
    if (c.authors.count == 0) {
      c.authors = {static_cast<std::uint32_t>(data.author_pool.size()), 1};
      c.coauthors = 1;
      c.origin = origin;
      c.official = origin == engine::Origin::organiser;
      data.author_pool.push_back(*writer);
      settled.filled = true;
    } else {
      settled.differs |= data.author_pool[c.authors.begin] != *writer;
    }
  }
  // A title stood for the body that this table has.
  const bool only_titled = title_only_.contains(known_) && row.has(body) && !row.cell(body).empty();
  if (!c.text_signature && (c.text.words == 0 || only_titled)) {
    const OptionalIndex writer =
        c.authors.count > 0 ? OptionalIndex(data.author_pool[c.authors.begin]) : OptionalIndex{};
    const auto measured = text_of(row, title, body, engine::TextSignature::Of::contribution, writer, c.space);
    if (measured.features.words > 0) {
      c.text = measured.features;
      c.text_signature = measured.signature;
      settled.filled = true;
      if (only_titled) title_only_.erase(known_);
    }
  }
  if (row.has(answer) && !c.has_answer_text) {
    const auto answered = text_of(row, answer, answer, engine::TextSignature::Of::answer, {}, c.space);
    c.answer = answered.features;
    c.answer_signature = answered.signature;
    c.has_answer_text = c.answer.words > 0;
    settled.filled |= c.has_answer_text;
  }
  if (const engine::State said = state_of_row(row); said != engine::State::none) {
    settled.differs |= c.state != engine::State::none && c.state != said;
    settled.filled |= c.state == engine::State::none;
    if (c.state == engine::State::none) c.state = said;
    c.withdrawn |= c.state == engine::State::withdrawn;
  }
  if (c.themes.count == 0) {
    c.themes = themes_of(row);
    settled.filled |= c.themes.count > 0;
  }
  c.located |= row.amount(latitude).has_value() && row.amount(longitude).has_value();
  for (const OptionalTime time : {c.created, c.published, c.updated, c.answered}) into_.seen(time);
  const auto at = own_target(Entity::proposals, c.url_key, known_, c.space);
  total_if_new(at, Of::all, row.plan().scale, VoteChannel::unknown, row.count(votes));
  total_if_new(at, Of::positive, VoteScale::up_down, VoteChannel::unknown, row.count(votes_for));
  total_if_new(at, Of::negative, VoteScale::up_down, VoteChannel::unknown, row.count(votes_against));
  total_if_new(at, Of::all, row.plan().scale, VoteChannel::paper, row.count(votes_paper));
  settle(Entity::proposals, settled.filled, settled.differs);
}

void TableReader::complete_comment(const Row& row) {
  if (known_ >= begin_) return;
  engine::Comment& c = into_.data.comments[known_];
  Settled settled;
  settled.take(c.created, row.moment(created_at));
  settled.take(c.author, author_of(row, nullptr));
  if (!c.text_signature && c.text.words == 0) {
    const auto measured = text_of(row, body, body, engine::TextSignature::Of::comment, c.author, c.space);
    settled.filled |= measured.features.words > 0;
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  into_.seen(c.created);
  const auto at = own_target(Entity::comments, key_of(Entity::comments, c.id), known_, c.space);
  total_if_new(at, Of::positive, VoteScale::up_down, VoteChannel::unknown, row.count(votes_for));
  total_if_new(at, Of::negative, VoteScale::up_down, VoteChannel::unknown, row.count(votes_against));
  settle(Entity::comments, settled.filled, settled.differs);
}

void TableReader::complete_project(const Row& row) {
  if (known_ >= begin_) return;
  engine::Project& p = into_.data.projects[known_];
  Settled settled;
  settled.take(p.created, row.moment(created_at));
  settled.take(p.updated, row.moment(updated_at));
  if (const auto cost = row.amount(amount); cost && *cost >= 0)
    settled.take(p.amount, OptionalAmount(static_cast<std::int64_t>(std::llround(*cost))));
  settled.take(p.votes, row.count(votes));
  settled.take(p.comments, row.count(comments));
  const auto chosen = row.truth(selected);
  if (!p.selected_known && (chosen.has_value() || row.has(selected_at))) {
    p.selected = row.moment(selected_at);
    p.selected_known = true;
    if (chosen.value_or(false) && !p.selected) undated_.push_back(known_);
    settled.filled = true;
  }
  const auto at = own_target(Entity::projects, p.url_key, known_, p.space);
  total_if_new(at, Of::all, VoteScale::approval, VoteChannel::unknown, row.count(votes));
  total_if_new(at, Of::all, VoteScale::approval, VoteChannel::paper, row.count(votes_paper));
  settle(Entity::projects, settled.filled, settled.differs);
}

void TableReader::complete_meeting(const Row& row) {
  if (known_ >= begin_) return;
  engine::Meeting& m = into_.data.meetings[known_];
  Settled settled;
  settled.take(m.created, row.moment(created_at));
  settled.take(m.start, row.moment(start_at));
  settled.take(m.end, row.moment(end_at));
  settled.take(m.attendees, row.count(attendees));
  if (!m.minutes_known && row.has(minutes)) {
    m.minutes_known = settled.filled = true;
    m.minutes = truth_of(row.cell(minutes)).value_or(!row.cell(minutes).empty());
  }
  settle(Entity::meetings, settled.filled, settled.differs);
}

void TableReader::complete_result(const Row& row) {
  if (known_ >= begin_) return;
  engine::Followup& f = into_.data.followups[known_];
  Settled settled;
  settled.take(f.created, row.moment(created_at));
  settled.take(f.updated, row.moment(updated_at));
  settled.take(f.start, row.moment(start_at));
  settled.take(f.end, row.moment(end_at));
  settled.take(f.progress, row.count(progress));
  if (const std::string said = row.word(status); !f.status_known && !said.empty()) {
    f.status_known = settled.filled = true;
    f.status_final = said == "done";
  }
  settle(Entity::results, settled.filled, settled.differs);
}

/// The same vote in two tables is one vote: a person has one voice on a thing, on one scale.
bool TableReader::voted_before(const engine::Vote& vote) {
  if (vote_tables_ < 2) return false;
  const std::uint64_t key = mix(mix(vote.participant, vote.target), static_cast<std::uint64_t>(vote.scale) + 1);
  const auto [row, fresh] = met_votes_.insert(key, static_cast<std::uint32_t>(into_.votes.votes.size()));
  if (fresh || row >= begin_) return false;
  settle(Entity::votes, false, into_.votes.votes[row].value != vote.value);
  ++into_.table(table_).rows_duplicate;
  return true;
}

void TableReader::count_layer(const TablePlan& plan, std::size_t rows) {
  engine::MergedEntity& counted = layer(plan.entity);
  (tables_of_[plan.entity]++ == 0 ? counted.first : counted.added) += static_cast<std::int64_t>(rows);
}

void TableReader::tell_layers() {
  const bool several =
      std::any_of(tables_of_.begin(), tables_of_.end(), [](const auto& each) { return each.second > 1; });
  if (!several) return;
  auto merge = std::make_shared<engine::Merge>();
  for (const auto& [table, plan] : plans_)
    merge->sources.push_back({into_.data.connector, into_.table(table).entity, {into_.table(table).file}, true});
  std::erase_if(layers_, [&](const engine::MergedEntity& e) { return e.added == 0 && e.duplicates == 0; });
  merge->entities = std::move(layers_);
  into_.data.merge = std::move(merge);
}

}  // namespace boussole::connectors::mapped
