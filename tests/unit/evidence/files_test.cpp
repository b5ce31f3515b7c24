#include <catch2/catch.hpp>

#include "criteria/replies_file.h"
#include "criteria/validate.h"
#include "engine/json/reader.h"
#include "reports/evidence_form.h"
#include "tests/unit/evidence/answers.h"

using namespace boussole;
using namespace boussole::testing;

namespace {

/// A questionnaire with one answer to "acces-accompagnement", its line 6.
std::string evidence(const std::string& answer, const std::string& head = "\"schema\": \"boussole/evidence/1\"") {
  return "{" + head + ",\n\"criteria\": {\"id\": \"boussole\", \"version\": \"0.1.0\"},\n" +
         "\"platform\": {\"name\": \"T\", \"url\": \"\"},\n" +
         "\"declared_by\": {\"role\": \"team\", \"date\": \"2026-01-01\"},\n\"answers\": [\n" + answer + "]}";
}

std::string proof_json(const std::string& more) {
  return R"({"indicator": "acces-accompagnement", "step": 0.5, "proofs": [{"what": "w", )" + more + "}]}";
}

std::string reply_json(const std::string& more) {
  return R"({"schema": "boussole/replies/1", "replies": [
{"id": "r", "indicator": "sui-taux-reponse", "text": "A text that is long enough.", "author_role": "team",
"date": "2026-01-01", )" +
         more + "}]}";
}

Expected<criteria::EvidenceFile> read(const std::string& text) {
  return criteria::read_evidence(text, "e.json", the_set(), the_guide());
}

/// Refused, with the file, a line, what is wrong and what to do in both languages.
template <class T>
void refused(const Expected<T>& read, const std::string& file, const std::string& says) {
  INFO(says);
  REQUIRE_FALSE(read);
  INFO(read.error().in(Language::en));
  CHECK(read.error().file == file);
  CHECK(read.error().line.has_value());
  CHECK(read.error().what.en.find(says) != std::string::npos);
  CHECK_FALSE(read.error().what.fr.empty());
  CHECK_FALSE(read.error().remedy.fr.empty());
  CHECK_FALSE(read.error().remedy.en.empty());
}

}  // namespace

TEST_CASE("the questionnaire that is written is valid, empty, and reads back") {
  for (const Language language : {Language::fr, Language::en}) {
    const auto file = read(reports::write_questionnaire(the_set(), the_guide(), language));
    REQUIRE(file);
    CHECK(file->answers.size() == the_guide().questions.size());
    for (const auto& answer : file->answers) CHECK_FALSE(answer.filled());
  }
}

TEST_CASE("evidence that is wrong is refused where it is wrong") {
  REQUIRE(read(evidence(proof_json("\"step\": 0.5"))));
  refused(read(evidence(proof_json("\"step\": 0.4"))), "e.json", "not on the ladder");
  refused(read(evidence(R"({"indicator": "acces-accompagnement", "step": 0.3})")), "e.json", "not on the ladder");
  refused(read(evidence(R"({"indicator": "nope", "step": 0.5})")), "e.json", "not declared");
  refused(read(evidence(R"({"indicator": "sui-taux-reponse", "step": 0.5})")), "e.json", "not declared");
  refused(read(evidence(R"({"indicator": "acces-accompagnement"}, {"indicator": "acces-accompagnement"})")), "e.json",
          "already used");
  refused(read(evidence(proof_json("\"date\": \"2026-02-30\""))), "e.json", "not a date");
  refused(read(evidence(proof_json("\"url\": \"javascript:alert(1)\""))), "e.json", "not a web address");
  refused(read(evidence(proof_json("\"url\": \"https://a b\""))), "e.json", "not a web address");
  refused(read(evidence(proof_json("\"sha256\": \"abc\""))), "e.json", "not a SHA-256");
  refused(read(evidence(proof_json("\"file\": \"../secret\""))), "e.json", "not the name of a file");
  refused(read(evidence(proof_json("\"file\": \".hidden\""))), "e.json", "not the name of a file");
  refused(
      read(evidence(proof_json(R"("checked_by": {"role": "a@b.fr", "date": "2026-01-01", "verdict": "confirmed"})"))),
      "e.json", "e-mail");
  refused(read(evidence(R"({"indicator": "acces-accompagnement", "applicable": false})")), "e.json", "needs a reason");
  refused(read(evidence(R"({"indicator": "acces-conformite-rgaa", "numbers": {"conforming": 9, "applicable": 3}})")),
          "e.json", "more than the whole");
  for (const char* bad : {"-1", "1.5", "1e300"})
    refused(read(evidence(R"({"indicator": "acces-conformite-rgaa", "numbers": {"applicable": )" + std::string(bad) +
                          "}}")),
            "e.json", "impossible");
  refused(read(evidence(R"({"indicator": "acces-conformite-rgaa", "numbers": {"wrong": 3}})")), "e.json", "not asked");
  refused(read(evidence(R"({"indicator": "tra-regles-publiees", "items": {"wrong": true}})")), "e.json",
          "not in the question");
  refused(read(evidence(R"({"indicator": "acces-accompagnement", "extra": 1})")), "e.json", "not known");
}

