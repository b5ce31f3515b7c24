#include "connectors/cap_collectif/ground.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

namespace {

using engine::PhaseKind;

struct Path {
  std::string_view project, kind, step;
};

/// "https://site/project/budget/collect/ideas/proposals/trees" → budget, collect, ideas; "…/consultations/plan/…".
Path path_of(std::string_view address) {
  const auto cut = [&]() {
    const std::string_view part = address.substr(0, address.find_first_of("/?#"));
    address.remove_prefix(std::min(part.size() + 1, address.size()));
    return part;
  };
  constexpr std::string_view kProject = "/project/", kConsultations = "/consultations/";
  Path out;
  if (const auto at = address.find(kProject); at != std::string_view::npos) {
    address.remove_prefix(at + kProject.size());
    out.project = cut();
    out.kind = cut();
    out.step = cut();
  } else if (const auto other = address.find(kConsultations); other != std::string_view::npos) {
    address.remove_prefix(other + kConsultations.size());
    out.project = cut();
    out.kind = "consultations";
    out.step = cut();
  }
  return out;
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
  return mix(may_be_encoded(id) ? hash_bytes(plain_id(id)) : hash_bytes(id), static_cast<std::uint64_t>(kind));
}

OptionalIndex Ground::person(std::string_view id, std::string_view type) {
  if (id.empty()) return {};
  const auto known = into.prepared_participant(id);
  const std::uint32_t row = known ? *known : into.participant(may_be_encoded(id) ? plain_id(id) : id);
  if (type.empty()) return row;
  if (type != type_) {
    const std::string word = folded(type);
    const auto is = [&](std::string_view part) { return word.find(part) != std::string::npos; };
    type_is_group_ =
        is("asso") || is("orga") || is("entreprise") || is("institution") || is("collectiv") || is("company");
    type_ = type;
  }
  if (type_is_group_) into.data.participants[row].kind = engine::ParticipantKind::organisation;
  return row;
}

std::uint64_t Ground::stem_key(const std::string& file) {
  if (file != stem_file_ || stem_key_ == 0) {
    stem_file_ = file;
    stem_ = stem_of(file);
    stem_key_ = hash_bytes(stem_) | 1;
  }
  return stem_key_;
}

std::uint32_t Ground::project_space(std::string_view project) {
  const auto known = spaces_.find(project);
  if (known != spaces_.end()) return known->second;
  engine::Space space;
  space.kind = engine::SpaceKind::process;
  space.key = "/project/" + std::string(project);
  space.title = {words_of(project), words_of(project)};
  return spaces_.emplace(project, into.space(std::move(space))).first->second;
}

Step Ground::step(std::string_view address, const std::string& file) {
  if (step_known_ && address == address_ && file == stem_file_) return step_;
  const Step found = find_step(address, stem_key(file));
  address_ = address;
  step_ = found;
  step_known_ = true;
  return found;
}

Step Ground::find_step(std::string_view address, std::uint64_t stem) {
  const Path path = path_of(address);
  if (path.project.empty()) {
    const std::string_view project = std::string_view(stem_).substr(0, stem_.find('_'));
    return {project_space(project.empty() ? "site" : project), stem};
  }
  const std::uint64_t name = mix(mix(hash_bytes(path.project), hash_bytes(path.kind)), hash_bytes(path.step));
  const auto [row, fresh] = steps_.insert(name, static_cast<std::uint32_t>(known_steps_.size()));
  if (fresh) {
    Step made{project_space(path.project), 0};
    if (!path.step.empty()) phase(made.space, std::string(path.project), path.kind, path.step);
    if (path.kind == "debate" && !path.step.empty())
      made.key = hash_bytes(std::string(path.project) + "_" + std::string(path.step)) | 1;
    known_steps_.push_back(made);
  }
  const Step& known = known_steps_[row];
  return {known.space, known.key != 0 ? known.key : stem};
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
  const OptionalTime time = quick_time(cell);
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
  into.data.comments.emplace_back() = c;
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

bool Ground::first_totals(std::uint64_t thing, std::uint64_t step) { return first(mix(thing, step)); }

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
