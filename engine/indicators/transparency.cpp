#include <map>

#include "engine/indicators/support.h"

namespace boussole::engine {
namespace {

const Noun kResults{{"résultats", "results"}};
const Noun kHidden{{"contenus masqués", "hidden contents"}};

constexpr double kNoLicenceCeiling = 0.5;
constexpr double kStaleCeiling = 0.7;
constexpr Seconds kStaleAfter = 90 * 86'400;

struct Completeness {
  double value = 0;
  std::int64_t fields = 0, absent = 0, unused = 0;
};

/// Mean share of rows that have each canonical field. A component that the platform does not use at all (no row of it)
/// says nothing about its openness; a field absent from rows that are there counts 0.
Completeness completeness_of(const Dataset& data) {
  std::map<std::string, bool> used;
  for (const auto& [field, fill] : data.fill) {
    bool& any = used[field.substr(0, field.find('.'))];
    any = any || fill.rows > 0;
  }
  Completeness out;
  double total = 0;
  for (const auto& [field, fill] : data.fill) {
    if (!used[field.substr(0, field.find('.'))]) {
      ++out.unused;
      continue;
    }
    ++out.fields;
    if (fill.rows > 0) {
      total += ratio(fill.filled, fill.rows);
    } else {
      ++out.absent;
    }
  }
  if (out.fields > 0) out.value = total / double(out.fields);
  return out;
}

/// tra-completude-donnees: how much of the canonical list the export fills, capped without a licence or when stale.
Measurement data_completeness(const Inputs& in) {
  if (!whole_export(in.data)) return part_of_an_export();
  const Completeness c = completeness_of(in.data);
  if (c.fields == 0)
    return not_computable("no_field", {"Aucun champ reconnu dans l'export.", "No field was recognised in the export."});
  std::vector<Part> parts{
      part("uncapped", {"part moyenne des champs remplis, sans plafond", "mean share of fields filled, without ceiling"},
           c.value),
      part("fields", {"champs de la liste regardés", "fields of the list looked at"}, double(c.fields)),
      part("absent", {"dont absents de l'export", "of them absent from the export"}, double(c.absent)),
      part("unused", {"champs de modules sans aucune ligne, laissés de côté",
                      "fields of components without any row, left out"}, double(c.unused))};
  Estimate out;
  out.value = c.value;
  out.n = c.fields;
  out.parts = std::move(parts);
  out.interval_reason = census_reason();
  if (!in.data.open_licence && out.value > kNoLicenceCeiling) {
    out.value = kNoLicenceCeiling;
    out.warnings.push_back(warning("no_licence_in_export",
                                   {"Plafonné à 0,5 : l'export ne contient pas de licence ouverte (Decidim en joint une "
                                    "depuis la version 0.30 ; elle peut exister sur le site).",
                                    "Capped at 0.5: the export holds no open licence (Decidim adds one since 0.30; the "
                                    "site may state one)."}));
  }
  if (in.as_of && in.data.newest && *in.as_of - *in.data.newest > kStaleAfter && out.value > kStaleCeiling) {
    out.value = kStaleCeiling;
    out.warnings.push_back(warning("stale", {"Plafonné à 0,7 : la donnée la plus récente a plus de 90 jours.",
                                             "Capped at 0.7: the newest data is more than 90 days old."}));
  }
  return out;
}

/// tra-tracabilite-synthese: F1 of results that point to a contribution and contributions that are pointed to.
Measurement traceability(const Inputs& in) {
  const Tally& t = in.tally;
  std::vector<Part> parts{
      part("results_with_source", {"résultats qui renvoient à une contribution", "results that point to a contribution"},
           double(t.leaf_linked)),
      part("leaf_results", kResults.plural, double(t.results_leaf)),
      part("cited", {"propositions citées au moins une fois", "proposals cited at least once"}, double(t.cited)),
      part("proposals", {"propositions", "proposals"}, double(t.proposals))};
  const double need = minimal(in, "results", 10);
  if (double(t.results_leaf) < need) return too_few(in, t.results_leaf, need, kResults, std::move(parts));
  if (t.leaf_linked == 0 || t.proposals == 0)
    return not_computable("results_without_links",
                          {"Aucun lien entre résultats et propositions dans l'export : la synthèse peut exister ailleurs "
                           "(document, page). Ce n'est pas un zéro.",
                           "No link between results and proposals in the export: the synthesis may live elsewhere (a "
                           "document, a page). This is not a zero."},
                          std::move(parts));
  const double precision = ratio(t.leaf_linked, t.results_leaf);
  const double recall = ratio(t.cited, t.proposals);
  parts.push_back(part("share_of_results", {"part des résultats sourcés", "share of results with a source"}, precision));
  parts.push_back(part("share_of_proposals", {"part des propositions citées", "share of proposals cited"}, recall));
  Estimate out;
  out.value = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  out.n = t.results_leaf;
  out.parts = std::move(parts);
  out.interval_reason = no_interval(
      "no_method_covers", {"Pas d'intervalle : aucune méthode dont la couverture soit établie pour cette moyenne de deux "
                           "parts liées.",
                           "No interval: no method with established coverage for this mean of two linked shares."});
  return out;
}

/// tra-moderation-publiee, the measured half: hidden contents exported with a date and a reason.
Measurement moderation(const Inputs& in) {
  std::int64_t complete = 0, dated = 0, reasoned = 0;
  const auto n = static_cast<std::int64_t>(in.data.moderations.size());
  for (const Moderation& m : in.data.moderations) {
    dated += m.hidden.has_value();
    reasoned += m.has_reason;
    complete += m.hidden.has_value() && m.has_reason;
  }
  std::vector<Part> parts{part("complete", {"avec date et motif", "with date and reason"}, double(complete)),
                          part("hidden", {"contenus masqués exportés", "hidden contents exported"}, double(n)),
                          part("dated", {"avec date", "with a date"}, double(dated)),
                          part("reasoned", {"avec motif", "with a reason"}, double(reasoned))};
  const double need = minimal(in, "hidden", 5);
  if (double(n) < need) return too_few(in, n, need, kHidden, std::move(parts));
  Estimate out;
  out.value = ratio(complete, n);
  out.n = n;
  out.parts = std::move(parts);
  out.interval_reason = census_reason();
  out.warnings.push_back(warning("measured_half",
                                 {"Moitié mesurée seulement : la politique de modération, les recours et les délais se "
                                  "déclarent avec preuves.",
                                  "The measured half only: the moderation policy, appeals and delays are declared with "
                                  "evidence."}));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& transparency_indicators() {
  static const std::vector<IndicatorDef> table{
      {"tra-completude-donnees", Reach::platform, {}, "mean fill of the canonical fields", data_completeness},
      {"tra-tracabilite-synthese", Reach::everywhere, {"results", "results.sources", "proposals"},
       "harmonic mean of two shares", traceability},
      {"tra-moderation-publiee", Reach::platform, {"moderations"}, "share of hidden contents", moderation},
  };
  return table;
}

}  // namespace boussole::engine
