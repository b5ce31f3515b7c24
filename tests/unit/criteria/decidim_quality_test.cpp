#include "engine/indicators/decidim_quality.h"

#include <catch2/catch.hpp>
#include <set>

#include "criteria/loader.h"

using namespace boussole;
using namespace boussole::engine;
namespace dq = boussole::engine::decidim_quality;

namespace {

/// A process with 10 proposals, 10 in-person meetings, 10 results and nothing else, as Decidim's own tests draw it.
dq::Counts ten_of_each() {
  dq::Counts counts;
  counts.accepted = counts.answered = counts.with_history = counts.proposals_to_budgets = {0, 10};
  counts.proposals_to_results = {0, 10};
  counts.citizen_accepted = {0, 10};
  counts.accepted_citizen = {0, 0};
  counts.results_linked = counts.completed = {0, 10};
  counts.meetings_not_online = {10, 10};
  counts.meetings_component = counts.in_person_meeting = true;
  counts.online_meeting = counts.hybrid_meeting = counts.meeting_with_proposals = false;
  return counts;
}

dq::Counts with_accepted(std::int64_t accepted) {
  dq::Counts counts = ten_of_each();
  counts.accepted = {accepted, 10};
  counts.citizen_accepted = {accepted, 10};
  counts.accepted_citizen = {accepted, accepted};
  return counts;
}

double value_of(const dq::Counts& counts, std::size_t which, dq::Reading reading = dq::Reading::as_coded) {
  const dq::Scores scores = dq::score(counts, reading);
  REQUIRE(scores.dimensions.at(which).value);
  CHECK(scores.dimensions[which].low == *scores.dimensions[which].value);
  CHECK(scores.dimensions[which].high == *scores.dimensions[which].value);
  return *scores.dimensions[which].value;
}

double share_of(const Measurement& measurement) { return std::get<Estimate>(measurement).value; }

}  // namespace

TEST_CASE("The scores are those that Decidim's own tests expect") {
  // participatory_process_democratic_quality_stats_presenter_spec.rb: influence 1.0 without accepted proposals, 2.5
  // with 3 of 10, 3.5 with 7 of 10.
  CHECK(value_of(ten_of_each(), 0) == 1.0);
  CHECK(value_of(with_accepted(3), 0) == 2.5);
  CHECK(value_of(with_accepted(7), 0) == 3.5);

  // Hybridization: 0.0 without component, 1.0 with an empty one, 4.0 with the three types, 5.0 with linked proposals.
  dq::Counts counts = ten_of_each();
  counts.in_person_meeting = false;
  CHECK(value_of(counts, 1) == 1.0);
  counts.meetings_component = false;
  CHECK(value_of(counts, 1) == 0.0);
  counts.meetings_component = counts.in_person_meeting = counts.online_meeting = counts.hybrid_meeting = true;
  CHECK(value_of(counts, 1) == 4.0);
  counts.meeting_with_proposals = true;
  CHECK(value_of(counts, 1) == 5.0);

  // Responsiveness ("transparency" in the code): 3.0 with half of both, 5.0 with all of both.
  CHECK(value_of(ten_of_each(), 2) == 1.0);
  counts.answered = counts.completed = {5, 10};
  CHECK(value_of(counts, 2) == 3.0);
  counts.answered = counts.completed = {10, 10};
  CHECK(value_of(counts, 2) == 5.0);

  // Traceability: 5.0 when everything is linked, which their test makes by hand with the name the code looks for.
  counts.with_history = counts.proposals_to_results = counts.proposals_to_budgets = {10, 10};
  counts.meetings_not_online = {10, 10};
  CHECK(value_of(counts, 3, dq::Reading::as_described) == 5.0);
  // With the links that Decidim's forms make: (5 + 1 + 5 + 5) / 4.
  CHECK(value_of(counts, 3) == 4.0);
}

TEST_CASE("The example of the review of pull request 14418 gives what its reviewer computed by hand") {
  // 3 of 5 accepted, 3 of 3 citizen proposals, 3 of 3 accepted ones, no result: (3 + 5 + 5 + 1) / 4 = 3.5.
  dq::Counts counts = ten_of_each();
  counts.accepted = {3, 5};
  counts.citizen_accepted = counts.accepted_citizen = {3, 3};
  counts.results_linked = {0, 0};
  CHECK(value_of(counts, 0) == 3.5);
}

TEST_CASE("zero_of_zero_is_not_a_score") {
  CHECK(dq::scale(0, 0) == 1.0);  // theirs: the worst mark

  const Measurement ours = dq::plain_share({0, 0});
  REQUIRE(std::holds_alternative<Unavailable>(ours));
  CHECK(std::get<Unavailable>(ours).why == Why::not_computable);
  CHECK_FALSE(std::get<Unavailable>(ours).reason.text.fr.empty());
  CHECK_FALSE(std::get<Unavailable>(ours).reason.text.en.empty());

  // 0 of 10 is a figure, and it is zero.
  CHECK(share_of(dq::plain_share({0, 10})) == 0.0);
  // What is not known is neither.
  CHECK(std::get<Unavailable>(dq::plain_share({std::nullopt, 10})).why == Why::not_provided);
}

