#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::decidim {

/// Decidim's open data export (and the administrators' CSV exports of one component, which have the same columns),
/// generations 0.24 to 0.31.
ConnectorDef connector();

}  // namespace boussole::connectors::decidim
