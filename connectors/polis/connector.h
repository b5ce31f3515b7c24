#pragma once

#include <span>

#include "connectors/connector.h"

namespace boussole::connectors::polis {

/// One Polis conversation: the report's exports, or the layout of Polis's open data.
ConnectorDef connector();

/// Whether the tables are what goes with a conversation (its summary, totals by group) and nothing else: nothing can be
/// read of those, and it helps to say what is missing.
bool only_companions(std::span<const TableHead> heads);

}  // namespace boussole::connectors::polis
