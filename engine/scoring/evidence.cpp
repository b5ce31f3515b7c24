#include "engine/scoring/evidence.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/scoring/evidence_proofs.h"
#include "engine/scoring/normalise.h"

namespace boussole::engine {
namespace {

using criteria::EvidenceForm;
using criteria::EvidenceNumber;
using criteria::EvidenceQuestion;

const char* const kOneStep = "one step either way";

/// One answer being evaluated.
class Evaluation {
 public:
  Evaluation(const criteria::Indicator& indicator, const EvidenceQuestion& question,
             const criteria::EvidenceAnswer& answer, const EvidenceRules& rules)
      : indicator_(indicator), question_(question), answer_(answer), rules_(rules) {
    proofs_ = judge_proofs(question, answer, rules);
    for (const JudgedProof& judged : proofs_) out_.declaration.proofs.push_back(judged.proof);
    out_.declaration.indicator = indicator.id;
    out_.declaration.remark = answer.remark;
    IndicatorResult& r = out_.result;
    r.id = indicator.id;
    r.axis = indicator.axis;
    r.criterion = indicator.criterion;
    r.kind = "declared";
    r.unit = indicator.unit_code;
    r.method = "declared, with evidence";
    r.formula = indicator.formula_id + ": " + indicator.formula.en;
    r.references = indicator.references;
  }

  DeclaredFigure run() {
    if (!answer_.applicable) {
      out_.result.status = Status::not_applicable;
      out_.result.reason = Message{"declared_not_applicable",
                                   {"Déclaré sans objet : " + answer_.why_not_applicable,
                                    "Declared not applicable: " + answer_.why_not_applicable}};
      return std::move(out_);
    }
    switch (question_.form) {
      case EvidenceForm::ladder:
        ladder();
        break;
      case EvidenceForm::items:
        items();
        break;
      case EvidenceForm::share:
      case EvidenceForm::number:
        figure();
        break;
    }
    return std::move(out_);
  }

 private:
  void none(Status status, const char* code, Text text) {
    out_.result.status = status;
    out_.result.reason = Message{code, std::move(text)};
  }

  void nothing_proven() {
    none(Status::missing, "nothing_proven",
         {"Déclaré, mais aucune pièce ne compte : " + refusals(Language::fr) + ".",
          "Declared, but no proof counts: " + refusals(Language::en) + "."});
  }

  /// "elle n'a pas de date ; elle est trop ancienne", each once, in the order of the proofs.
  std::string refusals(Language language) const {
    std::set<std::string> seen;
    std::string out;
    for (const JudgedProof& judged : proofs_)
      if (judged.proof.refusal && seen.insert(judged.proof.refusal->code).second)
        out += (out.empty() ? "" : "; ") + judged.proof.refusal->text.in(language);
    const Text missing{"il n'y en a pas", "there is none"};
    return out.empty() ? missing.in(language) : out;
  }

  void fell() {
    out_.result.warnings.push_back({"fell_to_proven",
                                    {"La déclaration va plus haut que ce qui est prouvé : le score "
                                     "s'arrête au plus haut palier qui a une pièce valable.",
                                     "The declaration goes beyond what is proven: the score stops at "
                                     "the highest step that has a proof that counts."}});
  }

  void part(const char* id, Text label, double value) { out_.result.parts.push_back({id, std::move(label), value}); }

  /// The value and, unless a second person confirmed it, one step either way.
  void publish(double value, std::int64_t proofs, std::optional<std::pair<double, double>> steps) {
    IndicatorResult& r = out_.result;
    r.status = Status::ok;
    r.value = value;
    r.n = proofs;
    r.missing = 0;
    if (steps)
      r.interval = Interval{steps->first, steps->second, rules_.level, kOneStep};
    else
      r.interval_reason = Message{"second_person",
                                  {"Une seconde personne a vérifié la pièce ; il n'y a ni tirage ni hasard.",
                                   "A second person checked the proof; there is no sampling and no "
                                   "chance in it."}};
    r.score = score(indicator_.norm, value, r.interval);
  }

  void ladder() {
    const auto& steps = question_.steps;
    out_.declaration.claimed = answer_.step;
    if (!answer_.step) return none(Status::missing, "not_answered", indicator_.fed_by);
    const double deducted = deduction();
    if (std::isnan(deducted)) return;
    double proven = steps.front().value;
    std::int64_t counted = 0;
    for (const JudgedProof& judged : proofs_) {
      if (!judged.counts || *judged.proof.step > *answer_.step) continue;
      ++counted;
      proven = std::max(proven, *judged.proof.step);
    }
    if (*answer_.step > steps.front().value && counted == 0) return nothing_proven();
    const auto at = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.value == proven; });
    for (const JudgedProof& judged : proofs_)
      if (judged.second_person && judged.proof.step == proven) out_.declaration.second_person = true;
    part("claimed_step", {"palier déclaré", "step claimed"}, *answer_.step);
    part("proven_step", {"palier prouvé", "step proven"}, proven);
    if (question_.deduct_each > 0) part("deducted", {"retiré", "taken off"}, deducted);
    if (proven < *answer_.step) fell();
    const auto less = [&](double value) { return std::max(0.0, value - deducted); };
    std::optional<std::pair<double, double>> range;
    if (!out_.declaration.second_person)
      range = std::pair(less(at == steps.begin() ? proven : std::prev(at)->value),
                        less(std::next(at) == steps.end() ? proven : std::next(at)->value));
    publish(less(proven), counted, range);
  }

