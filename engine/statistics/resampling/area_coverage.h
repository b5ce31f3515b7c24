#pragma once

#include <cstdint>
#include <span>

#include "engine/statistics/result.h"

/// The share of the population that lives in areas where people take part: which areas luck leaves in doubt.
namespace boussole::engine::statistics {

/// One area: its share of the population and how many participants live there. Where the number is withheld, the fewest
/// and the most that it may be; otherwise both are the same.
struct AreaCount {
  double population = 0;
  std::int64_t fewest = 0;
  std::int64_t most = 0;
};

/// Range of the share of the population in areas whose true share of the participants reaches `factor` times their
/// share of the population, whatever luck did. An area is certain where the exact binomial test (Clopper & Pearson
/// 1934, as mid-p: Lancaster 1961) says so with all areas still in doubt taken together (step by step: Holm 1979): the
/// low end holds those certain to reach it, the high end all but those certain not to.
/// @param areas         shares in [0, 1], 0 <= fewest <= most <= participants
/// @param participants  those of all areas, >= 1
Range covered_population_interval(std::span<const AreaCount> areas, std::int64_t participants, double factor,
                                  double level);

}  // namespace boussole::engine::statistics
