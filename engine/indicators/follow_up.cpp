#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/indicators/support.h"
#include "engine/mean_waits.h"
#include "engine/statistics/shrinkage.h"
#include "engine/statistics/survival.h"

namespace boussole::engine {
namespace {

using statistics::ClusterBin;
using statistics::GroupCount;

const Noun kDue{{"contributions auxquelles une réponse est due", "contributions to which an answer is due"}};
const Noun kAnswers{{"réponses rédigées", "written answers"}};
const Noun kGroups{{"groupes comptant assez de contributions dues", "groups with enough contributions due"}};
const Noun kResultsDue{{"résultats dont l'échéance est passée", "results past their due date"}};

struct Due {
  std::int64_t due = 0, answered = 0;
};

/// Contributions due an answer, whoever wrote them.
Due due_of_all(const Tally& t) {
  Due out{t.due_unsigned, t.answered_unsigned};
  for (const PersonTally& p : t.people) {
    out.due += p.due;
    out.answered += p.answered;
  }
  return out;
}

Due due_of_organisers(const Tally& t) {
  Due out;
  for (const PersonTally& p : t.people) {
    if (!p.organiser) continue;
    out.due += p.due;
    out.answered += p.answered;
  }
  return out;
}

Message publication_stands_for_phase(const Inputs& in) {
  if (in.data.has("phases") == Presence::absent)
    return warning(
        "publication_stands_for_phase",
        {"Les phases ne sont pas dans les données ouvertes : une réponse est tenue pour due 60 jours après la "
         "publication, et non après la fin de la phase.",
         "Phases are not in open data: an answer is held due 60 days after publication, not after the end of "
         "the phase."});
  return warning("no_phase_holds_them",
                 {"Aucune phase datée ne contient ces publications : une réponse est tenue pour due 60 jours après la "
                  "publication, et non après la fin de la phase.",
                  "No dated phase holds these publications: an answer is held due 60 days after publication, not after "
                  "the end of the phase."});
}

/// From when on an answer is due: which rule was used, and for how many.
Message due_rule(const Inputs& in) {
  const std::int64_t by_phase = in.tally.due_by_phase, due = due_of_all(in.tally).due;
  if (by_phase == 0) return publication_stands_for_phase(in);
  if (by_phase == due)
    return warning(
        "due_from_phase_end",
        {"Une réponse est tenue pour due 60 jours après la fin de la phase où la contribution a été publiée.",
         "An answer is held due 60 days after the end of the phase in which the contribution was "
         "published."});
  const std::string part = std::to_string(by_phase), all = std::to_string(due);
  return warning(
      "due_from_phase_end_or_publication",
      {"Une réponse est tenue pour due 60 jours après la fin de la phase où la contribution a été publiée (" + part +
           " sur " + all +
           ") ; pour les autres, qu'aucune phase datée ne contient, 60 jours après la "
           "publication.",
       "An answer is held due 60 days after the end of the phase in which the contribution was published (" + part +
           " of " + all + "); for the others, which no dated phase holds, 60 days after publication."});
}

std::string rule_in_method(const Inputs& in) {
  if (in.tally.due_by_phase == 0 && in.tally.phase_not_over == 0) return {};
  return "; due after the end of the phase of publication (" + std::to_string(in.tally.due_by_phase) + " of " +
         std::to_string(due_of_all(in.tally).due) + "), otherwise after publication";
}

/// What the phases change: how many are not due yet, and the rate if publication alone counted, so that closing phases
/// late shows.
void add_phase_parts(const Inputs& in, std::vector<Part>& parts) {
  const Tally& t = in.tally;
  if (t.due_by_phase == 0 && t.phase_not_over == 0) return;
  const Due d = due_of_all(t);
  parts.push_back(
      part("due_by_phase",
           {"dont l'échéance se compte depuis la fin de leur phase", "of them due from the end of their phase"},
           double(t.due_by_phase)));
  parts.push_back(part("phase_not_over",
                       {"publiées depuis 60 jours, pas encore dues (leur phase n'est pas close depuis 60 "
                        "jours)",
                        "published 60 days ago, not due yet (their phase has not been over for "
                        "60 days)"},
                       double(t.phase_not_over)));
  if (d.due + t.phase_not_over > 0)
    parts.push_back(
        part("value_from_publication",
             {"valeur si l'échéance se comptait depuis la publication", "value if publication alone counted"},
             ratio(d.answered + t.phase_not_over_answered, d.due + t.phase_not_over)));
}

/// sui-taux-reponse: contributions with a public answer, over those due one, whoever wrote them.
Measurement response_rate(const Inputs& in) {
  const Tally& t = in.tally;
  const Due d = due_of_all(t);
  std::vector<Part> parts{
      part("answered", {"ont une réponse publique", "have a public answer"}, double(d.answered)),
      part("due", {"auxquelles une réponse est due", "due an answer"}, double(d.due)),
      part("answered_by_text", {"dont par un texte", "of them by a text"}, double(t.answered_by_text)),
      part("answered_by_state_only",
           {"dont par un état seul (acceptée, refusée)", "of them by a state only (accepted, rejected)"},
           double(t.answered_by_state_only)),
      part("own_state_only",
           {"avec un état propre à cette plateforme, sans texte (non comptées comme répondues)",
            "with a state of this platform's own and no text (not counted as answered)"},
           double(t.own_state_only))};
  const Due own = due_of_organisers(t);
  if (own.due > 0 && d.due > own.due)
    parts.push_back(part("value_without_organisers",
                         {"valeur sans les propositions de l'organisateur", "value without the organiser's proposals"},
                         ratio(d.answered - own.answered, d.due - own.due)));
  add_phase_parts(in, parts);
  const double need = minimal(in, "due", 30);
  if (double(d.due) < need) return too_few(in, d.due, need, kDue, std::move(parts));

  Estimate out;
  out.value = ratio(d.answered, d.due);
  out.n = d.due;
  out.parts = std::move(parts);
  if (in.data.has("proposals.author") == Presence::absent) {
    out.interval_reason =
        no_interval("authors_unknown",
                    {"Pas d'intervalle : l'export ne donne pas les auteurs, donc pas le poids de chaque personne ; "
                     "les propositions de l'organisateur ne peuvent pas non plus être mises à part.",
                     "No interval: the export does not give authors, hence not the weight of each person; nor can "
                     "the organiser's proposals be set apart."});
  } else {
    auto bins = rate_histogram(t, everyone, &PersonTally::due, &PersonTally::answered);
    const auto unsigned_answered = static_cast<std::uint64_t>(t.answered_unsigned);
    bins.push_back({1, 1, unsigned_answered});
    bins.push_back({1, 0, static_cast<std::uint64_t>(t.due_unsigned) - unsigned_answered});
    attach(out, statistics::interval_for_ratio(statistics::canonical(std::span<const ClusterBin>(bins)), request(in)));
  }
  out.warnings.push_back(due_rule(in));
  return out;
}

Unavailable median_not_reached(const Tally& t, std::vector<Part> parts) {
  const std::string longest = std::to_string(static_cast<std::int64_t>(t.delays.back().days));
  return not_computable("median_not_reached",
                        {"Moins de la moitié des contributions dues ont reçu une réponse : le délai médian dépasse la "
                         "durée observée (" +
                             longest + " jours). Voir le taux de réponse.",
                         "Fewer than half of the contributions due have been answered: the median time is longer than "
                         "the period observed (" +
                             longest + " days). See the response rate."},
                        std::move(parts));
}

/// How many waits began with the end of a phase, and the median if all had begun with publication.
void add_phase_waits(const Inputs& in, std::vector<Part>& parts) {
  const Tally& t = in.tally;
  if (t.due_by_phase == 0 && t.phase_not_over == 0) return;
  parts.push_back(part("due_by_phase", {"comptées depuis la fin de leur phase", "counted from the end of their phase"},
                       double(t.due_by_phase)));
  std::vector<statistics::FollowUp> waits;
  waits.reserve(t.delays.size());
  for (const Delay& d : t.delays) waits.push_back({d.from_publication, d.answered});
  const auto curve = statistics::kaplan_meier(waits);
  if (!curve) return;
  if (const auto median = statistics::median_time(*curve, in.sampling.level); median && median->value)
    parts.push_back(part(
        "value_from_publication",
        {"valeur si l'attente se comptait depuis la publication", "value if the wait were counted from publication"},
        *median->value));
}

/// Mean waits within spans that were observed, with their standard errors: what two platforms are compared by where a
/// median is not reached, or hides the long waits. Only from 10 dated answers on, as every interval of waits.
void add_mean_waits(const statistics::SurvivalCurve& curve, std::int64_t answered, std::vector<Part>& parts) {
  if (answered < 10) return;
  for (const int days : kMeanWaitDays) {
    const auto mean = statistics::restricted_mean(curve, days);
    if (!mean || !(mean->se > 0)) continue;
    const std::string within = std::to_string(days);
    parts.push_back(part(mean_wait_part(days),
                         {"attente moyenne en jours, toute attente arrêtée à " + within + " jours",
                          "mean wait in days, every wait stopped at " + within + " days"},
                         mean->value));
    parts.push_back(part(mean_wait_part(days) + kMeanWaitError,
                         {"erreur type de l'attente moyenne arrêtée à " + within + " jours",
                          "standard error of the mean wait stopped at " + within + " days"},
                         mean->se));
  }
}

/// sui-delai-reponse: Kaplan-Meier median of the days from the end of the phase, or publication, to the answer.
Measurement response_time(const Inputs& in) {
  const Tally& t = in.tally;
  const auto n = static_cast<std::int64_t>(t.delays.size());
  std::vector<statistics::FollowUp> waits;
  waits.reserve(t.delays.size());
  std::int64_t answered = 0;
  for (const Delay& d : t.delays) {
    waits.push_back({d.days, d.answered});
    answered += d.answered;
  }
  std::vector<Part> parts{
      part("answered_dated", {"réponses datées", "dated answers"}, double(answered)),
      part("waiting", {"encore sans réponse (censurées)", "still without an answer (censored)"}, double(n - answered)),
      part("answered_undated", {"réponses sans date (laissées de côté)", "answers without a date (left out)"},
           double(t.answered_undated))};
  add_phase_waits(in, parts);
  const double need = minimal(in, "due", 30);
  if (double(n) < need) return too_few(in, n, need, kDue, std::move(parts));

  const auto curve = statistics::kaplan_meier(waits);
  if (!curve) return too_few(in, n, need, kDue, std::move(parts));
  add_mean_waits(*curve, answered, parts);
  const auto median = statistics::median_time(*curve, in.sampling.level);
  if (!median || !median->value) return median_not_reached(t, std::move(parts));
  Estimate out;
  out.value = *median->value;
  out.n = n;
  out.missing = t.answered_undated;
  out.parts = std::move(parts);
  if (answered < 10) {
    out.interval_reason = no_interval(
        "few_events", {"Pas d'intervalle : moins de 10 réponses datées.", "No interval: fewer than 10 dated answers."});
  } else if (median->low && median->high) {
    out.interval = Interval{*median->low, *median->high, in.sampling.level,
                            "Kaplan-Meier median, log-log limits (Brookmeyer and Crowley 1982)"};
  } else {
    out.interval_reason =
        no_interval("limit_not_reached", {"Pas d'intervalle : sa borne haute dépasse la durée observée.",
                                          "No interval: its upper end lies beyond the period observed."});
  }
  out.warnings.push_back(due_rule(in));
  if (t.answered_before_published > 0)
    out.warnings.push_back(warning("answered_before_published",
                                   {"Des réponses sont datées d'avant la publication (import ?) : délai compté 0.",
                                    "Some answers are dated before publication (an import?): counted as 0 days."}));
  return out;
}

/// sui-motivation: answers of 25 words or more that are not a template, over written answers.
Measurement reasoned(const Inputs& in) {
  const Tally& t = in.tally;
  std::vector<Part> parts{
      part("reasoned", {"réponses motivées", "reasoned answers"}, double(t.answers_reasoned)),
      part("answers", kAnswers.plural, double(t.answers)),
      part("long", {"d'au moins 25 mots", "of 25 words or more"}, double(t.answers_long)),
      part("template", {"quasi identiques à au moins deux autres", "nearly the same as two others or more"},
           double(t.answers_template))};
  const double need = minimal(in, "answers", 30);
  if (double(t.answers) < need) return too_few(in, t.answers, need, kAnswers, std::move(parts));
  Estimate out;
  out.value = ratio(t.answers_reasoned, t.answers);
  out.n = t.answers;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_simple_proportion(t.answers_reasoned, t.answers, request(in)));
  out.warnings.push_back(warning(
      "length_is_not_reason", {"La longueur n'est pas une raison : lisez 50 réponses tirées au hasard pour vérifier.",
                               "Length is no reason: read 50 answers drawn at random to check."}));
  return out;
}

struct FairGroups {
  std::vector<GroupCount> groups;
  std::optional<double> smallest;  ///< smoothed rate over the overall rate
  std::array<std::int64_t, 3> counted{};
};

/// Rates pulled towards the common one (beta-binomial), so that a small group's luck does not decide. Where no group
/// differs in being answered at all or not at all there is nothing to pull.
std::vector<double> smoothed_rates(const std::vector<GroupCount>& groups, double level) {
  std::vector<statistics::Cluster> units;
  for (const GroupCount& g : groups) units.push_back({double(g.n), double(g.hits)});
  if (auto shrunk = statistics::beta_binomial_shrinkage(units, level)) return shrunk->mean;
  std::vector<double> raw;
  for (const GroupCount& g : groups) raw.push_back(double(g.hits) / double(g.n));
  return raw;
}

/// The ways of grouping that give two groups or more of at least `minimum` contributions due.
FairGroups fair_groups(const Inputs& in, double minimum, double overall) {
  FairGroups out;
  for (auto by : {GroupTally::By::theme, GroupTally::By::territory, GroupTally::By::author}) {
    std::vector<GroupCount> groups;
    for (const GroupTally& g : in.tally.groups)
      if (g.by == by && double(g.due) >= minimum)
        groups.push_back({static_cast<std::uint64_t>(g.answered), static_cast<std::uint64_t>(g.due)});
    if (groups.size() < 2) continue;
    out.counted[static_cast<std::size_t>(by)] = static_cast<std::int64_t>(groups.size());
    // The order of theme rows is the order of the file; only the numbers may matter.
    std::sort(groups.begin(), groups.end(),
              [](const GroupCount& a, const GroupCount& b) { return std::pair(a.n, a.hits) < std::pair(b.n, b.hits); });
    for (double rate : smoothed_rates(groups, in.sampling.level))
      out.smallest = std::min(out.smallest.value_or(rate / overall), rate / overall);
    out.groups.insert(out.groups.end(), groups.begin(), groups.end());
  }
  return out;
}

/// sui-equite-reponse: the least answered group's rate over the overall rate.
Measurement fairness(const Inputs& in) {
  const Due d = due_of_all(in.tally);
  const double minimum = minimal(in, "group_due", 20);
  std::vector<Part> parts{part("due", kDue.plural, double(d.due)),
                          part("answered", {"ont une réponse", "answered"}, double(d.answered))};
  if (d.due == 0) return too_few(in, 0, minimum, kDue, std::move(parts));
  if (d.answered == 0)
    return not_computable(
        "nobody_answered",
        {"Personne n'a reçu de réponse : il n'y a pas d'écart entre groupes à mesurer (voir le taux de "
         "réponse).",
         "Nobody has been answered: there is no gap between groups to measure (see the response "
         "rate)."},
        std::move(parts));
  if (!labels_are_sorted(in)) return labels_not_sorted(std::move(parts));
  const FairGroups groups = fair_groups(in, minimum, ratio(d.answered, d.due));
  if (!groups.smallest) return too_few(in, 0, 2, kGroups, std::move(parts));
  const char* names[3][3] = {{"groups_theme", "groupes par thème", "groups by theme"},
                             {"groups_territory", "groupes par territoire", "groups by territory"},
                             {"groups_author", "groupes par type d'auteur", "groups by kind of author"}};
  for (std::size_t by = 0; by < 3; ++by)
    parts.push_back(part(names[by][0], {names[by][1], names[by][2]}, double(groups.counted[by])));
  Estimate out;
  out.value = *groups.smallest;
  out.n = d.due;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_min_ratio(groups.groups, request(in)));
  return out;
}

