#include <catch2/catch.hpp>

#include "engine/json/reader.h"
#include "engine/json/writer.h"

using namespace boussole;

TEST_CASE("A document is written in the order of the calls") {
  json::Writer out;
  out.begin_object()
      .member("name", "Évaluation \"A\"\n\\\t\x01")
      .member("n", 3)
      .member("big", std::int64_t{-9223372036854775807 - 1})
      .member("natural", std::uint64_t{18446744073709551615u})
      .member("ratio", 0.1)
      .member("yes", true)
      .member("nothing", std::optional<double>())
      .key("empty")
      .begin_array()
      .end_array()
      .key("list")
      .begin_array()
      .value(1)
      .begin_object()
      .end_object()
      .end_array()
      .end_object();
  CHECK(out.take() == R"({
  "name": "Évaluation \"A\"\n\\\t\u0001",
  "n": 3,
  "big": -9223372036854775808,
  "natural": 18446744073709551615,
  "ratio": 0.1,
  "yes": true,
  "nothing": null,
  "empty": [],
  "list": [
    1,
    {}
  ]
}
)");
}

TEST_CASE("Doubles take the fewest digits that read back the same") {
  CHECK(json::shortest(0.1) == "0.1");
  CHECK(json::shortest(1.0 / 3) == "0.3333333333333333");
  CHECK(json::shortest(-0.0) == "0");
  CHECK(json::shortest(100.0) == "100");
  CHECK(json::shortest(0.30000000000000004) == "0.30000000000000004");
  CHECK(json::shortest(5e-324) == "5e-324");
}

TEST_CASE("What is written is read back equal, and written again the same") {
  const std::string text = "{\n  \"a\": [\n    1.50,\n    \"é\\u0001\"\n  ],\n  \"b\": null,\n  \"c\": false\n}\n";
  const auto value = json::parse(text, "t.json");
  REQUIRE(value);
  json::Writer out;
  out.value(*value);
  CHECK(out.take() == text);
}

TEST_CASE("A text is a text and a truth is a truth") {
  json::Writer out;
  const char* text = "x";
  out.begin_array().value(text).value(false).value('\x41' == 'A').end_array();
  CHECK(out.take() == "[\n  \"x\",\n  false,\n  true\n]\n");
}
