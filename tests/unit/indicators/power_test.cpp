#include <algorithm>

#include "engine/dataset/course.h"
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

namespace {

/// Three projects of one budget: of 60, 30 and 50 (thousands); the first chosen with a date, the second without.
World town_with_budget() {
  World w;
  w.give_everything();
  Course course;
  const std::int64_t amounts[] = {60'000, 30'000, 50'000};
  for (std::uint32_t i = 0; i < 3; ++i) {
    Project p;
    p.id = i + 1;
    p.budget = 7;
    p.space = 0U;
    p.amount = amounts[i];
    p.selected_known = true;
    if (i == 0) p.selected = kDay0;
    w.data.projects.push_back(p);
  }
  Decision decision;
  decision.kind = Decision::Kind::selection;
  decision.project = 1U;
  course.decisions.push_back(decision);
  course.envelopes.push_back({7, OptionalIndex(0U), OptionalAmount(120'000)});
  course.envelopes.push_back({8, OptionalIndex(0U), {}});  // a budget whose sum nobody says
  w.data.course = std::make_shared<const Course>(std::move(course));
  return w;
}

bool has_part(const Unavailable& u, std::string_view id) {
  return std::any_of(u.parts.begin(), u.parts.end(), [&](const Part& p) { return p.id == id; });
}

}  // namespace

TEST_CASE("the sum put to the vote, and what the chosen projects take of it") {
  const auto u = unavailable(test::measure(town_with_budget(), "pou-budget-delegue", 100));
  CHECK(part(u.parts, "projects_selected") == 2);
  CHECK(part(u.parts, "budget_selected") == 90'000);
  CHECK(part(u.parts, "budgets") == 1);
  CHECK(part(u.parts, "budget_offered") == 120'000);
  CHECK(part(u.parts, "share_taken") == Approx(0.75));
}

TEST_CASE("a project of which nobody says whether it was chosen leaves the share open") {
  World w = town_with_budget();
  w.data.projects[2].selected_known = false;
  const auto u = unavailable(test::measure(w, "pou-budget-delegue", 100));
  CHECK(part(u.parts, "budget_offered") == 120'000);
  CHECK_FALSE(has_part(u, "share_taken"));
  World costless = town_with_budget();
  costless.data.projects[1].amount = {};
  CHECK_FALSE(has_part(unavailable(test::measure(costless, "pou-budget-delegue", 100)), "share_taken"));
}
