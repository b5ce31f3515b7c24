#include <map>

#include "engine/dataset/course.h"
#include "engine/indicators/support.h"
#include "engine/tally/links.h"

namespace boussole::engine {
namespace {

using statistics::ClusterBin;

const Noun kContributions{{"contributions", "contributions"}};
const Noun kResults{{"résultats", "results"}};

/// pou-initiative-citoyenne: contributions that come from participants (not official, not the organiser's, not noted in
/// a meeting), over those whose origin is known. The cluster is the first author; the organiser is one author.
Measurement initiative(const Inputs& in) {
  const Tally& t = in.tally;
  const std::int64_t ours = t.from_participants + t.from_groups;
  const std::int64_t known = t.contributions - t.origin_unknown;
  std::vector<Part> parts{
      part("from_participants", {"venues de personnes", "from persons"}, double(t.from_participants)),
      part("from_groups", {"venues de groupes d'utilisateurs", "from user groups"}, double(t.from_groups)),
      part("from_organisers", {"venues de l'organisateur", "from the organiser"}, double(t.from_organisers)),
      part("from_meetings", {"notées en réunion", "noted in a meeting"}, double(t.from_meetings)),
      part("contributions", {"contributions d'origine connue", "contributions of known origin"}, double(known))};
  const double need = minimal(in, "contributions", 30);
  if (double(known) < need) return too_few(in, known, need, kContributions, std::move(parts));

  Estimate out;
  out.value = ratio(ours, known);
  out.n = known;
  out.missing = t.origin_unknown;
  out.parts = std::move(parts);
  std::vector<ClusterBin> bins;
  for (const PersonTally& p : t.people)
    if (p.led > 0) bins.push_back({p.led, p.organiser ? 0 : p.led, 1});
  if (t.from_meetings > 0) {
    attach(out, {std::nullopt,
                 no_interval("meetings_have_no_author",
                             {"Pas d'intervalle : les contributions notées en réunion n'ont pas d'auteur dans l'export.",
                              "No interval: contributions noted in a meeting have no author in the export."})});
  } else {
    attach(out, statistics::interval_for_ratio(statistics::canonical(std::span<const ClusterBin>(bins)), request(in)));
  }
  return out;
}

/// pou-influence-resultats: leaf results that point to at least one contribution of participants.
Measurement influence(const Inputs& in) {
  const Tally& t = in.tally;
  std::vector<Part> parts{
      part("linked_to_participants", {"liés à une contribution de participants", "linked to a participants' contribution"},
           double(t.leaf_linked_participants)),
      part("linked_origin_unknown", {"liés à une contribution d'origine inconnue",
                                     "linked to a contribution of unknown origin"}, double(t.leaf_linked_unknown)),
      part("linked", {"liés à une contribution, toute origine", "linked to any contribution"}, double(t.leaf_linked)),
      part("leaf_results", {"résultats (dernier niveau)", "results (last level)"}, double(t.results_leaf)),
      part("results", {"résultats, tous niveaux", "results, all levels"}, double(t.results))};
  const double need = minimal(in, "results", 10);
  if (double(t.results_leaf) < need) return too_few(in, t.results_leaf, need, kResults, std::move(parts));
  if (t.leaf_linked == 0)
    return not_computable("results_without_links",
                          {"Aucun résultat ne renvoie à une proposition : rien ne dit si le lien n'existe pas ou si la "
                           "fonction n'est pas utilisée. Ce n'est pas un zéro.",
                           "No result points to a proposal: nothing tells whether there is no link or the feature is "
                           "not used. This is not a zero."},
                          std::move(parts));
  if (t.leaf_linked_unknown > 0 && t.leaf_linked_participants == 0)
    return not_computable("origin_unknown",
                          {"Des résultats renvoient à des contributions dont l'export ne donne pas l'auteur : on ne peut "
                           "pas dire si elles viennent de participants.",
                           "Results point to contributions whose author the export does not give: nobody can tell "
                           "whether they come from participants."},
                          std::move(parts));
  Estimate out;
  out.value = ratio(t.leaf_linked_participants, t.results_leaf);
  out.n = t.results_leaf;
  out.missing = t.leaf_linked_unknown;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_simple_proportion(t.leaf_linked_participants, t.results_leaf, request(in)));
  return out;
}

/// pou-coconstruction: contributions amended with success, co-signed, or merged and split from others.
Measurement co_building(const Inputs& in) {
  const Tally& t = in.tally;
  std::vector<Part> parts{
      part("co_built", {"contributions transformées ensemble", "contributions transformed together"},
           double(t.co_built)),
      part("amended", {"avec un amendement accepté", "with an accepted amendment"}, double(t.amended)),
      part("co_signed", {"signées à plusieurs", "signed by several"}, double(t.co_signed)),
      part("derived", {"fusionnées ou scindées", "merged or split"}, double(t.derived)),
      part("contributions", {"propositions, hors retirées et amendements",
                             "proposals, without withdrawn ones and amendments"}, double(t.proposals))};
  const double need = minimal(in, "contributions", 30);
  if (double(t.proposals) < need) return too_few(in, t.proposals, need, kContributions, std::move(parts));
  if (in.data.has("proposals.coauthors") == Presence::absent)
    return not_provided("authors_unknown",
                        {"L'export ne dit pas qui signe les propositions (Decidim le donne depuis la version 0.29) : celles "
                         "signées à plusieurs ne peuvent pas être comptées.",
                         "The export does not say who signs proposals (Decidim gives it since 0.29): those signed by "
                         "several cannot be counted."},
                        std::move(parts));
  if (t.co_built == 0 && t.amendments == 0)
    return not_computable("no_trace_of_the_feature",
                          {"Aucune trace d'amendement, de signature à plusieurs ni de fusion : l'export ne dit pas si ces "
                           "fonctions étaient ouvertes. Ce n'est pas un zéro.",
                           "No trace of an amendment, a shared signature or a merge: the export does not say whether "
                           "these features were open. This is not a zero."},
                          std::move(parts));
  Estimate out;
  out.value = ratio(t.co_built, t.proposals);
  out.n = t.proposals;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_simple_proportion(t.co_built, t.proposals, request(in)));
  return out;
}

