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

}  // namespace boussole::connectors::test
