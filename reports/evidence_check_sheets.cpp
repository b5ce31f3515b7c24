#include "reports/evidence_check.h"
#include "reports/json.h"

namespace boussole::reports {
namespace {

class Builder {
 public:
  Builder(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set, Language language)
      : check_(check), set_(set), language_(language) {}

  std::vector<Sheet> build() const { return {to_do(), answers(), proofs()}; }

 private:
  const std::string& say(const Text& text) const { return text.in(language_); }
  std::string yes(bool truth) const { return truth ? say({"oui", "yes"}) : say({"non", "no"}); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = set_.find(id);
    return known == nullptr ? id : say(known->name);
  }

  void finding(Sheet& sheet, const std::string& id, const engine::EvidenceFinding& f) const {
    SheetRow row(sheet);
    row.text(id).text(id.empty() ? say({"Le fichier", "The file"}) : name(id)).text(say(f.message.text));
    row.text(f.message.code).text(yes(f.to_fix));
    row.number(f.line > 0 ? std::optional(static_cast<double>(f.line)) : std::nullopt);
  }

  Sheet to_do() const {
    Sheet out{say({"À faire", "To do"}),
              {say({"Identifiant", "Id"}), say({"Question", "Question"}), say({"Constat", "Finding"}),
               say({"Code", "Code"}), say({"À compléter", "To complete"}), say({"Ligne", "Line"})},
              {}};
    for (const auto& f : check_.of_the_file) finding(out, "", f);
    for (const auto& row : check_.rows)
      for (const auto& f : row.findings) finding(out, row.indicator, f);
    return out;
  }

  Sheet answers() const {
    Sheet out{say({"Réponses", "Answers"}),
              {say({"Identifiant", "Id"}), say({"Question", "Question"}), say({"Statut", "Status"}),
               say({"Déclaré", "Declared"}), say({"Retenu", "Kept"}), say({"Unité", "Unit"}),
               say({"Score (0 à 1)", "Score (0 to 1)"}), say({"Borne basse", "Low"}), say({"Borne haute", "High"}),
               say({"Seconde personne", "Second person"})},
              {}};
    for (const auto& one : check_.rows) {
      SheetRow row(out);
      row.text(one.indicator).text(name(one.indicator));
      if (!one.figure) {
        row.text("missing");
        continue;
      }
      const engine::IndicatorResult& r = one.figure->result;
      row.text(to_string(r.status)).number(one.figure->declaration.claimed).number(r.value).text(r.unit);
      row.number(r.score ? std::optional(r.score->value) : std::nullopt);
      row.number(r.score ? r.score->low : std::nullopt).number(r.score ? r.score->high : std::nullopt);
      row.text(yes(one.figure->declaration.second_person));
    }
    return out;
  }

  Sheet proofs() const {
    Sheet out{
        say({"Pièces", "Documents"}),
        {say({"Identifiant", "Id"}), say({"Question", "Question"}), say({"Palier", "Step"}), say({"Point", "Point"}),
         say({"Pièce", "Document"}), say({"Adresse", "Address"}), say({"Date", "Date"}), say({"Fichier", "File"}),
         "SHA-256", say({"Fichier comparé", "File compared"}), say({"Vérifiée par", "Checked by"}),
         say({"Vérifiée le", "Checked on"}), say({"Compte", "Counts"}), say({"Pourquoi pas", "Why not"})},
        {}};
    for (const auto& one : check_.rows) {
      if (!one.figure) continue;
      for (const engine::Proof& p : one.figure->declaration.proofs) {
        SheetRow row(out);
        row.text(one.indicator).text(name(one.indicator)).number(p.step).text(p.item).text(p.what).text(p.url);
        row.text(p.date).text(p.file).text(p.sha256).text(p.file_check).text(p.checked_by).text(p.checked_on);
        row.text(yes(!p.refusal)).text(p.refusal ? say(p.refusal->text) : "");
      }
    }
    return out;
  }

  const engine::EvidenceCheck& check_;
  const criteria::CriteriaSet& set_;
  Language language_;
};

}  // namespace

std::vector<Sheet> evidence_check_sheets(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                                         const EvidenceCheckOptions& options) {
  return Builder(check, set, options.report.language).build();
}

}  // namespace boussole::reports
