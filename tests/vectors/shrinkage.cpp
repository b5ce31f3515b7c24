// Family i: small units, shrinkage and funnels.
#include "engine/statistics/shrinkage.h"

#include <map>

#include "engine/statistics/funnel.h"
#include "engine/statistics/random_effects.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

json::Value meta(const Case& c) {
  static const std::map<std::string, HeterogeneityMethod> methods{{"DL", HeterogeneityMethod::dersimonian_laird},
                                                                  {"PM", HeterogeneityMethod::paule_mandel},
                                                                  {"EB", HeterogeneityMethod::paule_mandel},
                                                                  {"REML", HeterogeneityMethod::reml},
                                                                  {"ML", HeterogeneityMethod::ml},
                                                                  {"HE", HeterogeneityMethod::hedges},
                                                                  {"FE", HeterogeneityMethod::fixed},
                                                                  {"EE", HeterogeneityMethod::fixed}};
  const auto found = methods.find(c.params.text_or("tau2_method", "REML"));
  if (found == methods.end()) throw BadCase("unknown method for tau2");
  const auto result =
      random_effects(c.input.numbers("y"), c.input.numbers("se"), found->second, c.params.number_or("conf", 0.95));
  return Answer()
      .set("mu", result, &RandomEffects::mean)
      .set("se_mu", result, &RandomEffects::se)
      .set("tau2", result, &RandomEffects::tau2)
      .set("I2", result, &RandomEffects::i2)
      .set("Q", result, &RandomEffects::q)
      .set("Qp", result, &RandomEffects::p_q)
      .set("blup", result, &RandomEffects::shrunk)
      .set("blup_se", result, &RandomEffects::shrunk_se)
      .set("pi", result, &RandomEffects::prediction)
      .set("ci_hk", result, &RandomEffects::hartung_knapp);
}

std::vector<Cluster> units(const Case& c) {
  const auto x = c.input.numbers("x"), n = c.input.numbers("n");
  std::vector<Cluster> result;
  for (std::size_t i = 0; i < n.size(); ++i) result.push_back({.n = n[i], .x = x.at(i)});
  return result;
}

json::Value beta_binomial(const Case& c) {
  const auto result = beta_binomial_shrinkage(units(c), c.params.number_or("conf", 0.95));
  const auto ends = [&](double Range::*end) {
    return mapped(result, [&](const ShrunkRates& rates) {
      std::vector<double> values;
      for (const Range& range : rates.interval) values.push_back(range.*end);
      return values;
    });
  };
  return Answer()
      .set("alpha", result, &ShrunkRates::alpha)
      .set("beta", result, &ShrunkRates::beta)
      .set("post_mean", result, &ShrunkRates::mean)
      .set("lo", ends(&Range::low))
      .set("hi", ends(&Range::high));
}

json::Value funnel(const Case& c) {
  const auto n = c.input.counts("n");
  const double target = c.input.number("p0");
  std::vector<Result<double>> lo95, hi95, lo998, hi998;
  const auto ends = [&](std::uint64_t size, double level, auto& low, auto& high) {
    const auto limits = funnel_limits(size, target, level);
    low.push_back(mapped(limits, [](const Range& r) { return r.low; }));
    high.push_back(mapped(limits, [](const Range& r) { return r.high; }));
  };
  for (const std::uint64_t size : n) ends(size, 0.95, lo95, hi95), ends(size, 0.998, lo998, hi998);
  return Answer().set("lo95", lo95).set("hi95", hi95).set("lo998", lo998).set("hi998", hi998);
}

json::Value overdispersion(const Case& c) {
  const auto result = funnel_overdispersion(units(c), c.params.number_or("winsor", 0.1));
  return Answer()
      .set("p0", result, &Overdispersion::target)
      .set("z", result, &Overdispersion::z)
      .set("phi_raw", result, &Overdispersion::phi)
      .set("phi_winsor10", result, &Overdispersion::phi_winsorised)
      .set("tau2", result, &Overdispersion::tau2)
      .set("p_homog", result, &Overdispersion::p_homogeneous);
}

constexpr Method kMethods[] = {
    {"random_effects_shrinkage", meta},
    {"beta_binomial_eb", beta_binomial},
    {"funnel_limits_exact_binomial", funnel},
    {"funnel_overdispersion", overdispersion},
};

}  // namespace

std::span<const Method> shrinkage_methods() { return kMethods; }

}  // namespace boussole::vectors
