#pragma once

#include "connectors/pull/planner.h"
#include "connectors/pull/transport.h"
#include "engine/base/error.h"

/// Planners of GraphQL queries: what a platform publishes is asked for piece by piece, under the limits of the
/// platform, through a Transport that sends, waits and stores. The same platform is asked the same things in the same
/// order, so an interrupted pull goes on where it stopped. Answers are looked at one at a time and not kept.
namespace boussole::connectors::graphql {

/// Asks a Decidim platform (0.24 to 0.31) at `<base_url>/api`: spaces with steps, components, and what is in them, with
/// the comments.
/// @return what was counted, what changed meanwhile and what could not be had; Error::io where the API is switched off,
///         asks to sign in, answers with a page instead of JSON, or refuses every query
Expected<PullFindings> pull_decidim(Transport& transport, const PlanOptions& options);

/// Asks a Consul platform at `<base_url>/graphql`: proposals, debates, budgets with their investments, comments.
Expected<PullFindings> pull_consul(Transport& transport, const PlanOptions& options);

}  // namespace boussole::connectors::graphql
