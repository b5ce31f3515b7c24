#pragma once

#include <string>

#include "engine/audit.h"
#include "reports/typography.h"

namespace boussole::reports {

/// What the sources give and what depends on it, and how several of them became one platform; empty where the audit
/// does not say.
std::string sources_markdown(const Typography& type, const engine::Audit& audit);

}  // namespace boussole::reports
