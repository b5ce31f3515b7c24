#include "criteria/validate.h"

#include <catch2/catch.hpp>

#include "engine/json/reader.h"
#include "tests/unit/criteria/copied_set.h"

using namespace boussole;

namespace {

/// A small audit.json, valid; the tests damage it.
const std::string kAudit = R"({
  "schema": "boussole/audit/1",
  "tool": {"name": "boussole", "version": "0.1.0"},
  "platform": {"name": "Ville inventée", "url": "", "connector": "decidim", "generation": "decidim 0.30"},
  "as_of": "2025-01-31",
  "sources": [{"file": "a.csv", "entity": "proposals", "sha256": "00", "bytes": 10, "rows_read": 1, "rows_rejected": 0,
    "rows_duplicate": 0, "columns_ignored": [], "columns_personal": [], "notes": []}],
  "criteria": {"id": "boussole", "version": "0.1.0", "sha256": "00", "status": "proposal"},
  "parameters": {"level": 0.95, "seed": 18446744073709551615, "replicates": 2000, "min_cell": 5, "language": "fr",
    "as_of": "", "spaces": [], "locales": [], "organiser_accounts": 0, "organisers_listed": 0},
  "capabilities": {"comments.author": "full"},
  "context": [{"id": "ctx-volume", "value": 12, "unit": "count", "n": 12, "reason": null}],
  "indicators": [
    {"id": "deb-reciprocite", "axis": "debat", "criterion": "interaction", "kind": "measured", "status": "ok",
     "reason": null, "value": 0.25, "unit": "ratio", "interval": {"low": 0.2, "high": 0.3, "level": 0.95, "method": "m"},
     "interval_reason": null, "n": 100, "missing": 0, "parts": [], "score": {"value": 0.5, "low": null, "high": null}, "norm_variant": "",
     "method": "m", "formula": "f", "references": "r", "warnings": []},
    {"id": "div-parite", "axis": "diversite", "criterion": "representativite", "kind": "mixed", "status": "missing",
     "reason": {"code": "c", "fr": "Absent.", "en": "Absent."}, "value": null, "unit": "points", "interval": null,
     "interval_reason": null, "n": null, "missing": null, "parts": [], "score": null, "norm_variant": "", "method": "", "formula": "f",
     "references": "r", "warnings": []}],
  "criteria_scores": [{"id": "interaction", "axis": "debat", "declared": null,
    "measured": {"value": 0.5, "low": null, "high": null, "coverage": 1}}],
  "axes": [{"id": "debat", "measured": null, "declared": null, "status": "missing", "coverage": 0,
    "reason": {"code": "c", "fr": "Trop peu.", "en": "Too few."}}],
  "spaces": [],
  "other_sets": [],
  "rejections": {"total": 0, "by_reason": {}, "sample": []},
  "declarations": [{"fr": "Une.", "en": "One."}]
})";

std::vector<Error> damaged(const std::string& from, const std::string& to) {
  std::string text = kAudit;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  const auto root = json::parse(text.replace(at, from.size(), to), "audit.json");
  REQUIRE(root);
  return criteria::validate_audit(*root, "audit.json");
}

}  // namespace

TEST_CASE("A well-formed audit is valid") {
  const auto root = json::parse(kAudit, "audit.json");
  REQUIRE(root);
  const auto errors = criteria::validate_audit(*root, "audit.json");
  CAPTURE(errors.empty() ? "" : errors.front().in(Language::en));
  CHECK(errors.empty());
}

