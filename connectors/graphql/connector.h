#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::graphql {

/// Answers of Decidim's GraphQL interface, saved as JSON: by `boussole pull` or by hand, a query a file.
ConnectorDef decidim_connector();

/// Answers of Consul's, likewise.
ConnectorDef consul_connector();

}  // namespace boussole::connectors::graphql
