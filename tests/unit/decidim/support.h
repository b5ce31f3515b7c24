#pragma once

#include <string>
#include <utility>
#include <vector>

#include "connectors/catalog.h"

namespace boussole::connectors::test {

using Files = std::vector<std::pair<std::string, std::string>>;  ///< name → content

/// Reads these files as one export. A failed reading fails the test.
Reading read(Files files, ReadOptions options = {});
Expected<Reading> try_read(Files files, ReadOptions options = {});

/// A table: the header, then rows; cells are joined as given (quote them where needed).
std::string table(const std::vector<std::string>& lines);

/// The record of a file.
const engine::SourceRecord& record(const Reading& reading, const std::string& file);

bool has(const std::vector<std::string>& list, const std::string& value);

/// Every table, row by row, as text: two equal Datasets give equal texts.
std::string dump(const engine::Dataset& data);

}  // namespace boussole::connectors::test
