#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Several groups, each against one and the same control: all claims hold at once.
namespace boussole::engine::statistics {

enum class Alternative { two_sided, greater, less };

/// P(all T_i <= c), or P(all |T_i| <= c) for two sides, of multivariate Student's t with df degrees of freedom and
/// correlations load_i load_j (Dunnett 1955; Dunnett and Sobel 1955): one-dimensional integrals over the common part
/// and over the standard deviation. Infinite df is the normal law. Loads in [0, 1), at least one; accurate to about
/// 1e-8.
Result<double> dunnett_probability(double c, std::span<const double> load, double df, Alternative alternative);
/// The c for which that probability is `level`.
Result<double> dunnett_critical(double level, std::span<const double> load, double df, Alternative alternative);

struct ControlComparison {
  double difference = 0;  ///< mean of the group less mean of the control
  double t = 0;           ///< over the pooled standard error
  double p = 1;           ///< adjusted for all comparisons
  /// Simultaneous: with greater the upper end is absent, with less the lower one (they are infinite).
  std::optional<double> low, high;
};
/// Dunnett's test (1955): groups of one common variance, compared with the control. At least one group and two values
/// in all groups more than there are groups; NaN and infinite values refused; undefined where no value varies.
Result<std::vector<ControlComparison>> dunnett(std::span<const double> control,
                                               std::span<const std::vector<double>> groups, Alternative alternative,
                                               double level);

/// The same for estimates with known standard errors (shares or scores of platforms against a reference platform): the
/// normal law, correlations from the control's part of each variance. Standard errors positive.
struct Estimate {
  double value = 0;
  double se = 0;
};
Result<std::vector<ControlComparison>> dunnett_of_estimates(const Estimate& control, std::span<const Estimate> groups,
                                                            Alternative alternative, double level);

}  // namespace boussole::engine::statistics
