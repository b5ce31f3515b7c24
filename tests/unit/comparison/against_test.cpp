#include "engine/scoring/compare_against.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "criteria/files.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"
#include "engine/scoring/compare_delays.h"
#include "engine/statistics/dunnett.h"
#include "engine/statistics/random.h"
#include "engine/statistics/resampling/portable_math.h"
#include "reports/compare.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using namespace boussole::engine;
using testing::small_set;
using testing::subject;

/// Three audits and the one they are held against, one indicator, all intervals as wide.
std::vector<Subject> four(double x, double y, double z) {
  const auto at = [](const char* name, double value) {
    return subject(name, {{"a1", value, value - 0.1, value + 0.1}});
  };
  return {at("x", x), at("held", 0.5), at("y", y), at("z", z)};
}

const ComparedIndicator& only_row(const Comparison& c) {
  REQUIRE(c.indicators.size() == 1);
  return c.indicators.front();
}

TEST_CASE("against one: each other less it, in the order given, and no pair among the others") {
  const Comparison c = compare(four(0.7, 0.4, 0.5), small_set(), 1);
  const auto& pairs = only_row(c).differences;
  REQUIRE(pairs.size() == 3);
  for (const PairDifference& pair : pairs) CHECK(pair.second == 1);
  CHECK((pairs[0].first == 0 && pairs[1].first == 2 && pairs[2].first == 3));
  CHECK(pairs[0].estimate.difference == Approx(0.2));
  CHECK(pairs[1].estimate.difference == Approx(-0.1));
  CHECK(only_row(c).ranks.empty());
}

TEST_CASE("the surest of three equal-width differences has Dunnett's p, the last one its own") {
  std::vector<PairDifference> pairs;
  AgainstRow row{{}, &pairs};
  for (const double value : {0.5, 0.75, 0.7, 0.6})
    row.figures.push_back(PrintedFigure{value, statistics::Range{value - 0.1, value + 0.1}, 0.95});
  for (std::size_t i = 1; i < 4; ++i)
    pairs.push_back({i, 0, difference_of(*row.figures[i], *row.figures[0]), std::nullopt, false});
  adjust_against({&row, 1}, 0, 0.95);
  // Half-widths sqrt(2) 0.1, so each difference shares half of its variance with the others: loads sqrt(1/2).
  const auto chance = [](double gap, std::size_t groups) {
    const std::vector<double> loads(groups, std::sqrt(0.5));
    return 1 - *statistics::dunnett_probability(1.959963984540054 * gap / std::sqrt(0.02), loads,
                                                std::numeric_limits<double>::infinity(),
                                                statistics::Alternative::two_sided);
  };
  CHECK(*pairs[0].adjusted == Approx(chance(0.25, 3)));
  CHECK(*pairs[1].adjusted == Approx(chance(0.2, 2)));
  CHECK(*pairs[2].adjusted == Approx(*pairs[2].estimate.p));
  CHECK(*pairs[0].adjusted < 3 * *pairs[0].estimate.p);  // less than Bonferroni's
  // 2.349: Dunnett's two-sided 5 % point for three groups and many degrees of freedom (Hsu 1996, table E.3: 2.35).
  REQUIRE(pairs[0].together);
  CHECK(pairs[0].together->high - 0.25 == Approx(2.349 / 1.96 * std::sqrt(0.02)).epsilon(0.002));
}

TEST_CASE("against one never promises more than chance: adjusted p is at least p and at most Holm's") {
  std::vector<AgainstRow> rows;
  std::vector<std::vector<PairDifference>> pairs(5);
  std::size_t m = 0;
  for (std::size_t r = 0; r < 5; ++r) {
    AgainstRow row{{PrintedFigure{0.5, statistics::Range{0.42, 0.61}, 0.95}}, &pairs[r]};
    for (std::size_t i = 1; i < 4; ++i) {
      const double value = 0.5 + 0.03 * double((r + 2) * i % 9);
      row.figures.push_back(PrintedFigure{value, statistics::Range{value - 0.02 * double(i), value + 0.06}, 0.95});
      pairs[r].push_back({i, 0, difference_of(*row.figures[i], *row.figures[0]), std::nullopt, false});
      ++m;
    }
    rows.push_back(row);
  }
  adjust_against(rows, 0, 0.95);
  for (const auto& row : pairs)
    for (const PairDifference& pair : row) {
      REQUIRE(pair.adjusted);
      CHECK(*pair.adjusted >= *pair.estimate.p);
      CHECK(*pair.adjusted <= std::min(1.0, double(m) * *pair.estimate.p) + 1e-12);
      CHECK(pair.together->low <= pair.estimate.interval->low);
      CHECK(pair.together->high >= pair.estimate.interval->high);
    }
}

