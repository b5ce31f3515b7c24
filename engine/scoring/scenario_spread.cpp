#include "engine/scoring/scenario_spread.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "engine/base/parallel.h"
#include "engine/scoring/measured_tree.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/random.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"
#include "engine/statistics/sensitivity.h"

namespace boussole::engine {
namespace {

namespace portable = statistics::portable;

constexpr std::uint64_t kStream = 0x736f626f6c000000, kBootstrapStream = 0x736f62626f6f74;
constexpr double kStretch = 0.1;
constexpr std::size_t kBootstraps = 200;

/// What one matrix (A or B) holds in one row: the draw of each input.
struct Draw {
  std::vector<std::vector<double>> normals;  ///< [audit][leaf]
  std::vector<double> weights;
  bool geometric = false;
  double stretch = 0;
  int missing = 0;  ///< 0: left out; 1: at 0; 2: at 1
};

statistics::RandomStream stream_of(const SpreadOptions& options, SpreadInput input, unsigned matrix,
                                   std::uint64_t row) {
  return {options.seed, kStream + 2 * static_cast<std::uint64_t>(input) + matrix, row};
}

std::vector<double> draw_weights(const SpreadOptions& options, statistics::RandomStream random) {
  const std::vector<double>& profile = options.profiles[random.below(options.profiles.size())];
  std::vector<double> out;
  double total = 0;
  for (const double w : profile) {
    out.push_back(w > 0 ? statistics::draw_gamma(random, options.kappa * w) : 0);
    total += out.back();
  }
  for (double& w : out) w /= total;
  return out;
}

Draw draw_of(std::span<const MeasuredTree> trees, const SpreadOptions& options, unsigned matrix, std::uint64_t row) {
  Draw out;
  auto random = stream_of(options, SpreadInput::sampling, matrix, row);
  for (const MeasuredTree& tree : trees) {
    out.normals.emplace_back(tree.leaves);
    for (double& z : out.normals.back()) z = statistics::draw_normal(random);
  }
  out.weights = draw_weights(options, stream_of(options, SpreadInput::weights, matrix, row));
  out.geometric = stream_of(options, SpreadInput::aggregation, matrix, row).below(2) == 1;
  out.stretch = kStretch * (2 * stream_of(options, SpreadInput::normalisation, matrix, row).uniform() - 1);
  out.missing = static_cast<int>(stream_of(options, SpreadInput::missing, matrix, row).below(3));
  return out;
}

/// The score of one audit under one choice of everything.
double score_of(const std::vector<std::optional<double>>& axes, const std::vector<double>& weights, bool geometric,
                int missing) {
  double total = 0, weight = 0;
  for (std::size_t k = 0; k < axes.size(); ++k) {
    if (!axes[k] && missing == 0) continue;
    const double x = axes[k] ? *axes[k] : missing == 1 ? 0.0 : 1.0;
    total += weights[k] * (geometric ? portable::log(std::max(x, kGeometricFloor)) : x);
    weight += weights[k];
  }
  // Weights that leave every known axis out say nothing: half-way is where an unknown lies on average.
  if (weight <= 0) return 0.5;
  return geometric ? portable::exp(total / weight) : total / weight;
}

std::vector<double> places_of(std::span<const double> scores) {
  std::vector<double> out;
  for (const double score : scores) {
    double place = 1;
    for (const double other : scores) place += other > score ? 1 : other == score ? 0.5 : 0;
    out.push_back(place - 0.5);
  }
  return out;
}

/// All outputs of one run: the scores, then the shift of places where there are several audits.
class Model {
 public:
  Model(std::vector<MeasuredTree> trees, const SpreadOptions& options)
      : trees_(std::move(trees)), options_(options), critical_(portable::normal_quantile(0.5 + options.level / 2)) {
    const std::vector<double> equal(trees_.front().axes.size(), 1.0);
    std::vector<double> scores;
    for (const MeasuredTree& tree : trees_) scores.push_back(score_of(read_tree(tree, {}), equal, false, 0));
    reference_ = places_of(scores);
  }

  const std::vector<MeasuredTree>& trees() const { return trees_; }
  std::size_t outputs() const { return trees_.size() + (trees_.size() > 1 ? 1 : 0); }

  /// One draw for each input, which may come from A or from B.
  std::vector<double> run(const std::array<const Draw*, kSpreadInputs>& from) const {
    const auto& weights = from[std::size_t(SpreadInput::weights)]->weights;
    const bool geometric = from[std::size_t(SpreadInput::aggregation)]->geometric;
    const double stretch = from[std::size_t(SpreadInput::normalisation)]->stretch;
    const int missing = from[std::size_t(SpreadInput::missing)]->missing;
    std::vector<double> out;
    for (std::size_t i = 0; i < trees_.size(); ++i) {
      const auto& normals = from[std::size_t(SpreadInput::sampling)]->normals[i];
      const auto axes = read_tree(trees_[i], {normals, stretch, geometric, critical_});
      out.push_back(score_of(axes, weights, geometric, missing));
    }
    if (trees_.size() < 2) return out;
    const std::vector<double> places = places_of(out);
    double shift = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
      shift += places[i] > reference_[i] ? places[i] - reference_[i] : reference_[i] - places[i];
    out.push_back(shift / static_cast<double>(places.size()));
    return out;
  }

