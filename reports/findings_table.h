#pragma once

#include <span>
#include <string>
#include <string_view>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/options.h"
#include "reports/sheets.h"

/// People, opinions and budgets as one tidy table: one row a figure, each with what it rests on.
namespace boussole::reports {

/// A column: its name is stable and English, its heading in both languages. What they mean: docs, “findings.csv”.
struct FindingsColumn {
  std::string_view name;
  Text heading;
};
std::span<const FindingsColumn> findings_columns();

/// One row a figure, in the order of the pages; no row where the audit has no findings. A number of people from one to
/// the smallest cell less one is never there: its row says that it is withheld.
enum class FindingsHeadings { names, words };
Sheet findings_sheet(const engine::Audit& audit, Language language, FindingsHeadings headings);

/// findings.csv: the header alone where there are no findings.
std::string write_findings_csv(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

}  // namespace boussole::reports
