// Family e: times until an answer.
#include "engine/statistics/survival.h"

#include <algorithm>
#include <map>

#include "engine/statistics/survival_compare.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

std::vector<FollowUp> sample(const Case& c) {
  const auto time = c.input.numbers("time"), event = c.input.numbers("event");
  if (time.size() != event.size()) throw BadCase("as many events as times were expected");
  std::vector<FollowUp> result;
  for (std::size_t i = 0; i < time.size(); ++i) result.push_back({time[i], event[i] != 0});
  return result;
}

BandKind band_kind(const Case& c) {
  static const std::map<std::string, BandKind> kinds{{"plain", BandKind::plain},
                                                     {"log", BandKind::log},
                                                     {"log-log", BandKind::log_log},
                                                     {"logit", BandKind::logit},
                                                     {"arcsin", BandKind::arcsin}};
  const auto found = kinds.find(c.params.text_or("conf_type", "log-log"));
  if (found == kinds.end()) throw BadCase("unknown kind of band");
  return found->second;
}

/// The times asked about, or all.
std::vector<double> asked(const Case& c, const SurvivalCurve& curve) {
  if (c.params.has("times")) return c.params.numbers("times");
  if (c.expected.has("times")) return c.expected.numbers("times");
  std::vector<double> times;
  for (const SurvivalStep& step : curve.steps) times.push_back(step.time);
  return times;
}

json::Value kaplan_meier_curve(const Case& c) {
  const auto curve = kaplan_meier(sample(c));
  if (!curve) return Answer().set("median", curve.error());
  const double level = c.params.number_or("conf", 0.95);
  const BandKind kind = band_kind(c);
  const std::vector<double> times = asked(c, *curve);
  std::vector<std::optional<double>> survival, se, lower, upper;
  for (const double t : times) {
    survival.push_back(curve->survival_at(t));
    se.push_back(curve->error_at(t));
    const auto band = survival_band_at(*curve, t, kind, level);
    lower.push_back(band ? std::optional(band->low) : std::nullopt);
    upper.push_back(band ? std::optional(band->high) : std::nullopt);
  }
  Answer answer;
  answer.set("n", curve->n).set("events", curve->events);
  for (const auto& [name, p] : {std::pair{"median", 0.5}, {"q25", 0.25}, {"q75", 0.75}}) {
    const auto quantile = time_quantile(*curve, p, kind, level);
    answer.set(name, quantile, &TimeQuantile::value)
        .set(std::string(name) + "_lo", quantile, &TimeQuantile::low)
        .set(std::string(name) + "_hi", quantile, &TimeQuantile::high);
  }
  return answer.set("times", times)
      .set("surv", survival)
      .set("se_greenwood", se)
      .set("lower", lower)
      .set("upper", upper);
}

json::Value by_group(const Case& c) {
  const auto all = sample(c);
  const auto group = c.input.numbers("group");
  std::map<double, std::vector<FollowUp>> groups;
  for (std::size_t i = 0; i < all.size(); ++i) groups[group.at(i)].push_back(all[i]);
  std::vector<std::optional<double>> median, low, high;
  for (const auto& [id, members] : groups) {
    const auto curve = kaplan_meier(members);
    if (!curve) return Answer().set("median", curve.error());
    const auto quantile = time_quantile(*curve, 0.5, band_kind(c), c.params.number_or("conf", 0.95));
    median.push_back(quantile->value), low.push_back(quantile->low), high.push_back(quantile->high);
  }
  return Answer().set("median", median).set("lo", low).set("hi", high);
}

json::Value delayed(const Case& c) {
  const auto curve = kaplan_meier_delayed(c.input.numbers("entry"), sample(c));
  const auto column = [&](double SurvivalStep::*member) {
    return mapped(curve, [&](const SurvivalCurve& known) {
      std::vector<double> values;
      for (const SurvivalStep& step : known.steps) values.push_back(step.*member);
      return values;
    });
  };
  return Answer()
      .set("times", column(&SurvivalStep::time))
      .set("surv", column(&SurvivalStep::survival))
      .set("n_risk", column(&SurvivalStep::at_risk));
}

