#pragma once

#include <vector>

#include "engine/dataset/dataset.h"

namespace boussole::engine {

/// For each contribution, the end of the phase of its space in which it was published: until then it waited with the
/// others, and nobody owed it an answer. Only phases that take contributions and have both dates count; a phase that
/// ends on a day without an hour ends with that day; of phases at the same time the one that ends last. Empty where no
/// phase is dated, and for contributions that no such phase holds.
std::vector<OptionalTime> phase_ends(const Dataset& data);

}  // namespace boussole::engine
