#include "engine/scoring/scenarios.h"

#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "criteria/loader.h"
#include "engine/json/reader.h"
#include "engine/statistics/smaa.h"
#include "reports/scenarios.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using namespace boussole::engine;

AxisPoint known(double value) { return {value, std::nullopt, std::nullopt}; }
AxisPoint between(double value, double low, double high) { return {value, low, high}; }
const AxisPoint kUnknown{};

TEST_CASE("dominance needs every axis known") {
  const std::vector<AxisPoint> a{known(0.5), known(0.5), known(0.9)}, b{known(0.5), known(0.4), known(0.2)},
      c{known(0.9), known(0.1), known(0.1)}, d{known(0.1), known(0.1), kUnknown};
  CHECK(dominance_of(a, b).first_dominates());
  CHECK(dominance_of(b, a).second_dominates());
  CHECK_FALSE(dominance_of(a, a).first_dominates());
  const Dominance crossed = dominance_of(a, c);
  CHECK((crossed.ahead == 2 && crossed.behind == 1 && !crossed.first_dominates() && !crossed.second_dominates()));
  const Dominance open = dominance_of(a, d);
  CHECK((open.ahead == 2 && open.unknown == 1));
  CHECK_FALSE(open.first_dominates());
}

TEST_CASE("an unknown axis widens the score and never counts as zero in it") {
  // Weights 1/2, 1/4, 1/4; known 0.8 and 0.2; by hand: (0.4 + 0.05) / 0.75 = 0.6; from 0.45 to 0.70.
  const std::vector<AxisPoint> points{known(0.8), known(0.2), kUnknown};
  const std::vector<double> weights{0.5, 0.25, 0.25};
  const WeightedScore score = weighted_score(points, weights);
  CHECK(*score.arithmetic == Approx(0.6));
  CHECK(score.low == Approx(0.45));
  CHECK(score.high == Approx(0.70));
  CHECK(score.coverage == Approx(0.75));
  CHECK(*score.geometric == Approx(std::exp((0.5 * std::log(0.8) + 0.25 * std::log(0.2)) / 0.75)));
  CHECK(score.geometric_low == 0);
  CHECK(score.geometric_high == Approx(std::exp(0.5 * std::log(0.8) + 0.25 * std::log(0.2))));
  const std::vector<AxisPoint> nothing{kUnknown, kUnknown, kUnknown};
  const WeightedScore open = weighted_score(nothing, weights);
  CHECK_FALSE(open.arithmetic);
  CHECK((open.low == 0 && open.high == Approx(1) && open.coverage == 0));
}

TEST_CASE("with exact scores and two axes the places are the exact ones") {
  const std::vector<std::vector<double>> exact{{0.9, 0.1}, {0.5, 0.6}, {0.2, 0.8}};
  std::vector<std::vector<AxisPoint>> points;
  for (const auto& row : exact) points.push_back({known(row[0]), known(row[1])});
  const std::vector<double> uniform{1, 1};
  const auto truth = statistics::acceptability_exact(exact);
  REQUIRE(truth);
  const RobustRanks drawn = robust_ranks(points, uniform, 0.95, 40000, 3, 1);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(drawn.rank[i][j] == Approx(truth->rank[i][j]).margin(0.0125));  // five standard errors
      CHECK(drawn.beats[i][j] == Approx(truth->beats[i][j]).margin(0.0125));
    }
  for (std::size_t i = 0; i < 3; ++i) {
    REQUIRE(drawn.central_weights[i].has_value() == truth->central_weight[i].has_value());
    if (drawn.central_weights[i])
      CHECK((*drawn.central_weights[i])[0] == Approx((*truth->central_weight[i])[0]).margin(0.02));
  }
}

TEST_CASE("the draws are the same for any number of threads, and each row sums to 1") {
  const std::vector<std::vector<AxisPoint>> points{{between(0.7, 0.5, 0.9), kUnknown, known(0.2)},
                                                   {between(0.6, 0.5, 0.8), known(0.4), known(0.3)},
                                                   {kUnknown, kUnknown, kUnknown}};
  const std::vector<double> alpha{10, 6, 4};
  const RobustRanks one = robust_ranks(points, alpha, 0.95, 5000, 9, 1),
                    many = robust_ranks(points, alpha, 0.95, 5000, 9, 7);
  CHECK(one.rank == many.rank);
  CHECK(one.beats == many.beats);
  CHECK(one.central_weights == many.central_weights);
  for (const auto& row : one.rank) CHECK(row[0] + row[1] + row[2] == Approx(1));
}

