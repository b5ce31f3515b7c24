#include <algorithm>
#include <cmath>

#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/count_bootstrap.h"
#include "engine/statistics/resampling/count_jackknife.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/tail_model.h"
#include "tests/coverage/experiment.h"
#include "tests/coverage/publics.h"

namespace boussole::coverage {

using namespace engine::statistics;

namespace {

constexpr std::int64_t kReplicates = 399;

std::vector<CountStatistic> statistics_for(std::uint64_t n) {
  return {CountStatistic::gini(), CountStatistic::top_share(n >= 500 ? 0.01 : 0.10), CountStatistic::hill_ratio(1)};
}

double logit(double x) { return portable::log(x / (1 - x)); }
double from_logit(double y) { return 1 / (1 + portable::exp(-y)); }

/// The methods of the books, all on the same replicates.
class Textbook {
 public:
  Textbook(const CountStatistic& statistic, const std::vector<CountBin>& people, std::vector<double> replicates)
      : statistic_(statistic), estimate_(*evaluate(statistic, people)), sorted_(std::move(replicates)) {
    std::sort(sorted_.begin(), sorted_.end());
    influences_ = influences_of(people);
  }

  std::optional<Range> percentile() const { return bootstrap::percentile_interval(sorted_, 0.95); }
  std::optional<Range> bca() const { return bootstrap::bca_interval(sorted_, estimate_, influences_, 0.95); }
  /// Jackknife standard error carried to the logit, Student t.
  std::optional<Range> logit_jackknife(double n) const {
    if (!(estimate_ > 0 && estimate_ < 1)) return std::nullopt;
    const double se = std::sqrt(bootstrap::jackknife_variance(influences_)) / (estimate_ * (1 - estimate_));
    const double half = portable::t_quantile(0.975, n - 1) * se;
    return Range{from_logit(logit(estimate_) - half), from_logit(logit(estimate_) + half)};
  }
  /// Studentised on the logit, each replicate with its own jackknife.
  std::optional<Range> studentised(const CountBootstrap& source, const std::vector<CountBin>& people,
                                   std::uint64_t seed, std::uint64_t stream) const {
    if (!(estimate_ > 0 && estimate_ < 1)) return std::nullopt;
    std::vector<double> t;
    for (std::uint64_t r = 0; r < 199; ++r) {
      std::vector<CountBin> drawn = people;
      const auto counts = source.resample(seed, stream, r);
      for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i].people = counts[i];
      drawn = canonical(std::span<const CountBin>(drawn));
      const double value = *evaluate(statistic_, drawn);
      if (!(value > 1e-9 && value < 1 - 1e-9)) continue;
      const double se = std::sqrt(bootstrap::jackknife_variance(influences_of(drawn))) / (value * (1 - value));
      if (se > 1e-12) t.push_back((logit(value) - logit(estimate_)) / se);
    }
    if (t.size() < 100) return std::nullopt;
    std::sort(t.begin(), t.end());
    const double se = std::sqrt(bootstrap::jackknife_variance(influences_)) / (estimate_ * (1 - estimate_));
    const Range r = bootstrap::studentised_interval(t, logit(estimate_), se, 0.95);
    return Range{from_logit(r.low), from_logit(r.high)};
  }

 private:
  std::vector<bootstrap::Influence> influences_of(const std::vector<CountBin>& people) const {
    std::vector<bootstrap::Influence> out;
    const auto left = leave_each_out(statistic_, people);
    if (!left) return out;
    const double value = *evaluate(statistic_, people);
    double n = 0;
    for (const LeftOut& l : *left) n += l.people;
    for (const LeftOut& l : *left) out.push_back({(n - 1) * (value - l.value), l.people});
    return out;
  }

  CountStatistic statistic_;
  double estimate_;
  std::vector<double> sorted_;
  std::vector<bootstrap::Influence> influences_;
};

/// Percentiles of people redrawn from the body as seen and a tail at its most likely shape (Cowell & Flachaire 2007).
std::vector<std::vector<double>> semi_parametric(const std::vector<CountBin>& people,
                                                 const std::vector<CountStatistic>& statistics, std::uint64_t n,
                                                 std::uint64_t seed, std::uint64_t stream) {
  const PublicModel model(people, {});
  const PublicModel::World world = model.most_likely_world();
  std::vector<std::vector<double>> out(statistics.size());
  std::vector<WeightedValue> drawn;
  for (std::uint64_t r = 0; r < static_cast<std::uint64_t>(kReplicates); ++r) {
    RandomStream random(seed, stream ^ 0x5e, r);
    model.draw_people(random, world, n, drawn);
    for (std::size_t s = 0; s < statistics.size(); ++s) {
      for (WeightedValue& bin : drawn) bin.term = hill_term(statistics[s].parameter, bin.value);
      out[s].push_back(*evaluate(statistics[s], std::span<const WeightedValue>(drawn)));
    }
  }
  return out;
}

class CountExperiment : public Experiment {
 public:
  CountExperiment(const CountLaw& law, std::uint64_t n, bool studentise) : law_(law), n_(n), studentise_(studentise) {}

