#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/text.h"

/// Scenarios are data too: weight profiles whose every point has a quotation, and the place of each scenario on
/// observable dimensions.
namespace boussole::criteria {

struct CategoryName {
  std::string id;
  Text name;
};

/// A dimension on which platforms and scenarios are placed: a number in [0, 1], or one of the `values`.
struct Observable {
  std::string id;
  Text name, dimension, measured_by;
  std::vector<std::string> indicators;  ///< the indicators that feed it
  std::vector<CategoryName> values;     ///< empty for a number
};

struct Position {
  std::string observable;
  std::variant<double, std::string> value;
  std::optional<double> tolerance;  ///< of a number
  Text quote;                       ///< empty where the source says nothing; then `note` says so
  Text note;
};

struct QuotedPoints {
  std::string axis;
  int points = 0;
  Text quote;
};

/// One way to weigh the axes: every axis has `base` points, each quotation adds its own; weights are points / sum.
struct Profile {
  std::string id;
  Text name;
  int base = 1;
  std::vector<QuotedPoints> points;
  std::map<std::string, double> weights;  ///< by axis; they sum to 1
};

struct Scenario {
  std::string id;
  Text name, summary;
  std::vector<Profile> profiles;
  std::vector<Position> positions;
};

struct ScenarioSet {
  std::string version;
  Text source, rule;
  std::vector<Observable> observables;
  std::vector<Scenario> scenarios;
  Profile baseline;            ///< equal weights, the reference
  double kappa = 20;           ///< SMAA: weights are drawn from Dirichlet(kappa * weights)
  std::int64_t draws = 10000;  ///< SMAA: how many draws
};

}  // namespace boussole::criteria
