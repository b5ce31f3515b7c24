#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/resampling/count_statistics.h"
#include "engine/statistics/resampling/outcome.h"
#include "engine/statistics/resampling/tail_model.h"
#include "engine/statistics/result.h"

/// What another public of the same kind and size would have shown. The unknown public is drawn from what one sample
/// says of it (Bayesian bootstrap of the body, posterior of a generalised Pareto tail), then as many people are drawn
/// from it, and the figure is computed: both the luck of who came and our ignorance of the public are in the spread.
/// Three thresholds of the tail are averaged, each weighted by how well it foretells the figure that was observed.
namespace boussole::engine::statistics {

/// One figure that another public could have shown; weights are relative.
struct WeightedFigure {
  double value = 0;
  double weight = 1;
};

/// The figures of other publics, ascending: one list per statistic. All statistics share the same publics.
class PredictiveFigures {
 public:
  /// `people` canonical, at least 3 persons and 2 distinct counts; at least 30 replicates.
  PredictiveFigures(std::span<const CountBin> people, std::span<const CountStatistic> statistics,
                    const IntervalRequest& request);

  /// The central range that holds `level` of the figures.
  Range range(std::size_t statistic, double level) const;
  /// The range that holds another public's figure `level` of the time, for most kinds of public. A sample foretells the
  /// concentrated end badly: light tails never go there, heavy ones go beyond. So that end is put further out and the
  /// even end nearer than the central range has them (the level of a prediction interval calibrated by simulation:
  /// Beran 1990). The two factors are fitted on kinds of public that the coverage table does not hold.
  Range foretold(std::size_t statistic, double level) const;
  std::span<const WeightedFigure> figures(std::size_t statistic) const { return figures_[statistic]; }

 private:
  std::vector<std::vector<WeightedFigure>> figures_;
  std::vector<bool> falls_;  ///< the statistic falls when contributions concentrate
};

/// The p-quantile of ascending weighted figures: the first one with p of the weight at or below it.
double weighted_quantile(std::span<const WeightedFigure> ascending, double p);

}  // namespace boussole::engine::statistics
