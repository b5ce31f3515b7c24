#include "reports/findings_table.h"

#include <array>
#include <memory>
#include <optional>

#include "engine/findings.h"
#include "reports/findings_rows.h"

namespace boussole::reports {

std::span<const FindingsColumn> findings_columns() {
  static const std::array<FindingsColumn, 26> kColumns = {{
      {"platform", {"Plateforme", "Platform"}},
      {"as_of", {"Arrêté au", "As of"}},
      {"page", {"Page", "Page"}},
      {"scope", {"Périmètre", "Scope"}},
      {"scope_title", {"Titre de l’espace", "Title of the space"}},
      {"subject", {"Sujet", "Subject"}},
      {"subject_name", {"Nom du sujet", "Name of the subject"}},
      {"class", {"Classe", "Class"}},
      {"class_name", {"Nom de la classe", "Name of the class"}},
      {"figure", {"Chiffre", "Figure"}},
      {"figure_name", {"Nom du chiffre", "Name of the figure"}},
      {"value", {"Valeur", "Value"}},
      {"unit", {"Unité", "Unit"}},
      {"status", {"Statut", "Status"}},
      {"reason_code", {"Code de la raison", "Code of the reason"}},
      {"reason", {"Raison", "Reason"}},
      {"interval_low", {"Borne basse", "Low"}},
      {"interval_high", {"Borne haute", "High"}},
      {"interval_level", {"Niveau", "Level"}},
      {"interval_method", {"Méthode de l’intervalle", "Method of the interval"}},
      {"interval_reason_code", {"Sans intervalle", "No interval"}},
      {"n", {"n", "n"}},
      {"missing", {"Manquants", "Missing"}},
      {"method", {"Méthode", "Method"}},
      {"source", {"Source", "Source"}},
      {"tool_version", {"Version", "Version"}},
  }};
  return kColumns;
}

Sheet findings_sheet(const engine::Audit& audit, Language language, FindingsHeadings headings) {
  Sheet out{Text{"Constats", "Findings"}.in(language), {}, {}};
  for (const FindingsColumn& column : findings_columns())
    out.headings.push_back(headings == FindingsHeadings::names ? std::string(column.name)
                                                               : column.heading.in(language));
  if (audit.findings == nullptr) return out;
  for (const FindingRow& r : finding_rows(*audit.findings, audit.parameters.min_cell)) {
    const auto bound = [&](double engine::Interval::*which) {
      return r.interval ? std::optional((*r.interval).*which) : std::nullopt;
    };
    const auto count = [](const std::optional<std::int64_t>& n) {
      return n ? std::optional(static_cast<double>(*n)) : std::nullopt;
    };
    SheetRow row(out);
    row.text(audit.platform_name).text(audit.as_of).text(r.page).text(r.scope).text(r.scope_title.in(language));
    row.text(r.subject).text(r.subject_name.in(language)).text(r.group).text(r.group_name.in(language));
    row.text(r.figure).text(r.figure_name.in(language)).number(r.value).text(r.unit).text(r.status);
    row.text(r.reason ? r.reason->code : "").text(r.reason ? r.reason->text.in(language) : "");
    row.number(bound(&engine::Interval::low)).number(bound(&engine::Interval::high));
    row.number(bound(&engine::Interval::level)).text(r.interval ? r.interval->method : "");
    row.text(r.interval_reason).number(count(r.n)).number(count(r.missing)).text(r.method).text(r.source);
    row.text(audit.tool_version);
  }
  return out;
}

std::string write_findings_csv(const engine::Audit& audit, const criteria::CriteriaSet& /*set*/,
                               const Options& options) {
  return write_sheet_csv(findings_sheet(audit, options.language, FindingsHeadings::names), options.csv_dialect);
}

}  // namespace boussole::reports
