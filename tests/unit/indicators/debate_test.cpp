#include "tests/unit/indicators/measure.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

TEST_CASE("reciprocity: 20 replies to others among 60 comments") {
  World w;
  w.give_everything();
  const auto a = w.person(), b = w.person();
  for (int i = 0; i < 20; ++i) {
    const auto first = w.comment({.author = a});
    w.comment({.author = b, .parent = first, .depth = 1});
    w.comment({.author = a, .parent = first, .depth = 1});  // to oneself
  }
  const auto e = estimate(test::measure(w, "deb-reciprocite", 10));
  REQUIRE(e.value == Approx(20.0 / 60));
  REQUIRE(e.n == 60);
  REQUIRE_FALSE(e.interval.has_value());  // two people: nothing covers
}

TEST_CASE("forty-nine comments are too few for reciprocity") {
  World w;
  w.give_everything();
  for (int i = 0; i < 49; ++i) w.comment({.author = w.person()});
  REQUIRE(unavailable(test::measure(w, "deb-reciprocite", 10)).why == Why::too_few);
}

TEST_CASE("depth: the mean h-index of threads of five comments or more") {
  World w;
  w.give_everything();
  const auto a = w.person();
  for (std::uint64_t root = 1; root <= 20; ++root) {
    const int deep = root <= 10 ? 1 : 0;  // ten threads reach h = 2
    for (int i = 0; i < 3; ++i) w.comment({.author = a, .root = root});
    for (int i = 0; i < 2; ++i) w.comment({.author = a, .root = root, .depth = deep});
  }
  for (int i = 0; i < 4; ++i) w.comment({.author = a, .root = 99});  // too short, not a thread
  const auto e = estimate(test::measure(w, "deb-profondeur", 10));
  REQUIRE(e.value == Approx(1.5));
  REQUIRE(e.n == 20);
  // Comments of ten threads stand at 1, 1, 1, 2, 2, of ten others at 1; by chance at 1, 3/2, 11/6, 25/12, 137/60.
  REQUIRE(part(e.parts, "mean_depth") == Approx(1.2));
  REQUIRE(part(e.parts, "mean_depth_by_chance") == Approx(1.74));
}

TEST_CASE("contradiction: one against in five is enough, one in six is not") {
  World w;
  w.give_everything();
  const auto a = w.person();
  for (std::uint64_t root = 1; root <= 20; ++root) {
    const int pro = root <= 12 ? 4 : 5;
    for (int i = 0; i < pro; ++i) w.comment({.author = a, .root = root, .alignment = 1});
    w.comment({.author = a, .root = root, .alignment = -1});
    w.comment({.author = a, .root = root, .alignment = 0});
  }
  const auto e = estimate(test::measure(w, "deb-contradiction", 10));
  REQUIRE(e.value == Approx(12.0 / 20));
  REQUIRE(e.interval.has_value());
}

TEST_CASE("zero_of_zero_is_not_a_score") {
  World w;
  w.give_everything();
  for (const auto& def : indicator_table()) {
    if (def.id == "tra-completude-donnees" || def.id == "com-reversibilite") continue;  // they read the file itself
    INFO(def.id);
    REQUIRE(std::holds_alternative<Unavailable>(test::measure(w, std::string(def.id), 10)));
  }
}

TEST_CASE("an indicator whose data are absent says so and says which") {
  World w;
  w.give_everything();
  w.data.capabilities["comments.alignment"] = Presence::absent;
  const auto u = unavailable(test::measure(w, "deb-contradiction", 10));
  REQUIRE(u.why == Why::not_provided);
  REQUIRE(u.reason.code == "absent:comments.alignment");
  w.data.capabilities["comments.alignment"] = Presence::hidden;
  REQUIRE(unavailable(test::measure(w, "deb-contradiction", 10)).reason.code == "hidden:comments.alignment");
}
