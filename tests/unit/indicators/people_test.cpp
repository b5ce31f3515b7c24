// The figures on who takes part, from findings written by hand.
#include <cmath>
#include <memory>
#include <vector>

#include "engine/dataset/reference.h"
#include "engine/dataset/votes.h"
#include "engine/findings.h"
#include "tests/unit/indicators/measure.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

namespace {

Measurement run(const World& world, const std::string& id, const Findings* findings, std::int64_t replicates = 2000) {
  const auto tallies = tallies_of(world.data, 10);
  criteria::Indicator definition;
  definition.id = id;
  definition.fed_by = {"à fournir", "to be provided"};
  Sampling sampling;
  sampling.replicates = replicates;
  for (const auto& def : indicator_table())
    if (def.id == id)
      return engine::measure(def,
                             {world.data, tallies.platform, definition, sampling, "platform", {}, nullptr, findings});
  FAIL("no indicator " << id);
  return Unavailable{};
}

ClassShare share(const std::string& id, std::optional<std::int64_t> people, double known, double reference) {
  ClassShare out{id, {id, id}, people, {}, {}, reference};
  if (people) out.share = static_cast<double>(*people) / known;
  return out;
}

Composition by_sex(std::int64_t women, std::int64_t men, std::int64_t unanswered) {
  Composition c;
  c.variable = "sex";
  c.name = {"Genre", "Gender"};
  c.scope = "platform";
  c.known = women + men;
  c.unanswered = unanswered;
  c.outside = 0;
  const double n = static_cast<double>(c.known);
  c.classes = {share("female", women, n, 0.52), share("male", men, n, 0.48)};
  return c;
}

World with_reference() {
  World w;
  w.data.reference = std::make_shared<const ReferencePopulation>();
  return w;
}

}  // namespace

TEST_CASE("parity: the gap of shares, by hand, with its interval folded at the reference") {
  Findings f;
  f.compositions = {by_sex(30, 70, 0)};
  const auto e = estimate(run(World(), "div-parite", &f));
  CHECK(e.value == Approx(0.22));  // |30 % - 52 %|
  CHECK(e.n == 100);
  REQUIRE(e.interval);
  // Wilson of 30 in 100: 21.9 % to 39.6 %.
  CHECK(e.interval->low == Approx(0.52 - 0.396).margin(0.001));
  CHECK(e.interval->high == Approx(0.52 - 0.219).margin(0.001));
  f.compositions = {by_sex(52, 48, 0)};
  const auto even = estimate(run(World(), "div-parite", &f));
  CHECK(even.value == Approx(0).margin(1e-12));
  CHECK(even.interval->low == 0);
}

TEST_CASE("parity: bounds where some did not answer, too few declared, withheld counts") {
  Findings f;
  f.compositions = {by_sex(30, 70, 50)};
  const auto e = estimate(run(World(), "div-parite", &f));
  CHECK(part(e.parts, "bound_low") == Approx(0.2));
  CHECK(part(e.parts, "bound_high") == Approx(80.0 / 150));
  CHECK(e.missing == 50);
  f.compositions = {by_sex(20, 20, 0)};
  CHECK(unavailable(run(World(), "div-parite", &f)).why == Why::too_few);
  f.compositions = {by_sex(97, 3, 0)};
  for (ClassShare& c : f.compositions[0].classes) c.people.reset(), c.share.reset();
  CHECK(unavailable(run(World(), "div-parite", &f)).why == Why::too_few);
  CHECK(unavailable(run(World(), "div-parite", nullptr)).reason.code == "needs_other_data");
}

TEST_CASE("representativeness: geometric mean of the corrected likeness, never without a reference") {
  Findings f;
  Composition sex = by_sex(50, 50, 0), age = by_sex(60, 40, 0);
  sex.likeness_corrected = 0.9;
  sex.interval = Interval{0.8, 0.95, 0.95, "test"};
  age.variable = "age";
  age.likeness_corrected = 0.4;
  f.compositions = {sex};
  CHECK(unavailable(run(World(), "div-representativite", &f)).reason.code == "reference_not_given");
  const World w = with_reference();
  const auto one = estimate(run(w, "div-representativite", &f));
  CHECK(one.value == Approx(0.9));
  REQUIRE(one.interval);
  CHECK(one.interval->low == Approx(0.8));
  f.compositions = {sex, age};
  const auto two = estimate(run(w, "div-representativite", &f));
  CHECK(two.value == Approx(0.6));  // sqrt(0.9 * 0.4)
  CHECK_FALSE(two.interval);
}

TEST_CASE("representativeness: many silent people leave bounds and no interval; too many leave no figure") {
  const World w = with_reference();
  Findings f;
  Composition sex = by_sex(50, 50, 30);
  sex.likeness_corrected = 0.9;
  sex.interval = Interval{0.8, 0.95, 0.95, "test"};
  sex.bounds = Interval{0.6, 1, 1, "bounds"};
  f.compositions = {sex};
  const auto e = estimate(run(w, "div-representativite", &f));
  REQUIRE(e.interval_reason);
  CHECK(e.interval_reason->code == "many_did_not_answer");
  CHECK(part(e.parts, "bound_low:sex") == Approx(0.6));
  f.compositions[0].unanswered = 300;
  CHECK(unavailable(run(w, "div-representativite", &f)).why == Why::too_few);
  f.compositions[0].scope = "/budgets/a";
  CHECK(unavailable(run(w, "div-representativite", &f)).reason.code == "several_ballots");
}

