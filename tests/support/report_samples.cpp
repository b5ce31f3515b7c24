#include <filesystem>
#include <fstream>
#include <iostream>

#include "reports/catalog.h"
#include "tests/support/audit_fixture.h"

/// Writes the fixture's reports in both languages to a directory: what the browser tests read.
int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: report_samples DIRECTORY\n";
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  std::filesystem::create_directories(directory);
  using namespace boussole;
  for (const Language language : {Language::fr, Language::en}) {
    reports::Options options;
    options.language = language;
    options.command = "boussole audit export.zip -o audit";
    options.other_sets = {testing::fixture_other_criteria()};
    const std::string tag = language == Language::fr ? "fr" : "en";
    for (const reports::Format& format : reports::formats()) {
      const std::string kind = format.beside.empty() ? "" : "-" + std::string(format.id);
      const auto path = directory / ("fixture-" + tag + kind + "." + std::string(format.extension()));
      std::ofstream(path, std::ios::binary)
          << format.write(testing::fixture_audit(), testing::fixture_criteria(), options);
      std::cout << path.string() << "\n";
    }
  }
  return 0;
}
