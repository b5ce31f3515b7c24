#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "reports/options.h"

/// Tables for a spreadsheet: one sheet a table, cells with their type, headings in the language asked for.
namespace boussole::reports {

/// Nothing (not measured, never 0), a text or a number at full precision.
using Cell = std::variant<std::monostate, std::string, double>;

struct Sheet {
  std::string name;  ///< at most 31 characters, none of []:*?/\ (made so where it is not)
  std::vector<std::string> headings;
  std::vector<std::vector<Cell>> rows;
};

/// Collects one row.
class SheetRow {
 public:
  explicit SheetRow(Sheet& sheet) : row_(&sheet.rows.emplace_back()) {}
  /// An empty text is an empty cell.
  SheetRow& text(std::string text);
  SheetRow& number(const std::optional<double>& number);

 private:
  std::vector<Cell>* row_;
};

/// An .xlsx workbook as bytes: the same sheets give the same bytes (no date of the day). Texts are written as texts, so
/// "=1+1" stays what was typed. The library writes to a temporary file, which is read back and removed.
Expected<std::string> write_xlsx(const std::vector<Sheet>& sheets, const std::string& title);

/// One sheet as CSV, formulas guarded.
std::string write_sheet_csv(const Sheet& sheet, CsvDialect dialect);

}  // namespace boussole::reports
