#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "reports/options.h"

namespace boussole::reports {

/// What every CSV report begins with: a byte order mark in the dialect that needs it.
std::string_view csv_start(CsvDialect dialect);

/// Writes one row of a CSV report, cell by cell, then its end. Numbers are at full precision; an absent one is empty.
class CsvRow {
 public:
  CsvRow(std::string& out, CsvDialect dialect) : out_(&out), dialect_(dialect) {}

  CsvRow& text(std::string_view text);
  CsvRow& number(double value);
  CsvRow& number(const std::optional<double>& value) { return value ? number(*value) : put(""); }
  CsvRow& number(const std::optional<std::int64_t>& value) { return put(value ? std::to_string(*value) : ""); }
  void end() { *out_ += "\r\n"; }

 private:
  char separator() const { return dialect_ == CsvDialect::fr_excel ? ';' : ','; }
  CsvRow& put(std::string_view cell);

  std::string* out_;
  CsvDialect dialect_;
  bool first_ = true;
};

}  // namespace boussole::reports
