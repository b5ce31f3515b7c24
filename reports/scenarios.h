#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/scenarios.h"
#include "engine/scoring/scenarios.h"
#include "reports/document.h"
#include "reports/options.h"
#include "reports/sheets.h"

/// Audits under several visions of democracy, in words, tables and data.
namespace boussole::reports {

struct ScenarioReportOptions {
  Options report;
  std::string tool_version;
};

/// Dominance first, then scores by profile, places, how far weights must move, and the position among the scenarios.
Document scenarios_document(const engine::ScenarioReport& report, const criteria::CriteriaSet& set,
                            const criteria::ScenarioSet& scenarios, const ScenarioReportOptions& options);

/// scenarios.json, "boussole/scenario-report/1".
std::string write_scenarios_json(const engine::ScenarioReport& report, const ScenarioReportOptions& options);

/// One row a profile and audit: scores, ranges, coverage, rank acceptabilities.
std::string write_scenarios_csv(const engine::ScenarioReport& report, const ScenarioReportOptions& options);

/// Scores, axes, dominance, places, stability, paths, positions, spread, levers, weights: one sheet each.
std::vector<Sheet> scenarios_sheets(const engine::ScenarioReport& report, const criteria::CriteriaSet& set,
                                    const criteria::ScenarioSet& scenarios, const ScenarioReportOptions& options);

}  // namespace boussole::reports
