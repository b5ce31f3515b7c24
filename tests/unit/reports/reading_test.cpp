#include <catch2/catch.hpp>

#include "reports/reading.h"
#include "tests/support/audit_fixture.h"

using namespace boussole;
using namespace boussole::reports;

namespace {

engine::IndicatorResult scored(std::optional<double> low, std::optional<double> high) {
  engine::IndicatorResult out;
  out.status = engine::Status::ok;
  out.value = 0.5;
  out.score = engine::Score{0.5, low, high};
  return out;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a_reading_needs_the_whole_range_on_one_side") {
  CHECK(reading(scored(0.5, 0.9)) == Reading::demonstrated);
  CHECK(reading(scored(0.499, 0.9)) == Reading::not_demonstrated);
  CHECK(reading(scored(0.1, 0.499)) == Reading::below);
  CHECK(reading(scored(0.1, 0.5)) == Reading::not_demonstrated);
  CHECK(reading(scored(std::nullopt, std::nullopt)) == Reading::not_demonstrated);
  engine::IndicatorResult no_scale;
  no_scale.status = engine::Status::ok;
  CHECK(reading(no_scale) == Reading::not_demonstrated);
}

TEST_CASE("a_status_that_is_not_ok_is_never_a_reading_of_the_score") {
  auto result = scored(0.9, 1.0);
  result.status = engine::Status::missing;
  CHECK(reading(result) == Reading::not_measured);
  result.status = engine::Status::insufficient_sample;
  CHECK(reading(result) == Reading::not_measured);
  result.status = engine::Status::not_applicable;
  CHECK(reading(result) == Reading::not_applicable);
  result.status = engine::Status::contested;
  CHECK(reading(result) == Reading::contested);
  result.value = 0.9;
  CHECK(reading_in_force(result) == Reading::demonstrated);
  result.value.reset();  // contested, and there is no figure
  CHECK(reading_in_force(result) == Reading::not_measured);
}

TEST_CASE("declared_indicators_are_counted_apart") {
  const Tally counts = tally(testing::fixture_audit());
  CHECK(counts.measurable == 10);
  CHECK(counts.measured == 7);
  CHECK(counts.demonstrated == 3);
  CHECK(counts.not_demonstrated == 2);
  CHECK(counts.below == 2);
  CHECK(counts.missing == 1);
  CHECK(counts.too_few == 1);
  CHECK(counts.not_applicable == 1);
  CHECK(counts.contested == 1);
  CHECK(counts.declared == 2);
  CHECK(counts.declared_filled == 1);
}

TEST_CASE("the_sentence") {
  const Tally counts = tally(testing::fixture_audit());
  const auto fr = headline(Typography(Language::fr), counts);
  REQUIRE(fr.size() == 3);
  CHECK(fr[0] ==
        "Sur 10\u00A0indicateurs mesurables, 7\u00A0sont mesurés\u00A0: 3\u00A0démontrés, 2\u00A0non démontrés et "
        "2\u00A0en dessous\u202F; 1\u00A0d’entre eux est contesté.");
  const auto en = headline(Typography(Language::en), counts);
  CHECK(en[0] ==
        "Of 10\u00A0measurable indicators, 7\u00A0are measured: 3\u00A0demonstrated, 2\u00A0not demonstrated and "
        "2\u00A0below; 1\u00A0of them is contested.");
  CHECK(en[1] == "Of the others, 1\u00A0has no data, 1\u00A0has too few cases and 1\u00A0is not applicable.");
  CHECK(contains(en[2], "1\u00A0is filled in"));
}

TEST_CASE("the_sentence_of_nothing_measured") {
  Tally counts;
  counts.measurable = 31, counts.missing = 31;
  const auto fr = headline(Typography(Language::fr), counts);
  CHECK(fr[0] == "Sur 31\u00A0indicateurs mesurables, aucun n’est mesuré.");
  CHECK(headline(Typography(Language::en), Tally{}).size() == 1);
}

TEST_CASE("strength_and_weakness_are_named_only_where_established") {
  auto audit = testing::fixture_audit();
  const auto set = testing::fixture_criteria();
  CHECK(strengths(audit, set).front().result->id == "sui-taux-reponse");
  CHECK(strengths(audit, set).size() == 3);
  CHECK(weaknesses(audit, set).front().result->id == "sui-delai-reponse");
  for (auto& result : audit.indicators)
    if (result.score) result.score->low = 0.4, result.score->high = 0.6;
  CHECK(strengths(audit, set).empty());
  CHECK(weaknesses(audit, set).empty());
  const Summary said = summary(Typography(Language::en), audit, set);
  CHECK(contains(said.strongest, "No strength is established"));
  CHECK(contains(said.weakest, "No weakness is established"));
}

TEST_CASE("advice_goes_to_whoever_holds_the_lever") {
  const auto audit = testing::fixture_audit();
  const auto all = advice(Typography(Language::en), audit, testing::fixture_criteria());
  REQUIRE(all.size() == 3);
  CHECK(contains(all[0].sentence, "Response time"));  // commande
  CHECK_FALSE(contains(all[0].sentence, "Reciprocity"));
  CHECK(contains(all[1].sentence, "Reciprocity"));  // offre
  CHECK_FALSE(contains(all[1].sentence, "Response time"));
}

TEST_CASE("where_nothing_is_established_the_lowest_is_a_place_to_begin") {
  auto audit = testing::fixture_audit();
  const auto set = testing::fixture_criteria();
  for (auto& result : audit.indicators)
    if (result.score) result.score = engine::Score{result.id == "sui-delai-reponse" ? 0.42 : 0.47, 0.3, 0.6};
  CHECK(undecided(audit, set).front().result->id == "sui-delai-reponse");
  const std::string said = advice(Typography(Language::en), audit, set)[0].sentence;
  CHECK(contains(said, "Nothing is established below"));
  CHECK(contains(said, "The lowest of them, though it is not established: “Response time” (42 out of 100)."));
  CHECK(contains(said, " To begin with it: "));
  // Nothing to begin with where even the lowest stands at the middle.
  for (auto& result : audit.indicators)
    if (result.score) result.score->value = 0.5;
  CHECK_FALSE(contains(advice(Typography(Language::en), audit, set)[0].sentence, "The lowest"));
}

TEST_CASE("nothing_breaks_without_a_criteria_set") {
  const criteria::CriteriaSet none;
  const auto audit = testing::fixture_audit();
  CHECK(name_of(Typography(Language::fr), strengths(audit, none).front()) == "sui-taux-reponse");
  CHECK_FALSE(summary(Typography(Language::fr), testing::empty_audit(), none).unknown.empty());
}

TEST_CASE("zero_of_a_table_that_was_not_read_is_not_a_zero") {
  engine::Audit audit;
  engine::SpaceResult space;
  const Typography type(Language::en);
  CHECK(contributions_of(type, audit, space) == "0");
  audit.capabilities = {{"comments", "full"}, {"debates", "hidden"}, {"proposals", "absent"}};
  CHECK(contributions_of(type, audit, space) == "—");
  CHECK(comments_of(type, audit, space) == "0");
  space.contributions = 3;
  CHECK(contributions_of(type, audit, space) == "3");
  audit.capabilities[2].second = "aggregate";
  space.contributions = 0;
  CHECK(contributions_of(type, audit, space) == "0");
}
