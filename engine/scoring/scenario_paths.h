#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/scenarios.h"
#include "engine/scoring/scenario_smaa.h"

/// From one scenario's weights to another's, step by step: where the order of two audits changes.
namespace boussole::engine {

/// Two audits along w(t) = (1 - t) w_from + t w_to, on the axes known to both: their lead is a straight line in t, so
/// the crossing is exact.
struct PathPair {
  std::size_t first = 0, second = 0;
  std::size_t axes = 0;               ///< known to both; 0: nothing can be said
  double lead_from = 0, lead_to = 0;  ///< arithmetic score of the first less the second's, at each end
  std::optional<double> crossing;     ///< in (0, 1), where the two are level; absent where one stays ahead
};

struct Path {
  std::string from, to;  ///< scenarios
  std::string profile;   ///< the profile that both have
  std::vector<PathPair> pairs;
};

/// Every two scenarios, and every profile that both have, in the order of the set.
std::vector<Path> paths(std::span<const std::vector<AxisPoint>> points, std::span<const std::string> axes,
                        const criteria::ScenarioSet& scenarios);

/// @param from, to  weights by axis, not negative
PathPair path_between(std::span<const AxisPoint> first, std::span<const AxisPoint> second, std::span<const double> from,
                      std::span<const double> to);

}  // namespace boussole::engine
