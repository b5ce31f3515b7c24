#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::polis {

/// One Polis conversation: the report's exports, or the layout of Polis's open data.
ConnectorDef connector();

}  // namespace boussole::connectors::polis