TEST_CASE("nothing known gives no preference; an interval gives less than certainty") {
  const std::vector<double> alpha{5, 5};
  const std::vector<std::vector<AxisPoint>> blank{{kUnknown, kUnknown}, {kUnknown, kUnknown}};
  CHECK(robust_ranks(blank, alpha, 0.95, 20000, 1, 2).beats[0][1] == Approx(0.5).margin(0.02));
  const std::vector<std::vector<AxisPoint>> sure{{known(0.6), known(0.6)}, {known(0.5), known(0.5)}};
  CHECK(robust_ranks(sure, alpha, 0.95, 1000, 1, 1).beats[0][1] == 1);
  const std::vector<std::vector<AxisPoint>> vague{{between(0.6, 0.4, 0.8), known(0.6)}, {known(0.5), known(0.6)}};
  const double p = robust_ranks(vague, alpha, 0.95, 20000, 1, 1).beats[0][1];
  // P(Z > -0.1 / (0.2 / 1.96)) = P(Z > -0.98) = 0.8365, whatever the weights.
  CHECK(p == Approx(0.8365).margin(0.015));
}

TEST_CASE("Gower's distance of one dimension, by hand") {
  criteria::Position place;
  place.value = 0.9;
  place.tolerance = 0.2;
  CHECK(dimension_distance(0.8, place) == Approx(0.5));
  CHECK(dimension_distance(0.9, place) == 0);
  CHECK(dimension_distance(0.1, place) == 1);
  place.tolerance = 0.0;  // never finer than 0.1
  CHECK(dimension_distance(0.85, place) == Approx(0.5));
}

/// The built-in set with scores put by hand on the axes and on two indicators.
Subject town(const std::string& name, double axis_score, std::optional<double> coconstruction) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  Subject out;
  out.file = name;
  out.audit.platform_name = name;
  for (const criteria::Axis& axis : set.axes) {
    AxisScore score;
    score.id = axis.id;
    if (axis.id != "communs") {
      score.status = Status::ok;
      score.measured = GroupScore{axis_score, axis_score - 0.1, axis_score + 0.1, 0.8, axis_score};
    } else {
      score.reason = Message{"below_half", {"Moins de la moitié.", "Less than half."}};
    }
    out.audit.axes.push_back(score);
  }
  if (!coconstruction) return out;
  for (const char* id : {"pou-coconstruction", "deb-reciprocite"}) {
    IndicatorResult r;
    r.id = id;
    r.kind = "measured";
    r.status = Status::ok;
    r.value = 0.2;
    r.score = Score{*coconstruction, *coconstruction - 0.1, *coconstruction + 0.1};
    out.audit.indicators.push_back(r);
  }
  return out;
}

ScenarioReport run(const std::vector<Subject>& subjects, unsigned threads = 1) {
  ScenarioOptions options;
  options.draws = 2000;
  options.threads = threads;
  return scenarios(subjects, criteria::built_in("boussole"), criteria::built_in_scenarios(), options);
}

TEST_CASE("eight profiles, equal weights and any weights, in the order of the scenarios") {
  const std::vector<Subject> both{town("un", 0.7, 0.9), town("deux", 0.5, std::nullopt)};
  const ScenarioReport report = run(both);
  REQUIRE(report.profiles.size() == 10);
  CHECK(report.profiles[0].scenario == "s1-participative-2-0");
  CHECK(report.profiles[8].scenario.empty());
  CHECK(report.profiles[9].weights.empty());
  for (std::size_t k = 0; k < 9; ++k) {
    const ProfileResult& profile = report.profiles[k];
    CHECK(*profile.scores[0].arithmetic == Approx(0.7));
    CHECK(*profile.scores[0].geometric == Approx(0.7));
    CHECK(profile.scores[0].coverage < 1);
    CHECK(profile.scores[0].low < 0.7);
    // Ahead on every axis known to both: no weights reverse it.
    REQUIRE(profile.radii.size() == 1);
    CHECK_FALSE(profile.radii[0].share);
    CHECK(profile.radii[0].axes == 7);
  }
  CHECK_FALSE(report.dominance[0].first_dominates());  // one axis is unknown
  CHECK(report.dominance[0].unknown == 1);
}

TEST_CASE("a third audit changes no score of the first two") {
  const std::vector<Subject> two{town("un", 0.7, 0.9), town("deux", 0.5, 0.3)};
  std::vector<Subject> three = two;
  three.push_back(town("trois", 0.2, std::nullopt));
  const ScenarioReport before = run(two), after = run(three);
  for (std::size_t k = 0; k < 9; ++k)
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK(before.profiles[k].scores[i].arithmetic == after.profiles[k].scores[i].arithmetic);
      CHECK(before.profiles[k].scores[i].low == after.profiles[k].scores[i].low);
    }
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t s = 0; s < before.positions[i].size(); ++s)
      CHECK(before.positions[i][s].distance == after.positions[i][s].distance);
}

