#pragma once

#include <string>

#include "examples/synthetic/serialize.h"

namespace boussole::synthetic {

/// What Decidim's GraphQL interface would show of a platform, as one JSON document that a test server serves: under
/// "root" the fields of the query (organization, participatoryProcesses …), under "components" each component by its id
/// with everything in it. It holds the fields of all generations; the schema that it is served with decides which are
/// seen. Replies to a hidden comment cannot be reached, as there.
std::string graphql_document(const Platform& platform, const ExportOptions& options);

}  // namespace boussole::synthetic
