#include "criteria/evidence_file.h"

#include <algorithm>
#include <cmath>

#include "criteria/files.h"
#include "criteria/problems.h"
#include "criteria/statements.h"
#include "engine/base/sha256.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

std::optional<double> number_or_none(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::nullopt : value->as_double();
}

bool is_false(const json::Value* value) { return value != nullptr && value->as_bool() == std::optional(false); }

class EvidenceChecker {
 public:
  EvidenceChecker(const std::string& file, const EvidenceGuide& guide) : guide_(guide), problems_(file) {
    for (const EvidenceQuestion& question : guide.questions) indicators_.insert(question.indicator);
  }

  std::vector<Error> check(const json::Value& root, const CriteriaSet& set) {
    const json::Value& criteria = *root.find("criteria");
    if (string_at(criteria, "id") != set.id)
      problems_.add(*criteria.find("id"), "criteria.id",
                    {"Ces pièces sont pour un autre jeu de critères que « " + set.id + " ».",
                     "This evidence is for another criteria set than \"" + set.id + "\"."},
                    {"Donner ce jeu avec --criteria, ou écrire un nouveau questionnaire.",
                     "Give that set with --criteria, or write a new questionnaire."});
    check_role(*root.find("declared_by"), "role", "declared_by", problems_);
    check_date(*root.find("declared_by"), "date", "declared_by", problems_);
    check_web_address(*root.find("platform"), "url", "platform", problems_);
    const json::Array& answers = array_at(root, "answers");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const std::string place = indexed("answers", i);
      problems_.unique(*answers[i].find("indicator"), place + ".indicator", seen);
      problems_.known(*answers[i].find("indicator"), place + ".indicator", indicators_,
                      {"Cet indicateur ne se déclare pas", "This indicator is not declared"});
      if (const EvidenceQuestion* question = guide_.find(string_at(answers[i], "indicator")))
        check_answer(answers[i], place, *question);
    }
    return problems_.take();
  }

 private:
  void check_answer(const json::Value& answer, const std::string& place, const EvidenceQuestion& question) {
    check_step(answer, place, question);
    if (const json::Value* numbers = answer.find("numbers"))
      for (const json::Member& number : *numbers->as_object())
        check_number(number, place + ".numbers." + number.key, question);
    if (const json::Value* items = answer.find("items"))
      for (const json::Member& item : *items->as_object())
        if (!question.holds_item(item.key))
          problems_.add(item.value, place + ".items." + item.key,
                        {"Ce point n'est pas dans la question.", "This point is not in the question."},
                        {"Reprendre les points du questionnaire.", "Use the points of the questionnaire."});
    check_share(answer, place, question);
    if (is_false(answer.find("applicable")) && !says_something(text_or_nothing(answer, "why_not_applicable")))
      problems_.add(*answer.find("applicable"), place + ".why_not_applicable",
                    {"« Sans objet » demande une raison.", "\"Not applicable\" needs a reason."},
                    {"Dire pourquoi dans « why_not_applicable ».", "Say why in \"why_not_applicable\"."});
    if (answer.find("proofs") == nullptr) return;
    const json::Array& proofs = array_at(answer, "proofs");
    for (std::size_t i = 0; i < proofs.size(); ++i) check_proof(proofs[i], indexed(place + ".proofs", i), question);
  }

  void check_step(const json::Value& owner, const std::string& place, const EvidenceQuestion& question) {
    const auto step = number_or_none(owner, "step");
    if (!step || question.step(*step) != nullptr) return;
    problems_.add(
        *owner.find("step"), place + ".step",
        {"Ce palier n'est pas dans l'échelle.", "This step is not on the ladder."},
        {"Reprendre une valeur de l'échelle du questionnaire.", "Use a value of the questionnaire's ladder."});
  }

  void check_number(const json::Member& number, const std::string& place, const EvidenceQuestion& question) {
    const EvidenceNumber* known = question.number(number.key);
    if (known == nullptr)
      return problems_.add(number.value, place, {"Ce nombre n'est pas demandé.", "This number is not asked for."},
                           {"Reprendre les noms du questionnaire.", "Use the names of the questionnaire."});
    const auto value = number.value.as_double();
    if (!value) return;
    const bool possible = *value >= 0 && (!known->whole || *value == std::floor(*value)) && *value < 1e15 &&
                          (!known->at_most || *value <= *known->at_most);
    if (!possible)
      problems_.add(number.value, place, {"Ce nombre est impossible ici.", "This number is impossible here."},
                    {"Écrire un nombre positif, entier pour un décompte, de 0 à 1 pour une part ou un taux.",
                     "Write a positive number, whole for a count, from 0 to 1 for a share or a rate."});
  }

  void check_share(const json::Value& answer, const std::string& place, const EvidenceQuestion& question) {
    const json::Value* numbers = answer.find("numbers");
    if (question.form != EvidenceForm::share || numbers == nullptr) return;
    const auto part = number_or_none(*numbers, question.numbers[0].id);
    const auto whole = number_or_none(*numbers, question.numbers[1].id);
    if (part && whole && *part > *whole)
      problems_.add(*numbers, place + ".numbers", {"La partie dépasse le tout.", "The part is more than the whole."},
                    {"Vérifier les deux nombres.", "Check the two numbers."});
  }

  void check_proof(const json::Value& proof, const std::string& place, const EvidenceQuestion& question) {
    check_step(proof, place, question);
    const std::string item = text_or_nothing(proof, "item");
    if (!item.empty() && !question.holds_item(item))
      problems_.add(*proof.find("item"), place + ".item",
                    {"Ce point n'est pas dans la question.", "This point is not in the question."},
                    {"Reprendre les points du questionnaire.", "Use the points of the questionnaire."});
    check_web_address(proof, "url", place, problems_);
    check_date(proof, "date", place, problems_);
    check_file_name(proof, "file", place, problems_);
    check_sha256(proof, "sha256", place, problems_);
    if (const json::Value* checked = proof.find("checked_by")) {
      check_role(*checked, "role", place + ".checked_by", problems_);
      check_date(*checked, "date", place + ".checked_by", problems_);
    }
  }

  const EvidenceGuide& guide_;
  Problems problems_;
  std::set<std::string> indicators_;
};