TEST_CASE("three platforms alike against a fourth, on two indicators: a claim in about 5 % of families") {
  constexpr int kFamilies = 400;
  constexpr double kReach = 1.959963984540054;
  int claims = 0;
  for (int family = 0; family < kFamilies; ++family) {
    statistics::RandomStream random(11, 3, static_cast<std::uint64_t>(family));
    std::vector<std::vector<PairDifference>> pairs(2);
    std::vector<AgainstRow> rows;
    for (auto& differences : pairs) {
      AgainstRow row{{}, &differences};
      for (std::size_t i = 0; i < 4; ++i) {
        const double value = statistics::portable::normal_quantile(random.uniform_open());
        row.figures.push_back(PrintedFigure{value, statistics::Range{value - kReach, value + kReach}, 0.95});
        if (i > 0) differences.push_back({i, 0, difference_of(*row.figures[i], *row.figures[0]), std::nullopt, false});
      }
      rows.push_back(row);
    }
    adjust_against(rows, 0, 0.95);
    bool any = false;
    for (const auto& row : pairs)
      for (const PairDifference& pair : row) any = any || *pair.adjusted <= 0.05;
    claims += any;
  }
  CHECK(claims <= kFamilies * 0.083);  // 5 % and three standard errors
  CHECK(claims >= kFamilies * 0.02);
}

TEST_CASE("against one: figures without interval are given without a verdict") {
  std::vector<Subject> subjects = four(0.9, 0.4, 0.5);
  subjects[2] = subject("y", {{"a1", 0.4}});
  const Comparison c = compare(subjects, small_set(), 1);
  const auto& pairs = only_row(c).differences;
  CHECK(pairs[0].demonstrated);
  CHECK_FALSE(pairs[1].adjusted);
  CHECK_FALSE(pairs[1].together);
  CHECK(pairs[1].estimate.reason);
}

void give_wait(Subject& s, int days, double mean, double se) {
  for (IndicatorResult& r : s.audit.indicators)
    if (r.id == "a2") r.id = "sui-delai-reponse";
  for (IndicatorResult& r : s.audit.indicators) {
    if (r.id != "sui-delai-reponse") continue;
    const std::string id = "mean_within_" + std::to_string(days);
    r.parts.push_back({id, {"m", "m"}, mean});
    r.parts.push_back({id + "_se", {"e", "e"}, se});
  }
}

TEST_CASE("mean waits: the longest span that all have, compared even where no median was reached") {
  std::vector<Subject> two{subject("x", {{"a1", 0.5}}), subject("y", {{"a1", 0.5}})};
  for (Subject& s : two) give_wait(s, 90, 60, 3);
  give_wait(two[0], 365, 200, 8);
  CHECK(compared_delay(two)->days == 90);
  give_wait(two[1], 365, 170, 6);
  const Comparison c = compare(two, small_set());
  REQUIRE(c.delay);
  CHECK(c.delay->days == 365);
  REQUIRE(c.delay->differences.size() == 1);
  const DifferenceEstimate& e = c.delay->differences[0].estimate;
  CHECK(e.difference == Approx(30));
  CHECK(e.interval->low == Approx(30 - 1.959964 * 10));  // sqrt(8^2 + 6^2)
  CHECK(*e.p == Approx(0.0026998).epsilon(1e-4));        // three standard errors
  CHECK(c.delay->differences[0].demonstrated);
  CHECK(c.family == 1);
  two[1].audit.indicators.clear();
  CHECK_FALSE(compared_delay(two));
}

TEST_CASE("against one, in every format; the JSON holds to its schema") {
  std::vector<Subject> subjects = four(0.75, 0.4, 0.5);
  for (std::size_t i = 0; i < 4; ++i) give_wait(subjects[i], 90, 40 + 5 * double(i), 3);
  const Comparison c = compare(subjects, small_set(), 1);
  reports::CompareOptions options;
  options.report.language = Language::en;
  const std::string json = reports::write_comparison_json(c, options);
  const auto root = json::parse(json, "x.json");
  REQUIRE(root);
  for (const Error& error : json::violations(*root, criteria::schema("comparison-1"), "x.json"))
    FAIL_CHECK(error.in(Language::en));
  CHECK(json.find("\"against\": \"held\"") != std::string::npos);
  CHECK(json.find("p_holm") == std::string::npos);
  const std::string page = reports::write_markdown(reports::comparison_document(c, small_set(), options));
  CHECK(page.find("x, y and z against held") != std::string::npos);
  CHECK(page.find("with all the others at once: from") != std::string::npos);
  CHECK(page.find("Mean wait for an answer, stopped at") != std::string::npos);
  const std::string csv = reports::write_comparison_csv(c, small_set(), options);
  CHECK(csv.find("p_dunnett,verdict,reason,sentence,together_low,together_high") != std::string::npos);
  CHECK(csv.find("mean_wait,mean_within_90,") != std::string::npos);
}

}  // namespace
