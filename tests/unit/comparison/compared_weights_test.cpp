#include "engine/scoring/compared_weights.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <iterator>
#include <map>

#include "criteria/files.h"
#include "criteria/loader.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"
#include "reports/document.h"
#include "reports/scenarios.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using namespace boussole::engine;

criteria::WeightSet three(double ab, double bc, double ac) {
  criteria::WeightSet out;
  out.compared = {{"a", "b", ab}, {"b", "c", bc}, {"a", "c", ac}};
  return out;
}

const std::vector<std::string> kAbc{"a", "b", "c"};

/// Every pair of the shipped axes, by weights that all judgements agree with; `turn` says one pair differently.
std::string pairs_file(const std::map<std::string, double>& weights, const std::string& points, double turn = 0) {
  std::string pairs;
  for (auto a = weights.begin(); a != weights.end(); ++a)
    for (auto b = std::next(a); b != weights.end(); ++b) {
      const bool swap = b->second > a->second;
      const auto &first = swap ? *b : *a, &second = swap ? *a : *b;
      const double times = turn > 0 && pairs.empty() ? turn : first.second / second.second;
      pairs += (pairs.empty() ? "" : ", ") + (R"({"first": ")" + first.first) + R"(", "second": ")" + second.first +
               R"(", "times": )" + std::to_string(times) + "}";
    }
  return R"({"schema": "boussole/weights/1", "title": {"fr": "T", "en": "T"}, "sets": [{"id": "p", "name": )"
         R"({"fr": "Par paires", "en": "By pairs"}, )" +
         points + R"("compared": [)" + pairs + "]}]}";
}

std::map<std::string, double> shipped_weights() {
  std::map<std::string, double> out;
  for (const criteria::Axis& axis : criteria::built_in("boussole").axes) out[axis.id] = 1;
  out["suites"] = 8;
  out["debat"] = 4;
  out["acces"] = 2;
  return out;
}

std::vector<std::string> shipped_axes() {
  std::vector<std::string> out;
  for (const criteria::Axis& axis : criteria::built_in("boussole").axes) out.push_back(axis.id);
  return out;
}

TEST_CASE("three axes by hand: the largest root of a reciprocal matrix, and its consistency") {
  // lambda = 1 + d + 1 / d, d the cube root of ac / (ab bc) (Saaty 1980); weights are then the geometric means.
  const auto found = compared_weights(three(3, 3, 5), kAbc);
  REQUIRE(found);
  const double d = std::cbrt(5.0 / 9);
  CHECK(found->eigenvalue == Approx(1 + d + 1 / d));
  CHECK(*found->consistency_ratio == Approx((d + 1 / d - 2) / 2 / 0.58));
  const double a = std::cbrt(15), b = 1, c = 1 / std::cbrt(15);
  CHECK(found->weights[0] == Approx(a / (a + b + c)));
  CHECK(found->weights[2] == Approx(c / (a + b + c)));
  CHECK(found->geometric[1] == Approx(b / (a + b + c)));
  CHECK(found->judgements[2].implied == Approx(std::cbrt(15) * std::cbrt(15)));
  CHECK((!found->contradict() && found->used));
  CHECK_FALSE(compared_weights({}, kAbc));
}

TEST_CASE("a circle of judgements contradicts itself, and agreement has nothing to look at again") {
  criteria::WeightSet circle;
  circle.compared = {{"a", "b", 9}, {"b", "c", 9}, {"c", "a", 9}};
  const auto found = compared_weights(circle, kAbc);
  REQUIRE(found);
  CHECK(found->eigenvalue == Approx(10 + 1.0 / 9));
  CHECK(found->contradict());
  for (const double w : found->weights) CHECK(w == Approx(1.0 / 3));
  CHECK(found->farthest(3) == std::vector<std::size_t>{0, 1, 2});
  CHECK(compared_weights(three(2, 3, 6), kAbc)->farthest(3).empty());
}

TEST_CASE("comparisons that agree give the weights they came from; the one turned round is named first") {
  const auto& set = criteria::built_in("boussole");
  const auto file = criteria::read_weights(pairs_file(shipped_weights(), ""), "w.json", set);
  REQUIRE(file);
  CHECK(file->sets[0].weights.empty());
  const auto axes = shipped_axes();
  const auto agreed = compared_weights(file->sets[0], axes);
  REQUIRE(agreed);
  for (std::size_t k = 0; k < axes.size(); ++k) CHECK(agreed->weights[k] == Approx(shipped_weights()[axes[k]] / 19));
  CHECK(*agreed->consistency_ratio == Approx(0).margin(1e-12));
  const auto turned = criteria::read_weights(pairs_file(shipped_weights(), "", 9), "w.json", set);
  REQUIRE(turned);
  const auto apart = compared_weights(turned->sets[0], axes);
  REQUIRE(apart);
  REQUIRE_FALSE(apart->farthest(3).empty());
  CHECK(apart->farthest(3).front() == 0);
}

