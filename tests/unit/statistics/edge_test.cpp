// Nothing but finite numbers crosses the room's edge: every family, fed with numbers as large, as small and as uneven
// as doubles can be, answers a finite number or says why not.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "engine/statistics/aggregate.h"
#include "engine/statistics/bursts.h"
#include "engine/statistics/change_points.h"
#include "engine/statistics/clustering.h"
#include "engine/statistics/dissimilarity.h"
#include "engine/statistics/diversity.h"
#include "engine/statistics/inequality.h"
#include "engine/statistics/integrity.h"
#include "engine/statistics/multivariate.h"
#include "engine/statistics/normalise.h"
#include "engine/statistics/ordinal.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/random_effects.h"
#include "engine/statistics/replicates.h"
#include "engine/statistics/representativeness.h"
#include "engine/statistics/sensitivity.h"
#include "engine/statistics/survival.h"
#include "engine/statistics/survival_compare.h"
#include "engine/statistics/two_samples.h"
#include "engine/statistics/weighting.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {

using Numbers = std::vector<double>;
using Answers = std::vector<double>;

Answers of(const Result<double>& result) { return result ? Answers{*result} : Answers{}; }
Answers of(const Result<Range>& result) { return result ? Answers{result->low, result->high} : Answers{}; }
template <class T, class... Members>
Answers of(const Result<T>& result, Members... members) {
  return result ? Answers{static_cast<double>((*result).*members)...} : Answers{};
}

struct Named {
  std::string name;
  std::function<Answers(const Numbers&, const Numbers&)> call;
};

