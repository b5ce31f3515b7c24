#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/options.h"
#include "reports/sheets.h"

namespace boussole::reports {

/// Indicators (platform, then spaces), axes, criteria, context, sources: one sheet each, numbers at full precision.
std::vector<Sheet> audit_sheets(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

/// The same as an .xlsx workbook. A workbook that cannot be written throws std::runtime_error with the reason.
std::string write_audit_xlsx(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

}  // namespace boussole::reports
