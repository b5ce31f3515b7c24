#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "connectors/assembly.h"
#include "engine/dataset/reference.h"

/// What the files of this folder share; not for use outside it.
namespace boussole::connectors::reference {

/// One row of a census table with the line that it stands on.
struct Row {
  std::string code, name;  ///< of the territory
  std::string variable, label;
  std::int64_t count = 0;
  std::int64_t line = 0;
};

/// A table read into rows, whatever its layout.
struct Rows {
  std::string file, sha256, source, year;
  std::vector<Row> rows;
  bool census = false;  ///< a table as published, of many territories of which one is meant
  std::vector<Message> notes;
};

Expected<Rows> read_rows(Source& source);

/// Checks what the rows say of each territory, and adds up the margins that follow from joint counts.
Expected<engine::ReferencePopulation> assemble(Rows rows);

Error wrong(const std::string& file, std::int64_t line, Text what, Text remedy);

}  // namespace boussole::connectors::reference
