// Family c: participants against a reference population.
#include "engine/statistics/representativeness.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/statistics/response.h"
#include "engine/statistics/weighting.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

json::Value bundle(const Case& c) {
  const auto observed = c.input.numbers("observed"), reference = c.input.numbers("reference");
  const auto distance = total_variation(observed, reference), divergence = jensen_shannon(observed, reference);
  const auto fit = goodness_of_fit(observed, reference);
  double n = 0;
  for (const double o : observed) n += o;
  return Answer()
      .set("n", n)
      .set("tvd", distance)
      .set("gri", mapped(distance, [](double d) { return 1 - d; }))
      .set("js_divergence_bits", divergence)
      .set("js_distance", mapped(divergence, [](double d) { return std::sqrt(d); }))
      .set("hellinger", hellinger(observed, reference))
      .set("chisq", fit, &GoodnessOfFit::chi_squared)
      .set("df", fit, &GoodnessOfFit::df)
      .set("p", fit, &GoodnessOfFit::p)
      .set("cohen_w", fit, &GoodnessOfFit::cohen_w)
      .set("cramers_v_gof", fit, &GoodnessOfFit::cramers_v)
      .set("pearson_resid", fit, &GoodnessOfFit::pearson_residual)
      .set("stdres", fit, &GoodnessOfFit::standard_residual)
      .set("G2", fit, &GoodnessOfFit::g_squared)
      .set("rep_ratio", representation_ratios(observed, reference))
      .set("rscore_min_max", score_min_max(observed, reference))
      .set("rscore_min_mean", score_min_mean(observed, reference))
      .set("min_expected", fit, &GoodnessOfFit::min_expected);
}

/// Counts by key: groups unknown to the reference are left out, groups without users count 0.
struct Scored {
  std::vector<double> users, population;
};

Scored scored(const Case& c) {
  const Fields users(&c.input.get("user_counts")), population(&c.input.get("population_counts"));
  Scored result;
  for (const std::string& key : population.names()) {
    result.population.push_back(population.number(key));
    result.users.push_back(users.number_or(key, 0));
  }
  return result;
}

template <Result<double> (*score)(std::span<const double>, std::span<const double>)>
json::Value rscore(const Case& c) {
  const Scored s = scored(c);
  return Answer().set("score", score(s.users, s.population));
}

Result<double> similarity(std::span<const double> users, std::span<const double> population) {
  return mapped(total_variation(users, population), [](double d) { return 1 - d; });
}

json::Value gri_max(const Case& c) {
  const auto best = best_allocation(c.input.numbers("q"), c.input.count("n"));
  return Answer().set("alloc", best, &BestAllocation::people).set("gri_max", best, &BestAllocation::similarity);
}

json::Value null_tvd(const Case& c) {
  return Answer().set("e_tvd", expected_variation(c.input.numbers("q"), c.input.count("n")));
}

std::vector<Stratum> strata(const Case& c) {
  const auto population = c.input.numbers("N"), taking_part = c.input.numbers("n");
  std::vector<Stratum> result;
  for (std::size_t h = 0; h < population.size(); ++h) result.push_back({population[h], taking_part.at(h)});
  return result;
}

json::Value r_indicator(const Case& c) {
  const auto r = response_indicator(strata(c));
  return Answer()
      .set("rho", r, &ResponseIndicator::propensity)
      .set("rho_bar", r, &ResponseIndicator::mean_propensity)
      .set("S_pop", r, &ResponseIndicator::spread)
      .set("R", r, &ResponseIndicator::indicator)
      .set("S_unb", r, &ResponseIndicator::spread_unbiased)
      .set("R_unb", r, &ResponseIndicator::indicator_unbiased)
      .set("cv", r, &ResponseIndicator::variation)
      .set("partial_uncond_category", r, &ResponseIndicator::partial)
      .set("partial_uncond_var", r, &ResponseIndicator::partial_total)
      .set("R_lower_bound", r, &ResponseIndicator::lower_bound)
      .set("max_bias_CV", r, &ResponseIndicator::variation);
}

json::Value r_indicator_logistic(const Case& c) {
  std::vector<std::string> variables;
  std::vector<std::vector<std::size_t>> level;
  for (const std::string& name : c.input.names()) {
    if (name == "N" || name == "n") continue;
    std::map<std::string, std::size_t> number;
    const auto labels = c.input.texts(name);
    for (const std::string& label : labels) number.emplace(label, 0);
    std::size_t next = 0;
    for (auto& [label, id] : number) id = next++;
    level.emplace_back();
    for (const std::string& label : labels) level.back().push_back(number[label]);
    variables.push_back(name);
  }
  const auto model = response_model(strata(c), level);
  Answer answer;
  answer.set("coef", model, &ResponseModel::coefficient)
      .set("rho", model, &ResponseModel::propensity)
      .set("rho_bar", model, &ResponseModel::mean_propensity)
      .set("R", model, &ResponseModel::indicator);
  for (std::size_t v = 0; v < variables.size(); ++v)
    answer.set("Pu_" + variables[v], mapped(model, [&](const ResponseModel& m) { return m.unconditional[v]; }))
        .set("Pc_" + variables[v], mapped(model, [&](const ResponseModel& m) { return m.conditional[v]; }));
  return answer;
}

