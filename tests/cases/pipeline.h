#pragma once

#include <string>
#include <utility>
#include <vector>

#include "connectors/connector.h"
#include "engine/audit.h"
#include "engine/run/run_audit.h"
#include "examples/synthetic/export.h"

/// Whole exports through the whole program, but for the command line.
namespace boussole::test {

using Files = std::vector<std::pair<std::string, std::string>>;  ///< name → content

/// The tables of an export.
Files tables(const std::vector<synthetic::ExportFile>& exported);
Files export_of(const synthetic::Platform& platform, synthetic::Generation generation);

struct RunOptions {
  unsigned threads = 2;
  std::uint64_t seed = 1;
  std::int64_t replicates = 200;
  OptionalTime as_of{};
  std::vector<std::string> organisers{};
};

/// A failed reading or audit fails the test.
engine::Audit audit(const Files& files, const RunOptions& options = {});
Expected<engine::Audit> try_audit(const Files& files, const RunOptions& options = {});

/// Everything that was measured, as text; sources and their hashes left out.
std::string measurements(const engine::Audit& audit);

/// Audit of files on the disk.
Expected<engine::Audit> audit_paths(const std::vector<std::string>& paths, const RunOptions& options = {});

}  // namespace boussole::test
