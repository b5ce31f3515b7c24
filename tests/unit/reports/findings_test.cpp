// People, opinions and budgets: one document, read back as it was written, and shown without what is withheld.
#include "engine/findings.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <variant>

#include "reports/audit_sheets.h"
#include "reports/catalog.h"
#include "reports/findings_table.h"
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
  b.stability = engine::BudgetStability{200, 0.63, 0.91, 4};
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

TEST_CASE("a budget says whether its result hangs on who voted; an earlier audit that does not know is read") {
  const std::string text = reports::write_json(with_findings());
  CHECK(contains(text, "\"open\": 4"));
  const std::size_t at = text.find("\"stability\""), end = text.find("\"notes\"", at);
  REQUIRE(at != std::string::npos);
  const auto earlier = reports::read_audit(text.substr(0, at) + text.substr(end), "audit.json");
  if (!earlier) FAIL(earlier.error().in(Language::en));
  CHECK_FALSE(earlier->findings->budgets[0].stability);
  CHECK(earlier->findings->budgets[0].gap == Approx(0.02));
}

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

namespace {

/// The cell of a column in the only row with this page, subject, class and figure; "-" where there is no such row.
std::string cell(const reports::Sheet& sheet, const std::vector<std::string>& key, const std::string& column) {
  const auto text = [](const reports::Cell& c) {
    if (const auto* number = std::get_if<double>(&c)) return std::to_string(*number);
    const auto* word = std::get_if<std::string>(&c);
    return word == nullptr ? std::string() : *word;
  };
  const auto at = [&](const char* name) {
    return static_cast<std::size_t>(std::find(sheet.headings.begin(), sheet.headings.end(), name) -
                                    sheet.headings.begin());
  };
  const auto wanted = static_cast<std::size_t>(std::find(sheet.headings.begin(), sheet.headings.end(), column) -
                                               sheet.headings.begin());
  std::string out = "-";
  for (const auto& row : sheet.rows) {
    REQUIRE(row.size() == sheet.headings.size());
    if (text(row[at("page")]) != key[0] || text(row[at("subject")]) != key[1] || text(row[at("class")]) != key[2] ||
        text(row[at("figure")]) != key[3])
      continue;
    CHECK(out == "-");
    out = text(row[wanted]);
  }
  return out;
}

}  // namespace

TEST_CASE("findings as a table: one row a figure, each with what it rests on") {
  const auto sheet = reports::findings_sheet(with_findings(), Language::en, reports::FindingsHeadings::names);
  const std::vector<std::string> north{"people", "area", "a", "share"}, south{"people", "area", "b", "share"};
  CHECK(std::stod(cell(sheet, north, "value")) == Approx(0.935));
  CHECK(std::stod(cell(sheet, north, "interval_low")) == Approx(0.87));
  CHECK(cell(sheet, north, "interval_method") == "Wilson");
  CHECK(cell(sheet, north, "interval_reason_code").empty());
  CHECK(std::stod(cell(sheet, north, "n")) == 107);
  CHECK(std::stod(cell(sheet, north, "missing")) == 12);
  CHECK(cell(sheet, north, "source") == "ballots; self");
  CHECK(cell(sheet, {"people", "area", "a", "population_share"}, "source") == "INSEE 2021 (ref.csv)");
  // What is withheld is no number, and says so.
  CHECK(cell(sheet, south, "value").empty());
  CHECK(cell(sheet, south, "status") == "withheld");
  CHECK(cell(sheet, south, "reason").find("fewer than 5") != std::string::npos);
  CHECK(cell(sheet, {"people", "area", "b", "people"}, "value").empty());
  CHECK(cell(sheet, {"people", "area", "", "outside"}, "status") == "withheld");
  CHECK(cell(sheet, {"opinions", "", "2", "people"}, "status") == "withheld");
  CHECK(cell(sheet, {"opinions", "17", "2", "agreement"}, "status") == "withheld");
  CHECK(std::stod(cell(sheet, {"opinions", "17", "1", "agreement"}, "value")) == Approx(0.9));
  CHECK(std::stod(cell(sheet, {"people", "area", "", "likeness"}, "interval_high")) == Approx(0.75));
  CHECK(std::stod(cell(sheet, {"people", "area", "", "likeness_lowest"}, "value")) == Approx(0.6));
  CHECK(std::stod(cell(sheet, {"budget", "greedy", "", "excluded"}, "value")) == Approx(0.05));
  CHECK(cell(sheet, {"budget", "greedy", "", "excluded"}, "interval_reason_code") == "no_tested_method");
  CHECK(std::stod(cell(sheet, {"budget", "", "", "ballots"}, "value")) == 1494);
}

TEST_CASE("findings as a table: no number of people from one to four, whatever the audit holds") {
  engine::Findings few = findings();
  few.compositions[0].unanswered = 3;
  few.compositions[0].classes[0].people = 4;
  few.opinions[0].mapped = 57;
  few.opinions[0].bridges[0].votes = 2;
  engine::Audit audit = testing::fixture_audit();
  audit.findings = std::make_shared<const engine::Findings>(few);
  const auto sheet = reports::findings_sheet(audit, Language::fr, reports::FindingsHeadings::names);
  CHECK(cell(sheet, {"people", "area", "", "unanswered"}, "status") == "withheld");
  CHECK(cell(sheet, {"people", "area", "a", "people"}, "status") == "withheld");
  CHECK(cell(sheet, {"people", "area", "a", "share"}, "missing").empty());
  CHECK(cell(sheet, {"opinions", "", "", "groups"}, "missing").empty());  // 60 - 57
  CHECK(cell(sheet, {"opinions", "17", "", "votes"}, "status") == "withheld");
}

TEST_CASE("findings.csv is written beside indicators.csv, and has its header where there is nothing") {
  const reports::Format* format = reports::find_format("findings");
  REQUIRE(format != nullptr);
  CHECK(format->beside == "csv");
  const std::string none = format->write(testing::fixture_audit(), testing::fixture_criteria(), {});
  CHECK(none.starts_with("platform,as_of,page,scope,"));
  CHECK(none.find("\r\n") == none.size() - 2);
  const std::string some = format->write(with_findings(), testing::fixture_criteria(), {});
  CHECK(contains(some, "<script>Nord"));  // a text is a text
  const auto sheets = reports::audit_sheets(with_findings(), testing::fixture_criteria(), {});
  CHECK(sheets.back().name == "Constats");
  CHECK(sheets.back().rows.size() > 30);
  CHECK(reports::audit_sheets(testing::fixture_audit(), testing::fixture_criteria(), {}).size() == sheets.size() - 1);
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
