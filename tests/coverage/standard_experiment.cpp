#include <cmath>

#include "engine/statistics/resampling/cluster_ratio.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"
#include "engine/statistics/standardisation.h"
#include "tests/coverage/experiment.h"

/// Rates brought to one standard mix (direct standardisation), of shares and of events without an upper limit.
namespace boussole::coverage {

using namespace engine::statistics;

namespace {

class StandardExperiment : public Experiment {
 public:
  enum class Mix { alike, rising, falling };
  /// Sizes and weights are alike in all strata, or the strata that are heaviest in the standard are the smallest here
  /// and have the lowest rates (rising) or the highest (falling).
  StandardExperiment(std::size_t strata, Mix mix, bool shares, double base, std::uint64_t n)
      : strata_(strata), mix_(mix), shares_(shares), base_(base), n_(n) {
    double sizes = 0, weights = 0;
    for (std::size_t k = 0; k < strata; ++k) {
      const double place = static_cast<double>(k) / static_cast<double>(strata - 1);
      size_.push_back(mix == Mix::alike ? 1 : portable::pow(10, place));
      weight_.push_back(mix == Mix::alike ? 1 : portable::pow(10, 1 - place));
      rate_.push_back(base * (mix == Mix::falling ? 1.5 - place : 0.5 + place));
      sizes += size_.back(), weights += weight_.back();
    }
    for (std::size_t k = 0; k < strata; ++k) {
      size_[k] = std::max(1.0, std::round(size_[k] / sizes * static_cast<double>(n)));
      truth_ += weight_[k] / weights * rate_[k];
    }
  }

  Label label() const override {
    constexpr const char* kMixes[] = {" strata alike, ", " strata, the heaviest smallest and lowest, ",
                                      " strata, the heaviest smallest and highest, "};
    char rate[30];
    std::snprintf(rate, sizeof rate, "about %g", base_);
    return {shares_ ? "standardised_share" : "standardised_rate",
            std::to_string(strata_) + kMixes[static_cast<std::size_t>(mix_)] + rate, n_};
  }
  std::vector<std::string> statistics() const override { return {"standardised rate"}; }
  std::vector<std::string> methods() const override {
    if (shares_)
      return {"Wilson, effective n, steadied shares", "Wilson of the strata, put together", "gamma, largest weight",
              "normal"};
    return {"score, steadied rates", "gamma, largest weight", "gamma, mean weight", "normal"};
  }
  std::vector<std::string> targets() const override { return {"rate at the standard mix"}; }
  void prepare(std::uint64_t) override {}

  std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked) const override {
    RandomStream random(seed, stream_for(label(), Purpose::platform), run);
    std::vector<RateStratum> seen;
    for (std::size_t k = 0; k < strata_; ++k) {
      const auto events = shares_ ? draw_binomial(random, static_cast<std::uint64_t>(size_[k]), rate_[k])
                                  : draw_poisson(random, size_[k] * rate_[k]);
      seen.push_back({static_cast<double>(events), size_[k], weight_[k]});
    }
    const auto range = [](const Result<StandardisedRate>& rate) { return rate ? rate->interval : std::nullopt; };
    const auto plain = shares_ ? standardised_share(seen, 0.95) : standardised_rate(seen, 0.95);
    if (!plain) return {{{std::nullopt, std::nullopt, std::nullopt, std::nullopt}, {truth_}}};
    const double half = kZ * std::sqrt(plain->variance);
    const auto gamma = range(standardised_rate(seen, 0.95));
    const std::optional<Range> normal = Range{plain->rate - half, plain->rate + half};
    if (shares_) return {{{range(plain), put_together(seen, plain->rate), gamma, normal}, {truth_}}};
    const auto of = [&](RateInterval kind) { return range(standardised_rate(seen, 0.95, kind)); };
    return {{{of(RateInterval::score), gamma, of(RateInterval::mid_gamma), normal}, {truth_}}};
  }

 private:
  /// Wilson's intervals of the strata, their distances from the shares adding as squares (Zou and Donner 2008).
  static Range put_together(const std::vector<RateStratum>& strata, double rate) {
    double weights = 0, below = 0, above = 0;
    for (const RateStratum& s : strata) weights += s.weight;
    for (const RateStratum& s : strata) {
      const double p = s.events / s.size, w = s.weight / weights;
      const Range own = score_interval(p, s.size, kZ);
      below += w * w * (p - own.low) * (p - own.low);
      above += w * w * (own.high - p) * (own.high - p);
    }
    return {rate - std::sqrt(below), rate + std::sqrt(above)};
  }

  static constexpr double kZ = 1.959963984540054;
  std::size_t strata_;
  Mix mix_;
  bool shares_;
  double base_;
  std::uint64_t n_;
  std::vector<double> size_, weight_, rate_;
  double truth_ = 0;
};

}  // namespace

void add_standard_experiments(Experiments& grid, Form form) {
  using Mix = StandardExperiment::Mix;
  const std::vector<std::uint64_t> sizes =
      form == Form::full ? std::vector<std::uint64_t>{40, 100, 400, 4000} : std::vector<std::uint64_t>{100};
  for (const bool shares : {true, false})
    for (const std::size_t strata : {std::size_t{4}, std::size_t{12}})
      for (const Mix mix : {Mix::alike, Mix::rising, Mix::falling})
        for (const double base : {0.05, 0.4})
          for (const std::uint64_t n : sizes)
            grid.push_back(std::make_unique<StandardExperiment>(strata, mix, shares, base, n));
}

}  // namespace boussole::coverage
