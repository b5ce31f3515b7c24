#pragma once

#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Do several judges put the same things in the same order?
namespace boussole::engine::statistics {

struct Concordance {
  double w = 0;            ///< 0: no agreement, 1: one and the same order
  double chi_squared = 0;  ///< m (n - 1) W
  double p = 1;            ///< by chi-squared with n - 1 degrees: rough below 8 judges or items
};
/// Kendall's W with the correction for ties (Kendall and Smith 1939; Siegel and Castellan 1988). One row a judge, one
/// column an item, larger is better; equal values share the mean rank. Undefined below two judges or two items, and
/// where a judge who puts all items level leaves nothing to order.
Result<Concordance> kendall_w(std::span<const std::vector<double>> judges);

}  // namespace boussole::engine::statistics
