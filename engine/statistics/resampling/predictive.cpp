#include "engine/statistics/resampling/predictive.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "engine/base/parallel.h"
#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::size_t kBlock = 32;  // replicates a thread takes at once
/// Of the normal quantile, at the even and at the concentrated end (17 laws of training, 20 to 30,000 participants).
constexpr double kEvenEnd = 0.87, kConcentratedEnd = 1.17;
constexpr std::array<double, 3> kTailFactors{1.0, 0.5, 2.0};

std::vector<PublicModel> models_of(std::span<const CountBin> people, double n) {
  std::vector<PublicModel> models;
  for (const double factor : kTailFactors) {
    PublicModel::Options options;
    options.tail_people = std::max(std::min(10.0, n), std::min(tail_size(n) * factor, 0.6 * n));
    models.emplace_back(people, options);
  }
  return models;
}

/// How far out the observed figure lies among the figures foretold, as a normal score; ties count half.
double score_of(double observed, std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  const auto [first, last] = std::equal_range(figures.begin(), figures.end(), observed);
  const double below = static_cast<double>(first - figures.begin()) + 0.5 * static_cast<double>(last - first);
  return portable::normal_quantile((below + 0.5) / (static_cast<double>(figures.size()) + 1));
}

/// Draws publics of every model in turn and keeps their figures: [statistic][replicate].
std::vector<std::vector<double>> draw_figures(const std::vector<PublicModel>& models, std::uint64_t n,
                                              std::span<const CountStatistic> statistics,
                                              const IntervalRequest& request) {
  const auto replicates = static_cast<std::size_t>(request.replicates);
  std::vector<std::vector<double>> figures(statistics.size(), std::vector<double>(replicates));
  parallel_for((replicates + kBlock - 1) / kBlock, request.threads, [&](std::size_t block) {
    PublicModel::World world;
    std::vector<WeightedValue> people;
    const std::size_t end = std::min(replicates, (block + 1) * kBlock);
    for (std::size_t r = block * kBlock; r < end; ++r) {
      RandomStream random(request.seed, request.stream, r);
      const PublicModel& model = models[r % models.size()];
      model.draw_world(random, world);
      model.draw_people(random, world, n, people);
      for (std::size_t s = 0; s < statistics.size(); ++s) {
        if (statistics[s].kind == CountStatistic::Kind::hill_ratio)
          for (WeightedValue& bin : people) bin.term = hill_term(statistics[s].parameter, bin.value);
        figures[s][r] = *evaluate(statistics[s], std::span<const WeightedValue>(people));
      }
    }
  });
  return figures;
}

}  // namespace

PredictiveFigures::PredictiveFigures(std::span<const CountBin> people, std::span<const CountStatistic> statistics,
                                     const IntervalRequest& request) {
  assert(request.replicates >= 30);
  std::uint64_t n = 0;
  for (const CountBin& bin : people) n += bin.people;
  assert(n >= 3 && people.size() >= 2);
  const std::vector<PublicModel> models = models_of(people, static_cast<double>(n));
  const auto drawn = draw_figures(models, n, statistics, request);
  for (std::size_t s = 0; s < statistics.size(); ++s) {
    const double observed = *evaluate(statistics[s], people);
    std::vector<WeightedFigure>& out = figures_.emplace_back();
    falls_.push_back(statistics[s].kind == CountStatistic::Kind::hill_ratio);
    for (std::size_t m = 0; m < models.size(); ++m) {
      std::vector<double> of_model;
      for (std::size_t r = m; r < drawn[s].size(); r += models.size()) of_model.push_back(drawn[s][r]);
      const double z = score_of(observed, of_model);
      const double weight = portable::exp(-z * z);
      for (const double value : of_model) out.push_back({value, weight});
    }
    std::sort(out.begin(), out.end(), [](const WeightedFigure& a, const WeightedFigure& b) {
      return a.value != b.value ? a.value < b.value : a.weight < b.weight;
    });
  }
}

Range PredictiveFigures::range(std::size_t statistic, double level) const {
  const double tail = (1 - level) / 2;
  return {weighted_quantile(figures_[statistic], tail), weighted_quantile(figures_[statistic], 1 - tail)};
}

Range PredictiveFigures::foretold(std::size_t statistic, double level) const {
  const double reach = portable::normal_quantile(1 - (1 - level) / 2);
  double low = portable::normal_cdf(-kEvenEnd * reach), high = portable::normal_cdf(kConcentratedEnd * reach);
  if (falls_[statistic]) {
    const double even = 1 - low;
    low = 1 - high;
    high = even;
  }
  return {weighted_quantile(figures_[statistic], low), weighted_quantile(figures_[statistic], high)};
}

double weighted_quantile(std::span<const WeightedFigure> ascending, double p) {
  assert(!ascending.empty());
  double total = 0;
  for (const WeightedFigure& f : ascending) total += f.weight;
  double below = 0;
  for (const WeightedFigure& f : ascending) {
    below += f.weight;
    if (below >= p * total) return f.value;
  }
  return ascending.back().value;
}

}  // namespace boussole::engine::statistics
