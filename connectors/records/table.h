#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "connectors/records/flatten.h"
#include "connectors/source.h"
#include "engine/json/value.h"

namespace boussole::connectors::records {

/// JSON documents whose objects are the rows of one table.
struct Documents {
  std::string name;                    ///< of the table
  std::vector<std::size_t> documents;  ///< places in SourceList::documents, in the order in which they are read
  std::string list;                    ///< the member that has the rows; empty: the document is their array
  /// The cells of an object; none where it is no row of this table.
  std::function<Cells(const json::Value&)> cells = flattened;
};

/// The objects as a table of CSV, written while it is read: one record is held at a time. The columns are those of all
/// records, in the order in which they are first met. Record n stands on line n + 1.
/// @return Error::invalid_input where a document cannot be read
Expected<std::unique_ptr<Source>> records_source(std::shared_ptr<SourceList> sources, Documents documents);

}  // namespace boussole::connectors::records
