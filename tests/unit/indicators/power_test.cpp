#include "tests/unit/indicators/measure.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

TEST_CASE("initiative: 30 of 40 contributions come from people") {
  World w;
  w.give_everything();
  const auto official = w.person(true);
  for (int i = 0; i < 30; ++i) w.proposal({.author = w.person()});
  for (int i = 0; i < 10; ++i) w.proposal({.author = official, .origin = Origin::organiser});
  const auto e = estimate(test::measure(w, "pou-initiative-citoyenne", 10));
  REQUIRE(e.value == Approx(0.75));
  REQUIRE(e.n == 40);
}

TEST_CASE("influence: results that point to people's contributions") {
  World w;
  w.give_everything();
  const auto person = w.person(), official = w.person(true);
  const auto ours = w.proposal({.author = person});
  const auto theirs = w.proposal({.author = official, .origin = Origin::organiser});
  for (int i = 0; i < 6; ++i) w.result({ours});
  for (int i = 0; i < 2; ++i) w.result({theirs});
  for (int i = 0; i < 4; ++i) w.result({});
  const auto e = estimate(test::measure(w, "pou-influence-resultats", 10));
  REQUIRE(e.value == Approx(6.0 / 12));
  REQUIRE(part(e.parts, "linked") == 8);
}

TEST_CASE("results without any link are not zero influence") {
  World w;
  w.give_everything();
  for (int i = 0; i < 12; ++i) w.result({});
  const auto u = unavailable(test::measure(w, "pou-influence-resultats", 10));
  REQUIRE(u.why == Why::not_computable);
}

TEST_CASE("only leaves of the tree of results are counted") {
  World w;
  w.give_everything();
  const auto ours = w.proposal({.author = w.person()});
  for (int i = 0; i < 12; ++i) w.result({ours});
  w.data.followups[0].parent = 2;  // so result 2 is no leaf
  REQUIRE(estimate(test::measure(w, "pou-influence-resultats", 10)).n == 11);
}

TEST_CASE("co-building: amended, co-signed, or neither") {
  World w;
  w.give_everything();
  const auto a = w.person();
  std::uint32_t first = 0;
  for (int i = 0; i < 28; ++i) {
    const auto row = w.proposal({.author = a});
    if (i == 0) first = row;
  }
  w.proposal({.author = a, .coauthors = 2});
  w.proposal({.author = a, .coauthors = 3});
  w.proposal({.author = a, .state = State::accepted, .amendment = true,
              .amends = w.data.contributions[first].url_key});
  w.proposal({.author = a, .state = State::rejected, .amendment = true,
              .amends = w.data.contributions[first + 1].url_key});
  const auto e = estimate(test::measure(w, "pou-coconstruction", 10));
  REQUIRE(e.value == Approx(3.0 / 30));
}

TEST_CASE("no trace of the feature is not zero co-building") {
  World w;
  w.give_everything();
  const auto a = w.person();
  for (int i = 0; i < 40; ++i) w.proposal({.author = a});
  REQUIRE(unavailable(test::measure(w, "pou-coconstruction", 10)).reason.code == "no_trace_of_the_feature");
}
