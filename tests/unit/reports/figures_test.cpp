#include <catch2/catch.hpp>

#include "engine/statistics/interval_policy.h"
#include "reports/figures.h"
#include "reports/interval_words.h"

using namespace boussole;
using namespace boussole::reports;

namespace {

const Typography kFr(Language::fr), kEn(Language::en);

Quantity with_interval(double value, double low, double high, const char* unit) {
  return {value, unit, low, high, 100};
}
Quantity with_n(double value, std::int64_t n, const char* unit) { return {value, unit, std::nullopt, std::nullopt, n}; }

}  // namespace

TEST_CASE("digits_follow_the_interval") {
  CHECK(figure(kEn, with_interval(0.41234, 0.31, 0.53, "ratio")) == "41%");    // 22 points wide
  CHECK(figure(kEn, with_interval(0.41234, 0.40, 0.42, "ratio")) == "41.2%");  // 2 points wide
  CHECK(figure(kEn, with_interval(0.35712, 0.31, 0.39, "index")) == "0.357");  // 0.08 wide
  CHECK(figure(kEn, with_interval(0.35712, 0.11, 0.79, "index")) == "0.36");   // 0.68 wide
  CHECK(figure(kEn, with_interval(412.4, 371, 463, "days")) == "412\u00A0days");
  CHECK(figure(kFr, with_interval(1.44, 1.2, 1.7, "megabytes")) == "1,44\u00A0Mo");
  CHECK(decimals(with_interval(0.5, 0, 1, "ratio")) == 0);
}

TEST_CASE("digits_follow_the_number_of_cases") {
  CHECK(figure(kEn, with_n(0.41234, 12, "ratio")) == "41%");
  CHECK(figure(kEn, with_n(0.41234, 999, "ratio")) == "41%");
  CHECK(figure(kEn, with_n(0.41234, 1000, "ratio")) == "41.2%");
  CHECK(figure(kEn, with_n(2.3461, 24, "count")) == "2.3");
  CHECK(figure(kEn, with_n(2.3461, 240, "count")) == "2.35");
  CHECK(figure(kEn, with_n(5171, 5171, "count")) == "5,171");
  CHECK(figure(kEn, with_n(0.123456, 50, "index")) == "0.12");
  CHECK(figure(kEn, with_n(12.7, 50, "days")) == "13\u00A0days");
  CHECK(figure(kFr, with_n(1, 50, "days")) == "1\u00A0jour");
  CHECK(figure(kEn, with_n(0.12, 50, "points")) == "12\u00A0points");
  CHECK(figure(kEn, with_n(3.5, 50, "")) == "3.5");
}

TEST_CASE("a_share_that_is_not_nothing_is_never_written_zero") {
  CHECK(figure(kFr, with_n(0.001, 900, "ratio")) == "moins de 1\u00A0%");
  CHECK(figure(kFr, with_n(0.999, 900, "ratio")) == "plus de 99\u00A0%");
  CHECK(figure(kEn, with_n(0, 900, "ratio")) == "0%");
  CHECK(figure(kEn, with_n(1, 900, "ratio")) == "100%");
  CHECK(figure(kEn, with_n(0.0001, 5000, "ratio")) == "less than 0.1%");
}

TEST_CASE("bounds_are_rounded_outwards") {
  CHECK(range(kEn, with_interval(0.5, 0.3199, 0.5501, "ratio")) == "from 31% to 56%");
  CHECK(range(kFr, with_interval(0.5, 0.32, 0.55, "ratio")) == "de 32\u00A0% à 55\u00A0%");  // 0.55 * 100 > 55
  CHECK(short_range(kFr, with_interval(412.4, 371.2, 463.8, "days")) == "371 à 464\u00A0jours");
  CHECK(range(kEn, with_n(0.5, 10, "ratio")).empty());
  CHECK(round_down(0.3, 1) == 0.3);
  CHECK(round_up(0.3, 1) == 0.3);
  CHECK(round_down(-1.25, 1) == -1.3);
}

