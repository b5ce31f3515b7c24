#include <catch2/catch.hpp>

#include <cmath>

#include "engine/findings.h"
#include "engine/scoring/compare.h"
#include "engine/statistics/proportions.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using namespace boussole::engine;
using testing::small_set;
using testing::subject;

PrintedFigure wilson_figure(double x, double n) { return {x / n, *statistics::wilson(x, n, 0.95), 0.95}; }

const ComparedIndicator* row(const Comparison& c, const std::string& id) {
  for (const auto& r : c.indicators)
    if (r.id == id) return &r;
  return nullptr;
}

bool warned(const std::vector<Message>& warnings, const std::string& code) {
  for (const Message& w : warnings)
    if (w.code == code) return true;
  return false;
}

TEST_CASE("two Wilson intervals give Newcombe's interval of the difference") {
  for (const auto& [x1, n1, x2, n2] : {std::array{56., 70., 48., 80.},
                                       {9., 10., 3., 10.},
                                       {0., 20., 5., 30.},
                                       {10., 10., 0., 20.},
                                       {500., 1000., 480., 900.}}) {
    const auto mover = difference_of(wilson_figure(x1, n1), wilson_figure(x2, n2));
    const auto newcombe = statistics::newcombe(x1, n1, x2, n2, 0.95);
    REQUIRE(mover.interval);
    CHECK(mover.interval->low == Approx(newcombe->interval.low).margin(1e-12));
    CHECK(mover.interval->high == Approx(newcombe->interval.high).margin(1e-12));
  }
}

TEST_CASE("Newcombe 1998, table II, 56/70 against 48/80: 0.0524 to 0.3339") {
  const auto d = difference_of(wilson_figure(56, 70), wilson_figure(48, 80));
  CHECK(d.difference == Approx(0.2));
  CHECK(d.interval->low == Approx(0.0524).margin(5e-5));
  CHECK(d.interval->high == Approx(0.3339).margin(5e-5));
}

TEST_CASE("symmetric intervals give the z test, by hand") {
  // Half-widths 3 and 4 at 95 %: 5 for the difference; 5 / 5 = the critical value itself, so p = 0.05.
  const auto d = difference_of({10, statistics::Range{7, 13}, 0.95}, {5, statistics::Range{1, 9}, 0.95});
  CHECK(d.interval->low == Approx(0).margin(1e-12));
  CHECK(d.interval->high == Approx(10));
  CHECK(*d.p == Approx(0.05));
  CHECK(*d.probability == Approx(0.975));
}

TEST_CASE("swapping the two swaps everything") {
  const PrintedFigure a{0.4, statistics::Range{0.3, 0.55}, 0.95}, b{0.6, statistics::Range{0.58, 0.7}, 0.95};
  const auto ab = difference_of(a, b), ba = difference_of(b, a);
  CHECK(ab.difference == -ba.difference);
  CHECK(ab.interval->low == -ba.interval->high);
  CHECK(*ab.p == *ba.p);
  CHECK(*ab.probability == Approx(1 - *ba.probability));
}

TEST_CASE("no interval, other level, value outside: a difference without a claim") {
  const PrintedFigure bare{0.4, std::nullopt, 0.95}, sure{0.6, statistics::Range{0.5, 0.7}, 0.95};
  CHECK(difference_of(bare, sure).reason->code == "no_interval");
  CHECK_FALSE(difference_of(bare, sure).p);
  CHECK(difference_of(bare, sure).difference == Approx(-0.2));
  CHECK(difference_of({0.4, statistics::Range{0.3, 0.5}, 0.9}, sure).reason->code == "levels_differ");
  CHECK(difference_of({0.4, statistics::Range{0.5, 0.6}, 0.95}, sure).reason->code == "value_outside");
}

TEST_CASE("sides without width never claim more than the level") {
  const PrintedFigure top{1, statistics::Range{1, 1}, 0.95}, bottom{0, statistics::Range{0, 0}, 0.95};
  const auto d = difference_of(top, bottom);
  CHECK(*d.p == Approx(0.05));
  CHECK(*d.probability == Approx(0.975));
}

