#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "engine/json/reader.h"

/// A copy of the shipped criteria set in a temporary folder, to be damaged; removed at the end.
class CopiedSet {
 public:
  CopiedSet() {
    static int number = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("boussole-criteria-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::copy(BOUSSOLE_CRITERIA_DIR "/boussole", folder_, std::filesystem::copy_options::recursive);
  }
  ~CopiedSet() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  CopiedSet(const CopiedSet&) = delete;
  CopiedSet& operator=(const CopiedSet&) = delete;

  const std::filesystem::path& folder() const { return folder_; }

  /// Replaces the first `from` of a file, which must be there.
  CopiedSet& replace(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = *boussole::json::read_file(folder_ / file);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    write(file, text.replace(at, from.size(), to));
    return *this;
  }
  CopiedSet& write(const std::string& file, const std::string& text) {
    std::ofstream(folder_ / file, std::ios::binary) << text;
    return *this;
  }

 private:
  std::filesystem::path folder_;
};
