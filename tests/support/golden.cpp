#include "tests/support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace boussole::testing {

namespace {

std::string_view line_at(std::string_view text, std::size_t position) {
  const std::size_t before = position == 0 ? std::string_view::npos : text.rfind('\n', position - 1);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(start, std::min(text.find('\n', position), text.size()) - start);
}

}  // namespace

std::string differs_from_baseline(const std::string& name, std::string_view actual) {
  const std::filesystem::path path = std::filesystem::path(BOUSSOLE_BASELINES) / name;
  const char* update = std::getenv("BOUSSOLE_UPDATE_BASELINES");
  if (update != nullptr && std::string_view(update) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return {};
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return "no baseline " + name + ": run once with BOUSSOLE_UPDATE_BASELINES=1 and read what it writes";
  const std::string expected((std::istreambuf_iterator<char>(file)), {});
  if (expected == actual) return {};
  const auto [at, _] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto position = static_cast<std::size_t>(at - expected.begin());
  const auto line = 1 + std::count(expected.begin(), at, '\n');
  return name + ", line " + std::to_string(line) + ":\n  expected: " + std::string(line_at(expected, position)) +
         "\n  actual:   " + std::string(line_at(actual, position)) +
         "\nBOUSSOLE_UPDATE_BASELINES=1 accepts the new bytes; read the diff first.";
}

}  // namespace boussole::testing
