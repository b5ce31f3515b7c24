#include <catch2/catch.hpp>

#include "criteria/validate.h"
#include "engine/json/reader.h"
#include "reports/json.h"
#include "tests/support/audit_fixture.h"
#include "tests/support/golden.h"

using namespace boussole;
using namespace boussole::reports;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("json_keys_are_in_the_order_of_the_design") {
  const auto document = json::parse(write_json(testing::fixture_audit()), "audit.json");
  REQUIRE(document);
  std::vector<std::string> keys;
  for (const auto& member : *document->as_object()) keys.push_back(member.key);
  CHECK(keys == std::vector<std::string>{"schema", "tool", "platform", "as_of", "sources", "criteria", "parameters",
                                         "capabilities", "context", "indicators", "criteria_scores", "axes", "spaces",
                                         "other_sets", "rejections", "declarations"});
  std::vector<std::string> inner;
  for (const auto& member : *document->find("indicators")->at(0)->as_object()) inner.push_back(member.key);
  CHECK(inner == std::vector<std::string>{"id", "axis", "criterion", "kind", "status", "reason", "value", "unit",
                                          "interval", "interval_reason", "n", "missing", "parts", "score",
                                          "norm_variant", "method", "formula", "references", "warnings"});
}

TEST_CASE("json_round_trip_is_byte_for_byte") {
  for (const auto& audit : {testing::fixture_audit(), testing::empty_audit()}) {
    const std::string once = write_json(audit);
    const auto read = read_audit(once, "audit.json");
    REQUIRE(read);
    CHECK(write_json(*read) == once);
  }
}

TEST_CASE("json_keeps_what_doubles_and_naturals_hold") {
  auto audit = testing::fixture_audit();
  audit.indicators[0].value = 0.1 + 0.2;
  const auto read = read_audit(write_json(audit), "audit.json");
  REQUIRE(read);
  CHECK(*read->indicators[0].value == 0.1 + 0.2);
  CHECK(read->parameters.seed == 18446744073709551615U);
  CHECK_FALSE(read->indicators[2].value);
  CHECK(read->indicators[2].reason->code == "no_demographics");
  CHECK(read->axes[0].measured->geometric == 0.58);
}

TEST_CASE("json_is_valid_against_its_schema") {
  const auto document = json::parse(write_json(testing::fixture_audit()), "audit.json");
  REQUIRE(document);
  for (const Error& error : criteria::validate_audit(*document, "audit.json")) FAIL_CHECK(error.in(Language::en));
}

TEST_CASE("json_baseline") {
  CHECK(testing::differs_from_baseline("reports/audit.json", write_json(testing::fixture_audit())) == "");
}

TEST_CASE("json_reader_names_the_place") {
  const std::string good = write_json(testing::fixture_audit());
  const auto place_of = [&](const std::string& from, const std::string& to) {
    const auto read = read_audit(replaced(good, from, to), "a.json");
    REQUIRE_FALSE(read);
    CHECK(read.error().file == "a.json");
    CHECK(read.error().line);
    return read.error().place;
  };
  CHECK(place_of("\"status\": \"ok\"", "\"status\": \"fine\"") == "indicators[0].status");
  CHECK(place_of("\"low\": 0.31,", "\"low\": \"x\",") == "indicators[0].interval.low");
  CHECK(place_of("\"low\": 0.31,", "\"low\": 7,") == "indicators[0].interval");
  CHECK(place_of("boussole/audit/1", "boussole/audit/2") == "schema");
  CHECK(place_of("\"as_of\": \"2026-11-01\",", "") == "as_of");
  CHECK(place_of("\"bytes\": 4123456", "\"bytes\": 1.5") == "sources[0].bytes");
  CHECK(place_of("\"seed\": 18446744073709551615", "\"seed\": -1") == "parameters.seed");
  CHECK(place_of("\"total\": 2", "\"total\": null") == "rejections.total");
}

TEST_CASE("json_reader_asks_for_a_reason_where_nothing_is_measured") {
  auto audit = testing::fixture_audit();
  audit.indicators[2].reason.reset();
  const auto read = read_audit(write_json(audit), "a.json");
  REQUIRE_FALSE(read);
  CHECK(read.error().place == "indicators[2].reason");
}

TEST_CASE("json_reader_survives_what_is_not_an_audit") {
  for (const char* text : {"", "[]", "null", "{}", "{\"schema\": 1}", "{\"schema\": \"boussole/audit/1\"}", "\"x\"",
                           "{\"schema\":\"boussole/audit/1\",\"tool\":[1]}", "0.00000000000000001e-2147483639"})
    CHECK_FALSE(read_audit(text, "a.json"));
}

TEST_CASE("json_unknown_keys_are_ignored") {
  const std::string text = replaced(write_json(testing::fixture_audit()), "\"as_of\"", "\"later\": [1], \"as_of\"");
  CHECK(read_audit(text, "a.json"));
}

TEST_CASE("json_reader_survives_a_document_cut_or_spoiled_anywhere") {
  const std::string good = write_json(testing::fixture_audit());
  std::size_t refused = 0, tried = 0;
  for (std::size_t cut = 0; cut + 2 < good.size(); cut += 211, ++tried)
    refused += !read_audit(std::string_view(good).substr(0, cut), "a.json");
  CHECK(refused == tried);
  for (std::size_t at = 0; (at = good.find(": ", at)) != std::string::npos; at += 97) {
    const std::size_t end = good.find_first_of(",\n", at);
    for (const char* junk : {"null", "[]", "{}", "\"x\"", "-1", "1e308", "true"}) {
      const auto read = read_audit(good.substr(0, at + 2) + junk + good.substr(end), "a.json");
      if (!read) CHECK_FALSE(read.error().what.fr.empty());
    }
  }
}
