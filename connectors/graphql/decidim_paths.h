#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "connectors/graphql/rows.h"

/// The API names things by their ids, open data by their addresses: what is here makes the latter of the former, by the
/// routes of Decidim.
namespace boussole::connectors::graphql {

inline constexpr std::string_view kCommentModel = "Decidim::Comments::Comment";

/// One kind of participatory space.
struct SpaceFamily {
  std::string_view many, one;   ///< root fields
  std::string_view collection;  ///< of the route
  std::string_view model;
  Kind kind;
};
/// The family whose root field this is, or null.
const SpaceFamily* space_family(std::string_view field);
/// "/processes/budget-2024"; empty where the answer has neither slug nor id.
std::string space_path(const SpaceFamily& family, const json::Value& space);

/// Where the things of one component are.
struct Place {
  std::string space;      ///< path, or empty where not known
  std::string component;  ///< id
  std::string within;     ///< "/f/12", or "/f/12/budgets/3"

  /// "/processes/budget-2024/f/12/proposals/7"; empty where the space is not known.
  std::string path(std::string_view collection, std::string_view id) const;
  Place inside(std::string_view collection, std::string_view id) const;
};
Place place_of(const json::Value& component, const Context& context);

/// "proposals" → Kind::proposals, and the table of the comments on them.
Kind resource_kind(std::string_view collection);
Kind comment_kind(std::string_view collection);
/// "Decidim::Proposals::Proposal"; empty for what nobody comments on.
std::string_view model_of(Kind kind);

/// What the name of an answer about comments says: "d2_12_proposals_45_c9" is the comments of depth 2 below comment 9,
/// on proposal 45 of component 12; a project's budget stands before it, "d2_12_projects_45_3_c9".
struct ThreadName {
  int depth = 0;
  std::string component, collection, root, budget, parent;

  std::string written() const;
};
std::optional<ThreadName> parse_thread(std::string_view name);

}  // namespace boussole::connectors::graphql
