#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mapped/moments.h"
#include "engine/dataset/demographics.h"
#include "engine/dataset/rows.h"
#include "engine/dataset/votes.h"

/// What the columns of a table mean. A mapping file says it, or a connector that knows a platform's headers.
namespace boussole::connectors::mapped {

/// What one row of a table is.
enum class Entity : std::uint8_t {
  proposals,
  comments,
  votes,    ///< one preference of one person
  ballots,  ///< all choices of one voter
  meetings,
  results,
  projects,
  participants,
  moderations,
  demographics,  ///< one count of a class
};
inline constexpr std::size_t kEntities = 10;

enum class Field : std::uint8_t {
  id,
  on,
  parent,
  title,
  body,
  author,
  author_kind,
  created_at,
  published_at,
  updated_at,
  state,
  answer,
  answered_at,
  votes,
  votes_for,
  votes_against,
  votes_paper,
  comments,
  endorsements,
  follows,
  category,
  latitude,
  longitude,
  space,
  withdrawn,
  alignment,
  value,
  channel,
  start_at,
  end_at,
  attendees,
  minutes,
  progress,
  status,
  amount,
  selected_at,
  selected,
  verified,
  organiser,
  deleted,
  hidden_at,
  reason,
  reports,
  subject,
  choices,
  points,
  variable,
  group,
  measure,
  count,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::count) + 1;

/// How the cells of a field are read.
enum class Form : std::uint8_t { id, ids, text, moment, whole, amount, truth, word, name };

struct FieldDef {
  Field field;
  std::string_view name;  ///< in mapping files
  Form form;
};
std::span<const FieldDef> field_defs();
const FieldDef& def_of(Field field);
std::optional<Field> field_named(std::string_view name);

struct EntityDef {
  Entity entity;
  std::string_view name;
  std::vector<Field> required;
  std::vector<Field> fields;  ///< all that it can have
};
std::span<const EntityDef> entity_defs();
const EntityDef& def_of(Entity entity);
std::optional<Entity> entity_named(std::string_view name);

/// The words that a field understands ("accepted", "rejected" …); empty where it takes any.
std::span<const std::string_view> words_of(Field field);

/// Where a field stands in the table, and how its cells are understood.
struct Column {
  std::vector<std::size_t> at;                ///< places in the header; texts in several columns are read as one
  std::string name;                           ///< of the first column, for messages
  std::map<std::string, std::string> values;  ///< folded cell → the word that it means
  std::shared_ptr<const MomentReader> moments;
  std::string separator = ",";  ///< between the ids of a list
};

struct AttributePlan {
  std::string variable;
  engine::AttributeOrigin origin = engine::AttributeOrigin::self;
  Column column;
};

struct SpacePlan {
  std::string key;
  Text title;
  engine::SpaceKind kind = engine::SpaceKind::process;
};

struct TablePlan {
  Entity entity = Entity::proposals;
  std::string label;  ///< how the source's record calls it; the entity's name where empty
  std::array<std::optional<Column>, kFields> columns;
  std::vector<AttributePlan> attributes;
  engine::VoteScale scale = engine::VoteScale::support;
  Entity of = Entity::proposals;  ///< what votes and comments are on
  engine::ContributionKind kind = engine::ContributionKind::proposal;
  std::optional<SpacePlan> space;  ///< where no column says it
  bool log = false;                ///< of votes: a later one of the same person on the same thing replaces the earlier
  std::string scope;               ///< ids of people that mean something only here are given with this
  std::vector<std::string> personal, ignored;

  const std::optional<Column>& operator[](Field field) const { return columns[static_cast<std::size_t>(field)]; }
  std::optional<Column>& operator[](Field field) { return columns[static_cast<std::size_t>(field)]; }
};

}  // namespace boussole::connectors::mapped
