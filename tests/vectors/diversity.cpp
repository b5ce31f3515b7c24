// Family a, within one space: Hill numbers, richness, coverage, rarefaction, entropy.
#include "engine/statistics/diversity.h"

#include <cmath>
#include <limits>

#include "engine/statistics/entropy.h"
#include "engine/statistics/richness.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

std::vector<CountBin> abundance(const Case& c) { return abundance_of(c.input.counts("counts")); }

double contributions(const std::vector<CountBin>& bins) {
  double n = 0;
  for (const CountBin& bin : bins) n += static_cast<double>(bin.value * bin.people);
  return n;
}

json::Value hill_numbers(const Case& c) {
  const auto a = abundance(c);
  const auto d1 = hill(a, 1), d2 = hill(a, 2), d0 = hill(a, 0);
  double types = 0;  // seen, which is a plain count: 0 of nothing
  for (const CountBin& bin : a) types += static_cast<double>(bin.people);
  const auto ratio = [](const Result<double>& top, const Result<double>& bottom) -> Result<double> {
    if (!top) return top;
    return *top / *bottom;
  };
  return Answer()
      .set("n", contributions(a))
      .set("richness", types)
      .set("shannon_nat", shannon(a))
      .set("hill0", d0)
      .set("hill05", hill(a, 0.5))
      .set("hill1", d1)
      .set("hill2", d2)
      .set("hill3", hill(a, 3))
      .set("hillInf", hill(a, std::numeric_limits<double>::infinity()))
      .set("gini_simpson", gini_simpson(a))
      .set("pielou", pielou(a))
      .set("hill_evenness_1", hill_evenness(a, 1))
      .set("hill_ratio_2_1", ratio(d2, d1))
      .set("hill_ratio_1_0", ratio(d1, d0));
}

json::Value chao1_and_ace(const Case& c) {
  const auto a = abundance(c);
  const auto coverage = sample_coverage(a);
  const auto richness = chao1_bias_corrected(a);
  return Answer()
      .set("f1", coverage, &Coverage::singletons)
      .set("f2", coverage, &Coverage::doubletons)
      .set("S.obs", richness, &Richness::observed)
      .set("S.chao1", richness, &Richness::estimate)
      .set("se.chao1", richness, &Richness::se)
      .set("S.ACE", ace(a));
}

json::Value coverage(const Case& c) {
  const auto result = sample_coverage(abundance(c));
  return Answer()
      .set("n", result, &Coverage::n)
      .set("f1", result, &Coverage::singletons)
      .set("f2", result, &Coverage::doubletons)
      .set("good_turing", result, &Coverage::good_turing)
      .set("chao_jost", result, &Coverage::chao_jost);
}

json::Value asymptotic(const Case& c) {
  const auto a = abundance(c);
  const auto entropy = shannon_chao(a);
  return Answer()
      .set("chao1", chao1(a), &Richness::estimate)
      .set("H_chao_wang_jost", entropy)
      .set("D1", mapped(entropy, [](double h) { return std::exp(h); }))
      .set("D2_mvue", simpson_unbiased(a));
}

json::Value rarefaction(const Case& c) {
  const auto result = rarefy(abundance(c), c.params.count("m"));
  return Answer().set("S", result, &Rarefied::types).set("se", result, &Rarefied::se);
}

json::Value at_size(const Case& c) {
  const auto a = abundance(c);
  const double m = c.params.number("m");
  return Answer()
      .set("SC", coverage_at_size(a, m))
      .set("q0", hill_at_size(a, 0, m))
      .set("q1", hill_at_size(a, 1, m))
      .set("q2", hill_at_size(a, 2, m));
}

json::Value at_coverage(const Case& c) {
  const auto a = abundance(c);
  const double wanted = c.params.number("coverage");
  Answer answer;
  answer.set("m", hill_at_coverage(a, 0, wanted), &HillAtCoverage::size);
  for (const int q : {0, 1, 2})
    answer.set("q" + std::to_string(q), hill_at_coverage(a, q, wanted), &HillAtCoverage::value);
  return answer;
}

json::Value chao1_ci(const Case& c) {
  const auto a = abundance(c);
  const auto richness = chao1(a);
  const auto interval = chao1_interval(a, c.params.number_or("conf", 0.95));
  return Answer()
      .set("observed", richness, &Richness::observed)
      .set("est", richness, &Richness::estimate)
      .set("se", richness, &Richness::se)
      .set("lo", interval, &Range::low)
      .set("hi", interval, &Range::high);
}

template <Result<double> (*estimator)(std::span<const std::uint64_t>)>
json::Value entropy(const Case& c) {
  const double unit = c.params.text_or("unit", "log") == "log2" ? std::log(2.0) : 1;
  return Answer().set("H", mapped(estimator(c.input.counts("counts")), [&](double h) { return h / unit; }));
}

constexpr Method kMethods[] = {
    {"hill_numbers_empirical", hill_numbers},
    {"chao1_bias_corrected_and_ACE", chao1_and_ace},
    {"sample_coverage", coverage},
    {"chao_asymptotic_hill", asymptotic},
    {"rarefaction_hurlbert", rarefaction},
    {"hill_rarefaction_size", at_size},
    {"hill_extrapolation_size", at_size},
    {"hill_at_coverage", at_coverage},
    {"chao1_ci_log", chao1_ci},
    {"entropy_ML", entropy<entropy_plug_in>},
    {"entropy_MM", entropy<entropy_miller_madow>},
    {"entropy_CS", entropy<entropy_chao_shen>},
    {"entropy_Jeffreys", entropy<entropy_jeffreys>},
    {"entropy_Laplace", entropy<entropy_laplace>},
    {"entropy_SG", entropy<entropy_schurmann_grassberger>},
    {"entropy_minimax", entropy<entropy_minimax>},
    {"entropy_shrink", entropy<entropy_shrink>},
};

}  // namespace

std::span<const Method> diversity_methods() { return kMethods; }

}  // namespace boussole::vectors