TEST_CASE("each fault of a comparison is refused by name") {
  const auto& set = criteria::built_in("boussole");
  const std::string good = pairs_file(shipped_weights(), "");
  const auto refused = [&](std::string text, const std::string& from, const std::string& to, const char* said) {
    INFO(from << " -> " << to);
    text.replace(text.find(from), from.size(), to);
    const auto file = criteria::read_weights(text, "w.json", set);
    REQUIRE_FALSE(file);
    CHECK(file.error().in(Language::en).find(said) != std::string::npos);
  };
  refused(good, "\"first\": \"acces\", \"second\": \"communs\"", "\"first\": \"acces\", \"second\": \"acces\"",
          "compared with itself");
  refused(good, "\"first\": \"acces\", \"second\": \"communs\"", "\"first\": \"debat\", \"second\": \"acces\"",
          "already compared");
  refused(good, "\"second\": \"communs\"", "\"second\": \"nope\"", "Unknown axis");
  refused(good, "\"compared\": [", "\"compared\": [], \"x\": [", "w.json");
  refused(good, "\"times\": 2.0", "\"times\": 0.5", "too small");
  std::string none = good.substr(0, good.find(", \"compared\"")) + "}]}";
  CHECK(criteria::read_weights(none, "w.json", set).error().in(Language::en).find("Neither points") !=
        std::string::npos);
  std::string one = good.substr(0, good.find("},", good.find("\"compared\"")) + 1) + "]}]}";
  CHECK(criteria::read_weights(one, "w.json", set).error().in(Language::en).find("is missing") != std::string::npos);
}

ScenarioReport report_of(const criteria::WeightSet& weights) {
  PanelMember member{weights.id, weights.name, {}, {}};
  member.compared = compared_weights(weights, shipped_axes());
  member.weights = member.compared->weights;
  if (!weights.weights.empty()) {
    member.weights.clear();
    for (const std::string& axis : shipped_axes()) member.weights.push_back(weights.weights.at(axis));
  }
  ScenarioOptions options;
  options.draws = 200;
  options.own = {member};
  const std::vector<Subject> one{testing::subject("x", {{"a1", 0.5}})};
  return engine::scenarios(one, criteria::built_in("boussole"), criteria::built_in_scenarios(), options);
}

TEST_CASE("points given beside comparisons are what is used, and every format says so") {
  const auto& set = criteria::built_in("boussole");
  std::string points;
  for (const std::string& axis : shipped_axes()) points += (points.empty() ? "\"" : ", \"") + axis + "\": 1";
  const auto file =
      criteria::read_weights(pairs_file(shipped_weights(), "\"points\": {" + points + "}, ", 9), "w.json", set);
  REQUIRE(file);
  const ScenarioReport report = report_of(file->sets[0]);
  CHECK_FALSE(report.panel->members[0].compared->used);
  CHECK(report.panel->members[0].weights[0] == Approx(1.0 / 8));
  reports::ScenarioReportOptions options;
  options.report.language = Language::en;
  const std::string page =
      reports::write_markdown(reports::scenarios_document(report, set, criteria::built_in_scenarios(), options));
  CHECK(page.find("Axes compared two by two") != std::string::npos);
  CHECK(page.find("only stand beside them") != std::string::npos);
  CHECK(page.find("Consistency ratio: 0.") != std::string::npos);
  const std::string json = reports::write_scenarios_json(report, options);
  const auto root = json::parse(json, "x.json");
  REQUIRE(root);
  for (const Error& error : json::violations(*root, criteria::schema("scenario-report-1"), "x.json"))
    FAIL_CHECK(error.in(Language::en));
  CHECK(json.find("\"used\": false") != std::string::npos);
  CHECK(reports::write_scenarios_csv(report, options).find("compared,,p,,,,,consistency_ratio,0.") !=
        std::string::npos);
}

TEST_CASE("contradicting comparisons warn with what to do") {
  const auto& set = criteria::built_in("boussole");
  auto file = criteria::read_weights(pairs_file(shipped_weights(), ""), "w.json", set);
  REQUIRE(file);
  for (criteria::AxisComparison& pair : file->sets[0].compared)
    if (pair.times == 1) pair.times = 9;  // five equal axes, each now 9 times the next ones
  const ScenarioReport report = report_of(file->sets[0]);
  REQUIRE(report.panel->members[0].compared->contradict());
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].code == "judgements_contradict");
}

}  // namespace
