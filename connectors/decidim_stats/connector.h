#pragma once

#include "connectors/connector.h"

namespace boussole::connectors::decidim_stats {

/// The aggregate that Decidim Barcelona's module decidim-stats makes: actions by sex, age group and district.
ConnectorDef connector();

}  // namespace boussole::connectors::decidim_stats
