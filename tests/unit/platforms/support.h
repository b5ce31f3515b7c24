#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "connectors/catalog.h"
#include "engine/dataset/votes.h"

namespace boussole::connectors::test {

using Files = std::vector<std::pair<std::string, std::string>>;

/// Reads files from memory. A name that ends with .csv is a table, any other a document.
Expected<Reading> try_read(Files files, const ReadOptions& options = {});
/// The same, where it must succeed.
Reading read(Files files, const ReadOptions& options = {});

/// Real data, which is no part of the project: empty, with a message, where it is absent.
std::string real(const std::string& path);
Files real_files(const std::string& folder);
Reading read_real(const std::string& path);

/// Records after the header, by a reader that knows quotes and nothing else.
std::int64_t rows_of_csv(const std::string& text);

bool has_note(const engine::SourceRecord& record, const std::string& code);

template <class Rows, class Which>
std::int64_t count(const Rows& rows, const Which& which) {
  std::int64_t n = 0;
  for (const auto& row : rows) n += which(row) ? 1 : 0;
  return n;
}

}  // namespace boussole::connectors::test
