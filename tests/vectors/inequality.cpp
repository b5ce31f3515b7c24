// Family b: inequality of participation and the intervals read off frozen replicates.
#include "engine/statistics/inequality.h"

#include "engine/statistics/proportions.h"
#include "engine/statistics/replicates.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

json::Value bundle(const Case& c) {
  const auto x = c.input.numbers("x");
  const auto runs = sorted_runs(x);
  const auto hhi = herfindahl(runs);
  return Answer()
      .set("n", x.size())
      .set("gini", gini(x))
      .set("gini_corrected", gini_corrected(x))
      .set("hoover", hoover(runs))
      .set("theil_T", theil_t(runs))
      .set("mld", mean_log_deviation(runs))
      .set("atkinson_05", atkinson(runs, 0.5))
      .set("atkinson_1", atkinson(runs, 1))
      .set("atkinson_2", atkinson(runs, 2))
      .set("cv_pop", variation_population(runs))
      .set("hhi", hhi)
      .set("hhi_normalised", herfindahl_normalised(runs))
      .set("n_effective", mapped(hhi, [](double h) { return 1 / h; }))
      .set("top10", top_share(x, 0.1))
      .set("top1", top_share(x, 0.01))
      .set("bottom40", bottom_share(x, 0.4))
      .set("palma", palma(runs));
}

/// What the R package ineq 0.2 answers for Theil's T: it drops the zeros first. A known defect, asserted on purpose.
Result<double> theil_without_zeros(std::vector<double> x) {
  std::erase(x, 0.0);
  return theil_t(sorted_runs(x));
}

json::Value theil_with_zeros(const Case& c) {
  const auto x = c.input.numbers("x");
  return Answer().set("theil_T", theil_t(sorted_runs(x))).set("ineq_package_value", theil_without_zeros(x));
}

json::Value zero_inflated(const Case& c) {
  const auto result = gini_zero_inflated(c.input.numbers("positive"), c.input.count("n_zero"));
  return Answer()
      .set("gini_positive", result, &ZeroInflatedGini::positive)
      .set("gini_all", result, &ZeroInflatedGini::all)
      .set("p0", result, &ZeroInflatedGini::zero_share)
      .set("identity",
           mapped(result, [](const ZeroInflatedGini& g) { return g.zero_share + (1 - g.zero_share) * g.positive; }));
}

json::Value lorenz_curve(const Case& c) {
  const auto x = c.input.numbers("x");
  const auto curve = lorenz(x);
  const auto axis = [&](double LorenzPoint::*part) {
    return mapped(curve, [&](const std::vector<LorenzPoint>& points) {
      std::vector<double> values;
      for (const LorenzPoint& point : points) values.push_back(point.*part);
      return values;
    });
  };
  return Answer().set("p", axis(&LorenzPoint::people)).set("L", axis(&LorenzPoint::total));
}

json::Value weighted(const Case& c) {
  const auto x = c.input.numbers("x"), w = c.input.numbers("w");
  // The plain formula on repeated values, and the weighted one: they are the same figure.
  if (w.size() != x.size()) throw BadCase("as many weights as values were expected");
  std::vector<double> repeated;
  for (std::size_t i = 0; i < x.size(); ++i) repeated.insert(repeated.end(), static_cast<std::size_t>(w[i]), x[i]);
  return Answer().set("gini", gini(repeated)).set("gini_w", gini_weighted(x, w));
}

json::Value jackknife(const Case& c) {
  const auto result = gini_jackknife(c.input.numbers("x"));
  return Answer()
      .set("se", result, &GiniJackknife::se)
      .set("bias", result, &GiniJackknife::bias)
      .set("replicates", result, &GiniJackknife::replicates);
}

json::Value linearised(const Case& c) { return Answer().set("se", gini_linearised_se(c.input.numbers("x"))); }

json::Value from_replicates(const Case& c) {
  const auto t = c.input.numbers("t"), influence = c.input.numbers("L_jack");
  const double t0 = c.input.number("t0"), level = c.params.number_or("conf", 0.95);
  const auto bca = bca_interval(t, t0, influence, level);
  return Answer()
      .set("perc", percentile_interval(t, level))
      .set("basic", basic_interval(t, t0, level))
      .set("norm", normal_interval(t, t0, level))
      .set("bca", bca, &BcaInterval::interval)
      .set("z0", bca, &BcaInterval::z0)
      .set("a", bca, &BcaInterval::acceleration)
      .set("boot_se", replicate_se(t));
}

json::Value cluster_mean(const Case& c) {
  std::vector<std::int64_t> cluster;
  for (const double id : c.input.numbers("cluster")) cluster.push_back(static_cast<std::int64_t>(id));
  const auto result = clustered_mean(cluster, c.input.numbers("y"));
  return Answer()
      .set("mean", result, &ClusteredMean::mean)
      .set("se_cluster", result, &ClusteredMean::se_cluster)
      .set("se_naive", result, &ClusteredMean::se_naive)
      .set("deff_cluster", result, &ClusteredMean::design_effect);
}

constexpr Method kMethods[] = {
    {"inequality_bundle", bundle},         {"theil_T_with_zeros", theil_with_zeros},
    {"gini_zero_inflated", zero_inflated}, {"lorenz_curve", lorenz_curve},
    {"gini_weighted", weighted},           {"gini_jackknife", jackknife},
    {"gini_linearised_se", linearised},    {"bootstrap_ci_from_replicates", from_replicates},
    {"clustered_mean_se", cluster_mean},   {"cluster_bootstrap_ratio_from_replicates", from_replicates},
};

}  // namespace

std::span<const Method> inequality_methods() { return kMethods; }

}  // namespace boussole::vectors
