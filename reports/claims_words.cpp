#include "reports/claims_words.h"

#include "criteria/replies_file.h"
#include "reports/figures.h"

namespace boussole::reports {
namespace {

std::string pick(const Typography& type, const char* fr, const char* en) {
  return type.language() == Language::fr ? fr : en;
}

std::string of_value(const Typography& type, double value, const std::string& unit) {
  return figure(type, {value, unit, std::nullopt, std::nullopt, std::nullopt});
}

}  // namespace

const engine::Declaration* declaration_of(const engine::Audit& audit, const std::string& indicator) {
  if (!audit.claims || !audit.claims->evidence) return nullptr;
  for (const engine::Declaration& declaration : audit.claims->evidence->declarations)
    if (declaration.indicator == indicator) return &declaration;
  return nullptr;
}

std::vector<const engine::Reply*> replies_of(const engine::Audit& audit, const std::string& indicator,
                                             const std::string& space) {
  std::vector<const engine::Reply*> out;
  if (!audit.claims || !audit.claims->replies) return out;
  for (const engine::Reply& reply : audit.claims->replies->replies)
    if (reply.indicator == indicator && reply.space == space) out.push_back(&reply);
  return out;
}

std::string declared_sentence(const Typography& type, const engine::Declaration& declaration) {
  if (!declaration.declared) return {};
  const engine::IndicatorResult& r = *declaration.declared;
  const std::string head = pick(type, "Déclaré", "Declared") + std::string(type.colon());
  if (!r.value) return type.typeset(head + (r.reason ? r.reason->text.in(type.language()) : "—"));
  std::string score;
  if (r.score) {
    const std::string range = score_range(type, *r.score);
    score = pick(type, " (score ", " (score ") + score_points(type, r.score->value) +
            pick(type, " sur 100", " out of 100") + (range.empty() ? "" : ", " + range) + ")";
  }
  return type.typeset(
      head + figure(type, quantity(r)) + score +
      pick(type, ". À côté du chiffre mesuré, jamais mélangé.", ". Beside the measured figure, never mixed."));
}

std::string proof_sentence(const Typography& type, const engine::Proof& proof) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  const std::string proves = proof.proves.in(type.language());
  if (proof.step)
    add(pick(type, "palier ", "step ") + type.number(*proof.step, 2) + (proves.empty() ? "" : " (" + proves + ")"));
  if (!proof.item.empty()) add(pick(type, "point : ", "point: ") + (proves.empty() ? proof.item : proves));
  if (!proof.url.empty()) add(proof.url);
  if (!proof.date.empty()) add(type.date(proof.date));
  if (!proof.file.empty()) {
    const bool same = proof.file_check == "same";
    add(pick(type, "fichier ", "file ") + proof.file +
        (same ? pick(type, " (empreinte vérifiée)", " (hash verified)")
              : pick(type, " (empreinte donnée)", " (hash given)")));
  }
  if (proof.checked_by.empty())
    add(pick(type, "vue par une seule personne", "seen by one person only"));
  else
    add(pick(type, "vérifiée par ", "checked by ") + proof.checked_by +
        (proof.checked_on.empty() ? "" : ", " + type.date(proof.checked_on)));
  if (proof.refusal)
    add(pick(type, "ne compte pas, car ", "does not count, since ") + proof.refusal->text.in(type.language()));
  return type.typeset(out + ".");
}

std::string reply_head(const Typography& type, const engine::Reply& reply, const std::string& today) {
  std::string out = reply.kind == "contest" ? pick(type, "Contestation (", "Contest (") +
                                                  criteria::reply_reason(reply.reason).in(type.language()) + ")"
                                            : pick(type, "Remarque", "Remark");
  out += ", " + reply.by + ", " + type.date(reply.on);
  if (reply.open() && !reply.answer_due.empty()) {
    const bool late = !today.empty() && reply.answer_due < today;
    out += late ? pick(type, " ; réponse en retard, due le ", "; answer overdue, due on ")
                : pick(type, " ; réponse due le ", "; answer due on ");
    out += type.date(reply.answer_due);
  } else if (reply.open()) {
    out += pick(type, " ; en attente de réponse", "; awaiting an answer");
  }
  return type.typeset(out + ".");
}

