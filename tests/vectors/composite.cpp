// Family h: normalising, aggregating, weighting.
#include <algorithm>
#include <cmath>

#include "engine/statistics/aggregate.h"
#include "engine/statistics/multivariate.h"
#include "engine/statistics/normalise.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

Direction direction(const Case& c) { return c.params.number_or("direction", 1) < 0 ? Direction::down : Direction::up; }

/// A whole column that is not defined is not defined for any unit.
json::Value column(const Case& c, const Normalised& y) {
  if (y) return to_value(*y);
  json::Array cells;
  for (std::size_t i = 0; i < c.input.numbers_or_null("x").size(); ++i) cells.push_back(to_value(y.error()));
  return json::Value(std::move(cells));
}

template <Normalised (*normalise)(Values, Direction)>
json::Value by_rank(const Case& c) {
  return Answer().set("y", column(c, normalise(c.input.numbers_or_null("x"), direction(c))));
}

json::Value min_max(const Case& c) {
  const auto ends = c.params.has("l_u") ? c.params.numbers("l_u") : std::vector<double>{0, 100};
  return Answer().set("y",
                      column(c, normalise_min_max(c.input.numbers_or_null("x"), ends.at(0), ends.at(1), direction(c))));
}

json::Value z_score(const Case& c) {
  const auto target = c.params.has("m_sd") ? c.params.numbers("m_sd") : std::vector<double>{0, 1};
  return Answer().set("y",
                      column(c, normalise_z(c.input.numbers_or_null("x"), target.at(0), target.at(1), direction(c))));
}

json::Value goalposts(const Case& c) {
  const auto x = c.input.numbers_or_null("x");
  const auto posts = c.params.numbers("posts");
  const double scale = c.params.number_or("scale", 1);
  const auto with = [&](bool cut, Direction way) {
    return column(c, normalise_goalposts(x, posts.at(0), posts.at(1), scale, cut, way));
  };
  return Answer()
      .set("y", with(true, Direction::up))
      .set("y_neg", with(true, Direction::down))
      .set("y_untrunc", with(false, Direction::up));
}

json::Value fraction_of_max(const Case& c) {
  return Answer().set("y", column(c, normalise_fraction_of_max(c.input.numbers_or_null("x"))));
}

json::Value scaled(const Case& c) {
  const auto ends = c.params.numbers("l_u");
  return Answer().set("y", column(c, normalise_scaled(c.input.numbers_or_null("x"), ends.at(0), ends.at(1),
                                                      c.params.number_or("scale", 1))));
}

json::Value to_target(const Case& c) {
  return Answer().set(
      "y", column(c, normalise_to_target(c.input.numbers_or_null("x"), c.params.number("target"),
                                         c.params.flag_or("cap", c.params.flag_or("cap_max", false)), direction(c))));
}

/// The distance to the best unit: min-max on 0 to 1.
json::Value to_max(const Case& c) {
  return Answer().set("y", column(c, normalise_min_max(c.input.numbers_or_null("x"), 0, 1, direction(c))));
}

/// The distance to one of the units, by its number from 1.
json::Value to_reference(const Case& c) {
  const auto x = c.input.numbers_or_null("x");
  const auto unit = c.params.count("iref");
  return Answer().set(
      "y", column(c, normalise_to_target(x, x.at(unit - 1).value(),
                                         c.params.flag_or("cap_max", c.params.flag_or("cap", false)), direction(c))));
}

json::Value band(const Case& c) {
  const auto b = c.params.numbers("band");
  return Answer().set("y", column(c, normalise_band(c.input.numbers_or_null("x"), b.at(0), b.at(1), b.at(2), b.at(3))));
}

json::Value means(const Case& c) {
  const auto x = c.input.numbers_or_null("x");
  const auto w = c.input.has("w") ? c.input.numbers("w") : std::vector<double>(x.size(), 1);
  Answer answer;
  answer.set("amean", power_mean(x, w, 1)).set("gmean", power_mean(x, w, 0)).set("hmean", power_mean(x, w, -1));
  // "genmean_m2" asks for the power -2, "genmean_2" for 2.
  constexpr std::string_view kPrefix = "genmean_";
  for (const std::string& name : c.expected.names()) {
    if (!name.starts_with(kPrefix)) continue;
    std::string power = name.substr(kPrefix.size());
    if (power.starts_with("m")) power[0] = '-';
    answer.set(name, power_mean(x, w, std::stod(power)));
  }
  return answer;
}

