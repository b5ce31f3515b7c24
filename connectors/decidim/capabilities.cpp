#include <algorithm>

#include "connectors/decidim/finish.h"
#include "connectors/decidim/tracked.h"
#include "engine/dataset/votes.h"

namespace boussole::connectors::decidim {

namespace {

using engine::Presence;

/// What the tables of one data set have.
struct Held {
  bool seen = false;                ///< a table, even an empty one
  std::uint32_t columns_any = 0;    ///< tracked fields that some table has a column for
  std::uint32_t columns_all = ~0u;  ///< tracked fields that every table with a header has
  std::int64_t rows = 0;
  std::array<std::int64_t, 32> filled{};
  std::array<std::int64_t, 32> due{};  ///< rows of which the field is expected
  std::array<std::int64_t, 32> due_filled{};
};

bool is_due(Due due, const engine::Contribution& c) {
  switch (due) {
    case Due::answered:
      // The state of an amendment is what its proposal's authors made of it.
      if (c.amendment) return false;
      return c.state == engine::State::accepted || c.state == engine::State::rejected ||
             c.state == engine::State::evaluating || c.has_answer_text || c.answered.has_value();
    case Due::withdrawn:
      return c.withdrawn;
    case Due::amendment:
      return c.amendment;
    default:
      return true;
  }
}

void count_tables(const Builder& builder, std::array<Held, kEntities>& held) {
  for (const Table& table : builder.tables) {
    if (table.layout.entity == Entity::unknown) continue;
    Held& h = held[static_cast<std::size_t>(table.layout.entity)];
    h.seen = true;
    if (table.columns.empty()) continue;
    const std::uint32_t columns = column_mask(table.layout);
    h.columns_any |= columns;
    if (table.record.rows_read > 0) h.columns_all &= columns;
  }
}

/// Adds the rows of one registry that belong to `entity`; `contribution` is null where they are none.
template <class Belongs, class Row>
void count_rows(Held& held, Entity entity, const Registry& registry, const Belongs& belongs, const Row& contribution) {
  const auto fields = tracked_fields(entity);
  for (std::size_t i = 0; i < registry.meta.size(); ++i) {
    if (!belongs(i)) continue;
    ++held.rows;
    const std::uint32_t filled = registry.meta[i].filled;
    const engine::Contribution* c = contribution(i);
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const std::uint32_t has = (filled >> f) & 1u;
      held.filled[f] += has;
      if (c == nullptr || is_due(fields[f].due, *c)) {
        ++held.due[f];
        held.due_filled[f] += has;
      }
    }
  }
}

engine::ContributionKind kind_of(Entity entity) {
  using enum engine::ContributionKind;
  return entity == Entity::debates       ? debate
         : entity == Entity::posts       ? post
         : entity == Entity::initiatives ? initiative
                                         : proposal;
}

void count_all(const Builder& builder, std::array<Held, kEntities>& held) {
  const auto all = [](std::size_t) { return true; };
  const auto none = [](std::size_t) -> const engine::Contribution* { return nullptr; };
  const auto at = [&](Entity entity) -> Held& { return held[static_cast<std::size_t>(entity)]; };
  const auto& contributions = builder.data.contributions;
  for (const Entity entity : {Entity::proposals, Entity::debates, Entity::posts, Entity::initiatives})
    count_rows(
        at(entity), entity, builder.contributions,
        [&](std::size_t i) { return contributions[i].kind == kind_of(entity); },
        [&](std::size_t i) { return &contributions[i]; });
  for (const Entity entity : {Entity::processes, Entity::assemblies, Entity::conferences, Entity::votings})
    count_rows(
        at(entity), entity, builder.spaces,
        [&](std::size_t i) {
          return builder.listed_spaces[i].entity == entity && builder.listed_spaces[i].space.listed;
        },
        none);
  count_rows(at(Entity::comments), Entity::comments, builder.comments, all, none);
  count_rows(at(Entity::meetings), Entity::meetings, builder.meetings, all, none);
  count_rows(at(Entity::results), Entity::results, builder.followups, all, none);
  count_rows(at(Entity::projects), Entity::projects, builder.projects, all, none);
  count_rows(at(Entity::users), Entity::users, builder.users, all, none);
  count_rows(at(Entity::moderations), Entity::moderations, builder.moderations, all, none);
  count_rows(at(Entity::moderated_users), Entity::moderated_users, builder.moderated_users, all, none);
  count_rows(at(Entity::taxonomies), Entity::taxonomies, builder.taxonomies, all, none);
}

Presence presence_of(const Held& held, std::size_t field, Blank blank) {
  const std::uint32_t bit = 1u << field;
  if ((held.columns_any & bit) == 0) return Presence::absent;
  const bool everywhere = (held.columns_all & bit) != 0;
  if (blank == Blank::normal || held.rows == 0) return everywhere ? Presence::full : Presence::partial;
  if (held.filled[field] == 0) return Presence::hidden;
  return everywhere && held.filled[field] == held.rows ? Presence::full : Presence::partial;
}

/// What other words of the model stand for.
void derive(engine::Dataset& data) {
  const auto set = [&](const char* name, Presence presence) { data.capabilities[name] = presence; };
  const bool listed = std::any_of(data.spaces.begin(), data.spaces.end(), [](const auto& s) { return s.listed; });
  const bool files = data.has("participatory_processes") != Presence::absent ||
                     data.has("assemblies") != Presence::absent || data.has("conferences") != Presence::absent ||
                     data.has("votings") != Presence::absent;
  set("spaces", files || listed ? Presence::full : Presence::absent);
  // Steps are in no open data file of any generation.
  set("phases", data.course && !data.course->phases.empty() ? Presence::full : Presence::absent);
  if (data.course && !data.course->questions.empty()) set("questions", Presence::full);
  if (data.course && !data.course->envelopes.empty()) set("budgets.total", Presence::full);
  if (data.votes && !data.votes->totals.empty()) set("comments.votes", Presence::aggregate);
  const bool people = data.has("users") != Presence::absent;
  set("participants", people ? Presence::full : data.participants.size() > 0 ? Presence::partial : Presence::absent);
  const auto counted = [&](const char* name) {
    const Presence presence = data.has(name);
    return presence == Presence::full || presence == Presence::partial;
  };
  const bool hidden = data.has("proposals.votes") == Presence::hidden || data.has("projects.votes") == Presence::hidden;
  // Who voted for what is never exported; at most how many did.
  set("votes", counted("proposals.votes") || counted("projects.votes") ? Presence::aggregate
               : hidden                                                ? Presence::hidden
                                                                       : Presence::absent);
  for (const char* totals : {"metrics", "elections", "surveys"})
    if (data.has(totals) == Presence::full) set(totals, Presence::aggregate);
}

}  // namespace

void settle_capabilities(Builder& builder) {
  std::array<Held, kEntities> held{};
  count_tables(builder, held);
  count_all(builder, held);
  engine::Dataset& data = builder.data;
  for (std::size_t e = 0; e < kEntities; ++e) {
    const auto entity = static_cast<Entity>(e);
    // "phases" and "questions" say it.
    if (entity == Entity::steps || entity == Entity::questions) continue;
    const std::string name = entity == Entity::surveys ? "surveys" : std::string(name_of(entity));
    data.capabilities[name] = held[e].seen ? Presence::full : Presence::absent;
    const auto fields = tracked_fields(entity);
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const std::string key = name + "." + std::string(fields[f].name);
      const Presence presence = presence_of(held[e], f, fields[f].blank);
      data.capabilities[key] = presence;
      if (fields[f].due == Due::never) continue;
      const bool absent = presence == Presence::absent;
      // A field that no row calls for says nothing of how complete the export is.
      if (!absent && held[e].due[f] == 0 && fields[f].due != Due::always) continue;
      data.fill[key] = absent ? engine::FieldFill{} : engine::FieldFill{held[e].due_filled[f], held[e].due[f]};
    }
  }
  derive(data);
}

}  // namespace boussole::connectors::decidim
