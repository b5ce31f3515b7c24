#include <algorithm>
#include <memory>
#include <string>

#include "connectors/cap_collectif/ground.h"

namespace boussole::connectors::cap_collectif {

using engine::Presence;

/// Targets point at what they are of, replies at their parents, once everything was read.
void Ground::link() {
  for (std::size_t i = 0; i < into.votes.targets.size(); ++i) {
    engine::VoteTarget& target = into.votes.targets[i];
    if (const std::uint32_t row = contributions_.find(target.key); row != FlatMap::kNone) target.contribution = row;
    target.comment = comment_row(target.key);
    target.hidden = hidden_.find(target.key) != FlatMap::kNone;
  }
  for (const auto& [key, count] : totals_) {
    const auto& [target, of, scale, channel] = key;
    into.votes.totals.push_back({of, scale, channel, target, {}, count});
  }
  auto& comments = into.data.comments;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    engine::Comment& c = comments[i];
    if (!c.reply) continue;
    const OptionalIndex parent = comment_row(c.target);
    c.orphan = !parent || *parent == i;
    if (!c.orphan) c.parent = parent;
    c.depth = 1;  // the platform has one level of replies
  }
}

void Ground::capabilities() {
  auto& has = into.data.capabilities;
  const auto when = [](bool there, Presence presence) { return there ? presence : Presence::absent; };
  const bool things = has_proposals || has_opinions;
  has["participants"] = when(has_people || things || has_votes, full_people ? Presence::full : Presence::partial);
  for (const char* field : {"proposals", "proposals.author", "proposals.coauthors", "proposals.body"})
    has[field] = when(things, Presence::full);
  has["proposals.themes"] = when(has_proposals, Presence::full);
  has["proposals.votes"] = when(has_totals, Presence::full);
  has["proposals.answer"] = when(has_responses, Presence::full);
  has["answers"] = when(has_answers, Presence::full);
  for (const char* field : {"comments", "comments.author", "comments.body", "comments.root"})
    has[field] = when(has_comments, Presence::full);
  has["comments.parent"] = has["comments.depth"] = when(has_comments, Presence::partial);
  has["comments.alignment"] = when(has_opinions || has_debates, Presence::full);
  has["votes"] = has_votes ? Presence::full : when(has_totals, Presence::aggregate);
  has["votes.channel"] = when(has_votes || has_totals, Presence::full);
  has["votes.time"] = when(has_votes, Presence::full);
  has["moderations"] = when(has_trash, Presence::full);
  has["moderations.reason"] = when(has_trash, Presence::full);
  has["reports"] = when(has_reports, Presence::full);
  has["phases"] = when(!course.phases.empty(), Presence::partial);  // their names, not their dates
  if (has_debates) has["conversation"] = Presence::full;
}

void Ground::finish() {
  link();
  into.data.platform_name = "Cap Collectif";
  if (into.data.generation.empty()) into.data.generation = "Cap Collectif, CSV";
  capabilities();
  if (auto known = demographics.take()) {
    into.data.capabilities["participants.demographics"] = Presence::partial;
    into.data.demographics = std::move(known);
  }
  engine::Course& made = course;
  if (!made.phases.empty() || !made.decisions.empty() || !made.moderations.empty())
    into.data.course = std::make_shared<const engine::Course>(std::move(made));
}

}  // namespace boussole::connectors::cap_collectif
