#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::grand_debat {

/// Who answered which of the four themes of the Grand Débat: a table of 0 and 1 without header.
ConnectorDef connector();

}  // namespace boussole::connectors::grand_debat
