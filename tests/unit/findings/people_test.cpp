// Participants beside a population: classes brought to a common grid, distances and bounds by hand, small cells
// withheld.
#include <catch2/catch.hpp>
#include <memory>

#include "engine/dataset/demographics.h"
#include "engine/dataset/votes.h"
#include "engine/findings/answers.h"
#include "engine/findings/classes.h"
#include "engine/findings/comparison.h"
#include "engine/findings/find.h"
#include "engine/statistics/linked_tables.h"
#include "engine/statistics/random.h"
#include "engine/statistics/representativeness.h"

using namespace boussole;
using namespace boussole::engine;

namespace {

Sampling quick() {
  Sampling s;
  s.replicates = 200;
  return s;
}

Answers answers(const std::string& variable, Margin counts, std::int64_t unanswered = 0) {
  Answers out;
  out.variable = variable;
  out.measure = "participants";
  out.counts = std::move(counts);
  out.unanswered = unanswered;
  return out;
}

ReferencePopulation population(const std::string& variable, const Margin& margin) {
  ReferencePopulation out;
  out.territories.push_back({"T", "Ville"});
  for (const auto& [label, count] : margin) out.cells.push_back({0, variable, label, count});
  return out;
}

std::vector<std::string> ids(const Aligned& a) {
  std::vector<std::string> out;
  for (const AlignedClass& c : a.classes) out.push_back(c.id);
  return out;
}

bool has_note(const std::vector<Message>& notes, const std::string& code) {
  for (const Message& n : notes)
    if (n.code == code) return true;
  return false;
}

/// A data set of people of whom one thing is known, or not.
Dataset people(const std::string& variable, const std::vector<std::string>& values,
               AttributeOrigin origin = AttributeOrigin::self) {
  Dataset data;
  Demographics d;
  d.variables.push_back({variable, origin, "survey.csv"});
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    Participant p;
    p.kind = ParticipantKind::person;
    data.participants.push_back(p);
    if (values[i].empty()) continue;
    d.people.push_back({i, 0, static_cast<std::uint32_t>(d.values.size())});
    d.values.push_back(values[i]);
  }
  data.demographics = std::make_shared<const Demographics>(std::move(d));
  return data;
}

}  // namespace

TEST_CASE("bands that do not match are grouped by the limits they share, and it is said") {
  // Participants 18-34, 35-64, 65+; population by five years from 15: 35 and 65 cut no band of either.
  Margin census;
  for (int low = 15; low < 90; low += 5) census[std::to_string(low) + "-" + std::to_string(low + 4)] = 1000;
  census["90+"] = 1000;
  const Aligned a = align(answers("age", {{"18-34", 40}, {"35-64", 40}, {"65+", 40}}), census, 5);
  CHECK(ids(a) == std::vector<std::string>{"15-34", "35-64", "65+"});
  CHECK(a.outside == 0);
  CHECK(has_note(a.notes, "ages_aggregated"));
  CHECK(a.classes[0].reference == 4000);
  CHECK(a.classes[1].reference == 6000);
}

TEST_CASE("where a band lies on both sides of the youngest age, both sides begin where it ends, and it is said") {
  const Margin census{{"16-17", 100}, {"18-39", 500}, {"40+", 500}};
  const Aligned a = align(answers("age", {{"0-17", 12}, {"18-39", 40}, {"40+", 40}}), census, 5);
  CHECK(ids(a) == std::vector<std::string>{"18-39", "40+"});
  CHECK(a.outside == 12);
  CHECK(a.classes[0].reference == 500);
  CHECK(has_note(a.notes, "age_floor_raised"));
}

TEST_CASE("the same bands are compared as they are, without a word") {
  const Margin bands{{"18-24", 100}, {"25-34", 100}, {"35-44", 100}, {"45-54", 100},
                     {"55-64", 100}, {"65-74", 100}, {"75+", 100}};
  Margin people_by_band;
  for (const auto& [band, n] : bands) people_by_band[band] = 10;
  const Aligned a = align(answers("age", people_by_band), bands, 5);
  CHECK(a.classes.size() == 7);
  CHECK(a.notes.empty());
}

TEST_CASE("ages in years are put in the bands of the population, and small classes are joined") {
  Margin ages;
  for (int age = 20; age < 80; ++age) ages[std::to_string(age)] = 1;
  const Margin census{{"0-19", 100}, {"20-39", 500}, {"40-59", 500}, {"60-79", 10}, {"80+", 5}};
  const Aligned a = align(answers("age", ages), census, 5);
  // 60-79 would hold 60 * 10 / 1115 people: joined to its neighbours until five are expected.
  std::int64_t everybody = 0;
  for (const AlignedClass& c : a.classes) everybody += c.people;
  CHECK(everybody + a.outside == 60);
  CHECK(has_note(a.notes, "ages_joined"));
  for (const AlignedClass& c : a.classes) CHECK(60.0 * double(c.reference) / 1115 >= 5);
}

