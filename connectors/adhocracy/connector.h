#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::adhocracy {

/// adhocracy+ and mein.berlin: the XLSX export of one module.
ConnectorDef connector();

}  // namespace boussole::connectors::adhocracy
