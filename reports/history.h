#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/document.h"
#include "reports/options.h"
#include "reports/sheets.h"

/// One platform over time: its audits by date, each figure with its interval, and what changed between the ends.
namespace boussole::reports {

struct HistoryEntry {
  std::string label;  ///< "audit 12"
  engine::Audit audit;
};

struct HistoryOptions {
  Options report;
  std::string tool_version;
};

/// @param entries  of one platform, by date
Document history_document(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                          const HistoryOptions& options);
std::string write_history_json(const std::vector<HistoryEntry>& entries, const HistoryOptions& options);
/// One row an audit and indicator.
std::string write_history_csv(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                              const HistoryOptions& options);

/// The audits, every figure at every date, and what changed between the first and the last: one sheet each.
std::vector<Sheet> history_sheets(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                                  const HistoryOptions& options);

}  // namespace boussole::reports
