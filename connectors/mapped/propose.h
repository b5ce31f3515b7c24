#pragma once

#include <span>
#include <string>
#include <vector>

#include "connectors/mapped/guess.h"
#include "engine/base/error.h"

namespace boussole::connectors::mapped {

/// Looks at the header and the first rows of every table that was named, and says what each may be. Tables without a
/// row or a header are left out.
Expected<std::vector<GuessedTable>> guess_tables(std::span<const std::string> paths);

}  // namespace boussole::connectors::mapped
