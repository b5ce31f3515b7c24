#include "tests/unit/indicators/measure.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::test;

namespace {

std::uint32_t locale(World& w, const std::string& tag) {
  w.data.locales.push_back(tag);
  return static_cast<std::uint32_t>(w.data.locales.size() - 1);
}

/// A text whose Kandel-Moles index is 207 - 1.015 * 10 - 73.6 * syllables / 100.
void official_text(World& w, std::uint32_t in, std::uint32_t syllables) {
  OfficialText text;
  text.locale = in;
  text.words = 100;
  text.sentences = 10;
  text.syllables = syllables;
  w.data.official_texts.push_back(text);
}

}  // namespace

TEST_CASE("languages: half for spaces in every language, half for readable French texts") {
  World w;
  w.give_everything();
  w.space("/processes/two");
  for (Space& s : w.data.spaces) {
    s.listed = true;
    s.title_locales = {"fr", "en"};
    s.description_locales = {"fr", "en"};
  }
  w.data.spaces[1].description_locales = {"fr"};
  const auto fr = locale(w, "fr"), en = locale(w, "en");
  for (int i = 0; i < 15; ++i) official_text(w, fr, 190);  // 207 - 10.15 - 139.84 = 57.01
  for (int i = 0; i < 5; ++i) official_text(w, fr, 210);   // 207 - 10.15 - 154.56 = 42.29
  for (int i = 0; i < 9; ++i) official_text(w, en, 300);   // the index is for French
  const auto e = estimate(test::measure(w, "acces-langues-clarte", 10));
  REQUIRE(e.value == Approx(0.5 * 0.5 + 0.5 * 0.75));
  REQUIRE(e.n == 20);
}

TEST_CASE("near duplicates: other authors are coordination, one author is repetition") {
  World w;
  w.give_everything();
  const auto a = w.person(), b = w.person();
  auto text = [&](std::uint32_t author) {
    TextSignature s;
    s.author = author;
    w.data.signatures.push_back(s);
    const auto row = w.comment({.author = author});
    w.data.comments[row].text_signature = static_cast<std::uint32_t>(w.data.signatures.size() - 1);
  };
  for (int i = 0; i < 100; ++i) text(i % 2 == 0 ? a : b);
  text::Clusters clusters;
  clusters.cluster.resize(100);
  clusters.count = 2;
  clusters.cluster[0] = clusters.cluster[1] = clusters.cluster[2] = 0U;  // a, b, a
  clusters.cluster[10] = clusters.cluster[12] = 1U;                      // a, a
  const TextMarks marks = mark_texts(w.data, clusters);
  TallyRules rules;
  rules.as_of = kDay0;
  const auto tallies = build_tallies(w.data, find_links(w.data), marks, rules);
  REQUIRE(tallies.platform.texts == 100);
  REQUIRE(tallies.platform.texts_coordinated == 3);
  REQUIRE(tallies.platform.texts_self_repeated == 2);
  criteria::Indicator definition;
  definition.id = "pro-doublons";
  Sampling sampling;
  for (const auto& def : indicator_table())
    if (def.id == "pro-doublons")
      REQUIRE(estimate(engine::measure(def, {w.data, tallies.platform, definition, sampling, "platform", {}})).value ==
              Approx(0.03));
}

TEST_CASE("an answer sent three times or more is a template") {
  World w;
  const auto a = w.person();
  for (int i = 0; i < 5; ++i) {
    const auto row = w.proposal({.author = a, .answered = 10});
    TextSignature s;
    s.of = TextSignature::Of::answer;
    w.data.signatures.push_back(s);
    w.data.contributions[row].answer_signature = static_cast<std::uint32_t>(i);
  }
  text::Clusters clusters;
  clusters.cluster.resize(5);
  clusters.count = 2;
  clusters.cluster[0] = clusters.cluster[1] = clusters.cluster[2] = 0U;
  clusters.cluster[3] = clusters.cluster[4] = 1U;
  TallyRules rules;
  rules.as_of = kDay0;
  const auto t = build_tallies(w.data, find_links(w.data), mark_texts(w.data, clusters), rules).platform;
  REQUIRE(t.answers == 5);
  REQUIRE(t.answers_template == 3);
  REQUIRE(t.answers_reasoned == 2);
}

TEST_CASE("bursts need five hundred dated acts") {
  World w;
  w.give_everything();
  const auto a = w.person();
  for (int i = 0; i < 499; ++i) w.comment({.author = a, .day = i});
  REQUIRE(unavailable(test::measure(w, "pro-rafales", 500)).why == Why::too_few);
  w.comment({.author = a, .day = 499});
  REQUIRE(estimate(test::measure(w, "pro-rafales", 500)).value == 0);
}

TEST_CASE("delegated budget: the export has the numerator only") {
  World w;
  w.give_everything();
  Project p;
  p.space = 0U;
  p.amount = 25'000;
  p.selected = kDay0;
  p.selected_known = true;
  w.data.projects.push_back(p);
  p.selected = {};
  w.data.projects.push_back(p);
  const auto u = unavailable(test::measure(w, "pou-budget-delegue", 10));
  REQUIRE(u.why == Why::not_provided);
  REQUIRE(part(u.parts, "budget_selected") == 25'000);
  REQUIRE(part(u.parts, "projects_selected") == 1);
}
