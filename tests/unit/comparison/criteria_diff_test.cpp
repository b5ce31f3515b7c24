// What a change of rules does to scores; and a set that is not ours, to show that criteria are data.
#include "engine/scoring/criteria_diff.h"

#include <catch2/catch.hpp>

#include "criteria/loader.h"
#include "criteria/validate.h"
#include "reports/criteria_diff.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using namespace boussole::engine;
using testing::small_set;
using testing::subject;

const Rescored& row(const std::vector<Rescored>& rows, std::size_t audit, const std::string& id) {
  for (const Rescored& r : rows)
    if (r.audit == audit && r.id == id) return r;
  FAIL("no row of " << id);
  return rows.front();
}

TEST_CASE("a moved scale moves the scores, and the diff says by how much and why") {
  const criteria::CriteriaSet before = small_set();
  criteria::CriteriaSet after = before;
  after.version = "2";
  after.indicators[0].norm = criteria::Goalposts{0, 0.5};
  after.indicators[3].name = {"Autre nom", "Other name"};
  for (const criteria::Indicator& indicator : before.indicators) REQUIRE(indicator.formula_id.empty());
  std::vector<Subject> audits{subject("x", {{"a1", 0.25}, {"a2", 0.5}, {"b1", 0.5}}), subject("y", {{"b1", 0.5}})};
  for (Subject& s : audits)
    for (IndicatorResult& r : s.audit.indicators) r.formula.clear();
  const CriteriaDiff d = diff(before, after, audits);
  REQUIRE(d.indicators.size() == 2);
  CHECK(d.indicators[0].id == "a1");
  REQUIRE(d.indicators[0].parts.size() == 1);
  CHECK(d.indicators[0].parts[0].code == "scale");
  CHECK(d.indicators[1].parts[0].code == "texts");
  CHECK(d.unchanged == 2);
  CHECK(*row(d.axes, 0, "a").before == Approx((0.25 + 0.5) / 2));
  CHECK(*row(d.axes, 0, "a").after == Approx((0.5 + 0.5) / 2));
  CHECK(*row(d.axes, 0, "b").after == *row(d.axes, 0, "b").before);
  CHECK_FALSE(row(d.axes, 1, "a").after);  // missing is never zero, under any set
  REQUIRE(d.scores.size() == 1);
  CHECK(d.scores[0].id == "a1");
}

TEST_CASE("another formula measures something else: the old figure does not count") {
  const criteria::CriteriaSet before = small_set();
  criteria::CriteriaSet after = before;
  after.indicators[3].formula_id = "b1-v2";
  Subject x = subject("x", {{"b1", 0.5}});
  for (IndicatorResult& r : x.audit.indicators) r.formula.clear();
  const std::vector<Subject> audits{x};
  const CriteriaDiff d = diff(before, after, audits);
  CHECK(d.indicators[0].parts[0].code == "formula");
  CHECK(*row(d.axes, 0, "b").before == Approx(0.5));
  CHECK_FALSE(row(d.axes, 0, "b").after);
}

TEST_CASE("an axis more and an indicator less are named, in both languages") {
  const criteria::CriteriaSet before = small_set();
  criteria::CriteriaSet after = before;
  after.axes.push_back({"c", {"Axe C", "Axis C"}, {"?", "?"}});
  after.indicators.erase(after.indicators.begin());
  const CriteriaDiff d = diff(before, after, {});
  CHECK(d.axes_added == std::vector<std::string>{"c"});
  REQUIRE(d.indicators.size() == 1);
  CHECK(d.indicators[0].what == IndicatorChange::What::removed);
  reports::Options options;
  options.language = Language::en;
  const std::string page = reports::write_markdown(reports::criteria_diff_document(d, before, after, options, "1"));
  CHECK(page.find("New axis: Axis C") != std::string::npos);
  CHECK(page.find("Name a1 (a1), removed") != std::string::npos);
}

TEST_CASE("a set of other principles is valid and scores the same figures: criteria are data") {
  const std::string folder = std::string(BOUSSOLE_ROOT) + "/criteria/oecd_guidelines";
  for (const Error& error : criteria::validate_path(folder)) FAIL_CHECK(error.in(Language::en));
  const auto other = criteria::load(folder);
  REQUIRE(other);
  const auto& ours = criteria::built_in("boussole");
  CHECK(other->axes.size() == 9);
  // Every indicator is one that the engine knows, by the same formula; only names, places and scales are its own.
  for (const criteria::Indicator& indicator : other->indicators) {
    INFO(indicator.id);
    REQUIRE(ours.find(indicator.id) != nullptr);
    CHECK(ours.find(indicator.id)->formula_id == indicator.formula_id);
    CHECK(ours.find(indicator.id)->name != indicator.name);
    CHECK(indicator.frameworks.find("OECD") != std::string::npos);
  }
  Subject s;
  s.file = "x";
  IndicatorResult r;
  r.id = "sui-taux-reponse";
  r.kind = "measured";
  r.status = Status::ok;
  r.value = 0.6;
  r.unit = "ratio";
  r.formula = ours.find(r.id)->formula_id + ": text";
  s.audit.indicators.push_back(r);
  const std::vector<Subject> audits{s};
  const CriteriaDiff d = diff(ours, *other, audits);
  CHECK(*row(d.scores, 0, "sui-taux-reponse").after == Approx((0.6 - 0.2) / 0.8));
  CHECK(d.axes_added.size() == 9);
}

}  // namespace
