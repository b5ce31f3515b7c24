#include "connectors/cap_collectif/ground.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

namespace {

using engine::PhaseKind;

/// The part of an address after `before`, up to the next slash.
std::string_view segment_after(std::string_view address, std::string_view before) {
  const auto at = address.find(before);
  if (at == std::string_view::npos) return {};
  address.remove_prefix(at + before.size());
  return address.substr(0, address.find_first_of("/?#"));
}

/// "collect__contributions_budget_ideas_simplified.csv" → "budget_ideas".
std::string stem_of(const std::string& file) {
  std::string name = file.substr(file.find('!') == std::string::npos ? 0 : file.rfind('!') + 1);
  name = name.substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  for (const std::string_view suffix : {"_simplified", "_grouped"})
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  if (const auto at = name.find("__"); at != std::string::npos) name.erase(0, at + 2);
  for (const std::string_view prefix : {"contributions_", "participants_", "votes_", "mediators_proposals_votes_"})
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  return name;
}

PhaseKind phase_kind(std::string_view word) {
  if (word == "collect" || word == "consultation" || word == "consultations" || word == "questionnaire")
    return PhaseKind::collect;
  if (word == "selection") return PhaseKind::vote;
  if (word == "debate") return PhaseKind::debate;
  if (word == "presentation") return PhaseKind::information;
  return PhaseKind::unknown;
}

std::string words_of(std::string_view slug) {
  std::string out(slug);
  std::replace(out.begin(), out.end(), '-', ' ');
  return out;
}

}  // namespace

Message no_id() { return {"no_id", {"l’identifiant manque", "the id is missing"}}; }
Message bad_date() { return {"bad_date", {"une date ne se lit pas", "a date cannot be read"}}; }
Message only_a_type() {
  return {"only_a_type",
          {"la ligne ne dit que son type : ni identifiant, ni auteur, ni contenu",
           "the row says its type only: no id, no author, no content"}};
}
Message unknown_type() {
  return {"unknown_type", {"le type de contribution n’est pas connu", "the type of contribution is not known"}};
}
Message unknown_stance() {
  return {"unknown_stance",
          {"le sens du vote ou de l’argument ne se lit pas", "the stance of a vote or argument cannot be read"}};
}

std::uint64_t key_of(char kind, std::string_view id) {
  return mix(hash_bytes(plain_id(id)), static_cast<std::uint64_t>(kind));
}

OptionalIndex Ground::person(std::string_view id, std::string_view type) {
  if (id.empty()) return {};
  const std::uint32_t row = into.participant(plain_id(id));
  const std::string word = folded(type);
  const auto is = [&](std::string_view part) { return word.find(part) != std::string::npos; };
  if (is("asso") || is("orga") || is("entreprise") || is("institution") || is("collectiv") || is("company"))
    into.data.participants[row].kind = engine::ParticipantKind::organisation;
  return row;
}

Step Ground::step(std::string_view address, const std::string& file) {
  std::string project(segment_after(address, "/project/")), kind, step;
  if (!project.empty()) {
    const std::string root = "/project/" + project + "/";
    kind = segment_after(address, root);
    if (!kind.empty()) step = segment_after(address, root + kind + "/");
  } else if (project = segment_after(address, "/consultations/"); !project.empty()) {
    kind = "consultations";
    step = segment_after(address, "/consultations/" + project + "/");
  }
  const std::string stem = stem_of(file);
  if (project.empty()) project = stem.substr(0, stem.find('_'));
  if (project.empty()) project = "site";
  const auto [at, fresh] = spaces_.try_emplace(project, 0);
  if (fresh) {
    engine::Space space;
    space.kind = engine::SpaceKind::process;
    space.key = "/project/" + project;
    space.title = {words_of(project), words_of(project)};
    at->second = into.space(std::move(space));
  }
  if (!step.empty()) phase(at->second, project, kind, step);
  if (kind == "debate" && !step.empty()) return {at->second, project + "_" + step};
  return {at->second, stem};
}

void Ground::phase(std::uint32_t space, const std::string& project, std::string_view kind, std::string_view step) {
  const std::string key = "/project/" + project + "/" + std::string(kind) + "/" + std::string(step);
  if (!phases_.try_emplace(key, true).second) return;
  engine::Phase row;
  row.key = key;
  row.kind = phase_kind(kind);
  row.space = space;
  row.title = {words_of(step), words_of(step)};
  course.phases.push_back(std::move(row));
}

std::uint32_t Ground::theme(engine::Theme::Kind kind, std::string_view name) {
  const auto next = static_cast<std::uint32_t>(into.data.themes.size());
  const auto [at, fresh] = themes_.try_emplace({static_cast<int>(kind), std::string(name)}, next);
  if (fresh) {
    engine::Theme theme;
    theme.kind = kind;
    theme.id = hash_bytes(name, static_cast<std::uint64_t>(kind) + 1);
    theme.name = {std::string(name), std::string(name)};
    into.data.themes.push_back(std::move(theme));
  }
  return at->second;
}

engine::PoolSpan Ground::themes(std::string_view category, std::string_view theme_title, std::string_view district) {
  engine::PoolSpan out{static_cast<std::uint32_t>(into.data.theme_pool.size()), 0};
  const auto add = [&](engine::Theme::Kind kind, std::string_view name) {
    if (name.empty()) return;
    into.data.theme_pool.push_back(theme(kind, name));
    ++out.count;
  };
  add(engine::Theme::Kind::category, category);
  if (theme_title != category) add(engine::Theme::Kind::category, theme_title);
  add(engine::Theme::Kind::scope, district);
  return out;
}