TEST_CASE("territory: the population of the areas that take part at a quarter of the mean rate") {
  const World w = with_reference();
  Findings f;
  Composition c;
  c.variable = "area";
  c.name = {"Territoire", "Area"};
  c.scope = "platform";
  c.known = 100;
  c.classes = {share("a", 85, 100, 0.5), share("b", 13, 100, 0.3), share("c", std::nullopt, 100, 0.2)};
  f.compositions = {c};
  // c needs 0.25 * 0.2 * 100 = 5 people: one is not enough, so it counts as silent, and what it might add is said.
  const auto e = estimate(run(w, "div-couverture-territoriale", &f));
  CHECK(e.value == Approx(0.8));
  CHECK(part(e.parts, "silent") == 1);
  CHECK(part(e.parts, "at_most") == Approx(1));
  // At a quarter of the mean rate 12.5, 7.5 and 5 people are expected. 85 is certain. 13 or more come with
  // 0.0364 - 0.0191 / 2 = 0.0268, over 0.05 / 2: in doubt, as c is, whose number is 1 or 2.
  REQUIRE(e.interval);
  CHECK(e.interval->low == Approx(0.5));
  CHECK(e.interval->high == Approx(1));
  f.compositions[0].unanswered = 12;
  CHECK(estimate(run(w, "div-couverture-territoriale", &f)).interval_reason->code == "many_did_not_answer");
  c.known = 14;
  f.compositions = {c};
  CHECK(unavailable(run(w, "div-couverture-territoriale", &f)).why == Why::too_few);
  for (ClassShare& s : c.classes) s.reference.reset();
  f.compositions = {c};
  CHECK(unavailable(run(w, "div-couverture-territoriale", &f)).reason.code == "population_by_area_not_given");
}

namespace {

/// A composition of people drawn from `truth`, beside `reference`, with the interval that one variable would have.
Composition drawn(const std::string& variable, const std::vector<double>& truth, const std::vector<double>& reference,
                  int people, std::uint64_t& state) {
  std::vector<std::int64_t> counts(truth.size(), 0);
  for (int i = 0; i < people; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    double left = static_cast<double>(state >> 11) / 9007199254740992.0;
    std::size_t at = 0;
    while (at + 1 < truth.size() && left >= truth[at]) left -= truth[at++];
    ++counts[at];
  }
  Composition c;
  c.variable = variable;
  c.name = {variable, variable};
  c.scope = "platform";
  c.known = people;
  c.outside = 0;
  double distance = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    c.classes.push_back(share(std::to_string(i), counts[i], people, reference[i]));
    distance += std::abs(static_cast<double>(counts[i]) / people - reference[i]) / 2;
  }
  c.likeness = c.likeness_corrected = 1 - distance;
  c.interval = Interval{0, 1, 0.95, "of one"};
  return c;
}

}  // namespace

TEST_CASE("representativeness by several variables: one interval that holds them all, as often as it says") {
  const std::vector<double> sexes{0.6, 0.4}, half{0.5, 0.5}, ages{0.4, 0.3, 0.2, 0.1}, quarters(4, 0.25);
  const double truth = std::sqrt(0.9 * 0.8);  // distances of 0.1 and 0.2
  const World w = with_reference();
  std::uint64_t state = 11;
  int held = 0;
  double width = 0;
  constexpr int kRuns = 100;
  for (int run_number = 0; run_number < kRuns; ++run_number) {
    Findings f;
    f.compositions = {drawn("sex", sexes, half, 200, state), drawn("age", ages, quarters, 200, state)};
    const auto e = estimate(run(w, "div-representativite", &f, 200));
    REQUIRE(e.interval);
    held += e.interval->low <= truth && truth <= e.interval->high;
    width += (e.interval->high - e.interval->low) / kRuns;
  }
  INFO(held << " of " << kRuns << ", width " << width);
  CHECK(held >= 95);
  CHECK(width < 0.2);
  // Where one variable has no interval, the mean has none, and its reason is told.
  Findings f;
  f.compositions = {drawn("sex", sexes, half, 200, state), drawn("age", ages, quarters, 200, state)};
  f.compositions[1].interval.reset();
  f.compositions[1].interval_reason = Message{"classes_too_small", {"x", "x"}};
  const auto e = estimate(run(w, "div-representativite", &f));
  CHECK_FALSE(e.interval);
  CHECK(e.interval_reason->code == "classes_too_small");
}

TEST_CASE("channels: ballots cast off the site, where there are only ballots") {
  World w;
  Votes votes;
  for (int i = 0; i < 50; ++i) {
    Ballot b;
    b.channel = i < 10 ? VoteChannel::paper : i < 40 ? VoteChannel::online : VoteChannel::unknown;
    votes.ballots.push_back(b);
  }
  w.data.votes = std::make_shared<const Votes>(std::move(votes));
  w.data.capabilities.erase("proposals");
  const auto e = estimate(run(w, "acces-canal-hors-ligne", nullptr));
  CHECK(e.value == Approx(0.25));
  CHECK(e.n == 40);
  CHECK(e.missing == 10);
  CHECK(e.interval);
}
