#include "reports/scenarios_words.h"

#include <cmath>

namespace boussole::reports {

std::string ScenarioWords::share(double x) const {
  if (x > 0 && x < 0.005) return say({"moins de 1 %", "less than 1%"});
  if (x < 1 && x > 0.995) return say({"plus de 99 %", "more than 99%"});
  return type.percent(x, 0);
}

std::string ScenarioWords::share_range(double value, double low, double high) const {
  const auto held = [](double x) { return std::fmin(1.0, std::fmax(0.0, x)); };
  const std::string from = share(held(low)), to = share(held(high)), middle = share(held(value));
  if (from == to) return middle;
  return middle + " (" + from + say({" à ", " to "}) + to + ")";
}

std::string ScenarioWords::change(double x) const {
  const double rounded = std::round(x * 100);
  if (rounded == 0) return "0";
  return (rounded > 0 ? "+" : "\u2212") + type.number(std::fabs(rounded), 0);
}

std::string ScenarioWords::axis(std::size_t k) const {
  for (const criteria::Axis& a : set.axes)
    if (a.id == report.axes[k]) return say(a.name);
  return report.axes[k];
}

std::string ScenarioWords::scenario(const std::string& id) const {
  for (const criteria::Scenario& s : scenarios.scenarios)
    if (s.id == id) return say(s.name);
  return id;
}

std::string ScenarioWords::lever(const std::string& id) const {
  for (const criteria::NamedItem& l : set.levers)
    if (l.id == id) return say(l.name);
  return id;
}

std::string ScenarioWords::indicator(const std::string& id) const {
  const criteria::Indicator* known = set.find(id);
  return known == nullptr ? id : say(known->name);
}

std::string ScenarioWords::profile(const engine::ProfileResult& profile) const {
  if (profile.scenario.empty()) return say(profile.name);
  return say(profile.scenario_name) + std::string(type.colon()) + say(profile.name);
}

std::string ScenarioWords::profile_of_set(const std::string& id) const {
  for (const criteria::Scenario& s : scenarios.scenarios)
    for (const criteria::Profile& p : s.profiles)
      if (p.id == id) return say(p.name);
  return id;
}

std::string ScenarioWords::axis_point(const engine::AxisPoint& point) const {
  if (!point.value) return say({"inconnu", "unknown"});
  const std::string range = score_range(type, engine::Score{*point.value, point.low, point.high});
  return points(*point.value) + (range.empty() ? "" : " (" + range + ")");
}

}  // namespace boussole::reports
