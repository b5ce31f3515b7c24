#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "tests/coverage/cluster_law.h"
#include "tests/coverage/publics.h"

/// The invented publics on which the constants of two interval methods were chosen: none of them is in the grid. Every
/// public becomes one row of numbers from which the constants can be fitted again (README.md).
namespace boussole::coverage {

/// rates: clustered_score_interval (engine/statistics/resampling/cluster_ratio.cpp).
/// counts: PredictiveFigures::foretold (engine/statistics/resampling/predictive.cpp).
enum class Training { rates, counts };

const std::vector<CountLaw>& training_laws(Training kind);
const std::vector<OutcomeLaw>& training_outcomes();
/// Participants.
const std::vector<std::uint64_t>& training_sizes(Training kind);

struct TrainingRequest {
  Training kind = Training::rates;
  std::uint64_t runs = 250;  ///< a cell; half and a quarter of it for large publics
  std::uint64_t seed = 8123;
  unsigned threads = 2;
  std::uint64_t largest = 1'000'000;  ///< larger sizes are left out
};

/// 250 runs of seed 8123 for rates, 300 of 4711 for counts: what the constants were chosen on.
TrainingRequest training_as_used(Training kind);

/// What the engine's interval of today did on the publics of one law. A cell is one law, outcome, size and statistic.
struct TrainingShare {
  std::string law;
  std::uint64_t cells = 0;
  std::uint64_t within = 0;  ///< cells that held their target 92.5 to 97.5 % of the time
  double covered = 0;        ///< mean over cells
  double worst = 1;          ///< the cell that covers least
};

/// Writes one row a public (and statistic), with a header; the same bytes whatever the threads. One share a law, then
/// one of all together.
std::vector<TrainingShare> write_training(const TrainingRequest& request, std::ostream& out);

/// The shares as a table for a person to read.
std::string words_of(const std::vector<TrainingShare>& shares);

}  // namespace boussole::coverage
