// People, opinions and budgets: one document, read back as it was written, and shown without what is withheld.
#include "engine/findings.h"

#include <catch2/catch.hpp>
#include <memory>

#include "reports/html.h"
#include "reports/json.h"
#include "reports/markdown.h"
#include "tests/support/audit_fixture.h"

using namespace boussole;

namespace {

engine::Findings findings() {
  engine::Findings out;
  out.reference = engine::ReferenceRecord{"ref.csv", "abc", "INSEE", "2021", 16, 427744, 1, "31555 Toulouse", {}};
  engine::Composition c;
  c.variable = "area";
  c.name = {"Territoire", "Area"};
  c.measure = "ballots";
  c.scope = "platform";
  c.origin = "self";
  c.known = 107;
  c.unanswered = 12;
  c.classes = {{"a", {"<script>Nord", "<script>North"}, 100, 0.935, engine::Interval{0.87, 0.97, 0.95, "Wilson"}, 0.6},
               {"b", {"Sud", "South"}, {}, {}, {}, 0.4}};
  c.likeness = 0.66;
  c.likeness_by_chance = 0.96;
  c.likeness_corrected = 0.68;
  c.interval = engine::Interval{0.6, 0.75, 0.95, "inverted test"};
  c.bounds = engine::Interval{0.6, 0.78, 1, "Manski"};
  c.r_score = 0.11;
  out.compositions.push_back(c);
  engine::OpinionFinding o;
  o.space = "/conversation";
  o.title = {"Conversation", "Conversation"};
  o.voters = 60;
  o.mapped = 55;
  o.statements = 20;
  o.votes = 900;
  o.seen = 0.75;
  o.groups = 2;
  o.silhouette = 0.5;
  o.group_people = {52, std::nullopt};
  o.agreed = 3;
  o.bridges = {{"17", 50, {0.9, std::nullopt}, 0.8, 0.7}};
  out.opinions.push_back(o);
  engine::BudgetFinding b;
  b.space = "/budgets/x";
  b.title = {"Budget", "Budget"};
  b.ballots = 1494;
  b.projects = 30;
  b.budget = 1'000'000;
  b.scale = "approval";
  b.outcomes = {{"greedy", {"le plus de voix d'abord", "most votes first"}, 16, 0.99, 0.05, 2.1, 0.48, 1}};
  b.gap = 0.02;
  out.budgets.push_back(b);
  return out;
}

engine::Audit with_findings() {
  engine::Audit audit = testing::fixture_audit();
  audit.findings = std::make_shared<const engine::Findings>(findings());
  return audit;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("findings are read back as they were written") {
  const std::string text = reports::write_json(with_findings());
  const auto again = reports::read_audit(text, "audit.json");
  if (!again) FAIL(again.error().in(Language::en));
  CHECK(reports::write_json(*again) == text);
  REQUIRE(again->findings);
  CHECK_FALSE(again->findings->compositions[0].classes[1].people);
}

TEST_CASE("findings that are not intact are refused with their place") {
  std::string text = reports::write_json(with_findings());
  const std::size_t at = text.find("\"likeness\": 0.66");
  REQUIRE(at != std::string::npos);
  text.replace(at, 16, "\"likeness\": \"x\"");
  const auto bad = reports::read_audit(text, "audit.json");
  REQUIRE_FALSE(bad);
  CHECK(bad.error().place == "findings.compositions[0].likeness");
}

TEST_CASE("the page and the Markdown show the findings in both languages, escaped, without what is withheld") {
  const auto set = testing::fixture_criteria();
  for (const Language language : {Language::fr, Language::en}) {
    reports::Options options;
    options.language = language;
    const std::string html = reports::write_html(with_findings(), set, options);
    const std::string markdown = reports::write_markdown(with_findings(), set, options);
    CHECK_FALSE(contains(html, "<script>N"));
    CHECK(contains(html, "&lt;script&gt;N"));
    CHECK(contains(html, "id=\"people\""));
    CHECK(contains(html, "id=\"opinions\""));
    CHECK(contains(html, "id=\"budgets\""));
    const bool fr = language == Language::fr;
    CHECK(contains(html, fr ? "masqué" : "withheld"));
    CHECK(contains(markdown, fr ? "Qui a pris part" : "Who took part"));
    CHECK(contains(markdown, fr ? "masqué" : "withheld"));
  }
}
