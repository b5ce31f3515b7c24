#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/normalise.h"
#include "engine/statistics/result.h"

/// Several indicators into one figure (OECD and JRC 2008, steps 6 and 7). Weights are not negative and need not sum to
/// 1; a missing value is never 0.
namespace boussole::engine::statistics {

/// Weighted power mean (sum w x^p / sum w)^(1/p) of what is there: p = 1 arithmetic, 0 geometric, -1 harmonic. For p <=
/// 0 a value of 0 gives 0 and a negative one is refused. Leaving missing values out raises the others' weights
/// silently: show the coverage beside it, or the interval below. Undefined where nothing with a weight is there.
Result<double> power_mean(Values x, std::span<const double> weights, double p);

struct MissingInterval {
  double low = 0;                        ///< every missing value at its worst
  double high = 0;                       ///< every missing value at its best
  double coverage = 0;                   ///< share of the weights that is there
  std::optional<double> available_case;  ///< the mean of what is there; absent when nothing is
};
/// What the mean may be while missing values are anything from worst to best; p as above.
Result<MissingInterval> mean_with_missing(Values x, std::span<const double> weights, double p, double worst,
                                          double best);

struct Copeland {
  std::vector<std::vector<double>> outrank;  ///< [i][j]: weight of the indicators where i beats j, ties by half
  std::vector<double> score;                 ///< units beaten less units lost to
};
/// Pairwise comparison without compensation (Copeland; Munda): x[i][k] of unit i on indicator k, more is better.
Result<Copeland> copeland(std::span<const std::vector<double>> x, std::span<const double> weights);

struct RankShift {
  double mean_absolute = 0;
  double spearman = 0;
  double kendall = 0;  ///< tau-b
};
/// How far one ranking lies from another (Saisana, Saltelli and Tarantola 2005). At least two units; the correlations
/// are undefined when a ranking is constant.
Result<RankShift> rank_shift(std::span<const double> reference, std::span<const double> other);

/// The least share of the weights that must move from some indicators to others before unit b reaches unit a, which is
/// ahead: exact (weights go from where a gains most to where it gains least). Absent where no weights let b reach a.
/// Weights sum to 1 after scaling.
struct StabilityMove {
  double share = 0;             ///< of the weights, moved
  std::vector<double> weights;  ///< after the move, sum 1: b is level with a
};
Result<std::optional<StabilityMove>> stability_move(std::span<const double> a, std::span<const double> b,
                                                    std::span<const double> weights);
/// Its share alone.
Result<std::optional<double>> stability_radius(std::span<const double> a, std::span<const double> b,
                                               std::span<const double> weights);

}  // namespace boussole::engine::statistics
