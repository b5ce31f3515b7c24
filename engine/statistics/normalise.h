#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Values of one indicator over units, brought to a common scale (OECD and JRC 2008, step 5). A missing value stays
/// missing. Undefined without any value, and where the formula divides by a range of 0; NaN and infinite are refused.
namespace boussole::engine::statistics {

using Values = std::span<const std::optional<double>>;
using Normalised = Result<std::vector<std::optional<double>>>;

/// Whether more is better.
enum class Direction { up, down };

/// Least to most of the units seen: low … high. With two units it says nothing.
Normalised normalise_min_max(Values x, double low, double high, Direction direction = Direction::up);
/// (x - mean) / sd, divisor n - 1, times `sd` plus `mean`.
Normalised normalise_z(Values x, double mean = 0, double sd = 1, Direction direction = Direction::up);
/// 1 for the worst; equal values share the lowest rank.
Normalised normalise_rank(Values x, Direction direction = Direction::up);
/// Rank - 1.
Normalised normalise_borda(Values x, Direction direction = Direction::up);
/// (rank - 1) / (n - 1), in [0, 1].
Normalised normalise_percentile_rank(Values x, Direction direction = Direction::up);
/// (x - worst) / (best - worst) between posts fixed beforehand, cut to [0, 1] unless told not to, times scale: stable
/// in time and fit for a single unit. For Direction::down the posts are the other way round.
Normalised normalise_goalposts(Values x, double low_post, double high_post, double scale, bool cut,
                               Direction direction = Direction::up);
/// x / max.
Normalised normalise_fraction_of_max(Values x);
/// (x - low) / (high - low) without cutting, times scale.
Normalised normalise_scaled(Values x, double low, double high, double scale);
/// (x - min) / (target - min), at most 1 where capped.
Normalised normalise_to_target(Values x, double target, bool cap, Direction direction = Direction::up);
/// 1 within the band [low, high], falling in a straight line to 0 at `zero_below` and `zero_above`.
Normalised normalise_band(Values x, double zero_below, double low, double high, double zero_above);

/// Outliers of an unbounded indicator pulled in (never for shares): while the adjusted skewness exceeds max_skewness
/// and the adjusted excess kurtosis max_kurtosis, the extreme values on the skewed side take the next value, at most
/// `most` points.
struct Winsorised {
  std::vector<std::optional<double>> values;
  std::size_t moved = 0;
  double skewness_before = 0, kurtosis_before = 0;
  double skewness_after = 0, kurtosis_after = 0;
  bool settled = false;  ///< whether the values pass now; if not, a logarithm may
};
Result<Winsorised> winsorise(Values x, double max_skewness, double max_kurtosis, std::size_t most);

}  // namespace boussole::engine::statistics
