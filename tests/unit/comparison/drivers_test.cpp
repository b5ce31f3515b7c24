// What moves the figures of scenarios: known answers, limits and invariance.
#include <catch2/catch.hpp>

#include <cmath>

#include "criteria/files.h"
#include "criteria/loader.h"
#include "criteria/weights.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"
#include "engine/scoring/compare_funnel.h"
#include "engine/scoring/compare_ranks.h"
#include "engine/scoring/compare_time.h"
#include "engine/scoring/measured_tree.h"
#include "engine/scoring/scenarios.h"
#include "engine/statistics/concordance.h"
#include "engine/statistics/random.h"
#include "engine/statistics/smaa_kernel.h"
#include "examples/seven/seven.h"
#include "reports/compare.h"
#include "reports/scenarios.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using namespace boussole::engine;
using testing::small_set;
using testing::subject;

AxisPoint known(double value) { return {value, std::nullopt, std::nullopt}; }

TEST_CASE("Kendall's W: by hand, without and with ties") {
  const std::vector<std::vector<double>> judges{{1, 2, 3, 4}, {1, 2, 3, 4}, {2, 2.5, 3, 1}};
  // Three judges, four items. Ranks of the third: 2, 3, 4, 1: sums 4, 7, 10, 9; mean 7.5; S = 12.25 + 0.25 + 6.25
  // + 2.25 = 21; W = 252 / 540.
  const auto some = statistics::kendall_w(judges);
  REQUIRE(some);
  CHECK(some->w == Approx(252.0 / 540));
  CHECK(some->chi_squared == Approx(3 * 3 * 252.0 / 540));
  const std::vector<std::vector<double>> same{{1, 1, 3}, {5, 5, 9}};
  CHECK(statistics::kendall_w(same)->w == Approx(1));  // ties do not lower full agreement
  const std::vector<std::vector<double>> level{{1, 1}, {2, 2}}, alone{{1, 2}};
  CHECK_FALSE(statistics::kendall_w(level));
  CHECK_FALSE(statistics::kendall_w(alone));
}

TEST_CASE("a path crosses where the two are level, exactly") {
  // Gaps 0.4 and -0.2: at (0.75, 0.25) lead 0.25; at (0.25, 0.75) lead -0.05; level at t = 0.25 / 0.30.
  const std::vector<AxisPoint> a{known(0.8), known(0.3)}, b{known(0.4), known(0.5)};
  const std::vector<double> from{0.75, 0.25}, to{0.25, 0.75};
  const PathPair pair = path_between(a, b, from, to);
  CHECK(pair.lead_from == Approx(0.25));
  CHECK(pair.lead_to == Approx(-0.05));
  REQUIRE(pair.crossing);
  CHECK(*pair.crossing == Approx(0.25 / 0.30));
  CHECK_FALSE(path_between(a, b, from, from).crossing);
  const std::vector<AxisPoint> blank{AxisPoint{}, AxisPoint{}};
  CHECK(path_between(a, blank, from, to).axes == 0);
}

TEST_CASE("an input that alone moves the score has all of its spread") {
  const criteria::CriteriaSet set = small_set();
  SpreadOptions options;
  options.profiles = {{0.5, 0.5}};
  options.kappa = 1e9;  // weights that do not move
  options.rows = 512;
  // Axis a exact at its middle, axis b noisy; geometric means and anchors move little.
  const std::vector<Subject> noisy{subject("x", {{"a1", 0.5}, {"a2", 0.5}, {"b1", 0.5, 0.1, 0.9}})};
  const auto spread = spreads(noisy, set, options);
  REQUIRE(spread.size() == 1);
  CHECK(spread[0].inputs[std::size_t(SpreadInput::sampling)].first > 0.9);
  CHECK(spread[0].inputs[std::size_t(SpreadInput::missing)].total == Approx(0).margin(1e-12));
  // With an axis unknown, the rule for gaps takes over.
  const std::vector<Subject> gap{subject("x", {{"a1", 0.5, 0.45, 0.55}, {"a2", 0.5}})};
  const auto open = spreads(gap, set, options);
  CHECK(open[0].inputs[std::size_t(SpreadInput::missing)].first > 0.5);
  for (const SpreadIndex& index : open[0].inputs) {
    CHECK(index.total_low <= index.total);
    CHECK(index.total <= index.total_high);
  }
  options.threads = 3;
  const auto again = spreads(gap, set, options);
  for (std::size_t k = 0; k < kSpreadInputs; ++k) CHECK(again[0].inputs[k].total == open[0].inputs[k].total);
  // Nothing is open: no index, and a reason.
  const std::vector<Subject> nothing{subject("x", {})};
  SpreadOptions still = options;
  still.rows = 16;
  CHECK(spreads(nothing, set, still)[0].low >= 0);
}

