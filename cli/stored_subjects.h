#pragma once

#include <optional>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/scoring/compare.h"
#include "engine/workspace/workspace.h"

namespace boussole::cli {

/// The audit under this number of the workspace, checked like a file.
Expected<engine::Audit> stored_audit(const engine::Workspace& workspace, const engine::StoredAudit& stored);

/// Where a command's audits come from: files, and, where a workspace is named, its audits by number or hash. One way of
/// naming an audit for every command: "FILE", "DIR" (its audit.json), "12" or "a81f03cc" with --db, and any of them
/// with "#/processes/x" for one space of it. A file that exists is taken before a number.
class AuditSource {
 public:
  /// @param db  a workspace that exists; empty: files only
  static Expected<AuditSource> open(const std::string& db);

  Expected<engine::Subject> subject(const std::string& argument, const criteria::CriteriaSet& set) const;
  Expected<std::vector<engine::Subject>> subjects(const std::vector<std::string>& arguments,
                                                  const criteria::CriteriaSet& set) const;

 private:
  std::optional<engine::Workspace> workspace_;
};

/// " --db w.db" for the words of a command that can be given again; empty where no workspace was named.
std::string db_words(const std::string& db);

}  // namespace boussole::cli
