#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/cluster_ratio.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/ratio_bootstrap.h"
#include "tests/coverage/experiment.h"
#include "tests/coverage/publics.h"

/// Independent units: means over conversations, plain proportions, the least served of several groups.
namespace boussole::coverage {

using namespace engine::statistics;

namespace {

std::optional<Range> range_of(const IntervalOutcome& outcome) {
  if (!outcome.interval) return std::nullopt;
  return Range{outcome.interval->low, outcome.interval->high};
}

IntervalRequest request_for(const Experiment::Label& label, std::uint64_t seed, std::uint64_t run) {
  std::uint64_t state = seed + run;
  IntervalRequest request{.seed = splitmix64(state), .stream = stream_for(label, Purpose::method)};
  request.replicates = 399;
  return request;
}

/// One value per conversation (its h-index, say): min(count, cap).
class MeanExperiment : public Experiment {
 public:
  MeanExperiment(const CountLaw& law, std::uint64_t cap, std::uint64_t n) : law_(law), cap_(cap), n_(n) {}

  Label label() const override { return {"mean", law_.name() + " up to " + std::to_string(cap_), n_}; }
  std::vector<std::string> statistics() const override { return {"mean"}; }
  std::vector<std::string> methods() const override {
    return {"studentised bootstrap", "Student t", "percentile", "BCa"};
  }
  std::vector<std::string> targets() const override { return {"mean of the law"}; }
  bool stress() const override { return law_.name() == "regulars-10"; }

  void prepare(std::uint64_t) override {
    // The mean is the sum of P(more than k): by bisection on count_of, exact to the table.
    constexpr int kCells = 2'000'000;
    double sum = 0;
    for (int i = 0; i < kCells; ++i) sum += static_cast<double>(std::min(law_.count_of((i + 0.5) / kCells), cap_));
    truth_ = sum / kCells;
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<ValueBin> values;
    for (const CountBin& bin : law_.draw(random, n_))
      values.push_back({static_cast<double>(std::min(bin.value, cap_)), bin.people});
    values = canonical(std::span<const ValueBin>(values));
    const IntervalRequest request = request_for(label(), seed, run);
    Reading out{{range_of(interval_for_mean_of_clusters(values, request))}, {truth_}};
    const auto n = static_cast<double>(n_);
    double mean = 0, squares = 0;
    for (const ValueBin& bin : values) mean += bin.value * static_cast<double>(bin.units) / n;
    for (const ValueBin& bin : values)
      squares += (bin.value - mean) * (bin.value - mean) * static_cast<double>(bin.units);
    const double half = portable::t_quantile(0.975, n - 1) * std::sqrt(squares / (n - 1) / n);
    out.ranges.push_back(Range{mean - half, mean + half});
    auto replicates = mean_replicates(values, request);
    std::sort(replicates.begin(), replicates.end());
    out.ranges.push_back(bootstrap::percentile_interval(replicates, 0.95));
    std::vector<bootstrap::Influence> influences;
    for (const ValueBin& bin : values) influences.push_back({bin.value - mean, static_cast<double>(bin.units)});
    out.ranges.push_back(bootstrap::bca_interval(replicates, mean, influences, 0.95));
    return {out};
  }

 private:
  const CountLaw& law_;
  std::uint64_t cap_, n_;
  double truth_ = 0;
};

class ProportionExperiment : public Experiment {
 public:
  ProportionExperiment(double p, std::uint64_t n) : p_(p), n_(n) {}

  Label label() const override {
    char kind[40];
    std::snprintf(kind, sizeof kind, "p=%g", p_);
    return {"proportion", kind, n_};
  }
  std::vector<std::string> statistics() const override { return {"proportion"}; }
  std::vector<std::string> methods() const override { return {"Wilson", "Wald"}; }
  std::vector<std::string> targets() const override { return {"p"}; }
  void prepare(std::uint64_t) override {}

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    const std::uint64_t hits = draw_binomial(random, n_, p_);
    Reading out{{}, {p_}};
    out.ranges.push_back(
        range_of(interval_for_simple_proportion(static_cast<std::int64_t>(hits), static_cast<std::int64_t>(n_), {})));
    const auto n = static_cast<double>(n_);
    const double seen = static_cast<double>(hits) / n;
    const double half = 1.959963984540054 * std::sqrt(seen * (1 - seen) / n);
    out.ranges.push_back(Range{seen - half, seen + half});
    return {out};
  }

