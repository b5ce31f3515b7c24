#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/criteria_diff.h"
#include "reports/document.h"
#include "reports/options.h"
#include "reports/sheets.h"

/// What a change of the rules does, in words and data.
namespace boussole::reports {

Document criteria_diff_document(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before,
                                const criteria::CriteriaSet& after, const Options& options,
                                const std::string& tool_version);

/// "boussole/criteria-diff/1".
std::string write_criteria_diff_json(const engine::CriteriaDiff& diff, const std::string& tool_version);

/// What changes in the rules, what becomes of the axes, and the scores that move: one sheet each.
std::vector<Sheet> criteria_diff_sheets(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before,
                                        const criteria::CriteriaSet& after, const Options& options);
/// The axes and the scores that move, one row an audit and figure.
std::string write_criteria_diff_csv(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before,
                                    const criteria::CriteriaSet& after, const Options& options);

}  // namespace boussole::reports
