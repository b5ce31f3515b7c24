#pragma once

#include <span>
#include <string>
#include <string_view>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/options.h"

namespace boussole::reports {

/// A column of the CSV: its name is stable and English, its meaning in both languages.
struct CsvColumn {
  std::string_view name;
  Text meaning;
};

std::span<const CsvColumn> csv_columns();

/// One row an indicator and scope: the platform first, then each space, in the order of the audit. RFC 4180 (CRLF,
/// quotes where needed), UTF-8, numbers at full precision, an empty cell where there is no value. A text cell that a
/// spreadsheet would take for a formula (= + - @ tab CR at its start) is preceded by an apostrophe.
std::string write_csv(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

/// The cell as written in the dialect's quoting, formulas guarded. For text only: numbers need no guard.
std::string csv_text_cell(std::string_view text, char separator);

}  // namespace boussole::reports