 private:
  double p_;
  std::uint64_t n_;
};

/// Groups served at different rates.
class MinRatioExperiment : public Experiment {
 public:
  MinRatioExperiment(std::string kind, std::vector<double> rates, std::vector<std::uint64_t> sizes)
      : kind_(std::move(kind)), rates_(std::move(rates)), sizes_(std::move(sizes)) {}

  Label label() const override {
    std::uint64_t n = 0;
    for (const std::uint64_t s : sizes_) n += s;
    return {"min_ratio", kind_, n};
  }
  std::vector<std::string> statistics() const override { return {"lowest rate over all"}; }
  std::vector<std::string> methods() const override {
    return {"lowest group, inverted test", "Wilson of the lowest group seen"};
  }
  std::vector<std::string> targets() const override { return {"true lowest ratio"}; }

  void prepare(std::uint64_t) override {
    double hits = 0, all = 0;
    for (std::size_t g = 0; g < rates_.size(); ++g) {
      hits += rates_[g] * static_cast<double>(sizes_[g]);
      all += static_cast<double>(sizes_[g]);
    }
    truth_ = *std::min_element(rates_.begin(), rates_.end()) / (hits / all);
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<GroupCount> groups;
    double hits = 0, all = 0;
    for (std::size_t g = 0; g < rates_.size(); ++g) {
      groups.push_back({draw_binomial(random, sizes_[g], rates_[g]), sizes_[g]});
      hits += static_cast<double>(groups.back().hits);
      all += static_cast<double>(groups.back().n);
    }
    Reading out{{range_of(interval_for_min_ratio(groups, {}))}, {truth_}};
    const auto rate = [](const GroupCount& g) { return static_cast<double>(g.hits) / static_cast<double>(g.n); };
    const auto& lowest = *std::min_element(groups.begin(), groups.end(),
                                           [&](const GroupCount& a, const GroupCount& b) { return rate(a) < rate(b); });
    const Range own = score_interval(rate(lowest), static_cast<double>(lowest.n), 1.959963984540054);
    out.ranges.push_back(hits > 0 ? std::optional(Range{own.low / (hits / all), own.high / (hits / all)})
                                  : std::nullopt);
    return {out};
  }

 private:
  std::string kind_;
  std::vector<double> rates_;
  std::vector<std::uint64_t> sizes_;
  double truth_ = 0;
};

}  // namespace

void add_mean_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes = form == Form::full
                                               ? std::vector<std::uint64_t>{10, 20, 30, 60, 100, 1000, 10'000}
                                               : std::vector<std::uint64_t>{20, 30, 100};
  for (const char* law : {"poisson", "geometric-1.6", "geometric-5", "regulars-10", "zipf-3"})
    for (const std::uint64_t n : sizes) grid.push_back(std::make_unique<MeanExperiment>(count_law(law), 15, n));
}

void add_proportion_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes = form == Form::full
                                               ? std::vector<std::uint64_t>{10, 15, 30, 60, 100, 300, 1000, 10'000}
                                               : std::vector<std::uint64_t>{10, 60, 1000};
  for (const double p : {0.02, 0.05, 0.1, 0.3, 0.5, 0.8})
    for (const std::uint64_t n : sizes) grid.push_back(std::make_unique<ProportionExperiment>(p, n));
}

void add_min_ratio_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{20, 50, 200, 2000} : std::vector<std::uint64_t>{20, 200};
  for (const std::size_t count : {std::size_t{2}, std::size_t{4}, std::size_t{12}})
    for (const double base : {0.3, 0.7})
      for (const std::uint64_t size : sizes) {
        const std::vector<std::uint64_t> each(count, size);
        const std::string groups = std::to_string(count) + " groups of " + std::to_string(size);
        char rate[20];
        std::snprintf(rate, sizeof rate, ", p=%g", base);
        std::vector<double> rates(count, base);
        grid.push_back(std::make_unique<MinRatioExperiment>(groups + rate + ", all equal", rates, each));
        rates[0] = base / 2;
        grid.push_back(std::make_unique<MinRatioExperiment>(groups + rate + ", one at half", rates, each));
        for (std::size_t g = 0; g < count; ++g)
          rates[g] = base * (0.6 + 0.4 * static_cast<double>(g) / static_cast<double>(count - 1));
        grid.push_back(std::make_unique<MinRatioExperiment>(groups + rate + ", spread 0.6 to 1", rates, each));
      }
}

}  // namespace boussole::coverage
