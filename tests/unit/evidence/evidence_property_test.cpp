#include <catch2/catch.hpp>

#include <random>

#include "tests/unit/evidence/answers.h"

/// Adding true evidence never lowers a score by itself: not the figure's, not its criterion's, not its axis's.
using namespace boussole;
using namespace boussole::testing;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

/// A proof of any quality: most do not count.
criteria::EvidenceProof any_proof(Random& random, const criteria::EvidenceQuestion& question) {
  auto out = proof(std::nullopt, std::string(below(random, 3) == 0 ? "2031-01-01" : "2019-05-05"));
  if (!question.steps.empty()) out.step = question.steps[below(random, question.steps.size())].value;
  if (!question.items.empty()) out.item = question.items[below(random, question.items.size())].id;
  if (below(random, 4) == 0) out.url.clear();
  if (below(random, 4) == 0) out.refused = true;
  if (below(random, 2) == 0) out.date = "2026-01-01";
  return below(random, 2) == 0 ? confirmed(out) : out;
}

criteria::EvidenceAnswer any_answer(Random& random, const criteria::EvidenceQuestion& question) {
  criteria::EvidenceAnswer out;
  out.indicator = question.indicator;
  if (below(random, 8) == 0) {
    out.applicable = false;
    out.why_not_applicable = "not here";
    return out;
  }
  if (!question.steps.empty() && below(random, 6) != 0)
    out.step = question.steps[below(random, question.steps.size())].value;
  for (const auto& item : question.items)
    if (below(random, 12) != 0) out.items[item.id] = below(random, 2) == 0;
  // The same numbers for all: another number is another claim, not more evidence.
  for (const auto& number : question.numbers)
    if (below(random, 12) != 0) out.numbers[number.id] = number.at_most ? 0.7 : 200;
  for (std::size_t i = below(random, 5); i > 0; --i) out.proofs.push_back(any_proof(random, question));
  return out;
}

/// One more document that counts, and the claim that it proves.
void add_true_evidence(Random& random, const criteria::EvidenceQuestion& question, criteria::EvidenceAnswer& answer) {
  auto added = proof(std::nullopt, "2026-02-02");
  if (!question.steps.empty()) {
    added.step = question.steps[1 + below(random, question.steps.size() - 1)].value;
    answer.step = std::max(answer.step.value_or(0), *added.step);
  }
  if (!question.items.empty()) {
    added.item = question.items[below(random, question.items.size())].id;
    answer.items[added.item] = true;
  }
  answer.proofs.push_back(below(random, 2) == 0 ? confirmed(added) : added);
}

engine::Audit applied(const criteria::EvidenceFile& file) {
  engine::Audit out = unanswered_audit();
  engine::apply_evidence(out, the_set(), the_guide(), file, {"2026-03-01", "participation team", 0.95});
  engine::rescore(out, the_set());
  return out;
}

template <class S>
bool never_lower(const std::optional<S>& before, const std::optional<S>& after) {
  constexpr double kLastBits = 1e-12;
  if (!before) return true;
  if (!after) return false;
  return after->value >= before->value - kLastBits &&
         after->low.value_or(after->value) >= before->low.value_or(before->value) - kLastBits;
}

}  // namespace

TEST_CASE("adding true evidence never lowers a score by itself") {
  Random random(20260303);
  std::size_t rose = 0, scored = 0;
  for (int round = 0; round < 400; ++round) {
    criteria::EvidenceFile file;
    file.criteria_version = the_set().version;
    for (const criteria::EvidenceQuestion& question : the_guide().questions)
      file.answers.push_back(any_answer(random, question));
    const engine::Audit before = applied(file);
    const std::size_t at = below(random, file.answers.size());
    if (!file.answers[at].applicable) continue;
    add_true_evidence(random, the_guide().questions[at], file.answers[at]);
    const engine::Audit after = applied(file);
    INFO("round " << round << ", " << file.answers[at].indicator);
    for (std::size_t i = 0; i < before.indicators.size(); ++i) {
      CHECK(never_lower(before.indicators[i].score, after.indicators[i].score));
      scored += before.indicators[i].kind == "declared" && before.indicators[i].score.has_value();
      rose += before.indicators[i].score && after.indicators[i].score &&
              after.indicators[i].score->value > before.indicators[i].score->value;
    }
    for (std::size_t i = 0; i < before.criteria_scores.size(); ++i) {
      CHECK(never_lower(before.criteria_scores[i].declared, after.criteria_scores[i].declared));
      CHECK(never_lower(before.criteria_scores[i].measured, after.criteria_scores[i].measured));
    }
    for (std::size_t i = 0; i < before.axes.size(); ++i) {
      CHECK(never_lower(before.axes[i].declared, after.axes[i].declared));
      CHECK(never_lower(before.axes[i].measured, after.axes[i].measured));
    }
  }
  // The property is not empty: scores were there, and some rose.
  CHECK(scored > 500);
  CHECK(rose > 20);
}