TEST_CASE("the tree gives back the published axis scores, and stretched anchors pull scores to the middle") {
  const criteria::CriteriaSet set = small_set();
  const Subject s = subject("x", {{"a1", 0.9}, {"a2", 0.7}, {"b1", 0.2}});
  const MeasuredTree tree = measured_tree(s.audit, set);
  const auto axes = read_tree(tree, {});
  REQUIRE(axes.size() == 2);
  CHECK(*axes[0] == Approx(s.audit.axes[0].measured->value));
  CHECK(*axes[1] == Approx(0.2));
  const auto wider = read_tree(tree, {{}, 0.1, false, 1.96});
  CHECK(*wider[1] == Approx((0.2 + 0.1) / 1.2));
}

TEST_CASE("a lever raises what it holds, keeps the unknown unknown and other audits as they were") {
  criteria::CriteriaSet set = small_set();
  set.levers = {{"offre", {"Offre", "Supply"}, {"?", "?"}}, {"usage", {"Usage", "Use"}, {"?", "?"}}};
  set.indicators[0].levers = {"offre"};
  set.indicators[3].levers = {"offre", "usage"};
  const std::vector<Subject> two{subject("x", {{"a1", 0.5, 0.4, 0.6}, {"a2", 0.5}}), subject("y", {{"b1", 0.9}})};
  LeverOptions options;
  options.profiles = {{0.5, 0.5}};
  options.draws = 500;
  const auto effects = lever_effects(two, set, options);
  REQUIRE(effects.size() == 4);
  CHECK(effects[0].raised == std::vector<std::string>{"a1"});
  CHECK(effects[0].unmeasured == 1);
  CHECK(*effects[0].after[0].value == Approx((0.75 + 0.5) / 2));
  CHECK_FALSE(effects[0].after[1].value);
  CHECK(*effects[0].first_after >= *effects[0].first_before);
  CHECK(effects[3].at_target == 1);  // 0.9 is beyond 0.75 already
  CHECK(effects[3].raised.empty());
}

TEST_CASE("a panel keeps every order, a minority of one too") {
  const std::vector<std::vector<AxisPoint>> points{{known(0.9), known(0.1)}, {known(0.2), known(0.8)}};
  const Panel panel = panel_of(
      {{"a", {"A", "A"}, "", {0.8, 0.2}}, {"b", {"B", "B"}, "", {0.2, 0.8}}, {"c", {"C", "C"}, "", {0.7, 0.3}}},
      points);
  REQUIRE(panel.orders.size() == 2);
  CHECK(panel.orders[0].members == std::vector<std::size_t>{0, 2});
  CHECK(panel.orders[0].order == std::vector<std::size_t>{0, 1});
  CHECK(panel.orders[1].members == std::vector<std::size_t>{1});
  CHECK(panel.axes[0].median == Approx(0.7));
  // Rank sums 5 and 4: S = 0.5; W = 12 * 0.5 / (9 * 6) = 1/9.
  CHECK(*panel.kendall_w == Approx(1.0 / 9));
}

TEST_CASE("weights to reverse an order do reverse it") {
  const std::vector<Subject> two{subject("x", {{"a1", 0.8}, {"a2", 0.8}, {"b1", 0.3}}),
                                 subject("y", {{"a1", 0.4}, {"a2", 0.4}, {"b1", 0.6}})};
  criteria::ScenarioSet scenarios;
  scenarios.baseline.id = "equal";
  scenarios.baseline.weights = {{"a", 0.5}, {"b", 0.5}};
  ScenarioOptions options;
  options.draws = 200;
  options.composite = true;
  const ScenarioReport report = engine::scenarios(two, small_set(), scenarios, options);
  REQUIRE(report.profiles.front().radii.size() == 1);
  const Radius& radius = report.profiles.front().radii.front();
  REQUIRE(radius.share);
  // Lead 0.5 * 0.4 - 0.5 * 0.3 = 0.05; each point moved from a to b takes 0.7: 0.05 / 0.7.
  CHECK(*radius.share == Approx(0.05 / 0.7));
  double x = 0, y = 0;
  for (std::size_t k = 0; k < 2; ++k) {
    x += radius.weights[k] * *report.points[0][k].value;
    y += radius.weights[k] * *report.points[1][k].value;
  }
  CHECK(x == Approx(y));
  CHECK(radius.weights[0] + radius.weights[1] == Approx(1));
  REQUIRE(report.composites.size() == 2);
  CHECK(*report.composites[0].value == Approx(0.55));
  CHECK(*report.composites[0].low <= 0.55);
  CHECK(*report.composites[0].best_place == 1);
  CHECK(*report.composites[0].worst_place == 2);
}

