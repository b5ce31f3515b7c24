#include "engine/statistics/runs.h"

#include <algorithm>
#include <cassert>

namespace boussole::engine::statistics {

namespace {

std::vector<Run> joined(std::vector<Run> runs) {
  std::ranges::stable_sort(runs, {}, &Run::value);
  std::vector<Run> result;
  for (const Run& run : runs) {
    if (run.people <= 0) continue;
    if (result.empty() || result.back().value != run.value)
      result.push_back(run);
    else
      result.back().people += run.people;
  }
  return result;
}

}  // namespace

std::vector<Run> sorted_runs(std::span<const double> values) {
  std::vector<Run> runs;
  runs.reserve(values.size());
  for (const double value : values) runs.push_back({value, 1});
  return joined(std::move(runs));
}

std::vector<Run> sorted_runs(std::span<const double> values, std::span<const double> weights) {
  assert(values.size() == weights.size());
  std::vector<Run> runs;
  runs.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) runs.push_back({values[i], weights[i]});
  return joined(std::move(runs));
}

std::vector<Run> sorted_runs(std::span<const CountBin> histogram) {
  std::vector<Run> runs;
  runs.reserve(histogram.size());
  for (const auto& [value, people] : histogram)
    runs.push_back({static_cast<double>(value), static_cast<double>(people)});
  return joined(std::move(runs));
}

}  // namespace boussole::engine::statistics
