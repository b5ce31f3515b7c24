#include "engine/scoring/scenarios.h"

#include <algorithm>
#include <cassert>

#include "engine/statistics/aggregate.h"

namespace boussole::engine {
namespace {

/// The pair's radius, the one that is ahead first; nothing where no axis is known to both or the two are level.
std::optional<Radius> radius_of(const std::vector<std::vector<AxisPoint>>& points, std::size_t i, std::size_t j,
                                std::span<const double> weights) {
  std::vector<double> a, b, w;
  std::vector<std::size_t> common;
  double lead = 0, known = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (!points[i][k].value || !points[j][k].value) continue;
    a.push_back(*points[i][k].value);
    b.push_back(*points[j][k].value);
    w.push_back(weights[k]);
    common.push_back(k);
    known += weights[k];
    lead += weights[k] * (a.back() - b.back());
  }
  if (a.empty() || lead == 0) return std::nullopt;
  if (lead < 0) {
    std::swap(a, b);
    std::swap(i, j);
  }
  const auto move = statistics::stability_move(a, b, w);
  if (!move) return std::nullopt;
  Radius out{i, j, a.size(), std::nullopt, {}};
  if (!*move) return out;
  out.share = (*move)->share;
  // Axes that are unknown on one side keep their weight: nothing is said of them.
  out.weights.assign(weights.begin(), weights.end());
  for (std::size_t k = 0; k < common.size(); ++k) out.weights[common[k]] = known * (*move)->weights[k];
  return out;
}

/// What differs from one set of weights to the next.
class Profiles {
 public:
  Profiles(ScenarioReport& out, const ScenarioOptions& options) : out_(out), options_(options) {}

  void add(const criteria::Scenario* scenario, const criteria::Profile& profile) {
    ProfileResult result;
    if (scenario != nullptr) result.scenario = scenario->id, result.scenario_name = scenario->name;
    result.profile = profile.id;
    result.name = profile.name;
    for (const std::string& axis : out_.axes) {
      const auto weight = profile.weights.find(axis);
      result.weights.push_back(weight == profile.weights.end() ? 0 : weight->second);
    }
    weigh(result);
  }

  void add_own(const PanelMember& member) {
    ProfileResult result;
    result.own = true;
    result.profile = member.id;
    result.name = member.name;
    result.weights = member.weights;
    weigh(result);
  }

  void add_any_weights() {
    ProfileResult result;
    result.profile = "any";
    result.name = {"Tous les poids possibles", "Any weights"};
    rank(result, std::vector<double>(out_.axes.size(), 1.0));
    out_.profiles.push_back(std::move(result));
  }

 private:
  void weigh(ProfileResult& result) {
    for (const auto& row : out_.points) result.scores.push_back(weighted_score(row, result.weights));
    for (std::size_t i = 0; i < out_.points.size(); ++i)
      for (std::size_t j = i + 1; j < out_.points.size(); ++j)
        if (auto radius = radius_of(out_.points, i, j, result.weights)) result.radii.push_back(*radius);
    std::vector<double> alpha;
    for (const double weight : result.weights) alpha.push_back(out_.kappa * weight);
    rank(result, alpha);
    out_.profiles.push_back(std::move(result));
  }

  /// Axes without weight are left out of the draws: a Dirichlet parameter is positive.
  void rank(ProfileResult& result, const std::vector<double>& alpha) const {
    if (out_.points.size() < 2) return;
    std::vector<double> kept;
    std::vector<std::vector<AxisPoint>> points(out_.points.size());
    for (std::size_t k = 0; k < alpha.size(); ++k) {
      if (alpha[k] <= 0) continue;
      kept.push_back(alpha[k]);
      for (std::size_t i = 0; i < points.size(); ++i) points[i].push_back(out_.points[i][k]);
    }
    RobustRanks ranks = robust_ranks(points, kept, out_.level, out_.draws, out_.seed, options_.threads);
    for (auto& central : ranks.central_weights) {
      if (!central) continue;
      std::vector<double> whole;
      std::size_t at = 0;
      for (const double a : alpha) whole.push_back(a > 0 ? (*central)[at++] : 0);
      central = std::move(whole);
    }
    result.ranks = std::move(ranks);
  }

