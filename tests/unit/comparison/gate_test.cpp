#include <catch2/catch.hpp>

#include "criteria/policy.h"
#include "engine/json/reader.h"
#include "engine/scoring/gate.h"
#include "reports/gate.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using engine::Outcome;
using testing::small_set;
using testing::subject;

std::string policy_text(const std::string& rules, const std::string& waivers = "") {
  return R"({"schema": "boussole/policy/1", "name": "P", "rules": [)" + rules + "]" +
         (waivers.empty() ? "" : ", \"waivers\": [" + waivers + "]") + "}";
}

criteria::Policy policy(const std::string& rules, const std::string& waivers = "") {
  auto out = criteria::read_policy(policy_text(rules, waivers), "p.json", small_set());
  if (!out) FAIL(out.error().in(Language::en));
  return *out;
}

Error refused(const std::string& text) {
  const auto out = criteria::read_policy(text, "p.json", small_set());
  REQUIRE_FALSE(out);
  return out.error();
}

engine::Audit audit() { return subject("ville", {{"a1", 0.6, 0.5, 0.7}, {"a2", 0.6}, {"ad", 0.5, 0.25, 0.75}}).audit; }

Outcome outcome(const std::string& rule, const engine::Audit* baseline = nullptr) {
  const engine::Gate gate = engine::check_gate(policy(rule), audit(), baseline, "", small_set());
  return gate.results.front().outcome;
}

TEST_CASE("an interval decides only when it lies on one side") {
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.5})") == Outcome::met);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.51})") == Outcome::inconclusive);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.7})") == Outcome::inconclusive);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.71})") == Outcome::not_met);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_most": 0.7})") == Outcome::met);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_most": 0.49})") == Outcome::not_met);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.4, "at_most": 0.8})") ==
        Outcome::met);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "score", "at_least": 0.4, "at_most": 0.6})") ==
        Outcome::inconclusive);
}

TEST_CASE("what is missing decides nothing unless the rule says so, and is never zero") {
  const std::string rule = R"({"id": "r", "indicator": "b1", "figure": "value", "at_most": 0.5)";
  CHECK(outcome(rule + "}") == Outcome::inconclusive);
  CHECK(outcome(rule + R"(, "if_missing": "not_met"})") == Outcome::not_met);
  CHECK(outcome(rule + R"(, "if_missing": "skip"})") == Outcome::skipped);
  CHECK(outcome(R"({"id": "r", "axis": "b", "figure": "score", "at_least": 0})") == Outcome::inconclusive);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "space": "/x", "figure": "value", "at_least": 0})") ==
        Outcome::inconclusive);
}

TEST_CASE("a figure without interval is taken as exact only when the rule says so") {
  const std::string rule = R"({"id": "r", "indicator": "a2", "figure": "value", "at_least": 0.5)";
  CHECK(outcome(rule + "}") == Outcome::inconclusive);
  CHECK(outcome(rule + R"(, "without_interval": "use_value"})") == Outcome::met);
}

TEST_CASE("a change is judged on the interval of the difference") {
  const engine::Audit before = subject("avant", {{"a1", 0.4, 0.35, 0.45}, {"a2", 0.1}}).audit;
  // Difference 0.2; half-widths 0.1 and 0.05: from 0.2 - 0.1118 to 0.2 + 0.1118.
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value_change", "at_least": 0.088})", &before) ==
        Outcome::met);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value_change", "at_least": 0.089})", &before) ==
        Outcome::inconclusive);
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value_change", "at_least": 0.32})", &before) ==
        Outcome::not_met);
  CHECK(outcome(R"({"id": "r", "indicator": "a2", "figure": "value_change", "at_least": 0})", &before) ==
        Outcome::inconclusive);
  // Axis a: a1 and a2 on both sides, two thirds of the weight; no interval, since a2 has none.
  CHECK(outcome(R"({"id": "r", "axis": "a", "figure": "score_change", "at_least": 0.3,
                    "without_interval": "use_value"})",
                &before) == Outcome::met);
  CHECK(outcome(R"({"id": "r", "axis": "a", "figure": "score_change", "at_least": 0.4,
                    "without_interval": "use_value"})",
                &before) == Outcome::not_met);
  engine::Audit other = before;
  for (auto& r : other.indicators) r.formula += " v2";
  CHECK(outcome(R"({"id": "r", "indicator": "a1", "figure": "value_change", "at_least": 0})", &other) ==
        Outcome::inconclusive);
  CHECK(engine::needs_baseline(policy(R"({"id": "r", "axis": "a", "figure": "score_change", "at_least": 0})")));
}

