#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "criteria/scenarios.h"
#include "engine/audit.h"

/// Where a platform stands among the scenarios: what it is, not how good it is.
namespace boussole::engine {

/// What an audit says of one observable.
struct Observation {
  std::string observable;
  std::string kind;  ///< measured | declared; empty where it is not observed
  std::optional<double> value, low, high;
  std::optional<Message> reason;  ///< why it is not observed
};

/// An observable is observed when every indicator that feeds it has a score in the audit, all measured or all declared
/// (the two are never averaged). Categories and observables without such an indicator are not observed.
std::vector<Observation> observe(const Audit& audit, const criteria::ScenarioSet& scenarios);

/// How far one dimension lies from one scenario, in [0, 1].
struct Pull {
  std::string observable;
  double distance = 0;
};

struct Position {
  std::string scenario, kind;  ///< the measured and the declared dimensions are two positions
  double distance = 0;         ///< mean over the observed dimensions of that kind
  double low = 0, high = 0;    ///< 2.5 and 97.5 % of the distance when scores are drawn from their intervals
  double least = 0, most = 0;  ///< what it may be while every other dimension is unknown: anything from 0 to 1
  /// Share of the mixture, softmax of -distance / 0.25 over the scenarios of this kind, and its range over the draws.
  double membership = 0, membership_low = 0, membership_high = 0;
  std::size_t observed = 0, dimensions = 0;
  std::vector<Pull> pulls;
};

/// Gower's distance (Gower 1971): the mean over dimensions of min(1, |x - v| / max(tolerance, 0.1)).
double dimension_distance(double x, const criteria::Position& position);

/// One position a scenario and kind of evidence, in the order of the scenarios; none where nothing is observed.
std::vector<Position> positions(const std::vector<Observation>& observations, const criteria::ScenarioSet& scenarios,
                                double level, std::uint64_t draws, std::uint64_t seed);

}  // namespace boussole::engine
