#include "engine/scoring/scenario_position.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/scoring/standing.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/random.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine {
namespace {

constexpr std::uint64_t kStream = 0x706f7369;

/// Data held by third parties is the opposite of what its indicators score.
bool inverted(const std::string& observable) { return observable == "donnees_chez_tiers"; }

/// Its indicator counts contributions; the observable is about spaces, which no audit counts.
bool fed_beside(const std::string& observable) { return observable == "initiative_hors_cadre"; }

Observation unobserved(const std::string& id, const char* code, Text why) {
  Observation out;
  out.observable = id;
  out.reason = Message{code, std::move(why)};
  return out;
}

Observation mean_of(const std::string& id, const std::vector<const IndicatorResult*>& results) {
  Observation out;
  out.observable = id;
  out.kind = results.front()->kind == "declared" ? "declared" : "measured";
  double value = 0, low = 0, high = 0;
  bool ranged = true;
  for (const IndicatorResult* r : results) {
    value += r->score->value;
    ranged = ranged && r->score->low && r->score->high;
    if (!ranged) continue;
    low += *r->score->low;
    high += *r->score->high;
  }
  const double n = double(results.size());
  out.value = inverted(id) ? 1 - value / n : value / n;
  if (!ranged) return out;
  out.low = inverted(id) ? 1 - high / n : low / n;
  out.high = inverted(id) ? 1 - low / n : high / n;
  return out;
}

Observation observe_one(const Audit& audit, const criteria::Observable& observable) {
  if (observable.indicators.empty() || !observable.values.empty() || fed_beside(observable.id))
    return unobserved(observable.id, "not_in_audits",
                      {"Aucun chiffre d'un audit ne le donne.", "No figure of an audit gives it."});
  std::vector<const IndicatorResult*> found;
  bool declared = false, measured = false;
  for (const std::string& id : observable.indicators)
    for (const IndicatorResult& r : audit.indicators) {
      if (r.id != id || !stands(r) || !r.score) continue;
      found.push_back(&r);
      (r.kind == "declared" ? declared : measured) = true;
    }
  if (found.size() != observable.indicators.size())
    return unobserved(observable.id, "indicator_missing",
                      {"Il manque le score d'au moins un indicateur dans l'audit.",
                       "The score of at least one indicator is missing in the audit."});
  if (declared && measured)
    return unobserved(observable.id, "measured_and_declared",
                      {"Un de ses indicateurs est déclaré, l'autre mesuré : leur moyenne n'est pas faite.",
                       "One of its indicators is declared, the other measured: they are not averaged."});
  return mean_of(observable.id, found);
}

const criteria::Position* place_of(const criteria::Scenario& scenario, const std::string& observable) {
  for (const criteria::Position& position : scenario.positions)
    if (position.observable == observable) return &position;
  return nullptr;
}

double draw(const Observation& o, double critical, statistics::RandomStream& random) {
  const double z = statistics::draw_normal(random);
  if (!o.low || !o.high) return *o.value;
  const double side = z < 0 ? *o.value - *o.low : *o.high - *o.value;
  return std::clamp(*o.value + z * side / critical, 0.0, 1.0);
}

/// An observation and where the scenario stands on it.
using Seen = std::pair<const Observation*, const criteria::Position*>;

/// One place among the scenarios and what it was seen on.
struct Placed {
  std::size_t at = 0;  ///< in the list of positions
  std::vector<Seen> seen;
};

std::vector<double> memberships(const std::vector<double>& distances) {
  constexpr double kTemperature = 0.25;
  std::vector<double> out;
  double total = 0;
  for (const double d : distances) total += out.emplace_back(statistics::portable::exp(-d / kTemperature));
  for (double& m : out) m /= total;
  return out;
}

std::pair<double, double> middle_95(const std::vector<double>& values) {
  const double ends[] = {0.025, 0.975};
  const auto range = statistics::quantiles(values, ends, statistics::QuantileType::type7);
  assert(range);
  return {(*range)[0], (*range)[1]};
}

void add_ranges(std::vector<Position>& out, const std::vector<Placed>& placed, double critical, std::uint64_t draws,
                std::uint64_t seed) {
  std::vector<std::vector<double>> distances(placed.size()), shares(placed.size());
  for (std::uint64_t d = 0; d < draws; ++d) {
    std::vector<double> now;
    for (const auto& [at, seen] : placed) {
      // The same draws for every scenario: their distances are comparable.
      statistics::RandomStream random(seed, kStream, d);
      double total = 0;
      for (const auto& [observation, place] : seen)
        total += dimension_distance(draw(*observation, critical, random), *place);
      now.push_back(total / double(seen.size()));
    }
    const std::vector<double> share = memberships(now);
    for (std::size_t s = 0; s < placed.size(); ++s) {
      distances[s].push_back(now[s]);
      shares[s].push_back(share[s]);
    }
  }
  std::vector<double> published;
  for (const Placed& p : placed) published.push_back(out[p.at].distance);
  const std::vector<double> share = memberships(published);
  for (std::size_t s = 0; s < placed.size(); ++s) {
    Position& position = out[placed[s].at];
    const auto distance = middle_95(distances[s]), part = middle_95(shares[s]);
    position.low = std::min(position.distance, distance.first);
    position.high = std::max(position.distance, distance.second);
    position.membership = share[s];
    position.membership_low = std::min(share[s], part.first);
    position.membership_high = std::max(share[s], part.second);
  }
}

}  // namespace

double dimension_distance(double x, const criteria::Position& position) {
  const double* value = std::get_if<double>(&position.value);
  assert(value);
  return std::min(1.0, std::fabs(x - *value) / std::max(position.tolerance.value_or(0), 0.1));
}

std::vector<Observation> observe(const Audit& audit, const criteria::ScenarioSet& scenarios) {
  std::vector<Observation> out;
  for (const criteria::Observable& observable : scenarios.observables) out.push_back(observe_one(audit, observable));
  return out;
}

std::vector<Position> positions(const std::vector<Observation>& observations, const criteria::ScenarioSet& scenarios,
                                double level, std::uint64_t draws, std::uint64_t seed) {
  const double critical = statistics::portable::normal_quantile(1 - (1 - level) / 2);
  std::vector<Position> out;
  for (const char* kind : {"measured", "declared"}) {
    std::vector<Placed> placed;
    for (const criteria::Scenario& scenario : scenarios.scenarios) {
      Position position;
      position.scenario = scenario.id;
      position.kind = kind;
      position.dimensions = scenarios.observables.size();
      std::vector<Seen> seen;
      double total = 0;
      for (const Observation& o : observations) {
        const criteria::Position* place = place_of(scenario, o.observable);
        if (o.kind != kind || place == nullptr || !std::holds_alternative<double>(place->value)) continue;
        seen.emplace_back(&o, place);
        position.pulls.push_back({o.observable, dimension_distance(*o.value, *place)});
        total += position.pulls.back().distance;
      }
      if (seen.empty()) continue;
      position.observed = seen.size();
      position.distance = total / double(seen.size());
      position.least = total / double(position.dimensions);
      position.most = (total + double(position.dimensions - seen.size())) / double(position.dimensions);
      placed.push_back({out.size(), std::move(seen)});
      out.push_back(std::move(position));
    }
    if (!placed.empty()) add_ranges(out, placed, critical, draws, seed);
  }
  return out;
}

}  // namespace boussole::engine
