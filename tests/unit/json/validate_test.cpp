#include "engine/json/validate.h"

#include <catch2/catch.hpp>

#include "engine/json/reader.h"

using namespace boussole;

namespace {

const char* const kSchema = R"({
  "type": "object",
  "required": ["id", "axes"],
  "additionalProperties": false,
  "properties": {
    "id": {"type": "string", "minLength": 1},
    "status": {"enum": ["proposal", "adopted"]},
    "schema": {"const": "v1"},
    "weight": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
    "count": {"type": ["integer", "null"]},
    "axes": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/axis"}},
    "map": {"type": "object", "additionalProperties": {"type": "number"}}
  },
  "definitions": {
    "axis": {"type": "object", "required": ["fr"], "properties": {"fr": {"type": "string"}, "n": {"type": "integer"}}}
  }
})";

std::vector<Error> check(const std::string& text) {
  const auto schema = json::parse(kSchema, "schema.json");
  const auto document = json::parse(text, "set.json");
  REQUIRE(schema);
  REQUIRE(document);
  return json::violations(*document, *schema, "set.json");
}

}  // namespace

TEST_CASE("A document that follows its schema has no violation") {
  CHECK(check(R"({"id": "x", "axes": [{"fr": "a"}], "count": null, "weight": 0.5, "schema": "v1"})").empty());
  CHECK(check(R"({"id": "x", "axes": [{"fr": "a", "n": 3}], "count": 3, "map": {"a": 1.5}})").empty());
}

TEST_CASE("A violation names file, line, place, what was expected and the remedy in both languages") {
  struct Case {
    std::string text, place, english, french;
  };
  const Case cases[] = {
      {R"({"axes": [{"fr": "a"}]})", "", "\"id\" is missing", "manque «\u00a0id\u00a0»"},
      {R"({"id": "x", "axes": [{"fr": "a"}, {}]})", "axes[1]", "\"fr\" is missing", "manque «\u00a0fr\u00a0»"},
      {R"({"id": "x", "axes": [{"fr": 3}]})", "axes[0].fr", "Expected a text in double quotes, found a number",
       "Trouvé\u00a0: un nombre"},
      {R"({"id": "x", "axes": [{"fr": "a", "n": 1.5}]})", "axes[0].n", "Expected a whole number", "un nombre entier"},
      {R"({"id": "x", "axes": []})", "axes", "Minimum: 1", "Minimum\u00a0: 1"},
      {R"({"id": "", "axes": [{"fr": "a"}]})", "id", "at least: 1", "au moins\u00a0: 1"},
      {R"({"id": "x", "axes": [{"fr": "a"}, {"fr": "a"}]})", "axes", "the same", "identiques"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "colour": 1})", "", "\"colour\" is not known", "«\u00a0colour\u00a0»"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "status": "done"})", "status", "\"done\" is not allowed",
       "«\u00a0done\u00a0»"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "schema": "v2"})", "schema", "\"v2\" is not allowed", "«\u00a0v2\u00a0»"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "weight": -1})", "weight", "Minimum: 0", "Minimum\u00a0: 0"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "weight": 1})", "weight", "Below: 1", "Moins de\u00a0: 1"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "count": "3"})", "count", "a whole number or null", "entier ou null"},
      {R"({"id": "x", "axes": [{"fr": "a"}], "map": {"k": "v"}})", "map.k", "Expected a number", "un nombre"},
      {R"([])", "", "Expected an object", "un objet"},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.text);
    const std::vector<Error> errors = check(expected.text);
    REQUIRE(errors.size() == 1);
    const Error& error = errors.front();
    CAPTURE(error.in(Language::en));
    CHECK(error.file == "set.json");
    CHECK(error.place == expected.place);
    CHECK(error.line.has_value());
    CHECK(error.what.en.find(expected.english) != std::string::npos);
    CHECK(error.what.fr.find(expected.french) != std::string::npos);
    CHECK_FALSE(error.remedy.fr.empty());
    CHECK_FALSE(error.remedy.en.empty());
    CHECK(error.what.en.find("JSON Schema (") == std::string::npos);  // no untranslated message
  }
}

TEST_CASE("Allowed values and possible keys are listed") {
  CHECK(check(R"({"id": "x", "axes": [{"fr": "a"}], "status": "done"})").front().remedy.en ==
        "Allowed values: proposal, adopted.");
  CHECK(check(R"({"id": "x", "axes": [{"fr": "a"}], "colour": 1})").front().remedy.en.find("id, status, schema") !=
        std::string::npos);
}

TEST_CASE("Every violation is listed, in the order of the file") {
  const auto errors = check("{\"id\": 1,\n\"axes\": [{}],\n\"count\": \"x\"}");
  REQUIRE(errors.size() == 3);
  CHECK(errors[0].place == "id");
  CHECK(errors[0].line == 1);
  CHECK(errors[1].place == "axes[0]");
  CHECK(errors[1].line == 2);
  CHECK(errors[2].place == "count");
  CHECK(errors[2].line == 3);
}

TEST_CASE("Validation gives the first violation, and a broken schema is an internal error") {
  const auto schema = json::parse(kSchema, "s");
  const auto document = json::parse("{}", "d");
  const auto result = json::validate(*document, *schema, "d.json");
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == Error::Kind::invalid_input);

  const auto broken = json::parse(R"({"type": "object", "properties": {"a": {"$ref": "#/definitions/none"}}})", "s");
  const auto answer = json::validate(*json::parse(R"({"a": 1})", "d"), *broken, "d.json");
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == Error::Kind::internal);
}
