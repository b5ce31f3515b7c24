#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::consul {

/// Consul Democracy (Decide Madrid): citizens' proposals and their comments as CSV.
ConnectorDef connector();

}  // namespace boussole::connectors::consul
