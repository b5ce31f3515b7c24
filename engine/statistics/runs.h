#pragma once

#include <span>
#include <vector>

#include "engine/statistics/resampling/histogram.h"

namespace boussole::engine::statistics {

/// A value carried by a weight of people: the sorted form that the formulas of inequality read.
struct Run {
  double value = 0;
  double people = 0;
};

std::vector<Run> sorted_runs(std::span<const double> values);
/// Frequency weights: a weight of 3 is a value seen three times. Same lengths.
std::vector<Run> sorted_runs(std::span<const double> values, std::span<const double> weights);
std::vector<Run> sorted_runs(std::span<const CountBin> histogram);

}  // namespace boussole::engine::statistics
