#include <catch2/catch.hpp>
#include <random>

#include "engine/json/reader.h"

using namespace boussole;

TEST_CASE("A document keeps its order, its types and its places") {
  const auto value = json::parse("{\"b\": [1, \"é\", null],\n \"a\": {\"x\": true},\n\n   \"c\": \"z\" }", "t.json");
  REQUIRE(value);
  const json::Object* object = value->as_object();
  REQUIRE(object);
  REQUIRE(object->size() == 3);
  CHECK(object->begin()[0].key == "b");
  CHECK(object->begin()[1].key == "a");
  CHECK(value->find("b")->at(0)->as_integer() == 1);
  CHECK(*value->find("b")->at(1)->as_string() == "é");
  CHECK(value->find("b")->at(2)->is_null());
  CHECK(value->find("b")->at(3) == nullptr);
  CHECK(value->find("a")->find("x")->as_bool() == true);
  CHECK(value->find("nothing") == nullptr);
  CHECK(value->find("a")->line() == 2);
  CHECK(value->find("a")->column() == 7);
  CHECK(value->find("c")->line() == 4);
  CHECK(value->find("c")->column() == 9);
  CHECK(value->find("b")->at(2)->column() == 16);  // counted in characters: é is one
  CHECK(value->find("b")->at(0)->column() == 8);
  CHECK(value->find("b")->line() == 1);
}

TEST_CASE("One type is never taken for another") {
  const auto value = json::parse(R"(["1", 1, true, null, [], {}])", "t.json");
  REQUIRE(value);
  CHECK_FALSE(value->at(0)->as_double());
  CHECK_FALSE(value->at(1)->as_bool());
  CHECK_FALSE(value->at(2)->as_integer());
  CHECK_FALSE(value->at(3)->as_bool());
  CHECK(value->at(4)->as_object() == nullptr);
  CHECK(value->at(5)->as_array() == nullptr);
  CHECK(value->at(5)->find("x") == nullptr);
}

TEST_CASE("Escapes are undone, and a zero inside a string is kept") {
  const auto value = json::parse(R"(["\u00e9\ud83d\ude00\n\"\\\/", "a\u0000b"])", "t.json");
  REQUIRE(value);
  CHECK(*value->at(0)->as_string() == "é😀\n\"\\/");
  CHECK(*value->at(1)->as_string() == std::string("a\0b", 3));
}

TEST_CASE("What is wrong is said with its line and column") {
  struct Case {
    std::string text;
    std::int64_t line, column;
    std::string says;
  };
  const Case cases[] = {
      {"", 1, 1, "empty"},
      {"  \n ", 2, 2, "empty"},
      {"{\"a\": 1,\n \"é\": 2,\n \"a\": 3}", 3, 2, "repeated"},
      {"[1 2]", 1, 4, "comma"},
      {"{\"a\" 1}", 1, 6, "colon"},
      {"{a: 1}", 1, 2, "double quotes"},
      {"[1, ]", 1, 5, "value"},
      {"[1]x", 1, 4, "after the end"},
      {"[\"a\nb\"]", 1, 4, ""},
      {"[\"abc", 1, 6, "not closed"},
      {"[\"\\ud800\"]", 1, 3, "escape"},
      {"[\"\\udc00\"]", 1, 2, "escape"},  // found by the fuzzer: RapidJSON takes it, and its bytes are no UTF-8
      {"[1, \"a\\udfff\\ud83d\\ude00\"]", 1, 5, "escape"},
      {"{\"\\ude00\": 1}", 1, 2, "escape"},
      {"[tru]", 1, 2, ""},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.text);
    const auto value = json::parse(expected.text, "here.json");
    REQUIRE_FALSE(value);
    CHECK(value.error().file == "here.json");
    CHECK(value.error().line == expected.line);
    CHECK(value.error().what.en.find(expected.says) != std::string::npos);
    CHECK_FALSE(value.error().what.fr.empty());
    CHECK_FALSE(value.error().remedy.fr.empty());
    CHECK_FALSE(value.error().remedy.en.empty());
    if (!expected.says.empty()) CHECK(value.error().column == expected.column);
  }
}

TEST_CASE("Text that is not UTF-8 is refused") {
  for (const std::string bytes : {"\xE9", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"}) {
    const auto value = json::parse("[\"" + bytes + "\"]", "t.json");
    REQUIRE_FALSE(value);
    CHECK(value.error().line == 1);
  }
  CHECK(json::parse("[\"\xF0\x9F\x98\x80\"]", "t.json"));
}

TEST_CASE("A zero byte hides nothing") {
  CHECK_FALSE(json::parse(std::string("1\0]]]", 5), "t.json"));
  CHECK_FALSE(json::parse(std::string("[1]\0", 4), "t.json"));
}

TEST_CASE("A byte order mark is skipped") {
  const auto value = json::parse("\xEF\xBB\xBF{\"a\":1}", "t.json");
  REQUIRE(value);
  CHECK(value->find("a")->as_integer() == 1);
}

TEST_CASE("Nesting is limited, and neither deep nor endless input breaks the program") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(json::parse(nested(512), "t.json"));
  const auto deep = json::parse(nested(513), "t.json");
  REQUIRE_FALSE(deep);
  CHECK(deep.error().what.en.find("512") != std::string::npos);
  CHECK_FALSE(json::parse(std::string(1'000'000, '['), "t.json"));
  CHECK_FALSE(json::parse(std::string(1'000'000, '{'), "t.json"));
}

TEST_CASE("A wide object with a repeated key is refused quickly") {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  CHECK(json::parse(text + "\"last\":0}", "t.json"));
  CHECK_FALSE(json::parse(text + "\"k5\":0}", "t.json"));
}

TEST_CASE("A file that is not there is an input error, not a crash") {
  const auto value = json::parse_file("no/such/file.json");
  REQUIRE_FALSE(value);
  CHECK(value.error().kind == Error::Kind::io);
  CHECK_FALSE(json::parse_file("."));
}

TEST_CASE("Damaged documents are refused or read, never a crash") {
  const std::string whole = R"({"a": [1.5e3, -0, "é\u0041\n", null, true], "b": {"c": "😀", "d": [[], {}]}})";
  std::mt19937 random(7);
  int read = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = whole;
    for (auto edits = 1 + random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          text.erase(at, 1 + random() % 4);
          break;
        default:
          text.insert(at, 1, "{}[]\",:0123456789eE+-.tfn\\u"[random() % 27]);
      }
      if (text.empty()) text = "x";
    }
    const auto value = json::parse(text, "t.json");
    if (value)
      ++read;
    else
      REQUIRE(value.error().line.has_value());
  }
  CHECK(read > 100);
  CHECK(read < 19900);
}
