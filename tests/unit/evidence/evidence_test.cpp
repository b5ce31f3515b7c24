#include <catch2/catch.hpp>

#include "engine/scoring/evidence_proofs.h"
#include "tests/unit/evidence/answers.h"

using namespace boussole;
using namespace boussole::testing;
using engine::Status;

namespace {
const char* const kHelp = "acces-accompagnement";
}

TEST_CASE("a claim falls to the highest step that has a proof that counts") {
  const auto all = worth(ladder(kHelp, 0.75, {proof(0.25), proof(0.5), proof(0.75)}));
  REQUIRE(all.result.status == Status::ok);
  CHECK(*all.result.value == 0.75);
  CHECK(all.result.interval->low == 0.5);
  CHECK(all.result.interval->high == 1.0);
  CHECK(all.result.score->value == 0.75);

  const auto fallen = worth(ladder(kHelp, 1.0, {proof(0.25)}));
  CHECK(*fallen.result.value == 0.25);
  CHECK(*fallen.declaration.claimed == 1.0);
  REQUIRE(fallen.result.warnings.size() == 1);
  CHECK(fallen.result.warnings[0].code == "fell_to_proven");

  // A proof of more than is claimed does not raise the claim.
  CHECK(*worth(ladder(kHelp, 0.25, {proof(0.25), proof(1.0)})).result.value == 0.25);
}

TEST_CASE("nothing proven is no figure; the step of nothing needs no proof") {
  const auto unproven = worth(ladder(kHelp, 0.75));
  CHECK(unproven.result.status == Status::missing);
  CHECK_FALSE(unproven.result.value);
  CHECK_FALSE(unproven.result.score);
  CHECK(unproven.result.reason->code == "nothing_proven");
  const auto nothing = worth(ladder(kHelp, 0));
  CHECK(*nothing.result.value == 0);
  CHECK(nothing.result.interval->high == 0.25);
}

TEST_CASE("a second person, other than the declarer, takes the step either way off") {
  const auto checked = worth(ladder(kHelp, 0.5, {confirmed(proof(0.5))}));
  CHECK(*checked.result.value == 0.5);
  CHECK_FALSE(checked.result.interval);
  CHECK(checked.result.interval_reason->code == "second_person");
  CHECK(checked.declaration.second_person);

  auto same = confirmed(proof(0.5));
  same.checked_by = " Participation  Team";
  CHECK(worth(ladder(kHelp, 0.5, {same})).result.interval.has_value());
  // What was checked is a lower step than the one kept.
  CHECK(worth(ladder(kHelp, 0.5, {confirmed(proof(0.25)), proof(0.5)})).result.interval.has_value());
  auto refused = proof(0.5);
  refused.refused = true;
  CHECK(worth(ladder(kHelp, 0.5, {refused})).result.status == Status::missing);
}

TEST_CASE("each reason for which a proof does not count") {
  const auto code = [](criteria::EvidenceProof given, const char* indicator = kHelp) {
    auto answer = ladder(indicator, 0.5, {std::move(given)});
    const auto judged = engine::judge_proofs(*the_guide().find(indicator), answer, {"2026-03-01", "team", 0.95});
    return judged[0].proof.refusal ? judged[0].proof.refusal->code : std::string("counts");
  };
  auto p = proof(0.5);
  CHECK(code(p) == "counts");
  CHECK(code(proof(std::nullopt)) == "no_step");
  p.url.clear();
  CHECK(code(p) == "no_source");
  p.file = "pv.pdf";
  CHECK(code(p) == "no_hash");
  p.sha256 = std::string(64, 'a');
  CHECK(code(p) == "counts");
  p.file_check = "different";
  CHECK(code(p) == "file_differs");
  CHECK(code(proof(0.5, "")) == "no_date");
  CHECK(code(proof(0.5, "2026-03-02")) == "future");
  CHECK(code(proof(0.5, "2026-03-01")) == "counts");
  CHECK(code(proof(0.5, "1999-01-01")) == "counts");
  // Hosting: three years, to the day.
  CHECK(code(proof(0.5, "2023-03-01"), "com-hebergement") == "counts");
  CHECK(code(proof(0.5, "2023-02-28"), "com-hebergement") == "expired");
  for (const char* word :
       {"no_step", "no_item", "no_source", "no_hash", "file_differs", "no_date", "refused", "future", "expired"})
    CHECK_FALSE(engine::refusal_words(word).empty());
}

TEST_CASE("an accessibility declaration over three years old no longer counts") {
  criteria::EvidenceAnswer answer;
  answer.indicator = "acces-conformite-rgaa";
  answer.numbers = {{"conforming", 75}, {"applicable", 100}};
  answer.proofs = {proof(std::nullopt, "2023-06-01")};
  const auto fresh = worth(answer, "2026-06-01");
  REQUIRE(fresh.result.status == Status::ok);
  CHECK(*fresh.result.value == 0.75);
  CHECK(fresh.result.score->value == Approx(0.5));  // 0 at 0.5, 1 at 1
  CHECK(*fresh.result.n == 100);
  CHECK(fresh.result.interval_reason->code == "read_once");
  CHECK(worth(answer, "2026-06-02").result.reason->code == "nothing_proven");
  answer.numbers = {{"conforming", 0}, {"applicable", 0}};
  CHECK(worth(answer, "2026-06-01").result.reason->code == "nothing_counted");
  answer.numbers.erase("applicable");
  CHECK(worth(answer, "2026-06-01").result.reason->code == "number_missing");
}

