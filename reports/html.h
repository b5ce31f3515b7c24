#pragma once

#include <string>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/options.h"

namespace boussole::reports {

/// The scorecard as one self-contained HTML page: no network, no script, styles and charts inline, ready for A4.
/// Every text of the audit is escaped; only http and https addresses become links.
std::string write_html(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

}  // namespace boussole::reports
