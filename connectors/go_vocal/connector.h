#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::go_vocal {

/// Go Vocal (CitizenLab): the XLSX exports, and saved pages of the API.
ConnectorDef connector();

}  // namespace boussole::connectors::go_vocal
