#pragma once

#include <memory>

#include "engine/dataset/dataset.h"
#include "engine/merge.h"

namespace boussole::engine {

/// The capability sheet of what was read, with what each line of it feeds, beside how its sources were merged.
std::shared_ptr<const Merge> capability_sheet(const Dataset& data);

}  // namespace boussole::engine