json::Value rmst(const Case& c) {
  const auto curve = kaplan_meier(sample(c));
  const auto result = curve ? restricted_mean(*curve, c.params.number("tau")) : std::unexpected(curve.error());
  return Answer().set("rmst", result, &RestrictedMean::value).set("se", result, &RestrictedMean::se);
}

json::Value incidence(const Case& c) {
  std::vector<std::uint32_t> status;
  for (const std::uint64_t s : c.input.counts("status")) status.push_back(static_cast<std::uint32_t>(s));
  const std::uint32_t kinds = status.empty() ? 0 : std::max(2u, *std::ranges::max_element(status));
  const auto result = cumulative_incidence(c.input.numbers("time"), status, kinds);
  Answer answer;
  answer.set("times", result, &CumulativeIncidence::times);
  for (std::uint32_t k = 0; k < kinds; ++k)
    answer.set("cif" + std::to_string(k + 1),
               mapped(result, [&](const CumulativeIncidence& known) { return known.share[k]; }));
  return answer;
}

json::Value g_rho(const Case& c) {
  const auto label = c.input.texts("group");
  std::map<std::string, std::uint32_t> number;
  for (const std::string& l : label) number.emplace(l, 0);
  std::uint32_t next = 0;
  for (auto& [l, id] : number) id = next++;
  std::vector<std::uint32_t> group;
  for (const std::string& l : label) group.push_back(number[l]);
  const auto result = log_rank(sample(c), group, c.params.number_or("rho", 0), c.params.number_or("gamma", 0));
  return Answer()
      .set("chisq", result, &LogRank::chi_squared)
      .set("df", result, &LogRank::df)
      .set("p", result, &LogRank::p)
      .set("observed", result, &LogRank::observed)
      .set("expected", result, &LogRank::expected);
}

/// Every column of the input but the times and events, in the order of the file.
std::vector<std::vector<double>> covariates(const Case& c, std::size_t n) {
  static constexpr std::string_view kFollowUp[] = {"time", "event"};
  std::vector<std::vector<double>> rows(n);
  for (const std::string& name : c.input.names()) {
    if (std::ranges::find(kFollowUp, name) != std::end(kFollowUp)) continue;
    const auto column = c.input.numbers(name);
    for (std::size_t i = 0; i < n; ++i) rows[i].push_back(column.at(i));
  }
  return rows;
}

Ties ties(const Case& c) { return c.params.text_or("ties", "efron") == "breslow" ? Ties::breslow : Ties::efron; }

json::Value cox_model(const Case& c) {
  const auto units = sample(c);
  const auto fit = cox(units, covariates(c, units.size()), ties(c));
  return Answer()
      .set("coef", fit, &CoxFit::coefficient)
      .set("se", fit, &CoxFit::se)
      .set("hr", fit, &CoxFit::hazard_ratio)
      .set("loglik", mapped(fit,
                            [](const CoxFit& f) {
                              return std::vector{f.log_likelihood_null, f.log_likelihood};
                            }))
      .set("lr", fit, &CoxFit::likelihood_ratio);
}

json::Value proportional(const Case& c) {
  const auto units = sample(c);
  const auto test = schoenfeld_test(units, covariates(c, units.size()), ties(c));
  return Answer().set("chisq", test, &ProportionalityTest::chi_squared).set("p", test, &ProportionalityTest::p);
}

constexpr Method kMethods[] = {
    {"kaplan_meier", kaplan_meier_curve},
    {"kaplan_meier_by_group", by_group},
    {"kaplan_meier_delayed_entry", delayed},
    {"restricted_mean", rmst},
    {"cumulative_incidence", incidence},
    {"logrank_G_rho", g_rho},
    {"cox_ph", cox_model},
    {"schoenfeld_test", proportional},
};

}  // namespace

std::span<const Method> survival_methods() { return kMethods; }

}  // namespace boussole::vectors
