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

/// An entry as a source, unpacked while it is read and never held.
/// @param unpacked  bytes unpacked so far by all sources of the archive, against its limit
std::unique_ptr<Source> zip_source(ZipPlace place, const ArchiveLimits& limits,
                                   std::shared_ptr<std::atomic<std::uint64_t>> unpacked);

/// More unpacked bytes than the limits allow, or too many for what is packed.
Error too_large(const std::string& name);

}  // namespace boussole::connectors
