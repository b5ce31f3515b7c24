#include "tests/unit/indicators/measure.h"

#include "engine/indicators/bursts.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

TEST_CASE("offline share: 12 of 40 made in a meeting; unknown is missing, not no") {
  World w;
  w.give_everything();
  for (int i = 0; i < 40; ++i) w.proposal({.author = w.person(), .in_meeting_known = true, .in_meeting = i < 12});
  w.proposal({.author = w.person()});
  const auto e = estimate(test::measure(w, "acces-canal-hors-ligne", 10));
  REQUIRE(e.value == Approx(12.0 / 40));
  REQUIRE(e.missing == 1);
  World old;
  old.give_everything();
  for (int i = 0; i < 40; ++i) old.proposal({.author = old.person()});
  REQUIRE(unavailable(test::measure(old, "acces-canal-hors-ligne", 10)).why == Why::not_provided);
}

TEST_CASE("completeness: mean fill, capped without an open licence, unused components left out") {
  World w;
  w.give_everything();
  w.data.fill = {{"comments.author", {90, 100}}, {"comments.body", {100, 100}}, {"meetings.start", {0, 0}},
                 {"proposals.answer", {0, 0}},   {"proposals.body", {50, 50}}};
  auto e = estimate(test::measure(w, "tra-completude-donnees", 10));
  REQUIRE(part(e.parts, "uncapped") == Approx((0.9 + 1 + 0 + 1) / 4));  // the answer is absent, meetings are unused
  REQUIRE(e.value == Approx(0.5));
  w.data.open_licence = true;
  REQUIRE(estimate(test::measure(w, "tra-completude-donnees", 10)).value == Approx(0.725));
}

TEST_CASE("moderation: contents with both a date and a reason") {
  World w;
  w.give_everything();
  for (int i = 0; i < 8; ++i) w.data.moderations.push_back({std::uint64_t(i), OptionalTime(kDay0), 1, i < 6, false});
  REQUIRE(estimate(test::measure(w, "tra-moderation-publiee", 10)).value == Approx(6.0 / 8));
}

TEST_CASE("traceability is the harmonic mean of two shares") {
  World w;
  w.give_everything();
  std::uint32_t first = 0;
  for (int i = 0; i < 20; ++i) first = w.proposal({.author = w.person()});
  for (int i = 0; i < 5; ++i) w.result({first});
  for (int i = 0; i < 5; ++i) w.result({});
  const double precision = 0.5, recall = 1.0 / 20;
  REQUIRE(estimate(test::measure(w, "tra-tracabilite-synthese", 10)).value ==
          Approx(2 * precision * recall / (precision + recall)));
}

TEST_CASE("exposure counts each person once and never prints fewer than five") {
  World w;
  w.give_everything();
  for (int i = 0; i < 20; ++i) w.data.exposed.push_back({std::nullopt, false, i < 10, i < 10, i < 3});
  w.data.exposed.push_back({std::nullopt, true, true, true, true});  // deleted account
  const auto e = estimate(test::measure(w, "pro-exposition-personnes", 10));
  REQUIRE(e.value == Approx(0.5));
  for (const auto& p : e.parts)
    if (p.id == "avatars") REQUIRE_FALSE(p.value.has_value());
}

TEST_CASE("bursts: a night of new accounts stands out, a busy season does not") {
  std::vector<Act> calm;
  for (Seconds hour = 0; hour < 24 * 60; ++hour)
    for (int k = 0; k < 3; ++k) calm.push_back({1'700'000'000 / 3600 * 3600 + hour * 3600 + k * 60, false});
  REQUIRE(find_bursts(calm).bursts == 0);
  auto attacked = calm;
  const Seconds night = calm[24 * 30 * 3].time;
  for (int k = 0; k < 120; ++k) attacked.push_back({night + k, true});
  std::sort(attacked.begin(), attacked.end());
  const BurstSearch found = find_bursts(attacked);
  REQUIRE(found.newcomer_bursts == 1);
  REQUIRE(found.acts_in_newcomer_bursts == 123);
  for (auto& act : attacked) act.newcomer = false;
  REQUIRE(find_bursts(attacked).newcomer_bursts == 0);
  REQUIRE(find_bursts(attacked).bursts == 1);
}

TEST_CASE("a few files of an export do not tell how complete it is") {
  World w;
  w.data.capabilities["comments"] = Presence::full;
  w.data.fill = {{"comments.author", {90, 100}}};
  REQUIRE(unavailable(test::measure(w, "tra-completude-donnees", 10)).reason.code == "part_of_an_export");
  REQUIRE(unavailable(test::measure(w, "com-reversibilite", 10)).reason.code == "part_of_an_export");
}
