#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The data sets of a Decidim export, and how they are told apart: by their columns. A file's name only decides
/// between data sets that the columns fit equally well, or names a data set that is empty.
namespace boussole::connectors::decidim {

enum class Entity : std::uint8_t {
  proposals,
  comments,
  meetings,
  results,
  projects,
  debates,
  posts,
  pages,
  users,
  user_groups,
  moderated_users,
  moderations,
  metrics,
  taxonomies,
  processes,
  assemblies,
  conferences,
  initiatives,
  votings,
  elections,
  surveys,
  steps,
  questions,
  unknown,
};

inline constexpr std::size_t kEntities = static_cast<std::size_t>(Entity::unknown);

/// A set of entities, one bit each.
using Entities = std::uint32_t;
constexpr Entities bit(Entity entity) { return Entities{1} << static_cast<unsigned>(entity); }

/// Name of the data set as Decidim's files have it ("participatory_processes"); "comments" for all kinds of comments.
std::string_view name_of(Entity entity);

/// What the file's name says: "…-open-data-result_comments.csv" → comments. `unknown` where it says nothing.
Entity entity_named(std::string_view file);

/// The data set that these columns belong to.
Entity recognise(std::span<const std::string> columns, std::string_view file);

/// Whether there is a column of this name, bare or localised ("title", "title/fr").
bool has_column(std::span<const std::string> columns, std::string_view name);

}  // namespace boussole::connectors::decidim
