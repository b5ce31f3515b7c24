#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Large files as each platform exports them, of invented content: the same bytes everywhere.
namespace boussole::bench {

struct ConnectorCase {
  std::string_view name;  ///< of the folder, and in the results
  std::vector<std::string_view> files;
  std::string_view mapping;             ///< text of the mapping file; empty where none is needed
  std::vector<std::string_view> texts;  ///< columns whose words are measured, or what their names begin with
  bool json = false;
};

const std::vector<ConnectorCase>& connector_cases();

/// Writes the files of a case into the folder, about so many bytes in all, unless they are there.
void make_files(const ConnectorCase& one, const std::string& folder, std::uint64_t bytes);

}  // namespace boussole::bench
