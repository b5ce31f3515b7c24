#include "tests/unit/indicators/measure.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

TEST_CASE("response rate: 34 of 50 due, and 24 of 40 without the organiser's own") {
  World w;
  w.give_everything();
  for (int i = 0; i < 40; ++i) w.proposal({.author = w.person(), .answered = i < 24 ? 30 : -1});
  const auto official = w.person(true);
  for (int i = 0; i < 10; ++i) w.proposal({.author = official, .answered = 5, .origin = Origin::organiser});
  w.proposal({.author = w.person(), .day = 90});  // not due yet
  const auto e = estimate(test::measure(w, "sui-taux-reponse", 100));
  REQUIRE(e.value == Approx(34.0 / 50));
  REQUIRE(e.n == 50);
  REQUIRE(part(e.parts, "value_without_organisers") == Approx(24.0 / 40));
  if (e.interval) {
    REQUIRE(e.interval->low < 0.68);
    REQUIRE(e.interval->high > 0.68);
  }
}

TEST_CASE("response rate without authors: the figure stands, the interval does not") {
  World w;
  w.give_everything();
  w.data.capabilities["proposals.author"] = Presence::absent;
  for (int i = 0; i < 40; ++i) w.proposal({.unsigned_author = true, .answered = i < 24 ? 30 : -1});
  const auto e = estimate(test::measure(w, "sui-taux-reponse", 100));
  REQUIRE(e.value == Approx(24.0 / 40));
  REQUIRE_FALSE(e.interval.has_value());
}

TEST_CASE("response time: the Kaplan-Meier median of forty, all answered on day 1 to 40") {
  World w;
  w.give_everything();
  for (int i = 1; i <= 40; ++i) w.proposal({.author = w.person(), .answered = i});
  const auto e = estimate(test::measure(w, "sui-delai-reponse", 100));
  REQUIRE(e.value == Approx(20.5));  // flat at one half between 20 and 21: the middle
  REQUIRE(e.interval.has_value());
}

TEST_CASE("response time: unanswered contributions are waits, not failures") {
  World w;
  w.give_everything();
  for (int i = 1; i <= 30; ++i) w.proposal({.author = w.person(), .answered = i});
  for (int i = 0; i < 10; ++i) w.proposal({.author = w.person()});
  // 30 of 40 answered by day 30: half of 40 is reached at day 20.
  REQUIRE(estimate(test::measure(w, "sui-delai-reponse", 100)).value == Approx(20.5));
}

TEST_CASE("a median that is not reached is longer than what was observed, not a number") {
  World w;
  w.give_everything();
  for (int i = 0; i < 40; ++i) w.proposal({.author = w.person(), .answered = i < 10 ? 30 : -1});
  const auto u = unavailable(test::measure(w, "sui-delai-reponse", 100));
  REQUIRE(u.reason.code == "median_not_reached");
  REQUIRE(u.reason.text.en.find("100 days") != std::string::npos);
}

TEST_CASE("reasoned answers: long and not a template") {
  World w;
  w.give_everything();
  for (int i = 0; i < 40; ++i)
    w.proposal({.author = w.person(), .answered = 10, .answer_words = i < 30 ? 25U : 24U});
  const auto e = estimate(test::measure(w, "sui-motivation", 100));
  REQUIRE(e.value == Approx(30.0 / 40));
}

TEST_CASE("fairness: a theme answered half as often as all") {
  World w;
  w.give_everything();
  const auto well = w.theme(), badly = w.theme();
  for (int i = 0; i < 400; ++i)
    w.proposal({.author = w.person(), .answered = i % 10 < 9 ? 10 : -1, .theme = well});
  for (int i = 0; i < 400; ++i)
    w.proposal({.author = w.person(), .answered = i % 10 < 3 ? 10 : -1, .theme = badly});
  const auto e = estimate(test::measure(w, "sui-equite-reponse", 100));
  REQUIRE(e.value == Approx(0.3 / 0.6).epsilon(0.02));  // shrunk a little towards the mean
  REQUIRE(e.value > 0.5);
}

TEST_CASE("fairness needs two groups of twenty") {
  World w;
  w.give_everything();
  const auto one = w.theme(), two = w.theme();
  for (int i = 0; i < 100; ++i) w.proposal({.author = w.person(), .answered = 10, .theme = one});
  for (int i = 0; i < 19; ++i) w.proposal({.author = w.person(), .answered = 10, .theme = two});
  REQUIRE(unavailable(test::measure(w, "sui-equite-reponse", 100)).why == Why::too_few);
}

TEST_CASE("delivery: results past their date that are done") {
  World w;
  w.give_everything();
  for (int i = 0; i < 12; ++i) w.result({}, 50, i < 9 ? 100 : 60);
  w.result({}, 200, 10);  // not due yet
  w.proposal({.author = w.person(), .day = 100});
  const auto e = estimate(test::measure(w, "sui-realisation", 100));
  REQUIRE(e.value == Approx(9.0 / 12));
}

TEST_CASE("a result whose progress nobody typed in is missing, not undone") {
  World w;
  w.give_everything();
  for (int i = 0; i < 12; ++i) w.result({}, 50, i < 10 ? 100 : -1);
  const auto e = estimate(test::measure(w, "sui-realisation", 100));
  REQUIRE(e.value == Approx(1.0));
  REQUIRE(e.n == 10);
  REQUIRE(e.missing == 2);
}