  /// What is taken off the step; NaN, with the reason said, where the number is not given.
  double deduction() {
    if (question_.deduct_each <= 0) return 0;
    const auto given = answer_.numbers.find(question_.numbers.front().id);
    if (given != answer_.numbers.end()) return given->second * question_.deduct_each;
    number_missing(question_.numbers.front());
    return std::nan("");
  }

  void number_missing(const EvidenceNumber& number) {
    none(Status::missing, "number_missing",
         {"Il manque un nombre : " + number.label.fr + ".", "A number is missing: " + number.label.en + "."});
  }

  void items() {
    std::int64_t claimed = 0, proven = 0, checked = 0;
    for (const criteria::EvidenceItem& item : question_.items) {
      const auto given = answer_.items.find(item.id);
      if (given == answer_.items.end())
        return none(Status::missing, "point_missing",
                    {"Il manque une réponse : " + item.label.fr + ".", "An answer is missing: " + item.label.en + "."});
      if (!given->second) continue;
      ++claimed;
      const auto is_proof = [&](const JudgedProof& j) { return j.counts && j.proof.item == item.id; };
      proven += std::any_of(proofs_.begin(), proofs_.end(), is_proof);
      checked += std::any_of(proofs_.begin(), proofs_.end(),
                             [&](const JudgedProof& j) { return is_proof(j) && j.second_person; });
    }
    const double all = double(question_.items.size());
    out_.declaration.claimed = double(claimed) / all;
    if (claimed > 0 && proven == 0) return nothing_proven();
    part("claimed_points", {"points déclarés", "points claimed"}, double(claimed));
    part("proven_points", {"points prouvés", "points proven"}, double(proven));
    part("points", {"points en tout", "points in all"}, all);
    if (proven < claimed) fell();
    out_.declaration.second_person = proven > 0 && checked == proven;
    std::optional<std::pair<double, double>> range;
    if (!out_.declaration.second_person)
      range = std::pair(std::max(0.0, double(proven - 1) / all), std::min(1.0, double(proven + 1) / all));
    publish(double(proven) / all, proven, range);
  }

  void figure() {
    const bool share = question_.form == EvidenceForm::share;
    for (const EvidenceNumber& number : question_.numbers) {
      const auto given = answer_.numbers.find(number.id);
      if (given == answer_.numbers.end() && number.id != question_.other_half) return number_missing(number);
      if (given != answer_.numbers.end()) part(number.id.c_str(), number.label, given->second);
    }
    const double first = answer_.numbers.at(question_.numbers[0].id);
    const double whole = share ? answer_.numbers.at(question_.numbers[1].id) : 1;
    if (whole == 0)
      return none(Status::missing, "nothing_counted", {"Rien à compter : 0 sur 0.", "Nothing to count: 0 out of 0."});
    out_.declaration.claimed = share ? first / whole : first;
    if (const EvidenceNumber* low = too_small()) {
      const std::string need = std::to_string(std::llround(needed(*low)));
      const std::string fr = low->needed ? "" : " (au moins " + need + ")",
                        en = low->needed ? "" : " (at least " + need + ")";
      return none(Status::insufficient_sample, "too_few",
                  {"Trop peu pour publier ce chiffre : " + low->label.fr + fr + ".",
                   "Too few to publish this figure: " + low->label.en + en + "."});
    }
    std::int64_t counted = 0;
    for (const JudgedProof& judged : proofs_) {
      counted += judged.counts;
      if (judged.second_person) out_.declaration.second_person = true;
    }
    if (counted == 0) return nothing_proven();
    publish(*out_.declaration.claimed, share ? std::llround(whole) : counted, std::nullopt);
    if (!out_.declaration.second_person)
      out_.result.interval_reason =
          Message{"read_once",
                  {"Lu une seule fois dans un document : rien ne dit de combien il peut se tromper.",
                   "Read once in a document: nothing says by how much it may be wrong."}};
    both_halves();
  }

  double needed(const EvidenceNumber& number) const {
    if (number.needed) return *number.needed;
    const auto least = indicator_.minimal.find(number.id);
    return least == indicator_.minimal.end() ? 0 : least->second;
  }

  const EvidenceNumber* too_small() const {
    for (const EvidenceNumber& number : question_.numbers) {
      const auto given = answer_.numbers.find(number.id);
      if (given != answer_.numbers.end() && given->second < needed(number)) return &number;
    }
    return nullptr;
  }

  /// The score of half of what is asked is no score.
  void both_halves() {
    if (question_.other_half.empty()) return;
    const auto given = answer_.numbers.find(question_.other_half);
    if (given != answer_.numbers.end()) {
      out_.result.score->value = (out_.result.score->value + given->second) / 2;
      return;
    }
    out_.result.score.reset();
    const Text& label = question_.number(question_.other_half)->label;
    out_.result.warnings.push_back({"one_half",
                                    {"Une moitié du score manque (" + label.fr + ") : pas de score.",
                                     "Half of the score is missing (" + label.en + "): no score."}});
  }

  const criteria::Indicator& indicator_;
  const EvidenceQuestion& question_;
  const criteria::EvidenceAnswer& answer_;
  const EvidenceRules& rules_;
  std::vector<JudgedProof> proofs_;
  DeclaredFigure out_;
};

}  // namespace

DeclaredFigure evaluate(const criteria::Indicator& indicator, const EvidenceQuestion& question,
                        const criteria::EvidenceAnswer& answer, const EvidenceRules& rules) {
  return Evaluation(indicator, question, answer, rules).run();
}

}  // namespace boussole::engine
