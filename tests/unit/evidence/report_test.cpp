#include <catch2/catch.hpp>

#include "criteria/replies_file.h"
#include "criteria/validate.h"
#include "engine/json/reader.h"
#include "engine/json/writer.h"
#include "engine/scoring/contested_axes.h"
#include "engine/scoring/evidence_check.h"
#include "engine/scoring/replies.h"
#include "reports/audit_sheets.h"
#include "reports/claims_words.h"
#include "reports/csv.h"
#include "reports/evidence_check.h"
#include "reports/evidence_form.h"
#include "reports/explain.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/markdown.h"
#include "tests/support/audit_fixture.h"
#include "tests/unit/evidence/answers.h"

using namespace boussole;
using namespace boussole::testing;

namespace {

const char* const kHostile = "<script>alert(\"x\")</script> L'eau & |pipe|";

/// An audit with evidence for one declared and one mixed indicator, an open contest and an answered one.
engine::Audit claimed_audit() {
  engine::Audit audit = unanswered_audit();
  const engine::Audit head = empty_audit();
  audit.platform_name = "Ville";
  audit.tool_version = "0.1.0";
  audit.connector = "decidim";
  audit.criteria = {the_set().id, the_set().version, the_set().sha256, "proposal"};
  audit.declarations = the_set().declarations;
  criteria::EvidenceFile evidence;
  evidence.file = "evidence.json";
  evidence.sha256 = std::string(64, 'e');
  evidence.by = "participation team";
  evidence.on = "2026-02-01";
  evidence.criteria_version = the_set().version;
  auto given = confirmed(proof(0.5));
  given.what = kHostile;
  criteria::EvidenceAnswer mixed;
  mixed.indicator = "sui-motivation";
  mixed.numbers = {{"reasoned", 45}, {"answers", 60}};
  mixed.proofs = {proof(std::nullopt)};
  mixed.remark = kHostile;
  evidence.answers = {ladder("acces-accompagnement", 1, {given, proof(1, "")}), mixed};
  criteria::RepliesFile replies{"replies.json", std::string(64, 'f'), {}};
  criteria::ReplyEntry open;
  open.id = "open";
  open.indicator = "sui-taux-reponse";
  open.kind = "contest";
  open.reason = "wrong_data";
  open.text = kHostile;
  open.by = "communication team";
  open.on = "2026-02-02";
  open.value = 0.9;
  open.answer_due = "2026-02-20";
  criteria::ReplyEntry closed = open;
  closed.id = "closed";
  closed.indicator = "deb-reciprocite";
  closed.answered = true;
  closed.outcome = "partly_upheld";
  closed.answer = "The missing month was read again.";
  closed.answered_by = "audit team";
  closed.answered_on = "2026-02-25";
  replies.replies = {open, closed};
  engine::Claims claims;
  claims.evidence = engine::apply_evidence(audit, the_set(), the_guide(), evidence, {"2026-03-01", evidence.by, 0.95});
  claims.replies = *engine::apply_replies(audit, the_set(), replies, "2026-03-01");
  engine::rescore(audit, the_set());
  claims.replies->axes = engine::contested_axes(audit, the_set(), *claims.replies);
  audit.claims = std::make_shared<const engine::Claims>(std::move(claims));
  return audit;
}

bool holds(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

}  // namespace

TEST_CASE("audit.json with evidence and replies is valid and reads back to the same bytes") {
  const std::string text = reports::write_json(claimed_audit());
  const auto root = json::parse(text, "audit.json");
  REQUIRE(root);
  for (const Error& error : criteria::validate_audit(*root, "audit.json")) FAIL_CHECK(error.in(Language::en));
  const auto back = reports::read_audit(text, "audit.json");
  REQUIRE(back);
  CHECK(reports::write_json(*back) == text);
  // Without any, nothing is added.
  CHECK_FALSE(holds(reports::write_json(unanswered_audit()), "\"evidence\""));
}

TEST_CASE("the page and the Markdown print evidence and replies, and escape what people wrote") {
  const engine::Audit audit = claimed_audit();
  reports::Options options;
  options.language = Language::en;
  const std::string html = reports::write_html(audit, the_set(), options);
  const std::string markdown = reports::write_markdown(audit, the_set(), options);
  for (const std::string& page : {html, markdown}) {
    CHECK_FALSE(holds(page, "<script>alert"));
    CHECK(holds(page, "Contest (wrong data), communication team"));
    CHECK(holds(page, "answer overdue, due on 20"));
    CHECK(holds(page, "Answer (partly upheld), audit team"));
    CHECK(holds(page, "The missing month was read again."));
    CHECK(holds(page, "checked by another team"));
    CHECK(holds(page, "does not count, since it has no date"));
    CHECK(holds(page, "never mixed"));
    CHECK(holds(page, "1\u00A0contested figure; the score in force, 60, is the audit"));
    CHECK(holds(page, "by the contesters"));
    CHECK(holds(page, "upheld, and the figure is not corrected yet"));
  }
  const std::string explained = reports::explain(
      audit,
      audit.indicators[std::size_t(std::distance(
          audit.indicators.begin(), std::find_if(audit.indicators.begin(), audit.indicators.end(),
                                                 [](const auto& r) { return r.id == "sui-taux-reponse"; })))],
      the_set(), Language::en);
  CHECK(holds(explained, "the contester’s value"));
  // The workbook has it as numbers: in force, without, at the lowest and at the highest.
  const auto axes = reports::audit_sheets(audit, the_set(), options)[1];
  const auto row = std::find_if(axes.rows.begin(), axes.rows.end(), [&](const auto& cells) {
    return std::holds_alternative<double>(cells[axes.headings.size() - 1]);
  });
  REQUIRE(row != axes.rows.end());
  const std::size_t last = axes.headings.size() - 1;
  CHECK(std::get<double>((*row)[2]) == Approx(0.6));
  CHECK(std::get<double>((*row)[last - 1]) == Approx(0.6));
  CHECK(std::get<double>((*row)[last]) > 0.6);
  CHECK(holds(html, "id=\"replies\""));
  CHECK(holds(html, "href=\"#replies\""));
  CHECK_FALSE(holds(reports::write_html(unanswered_audit(), the_set(), options), "id=\"replies\""));
}

TEST_CASE("a proof of one point names its point, its address, its date and who checked it") {
  engine::Audit audit = unanswered_audit();
  const criteria::EvidenceQuestion& question = *the_guide().find("tra-moderation-publiee");
  criteria::EvidenceAnswer answer;
  answer.indicator = question.indicator;
  for (const criteria::EvidenceItem& item : question.items) answer.items[item.id] = item.id == "appeal";
  auto paper = confirmed(proof(std::nullopt));
  paper.item = "appeal";
  answer.proofs = {paper};
  criteria::EvidenceFile evidence;
  evidence.by = "participation team";
  evidence.criteria_version = the_set().version;
  evidence.answers = {answer, ladder("acces-accompagnement", 0.5, {proof(0.5)})};
  engine::Claims claims;
  claims.evidence = engine::apply_evidence(audit, the_set(), the_guide(), evidence, {"2026-03-01", evidence.by, 0.95});
  audit.claims = std::make_shared<const engine::Claims>(std::move(claims));
  reports::Options options;
  options.language = Language::en;
  const std::string point = question.items[1].label.en;
  CHECK(reports::proof_sentence(reports::Typography(Language::en), audit.claims->evidence->declarations[1].proofs[0]) ==
        "point: " + point +
            "; https://example.org/document; 10\u00A0January 2026; checked by another team, 1\u00A0February 2026.");
  for (const std::string& page :
       {reports::write_html(audit, the_set(), options), reports::write_markdown(audit, the_set(), options)}) {
    CHECK(holds(page, "point: " + point));
    CHECK(holds(page, "step 0.5"));
  }
  const auto back = reports::read_audit(reports::write_json(audit), "audit.json");
  REQUIRE(back);
  CHECK(back->claims->evidence->declarations[1].proofs[0].proves.en == point);
}

TEST_CASE("the declared figure of a mixed indicator is a row of its own in the CSV") {
  reports::Options options;
  options.language = Language::en;
  const std::string csv = reports::write_csv(claimed_audit(), the_set(), options);
  std::size_t rows = 0;
  for (std::size_t at = csv.find(",sui-motivation,"); at != std::string::npos;
       at = csv.find(",sui-motivation,", at + 1))
    ++rows;
  CHECK(rows == 2);
}

TEST_CASE("the check says what is missing, out of date and not proven, with lines, in four formats") {
  const std::string text = R"({"schema": "boussole/evidence/1", "criteria": {"id": "boussole", "version": "0.0.9"},
"platform": {"name": "", "url": ""}, "declared_by": {"role": "team", "date": "2026-03-01"}, "answers": [
{"indicator": "acces-conformite-rgaa", "numbers": {"conforming": 80, "applicable": 100},
 "proofs": [{"what": "declaration", "url": "https://example.org/a11y", "date": "2022-01-01"}]},
{"indicator": "acces-accompagnement", "step": 1,
 "proofs": [{"step": 0.5, "what": "places", "url": "https://example.org/places", "date": "2026-01-01"},
            {"step": 1, "what": "grant", "date": "2026-01-01"}]}]})";
  const auto file = criteria::read_evidence(text, "e.json", the_set(), the_guide());
  REQUIRE(file);
  const auto check = engine::check_evidence_file(the_set(), the_guide(), *file, {file->on, file->by, 0.95});
  const auto codes = [&](const std::string& indicator) {
    std::string out;
    for (const auto& row : check.rows)
      if (row.indicator == indicator)
        for (const auto& finding : row.findings)
          out += finding.message.code + "@" + std::to_string(finding.line) + (finding.to_fix ? "! " : " ");
    return out;
  };
  CHECK(codes("acces-conformite-rgaa") == "nothing_proven@3! expired@4! ");
  CHECK(codes("acces-accompagnement") == "fell_to_proven@5! no_source@7! no_second_person@5 ");
  CHECK(codes("com-licence-libre") == "not_answered@0! ");
  CHECK(codes("sui-motivation").empty());
  CHECK(check.answered == 2);
  reports::EvidenceCheckOptions options;
  options.report.language = Language::en;
  options.file = "e.json";
  const auto document = reports::evidence_check_document(check, the_set(), options);
  CHECK(holds(reports::write_markdown(document), "it is too old"));
  CHECK(holds(reports::write_html(document), "it is too old"));
  CHECK(holds(reports::write_evidence_check_csv(check, the_set(), options), "expired,yes,4"));
  CHECK(json::parse(reports::write_evidence_check_json(check, options), "c.json"));
}

TEST_CASE("the form holds every question, the questionnaire's own bytes, and asks for no network") {
  for (const Language language : {Language::fr, Language::en}) {
    const std::string page = reports::write_evidence_form(the_set(), the_guide(), language);
    for (const auto& question : the_guide().questions)
      CHECK(holds(page, "data-indicator=\"" + question.indicator + "\""));
    CHECK(holds(page, "default-src 'none'"));
    for (const char* fetch : {"src=\"http", "href=\"http", "fetch(", "XMLHttpRequest", "@import", "url(http"})
      CHECK_FALSE(holds(page, fetch));
    const std::string open = "id=\"questionnaire\">";
    const std::size_t from = page.find(open) + open.size(), to = page.find("</script>", from);
    const auto embedded = json::parse(page.substr(from, to - from), "form");
    REQUIRE(embedded);
    json::Writer again;
    again.value(*embedded);
    CHECK(again.take() == reports::write_questionnaire(the_set(), the_guide(), language));
  }
}
