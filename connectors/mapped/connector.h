#pragma once

#include <memory>
#include <span>
#include <string>

#include "connectors/connector.h"
#include "connectors/mapped/mapping.h"

namespace boussole::connectors::mapped {

/// The mapping file at `path`, checked.
Expected<Mapping> load_mapping(const std::string& path);

/// Where the mapping says that the header is not the first row, what stands above it is passed over.
void skip_title_rows(const Mapping& mapping, SourceList& sources);

/// Reads the tables that the mapping describes; the others are set aside, and it is said.
/// @return Error::invalid_input where it describes none of them, or names a column that is not there
Expected<Reading> read(const Mapping& mapping, std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options);

}  // namespace boussole::connectors::mapped