TEST_CASE("position: on observed dimensions only, and it says how far the unknown may take it") {
  const std::vector<Subject> one{town("un", 0.7, 0.9)};
  const ScenarioReport report = run(one);
  const auto& positions = report.positions[0];
  REQUIRE(positions.size() == 4);
  // Co-construction 0.9: scenario 3 stands at 0.9, scenario 1 at 0.35 with a tolerance of 0.25.
  CHECK(positions[2].distance == Approx(0).margin(1e-12));
  CHECK(positions[0].distance == 1);
  CHECK(positions[2].observed == 1);
  CHECK(positions[2].dimensions == 9);
  CHECK(positions[2].least == Approx(0).margin(1e-12));
  CHECK(positions[2].most == Approx(8.0 / 9));
  CHECK(positions[0].least == Approx(1.0 / 9));
  CHECK(positions[0].most == Approx(1));
  CHECK(positions[2].high > 0.2);  // its interval is felt
  const std::vector<Subject> nothing{town("un", 0.7, std::nullopt)};
  CHECK(run(nothing).positions[0].empty());
  // One declared, one measured: never averaged.
  std::vector<Subject> mixed = one;
  mixed[0].audit.indicators[0].kind = "declared";
  CHECK(run(mixed).positions[0].empty());
}

TEST_CASE("the reports of scenarios hold the same figures in every format, whatever the threads") {
  const std::vector<Subject> both{town("Ville <i>", 0.7, 0.9), town("deux", 0.5, 0.3)};
  reports::ScenarioReportOptions options;
  options.report.language = Language::en;
  options.tool_version = "1";
  const auto written = [&](unsigned threads) {
    const ScenarioReport report = run(both, threads);
    const auto document =
        reports::scenarios_document(report, criteria::built_in("boussole"), criteria::built_in_scenarios(), options);
    return std::vector<std::string>{reports::write_html(document), reports::write_markdown(document),
                                    reports::write_scenarios_json(report, options),
                                    reports::write_scenarios_csv(report, options)};
  };
  const auto one = written(1);
  CHECK(one == written(5));
  const auto json = json::parse(one[2], "scenarios.json");
  REQUIRE(json);
  CHECK(*json->find("profiles")->at(0)->find("scores")->at(0)->find("arithmetic")->as_double() == Approx(0.7));
  for (const std::size_t format : {0, 1}) {
    INFO(one[format]);
    CHECK(one[format].find("First, without any weights") < one[format].find("Scores under each set of weights"));
    CHECK(one[format].find("70 (") != std::string::npos);
    CHECK(one[format].find("no move of the weights reverses this order") != std::string::npos);
    CHECK(one[format].find("<i>") == std::string::npos);
  }
  CHECK(one[3].find("valeurs,,Ville <i>,") != std::string::npos);
}

TEST_CASE("every number of the scenarios is one row of the CSV, and its scores can be made again from it") {
  const std::vector<Subject> both{town("un", 0.7, 0.9), town("deux", 0.5, std::nullopt)};
  const ScenarioReport report = run(both);
  const reports::Sheet sheet = reports::scenarios_numbers(report);
  const auto text = [](const reports::Cell& cell) {
    const auto* held = std::get_if<std::string>(&cell);
    return held == nullptr ? std::string() : *held;
  };
  std::map<std::string, double> of;  // table|scenario|profile|audit|item|figure
  std::set<std::string> tables, keys;
  for (const auto& row : sheet.rows) {
    REQUIRE(row.size() == sheet.headings.size());
    std::string key;
    for (const std::size_t c : {0, 1, 2, 4, 6, 7}) key += text(row[c]) + "|";
    if (const auto* value = std::get_if<double>(&row[8])) of[key] = *value;
    tables.insert(text(row[0]));
    CHECK(keys.insert(key + text(row[3]) + "|" + text(row[5])).second);  // no row twice
  }
  for (const char* table : {"parameter", "axis", "weight", "score", "place", "ahead_of", "dominance", "stability",
                            "path", "observation", "spread", "lever"})
    CHECK(tables.contains(table));
  for (const engine::ProfileResult& profile : report.profiles) {
    if (profile.weights.empty()) continue;
    const std::string whose = profile.scenario + "|" + profile.profile + "|";
    for (const std::string& audit : report.labels) {
      double sum = 0, known = 0;
      for (const std::string& axis : report.axes) {
        const double weight = of.at("weight|" + whose + "|" + axis + "|weight|");
        const auto score = of.find("axis|||" + audit + "|" + axis + "|score|");
        if (score == of.end()) continue;  // not measured: never 0
        sum += weight * score->second;
        known += weight;
      }
      CHECK(of.at("score|" + whose + audit + "||arithmetic|") == Approx(sum / known));
      CHECK(of.at("score|" + whose + audit + "||arithmetic_low|") == Approx(sum));
      CHECK(of.at("score|" + whose + audit + "||arithmetic_high|") == Approx(sum + 1 - known));
    }
  }
}

}  // namespace
