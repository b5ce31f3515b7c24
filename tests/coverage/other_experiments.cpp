#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/statistics/diversity.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/distance_interval.h"
#include "engine/statistics/resampling/histogram_draw.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/richness.h"
#include "engine/statistics/survival.h"
#include "tests/coverage/experiment.h"
#include "tests/coverage/publics.h"

/// Distances from a reference, delays that are still running, diversity with many rare classes.
namespace boussole::coverage {

using namespace engine::statistics;

namespace {

IntervalRequest request_for(const Experiment::Label& label, std::uint64_t seed, std::uint64_t run,
                            std::int64_t replicates) {
  std::uint64_t state = seed + run;
  IntervalRequest request{.seed = splitmix64(state), .stream = stream_for(label, Purpose::method)};
  request.replicates = replicates;
  return request;
}

/// Six groups against a reference, at a chosen total variation from it.
class DistanceExperiment : public Experiment {
 public:
  DistanceExperiment(double distance, bool spread, std::uint64_t n)
      : distance_(distance), spread_(spread), n_(n), truth_(kReference) {
    // Either two groups exchange people, or three lose and three gain in proportion.
    if (spread) {
      for (std::size_t g = 0; g < 6; ++g) truth_[g] += (g % 2 == 0 ? 1 : -1) * distance / 3;
    } else {
      truth_[0] -= distance;
      truth_[3] += distance;
    }
  }

  Label label() const override {
    const std::string how = spread_ ? "spread over all groups" : "between two groups";
    return {"distance", "total variation " + std::to_string(distance_).substr(0, 4) + ", " + how, n_};
  }
  std::vector<std::string> statistics() const override { return {"total variation"}; }
  std::vector<std::string> methods() const override { return {"inverted test", "percentile bootstrap"}; }
  std::vector<std::string> targets() const override { return {"true distance"}; }
  void prepare(std::uint64_t) override {}

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<std::uint64_t> seen;
    std::uint64_t people = n_;
    double left = 1;
    for (std::size_t g = 0; g < 6; ++g) {
      seen.push_back(g == 5 ? people : draw_binomial(random, people, std::min(1.0, truth_[g] / left)));
      people -= seen.back();
      left -= truth_[g];
    }
    const IntervalRequest request = request_for(label(), seed, run, 399);
    Reading out{{total_variation_interval(seen, kReference, request)}, {distance_}};
    const HistogramDraw draw(seen);
    std::vector<double> replicates;
    std::vector<std::uint32_t> drawn(6);
    for (std::uint64_t r = 0; r < 399; ++r) {
      RandomStream again(request.seed, request.stream ^ 0x77, r);
      draw.draw(again, n_, drawn);
      double sum = 0;
      for (std::size_t g = 0; g < 6; ++g) sum += std::abs(drawn[g] / static_cast<double>(n_) - kReference[g]);
      replicates.push_back(sum / 2);
    }
    std::sort(replicates.begin(), replicates.end());
    out.ranges.push_back(bootstrap::percentile_interval(replicates, 0.95));
    return {out};
  }

 private:
  static const std::vector<double> kReference;
  double distance_;
  bool spread_;
  std::uint64_t n_;
  std::vector<double> truth_;
};
const std::vector<double> DistanceExperiment::kReference{0.30, 0.20, 0.15, 0.15, 0.10, 0.10};

/// Days until an answer, some still waiting when the export was made.
class DelayExperiment : public Experiment {
 public:
  enum class Law { exponential, weibull, lognormal };
  /// Contributions arrive evenly over the last `window` days: those of the end have had little time.
  DelayExperiment(Law law, int window, std::uint64_t n) : law_(law), window_(window), n_(n) {}

  Label label() const override {
    const char* name = law_ == Law::exponential ? "exponential" : law_ == Law::weibull ? "Weibull 0.7" : "lognormal 1";
    return {"delay", std::string(name) + ", median 30 days, seen for at most " + std::to_string(window_), n_};
  }
  std::vector<std::string> statistics() const override { return {"median delay"}; }
  std::vector<std::string> methods() const override {
    return {"Brookmeyer-Crowley, log-log", "Brookmeyer-Crowley, plain"};
  }
  std::vector<std::string> targets() const override { return {"true median"}; }
  void prepare(std::uint64_t) override {}

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<FollowUp> sample;
    for (std::uint64_t i = 0; i < n_; ++i) {
      const double delay = std::ceil(this->delay(random.uniform_open()));
      const double seen_for = std::ceil(window_ * random.uniform_open());
      sample.push_back({std::min(delay, seen_for), delay <= seen_for});
    }
    const double truth = std::ceil(delay(0.5));
    Reading out{{}, {truth}};
    const auto curve = kaplan_meier(sample);
    for (const BandKind band : {BandKind::log_log, BandKind::plain}) {
      const auto median = time_quantile(*curve, 0.5, band, 0.95);
      if (!median || !median->value) {
        out.ranges.push_back(std::nullopt);
        continue;
      }
      out.ranges.push_back(Range{median->low.value_or(0), median->high.value_or(1e9)});
    }
    return {out};
  }

 private:
  double delay(double u) const {
    // The same median of 30 days for the three laws.
    if (law_ == Law::exponential) return -30 * portable::log(u) / portable::log(2.0);
    if (law_ == Law::weibull) return 30 * portable::pow(-portable::log(u) / portable::log(2.0), 1 / 0.7);
    return 30 * portable::exp(portable::normal_quantile(u));
  }

  Law law_;
  int window_;
  std::uint64_t n_;
};

