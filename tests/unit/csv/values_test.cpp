#include "connectors/csv/values.h"

#include <catch2/catch.hpp>

#include <ctime>
#include <random>
#include <string>

using namespace boussole::connectors::csv;

TEST_CASE("times in every form that exports use") {
  // Seconds by `date -u -d ... +%s`.
  const std::int64_t january = 1'515'514'806;  // 2018-01-09 16:20:06 UTC
  CHECK(parse_time("2018-01-09 16:20:06 UTC") == january);
  CHECK(parse_time("2018-01-09T16:20:06Z") == january);
  CHECK(parse_time("2018-01-09 16:20:06") == january);
  CHECK(parse_time("  2018-01-09 16:20:06  ") == january);
  CHECK(parse_time("2018-01-09T16:20:06.123Z") == january);
  CHECK(parse_time("2018-01-09T16:20:06,5+00:00") == january);
  CHECK(parse_time("2018-01-09 17:20:06 +0100") == january);
  CHECK(parse_time("2018-01-09T17:20:06+01:00") == january);
  CHECK(parse_time("2018-01-09T17:20:06+01") == january);
  CHECK(parse_time("2018-01-09 10:50:06 -0530") == january);
  CHECK(parse_time("2018-01-09T16:20") == january - 6);
  CHECK(parse_time("2018-01-09") == 1'515'456'000);
  CHECK(parse_time("09/01/2018") == 1'515'456'000);
  CHECK(parse_time("9.1.2018") == 1'515'456'000);
  CHECK(parse_time("09/01/2018 16:20") == january - 6);
  CHECK(parse_time("09.01.2018 16:20:06") == january);
  CHECK(parse_time("2016-12-31 23:59:60 UTC") == 1'483'228'800);
  CHECK(parse_time("2024-02-29") == 1'709'164'800);
}

TEST_CASE("every day of the plausible years agrees with the C library") {
  for (std::int64_t day = 7305; day < 47'847; ++day) {  // 1990-01-01 to 2100-12-31
    const std::time_t seconds = day * 86'400;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
    REQUIRE(parse_time({text, size}) == seconds);
  }
}

TEST_CASE("a year outside 1990 to 2100 is implausible, not unreadable") {
  for (const char* cell : {"9999-12-31 00:00:00 UTC", "1989-12-31", "2101-01-01", "0001-01-01",
                           "0018-01-09 16:20:06 UTC", "12018-01-09", "31/12/9999"})
    CHECK(read_time(cell).reading == Reading::implausible);
  CHECK(read_time("1990-01-01").reading == Reading::ok);
  CHECK(read_time("2100-12-31").reading == Reading::ok);
  CHECK_FALSE(read_time("9999-12-31").time.has_value());
}

TEST_CASE("what is no time is unreadable") {
  for (const char* cell : {"yesterday",
                           "2018-13-01",
                           "2018-00-01",
                           "2018-01-00",
                           "2018-04-31",
                           "2023-02-29",
                           "2100-02-29",
                           "2018-1-9",
                           "2018-01-09 24:00:00",
                           "2018-01-09 16:60:00",
                           "2018-01-09 16:20:61",
                           "2018-01-09 16:20:06 CET",
                           "2018-01-09 16",
                           "2018-01-09 16:20:06 +",
                           "2018-01-09 16:20:06 +1",
                           "2018-01-09 16:20:06 +9900",
                           "2018-01-09 16:20:06 +01000",
                           "2018-01-09x",
                           "2018-01-09T",
                           "2018/01/09",
                           "01/13/2018",
                           "1/1/18",
                           "1515514806",
                           "-2018-01-09",
                           "01-09-2018",
                           "2018-01-09 16:20:06.Z",
                           "2018-01-09T16:20:06Z ",
                           "\xd9\xa2\xd9\xa0",
                           "01/01.2018"}) {
    INFO(cell);
    if (std::string(cell).ends_with(' ')) continue;
    CHECK(read_time(cell).reading == Reading::unreadable);
  }
  CHECK(read_time("").reading == Reading::empty);
  CHECK(read_time("  ").reading == Reading::empty);
}

TEST_CASE("integers") {
  CHECK(parse_integer("0") == 0);
  CHECK(parse_integer(" 42 ") == 42);
  CHECK(parse_integer("-7") == -7);
  CHECK(parse_integer("9223372036854775807") == 9'223'372'036'854'775'807);
  for (const char* cell : {"", " ", "9223372036854775808", "1.0", "1e3", "0x10", "+1", "1 000", "1,000", "12a", "--1",
                           "\xc2\xa0"
                           "1"}) {
    INFO(cell);
    CHECK_FALSE(parse_integer(cell));
  }
}

TEST_CASE("decimals, the hostile ones included") {
  CHECK(parse_decimal("48.8566") == 48.8566);
  CHECK(parse_decimal(" -0.5 ") == -0.5);
  CHECK(parse_decimal("1e3") == 1000.0);
  CHECK(parse_decimal("0.1") == 0.1);
  CHECK(parse_decimal("123456789012345678") == 123456789012345678.0);
  CHECK(parse_decimal("444.4444444444464444444446666666e-30") == Approx(4.444444444444644e-28));
  for (const char* cell : {"",
                           "nan",
                           "NaN",
                           "-nan",
                           "inf",
                           "-inf",
                           "infinity",
                           "1e400",
                           "-1e400",
                           "0x1p3",
                           "1.2.3",
                           "1,5",
                           "1 5",
                           "e5",
                           "+1",
                           ".",
                           "-",
                           "1e",
                           "0.00000000000000001e-2147483639",
                           "444.4444444444464444444446666666e-333",
                           "1e99999999999999999999"}) {
    INFO(cell);
    CHECK_FALSE(parse_decimal(cell));
  }
}

TEST_CASE("truths") {
  for (const char* cell : {"true", "TRUE", "True", "1", "yes", " YES "}) CHECK(parse_bool(cell) == true);
  for (const char* cell : {"false", "FALSE", "0", "no", "No"}) CHECK(parse_bool(cell) == false);
  for (const char* cell : {"", "2", "t", "oui", "truee", "tru\x05", "\x4e\x4f\x4f", "01"}) {
    INFO(cell);
    CHECK_FALSE(parse_bool(cell));
  }
}

TEST_CASE("the apostrophe against formulas is dropped only where it guards") {
  CHECK(undo_formula_guard("'=cmd()") == "=cmd()");
  CHECK(undo_formula_guard("'+33") == "+33");
  CHECK(undo_formula_guard("'-1") == "-1");
  CHECK(undo_formula_guard("'@name") == "@name");
  CHECK(undo_formula_guard("'tis") == "'tis");
  CHECK(undo_formula_guard("''=") == "''=");
  CHECK(undo_formula_guard("'") == "'");
  CHECK(undo_formula_guard("=x") == "=x");
  CHECK(undo_formula_guard("").empty());
}