TEST_CASE("points count when they are answered and proven") {
  criteria::EvidenceAnswer answer;
  answer.indicator = "tra-moderation-publiee";
  answer.items = {{"policy", true}, {"appeal", true}, {"delay", false}};
  CHECK(worth(answer).result.reason->code == "point_missing");
  answer.items["third_party"] = false;
  CHECK(worth(answer).result.reason->code == "nothing_proven");
  auto policy = proof(std::nullopt);
  policy.item = "policy";
  answer.proofs = {policy};
  const auto one = worth(answer);
  CHECK(*one.result.value == 0.25);
  CHECK(*one.declaration.claimed == 0.5);
  CHECK(one.result.interval->low == 0);
  CHECK(one.result.interval->high == 0.5);
  answer.proofs = {confirmed(policy)};
  CHECK_FALSE(worth(answer).result.interval);
  answer.items = {{"policy", false}, {"appeal", false}, {"delay", false}, {"third_party", false}};
  CHECK(*worth(answer).result.value == 0);
}

TEST_CASE("mandatory fields without a reason are taken off, and must be said") {
  auto answer = ladder("pro-minimisation", 0.5, {proof(0.5)});
  CHECK(worth(answer).result.reason->code == "number_missing");
  answer.numbers = {{"unjustified_fields", 2}};
  const auto two = worth(answer);
  CHECK(*two.result.value == Approx(0.3));
  CHECK(two.result.interval->low == Approx(0.05));
  CHECK(two.result.interval->high == Approx(0.55));
  answer.numbers = {{"unjustified_fields", 9}};
  CHECK(*worth(answer).result.value == 0);
}

TEST_CASE("half of a score is no score, and small samples are not published") {
  criteria::EvidenceAnswer light;
  light.indicator = "com-sobriete";
  light.numbers = {{"megabytes", 0.5}, {"pages", 5}};
  light.proofs = {proof(std::nullopt)};
  const auto half = worth(light);
  CHECK(*half.result.value == 0.5);
  CHECK_FALSE(half.result.score);
  light.numbers["rgesn"] = 0.6;
  CHECK(worth(light).result.score->value == Approx(0.8));  // (1 + 0.6) / 2
  light.numbers["pages"] = 4;
  CHECK(worth(light).result.status == Status::insufficient_sample);

  criteria::EvidenceAnswer coded;
  coded.indicator = "deb-justification";
  coded.numbers = {{"hits", 90}, {"coded_texts", 150}, {"alpha", 0.66}, {"coders", 2}};
  coded.proofs = {proof(std::nullopt)};
  CHECK(worth(coded).result.status == Status::insufficient_sample);
  coded.numbers["alpha"] = 0.7;
  CHECK(*worth(coded).result.value == Approx(0.6));
}

TEST_CASE("not applicable is neither zero nor missing") {
  criteria::EvidenceAnswer answer;
  answer.indicator = "pou-budget-delegue";
  answer.applicable = false;
  answer.why_not_applicable = "no participatory budget";
  const auto figure = worth(answer);
  CHECK(figure.result.status == Status::not_applicable);
  CHECK(figure.result.reason->text.en.find("no participatory budget") != std::string::npos);
}

TEST_CASE("declared figures stand beside measured ones and never move them") {
  engine::Audit audit = unanswered_audit();
  const engine::Audit before = audit;
  criteria::EvidenceFile file;
  file.file = "evidence.json";
  file.criteria_id = the_set().id;
  file.criteria_version = the_set().version;
  criteria::EvidenceAnswer mixed;
  mixed.indicator = "tra-moderation-publiee";
  for (const char* item : {"policy", "appeal", "delay", "third_party"}) mixed.items[item] = false;
  file.answers = {mixed, ladder(kHelp, 1, {proof(1)})};
  const auto record = engine::apply_evidence(audit, the_set(), the_guide(), file, {"2026-03-01", "team", 0.95});
  engine::rescore(audit, the_set());
  REQUIRE(record.declarations.size() == 2);
  for (const auto& declaration : record.declarations)
    CHECK(declaration.declared.has_value() == (declaration.indicator == mixed.indicator));
  for (std::size_t i = 0; i < audit.indicators.size(); ++i) {
    if (audit.indicators[i].kind == "declared") continue;
    CHECK(audit.indicators[i].value == before.indicators[i].value);
    CHECK(audit.indicators[i].score->value == before.indicators[i].score->value);
  }
  for (std::size_t i = 0; i < audit.axes.size(); ++i) {
    CHECK(audit.axes[i].measured.has_value() == before.axes[i].measured.has_value());
    if (audit.axes[i].measured) CHECK(audit.axes[i].measured->value == before.axes[i].measured->value);
  }
}

TEST_CASE("the shipped guide asks about every declared and mixed indicator") {
  for (const criteria::Indicator& indicator : the_set().indicators) {
    const criteria::EvidenceQuestion* question = the_guide().find(indicator.id);
    INFO(indicator.id);
    CHECK((question != nullptr) == (indicator.kind != criteria::Kind::measured));
    if (question == nullptr) continue;
    for (std::size_t i = 1; i < question->steps.size(); ++i) {
      CHECK_FALSE(question->steps[i].proof.fr.empty());
      CHECK_FALSE(question->steps[i].proof.en.empty());
      CHECK(question->steps[i].value > question->steps[i - 1].value);
    }
    if (question->form != criteria::EvidenceForm::ladder) CHECK_FALSE(question->ask.empty());
  }
}
