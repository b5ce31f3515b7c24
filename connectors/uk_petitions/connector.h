#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::uk_petitions {

/// Petitions as the JSON of the UK Parliament's petitions site (and of sites that run the same program): one petition a
/// file, or a page of them.
ConnectorDef connector();

}  // namespace boussole::connectors::uk_petitions
