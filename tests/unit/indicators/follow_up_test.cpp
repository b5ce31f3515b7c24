#include "engine/dataset/course.h"
#include "engine/tally/phases.h"
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

TEST_CASE("mean waits: every wait counts, up to the span; only spans that were observed, from ten answers on") {
  World w;
  w.give_everything();
  for (int i = 0; i < 20; ++i) w.proposal({.author = w.person(), .answered = 30});
  for (int i = 0; i < 20; ++i) w.proposal({.author = w.person()});
  const auto e = test::measure(w, "sui-delai-reponse", 100);
  const auto& parts = std::holds_alternative<engine::Estimate>(e) ? std::get<engine::Estimate>(e).parts
                                                                  : std::get<engine::Unavailable>(e).parts;
  // Half are answered at 30 days, the others still wait at 90: 30 + 60 / 2. Greenwood by hand: 60 × 0.5 ×
  // sqrt(20/(40×20)).
  CHECK(test::part(parts, "mean_within_90") == Approx(60));
  CHECK(test::part(parts, "mean_within_90_se") == Approx(30 * std::sqrt(20.0 / (40.0 * 20.0))));
  for (const auto& p : parts) CHECK(p.id.find("365") == std::string::npos);
  World few;
  few.give_everything();
  for (int i = 0; i < 40; ++i) few.proposal({.author = few.person(), .answered = i < 9 ? 30 : -1});
  for (const auto& p : unavailable(test::measure(few, "sui-delai-reponse", 100)).parts)
    CHECK(p.id.find("mean_within") == std::string::npos);
}

TEST_CASE("reasoned answers: long and not a template") {
  World w;
  w.give_everything();
  for (int i = 0; i < 40; ++i) w.proposal({.author = w.person(), .answered = 10, .answer_words = i < 30 ? 25U : 24U});
  const auto e = estimate(test::measure(w, "sui-motivation", 100));
  REQUIRE(e.value == Approx(30.0 / 40));
}

TEST_CASE("fairness: a theme answered half as often as all") {
  World w;
  w.give_everything();
  const auto well = w.theme(), badly = w.theme();
  for (int i = 0; i < 400; ++i) w.proposal({.author = w.person(), .answered = i % 10 < 9 ? 10 : -1, .theme = well});
  for (int i = 0; i < 400; ++i) w.proposal({.author = w.person(), .answered = i % 10 < 3 ? 10 : -1, .theme = badly});
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

namespace {

Phase phase_of(std::uint32_t space, int from, int to, PhaseKind kind = PhaseKind::unknown) {
  Phase phase;
  phase.space = space;
  phase.kind = kind;
  if (from >= 0) phase.start = kDay0 + Seconds{from} * kDay;
  if (to >= 0) phase.end = kDay0 + Seconds{to} * kDay;
  return phase;
}

void give_phases(World& w, const std::vector<Phase>& phases) {
  Course course;
  for (const Phase& phase : phases) course.phases.push_back(phase);
  w.data.course = std::make_shared<const Course>(std::move(course));
  w.data.capabilities["phases"] = Presence::full;
}

bool warned(const Estimate& e, std::string_view code) {
  for (const Message& m : e.warnings)
    if (m.code == code) return true;
  return false;
}

}  // namespace

TEST_CASE("an answer is due 60 days after the phase closed, not while people still write") {
  World w;
  w.give_everything();
  const auto second = w.space("/processes/two");
  // 40 in a phase of days 0 to 30, all answered on day 50; 20 in a phase that closes on day 150, none answered.
  for (int i = 0; i < 40; ++i) w.proposal({.author = w.person(), .day = 10, .answered = 50});
  for (int i = 0; i < 20; ++i) w.proposal({.author = w.person(), .day = 20, .space = second});
  give_phases(w, {phase_of(0, 0, 30), phase_of(second, 0, 150)});
  const auto e = estimate(test::measure(w, "sui-taux-reponse", 200));  // day 200: 50 days after the second phase
  CHECK(e.value == Approx(1.0));
  CHECK(e.n == 40);
  CHECK(part(e.parts, "due_by_phase") == 40);
  CHECK(part(e.parts, "phase_not_over") == 20);
  CHECK(part(e.parts, "value_from_publication") == Approx(40.0 / 60));  // that a phase closes late can be seen
  CHECK(warned(e, "due_from_phase_end"));
  // The wait is that from the end of the phase: 20 days, not 40.
  const auto wait = estimate(test::measure(w, "sui-delai-reponse", 200));
  CHECK(wait.value == Approx(20));
  CHECK(part(wait.parts, "value_from_publication") == Approx(40));
  // Ten days later the second phase is 60 days over, and silence counts.
  const auto later = estimate(test::measure(w, "sui-taux-reponse", 210));
  CHECK(later.value == Approx(40.0 / 60));
  CHECK(later.n == 60);
}

TEST_CASE("what no dated phase holds is due 60 days after publication, and the figure says so") {
  World w;
  w.give_everything();
  for (int i = 0; i < 30; ++i) w.proposal({.author = w.person(), .day = 10, .answered = 90});
  for (int i = 0; i < 10; ++i) w.proposal({.author = w.person(), .day = 40});
  // One phase without an end, one of a vote, one that ends before it begins, one of another space: none of them holds
  // the second ten. Of two phases at the same time, the one that ends last counts.
  const auto second = w.space("/processes/two");
  give_phases(w, {phase_of(0, 5, 20), phase_of(0, 0, 30), phase_of(0, 35, -1), phase_of(0, 35, 300, PhaseKind::vote),
                  phase_of(0, 300, 35), phase_of(second, 0, 300)});
  const auto e = estimate(test::measure(w, "sui-taux-reponse", 110));
  CHECK(e.n == 40);
  CHECK(e.value == Approx(0.75));
  CHECK(part(e.parts, "due_by_phase") == 30);
  CHECK(warned(e, "due_from_phase_end_or_publication"));
  CHECK(estimate(test::measure(w, "sui-delai-reponse", 110)).value == Approx(60));
  // Phases that hold nothing: the old rule, in words of its own.
  give_phases(w, {phase_of(second, 0, 300)});
  const auto none = estimate(test::measure(w, "sui-taux-reponse", 110));
  CHECK(none.n == 40);
  CHECK(warned(none, "no_phase_holds_them"));
}

TEST_CASE("a phase that ends on a day is open until that day is over") {
  World w;
  w.give_everything();
  Phase phase = phase_of(0, 0, 30);
  phase.end = *phase.end / kDay * kDay;  // midnight
  w.proposal({.author = w.person(), .day = 30});
  w.data.contributions[0].published = *phase.end + 20 * 3600;
  give_phases(w, {phase});
  const auto ends = phase_ends(w.data);
  REQUIRE(ends.size() == 1);
  REQUIRE(ends[0].has_value());
  CHECK(*ends[0] == *phase.end + kDay);
}
