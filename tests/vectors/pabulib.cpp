#include "tests/vectors/pabulib.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

/// Cells between semicolons; a cell in quotes may hold some, and doubled quotes.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ';' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

std::int64_t whole(const std::string& text) {
  std::size_t used = 0;
  const double value = std::stod(text, &used);
  const auto result = static_cast<std::int64_t>(value);
  if (used != text.size() || static_cast<double>(result) != value)
    throw BadCase("a whole amount was expected: " + text);
  return result;
}

}  // namespace

PabulibFile read_pabulib(const std::filesystem::path& path) {
  std::ifstream stream(path);
  if (!stream) throw BadCase("cannot read " + path.filename().string());
  PabulibFile file;
  std::string section, line;
  std::map<std::string, std::size_t> column;
  while (std::getline(stream, line)) {
    const auto cells = cells_of(line);
    if (cells.size() == 1) {
      if (!cells[0].empty()) section = cells[0], column.clear();
      continue;
    }
    if (column.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i) column[cells[i]] = i;
      continue;
    }
    const auto cell = [&](const char* name) { return cells.at(column.at(name)); };
    if (section == "META" && cell("key") == "budget") file.budget = whole(cell("value"));
    if (section == "PROJECTS")
      file.projects.push_back(
          {cell("project_id"), whole(cell("cost")), column.contains("selected") && cell("selected") == "1"});
    if (section == "VOTES") {
      file.ballots.emplace_back();
      std::string id;
      for (const char c : cell("vote") + ",") {
        if (c != ',')
          id += c;
        else if (!id.empty())
          file.ballots.back().push_back(id), id.clear();
      }
    }
  }
  return file;
}

}  // namespace boussole::vectors
