#pragma once

#include <vector>

#include "connectors/sheets/rows.h"

namespace boussole::connectors::sheets {

/// The merged cells of a sheet that cover more than one row. They stand after the rows, so the sheet is passed over
/// once before it is read; only its bytes are looked at.
Expected<std::vector<Merged>> merged_cells(const Workbook& workbook, std::size_t entry);

}  // namespace boussole::connectors::sheets
