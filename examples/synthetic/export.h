#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "examples/synthetic/serialize.h"

namespace boussole::synthetic {

/// One file of an export.
struct ExportFile {
  std::string name;    ///< "<host>-open-data-proposals.csv", "README.md"
  std::string entity;  ///< "proposals"; empty for a file that is no table
  std::string content;
  std::size_t rows = 0;
  std::vector<std::string> columns;
};

/// Every file that a platform of this generation delivers at /open-data/download, in the order of its archive. A data
/// set without a row is a file of one byte. From 0.30 a README.md and a LICENSE.md come with them.
std::vector<ExportFile> export_files(const Platform& platform, const ExportOptions& options);

/// Writes the files into a folder, made where it does not exist; files of the same names are replaced.
Expected<void> write_folder(const std::vector<ExportFile>& files, const std::filesystem::path& folder);

/// Writes the files as one zip archive whose bytes depend on nothing but them: every entry carries the time given.
Expected<void> write_zip(const std::vector<ExportFile>& files, Time stamp, const std::filesystem::path& path);

/// The two documents of the archive from 0.30 on.
std::string readme(const std::vector<ExportFile>& files, const Platform& platform);
std::string licence(const Platform& platform);

}  // namespace boussole::synthetic
