#include "reports/csv.h"

#include <array>

#include "engine/claims.h"
#include "reports/csv_row.h"
#include "reports/json.h"
#include "reports/reading.h"

namespace boussole::reports {

std::span<const CsvColumn> csv_columns() {
  static const std::array<CsvColumn, 33> kColumns = {{
      {"platform", {"nom de la plateforme", "name of the platform"}},
      {"as_of", {"date de fin d'observation (ISO 8601)", "end of observation (ISO 8601 date)"}},
      {"scope",
       {"platform : toute la plateforme ; space : un espace", "platform: the whole platform; space: one space"}},
      {"space_id", {"identifiant de l'espace ; vide pour la plateforme", "id of the space; empty for the platform"}},
      {"space_kind", {"genre de l'espace", "kind of space"}},
      {"space_title", {"titre de l'espace", "title of the space"}},
      {"axis", {"identifiant de l'axe", "id of the axis"}},
      {"criterion", {"identifiant du critère", "id of the criterion"}},
      {"indicator", {"identifiant de l'indicateur", "id of the indicator"}},
      {"name", {"nom de l'indicateur", "name of the indicator"}},
      {"kind", {"measured, declared ou mixed", "measured, declared or mixed"}},
      {"status",
       {"ok, insufficient_sample, missing, not_applicable ou contested",
        "ok, insufficient_sample, missing, not_applicable or contested"}},
      {"reading", {"le mot affiché : démontré, non démontré…", "the word shown: demonstrated, not demonstrated…"}},
      {"reason_code", {"code de la raison quand status n'est pas ok", "code of the reason unless status is ok"}},
      {"reason", {"la raison en clair", "the reason in words"}},
      {"value", {"valeur, dans l'unité de la colonne unit", "value, in the unit of the column unit"}},
      {"unit",
       {"ratio et points : entre 0 et 1 ; index, days, count, megabytes : tels quels",
        "ratio and points: between 0 and 1; index, days, count, megabytes: as they are"}},
      {"interval_low", {"borne basse de l'intervalle", "lower bound of the interval"}},
      {"interval_high", {"borne haute de l'intervalle", "upper bound of the interval"}},
      {"interval_level", {"niveau de l'intervalle", "level of the interval"}},
      {"interval_method", {"méthode de l'intervalle", "method of the interval"}},
      {"interval_reason_code",
       {"code de la raison quand il n'y a pas d'intervalle", "code of the reason for no interval"}},
      {"score", {"score entre 0 et 1", "score between 0 and 1"}},
      {"score_low", {"borne basse du score", "lower bound of the score"}},
      {"score_high", {"borne haute du score", "upper bound of the score"}},
      {"n", {"effectif", "number of cases"}},
      {"missing", {"cas sans l'information", "cases without the information"}},
      {"warnings", {"codes des avertissements, séparés par une espace", "codes of the warnings, separated by a space"}},
      {"method", {"identifiant de la méthode", "id of the method"}},
      {"formula", {"identifiant de la formule", "id of the formula"}},
      {"criteria_id", {"jeu de critères", "criteria set"}},
      {"criteria_version", {"version du jeu de critères", "version of the criteria set"}},
      {"tool_version", {"version du programme", "version of the program"}},
  }};
  return kColumns;
}

namespace {

struct Scope {
  std::string_view name, id, kind, title;
};

class CsvReport {
 public:
  CsvReport(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options)
      : audit_(audit), set_(set), options_(options) {}

  std::string write() {
    out_ += csv_start(options_.csv_dialect);
    CsvRow header(out_, options_.csv_dialect);
    for (const CsvColumn& column : csv_columns()) header.text(column.name);
    header.end();
    for (const auto& result : audit_.indicators) row({"platform", "", "", ""}, result);
    // The declared figure of a mixed indicator: a row of its own, its kind says which is which.
    if (audit_.claims && audit_.claims->evidence)
      for (const auto& declaration : audit_.claims->evidence->declarations)
        if (declaration.declared) row({"platform", "", "", ""}, *declaration.declared);
    for (const auto& space : audit_.spaces)
      for (const auto& result : space.indicators)
        row({"space", space.id, space.kind, space.title.in(options_.language)}, result);
    return std::move(out_);
  }

 private:
  const std::string& code(const std::optional<Message>& message) const { return message ? message->code : none_; }

  void row(const Scope& scope, const engine::IndicatorResult& result) {
    const Language language = options_.language;
    const criteria::Indicator* known = set_.find(result.id);
    CsvRow row(out_, options_.csv_dialect);
    row.text(audit_.platform_name).text(audit_.as_of);
    row.text(scope.name).text(scope.id).text(scope.kind).text(scope.title);
    row.text(result.axis).text(result.criterion).text(result.id);
    row.text(known == nullptr ? result.id : known->name.in(language)).text(result.kind);
    row.text(to_string(result.status)).text(word(reading(result)).in(language));
    row.text(code(result.reason)).text(result.reason ? result.reason->text.in(language) : none_);
    row.number(result.value).text(result.unit);
    const auto bound = [&](double engine::Interval::*which) {
      return result.interval ? std::optional((*result.interval).*which) : std::nullopt;
    };
    row.number(bound(&engine::Interval::low)).number(bound(&engine::Interval::high));
    row.number(bound(&engine::Interval::level)).text(result.interval ? result.interval->method : none_);
    row.text(code(result.interval_reason));
    row.number(result.score ? std::optional(result.score->value) : std::nullopt);
    row.number(result.score ? result.score->low : std::nullopt)
        .number(result.score ? result.score->high : std::nullopt);
    row.number(result.n).number(result.missing).text(warning_codes(result));
    row.text(result.method).text(result.formula);
    row.text(audit_.criteria.id).text(audit_.criteria.version).text(audit_.tool_version).end();
  }

  static std::string warning_codes(const engine::IndicatorResult& result) {
    std::string out;
    for (const Message& warning : result.warnings) out += (out.empty() ? "" : " ") + warning.code;
    return out;
  }

  const engine::Audit& audit_;
  const criteria::CriteriaSet& set_;
  const Options& options_;
  const std::string none_;
  std::string out_;
};

}  // namespace

std::string write_csv(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options) {
  return CsvReport(audit, set, options).write();
}

}  // namespace boussole::reports
