#pragma once

#include <memory>
#include <span>
#include <string>

#include "connectors/connector.h"

namespace boussole::connectors {

/// All connectors, in the order in which they are tried: Decidim first.
std::span<const ConnectorDef> catalog();

/// Opens what was named (files, folders, zips), finds the first connector that knows something of it by its columns or
/// first bytes, and lets it read everything. Neither the order in which files are named nor the number of threads
/// changes the Dataset.
/// @return Error::invalid_input where no table is recognised (listing what was found) or nothing can be read
Expected<Reading> read_dataset(std::span<const std::string> paths, const ReadOptions& options);

/// The same for what is open already.
Expected<Reading> read_sources(std::shared_ptr<SourceList> sources, const ReadOptions& options);

}  // namespace boussole::connectors
