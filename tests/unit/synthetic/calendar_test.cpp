#include <catch2/catch.hpp>

#include "examples/synthetic/calendar.h"
#include "examples/synthetic/random.h"

using namespace boussole::synthetic;

TEST_CASE("days are those of the civil calendar") {
  CHECK(at(1970, 1, 1) == 0);
  CHECK(at(2024, 2, 29, 12, 30, 15) == 1'709'209'815);
  CHECK(unzoned(at(2024, 2, 29, 12, 30, 15)) == "2024-02-29 12:30:15");
  CHECK(unzoned(-1) == "1969-12-31 23:59:59");
}

TEST_CASE("times print with the zone of the installation") {
  CHECK(zoned(at(2018, 1, 9, 16, 20, 6), Zone::utc) == "2018-01-09 16:20:06 UTC");
  CHECK(zoned(at(2018, 1, 25, 8, 58, 24), Zone::paris) == "2018-01-25 09:58:24 +0100");
  CHECK(zoned(at(2020, 10, 18, 21, 56, 14), Zone::paris) == "2020-10-18 23:56:14 +0200");
  CHECK(date(at(2020, 6, 30, 22, 30), Zone::paris) == "2020-07-01");
}

TEST_CASE("summer time begins and ends at one in the morning UTC") {
  CHECK(zoned(at(2023, 3, 26, 0, 59, 59), Zone::paris) == "2023-03-26 01:59:59 +0100");
  CHECK(zoned(at(2023, 3, 26, 1), Zone::paris) == "2023-03-26 03:00:00 +0200");
  CHECK(zoned(at(2023, 10, 29, 0, 59, 59), Zone::paris) == "2023-10-29 02:59:59 +0200");
  CHECK(zoned(at(2023, 10, 29, 1), Zone::paris) == "2023-10-29 02:00:00 +0100");
}

TEST_CASE("random integers depend on seed, stream and index, and stay within bounds") {
  CHECK(Random(1).next() == Random(1).next());
  CHECK(Random(1).next() != Random(2).next());
  CHECK(Random(1, 1).next() != Random(1, 2).next());
  CHECK(Random(1, 1, 1).next() != Random(1, 1, 2).next());
  Random random(5);
  std::int64_t low = 99, high = -99, first_tenth = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t value = random.between(-3, 4);
    low = std::min(low, value), high = std::max(high, value);
    if (random.skewed(1000, 3) < 100) ++first_tenth;
  }
  CHECK(low == -3);
  CHECK(high == 4);
  CHECK(random.below(0) == 0);
  // P(u^3 < 0.1) = 0.1^(1/3) = 0.464.
  CHECK(first_tenth > 9'000);
  CHECK(first_tenth < 9'560);
}
