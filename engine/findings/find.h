#pragma once

#include <memory>

#include "engine/dataset/dataset.h"
#include "engine/findings.h"
#include "engine/indicators/indicator.h"

namespace boussole::engine {

/// Everything that the data allow beyond single figures. Null where they allow nothing and no reference was given.
/// @param as_of  the day that years of birth are turned into ages by
std::shared_ptr<const Findings> find(const Dataset& data, const Sampling& sampling, OptionalTime as_of);

}  // namespace boussole::engine