TEST_CASE("no composite below half of the axes, and none unless asked for") {
  criteria::ScenarioSet scenarios;
  scenarios.baseline.weights = {{"a", 0.5}, {"b", 0.5}};
  ScenarioOptions options;
  options.draws = 100;
  const std::vector<Subject> nothing{subject("x", {})};
  CHECK(engine::scenarios(nothing, small_set(), scenarios, options).composites.empty());
  options.composite = true;
  const auto report = engine::scenarios(nothing, small_set(), scenarios, options);
  CHECK_FALSE(report.composites[0].value);
  CHECK(report.composites[0].reason->code == "below_floor");
}

TEST_CASE("slopes only for one platform at several dates, and only where the difference is demonstrated") {
  const auto at = [](const char* date, double a1) {
    Subject out = subject("same", {{"a1", a1, a1 - 0.03, a1 + 0.03}, {"b1", 0.5, 0.3, 0.7}});
    out.audit.as_of = date;
    return out;
  };
  // The later one first: dates are put in order.
  const std::vector<Subject> two{at("2026-01-01", 0.7), at("2024-01-01", 0.3)};
  const Comparison c = compare(two, small_set());
  REQUIRE_FALSE(c.slopes.empty());
  bool seen = false;
  for (const Slope& slope : c.slopes) {
    CHECK(slope.earlier == 1);
    CHECK(slope.years == Approx(731 / 365.25));
    if (slope.id == "a1") {
      seen = true;
      REQUIRE(slope.per_year);
      CHECK(*slope.per_year == Approx(0.4 / (731 / 365.25)));
      CHECK(*slope.low < *slope.per_year);
    }
    if (slope.id == "b1") CHECK_FALSE(slope.per_year);
  }
  CHECK(seen);
  const std::vector<Subject> others{subject("x", {{"a1", 0.7, 0.6, 0.8}}), subject("y", {{"a1", 0.3, 0.2, 0.4}})};
  CHECK(compare(others, small_set()).slopes.empty());
}

TEST_CASE("places: shares of the draws sum to 1 and follow the order where it is sure") {
  const std::vector<Subject> two{subject("x", {{"a1", 0.8, 0.75, 0.85}, {"a2", 0.5, 0.3, 0.7}}),
                                 subject("y", {{"a1", 0.3, 0.25, 0.35}, {"a2", 0.5, 0.3, 0.7}})};
  Comparison c = compare(two, small_set());
  add_acceptabilities(c, small_set(), 4000, 1);
  CHECK(c.indicators[0].places[0][0] == 1);
  CHECK(c.indicators[1].places[0][0] == Approx(0.5).margin(0.04));
  for (const auto& row : c.indicators) CHECK(row.places[0][0] + row.places[0][1] == Approx(1));
}

TEST_CASE(
    "a funnel: chance alone puts few beyond its limits, one true outlier lies beyond, small ones are not blamed") {
  std::vector<Subject> many;
  for (int i = 0; i < 20; ++i) {
    const std::int64_t n = 50 + 40 * i;
    const double value = 0.4 + (i % 2 == 0 ? 0.6 : -0.6) * std::sqrt(0.24 / double(n)),
                 half = 1.96 * std::sqrt(0.24 / double(n));
    many.push_back(subject("p" + std::to_string(i), {{"a1", value, value - half, value + half, n}}));
  }
  const double half = 1.96 * std::sqrt(0.16 / 900);
  many.push_back(subject("far", {{"a1", 0.8, 0.8 - half, 0.8 + half, 900}}));
  many.push_back(subject("small", {{"a1", 0.55, 0.55 - 0.4, 0.55 + 0.4, 6}}));
  many.push_back(subject("none", {}));
  const FunnelReport report = funnels(many, small_set());
  REQUIRE(report.funnels.size() == 1);
  const Funnel& funnel = report.funnels[0];
  CHECK(funnel.left_out == std::vector<std::size_t>{22});
  for (const FunnelUnit& unit : funnel.units)
    CHECK((unit.place != FunnelPlace::inside) == (report.labels[unit.subject] == "far"));
  for (std::size_t k = 1; k < funnel.limits.size(); ++k) {
    const FunnelLimit &a = funnel.limits[k - 1], &b = funnel.limits[k];
    CHECK(b.high_95 - b.low_95 <= a.high_95 - a.low_95 + 1e-9);
    CHECK(b.low_998 <= b.low_95);
  }
}