TEST_CASE("small counts are withheld, and so is the one that would give them away") {
  CHECK(withheld({50, 30, 20}, 5) == std::vector<bool>{false, false, false});
  CHECK(withheld({50, 3, 20}, 5) == std::vector<bool>{false, true, true});  // 73 - 50 - 20 would give 3
  CHECK(withheld({50, 3, 4}, 5) == std::vector<bool>{false, true, true});   // 3 + 4 = 7 tells neither
  CHECK(withheld({50, 1, 1, 9}, 5) == std::vector<bool>{false, true, true, true});
  CHECK(withheld({50, 0, 20}, 5) == std::vector<bool>{false, false, false});  // nobody is no person
  CHECK(withheld({3}, 5) == std::vector<bool>{true});
}

TEST_CASE("likeness, chance, bounds and the rival's score are those worked out by hand") {
  // 70 women and 30 men where the population is half and half, 20 did not say.
  const auto reference = population("sex", {{"female", 500}, {"male", 500}});
  const Composition c = compare_people(answers("sex", {{"female", 70}, {"male", 30}}, 20), &reference, quick());
  CHECK(c.known == 100);
  CHECK(*c.likeness == Approx(0.8));                        // 1 - (|.7 - .5| + |.3 - .5|) / 2
  CHECK(*c.r_score == Approx(30.0 / 70));                   // .3 / .5 over .7 / .5
  CHECK(c.bounds->low == Approx(1 - (90.0 / 120 - 0.5)));   // all 20 women
  CHECK(c.bounds->high == Approx(1 - (70.0 / 120 - 0.5)));  // all 20 men
  REQUIRE(c.interval);
  CHECK(c.interval->low < 0.8);
  CHECK(c.interval->high > 0.8);
  CHECK(*c.likeness_corrected > *c.likeness);
  // E|k/100 - 1/2| of a fair coin is 0.0398 (de Moivre).
  CHECK(*c.likeness_by_chance == Approx(1 - 0.0398).epsilon(0.001));
  REQUIRE(c.classes.size() == 2);
  CHECK(c.classes[0].interval);
}

TEST_CASE(
    "trap 11: the R-score of Go Vocal: a class of nobody is 0, nobody at all is no number, a finer split lowers it") {
  using statistics::score_min_max;
  using Row = std::vector<double>;
  // The platform's own examples: r = people / population of each class, smallest over largest.
  CHECK(*score_min_max(Row{1, 2}, Row{10, 10}) == Approx(0.5));
  CHECK(*score_min_max(Row{2, 5}, Row{20, 10}) == Approx(0.2));
  CHECK(*score_min_max(Row{1, 0}, Row{10, 10}) == 0);
  CHECK_FALSE(score_min_max(Row{0, 0}, Row{10, 10}));  // 0 / 0, which the platform calls NaN

  // One empty class of fifty people makes it 0, however good the rest is; the likeness hardly moves.
  const auto reference = population("area", {{"a", 5000}, {"b", 4950}, {"c", 50}});
  const Composition c = compare_people(answers("area", {{"a", 500}, {"b", 495}}), &reference, quick());
  CHECK(*c.r_score == 0);
  CHECK(*c.likeness > 0.99);
  // The same people, one class split in two: the likeness is the same or lower by little, the score halves.
  const auto whole = population("area", {{"a", 500}, {"b", 500}}),
             split = population("area", {{"a", 500}, {"b1", 250}, {"b2", 250}});
  const Composition coarse = compare_people(answers("area", {{"a", 60}, {"b", 60}}), &whole, quick());
  const Composition fine = compare_people(answers("area", {{"a", 60}, {"b1", 40}, {"b2", 20}}), &split, quick());
  CHECK(*coarse.r_score == Approx(1));
  CHECK(*fine.r_score == Approx(0.5));  // 20/250 over 40/250
  CHECK(*fine.likeness == Approx(1 - 1.0 / 12));
  // Nobody known: no score, and no 0 in its place.
  CHECK_FALSE(compare_people(answers("area", {}, 30), &whole, quick()).r_score);
}

TEST_CASE("a population known by a survey is less sure: no interval, its own range, both chances deducted") {
  const Answers said = answers("sex", {{"female", 60}, {"male", 40}});
  ReferencePopulation census = population("sex", {{"female", 5000}, {"male", 5000}}), survey = census;
  survey.cells.push_back({0, "sample", "all", 100});
  const Composition sure = compare_people(said, &census, quick()), less = compare_people(said, &survey, quick());
  REQUIRE(sure.interval);
  CHECK_FALSE(less.interval);
  CHECK(less.interval_reason->code == "reference_sampled");
  CHECK(has_note(less.notes, "reference_sampled"));
  CHECK_FALSE(has_note(sure.notes, "reference_sampled"));
  CHECK(*less.likeness == *sure.likeness);
  // Two draws of 100 instead of one: chance reads about sqrt(2) times as much.
  CHECK((1 - *less.likeness_by_chance) / (1 - *sure.likeness_by_chance) == Approx(1.414).epsilon(0.05));
  CHECK(*less.likeness_corrected > *sure.likeness_corrected);
}