  ScenarioReport& out_;
  const ScenarioOptions& options_;
};

/// The weights of all profiles that have some, equal weights last.
std::vector<std::vector<double>> profile_weights(const ScenarioReport& report) {
  std::vector<std::vector<double>> out;
  for (const ProfileResult& profile : report.profiles)
    if (!profile.weights.empty() && !profile.own) out.push_back(profile.weights);
  return out;
}

void add_what_moves_it(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                       const criteria::ScenarioSet& scenario_set, const ScenarioOptions& options, ScenarioReport& out) {
  SpreadOptions spread;
  spread.profiles = profile_weights(out);
  spread.kappa = out.kappa;
  spread.level = out.level;
  spread.seed = out.seed;
  spread.threads = options.threads;
  out.spreads = spreads(subjects, set, spread);
  out.paths = paths(out.points, out.axes, scenario_set);
  LeverOptions lever;
  lever.target = out.lever_target = options.lever_target;
  lever.profiles = spread.profiles;
  lever.kappa = out.kappa;
  lever.level = out.level;
  lever.draws = out.draws;
  lever.seed = out.seed;
  lever.threads = options.threads;
  out.levers = lever_effects(subjects, set, lever);
}

}  // namespace

std::vector<AxisPoint> axis_points(const Audit& audit, const std::vector<std::string>& axes) {
  std::vector<AxisPoint> out;
  for (const std::string& id : axes) {
    out.emplace_back();
    for (const AxisScore& axis : audit.axes)
      if (axis.id == id && axis.measured) out.back() = {axis.measured->value, axis.measured->low, axis.measured->high};
  }
  return out;
}

Dominance dominance_of(std::span<const AxisPoint> first, std::span<const AxisPoint> second) {
  Dominance out;
  for (std::size_t k = 0; k < first.size(); ++k) {
    if (!first[k].value || !second[k].value)
      ++out.unknown;
    else if (*first[k].value > *second[k].value)
      ++out.ahead;
    else
      ++(*first[k].value < *second[k].value ? out.behind : out.equal);
  }
  return out;
}

WeightedScore weighted_score(std::span<const AxisPoint> points, std::span<const double> weights) {
  std::vector<std::optional<double>> x;
  for (const AxisPoint& point : points) x.push_back(point.value);
  const auto arithmetic = statistics::mean_with_missing(x, weights, 1, 0, 1);
  const auto geometric = statistics::mean_with_missing(x, weights, 0, 0, 1);
  WeightedScore out;
  if (!arithmetic || !geometric) return out;
  out.arithmetic = arithmetic->available_case;
  out.low = arithmetic->low;
  out.high = arithmetic->high;
  out.coverage = arithmetic->coverage;
  out.geometric = geometric->available_case;
  out.geometric_low = geometric->low;
  out.geometric_high = geometric->high;
  return out;
}

ScenarioReport scenarios(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                         const criteria::ScenarioSet& scenario_set, const ScenarioOptions& options) {
  assert(!subjects.empty());
  ScenarioReport out;
  out.labels = labels_of(subjects);
  if (subjects.size() > 1) out.warnings = like_with_like(subjects, out.labels);
  for (const criteria::Axis& axis : set.axes) out.axes.push_back(axis.id);
  out.level = subjects.front().audit.parameters.level;
  out.kappa = scenario_set.kappa;
  out.seed = options.seed;
  out.draws = options.draws != 0 ? options.draws : static_cast<std::uint64_t>(scenario_set.draws);
  for (const Subject& subject : subjects) out.points.push_back(axis_points(subject.audit, out.axes));
  for (std::size_t i = 0; i < subjects.size(); ++i)
    for (std::size_t j = i + 1; j < subjects.size(); ++j) {
      Dominance pair = dominance_of(out.points[i], out.points[j]);
      pair.first = i;
      pair.second = j;
      out.dominance.push_back(pair);
    }
  Profiles profiles(out, options);
  for (const criteria::Scenario& scenario : scenario_set.scenarios)
    for (const criteria::Profile& profile : scenario.profiles) profiles.add(&scenario, profile);
  profiles.add(nullptr, scenario_set.baseline);
  for (const PanelMember& member : options.own) profiles.add_own(member);
  profiles.add_any_weights();
  for (const Subject& subject : subjects) {
    out.observations.push_back(observe(subject.audit, scenario_set));
    out.positions.push_back(
        positions(out.observations.back(), scenario_set, subject.audit.parameters.level, out.draws, out.seed));
  }
  add_what_moves_it(subjects, set, scenario_set, options, out);
  for (const PanelMember& member : options.own)
    if (member.compared && member.compared->contradict()) out.warnings.push_back(contradiction_of(member.name));
  if (!options.own.empty()) out.panel = panel_of(options.own, out.points);
  if (options.composite) out.composites = composites(out);
  return out;
}

}  // namespace boussole::engine
