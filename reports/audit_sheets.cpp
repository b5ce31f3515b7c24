#include "reports/audit_sheets.h"

#include <stdexcept>

#include "engine/claims.h"
#include "reports/findings_table.h"
#include "reports/json.h"
#include "reports/reading.h"

namespace boussole::reports {
namespace {

class Builder {
 public:
  Builder(const engine::Audit& audit, const criteria::CriteriaSet& set, Language language)
      : audit_(audit), set_(set), language_(language) {}

  std::vector<Sheet> build() const {
    std::vector<Sheet> out{indicators(), axes(), context(), sources()};
    if (audit_.findings != nullptr) out.push_back(findings_sheet(audit_, language_, FindingsHeadings::words));
    return out;
  }

 private:
  const std::string& say(const Text& text) const { return text.in(language_); }
  std::string axis_name(const std::string& id) const {
    for (const criteria::Axis& axis : set_.axes)
      if (axis.id == id) return say(axis.name);
    return id;
  }

  void indicator(Sheet& sheet, const std::string& scope, const engine::IndicatorResult& r) const {
    const criteria::Indicator* known = set_.find(r.id);
    const auto end = [&r](double engine::Interval::*which) {
      return r.interval ? std::optional((*r.interval).*which) : std::nullopt;
    };
    SheetRow row(sheet);
    row.text(scope).text(axis_name(r.axis)).text(r.id).text(known == nullptr ? r.id : say(known->name));
    row.text(r.kind).text(to_string(r.status)).text(say(word(reading(r)))).number(r.value).text(r.unit);
    row.number(end(&engine::Interval::low)).number(end(&engine::Interval::high)).number(end(&engine::Interval::level));
    row.number(r.score ? std::optional(r.score->value) : std::nullopt);
    row.number(r.n ? std::optional(double(*r.n)) : std::nullopt);
    row.number(r.missing ? std::optional(double(*r.missing)) : std::nullopt);
    const auto& why = r.reason ? r.reason : r.interval_reason;
    row.text(why ? say(why->text) : "").text(r.method);
  }

  Sheet indicators() const {
    Sheet out{say({"Indicateurs", "Indicators"}),
              {say({"Périmètre", "Scope"}), say({"Axe", "Axis"}), say({"Identifiant", "Id"}), say({"Nom", "Name"}),
               say({"Genre", "Kind"}), say({"Statut", "Status"}), say({"En un mot", "In a word"}),
               say({"Valeur", "Value"}), say({"Unité", "Unit"}), say({"Borne basse", "Low"}),
               say({"Borne haute", "High"}), say({"Niveau", "Level"}), say({"Score (0 à 1)", "Score (0 to 1)"}), "n",
               say({"Manquants", "Missing"}), say({"Raison", "Reason"}), say({"Méthode", "Method"})},
              {}};
    for (const auto& r : audit_.indicators) indicator(out, say({"plateforme", "platform"}), r);
    for (const auto& space : audit_.spaces)
      for (const auto& r : space.indicators) indicator(out, space.id, r);
    return out;
  }

  /// Empty where no open contest bears on it.
  engine::ContestedAxis contested_axis(const std::string& id, const std::string& kind) const {
    if (audit_.claims && audit_.claims->replies)
      for (const engine::ContestedAxis& axis : audit_.claims->replies->axes)
        if (axis.axis == id && axis.kind == kind) return axis;
    return {};
  }

  Sheet axes() const {
    Sheet out{say({"Axes", "Axes"}),
              {say({"Axe", "Axis"}), say({"Preuve", "Evidence"}), say({"Score (0 à 1)", "Score (0 to 1)"}),
               say({"Borne basse", "Low"}), say({"Borne haute", "High"}), say({"Géométrique", "Geometric"}),
               say({"Part mesurée", "Share measured"}), say({"Raison", "Reason"}),
               say({"Sans les chiffres contestés", "Without the contested figures"}),
               say({"Au plus bas, selon qui conteste", "At the lowest, by the contesters"}),
               say({"Au plus haut, selon qui conteste", "At the highest, by the contesters"})},
              {}};
    for (const engine::AxisScore& axis : audit_.axes)
      for (const bool measured : {true, false}) {
        const auto& score = measured ? axis.measured : axis.declared;
        if (!measured && !score) continue;
        SheetRow row(out);
        row.text(axis_name(axis.id)).text(measured ? say({"mesuré", "measured"}) : say({"déclaré", "declared"}));
        row.number(score ? std::optional(score->value) : std::nullopt).number(score ? score->low : std::nullopt);
        row.number(score ? score->high : std::nullopt).number(score ? score->geometric : std::nullopt);
        row.number(axis.coverage).text(measured && axis.reason ? say(axis.reason->text) : "");
        const engine::ContestedAxis contested = contested_axis(axis.id, measured ? "measured" : "declared");
        row.number(contested.without ? std::optional(contested.without->value) : std::nullopt);
        row.number(contested.lowest).number(contested.highest);
      }
    return out;
  }

  Sheet context() const {
    Sheet out{say({"Contexte", "Context"}),
              {say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Valeur", "Value"}), say({"Unité", "Unit"}), "n",
               say({"Raison", "Reason"})},
              {}};
    for (const engine::ContextFigure& f : audit_.context) {
      std::string name = f.id;
      for (const criteria::ContextDefinition& known : set_.context)
        if (known.id == f.id) name = say(known.name);
      SheetRow row(out);
      row.text(f.id).text(name).number(f.value).text(f.unit);
      row.number(f.n ? std::optional(double(*f.n)) : std::nullopt).text(f.reason ? say(f.reason->text) : "");
    }
    return out;
  }

  Sheet sources() const {
    Sheet out{say({"Sources", "Sources"}),
              {say({"Fichier", "File"}), say({"Contenu", "Content"}), "SHA-256", say({"Lignes lues", "Rows read"}),
               say({"Lignes rejetées", "Rows rejected"})},
              {}};
    for (const engine::SourceRecord& s : audit_.sources)
      SheetRow(out)
          .text(s.file)
          .text(s.entity)
          .text(s.sha256)
          .number(double(s.rows_read))
          .number(double(s.rows_rejected));
    return out;
  }

  const engine::Audit& audit_;
  const criteria::CriteriaSet& set_;
  Language language_;
};

}  // namespace

std::vector<Sheet> audit_sheets(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options) {
  return Builder(audit, set, options.language).build();
}

std::string write_audit_xlsx(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options) {
  auto bytes = write_xlsx(audit_sheets(audit, set, options), audit.platform_name);
  if (!bytes) throw std::runtime_error(bytes.error().what.in(options.language));
  return std::move(*bytes);
}

}  // namespace boussole::reports
