#include "connectors/mapped/plan.h"

#include <algorithm>

namespace boussole::connectors::mapped {

namespace {

using enum Field;

constexpr std::array<FieldDef, kFields> kFieldDefs{{
    {id, "id", Form::id},
    {on, "on", Form::ids},
    {parent, "parent", Form::id},
    {title, "title", Form::text},
    {body, "body", Form::text},
    {author, "author", Form::id},
    {author_kind, "author_kind", Form::word},
    {created_at, "created_at", Form::moment},
    {published_at, "published_at", Form::moment},
    {updated_at, "updated_at", Form::moment},
    {state, "state", Form::word},
    {answer, "answer", Form::text},
    {answered_at, "answered_at", Form::moment},
    {votes, "votes", Form::whole},
    {votes_for, "votes_for", Form::whole},
    {votes_against, "votes_against", Form::whole},
    {votes_paper, "votes_paper", Form::whole},
    {comments, "comments", Form::whole},
    {endorsements, "endorsements", Form::whole},
    {follows, "follows", Form::whole},
    {category, "category", Form::name},
    {latitude, "latitude", Form::amount},
    {longitude, "longitude", Form::amount},
    {space, "space", Form::name},
    {withdrawn, "withdrawn", Form::truth},
    {alignment, "alignment", Form::word},
    {value, "value", Form::word},
    {channel, "channel", Form::word},
    {start_at, "start_at", Form::moment},
    {end_at, "end_at", Form::moment},
    {attendees, "attendees", Form::whole},
    {minutes, "minutes", Form::text},
    {progress, "progress", Form::whole},
    {status, "status", Form::word},
    {amount, "amount", Form::amount},
    {selected_at, "selected_at", Form::moment},
    {selected, "selected", Form::truth},
    {verified, "verified", Form::truth},
    {organiser, "organiser", Form::truth},
    {deleted, "deleted", Form::truth},
    {hidden_at, "hidden_at", Form::moment},
    {reason, "reason", Form::text},
    {reports, "reports", Form::whole},
    {subject, "subject", Form::word},
    {choices, "choices", Form::ids},
    {points, "points", Form::ids},
    {variable, "variable", Form::name},
    {group, "group", Form::name},
    {measure, "measure", Form::name},
    {count, "count", Form::whole},
}};

const std::vector<EntityDef>& entities() {
  static const std::vector<EntityDef> kDefs{
      {Entity::proposals, "proposals", {}, {id,          title,        body,       author,        author_kind,
                                            created_at,  published_at, updated_at, state,         answer,
                                            answered_at, votes,        votes_for,  votes_against, votes_paper,
                                            comments,    endorsements, follows,    category,      latitude,
                                            longitude,   space,        withdrawn}},
      {Entity::comments,
       "comments",
       {body},
       {id, on, parent, body, author, author_kind, created_at, alignment, votes_for, votes_against, space}},
      {Entity::votes, "votes", {on}, {on, author, value, channel, created_at, subject, space}},
      {Entity::ballots, "ballots", {choices}, {id, author, choices, points, channel, created_at, space}},
      {Entity::meetings,
       "meetings",
       {start_at},
       {id, title, created_at, start_at, end_at, attendees, minutes, withdrawn, space}},
      {Entity::results,
       "results",
       {},
       {id, on, title, body, status, progress, created_at, updated_at, start_at, end_at, space}},
      {Entity::projects,
       "projects",
       {},
       {id, title, body, amount, votes, votes_paper, comments, selected, selected_at, created_at, updated_at, on,
        category, latitude, longitude, space}},
      {Entity::participants, "participants", {author}, {author, author_kind, verified, organiser, deleted}},
      {Entity::moderations, "moderations", {}, {id, hidden_at, reason, reports, subject}},
      {Entity::demographics, "demographics", {group, count}, {variable, group, measure, count, space}},
  };
  return kDefs;
}

constexpr std::array<std::string_view, 8> kStates{"none",     "not_answered", "evaluating", "accepted",
                                                  "rejected", "withdrawn",    "draft",      "other"};
constexpr std::array<std::string_view, 6> kKinds{"person", "organisation", "group", "organiser", "meeting", "unknown"};
constexpr std::array<std::string_view, 3> kSides{"for", "neutral", "against"};
constexpr std::array<std::string_view, 7> kChannels{"online",   "paper", "phone",  "widget",
                                                    "assisted", "other", "unknown"};
constexpr std::array<std::string_view, 3> kStatuses{"planned", "under_way", "done"};
constexpr std::array<std::string_view, 2> kSubjects{"comment", "other"};

}  // namespace

std::span<const FieldDef> field_defs() { return kFieldDefs; }

const FieldDef& def_of(Field field) { return kFieldDefs[static_cast<std::size_t>(field)]; }

std::optional<Field> field_named(std::string_view name) {
  const auto at = std::find_if(kFieldDefs.begin(), kFieldDefs.end(), [&](const auto& d) { return d.name == name; });
  if (at == kFieldDefs.end()) return std::nullopt;
  return at->field;
}

std::span<const EntityDef> entity_defs() { return entities(); }

const EntityDef& def_of(Entity entity) { return entities()[static_cast<std::size_t>(entity)]; }

std::optional<Entity> entity_named(std::string_view name) {
  for (const EntityDef& def : entities())
    if (def.name == name) return def.entity;
  return std::nullopt;
}

std::span<const std::string_view> words_of(Field field) {
  switch (field) {
    case state:
      return kStates;
    case author_kind:
      return kKinds;
    case alignment:
      return kSides;
    case channel:
      return kChannels;
    case status:
      return kStatuses;
    case subject:
      return kSubjects;
    default:
      return {};
  }
}

}  // namespace boussole::connectors::mapped