/// sui-realisation: results past their due date that are done.
Measurement delivery(const Inputs& in) {
  const Tally& t = in.tally;
  const std::int64_t known = t.results_due - t.results_done_unknown;
  std::vector<Part> parts{part("done", {"achevés", "done"}, double(t.results_done)),
                          part("due", kResultsDue.plural, double(t.results_due)),
                          part("results", {"résultats", "results"}, double(t.results))};
  if (t.results_updated_known > 0)
    parts.push_back(part("fresh", {"part mise à jour depuis moins de 180 jours", "share updated in the last 180 days"},
                         ratio(t.results_fresh, t.results_updated_known)));
  const double need = minimal(in, "results", 10);
  if (double(known) < need) return too_few(in, known, need, kResultsDue, std::move(parts));
  Estimate out;
  out.value = ratio(t.results_done, known);
  out.n = known;
  out.missing = t.results_done_unknown;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_simple_proportion(t.results_done, known, request(in)));
  out.warnings.push_back(warning("progress_is_declared", {"L'avancement est saisi par l'organisateur lui-même.",
                                                          "Progress is typed in by the organiser itself."}));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& follow_up_indicators() {
  static const std::vector<IndicatorDef> table{
      {"sui-taux-reponse",
       Reach::everywhere,
       {"proposals", "proposals.answer"},
       "rate of contributions due, clustered by author",
       response_rate,
       rule_in_method},
      {"sui-delai-reponse",
       Reach::everywhere,
       {"proposals", "proposals.answered_at"},
       "Kaplan-Meier median; unanswered ones censored at the date of the data",
       response_time,
       rule_in_method},
      {"sui-motivation", Reach::everywhere, {"proposals", "proposals.answer"}, "rate of written answers", reasoned},
      {"sui-equite-reponse",
       Reach::everywhere,
       {"proposals", "proposals.answer"},
       "smallest ratio of a group's smoothed rate to the overall rate",
       fairness},
      {"sui-realisation",
       Reach::everywhere,
       {"results", "results.end_date"},
       "rate of results past their date",
       delivery},
  };
  return table;
}

}  // namespace boussole::engine
