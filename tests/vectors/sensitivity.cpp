// Family h: sensitivity, SMAA, random weights.
#include "engine/statistics/sensitivity.h"

#include "engine/statistics/smaa.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

Answer known(const Result<KnownIndices>& indices) {
  return Answer()
      .set("mean", indices, &KnownIndices::mean)
      .set("var", indices, &KnownIndices::variance)
      .set("S1", indices, &KnownIndices::first)
      .set("ST", indices, &KnownIndices::total)
      .set("S13", indices, &KnownIndices::interaction_13);
}

json::Value ishigami(const Case& c) { return known(ishigami_indices(c.input.number("a"), c.input.number("b"))); }
json::Value g_function(const Case& c) { return known(g_function_indices(c.input.numbers("a"))); }

SobolRuns runs(const Case& c) { return {c.input.numbers("yA"), c.input.numbers("yB"), c.input.matrix("yAB")}; }

json::Value estimators(const Case& c) {
  const auto result = sobol_indices(runs(c));
  return Answer()
      .set("var_pooled_pop", result, &SobolIndices::variance)
      .set("S1_saltelli2010", result, &SobolIndices::first_raw)
      .set("S1_saltelli2010_centred", result, &SobolIndices::first)
      .set("S1_jansen", result, &SobolIndices::first_jansen)
      .set("ST_jansen", result, &SobolIndices::total)
      .set("ST_homma", result, &SobolIndices::total_homma);
}

/// COINr divides by the sample variance of all 2N outputs.
json::Value coinr(const Case& c) {
  const SobolRuns outputs = runs(c);
  const double all = 2 * static_cast<double>(outputs.a.size());
  const auto result = sobol_indices(outputs);
  const auto shrunk = [&](std::vector<double> SobolIndices::*member) {
    return mapped(result, [&](const SobolIndices& s) {
      std::vector<double> values = s.*member;
      for (double& value : values) value *= (all - 1) / all;
      return values;
    });
  };
  return Answer()
      .set("Si", shrunk(&SobolIndices::first_raw))
      .set("STi", shrunk(&SobolIndices::total))
      .set("var", mapped(result, [&](const SobolIndices& s) { return s.variance * all / (all - 1); }));
}

json::Value smaa(const Case& c) {
  constexpr std::uint64_t kDraws = 200'000;
  const Matrix x = c.input.matrix("X");
  if (x.empty() || x.front().empty()) throw BadCase("no unit, or no criterion");
  const std::vector<double> uniform(x.front().size(), 1);
  const auto result = x.front().size() == 2 ? acceptability_exact(x) : acceptability(x, uniform, kDraws, 1, 2);
  Answer answer;
  answer.set("acceptability", result, &Acceptability::rank).set("rank1", mapped(result, [](const Acceptability& a) {
                                                                  std::vector<double> first;
                                                                  for (const auto& row : a.rank)
                                                                    first.push_back(row.front());
                                                                  return first;
                                                                }));
  answer.set("pairwise", result, &Acceptability::beats);
  for (std::size_t i = 0; i < x.size(); ++i)
    answer.set("central_weight_alt" + std::to_string(i + 1),
               mapped(result, [&](const Acceptability& a) { return a.central_weight[i]; }));
  return answer;
}

json::Value dirichlet(const Case& c) {
  const auto result = dirichlet_moments(c.input.numbers("alpha"));
  return Answer()
      .set("mean", result, &DirichletMoments::mean)
      .set("var", result, &DirichletMoments::variance)
      .set("cov12", mapped(result, [](const DirichletMoments& m) { return m.covariance.at(0).at(1); }));
}

constexpr Method kMethods[] = {
    {"sobol_analytic", ishigami},
    {"sobol_analytic_gfunction", g_function},
    {"sobol_estimators_from_evaluations", estimators},
    {"sobol_coinr_SA_estimate", coinr},
    {"smaa_acceptability_exact", smaa},
    {"smaa_acceptability", smaa},
    {"dirichlet_moments", dirichlet},
};

}  // namespace

std::span<const Method> sensitivity_methods() { return kMethods; }

}  // namespace boussole::vectors
