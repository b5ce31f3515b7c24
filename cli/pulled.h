#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "engine/base/error.h"
#include "engine/dataset/dataset.h"

namespace boussole::cli {

/// Says where folders that were pulled come from: address, time, number of answers, and whether each file is still what
/// was received. A complete and untouched pull leaves no trace in the data, so that its audit has the same bytes as
/// that of the same files by hand. What makes the data less certain (a changed file, an unfinished pull, counts of the
/// platform that are not those of what came, changes meanwhile) becomes a note of the files concerned.
Expected<void> account_for_pulled(const std::vector<std::string>& sources, engine::Dataset& data,
                                  const Console& console);

}  // namespace boussole::cli
