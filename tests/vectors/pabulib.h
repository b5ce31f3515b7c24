#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace boussole::vectors {

struct PabulibProject {
  std::string id;
  std::int64_t cost = 0;
  bool selected = false;
};

/// What the cases need of a file of ballots (pabulib's .pb format): approval ballots only.
struct PabulibFile {
  std::int64_t budget = 0;
  std::vector<PabulibProject> projects;
  std::vector<std::vector<std::string>> ballots;
};

/// Throws BadCase where the file cannot be read. Amounts must be whole.
PabulibFile read_pabulib(const std::filesystem::path& path);

}  // namespace boussole::vectors
