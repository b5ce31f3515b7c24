#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Many tests at once: p-values made larger, so that the chance of a false claim stays what it says.
namespace boussole::engine::statistics {

enum class Adjustment {
  none,
  bonferroni,
  holm,                ///< Holm (1979): any false claim; for the claims of a scorecard
  hochberg,            ///< Hochberg (1988): the same for independent tests
  benjamini_hochberg,  ///< Benjamini and Hochberg (1995): share of false claims; for screening lists
  benjamini_yekutieli  ///< Benjamini and Yekutieli (2001): the same under any dependence
};
/// In the order given; a missing p stays missing and is not counted. Refuses numbers outside [0, 1].
Result<std::vector<std::optional<double>>> adjusted(std::span<const std::optional<double>> p, Adjustment how);
Result<std::vector<double>> adjusted(std::span<const double> p, Adjustment how);

}  // namespace boussole::engine::statistics
