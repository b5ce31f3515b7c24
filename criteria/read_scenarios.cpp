#include "criteria/problems.h"
#include "criteria/read.h"

namespace boussole::criteria {
namespace {

Observable observable_of(const json::Value& value) {
  Observable observable{string_at(value, "id"),        text_at(value, "name"),          text_at(value, "dimension"),
                        text_at(value, "measured_by"), strings_at(value, "indicators"), {}};
  if (value.find("values"))
    for (const json::Value& item : array_at(value, "values"))
      observable.values.push_back({string_at(item, "id"), text_at(item, "name")});
  return observable;
}

/// Weight of an axis = its points / the sum of all points.
Profile profile_of(const json::Value& value, const json::Value& axes) {
  Profile profile;
  profile.id = string_at(value, "id");
  profile.name = text_at(value, "name");
  profile.base = static_cast<int>(number_at(value, "base"));
  std::map<std::string, int> points;
  int sum = 0;
  for (const json::Member& axis : *axes.as_object()) {
    points[axis.key] = profile.base;
    sum += profile.base;
  }
  for (const json::Value& item : array_at(value, "points")) {
    const int more = static_cast<int>(number_at(item, "points"));
    profile.points.push_back({string_at(item, "axis"), more, text_at(item, "quote")});
    points[string_at(item, "axis")] += more;
    sum += more;
  }
  for (const auto& [axis, count] : points) profile.weights[axis] = static_cast<double>(count) / sum;
  return profile;
}

Position position_of(const json::Value& value) {
  Position position;
  position.observable = string_at(value, "observable");
  const json::Value& where = *value.find("value");
  if (const auto number = where.as_double())
    position.value = *number;
  else
    position.value = *where.as_string();
  if (const json::Value* tolerance = value.find("tolerance")) position.tolerance = tolerance->as_double();
  position.quote = text_at(value, "quote");
  position.note = text_at(value, "note");
  return position;
}

}  // namespace

ScenarioSet read_scenarios(const json::Value& root) {
  ScenarioSet set;
  set.version = string_at(root, "version");
  set.source = text_at(root, "source");
  set.rule = text_at(root, "rule");
  for (const json::Value& observable : array_at(root, "observables"))
    set.observables.push_back(observable_of(observable));

  const json::Value& baseline = *root.find("baseline");
  const json::Value& weights = *baseline.find("weights");
  set.baseline.id = string_at(baseline, "id");
  set.baseline.name = text_at(baseline, "name");
  for (const json::Member& weight : *weights.as_object()) set.baseline.weights[weight.key] = *weight.value.as_double();

  for (const json::Value& value : array_at(root, "scenarios")) {
    Scenario scenario{string_at(value, "id"), text_at(value, "name"), text_at(value, "summary"), {}, {}};
    for (const json::Value& profile : array_at(value, "profiles"))
      scenario.profiles.push_back(profile_of(profile, weights));
    for (const json::Value& position : array_at(value, "positions"))
      scenario.positions.push_back(position_of(position));
    set.scenarios.push_back(std::move(scenario));
  }
  const json::Value& smaa = *root.find("smaa");
  set.kappa = number_at(smaa, "kappa");
  set.draws = static_cast<std::int64_t>(number_at(smaa, "draws"));
  return set;
}

}  // namespace boussole::criteria