std::string reply_values(const Typography& type, const engine::Reply& reply, const std::string& unit) {
  if (reply.kind != "contest") return {};
  const std::string none = pick(type, "aucune", "none");
  std::string out = pick(type, "Valeur de l'audit", "The audit's value") + std::string(type.colon()) +
                    (reply.value ? of_value(type, *reply.value, unit) : none);
  if (reply.other_value)
    out += pick(type, " ; valeur de qui conteste : ", "; the contester's value: ") +
           of_value(type, *reply.other_value, unit);
  if (reply.range)
    out += pick(type, " ; score de ", "; score from ") + score_range(type, *reply.range) +
           pick(type, " sur 100 selon les deux", " out of 100 between the two");
  const bool upheld = reply.answer && reply.answer->outcome != "rejected";
  if (upheld && reply.value && reply.other_value && *reply.value != *reply.other_value)
    out += pick(type, " ; acceptée, et le chiffre n'est pas encore corrigé",
                "; upheld, and the figure is not corrected yet");
  return type.typeset(out + ".");
}

std::string answer_head(const Typography& type, const engine::Reply& reply) {
  if (!reply.answer) return {};
  const std::string outcome = reply.answer->outcome == "upheld" ? pick(type, "acceptée", "upheld")
                              : reply.answer->outcome == "partly_upheld"
                                  ? pick(type, "acceptée en partie", "partly upheld")
                                  : pick(type, "écartée", "rejected");
  return type.typeset(pick(type, "Suite donnée (", "Answer (") + outcome + "), " + reply.answer->by + ", " +
                      type.date(reply.answer->on) + ".");
}

std::vector<std::string> contested_sentences(const Typography& type, const engine::Audit& audit,
                                             const std::string& axis) {
  std::vector<std::string> out;
  if (!audit.claims || !audit.claims->replies) return out;
  const auto points = [&](const std::optional<engine::GroupScore>& score) {
    return score ? score_points(type, score->value) : pick(type, "pas de score", "no score");
  };
  for (const engine::ContestedAxis& one : audit.claims->replies->axes) {
    if (one.axis != axis) continue;
    const auto n = static_cast<std::int64_t>(one.indicators.size());
    std::string said = one.kind == "declared" ? pick(type, "Déclaré", "Declared") : pick(type, "Mesuré", "Measured");
    said += std::string(type.colon()) +
            type.count(n, {"chiffre contesté", "contested figure"}, {"chiffres contestés", "contested figures"});
    said += pick(type, " ; ", "; ");
    said += one.in_force ? pick(type, "le score en vigueur, ", "the score in force, ") + points(one.in_force) +
                               pick(type, ", est celui de l'audit", ", is the audit's")
                         : pick(type, "pas de score en vigueur", "no score in force");
    said += pick(type, " ; sans ce qui est contesté, ", "; without what is contested, ") + points(one.without);
    if (one.lowest && one.highest && score_points(type, *one.lowest) != score_points(type, *one.highest))
      said += pick(type, " ; de ", "; from ") + score_points(type, *one.lowest) + pick(type, " à ", " to ") +
              score_points(type, *one.highest) +
              pick(type, " selon les valeurs de qui conteste", " by the contesters' values");
    out.push_back(type.typeset(said + "."));
  }
  return out;
}

std::string evidence_source(const Typography& type, const engine::Audit& audit) {
  if (!audit.claims || !audit.claims->evidence) return {};
  const engine::EvidenceRecord& e = *audit.claims->evidence;
  std::string out = e.file;
  if (!e.by.empty()) out += ", " + e.by;
  if (!e.on.empty()) out += ", " + type.date(e.on);
  if (!e.today.empty())
    out += pick(type, " ; âge des pièces jugé au ", "; age of documents judged on ") + type.date(e.today);
  return type.typeset(out);
}

}  // namespace boussole::reports
