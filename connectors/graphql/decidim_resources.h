#pragma once

#include "connectors/graphql/decidim_paths.h"
#include "connectors/graphql/rows.h"

namespace boussole::connectors::graphql {

/// One thing of a component, as an answer has it.
struct Resource {
  Kind kind;
  const json::Value& node;
  const Place& place;
  const json::Value* budget = nullptr;  ///< that a project is in
};

/// The row that open data would have of it.
Row resource_row(const Resource& resource, const Context& context);

/// The row of a participatory space.
Row space_row(const SpaceFamily& family, const json::Value& space, const Context& context);

}  // namespace boussole::connectors::graphql