const char* const kFails = R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.9})";
const char* const kWaiver = R"({"rule": "r", "justification": "Travaux en cours.", "expires": "2026-01-01"})";

TEST_CASE("a waiver holds up to its date, by the audit's date or by --today") {
  const auto gate = [](const std::string& today) {
    return engine::check_gate(policy(kFails, kWaiver), audit(), nullptr, today, small_set());
  };
  CHECK(gate("").waived == 1);  // the audit's own date, 2026-01-01
  CHECK(gate("").overall() == Outcome::met);
  CHECK(gate("2026-01-02").waived == 0);
  CHECK(gate("2026-01-02").overall() == Outcome::not_met);
  engine::Audit undated = audit();
  undated.as_of.clear();
  CHECK(engine::check_gate(policy(kFails, kWaiver), undated, nullptr, "", small_set()).waived == 0);
}

TEST_CASE("one rule not met outweighs one inconclusive; all skipped decides nothing") {
  const std::string open = R"({"id": "o", "indicator": "b1", "figure": "value", "at_least": 0.9})";
  const auto overall = [](const std::string& rules) {
    return engine::check_gate(policy(rules), audit(), nullptr, "", small_set()).overall();
  };
  CHECK(overall(std::string(kFails) + "," + open) == Outcome::not_met);
  CHECK(overall(open) == Outcome::inconclusive);
  CHECK(overall(R"({"id": "o", "indicator": "b1", "figure": "value", "at_least": 0.9, "if_missing": "skip"})") ==
        Outcome::inconclusive);
}

TEST_CASE("a policy that makes no sense is refused with its place and line") {
  const auto place = [](const std::string& rule) { return refused(policy_text(rule)).place; };
  CHECK(place(R"({"id": "r", "figure": "value", "at_least": 0})") == "rules[0]");
  CHECK(place(R"({"id": "r", "indicator": "a1", "axis": "a", "figure": "score", "at_least": 0})") == "rules[0]");
  CHECK(place(R"({"id": "r", "indicator": "zz", "figure": "value", "at_least": 0})") == "rules[0].indicator");
  CHECK(place(R"({"id": "r", "axis": "zz", "figure": "score", "at_least": 0})") == "rules[0].axis");
  CHECK(place(R"({"id": "r", "axis": "a", "figure": "value", "at_least": 0})") == "rules[0].figure");
  CHECK(place(R"({"id": "r", "indicator": "a1", "figure": "value"})") == "rules[0]");
  CHECK(place(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 50})") == "rules[0].at_least");
  CHECK(place(R"({"id": "r", "indicator": "a1", "figure": "score", "at_most": 50})") == "rules[0].at_most");
  CHECK(place(R"({"id": "r", "indicator": "a1", "figure": "value", "at_least": 0.6, "at_most": 0.5})") == "rules[0]");
  CHECK(place(R"({"id": "r", "indicator": "a1", "figure": "valeur", "at_least": 0})") == "rules[0].figure");
  CHECK(place(R"({"id": "r", "indicator": "a1", "figure": "value", "atleast": 0})") != "");
  CHECK(place(std::string(kFails) + "," + kFails) == "rules[1].id");
  CHECK(refused(policy_text("")).place == "rules");
  CHECK(refused("{").line);
  CHECK(refused(R"({"schema": "boussole/policy/2", "name": "P", "rules": []})").place == "schema");
  const auto waiver = [](const std::string& w) { return refused(policy_text(kFails, w)).place; };
  CHECK(waiver(R"({"rule": "x", "justification": "0123456789", "expires": "2026-01-01"})") == "waivers[0].rule");
  CHECK(waiver(R"({"rule": "r", "justification": "0123456789", "expires": "2026-02-30"})") == "waivers[0].expires");
  CHECK(waiver(R"({"rule": "r", "justification": "          ", "expires": "2026-02-03"})") ==
        "waivers[0].justification");
  CHECK(waiver(R"({"rule": "r", "expires": "2026-02-03"})") != "");
  CHECK(waiver(std::string(kWaiver) + "," + kWaiver) == "waivers[1].rule");
}

