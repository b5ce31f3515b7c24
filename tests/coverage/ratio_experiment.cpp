#include <algorithm>
#include <cmath>

#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/cluster_ratio.h"
#include "engine/statistics/resampling/distance_interval.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/ratio_bootstrap.h"
#include "tests/coverage/cluster_law.h"
#include "tests/coverage/experiment.h"

namespace boussole::coverage {

using namespace engine::statistics;

namespace {

constexpr double kZ = 1.959963984540054;

IntervalRequest request_for(const Experiment::Label& label, std::uint64_t seed, std::uint64_t run,
                            std::int64_t replicates) {
  std::uint64_t state = seed + run;
  IntervalRequest request{.seed = splitmix64(state), .stream = stream_for(label, Purpose::method)};
  request.replicates = replicates;
  return request;
}

std::vector<bootstrap::Influence> influences_of(const std::vector<ClusterBin>& clusters) {
  double hits = 0, size = 0, n = 0;
  for (const ClusterBin& bin : clusters) {
    const auto people = static_cast<double>(bin.people);
    hits += people * static_cast<double>(bin.hits);
    size += people * static_cast<double>(bin.size);
    n += people;
  }
  std::vector<bootstrap::Influence> out;
  for (const ClusterBin& bin : clusters) {
    const double rest = size - static_cast<double>(bin.size);
    if (rest <= 0) continue;
    out.push_back(
        {(n - 1) * (hits / size - (hits - static_cast<double>(bin.hits)) / rest), static_cast<double>(bin.people)});
  }
  return out;
}

/// Wilson with the effective n of the linearised cluster variance, Student t (statistics.md's first improvement).
Range linearised_wilson(const std::vector<ClusterBin>& clusters) {
  const double ratio = rate_of(clusters);
  double n = 0, size = 0, squares = 0, size_squares = 0;
  for (const ClusterBin& bin : clusters) {
    const auto people = static_cast<double>(bin.people);
    const auto own = static_cast<double>(bin.size);
    const double residual = static_cast<double>(bin.hits) - ratio * own;
    n += people;
    size += people * own;
    squares += people * residual * residual;
    size_squares += people * own * own;
  }
  const double variance = squares * n / (n - 1) / (size * size);
  const double units = variance > 0 ? std::min(size, ratio * (1 - ratio) / variance) : size * size / size_squares;
  return score_interval(ratio, units, portable::t_quantile(0.975, n - 1));
}

class RatioExperiment : public Experiment {
 public:
  RatioExperiment(const CountLaw& activity, OutcomeLaw outcome, std::uint64_t n)
      : activity_(activity), outcome_(outcome), n_(n) {}

  Label label() const override { return {"ratio", activity_.name() + ", " + outcome_.name(), n_}; }
  std::vector<std::string> statistics() const override { return {"rate"}; }
  std::vector<std::string> methods() const override {
    return {"Wilson by participant", "Wilson as if independent", "Wilson, linearised effective n, t",
            "participant bootstrap, percentile", "participant bootstrap, BCa"};
  }
  std::vector<std::string> targets() const override { return {"mean at this n"}; }

  void prepare(std::uint64_t seed) override {
    truth_ = mean_rate(activity_, outcome_, n_, seed, stream_for(label(), Purpose::truth));
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    const auto clusters = draw_clusters(activity_, outcome_, random, n_);
    Reading out{{}, {truth_}};
    const auto printed = interval_for_ratio(clusters, request_for(label(), seed, run, 500));
    out.ranges.push_back(printed.interval ? std::optional(Range{printed.interval->low, printed.interval->high})
                                          : std::nullopt);
    if (asked == Asked::printed) return {out};
    double size = 0;
    for (const ClusterBin& bin : clusters) size += static_cast<double>(bin.people) * static_cast<double>(bin.size);
    out.ranges.push_back(score_interval(rate_of(clusters), size, kZ));
    out.ranges.push_back(linearised_wilson(clusters));
    auto replicates = ratio_replicates(clusters, request_for(label(), seed, run, 399));
    std::sort(replicates.begin(), replicates.end());
    out.ranges.push_back(bootstrap::percentile_interval(replicates, 0.95));
    out.ranges.push_back(bootstrap::bca_interval(replicates, rate_of(clusters), influences_of(clusters), 0.95));
    return {out};
  }