EvidenceProof proof_of(const json::Value& value) {
  EvidenceProof out;
  out.step = number_or_none(value, "step");
  out.item = text_or_nothing(value, "item");
  out.what = text_or_nothing(value, "what");
  out.url = text_or_nothing(value, "url");
  out.date = text_or_nothing(value, "date");
  out.file = text_or_nothing(value, "file");
  out.sha256 = text_or_nothing(value, "sha256");
  out.line = value.line();
  if (const json::Value* checked = value.find("checked_by")) {
    const std::string verdict = text_or_nothing(*checked, "verdict");
    out.checked_by = text_or_nothing(*checked, "role");
    out.checked_on = text_or_nothing(*checked, "date");
    out.confirmed = verdict == "confirmed" && says_something(out.checked_by) && !out.checked_on.empty();
    out.refused = verdict == "refused";
  }
  return out;
}

EvidenceAnswer answer_of(const json::Value& value) {
  EvidenceAnswer out;
  out.indicator = string_at(value, "indicator");
  out.applicable = !is_false(value.find("applicable"));
  out.why_not_applicable = text_or_nothing(value, "why_not_applicable");
  out.step = number_or_none(value, "step");
  out.remark = text_or_nothing(value, "remark");
  out.line = value.line();
  if (const json::Value* numbers = value.find("numbers"))
    for (const json::Member& number : *numbers->as_object())
      if (const auto known = number.value.as_double()) out.numbers.emplace(number.key, *known);
  if (const json::Value* items = value.find("items"))
    for (const json::Member& item : *items->as_object())
      if (const auto known = item.value.as_bool()) out.items.emplace(item.key, *known);
  if (value.find("proofs") != nullptr)
    for (const json::Value& proof : array_at(value, "proofs")) out.proofs.push_back(proof_of(proof));
  return out;
}

}  // namespace

const EvidenceAnswer* EvidenceFile::find(std::string_view indicator) const {
  for (const EvidenceAnswer& answer : answers)
    if (answer.indicator == indicator) return &answer;
  return nullptr;
}

std::vector<Error> check_evidence(const json::Value& root, const std::string& file, const CriteriaSet& set,
                                  const EvidenceGuide& guide) {
  std::vector<Error> errors = check_schema_name(root, file, "evidence");
  if (errors.empty()) errors = json::violations(root, schema("evidence-1"), file);
  return errors.empty() ? EvidenceChecker(file, guide).check(root, set) : errors;
}

Expected<EvidenceFile> read_evidence(std::string_view text, const std::string& file, const CriteriaSet& set,
                                     const EvidenceGuide& guide) {
  const auto root = json::parse(text, file);
  if (!root) return std::unexpected(root.error());
  const std::vector<Error> errors = check_evidence(*root, file, set, guide);
  if (!errors.empty()) return std::unexpected(errors.front());
  EvidenceFile out;
  out.file = file;
  out.sha256 = boussole::sha256(text);
  out.criteria_id = string_at(*root->find("criteria"), "id");
  out.criteria_version = string_at(*root->find("criteria"), "version");
  out.platform_name = string_at(*root->find("platform"), "name");
  out.platform_url = string_at(*root->find("platform"), "url");
  out.by = string_at(*root->find("declared_by"), "role");
  out.on = string_at(*root->find("declared_by"), "date");
  for (const json::Value& answer : array_at(*root, "answers")) out.answers.push_back(answer_of(answer));
  return out;
}

}  // namespace boussole::criteria
