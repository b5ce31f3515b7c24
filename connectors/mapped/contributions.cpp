#include <algorithm>
#include <cmath>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/keys.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

using engine::VoteChannel;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

namespace {

engine::State state_of(std::string_view word) {
  using enum engine::State;
  if (word == "not_answered") return not_answered;
  if (word == "evaluating") return evaluating;
  if (word == "accepted") return accepted;
  if (word == "rejected") return rejected;
  if (word == "withdrawn") return withdrawn;
  if (word == "draft") return draft;
  return word == "other" ? other : none;
}

}  // namespace

engine::State TableReader::state_of_row(const Row& row) const {
  const std::string word = row.word(Field::state);
  // A word that the mapping does not know is a state of the platform's own making.
  return word.empty() && !row.cell(Field::state).empty() ? engine::State::other : state_of(word);
}

TableReader::Refusal TableReader::proposal(const Row& row) {
  using enum Field;
  engine::Dataset& data = into_.data;
  engine::Contribution c;
  c.id = id_of(row);
  c.kind = row.plan().kind;
  c.url_key = key_of(Entity::proposals, c.id);
  if (duplicate(contributions_, c.url_key, data.contributions.size())) {
    complete_proposal(row);
    return std::nullopt;
  }
  c.created = row.moment(created_at);
  c.published = row.moment(published_at);
  if (!row.has(published_at)) c.published = c.created;
  c.updated = row.moment(updated_at);
  c.answered = row.moment(answered_at);
  c.space = space_of(row);
  c.authors.begin = static_cast<std::uint32_t>(data.author_pool.size());
  const OptionalIndex writer = author_of(row, &c.origin);
  if (writer) {
    data.author_pool.push_back(*writer);
    c.authors.count = 1;
    c.coauthors = 1;
  }
  c.official = c.origin == engine::Origin::organiser;
  const auto measured = text_of(row, title, body, engine::TextSignature::Of::contribution, writer, c.space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  if (row.has(answer)) {
    const auto answered = text_of(row, answer, answer, engine::TextSignature::Of::answer, {}, c.space);
    c.answer = answered.features;
    c.answer_signature = answered.signature;
    c.has_answer_text = c.answer.words > 0;
  }
  c.state = state_of_row(row);
  c.withdrawn = c.state == engine::State::withdrawn || row.truth(withdrawn).value_or(false);
  c.votes = row.count(votes);
  c.comments = row.count(comments);
  c.endorsements = row.count(endorsements);
  c.follows = row.count(follows);
  c.themes = themes_of(row);
  c.located = row.amount(latitude).has_value() && row.amount(longitude).has_value();
  for (const OptionalTime time : {c.created, c.published, c.updated, c.answered}) into_.seen(time);
  const auto at =
      own_target(Entity::proposals, c.url_key, static_cast<std::uint32_t>(data.contributions.size()), c.space);
  total(at, Of::all, row.plan().scale, VoteChannel::unknown, c.votes);
  total(at, Of::positive, VoteScale::up_down, VoteChannel::unknown, row.count(votes_for));
  total(at, Of::negative, VoteScale::up_down, VoteChannel::unknown, row.count(votes_against));
  total(at, Of::all, row.plan().scale, VoteChannel::paper, row.count(votes_paper));
  const auto fill = [&](Field field, const char* name, bool filled) {
    if (row.has(field)) into_.fill(name, filled);
  };
  remember_title(row.cell(title), c.url_key);
  if (!row.has(body) || row.cell(body).empty())
    title_only_.insert(static_cast<std::uint32_t>(data.contributions.size()));
  into_.fill("proposals.author", writer.has_value());
  into_.fill("proposals.body", c.text.words > 0);
  into_.fill("proposals.created_at", c.created.has_value());
  fill(votes, "proposals.votes", c.votes.has_value());
  fill(category, "proposals.themes", c.themes.count > 0);
  data.contributions.push_back(c);
  return std::nullopt;
}

TableReader::Refusal TableReader::comment(const Row& row) {
  using enum Field;
  engine::Dataset& data = into_.data;
  engine::Comment c;
  c.id = id_of(row);
  if (duplicate(comments_, key_of(Entity::comments, c.id), data.comments.size())) {
    complete_comment(row);
    return std::nullopt;
  }
  const std::string_view above = row.cell(parent), thing = row.cell(on);
  if (above.empty() && thing.empty() && (row.has(on) || row.has(parent)))
    return Message{"no_target", {"on ne sait pas ce qui est commenté", "what is commented on is not known"}};
  c.created = row.moment(created_at);
  // Where a comment names no space it is in that of the thing it is on.
  if (row.plan().space || !row.cell(space).empty()) c.space = space_of(row);
  c.author = author_of(row, nullptr);
  c.reply = !above.empty();
  c.root_key = thing.empty() ? 0 : key_named(row.plan().of, thing);
  c.target = c.reply ? id_number(above) : id_number(thing);
  const std::string side = row.word(alignment);
  c.alignment = static_cast<std::int8_t>(side == "for" ? 1 : side == "against" ? -1 : 0);
  const auto measured = text_of(row, body, body, engine::TextSignature::Of::comment, c.author, c.space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  into_.seen(c.created);
  into_.fill("comments.author", c.author.has_value());
  into_.fill("comments.body", c.text.words > 0);
  into_.fill("comments.created_at", c.created.has_value());
  const auto at = own_target(Entity::comments, key_of(Entity::comments, c.id),
                             static_cast<std::uint32_t>(data.comments.size()), c.space);
  total(at, Of::positive, VoteScale::up_down, VoteChannel::unknown, row.count(votes_for));
  total(at, Of::negative, VoteScale::up_down, VoteChannel::unknown, row.count(votes_against));
  data.comments.push_back(c);
  return std::nullopt;
}

TableReader::Refusal TableReader::project(const Row& row) {
  using enum Field;
  engine::Dataset& data = into_.data;
  engine::Project p;
  p.id = id_of(row);
  p.url_key = key_of(Entity::projects, p.id);
  if (duplicate(projects_, p.url_key, data.projects.size())) {
    complete_project(row);
    return std::nullopt;
  }
  p.space = space_of(row);
  p.created = row.moment(created_at);
  p.updated = row.moment(updated_at);
  p.selected = row.moment(selected_at);
  if (const auto cost = row.amount(amount); cost && *cost >= 0)
    p.amount = static_cast<std::int64_t>(std::llround(*cost));
  p.votes = row.count(votes);
  p.comments = row.count(comments);
  p.themes = themes_of(row);
  p.located = row.amount(latitude).has_value() && row.amount(longitude).has_value();
  const auto chosen = row.truth(selected);
  p.selected_known = chosen.has_value() || row.has(selected_at);
  // Selected, but when is not said: no later than the newest day of the data, once all of them are read.
  if (chosen.value_or(false) && !p.selected) undated_.push_back(static_cast<std::uint32_t>(data.projects.size()));
  p.sources.begin = static_cast<std::uint32_t>(data.link_pool.size());
  for (const std::string_view id : row.list(on)) {
    data.link_pool.push_back(key_named(Entity::proposals, id));
    ++p.sources.count;
  }
  into_.seen(p.created);
  into_.seen(p.updated);
  into_.fill("projects.amount", p.amount.has_value());
  if (row.has(votes)) into_.fill("projects.votes", p.votes.has_value());
  const auto at = own_target(Entity::projects, p.url_key, static_cast<std::uint32_t>(data.projects.size()), p.space);
  total(at, Of::all, VoteScale::approval, VoteChannel::unknown, p.votes);
  total(at, Of::all, VoteScale::approval, VoteChannel::paper, row.count(votes_paper));
  data.projects.push_back(p);
  return std::nullopt;
}

/// Replies whose parent is not there are orphans, never roots; a reply without a thing of its own is on its parent's.
void TableReader::link_comments() {
  auto& comments = into_.data.comments;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    engine::Comment& c = comments[i];
    if (!c.reply || c.parent || c.orphan) continue;
    const std::uint32_t parent = comments_.find(key_of(Entity::comments, c.target));
    c.orphan = parent == FlatMap::kNone || parent == i;
    if (!c.orphan) c.parent = parent;
    orphans_ += c.orphan;
  }
  constexpr int kDeepest = 255;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    int depth = 0;
    const engine::Comment* at = &comments[i];
    for (; at->parent && depth < kDeepest; ++depth) at = &comments[*at->parent];
    comments[i].depth = static_cast<std::uint8_t>(std::min(depth + (at->orphan ? 1 : 0), kDeepest));
    if (comments[i].root_key == 0) comments[i].root_key = at->root_key;
    if (!comments[i].space && at->space) comments[i].space = at->space;
    const std::uint32_t thing = contributions_.find(comments[i].root_key);
    if (!comments[i].space && thing != FlatMap::kNone) comments[i].space = into_.data.contributions[thing].space;
  }
}

}  // namespace boussole::connectors::mapped
