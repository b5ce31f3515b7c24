#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/resampling/count_statistics.h"
#include "engine/statistics/resampling/histogram_draw.h"
#include "engine/statistics/resampling/outcome.h"

/// The participant bootstrap of statistics of the counts, on the histogram: redrawing n people with replacement is a
/// multinomial draw over the distinct counts, the same law exactly, whatever the number of people.
namespace boussole::engine::statistics {

class CountBootstrap {
 public:
  /// `people` canonical with at least 1 person (2 where Gini is asked); fewer than 2^32 persons.
  CountBootstrap(std::span<const CountBin> people, std::span<const CountStatistic> statistics);

  /// Replicates in order, [statistic][replicate]; each redraws `draws` people (0: as many as there are; fewer: the
  /// m-out-of-n bootstrap). The same bits for any number of threads.
  std::vector<std::vector<double>> replicates(const IntervalRequest& request, std::uint64_t draws = 0) const;

  /// The resampled histogram itself of one replicate: people per bin of the canonical histogram.
  std::vector<std::uint64_t> resample(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate,
                                      std::uint64_t draws = 0) const;

 private:
  double evaluate_at(std::size_t statistic, const std::vector<std::uint32_t>& people) const;

  std::vector<CountStatistic> statistics_;
  std::vector<double> values_;
  std::vector<std::vector<double>> terms_;  ///< [statistic][bin]: hill_term, empty for the others
  HistogramDraw draw_;
};

}  // namespace boussole::engine::statistics