TEST_CASE("with few people or small classes there is a reason instead of an interval") {
  const auto reference = population("sex", {{"female", 500}, {"male", 500}});
  const Composition few = compare_people(answers("sex", {{"female", 10}, {"male", 10}}), &reference, quick());
  CHECK_FALSE(few.interval);
  REQUIRE(few.interval_reason);
  const auto rare = population("sex", {{"female", 990}, {"male", 10}});
  const Composition small = compare_people(answers("sex", {{"female", 90}, {"male", 10}}), &rare, quick());
  REQUIRE(small.interval_reason);
  CHECK(small.interval_reason->code == "classes_too_small");
}

TEST_CASE("a withheld class gives nothing away: no count, no likeness from which it follows") {
  const auto reference = population("sex", {{"female", 500}, {"male", 500}});
  const Composition c = compare_people(answers("sex", {{"female", 97}, {"male", 3}}), &reference, quick());
  for (const ClassShare& s : c.classes) {
    CHECK_FALSE(s.people);
    CHECK_FALSE(s.share);
    CHECK_FALSE(s.interval);
  }
  CHECK_FALSE(c.likeness);
  CHECK_FALSE(c.r_score);
  CHECK_FALSE(c.bounds);
  CHECK(has_note(c.notes, "small_classes_withheld"));
}

TEST_CASE("a word that few people gave may be somebody: it is not told") {
  const Composition c = compare_people(
      answers("area", {{"North", 40}, {"South", 9}, {"12 Lilac Lane", 1}, {"Zoe Quillfeather", 2}}), nullptr, quick());
  REQUIRE(c.classes.size() == 3);
  CHECK(c.known == 52);
  CHECK(c.classes[0].id == "North");
  CHECK(*c.classes[0].people == 40);
  CHECK(c.classes[1].id == "South");
  CHECK_FALSE(c.classes[1].people);  // it would give the three others away
  CHECK(c.classes[2].id == "rare");
  CHECK_FALSE(c.classes[2].people);
  // A population vouches for its own classes.
  const auto reference = population("area", {{"North", 500}, {"South", 500}});
  const Composition known = compare_people(answers("area", {{"North", 40}, {"South", 2}}), &reference, quick());
  CHECK(known.classes[1].id == "South");
  // Enough of them together are counted together.
  const Composition many = compare_people(answers("trade", {{"a", 3}, {"b", 4}, {"c", 30}}), nullptr, quick());
  REQUIRE(many.classes.size() == 2);
  CHECK(*many.classes[1].people == 7);
  // A question that hardly anybody answered is not told either.
  CHECK(compare_people(answers("Zoe's question", {{"a", 3}}), nullptr, quick()).variable == "other");
}

