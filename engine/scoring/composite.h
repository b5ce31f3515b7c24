#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/scoring/scenario_smaa.h"

/// One figure for a whole audit, only where asked for, never alone.
namespace boussole::engine {

struct ScenarioReport;

struct Composite {
  std::optional<double> value;      ///< arithmetic mean of the axes with a score, equal weights
  std::optional<double> low, high;  ///< 95 % of what it is when every open choice moves (scenario_spread.h)
  double coverage = 0;              ///< share of the axes that has a score
  std::optional<Message> reason;    ///< why there is none
  /// Places found over all weights, within all intervals, unknown axes from 0 to 1; absent below two audits.
  std::optional<std::size_t> best_place, worst_place;
  /// What stands beside it: the two axes that a total must not hide, where the criteria set has them.
  std::vector<std::pair<std::string, AxisPoint>> beside;
};

/// Below this share of the weight there is no composite.
inline constexpr double kCompositeFloor = 0.5;

/// One an audit, from a report whose profiles and spreads are made.
std::vector<Composite> composites(const ScenarioReport& report);

}  // namespace boussole::engine
