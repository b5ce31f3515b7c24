#pragma once

#include <memory>

#include "connectors/sheets/workbook.h"
#include "connectors/source.h"

namespace boussole::connectors::sheets {

/// A sheet as a table of CSV, written while it is read and never held: row n of the sheet is line n.
std::unique_ptr<Source> sheet_source(std::shared_ptr<const Workbook> workbook, std::size_t sheet);

/// Adds the sheets of a workbook to `list`, in their order: visible ones as tables, the hidden ones to `others` (with
/// `limits.hidden_sheets`, as tables too).
Expected<void> open_sheets(WorkbookBytes bytes, const ArchiveLimits& limits, SourceList& list);

/// Does the zip at `path` hold a workbook?
bool is_workbook(const std::string& path);

/// Is this the beginning of an old .xls file, or of a workbook with a password?
bool is_compound_file(std::string_view beginning);
Error compound_file(const std::string& name);

}  // namespace boussole::connectors::sheets
