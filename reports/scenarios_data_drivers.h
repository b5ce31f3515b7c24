#pragma once

#include "engine/json/writer.h"
#include "engine/scoring/scenarios.h"

/// Private to the scenario reports: the part of scenarios.json on what moves the figures.
namespace boussole::reports {

/// Members "spread", "paths", "what_if", "panel" and "composite" of the open object.
void put_drivers(json::Writer& out, const engine::ScenarioReport& report);

}  // namespace boussole::reports
