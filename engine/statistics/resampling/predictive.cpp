#include "engine/statistics/resampling/predictive.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/base/parallel.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::size_t kBlock = 64;  // replicates a thread takes at once

}  // namespace

std::vector<double> predictive_figures(const PublicModel& model, const CountStatistic& statistic, std::uint64_t n,
                                       const IntervalRequest& request) {
  const auto replicates = static_cast<std::size_t>(request.replicates);
  std::vector<double> figures(replicates);
  const bool hill = statistic.kind == CountStatistic::Kind::hill_ratio;
  parallel_for((replicates + kBlock - 1) / kBlock, request.threads, [&](std::size_t block) {
    PublicModel::World world;
    std::vector<WeightedValue> people;
    std::vector<double> scratch;
    const std::size_t end = std::min(replicates, (block + 1) * kBlock);
    for (std::size_t r = block * kBlock; r < end; ++r) {
      RandomStream random(request.seed, request.stream, r);
      model.draw_world(random, world);
      model.draw_people(random, world, n, people, scratch);
      if (hill)
        for (WeightedValue& bin : people) bin.term = hill_term(statistic.parameter, bin.value);
      const auto figure = evaluate(statistic, std::span<const WeightedValue>(people));
      assert(figure);
      figures[r] = *figure;
    }
  });
  return figures;
}

double quantile_of_sorted(std::span<const double> sorted, double p) {
  assert(!sorted.empty());
  const double at = static_cast<double>(sorted.size() - 1) * p;
  const double below = std::floor(at);
  const auto i = static_cast<std::size_t>(below);
  if (i + 1 >= sorted.size()) return sorted.back();
  return sorted[i] + (at - below) * (sorted[i + 1] - sorted[i]);
}

}  // namespace boussole::engine::statistics
