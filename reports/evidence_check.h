#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/evidence_check.h"
#include "reports/document.h"
#include "reports/options.h"
#include "reports/sheets.h"

/// What `boussole evidence check` says, in every format.
namespace boussole::reports {

struct EvidenceCheckOptions {
  Options report;
  std::string tool_version;
  std::string file;  ///< as it is named on the page
};

Document evidence_check_document(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                                 const EvidenceCheckOptions& options);
std::string write_evidence_check_json(const engine::EvidenceCheck& check, const EvidenceCheckOptions& options);
/// One row a finding, and one for each question that has none.
std::string write_evidence_check_csv(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                                     const EvidenceCheckOptions& options);

/// What is left to do, what the answers are worth, and every proof with what became of it: one sheet each.
std::vector<Sheet> evidence_check_sheets(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                                         const EvidenceCheckOptions& options);

}  // namespace boussole::reports
