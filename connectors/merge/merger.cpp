#include "connectors/merge/merger.h"

#include <algorithm>
#include <memory>

#include "connectors/hash.h"
#include "connectors/merge/rows.h"

namespace boussole::connectors::merge {

namespace {

constexpr std::uint32_t kNone = FlatMap::kNone;

std::uint64_t id_key(const engine::Contribution& c) { return mix(c.id, static_cast<std::uint64_t>(c.kind) + 1); }

}  // namespace

Merger::Merger(engine::Dataset& base) : base_(base) {
  if (base.votes) take_votes(*base.votes);
  if (base.demographics) take_demographics(*base.demographics);
  if (base.course) take_course(*base.course);
  index();
}

engine::MergedEntity& Merger::entity(const char* name) {
  for (engine::MergedEntity& known : entities_)
    if (known.entity == name) return known;
  entities_.push_back({name, key_words(name), 0, 0, 0, 0, 0});
  return entities_.back();
}

std::uint64_t Merger::key(std::uint64_t own) const { return own == 0 || same_ ? own : mix(own, salt_); }

OptionalIndex Merger::at(const Map& map, OptionalIndex row) const {
  if (!row || *row >= map.size() || map[*row] == kNone) return {};
  return map[*row];
}

void Merger::settle(engine::MergedEntity& counted, bool filled, bool differs) const {
  ++counted.duplicates;
  counted.filled += filled;
  counted.conflicts += differs;
}

void Merger::index() {
  const auto row = [](std::size_t i) { return static_cast<std::uint32_t>(i); };
  for (std::size_t i = 0; i < base_.participants.size(); ++i) by_person_.insert(base_.participants[i].key, row(i));
  for (std::size_t i = 0; i < base_.contributions.size(); ++i) {
    const engine::Contribution& c = base_.contributions[i];
    if (c.url_key != 0) by_address_.insert(c.url_key, row(i));
    if (c.id != 0) by_id_.insert(id_key(c), row(i));
  }
  for (std::size_t i = 0; i < base_.comments.size(); ++i)
    if (base_.comments[i].id != 0) by_comment_.insert(base_.comments[i].id, row(i));
  for (std::size_t i = 0; i < base_.meetings.size(); ++i) by_meeting_.insert(base_.meetings[i].id, row(i));
  for (std::size_t i = 0; i < base_.followups.size(); ++i) by_followup_.insert(base_.followups[i].id, row(i));
  for (std::size_t i = 0; i < base_.projects.size(); ++i) by_project_.insert(base_.projects[i].id, row(i));
  for (std::size_t i = 0; i < base_.moderations.size(); ++i)
    by_moderation_.insert(moderation_key(base_.moderations[i]), row(i));
  for (std::size_t i = 0; i < base_.spaces.size(); ++i) by_space_.emplace(base_.spaces[i].key, row(i));
  for (std::size_t i = 0; i < base_.locales.size(); ++i) by_locale_.emplace(base_.locales[i], row(i));
  for (std::size_t i = 0; i < base_.themes.size(); ++i)
    by_theme_.emplace(std::pair(static_cast<int>(base_.themes[i].kind), base_.themes[i].id), row(i));
  entity("participants").first = static_cast<std::int64_t>(base_.participants.size());
  entity("contributions").first = static_cast<std::int64_t>(base_.contributions.size());
  entity("comments").first = static_cast<std::int64_t>(base_.comments.size());
}

void Merger::add(const engine::Dataset& from, bool same_people, std::uint64_t salt, std::uint32_t first_table) {
  first_ = false;
  same_ = same_people;
  salt_ = salt;
  first_table_ = first_table;
  for (Map* map : {&locales_, &spaces_, &people_, &themes_, &contributions_, &comments_, &projects_, &targets_})
    map->clear();
  count_rows(before_);
  places(from);
  people(from);
  contributions(from);
  comments(from);
  happenings(from);
  followups(from);
  projects(from);
  moderations(from);
  rest(from);
  if (from.votes) take_votes(*from.votes);
  if (from.demographics) take_demographics(*from.demographics);
  if (from.course) take_course(*from.course);
  sheet(from);
}

void Merger::places(const engine::Dataset& from) {
  const auto next = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  for (const std::string& locale : from.locales) {
    const auto [found, fresh] = by_locale_.try_emplace(locale, next(base_.locales));
    if (fresh) base_.locales.push_back(locale);
    locales_.push_back(found->second);
  }
  for (const engine::Space& space : from.spaces) {
    engine::Space own = space;
    for (int n = 2; !same_ && by_space_.contains(own.key); ++n) own.key = space.key + "-" + std::to_string(n);
    const auto [found, fresh] = by_space_.try_emplace(own.key, next(base_.spaces));
    spaces_.push_back(found->second);
    if (fresh) {
      base_.spaces.push_back(std::move(own));
      continue;
    }
    complete_space(base_.spaces[found->second], space);
  }
  for (const engine::Theme& theme : from.themes) {
    const std::pair name(static_cast<int>(theme.kind), key(theme.id));
    const auto [found, fresh] = by_theme_.try_emplace(name, next(base_.themes));
    if (fresh) {
      base_.themes.push_back(theme);
      base_.themes.back().id = name.second;
      base_.themes.back().root = key(theme.root);
    }
    themes_.push_back(found->second);
  }
}

void Merger::people(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("participants");
  for (const engine::Participant& person : from.participants) {
    const std::uint64_t own = same_ ? person.key : mix(person.key, salt_);
    const auto [row, fresh] = by_person_.insert(own, static_cast<std::uint32_t>(base_.participants.size()));
    people_.push_back(row);
    if (fresh) {
      engine::Participant copy = person;
      copy.key = own;
      base_.participants.push_back(copy);
      ++counted.added;
      continue;
    }
    engine::Participant& kept = base_.participants[row];
    const bool filled = (person.organiser && !kept.organiser) || (person.verified && !kept.verified) ||
                        (person.deleted && !kept.deleted);
    kept.organiser = kept.organiser || person.organiser;
    kept.verified = kept.verified || person.verified;
    kept.deleted = kept.deleted || person.deleted;
    settle(counted, filled, false);
  }
  for (const engine::ExposedPerson& person : from.exposed) {
    engine::ExposedPerson copy = person;
    copy.participant = at(people_, person.participant);
    if (base_.exposed.empty() || !same_) base_.exposed.push_back(copy);
  }
}

engine::PoolSpan Merger::authors(const engine::Dataset& from, engine::PoolSpan span) {
  engine::PoolSpan out{static_cast<std::uint32_t>(base_.author_pool.size()), span.count};
  for (std::uint32_t k = 0; k < span.count; ++k) base_.author_pool.push_back(people_[from.author_pool[span.begin + k]]);
  return out;
}

engine::PoolSpan Merger::themes(const engine::Dataset& from, engine::PoolSpan span) {
  engine::PoolSpan out{static_cast<std::uint32_t>(base_.theme_pool.size()), span.count};
  for (std::uint32_t k = 0; k < span.count; ++k) base_.theme_pool.push_back(themes_[from.theme_pool[span.begin + k]]);
  return out;
}

engine::PoolSpan Merger::links(const engine::Dataset& from, engine::PoolSpan span) {
  engine::PoolSpan out{static_cast<std::uint32_t>(base_.link_pool.size()), span.count};
  for (std::uint32_t k = 0; k < span.count; ++k) base_.link_pool.push_back(key(from.link_pool[span.begin + k]));
  return out;
}

OptionalIndex Merger::signature(const engine::Dataset& from, OptionalIndex row) {
  if (!row) return {};
  engine::TextSignature copy = from.signatures[*row];
  copy.source += first_table_;
  copy.author = at(people_, copy.author);
  copy.space = at(spaces_, copy.space);
  base_.signatures.push_back(copy);
  return static_cast<std::uint32_t>(base_.signatures.size() - 1);
}

/// What a later source knows of something that is there already.
void Merger::complete(engine::Contribution& kept, const engine::Contribution& other, const engine::Dataset& from) {
  bool filled = false, differs = false;
  fill(kept.created, other.created, filled, differs);
  fill(kept.published, other.published, filled, differs);
  fill(kept.answered, other.answered, filled, differs);
  fill(kept.votes, other.votes, filled, differs);
  fill(kept.comments, other.comments, filled, differs);
  fill(kept.endorsements, other.endorsements, filled, differs);
  fill(kept.follows, other.follows, filled, differs);
  if (!kept.space) kept.space = at(spaces_, other.space);
  if (kept.authors.count == 0 && other.authors.count > 0) {
    kept.authors = authors(from, other.authors);
    kept.coauthors = other.coauthors;
    kept.origin = other.origin;
    filled = true;
  }
  if (kept.themes.count == 0 && other.themes.count > 0) kept.themes = themes(from, other.themes), filled = true;
  if (kept.state == engine::State::none && other.state != engine::State::none) kept.state = other.state, filled = true;
  if (kept.text.words == 0 && other.text.words > 0) {
    kept.text = other.text;
    kept.text_signature = signature(from, other.text_signature);
    filled = true;
  }
  if (!kept.has_answer_text && other.has_answer_text) {
    kept.answer = other.answer;
    kept.has_answer_text = true;
    kept.answer_signature = signature(from, other.answer_signature);
    filled = true;
  }
  kept.withdrawn = kept.withdrawn || other.withdrawn;
  kept.located = kept.located || other.located;
  settle(entity("contributions"), filled, differs);
}

void Merger::contributions(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("contributions");
  for (const engine::Contribution& c : from.contributions) {
    std::uint32_t row = c.url_key == 0 ? kNone : by_address_.find(key(c.url_key));
    if (row == kNone && same_ && c.id != 0) row = by_id_.find(id_key(c));
    if (row != kNone) {
      complete(base_.contributions[row], c, from);
      contributions_.push_back(row);
      continue;
    }
    engine::Contribution copy = c;
    copy.url_key = key(c.url_key);
    copy.amends = key(c.amends);
    copy.space = at(spaces_, c.space);
    copy.locale = at(locales_, c.locale);
    copy.authors = authors(from, c.authors);
    copy.themes = themes(from, c.themes);
    copy.related = links(from, c.related);
    copy.text_signature = signature(from, c.text_signature);
    copy.answer_signature = signature(from, c.answer_signature);
    row = static_cast<std::uint32_t>(base_.contributions.size());
    if (copy.url_key != 0) by_address_.insert(copy.url_key, row);
    if (same_ && c.id != 0) by_id_.insert(id_key(c), row);
    contributions_.push_back(row);
    base_.contributions.push_back(copy);
    ++counted.added;
  }
}

void Merger::comments(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("comments");
  std::vector<bool> fresh;
  for (const engine::Comment& c : from.comments) {
    const std::uint64_t own = key(c.id);
    const std::uint32_t found = own == 0 ? kNone : by_comment_.find(own);
    fresh.push_back(found == kNone);
    if (found != kNone) {
      engine::Comment& kept = base_.comments[found];
      bool filled = false, differs = false;
      fill(kept.created, c.created, filled, differs);
      const OptionalIndex author = at(people_, c.author);
      fill(kept.author, author, filled, differs);
      settle(counted, filled, differs);
      comments_.push_back(found);
      continue;
    }
    engine::Comment copy = c;
    copy.id = own;
    copy.root_key = key(c.root_key);
    copy.author = at(people_, c.author);
    copy.space = at(spaces_, c.space);
    copy.locale = at(locales_, c.locale);
    copy.text_signature = signature(from, c.text_signature);
    const auto row = static_cast<std::uint32_t>(base_.comments.size());
    if (own != 0) by_comment_.insert(own, row);
    comments_.push_back(row);
    base_.comments.push_back(copy);
    ++counted.added;
  }
  for (std::size_t i = 0; i < fresh.size(); ++i)
    if (fresh[i]) base_.comments[comments_[i]].parent = at(comments_, from.comments[i].parent);
}

}  // namespace boussole::connectors::merge