 private:
  const CountLaw& activity_;
  OutcomeLaw outcome_;
  std::uint64_t n_;
  double truth_ = 0;
};

/// Two platforms of n participants each; the difference of their rates.
class DifferenceExperiment : public Experiment {
 public:
  DifferenceExperiment(const CountLaw& activity, OutcomeLaw first, OutcomeLaw second, std::uint64_t n)
      : activity_(activity), first_(first), second_(second), n_(n) {}

  Label label() const override {
    return {"difference", activity_.name() + ", " + first_.name() + " against " + second_.name(), n_};
  }
  std::vector<std::string> statistics() const override { return {"difference of rates"}; }
  std::vector<std::string> methods() const override {
    return {"margins of both intervals by participant", "Newcombe as if independent"};
  }
  std::vector<std::string> targets() const override { return {"mean at this n"}; }

  void prepare(std::uint64_t seed) override {
    truth_ = mean_rate(activity_, first_, n_, seed, stream_for(label(), Purpose::truth)) -
             mean_rate(activity_, second_, n_, seed + 1, stream_for(label(), Purpose::truth));
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream one(seed, stream_for(label(), Purpose::platform), run);
    RandomStream two(seed, stream_for(label(), Purpose::other_platform), run);
    const auto a = draw_clusters(activity_, first_, one, n_);
    const auto b = draw_clusters(activity_, second_, two, n_);
    const IntervalRequest request = request_for(label(), seed, run, 500);
    const auto own = [&](const std::vector<ClusterBin>& c) {
      return Bracketed{rate_of(c), clustered_score_interval(c, request)};
    };
    const auto independent = [](const std::vector<ClusterBin>& c) {
      return Bracketed{rate_of(c), score_interval(rate_of(c), cluster_precision(c)->units, kZ)};
    };
    return {{{difference_interval(own(a), own(b)), difference_interval(independent(a), independent(b))}, {truth_}}};
  }

 private:
  const CountLaw& activity_;
  OutcomeLaw first_, second_;
  std::uint64_t n_;
  double truth_ = 0;
};

}  // namespace

void add_ratio_experiments(Experiments& grid, Form form) {
  const std::vector<OutcomeLaw> outcomes{{0.5, 0, 1},   {0.5, 0.2, 1},   {0.5, 0.5, 1}, {0.1, 0.1, 1},
                                         {0.9, 0.3, 1}, {0.5, 0.2, 0.5}, {0.2, 0.2, 2}};
  const bool full = form == Form::full;
  const std::vector<std::uint64_t> sizes =
      full ? std::vector<std::uint64_t>{10, 15, 30, 60, 100, 300, 1000, 10'000, 100'000, 1'000'000}
           : std::vector<std::uint64_t>{10, 60};
  for (const char* law : {"geometric-1.6", "geometric-5", "lognormal-1.5", "zipf-2.2", "zipf-1.8"})
    for (const OutcomeLaw& outcome : outcomes)
      for (const std::uint64_t n : sizes) {
        const bool large = n > 10'000;
        if (large && outcome.correlation != 0.2) continue;  // each takes seconds a run: three outcomes are enough
        grid.push_back(std::make_unique<RatioExperiment>(count_law(law), outcome, n));
      }
}

void add_difference_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{10, 30, 100, 1000} : std::vector<std::uint64_t>{30};
  const std::vector<std::pair<OutcomeLaw, OutcomeLaw>> pairs{
      {{0.5, 0.2, 1}, {0.5, 0.2, 1}}, {{0.6, 0.2, 1}, {0.4, 0.2, 1}}, {{0.1, 0.1, 1}, {0.2, 0.1, 1}}};
  for (const char* law : {"geometric-1.6", "lognormal-1.5", "zipf-2.2"})
    for (const auto& [first, second] : pairs)
      for (const std::uint64_t n : sizes)
        grid.push_back(std::make_unique<DifferenceExperiment>(count_law(law), first, second, n));
}

}  // namespace boussole::coverage
