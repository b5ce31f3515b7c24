#include "engine/scoring/scenario_paths.h"

namespace boussole::engine {
namespace {

std::vector<double> weights_of(const criteria::Profile& profile, std::span<const std::string> axes) {
  std::vector<double> out;
  for (const std::string& axis : axes) {
    const auto weight = profile.weights.find(axis);
    out.push_back(weight == profile.weights.end() ? 0 : weight->second);
  }
  return out;
}

Path path_of(std::span<const std::vector<AxisPoint>> points, std::span<const double> from, std::span<const double> to) {
  Path out;
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      PathPair pair = path_between(points[i], points[j], from, to);
      pair.first = i;
      pair.second = j;
      out.pairs.push_back(pair);
    }
  return out;
}

}  // namespace

PathPair path_between(std::span<const AxisPoint> first, std::span<const AxisPoint> second, std::span<const double> from,
                      std::span<const double> to) {
  PathPair out;
  double gain_from = 0, gain_to = 0, weight_from = 0, weight_to = 0;
  for (std::size_t k = 0; k < from.size(); ++k) {
    if (!first[k].value || !second[k].value) continue;
    const double gap = *first[k].value - *second[k].value;
    ++out.axes;
    gain_from += from[k] * gap, weight_from += from[k];
    gain_to += to[k] * gap, weight_to += to[k];
  }
  if (weight_from <= 0 || weight_to <= 0) {
    out.axes = 0;
    return out;
  }
  out.lead_from = gain_from / weight_from;
  out.lead_to = gain_to / weight_to;
  // The weights known to both are not 1 on the way, but they are positive: the sign is that of the sum.
  if ((gain_from > 0 && gain_to < 0) || (gain_from < 0 && gain_to > 0))
    out.crossing = gain_from / (gain_from - gain_to);
  return out;
}

std::vector<Path> paths(std::span<const std::vector<AxisPoint>> points, std::span<const std::string> axes,
                        const criteria::ScenarioSet& scenarios) {
  std::vector<Path> out;
  if (points.size() < 2) return out;
  for (std::size_t s = 0; s < scenarios.scenarios.size(); ++s)
    for (std::size_t t = s + 1; t < scenarios.scenarios.size(); ++t)
      for (const criteria::Profile& from : scenarios.scenarios[s].profiles)
        for (const criteria::Profile& to : scenarios.scenarios[t].profiles) {
          if (from.id != to.id) continue;
          Path path = path_of(points, weights_of(from, axes), weights_of(to, axes));
          path.from = scenarios.scenarios[s].id;
          path.to = scenarios.scenarios[t].id;
          path.profile = from.id;
          out.push_back(std::move(path));
        }
  return out;
}

}  // namespace boussole::engine