TEST_CASE("only what all audits measured is compared, and the rest says why") {
  const auto a = subject("un", {{"a1", 0.9, 0.85, 0.95}, {"a2", 0.5, 0.4, 0.6}, {"b1", 0.2, 0.1, 0.3}, {"ad", 0.75}});
  const auto b = subject("deux", {{"a1", 0.2, 0.15, 0.25}, {"a2", 0.5, 0.4, 0.6}, {"ad", 0.25}});
  const std::vector<Subject> both{a, b};
  const Comparison c = compare(both, small_set());
  REQUIRE(c.indicators.size() == 2);
  REQUIRE(c.left_out.size() == 1);
  CHECK(c.left_out[0].id == "b1");
  CHECK(c.left_out[0].because_of == std::vector<std::size_t>{1});
  CHECK(c.left_out[0].reason.text.fr == "deux : Pas de données.");
  CHECK(row(c, "a1")->differences[0].demonstrated);
  CHECK_FALSE(row(c, "a2")->differences[0].demonstrated);
  // Declared: side by side, never differenced.
  REQUIRE(c.declared.size() == 1);
  CHECK(*c.declared[0].results[0]->value == 0.75);
  CHECK(row(c, "ad") == nullptr);
}

TEST_CASE("axes are compared on the common indicators, the published score stays as it was") {
  const auto a = subject("un", {{"a1", 0.9, 0.8, 1.0}, {"a2", 0.1, 0.0, 0.2}});
  const auto b = subject("deux", {{"a1", 0.9, 0.8, 1.0}, {"ad", 1}});
  const std::vector<Subject> both{a, b};
  const Comparison c = compare(both, small_set());
  // Axis a holds three indicators: one common is a third of its weight, under a half, so no common score.
  CHECK_FALSE(c.axes[0].common[0]);
  CHECK(c.axes[0].differences.empty());
  REQUIRE(c.axes[0].published[0]);
  CHECK(c.axes[0].published[0]->value == Approx(0.5));
}

TEST_CASE("a third audit changes no score, difference nor interval of the first two") {
  const auto a = subject("un", {{"a1", 0.9, 0.85, 0.95}, {"a2", 0.5, 0.4, 0.6}, {"b1", 0.2, 0.1, 0.3}});
  const auto b = subject("deux", {{"a1", 0.7, 0.6, 0.8}, {"a2", 0.55, 0.4, 0.7}, {"b1", 0.3, 0.2, 0.4}});
  const auto third = subject("trois", {{"a1", 0.1, 0.0, 0.2}, {"a2", 0.5, 0.4, 0.6}, {"b1", 0.2, 0.1, 0.3}});
  const std::vector<Subject> two{a, b}, three{a, b, third};
  const Comparison before = compare(two, small_set()), after = compare(three, small_set());
  REQUIRE(before.indicators.size() == after.indicators.size());
  for (std::size_t i = 0; i < before.indicators.size(); ++i) {
    for (std::size_t s = 0; s < 2; ++s)
      CHECK(before.indicators[i].results[s].score->value == after.indicators[i].results[s].score->value);
    const auto &x = before.indicators[i].differences[0], &y = after.indicators[i].differences[0];
    CHECK((y.first == 0 && y.second == 1));
    CHECK(x.estimate.difference == y.estimate.difference);
    CHECK(x.estimate.interval == y.estimate.interval);
    CHECK(x.estimate.p == y.estimate.p);
  }
  for (std::size_t i = 0; i < before.axes.size(); ++i)
    for (std::size_t s = 0; s < 2; ++s) {
      CHECK(before.axes[i].published[s]->value == after.axes[i].published[s]->value);
      CHECK(before.axes[i].common[s]->value == after.axes[i].common[s]->value);
    }
  // Nor does one that measures nothing: the published scores of the first two stay.
  const std::vector<Subject> with_empty{a, b, subject("vide", {})};
  const Comparison empty = compare(with_empty, small_set());
  CHECK(empty.indicators.empty());
  CHECK(empty.axes[0].published[0]->value == before.axes[0].published[0]->value);
}

TEST_CASE("Holm runs over indicators and axes together") {
  // p alone just under 0.05: demonstrated alone, not beside another test.
  const auto figures = [](double a1) { return std::vector<testing::Drawn>{{"a1", a1, a1 - 0.1, a1 + 0.1}}; };
  const std::vector<Subject> pair{subject("un", figures(0.65)), subject("deux", figures(0.505))};
  const Comparison alone = compare(pair, small_set());
  REQUIRE(alone.family == 1);
  CHECK(*alone.indicators[0].differences[0].estimate.p < 0.05);
  CHECK(alone.demonstrated == 1);
  auto with_b = [&](double a1) {
    auto f = figures(a1);
    f.push_back({"b1", 0.5, 0.4, 0.6});
    return f;
  };
  const std::vector<Subject> beside{subject("un", with_b(0.65)), subject("deux", with_b(0.505))};
  const Comparison more = compare(beside, small_set());
  CHECK(more.family == 3);  // a1, b1 and axis b
  CHECK(more.demonstrated == 0);
  CHECK(*more.indicators[0].differences[0].adjusted == Approx(3 * *more.indicators[0].differences[0].estimate.p));
}

