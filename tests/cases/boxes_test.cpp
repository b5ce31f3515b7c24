// Several ballot boxes: what each says, and what nobody can say of all of them.
#include <catch2/catch.hpp>

#include "tests/cases/pipeline.h"

using namespace boussole;

namespace {

/// A ballot box of 80 voters, of whom `women` are women and `paper` voted on paper.
std::string box(const std::string& instance, int women, int paper) {
  std::string out = "META\nkey;value\nunit;Ville\ninstance;" + instance +
                    "\nbudget;100\nvote_type;approval\ndate_begin;01.02.2024\ndate_end;15.02.2024\n"
                    "PROJECTS\nproject_id;cost\nA;60\nB;50\nVOTES\nvoter_id;vote;sex;voting_method\n";
  for (int i = 0; i < 80; ++i)
    out += std::to_string(i) + ";A;" + (i < women ? "F" : "M") + ";" + (i < paper ? "paper" : "internet") + "\n";
  return out;
}

const engine::IndicatorResult* found(const std::vector<engine::IndicatorResult>& results, const std::string& id) {
  for (const auto& r : results)
    if (r.id == id) return &r;
  return nullptr;
}

}  // namespace

TEST_CASE("several ballot boxes: each has its figures, the platform says why it has none") {
  const auto two = test::audit({{"a.pb", box("Nord", 60, 20)}, {"b.pb", box("Sud", 40, 0)}});
  const auto* whole = found(two.indicators, "div-parite");
  REQUIRE(whole != nullptr);
  CHECK(whole->status == engine::Status::missing);
  CHECK(whole->reason->code == "several_ballots");
  REQUIRE(two.spaces.size() == 2);
  std::vector<double> gaps, offline;
  for (const auto& space : two.spaces) {
    const auto* gap = found(space.indicators, "div-parite");
    const auto* channel = found(space.indicators, "acces-canal-hors-ligne");
    REQUIRE(gap != nullptr);
    REQUIRE(channel != nullptr);
    CHECK(gap->n == 80);
    REQUIRE(gap->interval);
    REQUIRE(channel->interval);  // in one box nobody votes twice
    gaps.push_back(*gap->value);
    offline.push_back(*channel->value);
  }
  CHECK(gaps[0] == Approx(0.25));  // 60 of 80 beside one half
  CHECK(gaps[1] == Approx(0).margin(1e-12));
  CHECK(offline[0] == Approx(0.25));
  CHECK(offline[1] == Approx(0).margin(1e-12));
  CHECK_FALSE(found(two.indicators, "acces-canal-hors-ligne")->interval);
  // One box alone is the platform.
  const auto one = test::audit({{"a.pb", box("Nord", 60, 20)}});
  CHECK(*found(one.indicators, "div-parite")->value == Approx(0.25));
}
