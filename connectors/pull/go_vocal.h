#pragma once

#include "connectors/pull/planner.h"
#include "connectors/pull/transport.h"

namespace boussole::connectors::pull {

/// Asks a Go Vocal platform for the collections of its public API (v2), 100 objects a page. Only what was made before
/// `options.until` is asked for, so that pages do not shift while new things arrive. Accounts are not asked for: ideas,
/// comments and reactions carry the ids of their authors.
/// @return Error::io where the API refuses the token, or answers something else than JSON
Expected<PullFindings> pull_go_vocal(Transport& transport, const PlanOptions& options);

}  // namespace boussole::connectors::pull
