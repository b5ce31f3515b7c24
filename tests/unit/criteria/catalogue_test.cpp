#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "criteria/loader.h"
#include "criteria/validate.h"

using namespace boussole;
using criteria::Indicator;

namespace {

struct Named {
  std::string name;
  Text text;
};

/// Every text of an indicator that a person reads.
std::vector<Named> texts_of(const Indicator& i) {
  std::vector<Named> texts = {{"name", i.name},
                              {"question", i.question},
                              {"formula", i.formula},
                              {"unit", i.unit},
                              {"norm_source", i.norm_source},
                              {"min_sample", i.min_sample},
                              {"counted", i.counted},
                              {"matters", i.matters},
                              {"bias", i.bias},
                              {"gaming", i.gaming},
                              {"to_do", i.to_do},
                              {"fed_by", i.fed_by},
                              {"decidim_note", i.decidim_note}};
  if (const auto* ladder = std::get_if<criteria::Ladder>(&i.norm))
    for (const criteria::LadderStep& step : ladder->steps) texts.push_back({"norm.step", step.text});
  return texts;
}

std::vector<Named> texts_of(const criteria::CriteriaSet& set) {
  std::vector<Named> texts = {{"title", set.title}, {"note", set.note}};
  for (const Text& declaration : set.declarations) texts.push_back({"declaration", declaration});
  for (const auto& axis : set.axes) texts.push_back({axis.id, axis.name}), texts.push_back({axis.id, axis.question});
  for (const auto& criterion : set.criteria) texts.push_back({criterion.id, criterion.name});
  for (const auto* items : {&set.qualities, &set.stakes, &set.levers, &set.sources})
    for (const auto& item : *items) texts.push_back({item.id, item.name}), texts.push_back({item.id, item.definition});
  for (const auto& figure : set.context) {
    texts.push_back({figure.id, figure.name});
    texts.push_back({figure.id, figure.explanation});
    texts.push_back({figure.id, figure.unit});
    if (figure.formula.empty()) continue;
    texts.push_back({figure.id, figure.formula});
    texts.push_back({figure.id, figure.bias});
    texts.push_back({figure.id, figure.gaming});
  }
  for (const auto& defect : set.defects) texts.push_back({defect.id, defect.explanation});
  for (const Indicator& indicator : set.indicators)
    for (Named& text : texts_of(indicator)) texts.push_back({indicator.id + "." + text.name, text.text});
  return texts;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

const std::string kNoBreak = "\u00a0", kNarrow = "\u202f";

}  // namespace

TEST_CASE("The proposal has 8 axes, 20 criteria and 45 indicators") {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  CHECK(set.id == "boussole");
  CHECK(set.version == "0.1.0");
  CHECK(set.status == "proposal");
  CHECK(set.sha256.size() == 64);
  CHECK(set.axes.size() == 8);
  CHECK(set.criteria.size() == 20);
  CHECK(set.indicators.size() == 45);
  CHECK(set.qualities.size() == 7);
  CHECK(set.stakes.size() == 3);
  CHECK(set.levers.size() == 3);
  CHECK(set.context.size() == 15);
  CHECK(set.declarations.size() == 3);
  const auto kind = [&](criteria::Kind k) {
    return std::count_if(set.indicators.begin(), set.indicators.end(), [k](const auto& i) { return i.kind == k; });
  };
  CHECK(kind(criteria::Kind::measured) == 18);
  CHECK(kind(criteria::Kind::mixed) == 13);
  CHECK(kind(criteria::Kind::declared) == 14);
  const auto fed = [&](const std::string& by) {
    return std::count_if(set.indicators.begin(), set.indicators.end(),
                         [&](const auto& i) { return i.decidim_open_data == by; });
  };
  CHECK(fed("yes") == 20);
  CHECK(fed("partial") == 11);
  CHECK(fed("no") == 14);
}

TEST_CASE("Decidim's own set has its four dimensions and fifteen questions") {
  const criteria::CriteriaSet& set = criteria::built_in("decidim_quality");
  CHECK(set.axes.size() == 4);
  CHECK(set.indicators.size() == 15);
  REQUIRE(set.scale);
  CHECK(set.scale->bins.size() == 4);
  CHECK(set.scale->otherwise == 5);
  CHECK(set.scale->empty == 1);
  CHECK(set.defects.size() == 7);
  CHECK(set.sources.size() == 3);
}

TEST_CASE("Every text is written in French and in English, and the two differ") {
  // Words that are the same in both languages.
  const std::set<std::string> same = {"Co-construction", "Interaction", "Volume",
                                      "impact",          "frugal",      "30 contributions."};
  for (const std::string_view id : criteria::built_in_ids()) {
    for (const Named& text : texts_of(criteria::built_in(id))) {
      CAPTURE(text.name, text.text.fr, text.text.en);
      CHECK_FALSE(text.text.fr.empty());
      CHECK_FALSE(text.text.en.empty());
      // Lists of column names read the same in both languages.
      if (!same.contains(text.text.fr) && !text.name.ends_with("decidim_note")) CHECK(text.text.fr != text.text.en);
    }
  }
}

TEST_CASE("Texts a person reads are sentences of some length") {
  for (const std::string_view id : criteria::built_in_ids())
    for (const Indicator& indicator : criteria::built_in(id).indicators)
      for (const Text* text : {&indicator.counted, &indicator.matters, &indicator.to_do, &indicator.fed_by}) {
        CAPTURE(indicator.id, text->fr);
        CHECK(text->fr.size() >= 20);
        CHECK(text->en.size() >= 20);
        CHECK(text->fr.ends_with("."));
        CHECK(text->en.ends_with("."));
      }
}

TEST_CASE("Every indicator has its formula, source, bias, gaming note, lever and minimal sample") {
  for (const Indicator& indicator : criteria::built_in("boussole").indicators) {
    CAPTURE(indicator.id);
    CHECK_FALSE(indicator.formula_id.empty());
    CHECK_FALSE(indicator.references.empty());
    CHECK_FALSE(indicator.frameworks.empty());
    CHECK_FALSE(indicator.minimal.empty());
    CHECK_FALSE(indicator.stakes.empty());
    CHECK_FALSE(indicator.qualities.empty());
    CHECK_FALSE(indicator.levers.empty());
  }
}

TEST_CASE("French texts use French typography") {
  for (const std::string_view id : criteria::built_in_ids())
    for (const Named& text : texts_of(criteria::built_in(id))) {
      const std::string& fr = text.text.fr;
      CAPTURE(text.name, fr);
      CHECK_FALSE(contains(fr, "\""));
      CHECK_FALSE(contains(fr, "“"));
      CHECK(count_of(fr, "«") == count_of(fr, "«" + kNoBreak));
      CHECK(count_of(fr, "»") == count_of(fr, kNoBreak + "»"));
      CHECK(count_of(fr, "«") == count_of(fr, "»"));
      for (const char* sign : {" ;", " ?", " !", " :", " %"}) CHECK_FALSE(contains(fr, sign));
      CHECK_FALSE(contains(fr, "  "));
      CHECK_FALSE(contains(fr, "..."));
    }
}

TEST_CASE("English texts use English quotation marks") {
  for (const std::string_view id : criteria::built_in_ids())
    for (const Named& text : texts_of(criteria::built_in(id))) {
      const std::string& en = text.text.en;
      CAPTURE(text.name, en);
      CHECK_FALSE(contains(en, "«"));
      CHECK_FALSE(contains(en, "\""));
      CHECK(count_of(en, "“") == count_of(en, "”"));
      for (const char* sign : {" ;", " ?", " !", " :", " %"}) CHECK_FALSE(contains(en, sign));
      CHECK_FALSE(contains(en, kNarrow));
    }
}

TEST_CASE("What is to be checked before it is cited keeps its mark") {
  // The sources that the proposal marks [K]: none may stand without it.
  const std::vector<std::pair<std::string, std::string>> unchecked = {
      {"acces-langues-clarte", "Kandel & Moles 1958 [K]"},
      {"div-couverture-territoriale", "(MAUP) [K]"},
      {"div-part-top1", "van Mierlo 2014 [K]"},
      {"deb-respect", "[K]"},
      {"pou-influence-resultats", "(cherry-picking) [K]"},
      {"pou-budget-delegue", "Cabannes 2015 [K]"},
      {"sui-motivation", "(reason-giving) [K]"},
      {"sui-equite-reponse", "[K]"},
      {"tra-completude-donnees", "L312-1-1 [K]"},
      {"tra-ordre-explique", "(effect of order) [K]"},
      {"tra-moderation-publiee", "(reasons) [K]"},
      {"pro-traceurs-tiers", "CNIL [K]"},
      {"pro-exposition-personnes", "k-anonymity [K]"},
      {"pro-doublons", "MinHash [K]"},
      {"pro-rafales", "bursts [K]"},
      {"com-reversibilite", "reversibility [K]"}};
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  for (const auto& [id, mark] : unchecked) {
    CAPTURE(id, mark);
    REQUIRE(set.find(id));
    CHECK(contains(set.find(id)->references, mark));
  }
  for (const char* id : {"sui-delai-reponse", "deb-information-prealable"}) {
    CHECK(contains(set.find(id)->norm_source.fr, "[K"));
    CHECK(contains(set.find(id)->norm_source.en, "[K"));
  }
}

TEST_CASE("The scales are those of the proposal") {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  const auto posts = [&](const char* id) { return std::get<criteria::Goalposts>(set.find(id)->norm); };
  CHECK(posts("div-gini-contributions").zero_at == 0.8);
  CHECK(posts("div-gini-contributions").one_at == 0.25);
  CHECK(posts("sui-delai-reponse").zero_at == 365);
  CHECK(posts("sui-delai-reponse").one_at == 60);
  const auto top10 = std::get<criteria::Goalposts>(set.find("div-part-top1")->norm_variants.at("top10"));
  CHECK(top10.zero_at == 0.80);
  CHECK(top10.one_at == 0.20);
  const auto band = std::get<criteria::Band>(set.find("acces-canal-hors-ligne")->norm);
  CHECK(band.zero_below == 0);
  CHECK(band.one_from == 0.1);
  CHECK(band.one_to == 0.6);
  CHECK(band.zero_above == 1);
  CHECK(std::get<criteria::Ladder>(set.find("pro-identite-proportionnee")->norm).steps.size() == 3);
  CHECK(set.find("div-gini-contributions")->minimal.at("authors") == 30);
  CHECK(set.find("pro-rafales")->minimal.at("events") == 500);
  CHECK(set.find("nothing") == nullptr);
}

TEST_CASE("Indicators stand in the order of the axes and criteria") {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  CHECK(set.indicators.front().id == "acces-conformite-rgaa");
  CHECK(set.indicators.back().id == "com-sobriete");
  std::vector<std::string> order;
  for (const auto& axis : set.axes) order.push_back(axis.id);
  std::size_t at = 0;
  for (const Indicator& indicator : set.indicators) {
    while (order.at(at) != indicator.axis) ++at;
  }
  CHECK(at == 7);
}

TEST_CASE("Scenario weights are points over their sum, and every added point has its quotation") {
  const criteria::ScenarioSet& set = criteria::built_in_scenarios();
  REQUIRE(set.scenarios.size() == 4);
  CHECK(set.observables.size() == 9);
  for (const auto& scenario : set.scenarios) {
    CHECK(scenario.positions.size() == 9);
    REQUIRE(scenario.profiles.size() == 2);
    for (const auto& profile : scenario.profiles) {
      double sum = 0;
      for (const auto& [axis, weight] : profile.weights) sum += weight;
      CHECK(sum == Approx(1));
      CHECK(profile.weights.size() == 8);
      for (const auto& point : profile.points) CHECK(contains(point.quote.fr, "«"));
    }
  }
  // Hand-computed: 3+2+3+1+4+1+1+1 = 16 points, 4 of them for "suites".
  CHECK(set.scenarios[0].profiles[0].weights.at("suites") == 0.25);
  CHECK(set.scenarios[3].profiles[0].weights.at("acces") == Approx(4.0 / 13));
  CHECK(set.baseline.weights.at("communs") == 0.125);
}

TEST_CASE("The folder and the program carry the same set") {
  const auto set = criteria::load(BOUSSOLE_CRITERIA_DIR "/boussole");
  REQUIRE(set);
  CHECK(set->sha256 == criteria::built_in("boussole").sha256);
  CHECK(set->indicators.size() == 45);
  CHECK(criteria::load_scenarios(BOUSSOLE_CRITERIA_DIR "/boussole", *set));
  CHECK(criteria::validate_path(BOUSSOLE_CRITERIA_DIR "/boussole").empty());
  CHECK(criteria::validate_path(BOUSSOLE_CRITERIA_DIR "/decidim_quality").empty());
  CHECK(criteria::validate_path(BOUSSOLE_CRITERIA_DIR "/boussole/scenarios.json").empty());
  CHECK(criteria::validate_path(BOUSSOLE_CRITERIA_DIR "/boussole/indicators/debat.json").empty());
}
