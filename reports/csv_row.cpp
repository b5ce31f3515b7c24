#include "reports/csv_row.h"

#include <algorithm>

#include "engine/json/writer.h"
#include "reports/csv.h"
#include "reports/sheets.h"

namespace boussole::reports {

namespace {

bool opens_formula(char first) {
  return first == '=' || first == '+' || first == '-' || first == '@' || first == '\t' || first == '\r';
}

}  // namespace

std::string csv_text_cell(std::string_view text, char separator) {
  const bool guard = !text.empty() && opens_formula(text.front());
  const bool quote = text.find_first_of("\"\r\n") != std::string_view::npos || text.find(separator) != text.npos;
  if (!guard && !quote) return std::string(text);
  std::string out = guard ? "'" : "";
  for (const char c : text) {
    if (c == '"' && quote) out += '"';
    out += c;
  }
  return quote ? "\"" + out + "\"" : out;
}

std::string_view csv_start(CsvDialect dialect) { return dialect == CsvDialect::fr_excel ? "\xEF\xBB\xBF" : ""; }

CsvRow& CsvRow::text(std::string_view text) { return put(csv_text_cell(text, separator())); }

CsvRow& CsvRow::number(double value) {
  std::string digits = json::shortest(value);
  if (dialect_ == CsvDialect::fr_excel) std::replace(digits.begin(), digits.end(), '.', ',');
  return put(digits);
}

std::string write_sheet_csv(const Sheet& sheet, CsvDialect dialect) {
  std::string out(csv_start(dialect));
  CsvRow header(out, dialect);
  for (const std::string& heading : sheet.headings) header.text(heading);
  header.end();
  for (const auto& cells : sheet.rows) {
    CsvRow row(out, dialect);
    for (const Cell& cell : cells) {
      if (const auto* text = std::get_if<std::string>(&cell))
        row.text(*text);
      else if (const auto* number = std::get_if<double>(&cell))
        row.number(*number);
      else
        row.text("");
    }
    row.end();
  }
  return out;
}

CsvRow& CsvRow::put(std::string_view cell) {
  if (!first_) *out_ += separator();
  first_ = false;
  *out_ += cell;
  return *this;
}

}  // namespace boussole::reports
