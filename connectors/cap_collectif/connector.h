#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::cap_collectif {

/// Exports of Cap Collectif: contributions, participants, votes, debates and questionnaires as CSV; opinions of its
/// first REST interface as JSON.
ConnectorDef connector();

}  // namespace boussole::connectors::cap_collectif
