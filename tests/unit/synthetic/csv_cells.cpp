#include "tests/unit/synthetic/csv_cells.h"

#include <catch2/catch.hpp>

namespace boussole::test {

std::optional<std::string> Cells::at(std::size_t row, std::string_view column) const {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (header[i] == column) return rows.at(row).at(i);
  return std::nullopt;
}

bool Cells::has(std::string_view column) const {
  for (const std::string& name : header)
    if (name == column) return true;
  return false;
}

Cells parse(std::string_view text, char separator) {
  std::vector<std::vector<std::string>> records(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = records.back().back();
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == separator) {
      records.back().emplace_back();
    } else if (c == '\n') {
      records.emplace_back(1);
    } else {
      cell += c;
    }
  }
  REQUIRE_FALSE(quoted);
  records.pop_back();  // after the last line end
  Cells out;
  if (records.empty() || (records.size() == 1 && records[0].size() == 1 && records[0][0].empty())) return out;
  out.header = records.front();
  out.rows.assign(records.begin() + 1, records.end());
  for (const auto& row : out.rows) REQUIRE(row.size() == out.header.size());
  return out;
}

const synthetic::ExportFile* find(const std::vector<synthetic::ExportFile>& files, std::string_view entity) {
  for (const auto& file : files)
    if (file.entity == entity) return &file;
  return nullptr;
}

Cells table(const std::vector<synthetic::ExportFile>& files, std::string_view entity, char separator) {
  const auto* file = find(files, entity);
  INFO(entity);
  REQUIRE(file != nullptr);
  return parse(file->content, separator);
}

}  // namespace boussole::test
