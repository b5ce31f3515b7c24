#pragma once

#include <string>

#include "criteria/criteria.h"

namespace boussole::docs {

/// The methodology page (Markdown) made from the criteria set and the table of indicators that the engine computes, so
/// that it cannot say anything else than what runs.
std::string methodology(const criteria::CriteriaSet& set, Language language);

}  // namespace boussole::docs
