#include "tests/unit/platforms/support.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace boussole::connectors::test {

Expected<Reading> try_read(Files files, const ReadOptions& options) {
  auto list = std::make_shared<SourceList>();
  for (auto& [name, bytes] : files) {
    auto& kind = name.ends_with(".csv") ? list->tables : list->documents;
    kind.push_back(memory_source(name, std::move(bytes)));
  }
  return read_sources(std::move(list), options);
}

Reading read(Files files, const ReadOptions& options) {
  auto reading = try_read(std::move(files), options);
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

std::string real(const std::string& path) {
  const std::string whole = std::string(BOUSSOLE_SHARED) + "/data/" + path;
  if (std::filesystem::exists(whole)) return whole;
  std::cout << "SKIPPED: no real data in ../shared/data/" << path << "\n";
  return {};
}

Files real_files(const std::string& folder) {
  Files files;
  const std::string path = real(folder);
  if (path.empty()) return files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    files.emplace_back(entry.path().filename().string(), bytes.str());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Reading read_real(const std::string& path) {
  const std::vector<std::string> paths{path};
  auto reading = read_dataset(paths, {});
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

std::int64_t rows_of_csv(const std::string& text) {
  std::int64_t rows = 0;
  bool quoted = false, any = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) {
      rows += any;
      any = false;
    } else if (c != '\r' && static_cast<unsigned char>(c) != 0xEF && static_cast<unsigned char>(c) != 0xBB &&
               static_cast<unsigned char>(c) != 0xBF) {
      any = true;
    }
  }
  rows += any;
  return rows > 0 ? rows - 1 : 0;
}

bool has_note(const engine::SourceRecord& record, const std::string& code) {
  return std::any_of(record.notes.begin(), record.notes.end(), [&](const Message& m) { return m.code == code; });
}

}  // namespace boussole::connectors::test
