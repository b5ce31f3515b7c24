#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "connectors/source.h"

namespace boussole::connectors {

/// Where an entry stands: entries may share a name, so it is found by its number.
struct ZipPlace {
  std::string path;  ///< of the archive
  std::string name;  ///< "archive.zip!entry.csv"
  std::size_t index = 0;
  std::uint64_t size = 0;
};

/// Bytes that the sources of one archive have unpacked so far, against its limit, and those that they hold.
struct Unpacked {
  std::atomic<std::uint64_t> bytes = 0, held = 0;
};

/// An entry as a source, unpacked while it is read. The first few megabytes of an archive are held, so that the texts
/// of a small one are not unpacked twice; what comes after is unpacked again when it is asked for again.
std::unique_ptr<Source> zip_source(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked);

/// More unpacked bytes than the limits allow, or too many for what is packed.
Error too_large(const std::string& name);

}  // namespace boussole::connectors