json::Value copeland_scores(const Case& c) {
  const auto result = copeland(c.input.matrix("X"), c.input.numbers("w"));
  return Answer().set("outrank", result, &Copeland::outrank).set("score", result, &Copeland::score);
}

json::Value winsorised(const Case& c) {
  const auto result = winsorise(c.input.numbers_or_null("x"), c.params.number_or("skew", 2),
                                c.params.number_or("kurt", 3.5), c.params.count("winmax"));
  return Answer()
      .set("y", result, &Winsorised::values)
      .set("skew0", result, &Winsorised::skewness_before)
      .set("kurt0", result, &Winsorised::kurtosis_before)
      .set("skew1", result, &Winsorised::skewness_after)
      .set("kurt1", result, &Winsorised::kurtosis_after);
}

json::Value alpha(const Case& c) {
  const Matrix x = c.input.matrix("X");
  const auto result = cronbach(x);
  return Answer()
      .set("alpha_raw", result, &CronbachAlpha::raw)
      .set("alpha_std", result, &CronbachAlpha::standardised)
      .set("cor", correlations(x));
}

json::Value components(const Case& c) {
  auto result = principal_components(c.input.matrix("X"));
  if (result)
    for (auto& row : result->loadings)
      for (double& loading : row) loading = std::abs(loading);
  return Answer()
      .set("sdev", result, &PrincipalComponents::sd)
      .set("var_explained", result, &PrincipalComponents::explained)
      .set("abs_loadings", result, &PrincipalComponents::loadings);
}

json::Value by_entropy(const Case& c) {
  const auto result = entropy_weights(c.input.matrix("X"));
  return Answer().set("entropy", result, &EntropyWeights::entropy).set("weights", result, &EntropyWeights::weights);
}

json::Value by_critic(const Case& c) { return Answer().set("weights", critic_weights(c.input.matrix("X"))); }

json::Value main_effects(const Case& c) {
  return Answer().set("r2", linear_main_effects(c.input.matrix("X"), c.input.numbers("y")));
}

template <int power>
json::Value with_missing(const Case& c) {
  const auto result = mean_with_missing(c.input.numbers_or_null("x"), c.input.numbers("w"), power, c.input.number("lo"),
                                        c.input.number("hi"));
  Answer answer;
  answer.set("coverage", result, &MissingInterval::coverage)
      .set("lower", result, &MissingInterval::low)
      .set("upper", result, &MissingInterval::high);
  if (result && !result->available_case) return answer.set("available_case", Undefined{"nothing is there"});
  return answer.set("available_case", result, &MissingInterval::available_case);
}

json::Value robustness(const Case& c) {
  const auto result = rank_shift(c.input.numbers("ref"), c.input.numbers("alt"));
  return Answer()
      .set("mean_abs_shift", result, &RankShift::mean_absolute)
      .set("spearman", result, &RankShift::spearman)
      .set("kendall", result, &RankShift::kendall);
}

/// The case names countries only: the data it was computed from are not part of it.
json::Value whole_pipeline(const Case&) {
  throw MissingData("the ASEM data that the case was computed from are not in it");
}

constexpr Method kMethods[] = {
    {"normalise_minmax", min_max},
    {"normalise_zscore", z_score},
    {"normalise_rank", by_rank<normalise_rank>},
    {"normalise_borda", by_rank<normalise_borda>},
    {"normalise_percentile_rank", by_rank<normalise_percentile_rank>},
    {"normalise_goalposts", goalposts},
    {"normalise_fracmax", fraction_of_max},
    {"normalise_scaled", scaled},
    {"normalise_dist2target", to_target},
    {"normalise_dist2max", to_max},
    {"normalise_dist2ref", to_reference},
    {"normalise_target_band", band},
    {"aggregate_means", means},
    {"aggregate_means_na", means},
    {"copeland", copeland_scores},
    {"winsorise_skew_kurt", winsorised},
    {"cronbach_alpha", alpha},
    {"pca_correlation", components},
    {"entropy_weights", by_entropy},
    {"critic_weights", by_critic},
    {"pearson_correlation_ratio_linear", main_effects},
    {"weighted_mean_interval_missing", with_missing<1>},
    {"weighted_gmean_interval_missing", with_missing<0>},
    {"rank_robustness", robustness},
    {"asem_full_pipeline_scores", whole_pipeline},
};

}  // namespace

std::span<const Method> composite_methods() { return kMethods; }

}  // namespace boussole::vectors
