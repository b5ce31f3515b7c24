// The participation matrix of the Grand Débat: no header, no ids, four themes.
#include <catch2/catch.hpp>

#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

TEST_CASE("a matrix without header: the first line is an author too") {
  const Reading reading = read({{"m.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n0,0,1,0\n"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "grand_debat");
  CHECK(data.participants.size() == 4);  // equal lines are different people
  CHECK(data.contributions.size() == 8);
  CHECK(data.sources[0].rows_read == 4);
  CHECK(data.spaces.size() == 4);
  CHECK(count(data.contributions, [](const auto& c) { return *c.space == 2; }) == 3);
  CHECK(has_note(data.sources[0], "participation_is_yes_or_no"));
}

TEST_CASE("what is not four times 0 or 1 is not taken for the matrix") {
  for (const char* text :
       {"1,0,0\n0,0,1\n1,1,1\n1,1,1\n", "1,0,0,2\n0,0,1,0\n1,1,1,1\n", "a,b,c,d\n1,0,0,1\n1,0,0,1\n"})
    CHECK_FALSE(try_read({{"m.csv", text}}).has_value());
  const Reading reading =
      read({{"m.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n1,0,0,7\n"}, {"n.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n"}});
  CHECK(reading.data.participants.size() == 3);
}

TEST_CASE("real Grand Débat: 92,821 authors, 163,570 participations") {
  const std::string file = real("grand-debat/authors_by_theme.csv");
  if (file.empty()) return;
  const Reading reading = read_real(file);
  REQUIRE(reading.data.connector == "grand_debat");
  CHECK(reading.data.participants.size() == 92'821);
  CHECK(reading.data.contributions.size() == 163'570);
  CHECK(reading.data.sources[0].rows_read == 92'821);
  CHECK(reading.data.rejections.total == 0);
}

}  // namespace boussole::connectors::test
