#pragma once

#include <string>
#include <string_view>

#include "connectors/source.h"

namespace boussole::connectors {

/// Is this the beginning of a zip, whatever the file is called?
bool is_zip(std::string_view beginning);

/// Adds what the zip at `path` holds to `list`, its tables sorted by name. Each table reads the archive for itself, so
/// several may be read at the same time.
/// @return Error for a damaged archive, a name that leaves it, a password, or more than the limits allow
Expected<void> open_zip(const std::string& path, const ArchiveLimits& limits, SourceList& list);

}  // namespace boussole::connectors