const std::vector<Named>& families() {
  static const std::vector<Named> all{
      {"gini", [](auto& a, auto&) { return of(gini(a)); }},
      {"gini corrected", [](auto& a, auto&) { return of(gini_corrected(a)); }},
      {"jackknife", [](auto& a, auto&) { return of(gini_jackknife(a), &GiniJackknife::se, &GiniJackknife::bias); }},
      {"linearised", [](auto& a, auto&) { return of(gini_linearised_se(a)); }},
      {"weighted gini", [](auto& a, auto& b) { return of(gini_weighted(a, b)); }},
      {"top share", [](auto& a, auto&) { return of(top_share(a, 0.1)); }},
      {"theil", [](auto& a, auto&) { return of(theil_t(sorted_runs(a))); }},
      {"deviation", [](auto& a, auto&) { return of(mean_log_deviation(sorted_runs(a))); }},
      {"atkinson", [](auto& a, auto&) { return of(atkinson(sorted_runs(a), 2)); }},
      {"atkinson far", [](auto& a, auto&) { return of(atkinson(sorted_runs(a), 50)); }},
      {"variation", [](auto& a, auto&) { return of(variation_population(sorted_runs(a))); }},
      {"herfindahl", [](auto& a, auto&) { return of(herfindahl(sorted_runs(a))); }},
      {"palma", [](auto& a, auto&) { return of(palma(sorted_runs(a))); }},
      {"hoover", [](auto& a, auto&) { return of(hoover(sorted_runs(a))); }},
      {"hill", [](auto& a, auto&) { return of(hill_of_shares(a, 1)); }},
      {"hill half", [](auto& a, auto&) { return of(hill_of_shares(a, 0.5)); }},
      {"hill far", [](auto& a, auto&) { return of(hill_of_shares(a, 40)); }},
      {"bray", [](auto& a, auto& b) { return of(dissimilarity(a, b, Dissimilarity::bray)); }},
      {"horn", [](auto& a, auto& b) { return of(dissimilarity(a, b, Dissimilarity::horn)); }},
      {"morisita", [](auto& a, auto& b) { return of(dissimilarity(a, b, Dissimilarity::morisita)); }},
      {"chao", [](auto& a, auto& b) { return of(dissimilarity(a, b, Dissimilarity::chao)); }},
      {"euclidean", [](auto& a, auto& b) { return of(dissimilarity(a, b, Dissimilarity::euclidean)); }},
      {"manhattan", [](auto& a, auto& b) { return of(dissimilarity(a, b, Dissimilarity::manhattan)); }},
      {"partition",
       [](auto& a, auto& b) {
         return of(hill_partition(std::vector<Numbers>{a, b}, 2), &Partition::alpha, &Partition::beta);
       }},
      {"variation distance", [](auto& a, auto& b) { return of(total_variation(a, b)); }},
      {"jensen", [](auto& a, auto& b) { return of(jensen_shannon(a, b)); }},
      {"hellinger", [](auto& a, auto& b) { return of(hellinger(a, b)); }},
      {"fit",
       [](auto& a, auto& b) {
         return of(goodness_of_fit(a, b), &GoodnessOfFit::chi_squared, &GoodnessOfFit::p, &GoodnessOfFit::g_squared,
                   &GoodnessOfFit::min_expected);
       }},
      {"min max", [](auto& a, auto& b) { return of(score_min_max(a, b)); }},
      {"min mean", [](auto& a, auto& b) { return of(score_min_mean(a, b)); }},
      {"post-stratification",
       [](auto& a, auto& b) {
         return of(post_stratification(a, b), &PostStratification::design_effect, &PostStratification::effective_n);
       }},
      {"kish", [](auto& a, auto&) { return of(kish(a), &KishEffect::design_effect); }},
      {"independence",
       [](auto& a, auto& b) {
         return of(chi_squared_independence(std::vector<Numbers>{a, b}), &Independence::chi_squared,
                   &Independence::cramers_v_corrected);
       }},
      {"agreement", [](auto& a, auto&) { return of(agreement(a)); }},
      {"tastle", [](auto& a, auto&) { return of(consensus_tastle(a)); }},
      {"esteban", [](auto& a, auto&) { return of(esteban_ray(a, 1.3)); }},
      {"bimodality", [](auto& a, auto&) { return of(bimodality(a), &Bimodality::sample, &Bimodality::population); }},
      {"dip", [](auto& a, auto&) { return of(dip(a)); }},
      {"dispersion", [](auto& a, auto&) { return of(index_of_dispersion(a), &Dispersion::ratio, &Dispersion::p); }},
      {"burstiness", [](auto& a, auto&) { return of(burstiness(a)); }},
      {"rhythm", [](auto& a, auto&) { return of(hour_rhythm(a), &HourRhythm::p, &HourRhythm::mean_hour); }},
      {"wilson", [](auto& a, auto& b) { return of(wilson(a[0], b[0], 0.95)); }},
      {"jeffreys", [](auto& a, auto& b) { return of(jeffreys(a[0], b[0], 0.95)); }},
      {"clopper", [](auto& a, auto& b) { return of(clopper_pearson(a[0], b[0], 0.95)); }},
      {"agresti", [](auto& a, auto& b) { return of(agresti_coull(a[0], b[0], 0.95)); }},
      {"newcombe",
       [](auto& a, auto& b) {
         const auto d = newcombe(a[0], b[0], a[1], b[1], 0.95);
         return d ? Answers{d->difference, d->interval.low, d->interval.high} : Answers{};
       }},
      {"miettinen",
       [](auto& a, auto& b) {
         const auto d = miettinen_nurminen(a[0], b[0], a[1], b[1], 0.95);
         return d ? Answers{d->difference, d->interval.low, d->interval.high} : Answers{};
       }},
      {"clusters",
       [](auto& a, auto& b) {
         const std::vector<Cluster> clusters{{b[0], a[0]}, {b[1], a[1]}, {b[2], a[2]}};
         const auto share = wilson_clustered(clusters, 0.95);
         return share ? Answers{share->share, share->se, share->effective_n, share->interval.low} : Answers{};
       }},
      {"welch",
       [](auto& a, auto& b) {
         const auto t = welch(a, b, 0.95);
         return t ? Answers{t->t, t->df, t->p, t->interval.low, t->interval.high} : Answers{};
       }},
      {"hedges", [](auto& a, auto& b) { return of(hedges_g(a, b)); }},
      {"ranks", [](auto& a, auto& b) { return of(mann_whitney(a, b), &RankTest::u, &RankTest::p_asymptotic); }},
      {"cliff",
       [](auto& a, auto& b) {
         const auto d = cliff_delta(a, b, 0.95);
         return d ? Answers{d->delta, d->interval.low, d->interval.high} : Answers{};
       }},
      {"permutation",
       [](auto& a, auto& b) {
         return of(permutation_test(a, b, 10, 1), &PermutationTest::difference, &PermutationTest::p_two);
       }},
      {"effects",
       [](auto& a, auto& b) {
         const auto e = random_effects(a, b, HeterogeneityMethod::reml, 0.95);
         return e ? Answers{e->mean,
                            e->se,
                            e->tau2,
                            e->i2,
                            e->q,
                            e->shrunk[0],
                            e->shrunk_se[0],
                            e->prediction.low,
                            e->hartung_knapp.low}
                  : Answers{};
       }},
      {"shifts",
       [](auto& a, auto&) {
         const auto s = mean_shifts(a, 0.4, 1);
         return s ? Answers{s->rss[0], s->bic[0], s->segment_means[0]} : Answers{};
       }},
      {"pettitt", [](auto& a, auto&) { return of(pettitt(a), &Pettitt::k, &Pettitt::p); }},
      {"trend", [](auto& a, auto&) { return of(mann_kendall(a), &Trend::z, &Trend::slope); }},
      {"autocorrelation", [](auto& a, auto&) { return of(first_autocorrelation(a)); }},
      {"quantile", [](auto& a, auto&) { return of(quantile(a, 0.3, QuantileType::type7)); }},
      {"pearson", [](auto& a, auto& b) { return of(pearson(a, b)); }},
      {"spearman", [](auto& a, auto& b) { return of(spearman(a, b)); }},
      {"shift", [](auto& a, auto& b) { return of(rank_shift(a, b), &RankShift::mean_absolute, &RankShift::kendall); }},
      {"radius",
       [](auto& a, auto& b) {
         const auto r = stability_radius(a, b, Numbers(a.size(), 1));
         return r && *r ? Answers{**r} : Answers{};
       }},
      {"means",
       [](auto& a, auto& b) {
         std::vector<std::optional<double>> x(a.begin(), a.end());
         Answers answers;
         for (const double p : {-2.0, -1.0, 0.0, 1.0, 3.0})
           if (const auto mean = power_mean(x, b, p)) answers.push_back(*mean);
         return answers;
       }},
      {"normalised",
       [](auto& a, auto&) {
         std::vector<std::optional<double>> x(a.begin(), a.end());
         Answers answers;
         for (const auto& y : {normalise_min_max(x, 0, 1), normalise_z(x), normalise_fraction_of_max(x),
                               normalise_goalposts(x, -1, 1, 1, false), normalise_to_target(x, 3, false)})
           if (y)
             for (const auto& value : *y) answers.push_back(*value);
         return answers;
       }},
      {"winsorised",
       [](auto& a, auto&) {
         std::vector<std::optional<double>> x(a.begin(), a.end());
         return of(winsorise(x, 2, 3.5, 2), &Winsorised::skewness_after, &Winsorised::kurtosis_after);
       }},
      {"cronbach",
       [](auto& a, auto& b) {
         return of(cronbach(std::vector<Numbers>{a, b, Numbers(a.size(), 1)}), &CronbachAlpha::raw,
                   &CronbachAlpha::standardised);
       }},
      {"entropy weights",
       [](auto& a, auto& b) {
         const auto w = entropy_weights(std::vector<Numbers>{a, b});
         return w ? w->weights : Answers{};
       }},
      {"critic",
       [](auto& a, auto& b) {
         const auto w = critic_weights(std::vector<Numbers>{a, b, Numbers(a.size(), 1)});
         return w ? *w : Answers{};
       }},
      {"sobol",
       [](auto& a, auto& b) {
         SobolRuns runs{a, b, {}};
         for (const double y : b) runs.by_column.push_back({y});
         const auto s = sobol_indices(runs);
         return s ? Answers{s->variance, s->first[0], s->total[0], s->total_homma[0], s->first_raw[0]} : Answers{};
       }},
      {"replicates",
       [](auto& a, auto& b) {
         Answers answers;
         for (const auto& r :
              {percentile_interval(a, 0.9), basic_interval(a, b[0], 0.9), normal_interval(a, b[0], 0.9)})
           if (r) answers.push_back(r->low), answers.push_back(r->high);
         if (const auto bca = bca_interval(a, b[0], b, 0.9)) answers.push_back(bca->acceleration);
         return answers;
       }},
      {"survival",
       [](auto& a, auto&) {
         std::vector<FollowUp> sample;
         for (std::size_t i = 0; i < a.size(); ++i) sample.push_back({a[i], i % 3 != 0});
         const auto curve = kaplan_meier(sample);
         if (!curve) return Answers{};
         Answers answers;
         for (const SurvivalStep& step : curve->steps) {
           answers.push_back(step.survival), answers.push_back(step.greenwood);
           for (const auto kind :
                {BandKind::plain, BandKind::log, BandKind::log_log, BandKind::logit, BandKind::arcsin})
             if (const auto band = survival_band(step, kind, 0.95))
               answers.push_back(band->low), answers.push_back(band->high);
         }
         if (const auto mean = restricted_mean(*curve, 1)) answers.push_back(mean->value), answers.push_back(mean->se);
         return answers;
       }},
      {"cox",
       [](auto& a, auto& b) {
         std::vector<FollowUp> sample;
         std::vector<Numbers> x;
         for (std::size_t i = 0; i < a.size(); ++i) sample.push_back({a[i], i % 3 != 0}), x.push_back({b[i]});
         const auto fit = cox(sample, x, Ties::efron);
         return fit ? Answers{fit->coefficient[0], fit->se[0], fit->hazard_ratio[0], fit->log_likelihood, fit->p}
                    : Answers{};
       }},
      {"clustering",
       [](auto& a, auto& b) {
         std::vector<Numbers> points;
         for (std::size_t i = 0; i < a.size(); ++i) points.push_back({a[i], b[i]});
         const auto found = kmeans_best(points, 2, 2, 1);
         if (!found) return Answers{};
         const auto s = silhouette(points, found->cluster);
         return s ? Answers{found->within, s->mean} : Answers{found->within};
       }},
  };
  return all;
}