json::Value raking(const Case& c) {
  const auto base = c.input.numbers("base_weight");
  std::vector<Margin> margins;
  for (const std::string& name : c.input.names()) {
    if (!name.starts_with("margin_")) continue;
    const Fields targets(&c.input.get(name));
    const auto levels = targets.names();
    Margin margin;
    for (const std::string& level : levels) margin.target.push_back(targets.number(level));
    for (const std::string& label : c.input.texts(name.substr(7)))
      margin.level.push_back(static_cast<std::size_t>(std::ranges::find(levels, label) - levels.begin()));
    margins.push_back(std::move(margin));
  }
  const auto weights = rake(base, margins);
  Answer answer;
  answer.set("weights", weights);
  const auto effect = weights ? kish(*weights) : std::unexpected(weights.error());
  answer.set("deff_kish", effect, &KishEffect::design_effect).set("n_eff", effect, &KishEffect::effective_n);
  for (const std::string& name : c.params.names()) {
    const auto values = c.params.numbers(name);
    answer.set("mean_" + name, mapped(weights, [&](const std::vector<double>& w) {
                 double total = 0, weighted = 0;
                 for (std::size_t i = 0; i < w.size(); ++i) total += w[i], weighted += w[i] * values.at(i);
                 return weighted / total;
               }));
  }
  return answer;
}

json::Value ipf(const Case& c) {
  return Answer().set("fitted", fit_table(c.input.matrix("table"), c.input.numbers("row"), c.input.numbers("col")));
}

json::Value poststratified(const Case& c) {
  const auto observed = c.input.numbers("observed"), reference = c.input.numbers("reference");
  const auto result = post_stratification(observed, reference);
  Answer answer;
  if (result)
    answer.set("weights", result->weight);
  else if (const auto listed = weights_by_stratum(observed, reference)) {
    std::vector<Result<double>> weights;
    for (const auto& weight : *listed) weights.push_back(weight ? Result<double>(*weight) : undefined("empty stratum"));
    answer.set("weights", weights);
  } else {
    answer.set("weights", listed.error());
  }
  return answer.set("deff", result, &PostStratification::design_effect)
      .set("n_eff", result, &PostStratification::effective_n)
      .set("identity_chi2", result, &PostStratification::design_effect);
}

json::Value manski_share(const Case& c) {
  const auto bounds =
      share_bounds(c.input.number("observed_yes"), c.input.number("observed_no"), c.input.number("missing"));
  Answer answer;
  answer.set("lo", bounds, &MissingBounds::low).set("hi", bounds, &MissingBounds::high);
  if (bounds && !bounds->complete_case) return answer.set("complete_case", Undefined{"nobody is known"});
  return answer.set("complete_case", bounds, &MissingBounds::complete_case);
}

json::Value manski_tvd(const Case& c) {
  const auto bounds =
      variation_bounds(c.input.numbers("observed"), c.input.number("missing"), c.input.numbers("reference"));
  return Answer().set("lo", bounds, &Range::low).set("hi", bounds, &Range::high);
}

json::Value independence(const Case& c) {
  const auto test = chi_squared_independence(c.input.matrix("table"));
  return Answer()
      .set("chisq", test, &Independence::chi_squared)
      .set("df", test, &Independence::df)
      .set("p", test, &Independence::p)
      .set("cramers_v", test, &Independence::cramers_v)
      .set("cramers_v_bc", test, &Independence::cramers_v_corrected)
      .set("stdres", test, &Independence::standard_residual);
}

constexpr Method kMethods[] = {
    {"representativeness_bundle", bundle},
    {"rscore_min_max", rscore<score_min_max>},
    {"rscore_min_mean", rscore<score_min_mean>},
    {"rscore_prop_sim", rscore<similarity>},
    {"gri_max_largest_remainder", gri_max},
    {"tvd_expected_under_null", null_tvd},
    {"r_indicator_saturated", r_indicator},
    {"r_indicator_logistic_main_effects", r_indicator_logistic},
    {"raking", raking},
    {"ipf_table", ipf},
    {"poststratification_weights", poststratified},
    {"manski_bounds_share", manski_share},
    {"manski_bounds_tvd", manski_tvd},
    {"chisq_independence", independence},
};

}  // namespace

std::span<const Method> representativeness_methods() { return kMethods; }

}  // namespace boussole::vectors
