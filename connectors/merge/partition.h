#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "connectors/connector.h"

namespace boussole::connectors::merge {

/// The tables and documents that one connector will read: positions in the list of all.
struct Share {
  const ConnectorDef* connector = nullptr;
  std::vector<std::size_t> tables, documents;
};

/// Gives every table and document to the first connector of the catalogue that knows it by itself; what nobody knows
/// goes to the first of them, to be told as unknown. In the order of the catalogue, which is that of precedence; empty
/// where nothing is known.
std::vector<Share> partition(std::span<const ConnectorDef> catalog, std::span<const TableHead> heads,
                             std::span<const DocumentHead> documents);

/// Connectors of one family read ids of the same site; "*" is a table that says what site it is of by being given.
std::string_view family_of(std::string_view connector);

/// The sources of one share, taken out of the list of all, and their heads.
SourceList take(SourceList& all, const Share& share);
std::vector<TableHead> heads_of(std::span<const TableHead> all, const Share& share);

}  // namespace boussole::connectors::merge