/// Lists of numbers of every size, some equal, some nothing, some giants.
Numbers hostile(std::uint64_t number, std::size_t n) {
  static const double kNumbers[] = {0,     0,     1,      1,       2,       3,     5e-324, 1e-308, 1e-300,  1e-160,
                                    1e-15, 1e-10, 1e10,   1e15,    1e100,   1e155, 1e300,  1e308,  1.7e308, 0.1,
                                    -1,    -1e10, -1e308, -5e-324, -1e-160, 1e7,   1e9,    7,      42,      0.5};
  RandomStream random(number, 12, 0);
  // Half of the lists know no negative number: those pass more doors.
  const std::uint64_t choices = number % 2 == 0 ? 20 : std::size(kNumbers);
  Numbers values(n);
  for (double& value : values) value = kNumbers[random.below(choices)];
  return values;
}

}  // namespace

TEST_CASE("only finite numbers cross the edge") {
  for (const Named& family : families()) {
    std::size_t answered = 0;
    for (std::uint64_t number = 0; number < 400; ++number) {
      const std::size_t n = 3 + number % 8;
      const Numbers a = hostile(number, n), b = hostile(number + 1000, n);
      for (const double answer : family.call(a, b)) {
        ++answered;
        if (std::isfinite(answer)) continue;
        FAIL_CHECK(family.name << " let " << answer << " through, list " << number);
        break;
      }
    }
    // A door that lets nothing through would prove nothing.
    INFO(family.name);
    CHECK(answered > 0);
  }
}

TEST_CASE("NaN is refused at every door") {
  for (const Named& family : families())
    for (const double bad : {generate::kNaN, generate::kInf, -generate::kInf}) {
      const Numbers a(6, bad), b{6, 5, 4, 3, 2, 1};
      // The first list is what every family reads.
      if (!family.call(a, b).empty()) FAIL_CHECK(family.name << " answers to " << bad);
    }
}
