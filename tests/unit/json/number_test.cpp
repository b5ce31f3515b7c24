#include <bit>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

#include "engine/json/reader.h"
#include "engine/json/writer.h"

using namespace boussole;

namespace {
json::Number read(const std::string& text) {
  const auto value = json::parse(text, "t.json");
  REQUIRE(value);
  REQUIRE(value->as_number());
  return *value->as_number();
}
}  // namespace

TEST_CASE("The five hostile numbers are read safely") {
  // The first two crash or overflow in RapidJSON 1.1.0 under other flags (CVE-2024-38517 and its issue 1251).
  CHECK(read("0.00000000000000001e-2147483639").value == 0.0);
  CHECK(read("444.4444444444464444444446666666e-333").value ==
        std::strtod("444.4444444444464444444446666666e-333", nullptr));
  CHECK(read("1e-99999999999999999999").value == 0.0);
  CHECK_FALSE(json::parse("1e99999999999999999999", "t.json"));
  CHECK(read("0." + std::string(100000, '0') + "1").value == 0.0);
  CHECK_FALSE(json::parse(std::string(100000, '9'), "t.json"));
}

TEST_CASE("A number too large for a double is refused with its place") {
  for (const char* text : {"[\n  1e309]", "[\n  -1e309]", "[\n  17976931348623159e292]"}) {
    const auto value = json::parse(text, "t.json");
    REQUIRE_FALSE(value);
    CHECK(value.error().line == 2);
    CHECK(value.error().column == 3);
    CHECK(value.error().in(Language::en).find("too large") != std::string::npos);
  }
  CHECK(read("1.7976931348623157e308").value == 1.7976931348623157e308);
}

TEST_CASE("The smallest doubles are kept") {
  CHECK(read("4.9406564584124654e-324").value == 4.9406564584124654e-324);
  CHECK(read("2.2250738585072011e-308").value == std::strtod("2.2250738585072011e-308", nullptr));
  CHECK(read("-1e-400").value == 0.0);
  CHECK(read("0e5").value == 0.0);
}

TEST_CASE("Decimals that RapidJSON rounds wrongly are read to the nearest double") {
  for (const char* text : {"0.30000000000000004", "5.1098955000000005", "123456789.12345679", "9007199254740993.5",
                           "1.00000000000000011102230246251565", "7.2057594037927933e16", "179.76931348623157e306"})
    CHECK(read(text).value == std::strtod(text, nullptr));
}

TEST_CASE("Any double written is read back as the same double") {
  std::mt19937_64 bits(20240517);
  std::string text = "[";
  std::vector<double> numbers;
  while (numbers.size() < 20000) {
    const double number = std::bit_cast<double>(bits());
    if (!std::isfinite(number)) continue;
    numbers.push_back(number);
    text += (numbers.size() > 1 ? "," : "") + json::shortest(number);
  }
  const auto read_back = json::parse(text + "]", "t.json");
  REQUIRE(read_back);
  REQUIRE(read_back->size() == numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) REQUIRE(read_back->at(i)->as_double() == numbers[i]);
}

TEST_CASE("An integer is exact, and only when it is written as one") {
  CHECK(read("9007199254740993").integer == 9007199254740993);
  CHECK(read("-9223372036854775808").integer == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(read("9223372036854775808").integer);
  CHECK(read("9223372036854775808").value == 9223372036854775808.0);
  CHECK_FALSE(read("3.0").integer);
  CHECK_FALSE(read("3e0").integer);
  CHECK(read("3.0").lexeme == "3.0");
}

TEST_CASE("What is no JSON number is refused") {
  for (const char* text : {"01", "+1", "1.", ".5", "1e", "1e+", "-", "NaN", "Infinity", "-Infinity", "0x10", "1_000",
                           "1,5", "--1", "1.5.2"})
    CHECK_FALSE(json::parse(text, "t.json"));
}
