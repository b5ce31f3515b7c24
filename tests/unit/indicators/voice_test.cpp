#include "tests/unit/indicators/measure.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

namespace {

/// 29 people with one comment each and one with 71: 100 acts.
World one_loud_voice() {
  World w;
  w.give_everything();
  for (int i = 0; i < 29; ++i) w.comment({.author = w.person()});
  const auto loud = w.person();
  for (int i = 0; i < 71; ++i) w.comment({.author = loud});
  return w;
}

}  // namespace

TEST_CASE("gini of one loud voice among thirty, by hand") {
  // sum (2i - n - 1) x_i = 29 terms of 1 (which sum to -29) and 29 * 71; over n sum x, times n / (n - 1).
  const auto e = estimate(test::measure(one_loud_voice(), "div-gini-contributions", 10));
  REQUIRE(e.value == Approx((29.0 * 71 - 29.0) / (30.0 * 100) * 30 / 29).epsilon(1e-12));
  REQUIRE(e.n == 30);
  REQUIRE(part(e.parts, "mean_acts") == Approx(100.0 / 30));
  REQUIRE(part(e.parts, "without_most_active") == Approx(0.0).margin(1e-12));
}

TEST_CASE("equal voices: gini 0, effective voices 1") {
  World w;
  w.give_everything();
  for (int i = 0; i < 50; ++i) {
    const auto p = w.person();
    w.comment({.author = p});
    w.comment({.author = p});
  }
  REQUIRE(estimate(test::measure(w, "div-gini-contributions", 10)).value == Approx(0).margin(1e-12));
  REQUIRE(estimate(test::measure(w, "div-voix-effectives", 10)).value == Approx(1));
  const auto top = estimate(test::measure(w, "div-part-top1", 10));
  REQUIRE(top.value == Approx(0.1));  // five of fifty people
  REQUIRE(top.norm_variant == "top10");
}

TEST_CASE("the organiser's accounts are left out of the figure and shown beside") {
  World w = one_loud_voice();
  const auto official = w.person(true);
  for (int i = 0; i < 500; ++i) w.comment({.author = official});
  const auto e = estimate(test::measure(w, "div-gini-contributions", 10));
  REQUIRE(e.value == Approx(estimate(test::measure(one_loud_voice(), "div-gini-contributions", 10)).value));
  REQUIRE(part(e.parts, "value_with_organisers") > e.value);
}

TEST_CASE("twenty-nine authors are too few, and fewer than five are not even counted aloud") {
  World w;
  w.give_everything();
  for (int i = 0; i < 29; ++i) w.comment({.author = w.person()});
  const auto u = unavailable(test::measure(w, "div-gini-contributions", 10));
  REQUIRE(u.why == Why::too_few);
  REQUIRE(u.n == 29);

  World small;
  small.give_everything();
  for (int i = 0; i < 3; ++i) small.comment({.author = small.person()});
  const auto hidden = unavailable(test::measure(small, "div-gini-contributions", 10));
  REQUIRE_FALSE(hidden.n.has_value());
  REQUIRE(hidden.reason.text.en.find("here: fewer than 5") != std::string::npos);
  for (const auto& p : hidden.parts) REQUIRE_FALSE(p.value.has_value());
}

TEST_CASE("before 0.29 proposals have no author: missing, with the comments' value in the details") {
  World w = one_loud_voice();
  w.data.capabilities["proposals.author"] = Presence::absent;
  w.proposal({.unsigned_author = true});
  const auto u = unavailable(test::measure(w, "div-gini-contributions", 10));
  REQUIRE(u.why == Why::not_provided);
  REQUIRE(u.reason.code == "proposals_without_author");
  REQUIRE(part(u.parts, "value_comments_only") > 0.6);
}

TEST_CASE("hill number of two themes, by hand") {
  World w;
  w.give_everything();
  const auto a = w.theme(), b = w.theme();
  const auto place = w.theme(Theme::Kind::scope);
  const auto p = w.person();
  for (int i = 0; i < 45; ++i) w.proposal({.author = p, .theme = a});
  for (int i = 0; i < 15; ++i) w.proposal({.author = p, .theme = b});
  for (int i = 0; i < 30; ++i) w.proposal({.author = p, .theme = place});
  const auto e = estimate(test::measure(w, "div-themes-hill", 10));
  const double entropy = -(0.75 * std::log(0.75) + 0.25 * std::log(0.25));
  REQUIRE(e.value == Approx(std::exp(entropy) / 2));
  REQUIRE(e.n == 60);  // territories are no themes
  REQUIRE(e.missing == 0);
}

TEST_CASE("a single theme is a choice, not a lack of diversity") {
  World w;
  w.give_everything();
  const auto a = w.theme();
  const auto p = w.person();
  for (int i = 0; i < 60; ++i) w.proposal({.author = p, .theme = a});
  REQUIRE(unavailable(test::measure(w, "div-themes-hill", 10)).why == Why::not_applicable);
}

TEST_CASE("renewal: people whose first act falls in the last year") {
  World w;
  w.give_everything();
  for (int i = 0; i < 40; ++i) {  // came in the first year, came back
    const auto p = w.person();
    w.comment({.author = p, .day = 10});
    w.comment({.author = p, .day = 500});
  }
  for (int i = 0; i < 20; ++i) w.comment({.author = w.person(), .day = 600});  // new
  for (int i = 0; i < 10; ++i) w.comment({.author = w.person(), .day = 10});   // left; active 365 to 730 days ago
  const auto e = estimate(test::measure(w, "div-renouvellement", 700));
  REQUIRE(e.value == Approx(20.0 / 60));
  REQUIRE(part(e.parts, "retention") == Approx(40.0 / 50));
}

TEST_CASE("a platform of one year has no renewal to measure") {
  World w;
  w.give_everything();
  for (int i = 0; i < 80; ++i) w.comment({.author = w.person(), .day = 10});
  REQUIRE(unavailable(test::measure(w, "div-renouvellement", 200)).why == Why::not_applicable);
}
