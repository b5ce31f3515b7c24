#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "examples/synthetic/export.h"

/// A plain reader of what the writer wrote, for tests: one character at a time, no cleverness.
namespace boussole::test {

struct Cells {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  /// The cell of a row under a header, or nothing where the file has no such column.
  std::optional<std::string> at(std::size_t row, std::string_view column) const;
  bool has(std::string_view column) const;
};

Cells parse(std::string_view text, char separator);

/// The file of one data set, parsed; fails the test where it is not there.
Cells table(const std::vector<synthetic::ExportFile>& files, std::string_view entity, char separator = ';');
const synthetic::ExportFile* find(const std::vector<synthetic::ExportFile>& files, std::string_view entity);

}  // namespace boussole::test
