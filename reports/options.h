#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/text.h"

namespace boussole::reports {

enum class CsvDialect {
  rfc4180,   ///< comma, decimal point, no byte order mark
  fr_excel,  ///< semicolon, decimal comma, byte order mark: what a French Excel opens with a double click
};

/// Everything a report depends on beside the audit and its criteria set. No clock, no locale, no environment.
struct Options {
  Language language = Language::fr;
  std::string command;  ///< the command line that redoes the audit, as typed; empty when unknown
  CsvDialect csv_dialect = CsvDialect::rfc4180;
  std::vector<criteria::CriteriaSet> other_sets;  ///< texts of Audit::other_sets, matched by criteria id
};

}  // namespace boussole::reports
