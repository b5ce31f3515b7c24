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

/// Every number of the report, one a row. `table` says what it is (parameter, axis, weight, score, place, ahead_of,
/// central_weight, dominance, stability, path, observation, position, pull, spread, lever, compared, panel,
/// panel_order, composite); the next columns say whose it is, as identifiers in no language. An unknown number has an
/// empty value.
Sheet scenarios_numbers(const engine::ScenarioReport& report);

/// scenarios.csv: scenarios_numbers.
std::string write_scenarios_csv(const engine::ScenarioReport& report, const ScenarioReportOptions& options);

/// Scores, axes, dominance, places, stability, paths, positions, spread, levers, weights: one sheet each; the last one
/// holds every number, as the CSV does.
std::vector<Sheet> scenarios_sheets(const engine::ScenarioReport& report, const criteria::CriteriaSet& set,
                                    const criteria::ScenarioSet& scenarios, const ScenarioReportOptions& options);

}  // namespace boussole::reports
