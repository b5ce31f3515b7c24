// The same invented platform in six generations of Decidim: the same measurements wherever the generation holds the
// data, and a reason where it does not.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/truth.h"
#include "tests/cases/pipeline.h"

using namespace boussole;
using synthetic::Generation;

namespace {

/// Nothing that only some generations export (debates, posts), so that all of them hold the same conversations.
synthetic::Platform town() {
  auto b = synthetic::platform(5);
  b.people(260).badges(2).deleted(3).tail(2).themes(5, 4);
  b.process("budget").runs(synthetic::at(2021, 2, 1), synthetic::at(2022, 1, 30));
  b.meetings(4).minutes(3);
  b.proposals(180).answering({8, 70, 10}).accepted(50).rejected(60).evaluating(5).withdrawn(4);
  b.amendments(6, 4).coauthored(9).campaign(12).located(50);
  b.comments(900, {50, 70, 40, 10, 3, 3});
  b.results(24).linked(18).finished(10);
  b.process("velo").runs(synthetic::at(2022, 9, 1), synthetic::at(2023, 9, 30));
  b.proposals(120).answering({8, 60, 5}).accepted(40).rejected(40);
  b.comments(500, {45, 60, 40, 10, 3, 3});
  return b.build();
}

const engine::IndicatorResult& find(const engine::Audit& audit, const std::string& id) {
  for (const auto& r : audit.indicators)
    if (r.id == id) return r;
  FAIL("no indicator " << id);
  return audit.indicators.front();
}

/// What the file itself is made of differs between generations, and that is what these two measure. Before 0.31 the
/// list of themes proposed is not exported: the number of themes seen stands for it, and it says so.
const std::set<std::string> kAboutTheFile{"tra-completude-donnees", "com-reversibilite"};

}  // namespace

TEST_CASE("six generations of one platform give the same measurements or say why not") {
  const synthetic::Platform platform = town();
  const engine::Audit newest = test::audit(test::export_of(platform, Generation::v0_31), {.as_of = platform.extracted});
  std::map<Generation, int> measured;
  for (Generation generation : synthetic::kGenerations) {
    const engine::Audit audit = test::audit(test::export_of(platform, generation), {.as_of = platform.extracted});
    CHECK(audit.as_of == newest.as_of);
    for (const auto& r : audit.indicators) {
      INFO(synthetic::name(generation) << " " << r.id);
      if (r.status != engine::Status::ok) {
        REQUIRE(r.reason.has_value());
        CHECK_FALSE(r.value.has_value());
        continue;
      }
      ++measured[generation];
      if (kAboutTheFile.contains(r.id)) continue;
      const auto& reference = find(newest, r.id);
      REQUIRE(reference.value.has_value());
      CHECK(*r.value == Approx(*reference.value).epsilon(1e-12));
      CHECK(r.n == reference.n);
      // Without authors the interval must be given up, not changed.
      if (r.interval && reference.interval)
        CHECK(r.interval->low == Approx(reference.interval->low).epsilon(1e-12));
    }
  }
  // The test would pass on silence: each generation must measure what it can.
  CHECK(measured[Generation::v0_24] >= 10);
  CHECK(measured[Generation::v0_28] >= measured[Generation::v0_24]);
  CHECK(measured[Generation::v0_29] > measured[Generation::v0_28]);
  CHECK(measured[Generation::v0_31] >= measured[Generation::v0_29]);
}

TEST_CASE("measurements equal the truth of the invented platform") {
  const synthetic::Platform platform = town();
  const auto truth = synthetic::truth(platform, Generation::v0_31);
  const engine::Audit audit = test::audit(test::export_of(platform, Generation::v0_31), {.as_of = platform.extracted});

  // Gini from the model's own histogram, by the pairwise definition.
  double pairs = 0, total = 0, n = 0;
  for (const auto& [a, people_a] : truth.voices.histogram) {
    n += double(people_a);
    total += double(a * people_a);
    for (const auto& [b, people_b] : truth.voices.histogram)
      pairs += std::abs(double(a - b)) * double(people_a) * double(people_b);
  }
  const auto& gini = find(audit, "div-gini-contributions");
  CHECK(*gini.value == Approx(pairs / (2 * n * total) * n / (n - 1)).epsilon(1e-9));
  CHECK(gini.n == std::int64_t(n));

  const auto& rate = find(audit, "sui-taux-reponse");
  CHECK(rate.n == truth.due);
  CHECK(*rate.value == Approx(double(truth.due_answered) / double(truth.due)));

  const auto& depth = find(audit, "deb-profondeur");
  CHECK(depth.n == truth.threads_of_5);
  CHECK(*depth.value == Approx(double(truth.h_sum) / double(truth.threads_of_5)));

  const auto& met = find(audit, "deb-contradiction");
  if (met.value) CHECK(*met.value == Approx(double(truth.contradictory) / double(truth.oriented_threads_of_5)));

  const auto& influence = find(audit, "pou-influence-resultats");
  CHECK(*influence.value == Approx(double(truth.leaf_results_linked) / double(truth.leaf_results)));

  const auto& built = find(audit, "pou-coconstruction");
  CHECK(*built.n == truth.proposals - truth.withdrawn);
  CHECK(*built.value * double(*built.n) == Approx(double(truth.coconstructed)));

  std::int64_t planted = 0;
  for (const auto& [texts, people] : truth.clusters)
    if (people > 1) planted += texts;
  const auto& copies = find(audit, "pro-doublons");
  double found = 0;
  for (const auto& p : copies.parts)
    if (p.id == "coordinated") found = p.value.value_or(0);
  CHECK(found >= double(planted));
  CHECK(found <= double(planted) + 4);  // invented sentences may repeat by chance
}

TEST_CASE("every figure of every generation has an interval or a reason, never both") {
  const synthetic::Platform platform = town();
  for (Generation generation : synthetic::kGenerations)
    for (const auto& r : test::audit(test::export_of(platform, generation)).indicators) {
      INFO(r.id);
      if (r.status == engine::Status::ok) CHECK(r.interval.has_value() != r.interval_reason.has_value());
      if (r.interval) {
        CHECK(r.interval->low <= *r.value);
        CHECK(r.interval->high >= *r.value);
      }
    }
}
