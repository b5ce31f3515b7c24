// Family i: comparing units, many tests at once, changes in time.
#include <algorithm>

#include "engine/statistics/adjust.h"
#include "engine/statistics/change_points.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/ranking.h"
#include "engine/statistics/two_samples.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

template <Adjustment how>
json::Value adjust(const Case& c) {
  const auto p = c.input.numbers_or_null("p");
  return Answer().set("adj", adjusted(std::span<const std::optional<double>>(p), how));
}

json::Value share_difference(const Case& c) {
  const double x1 = c.input.number("x1"), n1 = c.input.number("n1");
  const double x2 = c.input.number("x2"), n2 = c.input.number("n2");
  const double level = c.params.number_or("conf", 0.95);
  const auto interval = newcombe(x1, n1, x2, n2, level);
  const auto test = compare_shares(c.input.count("x1"), c.input.count("n1"), c.input.count("x2"), c.input.count("n2"));
  const auto or_undefined = [&](std::optional<double> ShareComparison::*member) -> Result<double> {
    if (!test) return std::unexpected(test.error());
    return (*test).*member ? Result<double>(*((*test).*member)) : undefined("both shares are at the same end");
  };
  return Answer()
      .set("diff", interval, &ShareDifference::difference)
      .set("newcombe10", interval, &ShareDifference::interval)
      .set("wald", wald_difference(x1, n1, x2, n2, level), &ShareDifference::interval)
      .set("miettinen_nurminen", miettinen_nurminen(x1, n1, x2, n2, level), &ShareDifference::interval)
      .set("chisq", or_undefined(&ShareComparison::chi_squared))
      .set("p_chisq", or_undefined(&ShareComparison::p_chi_squared))
      .set("p_fisher", test, &ShareComparison::p_fisher)
      .set("cohen_h", test, &ShareComparison::cohen_h);
}

json::Value two_sample(const Case& c) {
  const auto a = c.input.numbers("a"), b = c.input.numbers("b");
  const auto means = welch(a, b, c.params.number_or("conf", 0.95));
  const auto ranks = mann_whitney(a, b);
  return Answer()
      .set("diff", means, &WelchTest::difference)
      .set("welch_t", means, &WelchTest::t)
      .set("df", means, &WelchTest::df)
      .set("p", means, &WelchTest::p)
      .set("ci", means, &WelchTest::interval)
      .set("U", ranks, &RankTest::u)
      .set("p_mw_asym", ranks, &RankTest::p_asymptotic)
      .set("cliff_delta", cliff_delta(a, b, 0.95), &Dominance::delta)
      .set("hedges_g", hedges_g(a, b));
}

bool share_a_letter(const std::string& a, const std::string& b) { return a.find_first_of(b) != std::string::npos; }

/// "A-B" names a pair. Different are the pairs with p below alpha, as multcompView has it; no p, not shown different.
json::Value letters(const Case& c) {
  const Fields p(&c.input.get("p"));
  const double alpha = c.params.number_or("alpha", 0.05);
  std::vector<std::string> units;
  std::vector<std::pair<std::string, std::string>> apart;
  for (const std::string& key : p.names()) {
    const std::size_t dash = key.find('-');
    if (dash == std::string::npos) throw BadCase("a pair was expected: " + key);
    const std::pair pair(key.substr(0, dash), key.substr(dash + 1));
    for (const std::string& name : {pair.first, pair.second})
      if (std::ranges::find(units, name) == units.end()) units.push_back(name);
    if (p.number_or(key, 1) < alpha) apart.push_back(pair);
  }
  std::ranges::sort(units);
  const auto number = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(units, name) - units.begin());
  };
  std::vector<DifferentPair> different;
  for (const auto& [a, b] : apart) different.push_back({number(a), number(b)});
  const auto found = letter_display(units.size(), different);
  if (!found) return Answer().set("letters", found.error());
  Answer answer;
  for (std::size_t i = 0; i < units.size(); ++i) answer.set(units[i], (*found)[i]);
  return Answer().set("letters", json::Value(answer));
}

