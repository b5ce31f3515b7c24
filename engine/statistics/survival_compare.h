#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/result.h"
#include "engine/statistics/survival.h"

/// Whether groups wait equally long.
namespace boussole::engine::statistics {

struct LogRank {
  double chi_squared = 0;
  double df = 0;  ///< groups - 1
  double p = 1;
  std::vector<double> observed;  ///< weighted events by group
  std::vector<double> expected;
};
/// Weighted log-rank test of the family G-rho,gamma (Fleming and Harrington 1991): each event time weighs
/// S(t-)^rho (1 - S(t-))^gamma, S the pooled Kaplan-Meier; rho = gamma = 0 is the log-rank test (Mantel 1966), rho = 1
/// Peto's and Wilcoxon's. group[i] numbers the groups from 0, all of them present. At least two groups and one event.
Result<LogRank> log_rank(std::span<const FollowUp> sample, std::span<const std::uint32_t> group, double rho,
                         double gamma = 0);

struct RestrictedMeanDifference {
  double difference = 0;  ///< restricted mean of a less that of b
  double se = 0;
  Range interval;
  double p = 1;  ///< two-sided, normal
};
/// The difference of mean times within the same tau: what to compare by where hazards are not proportional (Royston and
/// Parmar 2013). Undefined where one of the means is (restricted_mean), or where neither varies.
Result<RestrictedMeanDifference> restricted_mean_difference(std::span<const FollowUp> a, std::span<const FollowUp> b,
                                                            double tau, double level);
/// The same from the means themselves, of two independent groups within one tau.
Result<RestrictedMeanDifference> restricted_mean_difference(const RestrictedMean& a, const RestrictedMean& b,
                                                            double level);

enum class Ties { efron, breslow };

struct CoxFit {
  std::vector<double> coefficient;
  std::vector<double> se;
  std::vector<double> hazard_ratio;
  double log_likelihood_null = 0;
  double log_likelihood = 0;
  double likelihood_ratio = 0;  ///< 2 (log_likelihood - log_likelihood_null), chi-squared with one degree a covariate
  double p = 1;
};
/// Proportional hazards (Cox 1972) by Newton's method on the partial likelihood, ties by Efron (1977) or Breslow
/// (1974). covariates[i] belongs to unit i; all of one length. Undefined where a covariate is constant or a combination
/// of others, or separates early from late events, so that no finite coefficient exists.
Result<CoxFit> cox(std::span<const FollowUp> sample, std::span<const std::vector<double>> covariates, Ties ties);

struct ClusteredCoxFit {
  CoxFit fit;                     ///< as if units were independent
  std::vector<double> robust_se;  ///< of the coefficients
  double wald = 0;                ///< b' V^-1 b by the robust variance V, chi-squared with one degree a covariate
  double p = 1;
  std::uint64_t clusters = 0;
};
/// The same where units of one cluster go together (answers to the proposals of one author): the coefficients of `cox`
/// with the sandwich variance of scores summed by cluster (Lin and Wei 1989; Lee, Wei and Amato 1992). It is too small
/// for few clusters. Undefined as `cox`, and where there are no more clusters than covariates.
Result<ClusteredCoxFit> cox_clustered(std::span<const FollowUp> sample, std::span<const std::vector<double>> covariates,
                                      Ties ties, std::span<const std::uint64_t> cluster);

struct ProportionalityTest {
  std::vector<double> chi_squared;  ///< one a covariate, then all together
  std::vector<double> p;
};
/// Does the effect change with time? Score test of covariate times g(t) beside the covariates, g the left-continuous
/// 1 - Kaplan-Meier of all (Grambsch and Therneau 1994, in the exact form of R's survival 3).
Result<ProportionalityTest> schoenfeld_test(std::span<const FollowUp> sample,
                                            std::span<const std::vector<double>> covariates, Ties ties);

}  // namespace boussole::engine::statistics