TEST_CASE("An audit that breaks a rule of the document is refused") {
  struct Case {
    std::string from, to, place, says;
  };
  const Case cases[] = {
      {"boussole/audit/1", "boussole/audit/2", "schema", "not allowed"},
      {"\"reason\": {\"code\": \"c\", \"fr\": \"Absent.\", \"en\": \"Absent.\"}", "\"reason\": null",
       "indicators[1].reason", "absent must say why"},
      {"\"value\": 0.25", "\"value\": null", "indicators[0].value", "no value"},
      {"{\"low\": 0.2, \"high\": 0.3, \"level\": 0.95, \"method\": \"m\"}", "null", "indicators[0].interval_reason",
       "without an interval"},
      {"\"low\": 0.2", "\"low\": 0.4", "indicators[0].interval", "above the high bound"},
      {"\"id\": \"div-parite\"", "\"id\": \"deb-reciprocite\"", "indicators[1].id", "already used"},
      {"\"score\": null", "\"score\": {\"value\": 0, \"low\": null, \"high\": null}", "indicators[1].score",
       "Only an \"ok\""},
      {"\"score\": {\"value\": 0.5", "\"score\": {\"value\": 1.5", "indicators[0].score.value", "Maximum: 1"},
      {"\"value\": 12", "\"value\": null", "context[0].reason", "must say why"},
      {"\"rows_read\": 1", "\"rows_read\": -1", "sources[0].rows_read", "Minimum: 0"},
      {"\"full\"", "\"some\"", "capabilities.comments.author", "not allowed"},
      {"\"fr\": \"Une.\"", "\"fr\": \"\"", "declarations[0].fr", "too short"},
      {"\"spaces\": [],\n  \"other_sets\"", "\"other_sets\"", "", "\"spaces\" is missing"},
      {"\"reason\": {\"code\": \"c\", \"fr\": \"Trop peu.\", \"en\": \"Too few.\"}", "\"reason\": null",
       "axes[0].reason", "axis without a score"},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.from, expected.to);
    const auto errors = damaged(expected.from, expected.to);
    REQUIRE_FALSE(errors.empty());
    CAPTURE(errors.front().in(Language::en));
    CHECK(errors.front().place == expected.place);
    CHECK(errors.front().what.en.find(expected.says) != std::string::npos);
    CHECK_FALSE(errors.front().remedy.fr.empty());
    CHECK(errors.front().line.has_value());
  }
}

TEST_CASE("A path is recognised by what the file says") {
  CopiedSet set;
  set.write("audit.json", kAudit);
  CHECK(criteria::validate_path(set.folder() / "audit.json").empty());
  CHECK(criteria::validate_path(set.folder() / "axes.json").empty());
  CHECK(criteria::validate_path(set.folder() / "set.json").empty());
  CHECK(criteria::validate_path(set.folder()).empty());

  set.write("other.json", "{\"schema\": \"something/1\"}");
  CHECK(criteria::validate_path(set.folder() / "other.json").size() == 1);
  set.write("broken.json", "{\"schema\": ");
  const auto errors = criteria::validate_path(set.folder() / "broken.json");
  REQUIRE(errors.size() == 1);
  CHECK(errors.front().line == 1);
  CHECK_FALSE(criteria::validate_path(set.folder() / "nothing.json").empty());
}

TEST_CASE("A folder of results is checked by its audit") {
  CopiedSet set;
  std::filesystem::remove(set.folder() / "set.json");
  set.write("audit.json", kAudit);
  CHECK(criteria::validate_path(set.folder()).empty());
}

TEST_CASE("Scenarios alone are read against the set that the program carries") {
  CopiedSet set;
  std::filesystem::remove(set.folder() / "set.json");
  CHECK(criteria::validate_path(set.folder() / "scenarios.json").empty());
  set.replace("scenarios.json", "\"axis\": \"suites\"", "\"axis\": \"suite\"");
  CHECK(criteria::validate_path(set.folder() / "scenarios.json").size() == 1);
}

TEST_CASE("Hostile numbers in a criteria file are read safely") {
  for (const char* number :
       {"0.00000000000000001e-2147483639", "444.4444444444464444444446666666e-333", "1e-99999999999999999999"}) {
    CopiedSet set;
    set.replace("indicators/debat.json", "\"zero_at\": 0.05", std::string("\"zero_at\": ") + number);
    CHECK(criteria::validate_path(set.folder()).empty());
  }
  CopiedSet set;
  set.replace("indicators/debat.json", "\"zero_at\": 0.05", "\"zero_at\": 1e400");
  CHECK(criteria::validate_path(set.folder()).size() == 1);
}
