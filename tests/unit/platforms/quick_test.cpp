// What is read without a call says what the call says.
#include "connectors/quick.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace boussole::connectors::test {

TEST_CASE("cells that are read the quick way say the same as by the library's way") {
  const std::vector<std::string> cells{"",
                                       "0",
                                       "7",
                                       "-1",
                                       "007",
                                       "12345678",
                                       "1234567",
                                       "123456789",
                                       "12a",
                                       "a12",
                                       "1234567:",
                                       "12345678/",
                                       "1600000000000",
                                       "1234567890123456",
                                       " 42",
                                       "42 ",
                                       "'-5",
                                       "'=5",
                                       "'",
                                       "4 2",
                                       "12345678901234567",
                                       "+3",
                                       "\xC3\xA9 1",
                                       "1.0",
                                       "\t160000000 ",
                                       "  ",
                                       "123456789x123456",
                                       "9223372036854775807",
                                       "'x'",
                                       "''-1",
                                       "00",
                                       "2147483647",
                                       "2147483648",
                                       "12345678 ",
                                       "9223372036854775808"};
  for (const std::string& cell : cells) {
    CAPTURE(cell);
    const std::string padded = cell + "99999999";  // what stands behind a cell must not count
    const std::string_view seen(padded.data(), cell.size());
    const std::string_view slow = csv::trimmed(csv::undo_formula_guard(seen));
    CHECK(plain(seen) == slow);
    CHECK(whole_of_record(slow) == csv::parse_integer(slow));
    CHECK(whole_of_record(seen) == csv::parse_integer(seen));
    CHECK(quick_count(slow) == count_of(slow));
  }
}

TEST_CASE("times that are read the quick way are those of the reader") {
  const std::vector<std::string> cells{
      "2018-01-09",          "2018-01-09 16:20:06", "2018-01-09T16:20:06", "2018-02-29",
      "2020-02-29 23:59:59", "2018-01-09 24:00:00", "2018-01-09 16:60:06", "2018-01-09 16:20:60",
      "2018-13-09",          "2018-00-09",          "2018-01-00",          "1989-12-31",
      "1990-01-01",          "2100-12-28",          "2101-01-01",          "2018-01-0x",
      "2o18-01-09",          "2018-01-09 16-20-06", "09/01/2018",          "2018-01-09 1 :20:06",
      "01-09-2018",          "2018-1-09x",          "2018-01-9 1:20:061",  ""};
  for (const std::string& cell : cells) {
    CAPTURE(cell);
    CHECK(quick_time(cell) == csv::parse_time(cell));
  }
  for (int year = 1990; year <= 2100; ++year)
    for (int month = 1; month <= 12; ++month) {
      const std::string cell =
          std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-17 08:09:10";
      REQUIRE(quick_time(cell) == csv::parse_time(cell));
    }
}

}  // namespace boussole::connectors::test