bool Ground::moment(std::string_view cell, OptionalTime& out) {
  if (cell.empty()) return true;
  const OptionalTime time = csv::parse_time(cell);
  if (time) out = time;
  return time.has_value();
}

bool Ground::met(std::uint64_t key) const {
  return contributions_.find(key) != FlatMap::kNone || hidden_.find(key) != FlatMap::kNone;
}

Outcome Ground::add(engine::Contribution c, OptionalIndex author) {
  const auto row = static_cast<std::uint32_t>(into.data.contributions.size());
  if (!contributions_.insert(c.url_key, row).second) return Outcome::duplicate;
  c.authors.begin = static_cast<std::uint32_t>(into.data.author_pool.size());
  if (author) {
    into.data.author_pool.push_back(*author);
    c.authors.count = 1;
    c.coauthors = 1;
    if (c.origin == engine::Origin::unknown) {
      const bool group = into.data.participants[*author].kind == engine::ParticipantKind::organisation;
      c.origin = group ? engine::Origin::user_group : engine::Origin::participant;
    }
  }
  into.seen(c.created);
  into.seen(c.published);
  into.data.contributions.push_back(c);
  return Outcome::added;
}

void Ground::hide(std::uint64_t key, bool of_comment, bool in_bin, OptionalTime when, bool has_reason, bool text_kept) {
  if (!hidden_.insert(key, 0).second) return;
  if (!in_bin) {
    ++not_public;
    return;
  }
  ++trashed;
  into.seen(when);
  into.data.moderations.push_back({key, when, {}, has_reason, of_comment});
  engine::ModerationAct act;
  act.action = engine::ModerationAct::Action::trash;
  act.actor = engine::ModerationAct::Actor::organiser;
  act.time = when;
  act.has_reason = has_reason;
  act.text_kept = text_kept;
  course.moderations.push_back(act);
}

Outcome Ground::add(engine::Comment c, std::uint64_t key) {
  const auto row = static_cast<std::uint32_t>(into.data.comments.size());
  if (hidden_.find(key) != FlatMap::kNone || !comments_.insert(key, row).second) return Outcome::duplicate;
  has_comments = true;
  c.id = key;
  into.seen(c.created);
  into.fill("comments.author", c.author.has_value());
  into.fill("comments.body", c.text.words > 0);
  into.fill("comments.created_at", c.created.has_value());
  into.data.comments.push_back(c);
  return Outcome::added;
}

OptionalIndex Ground::comment_row(std::uint64_t key) const {
  const std::uint32_t row = comments_.find(key);
  return row == FlatMap::kNone ? OptionalIndex{} : OptionalIndex(row);
}

void Ground::report(std::uint64_t thing, OptionalTime when, bool has_reason) {
  has_reports = true;
  into.seen(when);
  engine::ModerationAct act;
  act.action = engine::ModerationAct::Action::report;
  act.actor = engine::ModerationAct::Actor::participant;
  const std::uint32_t row = contributions_.find(thing);
  if (row != FlatMap::kNone) act.contribution = row;
  act.comment = comment_row(thing);
  act.time = when;
  act.has_reason = has_reason;
  course.moderations.push_back(act);
}

std::uint32_t Ground::target(std::uint64_t key, std::optional<std::uint32_t> space) {
  const auto [at, fresh] = targets_.insert(key, static_cast<std::uint32_t>(into.votes.targets.size()));
  if (fresh) {
    engine::VoteTarget target;
    target.key = key;
    if (space) target.space = *space;
    into.votes.targets.push_back(target);
  }
  return at;
}

Outcome Ground::vote(std::uint64_t key, OptionalIndex who, engine::Vote vote) {
  if (!votes_.insert(key, 0).second) return Outcome::duplicate;
  has_votes = true;
  into.seen(vote.time);
  if (who) {
    vote.participant = *who;
    into.votes.votes.push_back(vote);
    return Outcome::added;
  }
  using Of = engine::VoteTotal::Of;
  const bool signed_scale =
      vote.scale == engine::VoteScale::up_down || vote.scale == engine::VoteScale::agree_mixed_disagree;
  const Of of = !signed_scale ? Of::all : vote.value > 0 ? Of::positive : vote.value < 0 ? Of::negative : Of::mixed;
  total(vote.target, of, vote.scale, vote.channel, 1);
  return Outcome::added;
}

void Ground::total(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale, engine::VoteChannel channel,
                   std::int64_t count) {
  has_totals = true;
  totals_[{target, of, scale, channel}] += count;
}

std::uint64_t Ground::mix_step(std::uint64_t thing, const std::string& step) { return mix(thing, hash_bytes(step)); }

bool is_trashed(std::string_view status) {
  const std::string word = folded(status);
  return word.find("trashed") != std::string::npos || word.find("corbeille") != std::string::npos;
}

bool is_unpublished(std::string_view status) {
  const std::string word = folded(status);
  return word.ends_with("draft") || word.ends_with("unpublished") || word == "brouillon" || word == "nonpublie" ||
         word == "nonpubliee";
}

}  // namespace boussole::connectors::cap_collectif
