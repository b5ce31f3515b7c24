#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/scenarios.h"
#include "engine/scoring/compare.h"
#include "engine/scoring/composite.h"
#include "engine/scoring/scenario_levers.h"
#include "engine/scoring/scenario_panel.h"
#include "engine/scoring/scenario_paths.h"
#include "engine/scoring/scenario_position.h"
#include "engine/scoring/scenario_smaa.h"
#include "engine/scoring/scenario_spread.h"

/// One or several audits under the weights of several visions of democracy. Measured axis scores only.
namespace boussole::engine {

/// Two audits axis by axis, no weights needed. `first` dominates when it is ahead somewhere, behind nowhere and no axis
/// is unknown.
struct Dominance {
  std::size_t first = 0, second = 0;
  std::size_t ahead = 0, behind = 0, equal = 0, unknown = 0;  ///< numbers of axes, seen from `first`

  bool first_dominates() const { return ahead > 0 && behind == 0 && unknown == 0; }
  bool second_dominates() const { return behind > 0 && ahead == 0 && unknown == 0; }
};

/// One audit under one set of weights. Axes without a score are neither zero nor left out silently: the range is what
/// the mean is with each of them at 0 and at 1.
struct WeightedScore {
  std::optional<double> arithmetic, geometric;  ///< of the axes that have a score; beside their coverage only
  double low = 0, high = 1;                     ///< arithmetic
  double geometric_low = 0, geometric_high = 1;
  double coverage = 0;  ///< share of the weight that has a score
};

/// The least share of the weights that must move before `behind` reaches `ahead`, on the axes known to both.
struct Radius {
  std::size_t ahead = 0, behind = 0;
  std::size_t axes = 0;         ///< how many axes are known to both
  std::optional<double> share;  ///< absent: no weights on these axes let it catch up
  std::vector<double> weights;  ///< by axis, those that make the two level; empty without a share
};

struct ProfileResult {
  std::string scenario, profile;  ///< the scenario is empty for equal weights, any weights and a person's own
  bool own = false;               ///< weights given by the reader (--weights)
  Text scenario_name, name;
  std::vector<double> weights;        ///< by axis; empty for any weights (uniform on the simplex)
  std::vector<WeightedScore> scores;  ///< one an audit; empty for any weights
  std::vector<Radius> radii;          ///< one a pair whose order is known; empty for any weights
  std::optional<RobustRanks> ranks;   ///< two audits or more
};

struct ScenarioReport {
  std::vector<std::string> labels, axes;
  std::vector<Message> warnings;
  std::vector<std::vector<AxisPoint>> points;  ///< [audit][axis]
  std::vector<Dominance> dominance;            ///< one a pair
  std::vector<ProfileResult> profiles;         ///< the scenarios' in order, then equal weights, then any weights
  std::vector<std::vector<Observation>> observations;  ///< [audit]
  std::vector<std::vector<Position>> positions;        ///< [audit]
  std::vector<Spread> spreads;                         ///< one an audit, then one for the places
  std::vector<Path> paths;                             ///< two audits or more
  std::vector<LeverEffect> levers;                     ///< one an audit and lever
  double lever_target = 0.75;
  std::optional<Panel> panel;         ///< where weights were given
  std::vector<Composite> composites;  ///< one an audit, only where asked for
  double level = 0.95, kappa = 20;
  std::uint64_t draws = 0, seed = 0;
};

struct ScenarioOptions {
  std::uint64_t draws = 0;  ///< 0: as many as the scenario set says
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::vector<PanelMember> own;  ///< the reader's own weights, after the scenarios'
  bool composite = false;
  double lever_target = 0.75;
};

/// @param subjects  at least one; in the caller's order, never sorted
ScenarioReport scenarios(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                         const criteria::ScenarioSet& scenario_set, const ScenarioOptions& options);

/// The measured score of each axis, nothing where it has none.
std::vector<AxisPoint> axis_points(const Audit& audit, const std::vector<std::string>& axes);

Dominance dominance_of(std::span<const AxisPoint> first, std::span<const AxisPoint> second);
WeightedScore weighted_score(std::span<const AxisPoint> points, std::span<const double> weights);

}  // namespace boussole::engine