/// Which letters stand is free: only who shares one with whom says something, and that must be the same for all pairs.
std::optional<std::string> judge_letters(const Case&, const json::Value& got, const json::Value& expected, Tolerance) {
  const json::Value *mine = got.find("letters"), *theirs = expected.find("letters");
  if (!mine || !theirs || !theirs->as_object() || !mine->as_object()) return ".letters: no letters to compare";
  const Fields ours(mine), other(theirs);
  const auto units = other.names();
  if (ours.names().size() != units.size()) return ".letters: other units than expected";
  for (const std::string& a : units) {
    if (!ours.has(a)) return ".letters." + a + ": no answer";
    for (const std::string& b : units)
      if (share_a_letter(ours.text(a), ours.text_or(b, "")) != share_a_letter(other.text(a), other.text(b)))
        return ".letters: " + a + " and " + b + " are apart in one display and not in the other";
  }
  return std::nullopt;
}

json::Value bai_perron(const Case& c) {
  const auto y = c.input.numbers("y");
  const std::size_t most = c.expected.has("rss") ? c.expected.get("rss").size() - 1 : 5;
  const auto result = mean_shifts(y, c.params.number_or("h", 0.15), most);
  const double start = c.input.number_or("start", 1);
  return Answer()
      .set("break_index", result, &MeanShifts::breaks)
      .set("year", mapped(result,
                          [&](const MeanShifts& shifts) {
                            std::vector<double> years;
                            for (const std::size_t at : shifts.breaks)
                              years.push_back(start + static_cast<double>(at) - 1);
                            return years;
                          }))
      .set("rss", result, &MeanShifts::rss)
      .set("bic", result, &MeanShifts::bic)
      .set("segment_means", result, &MeanShifts::segment_means);
}

json::Value pettitt_test(const Case& c) {
  const auto result = pettitt(c.input.numbers("y"));
  return Answer().set("K", result, &Pettitt::k).set("index", result, &Pettitt::index).set("p", result, &Pettitt::p);
}

json::Value trend(const Case& c) {
  const auto result = mann_kendall(c.input.numbers("y"));
  return Answer()
      .set("S", result, &Trend::s)
      .set("var", result, &Trend::variance)
      .set("z", result, &Trend::z)
      .set("p", result, &Trend::p)
      .set("sen_slope", result, &Trend::slope);
}

json::Value permutation(const Case& c) {
  const auto result = permutation_test(c.input.numbers("a"), c.input.numbers("b"), 0, 0);
  return Answer()
      .set("diff", result, &PermutationTest::difference)
      .set("p_two", result, &PermutationTest::p_two)
      .set("p_greater", result, &PermutationTest::p_greater)
      .set("n_perm", result, &PermutationTest::permutations);
}

json::Value ranks(const Case& c) {
  const auto result = rank_intervals(c.input.numbers("est"), c.input.numbers("se"), c.params.number_or("alpha", 0.05));
  const auto ends = [&](std::uint64_t RankInterval::*end) {
    return mapped(result, [&](const std::vector<RankInterval>& intervals) {
      std::vector<std::uint64_t> places;
      for (const RankInterval& interval : intervals) places.push_back(interval.*end);
      return places;
    });
  };
  return Answer().set("best_rank", ends(&RankInterval::best)).set("worst_rank", ends(&RankInterval::worst));
}

json::Value tost(const Case& c) {
  std::optional<double> df;
  if (c.input.has("df")) df = c.input.number("df");
  return Answer().set("p", equivalence(c.input.number("diff"), c.input.number("se"), c.input.number("margin"), df));
}

constexpr Method kMethods[] = {
    {"p_adjust_holm", adjust<Adjustment::holm>},
    {"p_adjust_BH", adjust<Adjustment::benjamini_hochberg>},
    {"p_adjust_BY", adjust<Adjustment::benjamini_yekutieli>},
    {"p_adjust_hochberg", adjust<Adjustment::hochberg>},
    {"p_adjust_bonferroni", adjust<Adjustment::bonferroni>},
    {"p_adjust_none", adjust<Adjustment::none>},
    {"p_adjust_BH_na", adjust<Adjustment::benjamini_hochberg>},
    {"p_adjust_holm_na", adjust<Adjustment::holm>},
    {"proportion_difference", share_difference},
    {"two_sample", two_sample},
    {"compact_letter_display", letters, judge_letters},
    {"bai_perron_mean_shift", bai_perron},
    {"pettitt_test", pettitt_test},
    {"mann_kendall", trend},
    {"exact_permutation_mean_difference", permutation},
    {"rank_intervals_holm_pairwise", ranks},
    {"equivalence_tost", tost},
};

}  // namespace

std::span<const Method> comparison_methods() { return kMethods; }

}  // namespace boussole::vectors
