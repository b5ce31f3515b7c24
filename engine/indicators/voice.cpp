#include <algorithm>
#include <cmath>
#include <map>

#include "engine/indicators/support.h"
#include "engine/indicators/voice_intervals.h"
#include "engine/statistics/diversity.h"
#include "engine/statistics/inequality.h"
#include "engine/tally/theme_use.h"

namespace boussole::engine {
namespace {

using statistics::CountBin;
using statistics::CountStatistic;

const Noun kAuthors{{"personnes ayant contribué", "people who contributed"}, true};
const Noun kThemed{{"contributions classées par thème", "contributions with a theme"}};
const Noun kActive{{"personnes actives dans l'année", "people active in the year"}, true};

std::uint64_t people_in(const std::vector<CountBin>& bins) {
  std::uint64_t n = 0;
  for (const CountBin& b : bins) n += b.people;
  return n;
}

std::uint64_t acts_in(const std::vector<CountBin>& bins) {
  std::uint64_t n = 0;
  for (const CountBin& b : bins) n += b.people * b.value;
  return n;
}

/// The three readings of how voice is shared ask the same of the data; this is what they have in common.
struct Voices {
  std::vector<CountBin> people, with_organisers, without_badges;
  std::int64_t n = 0;
  std::vector<Part> parts;
};

Voices voices(const Inputs& in) {
  Voices v;
  v.people = acts_histogram(in.tally, not_organiser);
  v.with_organisers = acts_histogram(in.tally, everyone);
  v.without_badges = acts_histogram(in.tally, [](const PersonTally& p) { return !p.organiser && !p.verified; });
  v.n = static_cast<std::int64_t>(people_in(v.people));
  v.parts.push_back(people_part(in, "authors", kAuthors.plural, v.n));
  v.parts.push_back(part("acts", {"contributions et commentaires", "contributions and comments"},
                         double(acts_in(v.people))));
  if (v.n >= in.sampling.min_cell)
    v.parts.push_back(part("mean_acts", {"moyenne par personne", "mean per person"},
                           double(acts_in(v.people)) / double(v.n)));
  return v;
}

/// Before Decidim 0.29 proposals have no author: what can be said holds for the comments only, and is no figure of how
/// voice is shared over all contributions.
bool proposals_unsigned(const Inputs& in) {
  return in.tally.written_unsigned > 0 && in.data.has("proposals.author") == Presence::absent;
}

Unavailable unsigned_proposals(std::vector<Part> parts) {
  return not_provided("proposals_without_author",
                      {"L'export ne donne pas l'auteur des propositions (Decidim le donne depuis la version 0.29) : seuls "
                       "les commentaires sont attribués. Les valeurs pour les commentaires seuls figurent dans le détail.",
                       "The export does not give the author of proposals (Decidim gives it since 0.29): only comments "
                       "are attributed. The values for comments alone are in the details."},
                      std::move(parts));
}

/// What the figure would be without its most active person: heavy tails hang on one account.
void leave_out(Estimate& out, const Inputs& in, CountStatistic statistic, const std::vector<CountBin>& people) {
  if (people_in(people) < static_cast<std::uint64_t>(2 * in.sampling.min_cell)) return;
  if (auto range = statistics::leave_one_out(statistic, people))
    out.parts.push_back(part("without_most_active", {"sans la personne la plus active", "without the most active person"},
                             range->without_largest));
}

/// @param value  of the statistic for a histogram; Undefined where it is not defined
template <class Value>
Measurement share_of_voice(const Inputs& in, double need, CountStatistic statistic,
                           statistics::IntervalOutcome VoiceIntervals::*interval, const Value& value) {
  Voices v = voices(in);
  if (auto both = value(v.with_organisers))
    v.parts.push_back(part("value_with_organisers",
                           {"valeur avec les comptes de l'organisateur", "value with the organiser's accounts"}, *both));
  if (v.without_badges != v.people)
    if (auto without = value(v.without_badges))
      v.parts.push_back(part("value_without_badges",
                             {"valeur sans les comptes officiels (badge)", "value without official accounts (badge)"},
                             *without));
  const auto main = value(v.people);
  if (proposals_unsigned(in)) {
    if (main && double(v.n) >= need)
      v.parts.push_back(part("value_comments_only", {"valeur pour les commentaires seuls", "value for comments alone"},
                             *main));
    return unsigned_proposals(std::move(v.parts));
  }
  if (double(v.n) < need || !main) {
    if (v.n < 2 * in.sampling.min_cell) v.parts.resize(1);
    return too_few(in, v.n, need, kAuthors, std::move(v.parts));
  }
  Estimate out;
  out.value = *main;
  out.n = v.n;
  out.missing = in.tally.comments_unsigned + in.tally.written_unsigned;
  out.parts = std::move(v.parts);
  leave_out(out, in, statistic, v.people);
  attach(out, in.voice != nullptr
                  ? in.voice->*interval
                  : voice_intervals(in.tally, in.sampling, in.scope, minimal(in, "authors_top1", kManyAuthors)).*interval);
  return out;
}

/// div-gini-contributions.
Measurement gini(const Inputs& in) {
  return share_of_voice(in, minimal(in, "authors", 30), CountStatistic::gini(), &VoiceIntervals::gini,
                        [](const std::vector<CountBin>& h) { return statistics::gini_corrected(h); });
}

/// div-part-top1: the share of the 1 % most active from 500 people on, of the 10 % most active below.
Measurement top_share(const Inputs& in) {
  const bool many = double(people_with_acts(in.tally, not_organiser)) >= minimal(in, "authors_top1", kManyAuthors);
  const double fraction = many ? 0.01 : 0.10;
  Measurement m = share_of_voice(in, minimal(in, "authors_top10", 50), CountStatistic::top_share(fraction),
                                 &VoiceIntervals::top_share, [&](const std::vector<CountBin>& h) -> statistics::Result<double> {
                                   const auto top = statistics::top_share_whole(h, fraction);
                                   if (!top) return std::unexpected(top.error());
                                   return top->share;
                                 });
  if (auto* e = std::get_if<Estimate>(&m)) {
    if (!many) e->norm_variant = "top10";
    e->parts.push_back(part("fraction", {"part des personnes regardée", "fraction of people looked at"}, fraction));
    if (!many)
      e->warnings.push_back(warning("ten_percent", {"Moins de 500 personnes : c'est la part des 10 % les plus actives qui "
                                                    "est donnée, avec ses propres bornes.",
                                                    "Fewer than 500 people: the share of the 10 % most active is given, "
                                                    "with its own scale."}));
  }
  return m;
}

/// div-voix-effectives: Hill number of order 1 over the number of people.
Measurement effective_voices(const Inputs& in) {
  Measurement m = share_of_voice(in, minimal(in, "authors", 30), CountStatistic::hill_ratio(1), &VoiceIntervals::effective_voices,
                                 [](const std::vector<CountBin>& h) -> statistics::Result<double> {
                                   const auto d = statistics::hill(h, 1);
                                   if (!d) return d;
                                   return *d / double(people_in(h));
                                 });
  if (auto* e = std::get_if<Estimate>(&m)) {
    const auto people = acts_histogram(in.tally, not_organiser);
    for (int q : {0, 1, 2})
      if (auto d = statistics::hill(people, q))
        e->parts.push_back(part("hill_" + std::to_string(q),
                                {"nombre effectif de voix, ordre " + std::to_string(q),
                                 "effective number of voices, order " + std::to_string(q)}, *d));
  }
  return m;
}

/// The labels that are counted as themes: categories, or the taxonomy (with its root) used most that is no territory.
struct ThemeCount {
  std::vector<std::uint64_t> counts;
  std::int64_t proposed = 0;
  bool listed = false;
};

ThemeCount theme_counts(const Inputs& in) {
  const std::vector<ThemeUse> uses = theme_uses(in.data);
  std::map<std::uint64_t, std::vector<std::uint64_t>> by_root;
  for (const ThemeTally& t : in.tally.themes)
    if (uses[t.theme] != ThemeUse::territory)
      by_root[in.data.themes[t.theme].root].push_back(static_cast<std::uint64_t>(t.contributions));
  ThemeCount out;
  std::uint64_t chosen = 0, most = 0;
  for (const auto& [root, counts] : by_root) {
    std::uint64_t total = 0;
    for (std::uint64_t c : counts) total += c;
    if (total > most || (total == most && counts.size() > out.counts.size())) {
      most = total;
      chosen = root;
      out.counts = counts;
    }
  }
  for (std::size_t i = 0; i < in.data.themes.size(); ++i) {
    const Theme& theme = in.data.themes[i];
    if (!theme.listed || theme.is_root || theme.root != chosen || uses[i] == ThemeUse::territory) continue;
    out.listed = true;
    ++out.proposed;
  }
  out.proposed = std::max(out.proposed, static_cast<std::int64_t>(out.counts.size()));
  return out;
}

/// div-themes-hill: Hill number of order 1 of the contributions by theme, over the number of themes proposed.
Measurement themes(const Inputs& in) {
  const Tally& t = in.tally;
  const ThemeCount themes = theme_counts(in);
  std::uint64_t n = 0;
  for (std::uint64_t c : themes.counts) n += c;
  std::vector<Part> parts{
      part("themed", kThemed.plural, double(n)),
      part("contributions", {"contributions", "contributions"}, double(t.contributions)),
      part("themes_used", {"thèmes utilisés", "themes used"}, double(themes.counts.size())),
      part("themes_proposed", {"thèmes proposés (ou vus, faute de liste)", "themes proposed (or seen, without a list)"},
           double(themes.proposed))};
  if (!labels_are_sorted(in)) return labels_not_sorted(std::move(parts));
  if (themes.proposed == 1)
    return not_applicable("single_theme", {"Un seul thème est proposé : c'est un choix légitime, sans diversité à mesurer.",
                                           "Only one theme is proposed: a legitimate choice, with no diversity to measure."},
                          std::move(parts));
  const double need = minimal(in, "contributions", 50);
  if (double(n) < need) return too_few(in, static_cast<std::int64_t>(n), need, kThemed, std::move(parts));
  const auto abundance = statistics::abundance_of(themes.counts);
  const auto coverage = statistics::sample_coverage(abundance);
  const auto d1 = statistics::hill(abundance, 1);
  if (!coverage || !d1)
    return not_computable("not_defined", {"La diversité n'est pas définie pour ces nombres.",
                                          "Diversity is not defined for these numbers."}, std::move(parts));
  parts.push_back(part("coverage", {"couverture estimée (Chao et Jost)", "estimated coverage (Chao and Jost)"},
                       coverage->chao_jost));
  for (int q : {0, 1, 2})
    if (auto d = statistics::hill(abundance, q))
      parts.push_back(part("hill_" + std::to_string(q), {"nombre effectif de thèmes, ordre " + std::to_string(q),
                                                         "effective number of themes, order " + std::to_string(q)}, *d));
  if (coverage->chao_jost < minimal(in, "coverage", 0.9))
    return not_computable("coverage_too_low",
                          {"Trop de thèmes n'ont été vus qu'une fois : la diversité observée dépend du hasard.",
                           "Too many themes were seen only once: the diversity observed depends on chance."},
                          std::move(parts));
  Estimate out;
  out.value = *d1 / double(themes.proposed);
  out.n = static_cast<std::int64_t>(n);
  out.missing = t.contributions - t.themed;
  out.parts = std::move(parts);
  out.interval_reason = no_interval(
      "no_method_covers", {"Pas d'intervalle : les contributions d'une même personne ne sont pas indépendantes, et aucune "
                           "méthode éprouvée ne couvre la diversité dans ce cas.",
                           "No interval: contributions by one person are not independent, and no tested method covers "
                           "diversity in this case."});
  if (!themes.listed)
    out.warnings.push_back(warning("themes_seen_not_proposed",
                                   {"La liste des thèmes proposés n'est pas dans l'export : ceux que personne n'a utilisés "
                                    "ne sont pas comptés, la valeur peut être trop haute.",
                                    "The list of themes proposed is not in the export: those nobody used are not "
                                    "counted, the value may be too high."}));
  return out;
}

/// div-renouvellement: people of the last year whose first act falls in it, over the people of the last year.
Measurement renewal(const Inputs& in) {
  constexpr Seconds kYear = 365 * 86'400;
  std::int64_t recent = 0, fresh = 0, previous = 0, stayed = 0;
  OptionalTime oldest;
  for (const PersonTally& p : in.tally.people) {
    if (p.organiser || !p.first) continue;
    if (!oldest || *p.first < *oldest) oldest = p.first;
    recent += p.recent;
    fresh += p.recent && *in.as_of - *p.first < kYear;
    previous += p.previous;
    stayed += p.previous && p.recent;
  }
  std::vector<Part> parts{
      people_part(in, "active", {"personnes actives dans les 365 derniers jours", "people active in the last 365 days"},
                  recent),
      people_part(in, "new", {"dont pour la première fois", "of them for the first time"}, fresh),
      people_part(in, "previous", {"personnes actives dans les 365 jours d'avant", "people active in the 365 days before"},
                  previous),
      people_part(in, "stayed", {"dont revenues", "of them came back"}, stayed)};
  if (proposals_unsigned(in)) return unsigned_proposals(std::move(parts));
  const double need = minimal(in, "participants", 50);
  if (!oldest || *in.as_of - *oldest < kYear || previous == 0)
    return not_applicable("one_period", {"L'activité connue couvre moins de deux années : tout le monde serait nouveau.",
                                         "The known activity spans less than two years: everybody would be new."},
                          std::move(parts));
  if (double(recent) < need) return too_few(in, recent, need, kActive, std::move(parts));
  if (previous >= in.sampling.min_cell)
    parts.push_back(part("retention", {"part revenue d'une année sur l'autre", "share that came back year on year"},
                         ratio(stayed, previous)));
  Estimate out;
  out.value = ratio(fresh, recent);
  out.n = recent;
  out.missing = in.tally.comments_unsigned + in.tally.written_unsigned;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_simple_proportion(fresh, recent, request(in)));
  out.warnings.push_back(warning("first_act_not_first_visit",
                                 {"La première activité n'est pas la première visite, et l'export ne dit pas depuis quand "
                                  "les comptes existent.",
                                  "The first act is not the first visit, and the export does not say how old accounts "
                                  "are."}));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& voice_indicators() {
  static const std::vector<IndicatorDef> table{
      {"div-gini-contributions", Reach::everywhere, {}, "Gini with Deltas' correction, organiser left out", gini},
      {"div-part-top1", Reach::everywhere, {}, "share of the ceil(k n) most active people, organiser left out", top_share},
      {"div-voix-effectives", Reach::everywhere, {}, "Hill number of order 1 over people, organiser left out",
       effective_voices},
      {"div-themes-hill", Reach::everywhere, {"proposals", "proposals.themes"}, "Hill number of order 1 over themes",
       themes},
      {"div-renouvellement", Reach::platform, {}, "share of first-time people in the last 365 days", renewal},
  };
  return table;
}

}  // namespace boussole::engine