TEST_CASE("forty_one_of_204_is_not_the_best_score") {
  CHECK(dq::scale(41, 204) == 5.0);  // theirs: 20.098 % falls between two bins
  CHECK(dq::scale(41, 205) == 1.0);  // 20 % exactly
  CHECK(dq::scale(42, 205) == 2.0);  // 20.49 %
  CHECK(dq::scale(401, 1000) == 3.0);
  CHECK(dq::scale(4005, 10000) == 5.0);  // 40.05 %
  CHECK(dq::scale(6005, 10000) == 5.0);  // 60.05 %
  CHECK(dq::scale(8001, 10000) == 5.0);

  // Ours keeps the order of the counts.
  CHECK(share_of(dq::plain_share({41, 204})) == Approx(0.200980392));
  CHECK(share_of(dq::plain_share({41, 204})) < share_of(dq::plain_share({42, 205})));
}

TEST_CASE("withdrawn_and_amendments_are_not_in_the_denominator") {
  // 20 proposals, 10 accepted; besides, 5 withdrawn and 5 amendments.
  dq::Counts theirs = ten_of_each();
  theirs.accepted = theirs.answered = {10, 30};
  const dq::Scores scores = dq::score(theirs, dq::Reading::as_coded);
  CHECK(scores.dimensions[0].questions[0].value == 2.0);  // 33 %
  CHECK(scores.dimensions[2].questions[0].value == 2.0);
  CHECK(dq::scale(10, 20) == 3.0);  // what the same answers are worth without them

  CHECK(share_of(dq::plain_share({10, 20})) == 0.5);
}

TEST_CASE("A link name that nothing creates keeps two questions at 1") {
  dq::Counts counts = ten_of_each();
  counts.results_linked = {10, 10};
  counts.proposals_to_results = {10, 10};
  const dq::Scores coded = dq::score(counts, dq::Reading::as_coded);
  const dq::Scores described = dq::score(counts, dq::Reading::as_described);
  CHECK(coded.dimensions[0].questions[3].value == 1.0);
  CHECK(coded.dimensions[3].questions[1].value == 1.0);
  CHECK(described.dimensions[0].questions[3].value == 5.0);
  CHECK(described.dimensions[3].questions[1].value == 5.0);
}

TEST_CASE("A ratio above 100 % scores 5, as joined rows make it") {
  CHECK(dq::scale(12, 4) == 5.0);  // four accepted proposals with three authors each
}

TEST_CASE("What an export does not say gives bounds, not a score") {
  dq::Counts counts = ten_of_each();
  counts.online_meeting = counts.in_person_meeting = counts.hybrid_meeting = std::nullopt;
  counts.meetings_not_online = {std::nullopt, 10};
  const dq::Scores scores = dq::score(counts, dq::Reading::as_coded);
  CHECK_FALSE(scores.dimensions[1].value);
  CHECK(scores.dimensions[1].low == 1.0);
  CHECK(scores.dimensions[1].high == 4.0);
  CHECK_FALSE(scores.dimensions[3].value);
  CHECK(scores.dimensions[3].low == 1.0);
  CHECK(scores.dimensions[3].high == 2.0);
  CHECK_FALSE(scores.global);
  CHECK(scores.global_low == Approx((1.0 + 1.0 + 1.0 + 1.0) / 4));
  CHECK(scores.global_high == Approx((1.0 + 4.0 + 1.0 + 2.0) / 4));

  // Without any meeting, what is not known does not matter.
  counts.meetings_not_online = {std::nullopt, 0};
  CHECK(dq::score(counts, dq::Reading::as_coded).dimensions[3].value == 1.0);
}

TEST_CASE("The global score is the mean of the four dimensions") {
  const dq::Scores scores = dq::score(with_accepted(7), dq::Reading::as_coded);
  // Influence 3.5, hybridization (5 + 5) / 5 = 2, responsiveness 1, traceability (1 + 1 + 5 + 1) / 4 = 2.
  REQUIRE(scores.global);
  CHECK(*scores.global == (3.5 + 2 + 1 + 2) / 4);
}

TEST_CASE("The code and the data of Decidim's set say the same") {
  const criteria::CriteriaSet& set = criteria::built_in("decidim_quality");
  REQUIRE(set.scale);
  for (int permille = 0; permille <= 1000; ++permille) {
    const double percent = permille / 1000.0 * 100;
    double expected = set.scale->otherwise;
    for (const criteria::ScaleBin& bin : set.scale->bins)
      if (percent >= bin.from && percent <= bin.to) expected = bin.score;
    REQUIRE(dq::scale(permille, 1000) == expected);
  }
  CHECK(dq::scale(0, 0) == set.scale->empty);

  std::set<std::string> in_code, totals;
  const dq::Scores scores = dq::score(ten_of_each(), dq::Reading::as_coded);
  for (const dq::Dimension& dimension : scores.dimensions) {
    totals.emplace(dimension.total);
    for (const dq::SubScore& question : dimension.questions) {
      in_code.emplace(question.id);
      REQUIRE(set.find(std::string(question.id)));
      CHECK(set.find(std::string(question.id))->axis == dimension.id);
    }
  }
  CHECK(in_code.size() == set.indicators.size());
  std::set<std::string> in_data;
  for (const auto& figure : set.context) in_data.insert(figure.id);
  totals.insert("dq-global");
  CHECK(totals == in_data);
}
