#include "engine/scoring/evidence_proofs.h"

#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace boussole::engine {
namespace {

using criteria::EvidenceForm;
using criteria::EvidenceProof;
using criteria::EvidenceQuestion;

const char* refusal_code(const EvidenceQuestion& question, const EvidenceProof& proof, const EvidenceRules& rules) {
  if (question.form == EvidenceForm::ladder && !proof.step) return "no_step";
  if (question.form == EvidenceForm::items && proof.item.empty()) return "no_item";
  if (proof.url.empty() && proof.file.empty()) return "no_source";
  if (proof.url.empty() && proof.sha256.empty()) return "no_hash";
  if (proof.file_check == "different") return "file_differs";
  if (proof.date.empty()) return "no_date";
  if (proof.refused) return "refused";
  if (rules.today.empty()) return nullptr;
  if (proof.date > rules.today) return "future";
  if (question.expires_after_years && years_later(proof.date, *question.expires_after_years) < rules.today)
    return "expired";
  return nullptr;
}

/// What the guide calls the step or the point that this proof is of; a ladder of the set has words of its own.
Text words_of(const EvidenceQuestion& question, const EvidenceProof& proof) {
  if (question.form == EvidenceForm::items)
    for (const criteria::EvidenceItem& item : question.items)
      if (item.id == proof.item) return item.label;
  if (question.form == EvidenceForm::ladder && proof.step)
    if (const criteria::EvidenceStep* step = question.step(*proof.step)) return step->text;
  return {};
}

/// Letters and digits only, in lower case: "Service  Participation" is "service participation".
std::string folded(const std::string& role) {
  std::string out;
  for (const char c : role)
    if (static_cast<unsigned char>(c) > 0x20) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

std::string years_later(const std::string& date, int years) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d", std::atoi(date.substr(0, 4).c_str()) + years);
  return text + date.substr(4);
}

Text refusal_words(const std::string& code) {
  if (code == "no_step") return {"elle ne dit pas quel palier elle prouve", "it does not say which step it proves"};
  if (code == "no_item") return {"elle ne dit pas quel point elle prouve", "it does not say which point it proves"};
  if (code == "no_source") return {"elle n'a ni adresse ni fichier", "it has neither an address nor a file"};
  if (code == "no_hash") return {"son fichier n'a pas d'empreinte", "its file has no hash"};
  if (code == "file_differs") return {"son fichier a changé depuis l'empreinte", "its file has changed since the hash"};
  if (code == "no_date") return {"elle n'a pas de date", "it has no date"};
  if (code == "refused") return {"la seconde personne ne l'a pas confirmée", "the second person did not confirm it"};
  if (code == "future") return {"elle est datée d'après l'audit", "it is dated after the audit"};
  if (code == "expired") return {"elle est trop ancienne", "it is too old"};
  return {};
}

std::vector<JudgedProof> judge_proofs(const EvidenceQuestion& question, const criteria::EvidenceAnswer& answer,
                                      const EvidenceRules& rules) {
  std::vector<JudgedProof> out;
  for (const EvidenceProof& given : answer.proofs) {
    JudgedProof judged;
    judged.proof = {given.step,   given.item,       given.what,       given.url,     given.date,       given.file,
                    given.sha256, given.checked_by, given.checked_on, given.refused, given.file_check, std::nullopt};
    judged.proof.proves = words_of(question, given);
    const char* code = refusal_code(question, given, rules);
    judged.counts = code == nullptr;
    if (code != nullptr) judged.proof.refusal = Message{code, refusal_words(code)};
    judged.second_person = judged.counts && given.confirmed && folded(given.checked_by) != folded(rules.by);
    out.push_back(std::move(judged));
  }
  return out;
}

}  // namespace boussole::engine