  Label label() const override { return {"count", law_.name(), n_}; }
  std::vector<std::string> statistics() const override {
    return {"gini", n_ >= 500 ? "top_share_1%" : "top_share_10%", "hill_1_ratio"};
  }
  std::vector<std::string> methods() const override {
    return {"another public, fitted tail", "percentile",        "BCa",
            "logit jackknife t",           "logit studentised", "m out of n, n^0.7",
            "semi-parametric Pareto tail"};
  }
  std::vector<std::string> targets() const override { return {"another public", "mean at this n"}; }
  bool stress() const override { return law_.name() == "hyperactive-3"; }

  void prepare(std::uint64_t seed) override {
    const auto statistics = statistics_for(n_);
    const std::uint64_t draws = n_ <= 1000 ? 20'000 : n_ <= 10'000 ? 4000 : 1000;
    means_.assign(statistics.size(), 0);
    for (std::uint64_t r = 0; r < draws; ++r) {
      RandomStream random(seed, stream_for(label(), Purpose::truth), r);
      const auto people = law_.draw(random, n_);
      for (std::size_t s = 0; s < statistics.size(); ++s)
        means_[s] += *evaluate(statistics[s], people) / static_cast<double>(draws);
    }
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked asked) const override {
    const auto statistics = statistics_for(n_);
    RandomStream mine(seed, stream_for(label(), Purpose::platform), run);
    RandomStream theirs(seed, stream_for(label(), Purpose::other_platform), run);
    const std::vector<CountBin> people = law_.draw(mine, n_);
    const std::vector<CountBin> other = law_.draw(theirs, n_);
    std::uint64_t method_seed = seed + run;
    IntervalRequest request{.seed = splitmix64(method_seed), .stream = stream_for(label(), Purpose::method)};
    request.replicates = 999;
    const auto printed = intervals_for_count_statistics(statistics, people, request);
    std::vector<Reading> out(statistics.size());
    for (std::size_t s = 0; s < statistics.size(); ++s) {
      out[s].truths = {*evaluate(statistics[s], other), means_[s]};
      const auto& interval = printed[s].interval;
      out[s].ranges.push_back(interval ? std::optional(Range{interval->low, interval->high}) : std::nullopt);
    }
    if (asked == Asked::all) add_textbook(people, statistics, request, out);
    return out;
  }

 private:
  void add_textbook(const std::vector<CountBin>& people, const std::vector<CountStatistic>& statistics,
                    IntervalRequest request, std::vector<Reading>& out) const {
    request.replicates = kReplicates;
    const CountBootstrap source(people, statistics);
    const auto plain = source.replicates(request);
    const auto m = static_cast<std::uint64_t>(portable::pow(static_cast<double>(n_), 0.7));
    const auto fewer = source.replicates(request, m);
    const auto tail = people.size() > 1 ? semi_parametric(people, statistics, n_, request.seed, request.stream)
                                        : std::vector<std::vector<double>>(statistics.size());
    for (std::size_t s = 0; s < statistics.size(); ++s) {
      const Textbook book(statistics[s], people, plain[s]);
      auto& ranges = out[s].ranges;
      ranges.push_back(book.percentile());
      ranges.push_back(book.bca());
      ranges.push_back(book.logit_jackknife(static_cast<double>(n_)));
      ranges.push_back(studentise_ ? book.studentised(source, people, request.seed, request.stream ^ 0x57)
                                   : std::nullopt);
      auto small = fewer[s];
      std::sort(small.begin(), small.end());
      ranges.push_back(bootstrap::m_out_of_n_interval(small, *evaluate(statistics[s], people), static_cast<double>(m),
                                                      static_cast<double>(n_), 0.95));
      auto with_tail = tail[s];
      std::sort(with_tail.begin(), with_tail.end());
      ranges.push_back(with_tail.empty() ? std::nullopt
                                         : std::optional(bootstrap::percentile_interval(with_tail, 0.95)));
    }
  }

  const CountLaw& law_;
  std::uint64_t n_;
  bool studentise_;
  std::vector<double> means_;
};

}  // namespace

void add_count_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{15, 20, 30, 60, 100, 300, 1000, 10'000, 100'000, 1'000'000}
                         : std::vector<std::uint64_t>{30, 300};
  for (const CountLaw& law : count_laws())
    for (const std::uint64_t n : sizes) grid.push_back(std::make_unique<CountExperiment>(law, n, n <= 300));
}

}  // namespace boussole::coverage
