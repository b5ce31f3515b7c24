#pragma once

#include "engine/indicators/indicator.h"

namespace boussole::engine {

/// div-couverture-territoriale: share of the population living where people take part at a quarter of the mean rate.
Measurement territorial_coverage(const Inputs& in);

}  // namespace boussole::engine