TEST_CASE("what is not alike is said or left out") {
  auto a = subject("un", {{"a1", 0.9, 0.85, 0.95, 2000}}), b = subject("deux", {{"a1", 0.2, 0.15, 0.25, 40}});
  b.audit.criteria.version = "2";
  b.audit.connector = "polis";
  b.audit.generation = "x";
  b.space = "/processes/x";
  b.audit.sources = a.audit.sources;
  std::vector<Subject> both{a, b};
  Comparison c = compare(both, small_set());
  for (const char* code :
       {"different_criteria", "different_connector", "different_generation", "different_scope", "not_independent"}) {
    INFO(code);
    CHECK(warned(c.warnings, code));
  }
  CHECK(warned(c.indicators[0].warnings, "different_size"));
  both[1].audit.indicators[0].formula = "another";
  c = compare(both, small_set());
  CHECK(c.indicators.empty());
  CHECK(c.left_out[0].reason.code == "other_formula");
  const std::vector<Subject> alike{a, subject("deux", {{"a1", 0.2, 0.15, 0.25, 2000}})};
  CHECK(compare(alike, small_set()).warnings.empty());
}

TEST_CASE("answers due from the end of a phase are not compared silently with answers due from publication") {
  auto a = subject("un", {{"a1", 0.9, 0.85, 0.95}}), b = subject("deux", {{"a1", 0.2, 0.15, 0.25}});
  const auto warnings = [&] { return compare(std::vector<Subject>{a, b}, small_set()).warnings; };
  a.audit.indicators[0].warnings = {{"due_from_phase_end_or_publication", {"x", "x"}}};
  CHECK(warnings().empty());  // of the other it is not known
  b.audit.indicators[0].warnings = {{"publication_stands_for_phase", {"x", "x"}}};
  CHECK(warned(warnings(), "different_due_rule"));
  b.audit.indicators[0].warnings = {{"due_from_phase_end", {"x", "x"}}};
  CHECK(warnings().empty());
}

TEST_CASE("kinds of spaces and sizes of populations are compared with like") {
  auto a = subject("un", {{"a1", 0.9, 0.85, 0.95}}), b = subject("deux", {{"a1", 0.2, 0.15, 0.25}});
  const auto warnings = [&] { return compare(std::vector<Subject>{a, b}, small_set()).warnings; };
  a.kind = "process";
  CHECK(warnings().empty());  // of the other it is not known
  b.kind = "assembly";
  CHECK(warned(warnings(), "different_kinds"));
  b.kind = "process";
  CHECK(warnings().empty());
  const auto of_population = [](std::int64_t people) {
    auto findings = std::make_shared<Findings>();
    findings->reference.emplace().population = people;
    return findings;
  };
  a.audit.findings = of_population(5000);
  CHECK(warnings().empty());
  b.audit.findings = of_population(49'999);
  CHECK(warnings().empty());
  b.audit.findings = of_population(50'000);
  CHECK(warned(warnings(), "different_population"));
}

TEST_CASE("two variants of one criterion are two different things") {
  auto a = subject("un", {{"a1", 0.8, 0.7, 0.9}}), b = subject("deux", {{"a1", 0.6, 0.5, 0.7}});
  std::vector<Subject> both{a, b};
  CHECK(compare(both, small_set()).indicators.size() == 1);
  both[1].audit.indicators[0].norm_variant = "top10";
  const Comparison c = compare(both, small_set());
  CHECK(c.indicators.empty());
  CHECK(c.left_out[0].reason.code == "other_scale");
}

TEST_CASE("ranks follow demonstrated differences only") {
  const std::vector<Subject> three{subject("un", {{"b1", 0.9, 0.88, 0.92}}), subject("deux", {{"b1", 0.85, 0.5, 0.99}}),
                                   subject("trois", {{"b1", 0.1, 0.08, 0.12}})};
  const auto ranks = compare(three, small_set()).indicators[0].ranks;
  CHECK((ranks[0].best == 1 && ranks[0].worst == 2));
  CHECK((ranks[1].best == 1 && ranks[1].worst == 2));
  CHECK((ranks[2].best == 3 && ranks[2].worst == 3));
  criteria::CriteriaSet band = small_set();
  for (auto& indicator : band.indicators) indicator.direction = "band";
  CHECK(compare(three, band).indicators[0].ranks.empty());
}

TEST_CASE("labels are never the same twice") {
  auto a = subject("ville", {}), b = subject("ville", {}), c = subject("ville", {});
  c.audit.as_of = "2025-01-01";
  const std::vector<Subject> three{a, b, c};
  CHECK(labels_of(three) ==
        std::vector<std::string>{"ville (2026-01-01) #1", "ville (2026-01-01) #2", "ville (2025-01-01)"});
}

}  // namespace
