#include <algorithm>
#include <cmath>

#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"
#include "tests/coverage/experiment.h"

/// The share of the population in areas that take part at a quarter of the mean rate or more.
namespace boussole::coverage {

using namespace engine::statistics;

namespace {

constexpr double kQuarter = 0.25;

/// How the areas' own rates of participation differ, as multiples of the mean rate.
enum class Areas { alike, quarter_silent, half_just_under, half_just_over, half_well_under, spread };

const char* name_of(Areas kind) {
  switch (kind) {
    case Areas::alike:
      return "all alike";
    case Areas::quarter_silent:
      return "a quarter nearly silent";
    case Areas::half_just_under:
      return "half just under the threshold";
    case Areas::half_just_over:
      return "half just over the threshold";
    case Areas::half_well_under:
      return "half at 0.6 of the threshold";
    case Areas::spread:
      return "spread 0.1 to 2";
  }
  return "";
}

class AreaExperiment : public Experiment {
 public:
  AreaExperiment(std::size_t areas, Areas kind, std::uint64_t per_area)
      : kind_(kind), population_(areas), truth_(areas), n_(per_area * areas) {
    double people = 0;
    for (std::size_t a = 0; a < areas; ++a)  // the largest area is three times the smallest, in no order
      people += population_[a] = 1 + 2 * static_cast<double>((a * 7) % areas) / static_cast<double>(areas);
    for (double& p : population_) p /= people;
    set_rates();
  }

  Label label() const override {
    return {"areas", std::to_string(population_.size()) + " areas, " + name_of(kind_), n_};
  }
  std::vector<std::string> statistics() const override { return {"population covered"}; }
  std::vector<std::string> methods() const override {
    return {"exact tests, areas in doubt", "Clopper-Pearson of every area, Bonferroni", "Wilson of the plain share"};
  }
  std::vector<std::string> targets() const override { return {"population of areas that truly take part"}; }

  void prepare(std::uint64_t) override {
    covered_ = 0;
    for (std::size_t a = 0; a < population_.size(); ++a)
      if (truth_[a] >= kQuarter * population_[a]) covered_ += population_[a];
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<AreaCount> seen;
    std::uint64_t people = n_;
    double left = 1, plain = 0;
    for (std::size_t a = 0; a < population_.size(); ++a) {
      const bool last = a + 1 == population_.size();
      const std::uint64_t k = last ? people : draw_binomial(random, people, std::min(1.0, truth_[a] / left));
      people -= k;
      left -= truth_[a];
      const auto here = static_cast<std::int64_t>(k);
      seen.push_back({population_[a], here, here});
      if (static_cast<double>(k) >= kQuarter * population_[a] * static_cast<double>(n_)) plain += population_[a];
    }
    const auto n = static_cast<std::int64_t>(n_);
    const auto printed = interval_for_covered_population(seen, n, kQuarter, {});
    Reading out{{}, {covered_}};
    out.ranges.push_back(printed.interval ? std::optional(Range{printed.interval->low, printed.interval->high})
                                          : std::nullopt);
    out.ranges.push_back(bonferroni(seen, n));
    const auto wilson = interval_for_simple_proportion(
        static_cast<std::int64_t>(std::lround(plain * static_cast<double>(population_.size()))),
        static_cast<std::int64_t>(population_.size()), {});
    out.ranges.push_back(wilson.interval ? std::optional(Range{wilson.interval->low, wilson.interval->high})
                                         : std::nullopt);
    return {out};
  }

 private:
  void set_rates() {
    const std::size_t areas = population_.size();
    double set = 0, free = 0;
    for (std::size_t a = 0; a < areas; ++a) {
      const double rate = rate_of(a);
      truth_[a] = rate * population_[a];
      (rate > 0 ? set : free) += rate > 0 ? truth_[a] : population_[a];
    }
    for (std::size_t a = 0; a < areas; ++a)
      truth_[a] = truth_[a] == 0 ? population_[a] * (1 - set) / free : free > 0 ? truth_[a] : truth_[a] / set;
  }

  /// 0 where the area takes its part of what the others leave.
  double rate_of(std::size_t a) const {
    const bool odd = a % 2 == 1;
    switch (kind_) {
      case Areas::alike:
        return 0;
      case Areas::quarter_silent:
        return a % 4 == 1 ? 0.05 : 0;
      case Areas::half_just_under:
        return odd ? 0.9 * kQuarter : 0;
      case Areas::half_just_over:
        return odd ? 1.1 * kQuarter : 0;
      case Areas::half_well_under:
        return odd ? 0.6 * kQuarter : 0;
      case Areas::spread:
        return 0.1 * portable::pow(20, static_cast<double>(a) / static_cast<double>(population_.size() - 1));
    }
    return 0;
  }

  /// Each area's own exact interval at the level that holds all of them together, both sides counted.
  std::optional<Range> bonferroni(const std::vector<AreaCount>& seen, std::int64_t n) const {
    const double tail = 0.025 / static_cast<double>(seen.size());
    const auto all = static_cast<double>(n);
    Range out;
    for (const AreaCount& area : seen) {
      const auto k = static_cast<double>(area.fewest);
      // A limit lies beyond the threshold where the binomial law at the threshold leaves less than the tail.
      const double at = kQuarter * area.population;
      if (k > 0 && portable::beta_cdf(at, k, all - k + 1) <= tail) out.low += area.population;
      if (k == all || 1 - portable::beta_cdf(at, k + 1, all - k) > tail) out.high += area.population;
    }
    return out;
  }

  Areas kind_;
  std::vector<double> population_, truth_;
  std::uint64_t n_;
  double covered_ = 0;
};

}  // namespace

void add_area_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{5, 10, 30, 100, 1000} : std::vector<std::uint64_t>{10};
  const std::vector<std::size_t> counts =
      form == Form::full ? std::vector<std::size_t>{4, 10, 25} : std::vector<std::size_t>{4, 10};
  for (const std::size_t areas : counts)
    for (const Areas kind : {Areas::alike, Areas::quarter_silent, Areas::half_just_under, Areas::half_just_over,
                             Areas::half_well_under, Areas::spread})
      for (const std::uint64_t per_area : sizes)
        grid.push_back(std::make_unique<AreaExperiment>(areas, kind, per_area));
}

}  // namespace boussole::coverage