TEST_CASE("weights of one's own: read, and every fault named") {
  const auto& set = criteria::built_in("boussole");
  std::string points;
  for (const criteria::Axis& axis : set.axes) points += (points.empty() ? "\"" : ", \"") + axis.id + "\": 2";
  const auto file = [&](const std::string& p) {
    return R"({"schema": "boussole/weights/1", "title": {"fr": "T", "en": "T"}, "sets": [{"id": "a", )"
           R"("name": {"fr": "A", "en": "A"}, "points": {)" +
           p + "}}]}";
  };
  const auto good = criteria::read_weights(file(points), "w.json", set);
  REQUIRE(good);
  CHECK(good->sets[0].weights.at("acces") == Approx(1.0 / 8));
  CHECK_FALSE(criteria::read_weights(file("\"acces\": 1"), "w.json", set));            // axes left out
  CHECK_FALSE(criteria::read_weights(file(points + ", \"nope\": 1"), "w.json", set));  // unknown axis
  CHECK_FALSE(criteria::read_weights(file("\"acces\": -1"), "w.json", set));           // negative
  CHECK_FALSE(criteria::read_weights("{", "w.json", set));                             // cut short
  auto newer = file(points);
  newer.replace(newer.find("weights/1"), 9, "weights/2");
  const auto refused = criteria::read_weights(newer, "w.json", set);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().file == "w.json");
}

TEST_CASE("comparison.json and scenarios.json hold to their schemas, and a stray key does not") {
  const std::vector<Subject> two{subject("x", {{"a1", 0.8, 0.75, 0.85}, {"a2", 0.5, 0.3, 0.7}, {"b1", 0.4}}),
                                 subject("y", {{"a1", 0.3, 0.25, 0.35}, {"a2", 0.5}})};
  Comparison c = compare(two, small_set());
  add_acceptabilities(c, small_set(), 100, 1);
  reports::CompareOptions compare_options;
  compare_options.ranks = true;
  const auto errors = [](std::string text, const char* schema) {
    const auto root = json::parse(text, "x.json");
    REQUIRE(root);
    return json::violations(*root, criteria::schema(schema), "x.json");
  };
  std::string text = reports::write_comparison_json(c, compare_options);
  for (const Error& error : errors(text, "comparison-1")) FAIL_CHECK(error.in(Language::en));
  CHECK_FALSE(errors(text.replace(text.find("\"level\""), 7, "\"lovel\""), "comparison-1").empty());

  std::vector<Subject> platforms;
  for (const auto& platform : examples::seven_platforms(criteria::built_in("boussole")))
    platforms.push_back({platform.audit, platform.id, {}});
  ScenarioOptions options;
  options.draws = 200;
  options.composite = true;
  options.own = {{"a", {"A", "A"}, "", std::vector<double>(8, 0.125)}};
  const auto report =
      engine::scenarios(platforms, criteria::built_in("boussole"), criteria::built_in_scenarios(), options);
  for (const Error& error : errors(reports::write_scenarios_json(report, {}), "scenario-report-1"))
    FAIL_CHECK(error.in(Language::en));
}

TEST_CASE("an indicator that nobody measured changes no figure of a scenario report") {
  criteria::CriteriaSet set = small_set();
  const std::vector<Subject> two{subject("x", {{"a1", 0.8, 0.7, 0.9}, {"a2", 0.5}}), subject("y", {{"a1", 0.3}})};
  std::vector<Subject> more = two;
  for (Subject& s : more) {
    IndicatorResult blank = s.audit.indicators.back();
    blank.id = "nobody";
    s.audit.indicators.push_back(blank);
  }
  criteria::ScenarioSet scenarios;
  scenarios.baseline.weights = {{"a", 0.5}, {"b", 0.5}};
  ScenarioOptions options;
  options.draws = 200;
  CHECK(reports::write_scenarios_json(engine::scenarios(two, set, scenarios, options), {}) ==
        reports::write_scenarios_json(engine::scenarios(more, set, scenarios, options), {}));
}

TEST_CASE("vector instructions change no bit of the places") {
  statistics::RandomStream random(3, 4, 5);
  statistics::SmaaProblem problem;
  problem.units = 7;
  problem.criteria = 5;
  for (int i = 0; i < 35; ++i) problem.x.push_back(static_cast<float>(random.uniform()));
  problem.stride = statistics::sorting_stride(problem.units);
  problem.network = statistics::sorting_network(problem.units, problem.stride);
  const std::vector<double> alpha(5, 1.0);
  problem.alpha = alpha;
  problem.uniform = true;
  problem.seed = 11;
  const statistics::SmaaCounts none{std::vector<std::uint64_t>(49, 0), std::vector<std::uint64_t>(49, 0),
                                    std::vector<double>(35, 0)};
  statistics::SmaaCounts one = none, other = none;
  for (const std::uint64_t draws : {2048, 77}) {  // a whole number of tiles, and not
    statistics::smaa_block(problem, draws, draws, one);
    statistics::smaa_block_plain(problem, draws, draws, other);
  }
  CHECK(one.rank == other.rank);
  CHECK(one.beats == other.beats);
  CHECK(one.first == other.first);
  std::uint64_t all = 0;
  for (const std::uint64_t count : one.rank) all += count;
  CHECK(all == 7 * (2048 + 77));
}

}  // namespace
