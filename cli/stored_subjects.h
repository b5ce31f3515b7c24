#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/scoring/compare.h"
#include "engine/workspace/workspace.h"

namespace boussole::cli {

/// The audit under this number of the workspace, checked like a file.
Expected<engine::Audit> stored_audit(const engine::Workspace& workspace, const engine::StoredAudit& stored);

/// Like read_subjects, and "12" or "12#/processes/x" is an audit of the workspace, where one is named.
Expected<std::vector<engine::Subject>> read_subjects_or_stored(const std::vector<std::string>& arguments,
                                                               const criteria::CriteriaSet& set, const std::string& db);

}  // namespace boussole::cli
