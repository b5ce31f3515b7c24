#pragma once

#include <cstdint>
#include <span>

#include "engine/statistics/result.h"

/// Shares x/n and what may be said of them. Every function refuses n <= 0, x outside [0, n] and a level outside (0, 1).
/// x and n are doubles because an effective sample size is rarely whole.
namespace boussole::engine::statistics {

/// Score interval (Wilson 1927, without continuity correction).
Result<Range> wilson(double x, double n, double level);
/// The same with another critical value than the normal one, for example a t quantile.
Result<Range> wilson_with_critical(double x, double n, double critical);
/// Wald interval at the shifted share (Agresti and Coull 1998). Not clipped: it may leave [0, 1].
Result<Range> agresti_coull(double x, double n, double level);
/// Equal-tailed interval of Beta(x + 1/2, n - x + 1/2); the end is 0 at x = 0 and 1 at x = n (Brown, Cai and DasGupta
/// 2001).
Result<Range> jeffreys(double x, double n, double level);
/// Exact interval by inverting the binomial test (Clopper and Pearson 1934).
Result<Range> clopper_pearson(double x, double n, double level);
/// p +- z sqrt(p (1 - p) / n), as textbooks print it: for comparison only, it covers badly.
Result<Range> wald(double x, double n, double level);
/// Upper end of the two-sided exact interval when nothing was seen: 1 - (alpha / 2)^(1 / n).
Result<double> upper_when_none(double n, double level);

/// One participant's (or conversation's) contributions: how many, and how many of them have the property.
struct Cluster {
  double n = 0;
  double x = 0;
  double people = 1;  ///< how many participants have exactly these two numbers
};

struct ClusteredShare {
  double share = 0;
  Range interval;
  double se = 0;           ///< linearised, clusters drawn with replacement; 0 when all clusters agree
  double effective_n = 0;  ///< at most n: never more certain than if all contributions were independent
  double n = 0;
  double clusters = 0;
};
/// Share of contributions when contributions of one participant are not independent. The variance is that of the ratio
/// sum x / sum n, linearised: G/(G-1) sum_g (x_g - p n_g)^2 / n^2; the effective n is p (1 - p) / variance, and
/// Wilson's formula takes the t quantile with G - 1 degrees (Dean and Pagano 2015; Korn and Graubard 1998). Where all
/// clusters have the same share, which tells nothing of their likeness, the effective n is Kish's (sum n)^2 / sum n^2.
/// Undefined with fewer than two clusters; clusters of n = 0 are refused.
Result<ClusteredShare> wilson_clustered(std::span<const Cluster> clusters, double level);

struct ClusteredMean {
  double mean = 0;
  double se_cluster = 0;  ///< participants drawn with replacement
  double se_naive = 0;    ///< as if contributions were independent, s / sqrt(n)
  double design_effect = 0;
};
/// Mean of y with its standard error by cluster; `cluster` numbers the participant of each value. At least two
/// participants; the design effect is against the naive variance.
Result<ClusteredMean> clustered_mean(std::span<const std::int64_t> cluster, std::span<const double> y);

struct ShareDifference {
  double difference = 0;  ///< x1/n1 - x2/n2
  Range interval;
};
/// Hybrid score interval of a difference of two independent shares (Newcombe 1998, method 10).
Result<ShareDifference> newcombe(double x1, double n1, double x2, double n2, double level);
/// The same by Wald, for comparison only.
Result<ShareDifference> wald_difference(double x1, double n1, double x2, double n2, double level);
/// Score interval of the difference by inverting the restricted maximum likelihood test (Miettinen and Nurminen 1985,
/// eq. 8 and appendix I, with their factor N / (N - 1)).
Result<ShareDifference> miettinen_nurminen(double x1, double n1, double x2, double n2, double level);

}  // namespace boussole::engine::statistics
