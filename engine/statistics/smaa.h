#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// How robust an order is when the weights are not known: SMAA (Lahdelma, Hokkanen and Salminen 1998; Lahdelma and
/// Salminen 2001). x[i][k] of unit i on criterion k, normalised, more is better; the score is the weighted sum.
namespace boussole::engine::statistics {

struct Acceptability {
  /// rank[i][r]: share of the weights for which unit i has place r + 1. Equal scores share the better place.
  std::vector<std::vector<double>> rank;
  /// Mean of the weights that put unit i first: what one must believe for it to win. Absent where none does.
  std::vector<std::optional<std::vector<double>>> central_weight;
  std::vector<std::vector<double>> beats;  ///< [i][j]: share of the weights for which i is ahead of j
};
/// Exact for two criteria, weights uniform.
Result<Acceptability> acceptability_exact(std::span<const std::vector<double>> x);
/// By `draws` random weights, Dirichlet(alpha); alpha = 1 everywhere is uniform on the simplex, alpha = c w gathers
/// around w. Standard errors are below 0.5 / sqrt(draws). Scores have the precision of a float (after each criterion
/// lost its smallest value): closer than that is level; who is nowhere better is never ahead. The same bits for any
/// number of threads, with vector instructions or without.
Result<Acceptability> acceptability(std::span<const std::vector<double>> x, std::span<const double> alpha,
                                    std::uint64_t draws, std::uint64_t seed, unsigned threads);

}  // namespace boussole::engine::statistics
