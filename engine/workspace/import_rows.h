#pragma once

#include <cstdint>

#include "engine/dataset/dataset.h"
#include "engine/workspace/connection.h"

/// Private to engine/workspace: the tables of imported data.
namespace boussole::engine {

/// Writes every row of the data set under this import, inside the caller's transaction.
void insert_rows(SQLite::Database& db, std::int64_t import, const Dataset& data);

}  // namespace boussole::engine
