#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"
#include "engine/scoring/scenario_smaa.h"

/// What if one lever (offre, commande, usage) were pulled: whose job a weak score is.
namespace boussole::engine {

struct LeverEffect {
  std::size_t audit = 0;
  std::string lever;
  std::vector<std::string> raised;                    ///< measured indicators of the lever brought up to the target
  std::size_t at_target = 0;                          ///< of the lever, already there
  std::size_t unmeasured = 0;                         ///< of the lever, without a score: nothing is supposed of them
  std::vector<AxisPoint> before, after;               ///< by axis
  std::vector<std::optional<double>> profile_change;  ///< by weights of `profiles`: of the arithmetic score
  std::optional<double> first_before, first_after;    ///< share of the draws at the first place, equal weights
};

struct LeverOptions {
  double target = 0.75;                       ///< score that each indicator of the lever reaches
  std::vector<std::vector<double>> profiles;  ///< weights by axis, for profile_change; the last: for the places
  double kappa = 20, level = 0.95;
  std::uint64_t draws = 10000, seed = 1;
  unsigned threads = 1;
  std::size_t most_ranked = 15;  ///< beyond so many audits, no places
};

/// Each measured indicator of the lever below the target is set to it and keeps the width of its interval; everything
/// else, and every other audit, stays. An indicator with several levers moves with each of them: effects do not add up.
std::vector<LeverEffect> lever_effects(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                                       const LeverOptions& options);

}  // namespace boussole::engine
