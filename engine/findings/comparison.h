#pragma once

#include "engine/findings.h"
#include "engine/findings/answers.h"
#include "engine/indicators/indicator.h"

/// Participants beside the population, class by class and as a whole.
namespace boussole::engine {

/// @param reference  null where none was given: the classes are counted and nothing is compared
Composition compare_people(const Answers& answers, const ReferencePopulation* reference, const Sampling& sampling);

/// Which classes to withhold so that no count from 1 to `smallest` - 1 can be read or worked out from the total of
/// all: those that are too small, and where they would be found by subtraction the smallest of the others too.
std::vector<bool> withheld(const std::vector<std::int64_t>& counts, std::int64_t smallest);

}  // namespace boussole::engine
