#include "engine/scoring/scores.h"

#include <catch2/catch.hpp>

#include "engine/scoring/normalise.h"

using namespace boussole;
using namespace boussole::engine;
using criteria::Band;
using criteria::Goalposts;

TEST_CASE("goalposts are linear between their ends, in both directions") {
  REQUIRE(normalise(Goalposts{0.1, 0.9}, 0.5) == Approx(0.5));
  REQUIRE(normalise(Goalposts{0.1, 0.9}, 0.05) == 0);
  REQUIRE(normalise(Goalposts{0.1, 0.9}, 2) == 1);
  REQUIRE(normalise(Goalposts{365, 60}, 365) == 0);
  REQUIRE(normalise(Goalposts{365, 60}, 60) == 1);
  REQUIRE(normalise(Goalposts{365, 60}, 212.5) == Approx(0.5));
}

TEST_CASE("a band is full inside and falls on both sides") {
  const Band band{0.05, 0.3, 0.8, 0.98};
  REQUIRE(normalise(band, 0.5) == 1);
  REQUIRE(normalise(band, 0.05) == 0);
  REQUIRE(normalise(band, 0.175) == Approx(0.5));
  REQUIRE(normalise(band, 0.89) == Approx(0.5));
  REQUIRE(normalise(band, 1) == 0);
}

TEST_CASE("the score's range holds the score of every value in the interval") {
  const Band band{0.0, 0.4, 0.6, 1.0};
  const Score s = score(band, 0.3, Interval{0.2, 0.5, 0.95, ""});
  REQUIRE(s.value == Approx(0.75));
  REQUIRE(*s.low == Approx(0.5));
  REQUIRE(*s.high == 1);  // the interval reaches into the band
  const Score lower = score(Goalposts{0.8, 0.2}, 0.5, Interval{0.4, 0.7, 0.95, ""});
  REQUIRE(*lower.low == Approx(1.0 / 6));
  REQUIRE(*lower.high == Approx(4.0 / 6));
  REQUIRE_FALSE(score(band, 0.3, std::nullopt).low.has_value());
}

namespace {

criteria::CriteriaSet small_set() {
  criteria::CriteriaSet set;
  set.axes = {{"a", {}, {}}};
  set.criteria = {{"c1", "a", {}}, {"c2", "a", {}}};
  for (const char* id : {"i1", "i2", "i3", "i4"}) {
    criteria::Indicator i;
    i.id = id;
    i.axis = "a";
    i.criterion = id[1] < '3' ? "c1" : "c2";
    i.norm = Goalposts{0, 1};
    set.indicators.push_back(i);
  }
  return set;
}

IndicatorResult result(const criteria::Indicator& i, std::optional<double> value, const char* kind = "measured") {
  IndicatorResult r;
  r.id = i.id;
  r.axis = i.axis;
  r.criterion = i.criterion;
  r.kind = kind;
  r.status = value ? Status::ok : Status::missing;
  r.value = value;
  return r;
}

}  // namespace

TEST_CASE("missing is never zero: an unmeasured indicator lowers the coverage, not the score") {
  const auto set = small_set();
  std::vector<IndicatorResult> r{result(set.indicators[0], 0.8), result(set.indicators[1], std::nullopt),
                                 result(set.indicators[2], 0.4), result(set.indicators[3], std::nullopt)};
  score_indicators(set, r);
  const auto axes = axis_scores(set, criterion_scores(set, r));
  REQUIRE(axes[0].status == Status::ok);
  REQUIRE(axes[0].measured->value == Approx(0.6));
  REQUIRE(axes[0].measured->coverage == Approx(0.5));
  REQUIRE(*axes[0].measured->geometric == Approx(std::sqrt(0.32)));
}

TEST_CASE("below half of its weight an axis has no score") {
  const auto set = small_set();
  std::vector<IndicatorResult> r{result(set.indicators[0], 0.8), result(set.indicators[1], std::nullopt),
                                 result(set.indicators[2], std::nullopt), result(set.indicators[3], std::nullopt)};
  score_indicators(set, r);
  const auto axes = axis_scores(set, criterion_scores(set, r));
  REQUIRE_FALSE(axes[0].measured.has_value());
  REQUIRE(axes[0].reason.has_value());
  REQUIRE(axes[0].coverage == Approx(0.25));
}

TEST_CASE("self_assessment_never_moves_a_measured_score") {
  const auto set = small_set();
  std::vector<IndicatorResult> r{result(set.indicators[0], 0.2), result(set.indicators[1], 1.0, "declared"),
                                 result(set.indicators[2], 0.4), result(set.indicators[3], 1.0, "declared")};
  score_indicators(set, r);
  const auto scores = criterion_scores(set, r);
  REQUIRE(scores[0].measured->value == Approx(0.2));
  REQUIRE(scores[0].declared->value == Approx(1.0));
  REQUIRE(axis_scores(set, scores)[0].measured->value == Approx(0.3));
}
