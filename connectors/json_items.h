#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "connectors/source.h"
#include "engine/audit.h"
#include "engine/base/error.h"

namespace boussole::connectors {

/// Gives the items of a JSON document one by one: those of the array that it is, or the document itself where it is an
/// object. Memory is bounded by the largest item, whatever the size of the file.
/// @param record     gets the hash and the size of all bytes
/// @param most       an item larger than this is an error
/// @param item       the text of one item and the line it begins on; an error stops the reading
/// @return Error::invalid_input where the document is cut, or is neither an array nor an object
Expected<void> for_each_item(Source& source, engine::SourceRecord& record, std::uint64_t most,
                             const std::function<Expected<void>(std::string_view, std::int64_t)>& item);

}  // namespace boussole::connectors
