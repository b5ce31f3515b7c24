#pragma once

#include <string>

#include "engine/audit.h"
#include "reports/typography.h"

namespace boussole::reports {

/// The sections about people, opinions and budgets, in Markdown; empty where the audit found nothing of them.
std::string findings_markdown(const Typography& type, const engine::Audit& audit);

}  // namespace boussole::reports