 private:
  std::vector<MeasuredTree> trees_;
  const SpreadOptions& options_;
  double critical_;
  std::vector<double> reference_;
};

statistics::SobolRuns resampled(const statistics::SobolRuns& runs, std::uint64_t seed, std::uint64_t replicate) {
  statistics::RandomStream random(seed, kBootstrapStream, replicate);
  statistics::SobolRuns out;
  for (std::size_t i = 0; i < runs.a.size(); ++i) {
    const std::size_t row = random.below(runs.a.size());
    out.a.push_back(runs.a[row]);
    out.b.push_back(runs.b[row]);
    out.by_column.push_back(runs.by_column[row]);
  }
  return out;
}

std::pair<double, double> middle_95(const std::vector<double>& values) {
  const double ends[] = {0.025, 0.975};
  const auto range = statistics::quantiles(values, ends, statistics::QuantileType::type7);
  assert(range);
  return {(*range)[0], (*range)[1]};
}

void add_indices(Spread& out, const statistics::SobolRuns& runs, std::uint64_t seed) {
  const auto indices = statistics::sobol_indices(runs);
  if (!indices) {
    out.reason = Message{"no_spread", {"Rien de tout cela ne le fait bouger.", "None of these moves it."}};
    return;
  }
  std::array<std::vector<double>, kSpreadInputs> firsts, totals;
  for (std::size_t b = 0; b < kBootstraps; ++b) {
    const auto again = statistics::sobol_indices(resampled(runs, seed, b));
    if (!again) continue;
    for (std::size_t k = 0; k < kSpreadInputs; ++k) {
      firsts[k].push_back(again->first[k]);
      totals[k].push_back(again->total[k]);
    }
  }
  for (std::size_t k = 0; k < kSpreadInputs; ++k) {
    SpreadIndex& index = out.inputs[k];
    index.first = indices->first[k];
    index.total = indices->total[k];
    std::tie(index.first_low, index.first_high) = middle_95(firsts[k]);
    std::tie(index.total_low, index.total_high) = middle_95(totals[k]);
  }
}

}  // namespace

const char* spread_input_id(std::size_t input) {
  static constexpr const char* kIds[kSpreadInputs] = {"sampling", "weights", "aggregation", "normalisation", "missing"};
  return kIds[input];
}

std::vector<Spread> spreads(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                            const SpreadOptions& options) {
  assert(!subjects.empty() && !options.profiles.empty() && options.rows >= 2);
  std::vector<MeasuredTree> trees;
  for (const Subject& subject : subjects) trees.push_back(measured_tree(subject.audit, set));
  const Model model(std::move(trees), options);
  const std::size_t rows = options.rows, outputs = model.outputs();
  std::vector<statistics::SobolRuns> runs(outputs);
  for (auto& r : runs) {
    r.a.resize(rows);
    r.b.resize(rows);
    r.by_column.assign(rows, std::vector<double>(kSpreadInputs));
  }
  parallel_for(rows, options.threads, [&](std::size_t row) {
    const Draw a = draw_of(model.trees(), options, 0, row), b = draw_of(model.trees(), options, 1, row);
    std::array<const Draw*, kSpreadInputs> from;
    from.fill(&b);
    const std::vector<double> y_b = model.run(from);
    from.fill(&a);
    const std::vector<double> y_a = model.run(from);
    for (std::size_t o = 0; o < outputs; ++o) runs[o].a[row] = y_a[o], runs[o].b[row] = y_b[o];
    for (std::size_t k = 0; k < kSpreadInputs; ++k) {
      from[k] = &b;
      const std::vector<double> y = model.run(from);
      from[k] = &a;
      for (std::size_t o = 0; o < outputs; ++o) runs[o].by_column[row][k] = y[o];
    }
  });
  std::vector<Spread> out(outputs);
  parallel_for(outputs, options.threads, [&](std::size_t o) {
    if (o < subjects.size()) out[o].audit = o;
    out[o].runs = rows * (kSpreadInputs + 2);
    std::vector<double> both = runs[o].a;
    both.insert(both.end(), runs[o].b.begin(), runs[o].b.end());
    std::tie(out[o].low, out[o].high) = middle_95(both);
    const double half[] = {0.5};
    out[o].median = (*statistics::quantiles(both, half, statistics::QuantileType::type7))[0];
    add_indices(out[o], runs[o], options.seed);
  });
  return out;
}

}  // namespace boussole::engine