TEST_CASE("answers that say nothing, cannot be or are no class are counted apart") {
  Dataset data = people("gender", {"female", "Female", "male", "other", "prefer not to say", "", ""});
  auto found = answers_of(data, {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].variable == "sex");
  CHECK(found[0].counts == Margin{{"female", 2}, {"male", 1}, {"other", 1}});
  CHECK(found[0].unanswered == 3);
  CHECK(found[0].origin == "self");

  data = people("birth_year", {"1980", "2019", "1850", "x", "1980"});
  found = answers_of(data, OptionalTime(1'600'000'000));  // September 2020
  REQUIRE(found.size() == 1);
  CHECK(found[0].variable == "age");
  CHECK(found[0].counts == Margin{{"40", 2}});
  CHECK(found[0].unanswered == 3);
  CHECK(found[0].implausible == 3);
  CHECK(has_note(found[0].notes, "ages_implausible"));
}

TEST_CASE("a person counts once, and the organiser does not count") {
  Dataset data = people("sex", {"female", "male", "male"});
  data.participants[2].organiser = true;
  Demographics again;
  again.variables = data.demographics->variables;
  again.values = data.demographics->values;
  for (const PersonAttribute& one : data.demographics->people) again.people.push_back(one);
  again.people.push_back({0, 0, 1});  // the first person answers a second time
  data.demographics = std::make_shared<const Demographics>(std::move(again));
  const auto found = answers_of(data, {});
  CHECK(found[0].counts == Margin{{"female", 1}, {"male", 1}});
}

TEST_CASE("counts without persons are read, and cells that the source hides are hidden, not zero") {
  Dataset data;
  Demographics d;
  d.variables = {{"sex", AttributeOrigin::self, "stats.csv"}};
  d.values = {"female", "male"};
  d.measures = {"comments", "participants"};
  d.smallest_total = 5;
  d.totals.push_back({0, 0U, 0, {}, 900});
  d.totals.push_back({0, 0U, 1, {}, 60});
  d.totals.push_back({0, 1U, 1, {}, 40});
  d.totals.push_back({0, {}, 1, {}, 25});
  data.demographics = std::make_shared<const Demographics>(std::move(d));
  const auto found = answers_of(data, {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].measure == "participants");
  CHECK(found[0].counts == Margin{{"female", 60}, {"male", 40}});
  CHECK(found[0].unanswered == 25);
  CHECK(has_note(found[0].notes, "small_cells_hidden"));
}

TEST_CASE("each ballot box is described by itself when there are several") {
  Dataset data;
  data.spaces.resize(2);
  data.spaces[0].key = "/a";
  data.spaces[1].key = "/b";
  Votes votes;
  for (std::uint32_t i = 0; i < 20; ++i) {
    Ballot b;
    b.space = i % 2;
    b.sex = i % 4 < 2 ? Sex::female : Sex::unknown;
    b.age = 8 + static_cast<std::int32_t>(i);
    b.age_implausible = *b.age < 10;
    votes.ballots.push_back(b);
  }
  data.votes = std::make_shared<const Votes>(std::move(votes));
  const auto found = answers_of(data, {});
  REQUIRE(found.size() == 4);
  CHECK(found[0].scope == "/a");
  CHECK(found[0].counts == Margin{{"female", 5}});
  CHECK(found[0].unanswered == 5);
  CHECK(found[1].variable == "age");
  CHECK(found[1].implausible == 1);
  CHECK(found[2].scope == "/b");
}

TEST_CASE("areas are matched to the territories of the population by code or by name") {
  ReferencePopulation reference;
  reference.territories = {{"A", "Rive Gauche"}, {"B", "Centre"}};
  reference.cells = {{0, "total", "all", 300}, {1, "total", "all", 100}};
  const Composition c =
      compare_people(answers("area", {{"rive-gauche", 30}, {"b", 10}, {"Ailleurs", 7}}), &reference, quick());
  REQUIRE(c.classes.size() == 2);
  CHECK(c.classes[0].name.fr == "Rive Gauche");
  CHECK(*c.classes[0].people == 30);
  CHECK(*c.classes[0].reference == Approx(0.75));
  CHECK(*c.outside == 7);
  CHECK(*c.likeness == Approx(1));
}

TEST_CASE("of fewer than five people nothing is published, not even how many") {
  const Composition c = compare_people(answers("sex", {{"female", 3}, {"male", 1}}, 20), nullptr, quick());
  CHECK(c.known == 0);
  CHECK(c.unanswered == 24);
  CHECK(c.classes.empty());
  CHECK_FALSE(c.outside);
  CHECK(has_note(c.notes, "too_few_known"));
}

TEST_CASE("nothing to say is no findings") { CHECK(find(Dataset{}, quick(), {}) == nullptr); }

TEST_CASE("what is withheld of a table stays unknown to a reader who subtracts: linear programs over 400 tables") {
  for (std::uint64_t table = 0; table < 400; ++table) {
    statistics::RandomStream random(17, 5, table);
    std::vector<std::int64_t> counts;
    for (std::uint64_t i = 0, n = 2 + random.below(7); i < n; ++i)
      counts.push_back(static_cast<std::int64_t>(random.below(3) == 0 ? random.below(60) : random.below(9)));
    const std::vector<bool> hidden = withheld(counts, 5);
    statistics::LinkedTables tables;
    statistics::CellRelation sum{counts.size(), {}};
    std::vector<std::size_t> unknown;
    std::uint64_t known = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      tables.cells.push_back(static_cast<std::uint64_t>(counts[i]));
      known += tables.cells.back();
      sum.parts.push_back(i);
      if (hidden[i]) unknown.push_back(i);
    }
    if (known < 5) continue;  // nothing of such a table is published
    tables.cells.push_back(known);
    tables.relations.push_back(sum);
    const auto ranges = statistics::linked_ranges(tables, unknown);
    REQUIRE(ranges);
    for (const statistics::LinkedRange& range : *ranges) {
      INFO("table " << table << ", class " << range.cell);
      REQUIRE(range.high);
      CHECK((*range.high > range.low && (*range.high - range.low >= 4 || *range.high >= 5)));
    }
    for (std::size_t i = 0; i < counts.size(); ++i) CHECK((hidden[i] || counts[i] == 0 || counts[i] >= 5));
  }
}
