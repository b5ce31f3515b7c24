#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/result.h"
#include "engine/statistics/runs.h"

/// How unequally contributions are spread over people. Values are refused when negative, NaN or infinite; all are
/// undefined for nobody (n = 0) and when nobody has anything (total = 0). Order and scale do not matter.
/// Each formula exists for values, for a histogram of counts (exactly the same figure) and, below them, for sorted
/// runs.
namespace boussole::engine::statistics {

/// Gini coefficient, plug-in: sum (2i - n - 1) x_(i) / (n sum x), in [0, (n-1)/n] (Gini 1912).
Result<double> gini(std::span<const double> values);
Result<double> gini(std::span<const CountBin> histogram);
/// The same times n / (n - 1) (Deltas 2003, eq. 6): 1 when one person has everything. Undefined below two people.
Result<double> gini_corrected(std::span<const double> values);
Result<double> gini_corrected(std::span<const CountBin> histogram);
/// Gini with frequency weights, as if each value were repeated (Lerman and Yitzhaki 1989).
Result<double> gini_weighted(std::span<const double> values, std::span<const double> weights);

/// Share of the total held by the top fraction, in (0, 1], of people; the marginal person counts in part.
Result<double> top_share(std::span<const double> values, double fraction);
Result<double> top_share(std::span<const CountBin> histogram, double fraction);
/// Share held by whole people: the ceil(fraction * n) first. `people` says how many that is.
struct WholeTopShare {
  double share = 0;
  std::uint64_t people = 0;
};
Result<WholeTopShare> top_share_whole(std::span<const CountBin> histogram, double fraction);
/// Share held by the least active fraction of people, the marginal person in part.
Result<double> bottom_share(std::span<const double> values, double fraction);
Result<double> bottom_share(std::span<const CountBin> histogram, double fraction);

/// A point of the Lorenz curve: the least active `people` (share of them) hold `total` (share of it).
struct LorenzPoint {
  double people = 0;
  double total = 0;
};
/// (0, 0), then one point a person in ascending order, up to (1, 1).
Result<std::vector<LorenzPoint>> lorenz(std::span<const double> values);
/// (0, 0), then one point a distinct count: the same polygon, as between equal counts it is straight.
Result<std::vector<LorenzPoint>> lorenz(std::span<const CountBin> histogram);

/// Hoover (or Pietra, or Robin Hood) index: sum |x - mean| / (2 sum x), the share to move for equality.
Result<double> hoover(std::span<const Run> runs);
/// Theil's T: mean of (x/mean) ln(x/mean) over all, with 0 ln 0 = 0; in [0, ln n].
Result<double> theil_t(std::span<const Run> runs);
/// Mean log deviation, mean of ln(mean/x). Unbounded as soon as someone has nothing.
Result<double> mean_log_deviation(std::span<const Run> runs);
/// Atkinson index with aversion e > 0 (Atkinson 1970): 1 - (mean (x/mean)^(1-e))^(1/(1-e)); at e = 1 the geometric
/// mean; 1 for e >= 1 as soon as someone has nothing. e = 0 gives 0.
Result<double> atkinson(std::span<const Run> runs, double aversion);
/// Coefficient of variation with the population's standard deviation (divisor n).
Result<double> variation_population(std::span<const Run> runs);
/// Herfindahl-Hirschman: sum of squared shares, in [1/n, 1]; 1/HHI is the effective number of people.
Result<double> herfindahl(std::span<const Run> runs);
/// (HHI - 1/n) / (1 - 1/n). Undefined below two people.
Result<double> herfindahl_normalised(std::span<const Run> runs);
/// Top 10 % over bottom 40 %. Unbounded when the bottom 40 % hold nothing.
Result<double> palma(std::span<const Run> runs);
/// Any of the formulas below on runs, the core of the ones above.
Result<double> gini_of_runs(std::span<const Run> runs);
Result<double> top_share_of_runs(std::span<const Run> runs, double fraction);
Result<double> bottom_share_of_runs(std::span<const Run> runs, double fraction);

/// The two Ginis of a platform: among contributors, and among all registered, of whom n_zero contributed nothing.
/// G_all = p0 + (1 - p0) G_positive with plug-in forms.
struct ZeroInflatedGini {
  double positive = 0;
  double all = 0;
  double zero_share = 0;
};
Result<ZeroInflatedGini> gini_zero_inflated(std::span<const double> positive, std::uint64_t n_zero);

/// Theil's T split over groups: within + between = total.
struct TheilParts {
  double total = 0;
  double within = 0;
  double between = 0;
};
Result<TheilParts> theil_parts(std::span<const double> values, std::span<const std::uint32_t> group);

/// Delete-one jackknife of the plug-in Gini, O(n log n) (Yitzhaki 1991; Karagiannis and Kovacevic 2000).
struct GiniJackknife {
  double se = 0;
  double bias = 0;
  std::vector<double> replicates;  ///< the Gini without person i, in the order given
};
/// Undefined below three people, or when one person has everything (without her there is nothing to share).
Result<GiniJackknife> gini_jackknife(std::span<const double> values);
/// Standard error by the influence function of Delta / (2 mean) (Deville 1999; Davidson 2009), O(n log n).
Result<double> gini_linearised_se(std::span<const double> values);

}  // namespace boussole::engine::statistics
