#include <algorithm>

#include "connectors/merge/merger.h"
#include "connectors/merge/rows.h"

/// Votes, what is known of people, and the course of things. The base's own pass here first, so that it can grow.
namespace boussole::connectors::merge {

namespace {

std::uint64_t vote_name(std::uint32_t person, std::uint32_t target, engine::VoteScale scale, std::uint64_t time) {
  return mix(mix((std::uint64_t{person} << 32) | target, static_cast<std::uint64_t>(scale) + 1), time);
}

std::uint64_t total_name(const engine::VoteTotal& t) {
  const std::uint64_t kind = (static_cast<std::uint64_t>(t.of) << 16) | (static_cast<std::uint64_t>(t.scale) << 8) |
                             static_cast<std::uint64_t>(t.channel);
  return mix(mix((std::uint64_t{t.target} << 32) | t.area.value_or(FlatMap::kNone - 1), kind), 't');
}

}  // namespace

void Merger::take_votes(const engine::Votes& from) {
  const bool base = first_;
  const auto place = [&](const Map& map, OptionalIndex row) { return base ? row : at(map, row); };
  Map areas;
  for (const std::string& area : from.areas) {
    const auto [found, fresh] = by_area_.try_emplace(area, static_cast<std::uint32_t>(votes_.areas.size()));
    if (fresh) votes_.areas.push_back(area);
    areas.push_back(found->second);
  }
  for (const engine::VoteTarget& target : from.targets) {
    engine::VoteTarget copy = target;
    copy.key = key(target.key);
    copy.contribution = place(contributions_, target.contribution);
    copy.project = place(projects_, target.project);
    copy.comment = place(comments_, target.comment);
    copy.space = place(spaces_, target.space);
    const auto [row, fresh] = by_target_.insert(copy.key, static_cast<std::uint32_t>(votes_.targets.size()));
    if (fresh) votes_.targets.push_back(copy);
    targets_.push_back(row);
  }
  vote_rows(from, targets_, areas);
  // A ballot points at a run of votes: it is kept whole or not at all, and only where its votes are all new.
  ballots(from, targets_, areas);
}

void Merger::vote_rows(const engine::Votes& from, const Map& targets, const Map& areas) {
  engine::MergedEntity& votes = entity("votes");
  const bool base = first_;
  for (const engine::Vote& vote : from.votes) {
    engine::Vote copy = vote;
    if (!base) copy.participant = people_[vote.participant];
    copy.target = targets[vote.target];
    const auto time = static_cast<std::uint64_t>(vote.superseded ? vote.time.value_or(0) : 0);
    const std::uint64_t name = vote_name(copy.participant, copy.target, copy.scale, time);
    const auto [row, fresh] = by_vote_.insert(name, static_cast<std::uint32_t>(votes_.votes.size()));
    if (fresh || base) {
      votes_.votes.push_back(copy);
      ++(base ? votes.first : votes.added);
      continue;
    }
    settle(votes, false, votes_.votes[row].value != copy.value);
  }
  engine::MergedEntity& totals = entity("vote totals");
  for (const engine::VoteTotal& total : from.totals) {
    engine::VoteTotal copy = total;
    copy.target = targets[total.target];
    if (total.area) copy.area = areas[*total.area];
    const auto [row, fresh] = by_total_.insert(total_name(copy), static_cast<std::uint32_t>(votes_.totals.size()));
    if (fresh || base) {
      votes_.totals.push_back(copy);
      ++(base ? totals.first : totals.added);
      continue;
    }
    settle(totals, false, votes_.totals[row].count != copy.count);
  }
  for (const engine::DeclaredGroup& group : from.groups)
    votes_.groups.push_back({base ? group.participant : people_[group.participant], group.group});
}

void Merger::ballots(const engine::Votes& from, const Map& targets, const Map& areas) {
  const bool base = first_;
  engine::MergedEntity& counted = entity("ballots");
  for (const engine::Ballot& ballot : from.ballots) {
    engine::Ballot copy = ballot;
    if (!base) copy.participant = at(people_, ballot.participant);
    if (!base) copy.space = at(spaces_, ballot.space);
    if (ballot.area) copy.area = areas[*ballot.area];
    // Where the run stands among the votes that were kept: that of its first vote.
    if (ballot.votes.count > 0) {
      const engine::Vote& first = from.votes[ballot.votes.begin];
      const std::uint32_t person = base ? first.participant : people_[first.participant];
      const std::uint32_t row = by_vote_.find(vote_name(person, targets[first.target], first.scale, 0));
      if (row == FlatMap::kNone) continue;
      copy.votes.begin = row;
    }
    votes_.ballots.push_back(copy);
    ++(base ? counted.first : counted.added);
  }
}

void Merger::take_demographics(const engine::Demographics& from) {
  const auto next = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  const bool base = first_;
  Map variables, values, measures;
  for (const engine::AttributeVariable& v : from.variables) {
    const std::string name = v.name + "\n" + v.source + "\n" + std::to_string(static_cast<int>(v.origin));
    const auto [found, fresh] = by_variable_.try_emplace(name, next(demographics_.variables));
    if (fresh) demographics_.variables.push_back(v);
    variables.push_back(found->second);
  }
  for (const std::string& value : from.values) {
    const auto [found, fresh] = by_value_.try_emplace(value, next(demographics_.values));
    if (fresh) demographics_.values.push_back(value);
    values.push_back(found->second);
  }
  for (const std::string& measure : from.measures) {
    const auto [found, fresh] = by_measure_.try_emplace(measure, next(demographics_.measures));
    if (fresh) demographics_.measures.push_back(measure);
    measures.push_back(found->second);
  }
  engine::MergedEntity& counted = entity("attributes");
  for (const engine::PersonAttribute& a : from.people) {
    const std::uint32_t person = base ? a.participant : people_[a.participant];
    const std::uint64_t name = mix(hash_bytes(from.variables[a.variable].name), person);
    const auto [row, fresh] = by_attribute_.insert(name, next(demographics_.people));
    if (fresh) {
      demographics_.people.push_back({person, variables[a.variable], values[a.value]});
      ++(base ? counted.first : counted.added);
      continue;
    }
    settle(counted, false, demographics_.people[row].value != values[a.value]);
  }
  for (const engine::DemographicTotal& total : from.totals) {
    engine::DemographicTotal copy = total;
    copy.variable = variables[total.variable];
    if (total.value) copy.value = values[*total.value];
    copy.measure = measures[total.measure];
    if (!base) copy.space = at(spaces_, total.space);
    demographics_.totals.push_back(copy);
  }
  demographics_.smallest_total = std::max(demographics_.smallest_total, from.smallest_total);
}

void Merger::take_course(const engine::Course& from) {
  const bool base = first_;
  const auto place = [&](const Map& map, OptionalIndex row) { return base ? row : at(map, row); };
  for (const engine::Phase& phase : from.phases) {
    bool known = false;
    for (const engine::Phase& other : course_.phases) known = known || (same_ && other.key == phase.key);
    if (known) continue;
    engine::Phase copy = phase;
    copy.space = place(spaces_, phase.space);
    course_.phases.push_back(std::move(copy));
  }
  for (engine::Decision decision : from.decisions) {
    decision.contribution = place(contributions_, decision.contribution);
    decision.project = place(projects_, decision.project);
    bool known = false;
    for (const engine::Decision& other : course_.decisions)
      known = known ||
              (other.kind == decision.kind && ((decision.contribution && other.contribution == decision.contribution) ||
                                               (decision.project && other.project == decision.project)));
    if (!known) course_.decisions.push_back(decision);
  }
  for (engine::Envelope envelope : from.envelopes) {
    bool known = false;
    if (!base) envelope.budget = key(envelope.budget);
    for (const engine::Envelope& other : course_.envelopes) known = known || other.budget == envelope.budget;
    envelope.space = place(spaces_, envelope.space);
    if (!known) course_.envelopes.push_back(envelope);
  }
  for (engine::Question question : from.questions) {
    bool known = false;
    if (!base) question.id = key(question.id), question.form = key(question.form);
    for (const engine::Question& other : course_.questions) known = known || other.id == question.id;
    question.space = place(spaces_, question.space);
    if (!known) course_.questions.push_back(std::move(question));
  }
  for (engine::ModerationAct act : from.moderations) {
    act.contribution = place(contributions_, act.contribution);
    act.comment = place(comments_, act.comment);
    course_.moderations.push_back(act);
  }
  for (engine::Exposure shown : from.exposures) {
    shown.participant = place(people_, shown.participant);
    if (shown.target >= targets_.size()) continue;
    shown.target = targets_[shown.target];
    course_.exposures.push_back(shown);
  }
}

}  // namespace boussole::connectors::merge