/// The sums put to the vote, and how much of them the selected projects take: where every project of those budgets says
/// whether it was selected and every selected one what it costs.
void add_sums(const Inputs& in, std::vector<Part>& parts) {
  if (in.data.course == nullptr || in.data.course->envelopes.empty()) return;
  std::map<std::uint64_t, double> sums;
  double offered = 0, taken = 0;
  for (const Envelope& envelope : in.data.course->envelopes) {
    if (!envelope.total || *envelope.total <= 0) continue;
    sums.emplace(envelope.budget, double(*envelope.total));
    offered += double(*envelope.total);
  }
  if (sums.empty()) return;
  parts.push_back(part("budgets", {"budgets dont la somme est publiée", "budgets whose sum is published"},
                       double(sums.size())));
  parts.push_back(part("budget_offered", {"somme mise au vote", "sum put to the vote"}, offered));
  const auto chosen = chosen_projects(in.data);
  bool told = true, any = false;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Project& project = in.data.projects[i];
    if (!sums.contains(project.budget)) continue;
    told = told && project.selected_known && (chosen[i] == 0 || project.amount);
    any = any || chosen[i] != 0;
    if (chosen[i] != 0 && project.amount) taken += double(*project.amount);
  }
  if (told && any)
    parts.push_back(part("share_taken", {"part de cette somme que prennent les projets retenus",
                                         "share of it that the selected projects take"}, taken / offered));
}

/// pou-budget-delegue: the export has the numerator only.
Measurement delegated_budget(const Inputs& in) {
  const Tally& t = in.tally;
  std::vector<Part> parts{part("projects", {"projets", "projects"}, double(t.projects))};
  if (t.projects_selection_known > 0) {
    parts.push_back(part("projects_selected", {"projets retenus", "selected projects"}, double(t.projects_selected)));
    parts.push_back(part("budget_selected", {"montant des projets retenus", "amount of the selected projects"},
                         double(t.budget_selected)));
  }
  add_sums(in, parts);
  return not_provided("investment_budget_not_exported",
                      {"L'export donne au mieux le montant des projets retenus ; il manque le budget d'investissement de "
                       "la collectivité (délibération).",
                       "The export gives at best the amount of the selected projects; the authority's investment budget "
                       "(a vote of its council) is missing."},
                      std::move(parts));
}

}  // namespace

const std::vector<IndicatorDef>& power_indicators() {
  static const std::vector<IndicatorDef> table{
      {"pou-initiative-citoyenne", Reach::everywhere, {"proposals", "proposals.author"},
       "rate of contributions, clustered by first author", initiative},
      {"pou-influence-resultats", Reach::everywhere, {"results", "results.sources"},
       "rate of leaf results", influence},
      {"pou-coconstruction", Reach::everywhere, {"proposals"}, "rate of proposals", co_building},
      {"pou-budget-delegue", Reach::platform, {"projects"}, "numerator only", delegated_budget},
  };
  return table;
}

}  // namespace boussole::engine