engine::Gate mixed() {
  const std::string rules = std::string(kFails) + R"(,
    {"id": "open <&> \"q\"", "indicator": "b1", "figure": "value", "at_least": 0.9},
    {"id": "ok", "indicator": "a1", "figure": "value", "at_least": 0.5, "why": "Délibération de 2025."},
    {"id": "declared", "indicator": "ad", "figure": "value", "at_least": 0.1},
    {"id": "skip", "indicator": "b1", "figure": "value", "at_least": 0.9, "if_missing": "skip"})";
  return engine::check_gate(policy(rules, kWaiver), audit(), nullptr, "2025-12-31", small_set());
}

TEST_CASE("SARIF has the shape of 2.1.0") {
  const reports::GateOptions options{Language::en, "1", "audit.json", "dossier été/p.json"};
  const auto sarif = json::parse(reports::write_gate_sarif(mixed(), small_set(), options), "out.sarif");
  REQUIRE(sarif);
  CHECK(*sarif->find("version")->as_string() == "2.1.0");
  const json::Value& run = *sarif->find("runs")->at(0);
  const json::Value& results = *run.find("results");
  REQUIRE(results.size() == 5);
  REQUIRE(run.find("tool")->find("driver")->find("rules")->size() == 5);
  const auto kind = [&](std::size_t i) { return *results.at(i)->find("kind")->as_string(); };
  CHECK(kind(0) == "fail");
  CHECK(kind(1) == "open");
  CHECK(kind(2) == "pass");
  CHECK(kind(4) == "notApplicable");
  for (std::size_t i = 0; i < 5; ++i) {
    const json::Value& result = *results.at(i);
    CHECK((*result.find("level")->as_string() == "none") == (kind(i) != "fail"));
    CHECK(*result.find("ruleIndex")->as_integer() == std::int64_t(i));
    CHECK(result.find("message")->find("text")->as_string()->size() > 10);
    const json::Value& place = *result.find("locations")->at(0)->find("physicalLocation");
    CHECK(*place.find("artifactLocation")->find("uri")->as_string() == "dossier%20%C3%A9t%C3%A9/p.json");
    CHECK(*place.find("region")->find("startLine")->as_integer() >= 1);
  }
  CHECK(*results.at(0)->find("suppressions")->at(0)->find("justification")->as_string() == "Travaux en cours.");
  CHECK(results.at(1)->find("suppressions") == nullptr);
}

TEST_CASE("JUnit counts what continuous integration counts, and escapes") {
  const reports::GateOptions options{Language::fr, "1", "audit.json", "p.json"};
  const std::string junit = reports::write_gate_junit(mixed(), small_set(), options);
  const auto has = [&](const std::string& piece) { return junit.find(piece) != std::string::npos; };
  INFO(junit);
  CHECK(has("tests=\"5\" failures=\"0\" errors=\"1\" skipped=\"2\""));
  CHECK(has("name=\"open &lt;&amp;&gt; &quot;q&quot;\""));
  CHECK(has("<error type=\"inconclusive\""));
  CHECK(has("name=\"ok\"/>"));
}

TEST_CASE("the summary says each verdict in words, with the figure and what was demanded") {
  const reports::GateOptions options{Language::fr, "1", "audit.json", "p.json"};
  const std::string md = reports::write_markdown(reports::gate_document(mixed(), small_set(), options));
  const auto has = [&](const std::string& piece) { return md.find(piece) != std::string::npos; };
  INFO(md);
  CHECK(has("| levé |"));
  CHECK(has("| indécis |"));
  CHECK(has("60\u00A0% (de 50\u00A0% à 70\u00A0%)"));
  CHECK(has("au moins 90\u00A0%"));
  CHECK(has("Travaux en cours."));
  CHECK(has("Pas de données."));
}

}  // namespace
