#include "engine/scoring/evidence_check.h"

#include <algorithm>

namespace boussole::engine {
namespace {

void add(std::vector<EvidenceFinding>& to, std::int64_t line, const char* code, Text text, bool to_fix = true) {
  to.push_back({to_fix, line, Message{code, std::move(text)}});
}

std::string name_of(const Proof& proof, std::size_t index, Language language) {
  const std::string number = std::to_string(index + 1);
  const std::string kind = Text{"Pièce ", "Document "}.in(language) + number;
  return proof.what.empty() ? kind : kind + " (" + proof.what + ")";
}

void check_proofs(EvidenceRow& row, const criteria::EvidenceAnswer& answer) {
  const std::vector<Proof>& proofs = row.figure->declaration.proofs;
  for (std::size_t i = 0; i < proofs.size(); ++i) {
    const Proof& proof = proofs[i];
    const std::int64_t line = answer.proofs[i].line;
    if (proof.refusal)
      add(row.findings, line, proof.refusal->code.c_str(),
          {name_of(proof, i, Language::fr) + " ne compte pas : " + proof.refusal->text.fr + ".",
           name_of(proof, i, Language::en) + " does not count: " + proof.refusal->text.en + "."});
    else if (!proof.file.empty() && proof.file_check == "not_here")
      add(row.findings, line, "file_not_here",
          {name_of(proof, i, Language::fr) +
               " : le fichier n'est pas à côté du questionnaire, son empreinte n'a pas été "
               "revérifiée.",
           name_of(proof, i, Language::en) + ": the file is not beside the questionnaire, its hash was not verified."},
          false);
  }
}

void check_answer(EvidenceRow& row, const criteria::EvidenceAnswer& answer) {
  const IndicatorResult& result = row.figure->result;
  if (result.status == Status::missing || result.status == Status::insufficient_sample)
    add(row.findings, answer.line, result.reason->code.c_str(), result.reason->text);
  for (const Message& warning : result.warnings) add(row.findings, answer.line, warning.code.c_str(), warning.text);
  check_proofs(row, answer);
  if (result.status == Status::ok && !row.figure->declaration.proofs.empty() && !row.figure->declaration.second_person)
    add(row.findings, answer.line, "no_second_person",
        {"Personne d'autre n'a vérifié : le chiffre est donné à un palier près, ou sans intervalle.",
         "Nobody else checked: the figure is given to within one step, or without an interval."},
        false);
}

void check_head(EvidenceCheck& out, const criteria::CriteriaSet& set, const criteria::EvidenceFile& file) {
  if (file.by.empty())
    add(out.of_the_file, 0, "no_role",
        {"Il manque la fonction de qui déclare.", "The role of who declares is missing."});
  if (file.on.empty())
    add(out.of_the_file, 0, "no_date",
        {"Il manque la date de la déclaration.", "The date of the declaration is missing."});
  if (out.today.empty())
    add(out.of_the_file, 0, "no_today",
        {"Sans date, l'âge des pièces n'est pas jugé : donner --today.",
         "Without a date the age of documents is not judged: give --today."});
  if (file.criteria_version != set.version)
    add(out.of_the_file, 0, "other_version",
        {"Rempli pour la version " + file.criteria_version + " des critères, lu avec la version " + set.version + ".",
         "Filled in for version " + file.criteria_version + " of the criteria, read with version " + set.version + "."},
        false);
}

}  // namespace

EvidenceCheck check_evidence_file(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                                  const criteria::EvidenceFile& file, const EvidenceRules& rules) {
  EvidenceCheck out;
  out.today = rules.today;
  check_head(out, set, file);
  for (const criteria::EvidenceQuestion& question : guide.questions) {
    EvidenceRow row;
    row.indicator = question.indicator;
    const criteria::Indicator* indicator = set.find(question.indicator);
    const criteria::EvidenceAnswer* answer = file.find(question.indicator);
    if (indicator == nullptr) continue;
    if (answer != nullptr && answer->filled()) {
      row.figure = evaluate(*indicator, question, *answer, rules);
      ++out.answered;
      check_answer(row, *answer);
    } else if (indicator->kind == criteria::Kind::declared || (answer != nullptr && !answer->proofs.empty())) {
      add(row.findings, answer == nullptr ? 0 : answer->line, "not_answered", {"Pas de réponse.", "No answer."});
    }
    out.rows.push_back(std::move(row));
  }
  for (const EvidenceFinding& finding : out.of_the_file) out.to_fix += finding.to_fix;
  for (const EvidenceRow& row : out.rows)
    out.to_fix += static_cast<std::size_t>(
        std::count_if(row.findings.begin(), row.findings.end(), [](const EvidenceFinding& f) { return f.to_fix; }));
  return out;
}

}  // namespace boussole::engine