TEST_CASE("scores_are_whole_points") {
  CHECK(score_points(kEn, 0.634) == "63");
  CHECK(score_range(kEn, {0.634, 0.5151, 0.7201}) == "51 to 73");
  CHECK(score_range(kEn, {0.634, std::nullopt, std::nullopt}).empty());
}

TEST_CASE("parts_and_sizes") {
  const auto part = [](std::optional<double> value) { return engine::Part{"x", {}, value}; };
  engine::IndicatorResult result;
  result.unit = "ratio";
  result.n = 200;
  CHECK(part_value(kEn, part(1204.0), result, 5) == "1,204");
  CHECK(part_value(kEn, part(4.2957), result, 5) == "4.30");
  CHECK(part_value(kEn, part(0.43912), result, 5) == "0.439");
  CHECK(part_value(kEn, part(std::nullopt), result, 5) == "withheld (fewer than 5 people)");
  CHECK(part_value(kEn, {"value_with_organisers", {}, 0.4391}, result, 5) == "44%");
  result.interval = engine::Interval{0.43, 0.45, 0.95, "x"};
  CHECK(part_value(kEn, {"value_with_organisers", {}, 0.4391}, result, 5) == "43.9%");
  CHECK(bytes(kFr, 4123456) == "4,1\u00A0Mo");
  CHECK(bytes(kEn, 812) == "812\u00A0B");
  CHECK(bytes(kEn, 0) == "0\u00A0B");
}

TEST_CASE("an_interval_says_which_question_it_answers") {
  engine::IndicatorResult result;
  result.kind = "measured";
  result.unit = "ratio";
  result.value = 0.41;
  result.interval =
      engine::Interval{0.31, 0.53, 0.95, "Wilson by participant: effective n, mix of activity"};
  CHECK(interval_sentence(kEn, result) ==
        "Over all publics of this kind, once the luck of which people took part is set aside, this rate is between 31% "
        "and "
        "53% (95% interval).");
  CHECK(interval_sentence(kFr, result).ends_with("ce taux est entre 31\u00A0% et 53\u00A0% (intervalle à 95\u00A0%)."));
  result.interval->method =
      "another public of the same kind and size, drawn from the participants with a fitted tail, B=2000";
  CHECK(interval_sentence(kEn, result).starts_with("Had another public of the same kind and size taken part"));
  CHECK(*method_name(kFr, result.interval->method) ==
        "un autre public de même taille, tiré des participants, queue ajustée, 2\u202F000\u00A0tirages");
  result.interval->method = "a method to come";
  CHECK(interval_sentence(kEn, result) == "The uncertainty of this figure puts it between 31% and 53% (95% interval).");
  CHECK_FALSE(method_name(kEn, "a method to come"));
  result.kind = "declared";
  CHECK(interval_sentence(kEn, result).starts_with("This figure is declared, not measured."));
}

TEST_CASE("every_method_that_the_engine_prints_has_its_words") {
  namespace statistics = engine::statistics;
  statistics::IntervalRequest request;
  request.replicates = 100;
  const std::vector<statistics::ClusterBin> rates = {{1, 0, 20}, {1, 1, 15}, {4, 2, 9}};
  const std::vector<statistics::CountBin> counts = {{1, 40}, {2, 15}, {3, 8}, {9, 2}};
  const std::vector<statistics::ValueBin> values = {{1, 20}, {2, 16}, {3, 8}};
  const std::vector<statistics::GroupCount> groups = {{12, 40}, {30, 50}};
  for (const auto& outcome :
       {statistics::interval_for_ratio(rates, request),
        statistics::interval_for_count_statistic(statistics::CountStatistic::gini(), counts, request),
        statistics::interval_for_mean_of_clusters(values, request),
        statistics::interval_for_simple_proportion(12, 40, request),
        statistics::interval_for_min_ratio(groups, request)}) {
    REQUIRE(outcome.interval);
    CAPTURE(outcome.interval->method);
    CHECK(method_name(kFr, outcome.interval->method));
  }
}