/// Contributions over many classes, most of them rare. The truth is of all classes, seen or not.
class RichnessExperiment : public Experiment {
 public:
  RichnessExperiment(std::size_t classes, double slope, std::uint64_t n) : slope_(slope), n_(n) {
    double total = 0;
    for (std::size_t k = 1; k <= classes; ++k) {
      weights_.push_back(portable::pow(static_cast<double>(k), -slope));
      total += weights_.back();
    }
    for (double& w : weights_) w /= total;
  }

  Label label() const override {
    return {"diversity",
            std::to_string(weights_.size()) + " classes, shares as rank^-" + std::to_string(slope_).substr(0, 3), n_};
  }
  std::vector<std::string> statistics() const override { return {"classes", "hill_1", "hill_2"}; }
  std::vector<std::string> methods() const override {
    return {"estimate of unseen classes, shifted bootstrap", "percentile bootstrap of the seen value"};
  }
  std::vector<std::string> targets() const override { return {"all classes"}; }

  void prepare(std::uint64_t) override {
    double entropy = 0, squares = 0;
    for (const double w : weights_) {
      entropy -= w * portable::log(w);
      squares += w * w;
    }
    truths_ = {static_cast<double>(weights_.size()), portable::exp(entropy), 1 / squares};
    table_ = AliasTable(weights_);
  }

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<std::uint64_t> counts(weights_.size());
    for (std::uint64_t i = 0; i < n_; ++i) ++counts[table_.draw(random)];
    const auto abundance = histogram_of(counts);
    const IntervalRequest request = request_for(label(), seed, run, 199);
    std::vector<Reading> out(3);
    for (std::size_t s = 0; s < 3; ++s) out[s].truths = {truths_[s]};
    std::vector<double> seen[3], corrected[3];
    std::vector<std::uint64_t> positive;
    for (const std::uint64_t c : counts)
      if (c > 0) positive.push_back(c);
    const HistogramDraw draw(positive);
    std::vector<std::uint32_t> drawn(positive.size());
    for (std::uint64_t r = 0; r < static_cast<std::uint64_t>(request.replicates); ++r) {
      RandomStream again(request.seed, request.stream, r);
      draw.draw(again, n_, drawn);
      const std::vector<std::uint64_t> wide(drawn.begin(), drawn.end());
      const auto bins = histogram_of(wide);
      for (std::size_t s = 0; s < 3; ++s) {
        if (const auto v = hill(bins, static_cast<double>(s))) seen[s].push_back(*v);
        if (const auto v = complete(bins, s)) corrected[s].push_back(*v);
      }
    }
    for (std::size_t s = 0; s < 3; ++s) {
      const auto estimate = complete(abundance, s);
      out[s].ranges.push_back(s == 0 ? of_chao(abundance) : shifted(estimate, corrected[s]));
      std::sort(seen[s].begin(), seen[s].end());
      out[s].ranges.push_back(seen[s].empty() ? std::nullopt
                                              : std::optional(bootstrap::percentile_interval(seen[s], 0.95)));
    }
    return out;
  }

 private:
  static std::optional<Range> of_chao(const std::vector<CountBin>& abundance) {
    const auto range = chao1_interval(abundance, 0.95);
    return range ? std::optional(*range) : std::nullopt;
  }
  static std::optional<double> complete(const std::vector<CountBin>& abundance, std::size_t order) {
    if (order == 1) {
      const auto h = shannon_chao(abundance);
      return h ? std::optional(portable::exp(*h)) : std::nullopt;
    }
    const auto d = order == 2 ? simpson_unbiased(abundance) : hill(abundance, 0);
    return d ? std::optional(*d) : std::nullopt;
  }
  /// The bootstrap's spread put around the estimate: resampling the seen classes alone would shift it down.
  static std::optional<Range> shifted(const std::optional<double>& estimate, const std::vector<double>& replicates) {
    if (!estimate || replicates.size() < 100) return std::nullopt;
    const Range normal = bootstrap::normal_interval(replicates, *estimate, 0.95);
    const double half = (normal.high - normal.low) / 2;
    return Range{*estimate - half, *estimate + half};
  }

  double slope_;
  std::uint64_t n_;
  std::vector<double> weights_;
  std::vector<double> truths_;
  AliasTable table_;
};

}  // namespace

void add_distance_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{30, 100, 300, 1000, 10'000} : std::vector<std::uint64_t>{100};
  for (const double distance : {0.0, 0.05, 0.1, 0.25})
    for (const bool spread : {false, true})
      for (const std::uint64_t n : sizes)
        if (distance > 0 || !spread) grid.push_back(std::make_unique<DistanceExperiment>(distance, spread, n));
}

void add_delay_experiments(Experiments& grid, Form form) {
  using Law = DelayExperiment::Law;
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{20, 50, 100, 1000} : std::vector<std::uint64_t>{50};
  for (const Law law : {Law::exponential, Law::weibull, Law::lognormal})
    for (const int window : {150, 90, 60})
      for (const std::uint64_t n : sizes) grid.push_back(std::make_unique<DelayExperiment>(law, window, n));
}

void add_richness_experiments(Experiments& grid, Form form) {
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{100, 1000, 10'000} : std::vector<std::uint64_t>{100};
  for (const auto& [classes, slope] : {std::pair<std::size_t, double>{20, 0.5}, {100, 1.0}, {1000, 1.2}})
    for (const std::uint64_t n : sizes) grid.push_back(std::make_unique<RichnessExperiment>(classes, slope, n));
}

}  // namespace boussole::coverage