TEST_CASE("older, newer, other and truncated evidence is refused, never half read") {
  refused(read(evidence("", R"("schema": "boussole/evidence/2")")), "e.json", "another version");
  refused(read(evidence("", R"("schema": "boussole/evidence/0")")), "e.json", "another version");
  refused(read(evidence("", R"("schema": "boussole/audit/1")")), "e.json", "not of the kind");
  refused(read("{}"), "e.json", "not of the kind");
  refused(read("[]"), "e.json", "not of the kind");
  auto other = evidence("");
  other.replace(other.find("\"boussole\""), 10, "\"elsewhere\"");
  refused(read(other), "e.json", "another criteria set");
  const std::string whole = reports::write_questionnaire(the_set(), the_guide(), Language::en);
  for (std::size_t part = 0; part < 40; ++part) {
    const auto cut = read(whole.substr(0, whole.size() * part / 40));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().file == "e.json");
    CHECK_FALSE(cut.error().remedy.en.empty());
  }
  // Every byte of a small file damaged: read or refused, never a crash.
  const std::string small = evidence(proof_json("\"step\": 0.5"));
  for (std::size_t i = 0; i < small.size(); ++i)
    for (const char c : {'\0', '"', '}', '9', '\xff'}) {
      std::string damaged = small;
      damaged[i] = c;
      (void)read(damaged);
    }
}

TEST_CASE("replies that are wrong are refused where they are wrong") {
  const auto replies = [](const std::string& more) {
    return criteria::read_replies(reply_json(more), "r.json", the_set());
  };
  REQUIRE(replies(R"("kind": "contest", "reason": "wrong_data", "value": 0.5)"));
  REQUIRE(replies(R"("kind": "annotation")"));
  refused(replies(R"("kind": "contest")"), "r.json", "has a reason");
  refused(replies(R"("kind": "contest", "reason": "because")"), "r.json", "not allowed");
  refused(replies(R"("kind": "annotation", "value": 1)"), "r.json", "Only a contest");
  refused(replies(R"("kind": "annotation", "answer_due": "soon")"), "r.json", "not a date");
  refused(replies(R"("kind": "annotation", "file": {"name": "a/b", "sha256": ""})"), "r.json",
          "not the name of a file");
  refused(
      replies(
          R"("kind": "contest", "reason": "wrong_data", "answer": {"outcome": "upheld", "text": "Yes, it was wrong.",
                    "author_role": "team", "date": "2025-01-01"})"),
      "r.json", "older than the contest");
  refused(criteria::read_replies(R"({"schema": "boussole/replies/9", "replies": []})", "r.json", the_set()), "r.json",
          "another version");
}

TEST_CASE("the guide of the shipped set is valid, and a damaged one is not") {
  auto root = json::parse_file(BOUSSOLE_CRITERIA_DIR "/boussole/evidence.json");
  REQUIRE(root);
  CHECK(criteria::check_evidence_guide(*root, "evidence.json", the_set()).empty());
  CHECK(criteria::validate_path(BOUSSOLE_CRITERIA_DIR "/boussole").empty());
  auto text = *json::read_file(BOUSSOLE_CRITERIA_DIR "/boussole/evidence.json");
  const auto damaged = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    REQUIRE(changed.find(from) != std::string::npos);
    changed.replace(changed.find(from), from.size(), to);
    const auto parsed = json::parse(changed, "evidence.json");
    REQUIRE(parsed);
    return criteria::check_evidence_guide(*parsed, "evidence.json", the_set());
  };
  CHECK_FALSE(damaged("\"acces-accompagnement\"", "\"sui-taux-reponse\"").empty());
  CHECK_FALSE(damaged("\"value\": 0.75", "\"value\": 0.7").empty());
  CHECK_FALSE(damaged("\"form\": \"share\"", "\"form\": \"items\"").empty());
}

TEST_CASE("a set without a guide asks what its scales allow") {
  const criteria::EvidenceGuide guide = criteria::evidence_guide_of(the_set());
  for (const criteria::Indicator& indicator : the_set().indicators)
    CHECK((guide.find(indicator.id) != nullptr) == (indicator.kind == criteria::Kind::declared));
  CHECK(guide.find("acces-accompagnement")->steps.size() == 5);
}
