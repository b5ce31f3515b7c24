#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace boussole::engine {

/// The score of one audit on one axis; no value: the axis has no score.
struct AxisPoint {
  std::optional<double> value, low, high;
  bool operator==(const AxisPoint&) const = default;
};

struct RobustRanks {
  std::vector<std::vector<double>> rank;   ///< [i][r]: share of the draws where i has place r + 1, ties at the best
  std::vector<std::vector<double>> beats;  ///< [i][j]: share of the draws where i is strictly ahead of j
  /// [i][axis]: mean of the weights that put i first; absent where none of the draws does.
  std::vector<std::optional<std::vector<double>>> central_weights;
};

/// Stochastic multicriteria acceptability (SMAA-2, Lahdelma and Salminen 2001) when the scores are not known exactly
/// either. Each draw takes weights from Dirichlet(alpha), and each score from its interval: a normal on each side of
/// the value, as wide as that side says at `level`, held in [0, 1]; an axis without a score may be anything from 0
/// to 1. A score without interval is taken as it is. Counter-based: the same bits for any number of threads; standard
/// errors are below 0.5 / sqrt(draws).
/// @param x      one row an audit, one column an axis, at least one of each
/// @param alpha  positive, one an axis
RobustRanks robust_ranks(std::span<const std::vector<AxisPoint>> x, std::span<const double> alpha, double level,
                         std::uint64_t draws, std::uint64_t seed, unsigned threads);

}  // namespace boussole::engine
