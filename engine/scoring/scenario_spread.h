#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/scoring/compare.h"

/// What drives the spread of a score: variance-based sensitivity (Sobol 1993; Saltelli et al. 2010; for indices:
/// Saisana, Saltelli and Tarantola 2005). Five things vary together, each as widely as it is open.
namespace boussole::engine {

/// In the order of the indices below.
enum class SpreadInput : std::size_t { sampling, weights, aggregation, normalisation, missing };
inline constexpr std::size_t kSpreadInputs = 5;
const char* spread_input_id(std::size_t input);

struct SpreadIndex {
  double first = 0, first_low = 0, first_high = 0;  ///< share of the variance that this input explains alone
  double total = 0, total_low = 0, total_high = 0;  ///< with all its interactions
};

struct Spread {
  std::optional<std::size_t> audit;  ///< absent: the mean shift of places, of all audits together
  std::size_t runs = 0;
  double median = 0, low = 0, high = 0;  ///< of the output over all runs, 2.5 and 97.5 %
  std::array<SpreadIndex, kSpreadInputs> inputs{};
  std::optional<Message> reason;  ///< why there are no indices
};

struct SpreadOptions {
  std::vector<std::vector<double>> profiles;  ///< weights by axis; each run takes one of them, all alike
  double kappa = 20;                          ///< and draws around it: Dirichlet(kappa * weights)
  double level = 0.95;                        ///< of the intervals of the audits
  std::uint64_t rows = 1024, seed = 1;        ///< each row is 7 runs
  unsigned threads = 1;
};

/// Sampling: every value drawn from its interval. Weights: a profile, then around it. Aggregation: arithmetic or
/// geometric, criteria into axes and axes into a score. Normalisation: the anchors of all scales up to 10 % closer or
/// further apart. Missing rule: unknown axes left out, all at 0 or all at 1. One spread an audit (its score), then,
/// from two audits on, one for the mean absolute shift of places from equal weights and published scores. Ranges: 95 %
/// of 200 bootstraps of the rows. The same bits for any number of threads.
std::vector<Spread> spreads(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                            const SpreadOptions& options);

}  // namespace boussole::engine
