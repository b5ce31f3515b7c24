#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "connectors/source.h"

namespace boussole::connectors {

class HeldArchive;

/// Where an entry stands: entries may share a name, so it is found by its number.
struct ZipPlace {
  std::string path;  ///< of the archive
  std::string name;  ///< "archive.zip!entry.csv"
  std::size_t index = 0;
  std::uint64_t size = 0;
};

/// Bytes that the sources of one archive have unpacked so far, against its limit.
struct Unpacked {
  std::atomic<std::uint64_t> bytes = 0;
};

/// An entry as a source, unpacked while it is read, and again when it is asked for again.
std::unique_ptr<Source> zip_source(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked);
/// An entry that is held, as a source.
std::unique_ptr<Source> held_source(std::shared_ptr<HeldArchive> archive, std::size_t entry);

/// Whether so many bytes of one entry, from so many packed ones, and so many of the whole archive are no bomb.
bool within_limits(const ArchiveLimits& limits, std::uint64_t entry, std::uint64_t packed, std::uint64_t total);

/// More unpacked bytes than the limits allow, or too many for what is packed.
Error too_large(const std::string& name);

}  // namespace boussole::connectors
