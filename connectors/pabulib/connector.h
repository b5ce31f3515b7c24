#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::pabulib {

/// Participatory budgets in the Pabulib format: projects, ballots of four scales, attributes of ballots.
ConnectorDef connector();

}  // namespace boussole::connectors::pabulib
