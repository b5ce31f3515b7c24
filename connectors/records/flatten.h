#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/value.h"

namespace boussole::connectors::records {

using Cells = std::vector<std::pair<std::string, std::string>>;

/// An object as the cells that Decidim's CSV exporter makes of it: members of members are joined by "/", arrays are
/// joined by ", " (objects in them as Ruby inspects them), null gives the bare name without a value, an empty object
/// nothing. Texts are guarded against formulas as there.
Cells flattened(const json::Value& object);

/// Appends a cell of CSV, quoted where it must be. Line ends become U+2028, so that every record is one line.
void append_csv_cell(std::string& out, std::string_view text);

}  // namespace boussole::connectors::records
