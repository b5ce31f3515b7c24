#pragma once

#include <string_view>
#include <vector>

#include "connectors/graphql/selection.h"

namespace boussole::connectors::graphql {

/// One kind of component and what is asked of it.
struct ComponentPlan {
  std::string_view type;        ///< GraphQL type, "Proposals"
  std::string_view collection;  ///< its list, and the route ("results" of "Accountability")
  std::string_view connection, edge, node;
  std::string_view fields;  ///< of a node, in the short form
  std::string_view order;   ///< argument that keeps pages in one order whatever happens meanwhile
  bool commented = false;
};

/// Those whose things are asked for, in that order. Fields that a generation lacks are left out by `fit`.
std::vector<ComponentPlan> component_plans();

/// Root fields of participatory spaces with what is asked of a space.
struct SpacePlan {
  std::string_view field, type, fields;
};
std::vector<SpacePlan> space_plans();

/// What the organisation says of itself: its own totals, its taxonomies.
std::string_view organization_fields();

/// The fields of comments, `levels` deep.
std::vector<Selection> comment_fields(int levels);

/// {component(id:"12"){__typename id ...Proposals{proposals(first:50 after:"x"){pageInfo edges{cursor node{fields}}}}}}
struct PageOf {
  const ComponentPlan& plan;
  std::string component, after;
  const std::vector<Selection>& fields;  ///< of a node
};
/// Without its page size; `sized` adds it, as large as the limits allow.
std::vector<Selection> page_query(const PageOf& page, const Schema& schema);
std::vector<Selection> sized(std::vector<Selection> query, int first);

}  // namespace boussole::connectors::graphql
