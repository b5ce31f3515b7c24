#include <algorithm>
#include <set>

#include "engine/dataset/votes.h"
#include "engine/indicators/capability_names.h"
#include "engine/indicators/support.h"
#include "engine/text/features.h"

namespace boussole::engine {
namespace {

const Noun kContributions{{"contributions", "contributions"}};
const Noun kTexts{{"textes officiels en français", "official texts in French"}};

constexpr double kEasyEnough = 50;  ///< Kandel and Moles 1958

/// Of the scope: all, or those of one box.
bool in_scope(const Inputs& in, const Ballot& b) {
  return in.scope == "platform" || (b.space && in.data.spaces[*b.space].key == in.scope);
}

/// Ballots cast otherwise than on the site, among those of which it is known: each is one person's.
Measurement offline_ballots(const Inputs& in) {
  std::int64_t known = 0, apart = 0, paper = 0, phone = 0, all = 0;
  bool several = false;
  OptionalIndex box;
  for (const Ballot& b : in.data.votes->ballots) {
    if (!in_scope(in, b)) continue;
    several = several || (all > 0 && b.space != box);
    box = b.space;
    ++all;
    known += b.channel != VoteChannel::unknown;
    apart += b.channel != VoteChannel::unknown && b.channel != VoteChannel::online;
    paper += b.channel == VoteChannel::paper;
    phone += b.channel == VoteChannel::phone;
  }
  std::vector<Part> parts{
      people_part(in, "offline_ballots", {"bulletins hors du site", "ballots cast off the site"}, apart),
      people_part(in, "paper_ballots", {"bulletins papier", "paper ballots"}, paper),
      people_part(in, "phone_ballots", {"bulletins par téléphone", "ballots by telephone"}, phone),
      people_part(in, "ballots", {"bulletins dont le canal est connu", "ballots whose channel is known"}, known)};
  if (known == 0)
    return not_provided("channel_not_given", {"Les bulletins ne disent pas par quel canal ils ont été remis.",
                                              "Ballots do not say through which channel they were cast."});
  const double need = minimal(in, "contributions", 30);
  const bool few = apart > 0 && apart < in.sampling.min_cell;
  if (double(known) < need || few) return too_few(in, few ? apart : known, need, {{"bulletins", "ballots"}, true});
  Estimate out;
  out.value = ratio(apart, known);
  out.n = known;
  out.missing = all - known;
  out.parts = std::move(parts);
  if (several)
    out.interval_reason = no_interval(
        "several_ballots", {"Pas d'intervalle : la même personne peut avoir voté dans plusieurs urnes, et rien ne "
                            "le dit.",
                            "No interval: the same person may have voted in several boxes, and nothing tells."});
  else
    attach(out, statistics::interval_for_simple_proportion(apart, known, request(in)));
  out.warnings.push_back(warning("ballots_not_contributions",
                                 {"Ce sont des bulletins, pas des contributions : la source n'a pas de contributions.",
                                  "These are ballots, not contributions: the source has no contributions."}));
  return out;
}

/// acces-canal-hors-ligne: contributions made in a meeting; meetings with an account beside. Ballots, where there is
/// nothing else.
Measurement offline(const Inputs& in) {
  const Tally& t = in.tally;
  if (in.data.has("proposals") == Presence::absent && in.data.votes != nullptr && !in.data.votes->ballots.empty())
    return offline_ballots(in);
  if (in.data.has("proposals") == Presence::absent)
    return not_provided("absent:proposals", {"Absent des fichiers lus : " + capability_name("proposals").fr + ".",
                                             "Absent from the files read: " + capability_name("proposals").en + "."});
  std::vector<Part> parts{
      part("made_in_meeting", {"contributions faites en réunion", "contributions made in a meeting"},
           double(t.meeting_yes)),
      part("contributions",
           {"contributions dont on sait où elles ont été faites", "contributions known to be made in a meeting or not"},
           double(t.meeting_known)),
      part("meetings", {"réunions tenues", "meetings held"}, double(t.meetings_held))};
  if (t.meetings_held > t.meetings_minutes_unknown)
    parts.push_back(part("meetings_with_minutes", {"réunions avec compte rendu", "meetings with minutes"},
                         double(t.meetings_with_minutes)));
  if (t.meeting_known == 0)
    return not_provided("made_in_meeting_not_exported",
                        {"L'export ne dit pas quelles contributions ont été faites en réunion (Decidim le donne depuis "
                         "la version 0.30).",
                         "The export does not say which contributions were made in a meeting (Decidim gives it since "
                         "0.30)."},
                        std::move(parts));
  const double need = minimal(in, "contributions", 30);
  if (double(t.meeting_known) < need) return too_few(in, t.meeting_known, need, kContributions, std::move(parts));
  Estimate out;
  out.value = ratio(t.meeting_yes, t.meeting_known);
  out.n = t.meeting_known;
  out.missing = t.contributions - t.meeting_known;
  out.parts = std::move(parts);
  out.interval_reason =
      no_interval("people_not_named",
                  {"Pas d'intervalle : les personnes qui ont contribué en réunion ne sont pas dans l'export, on ne "
                   "peut pas tenir compte de leur poids.",
                   "No interval: the people who contributed in meetings are not in the export, so their weight "
                   "cannot be taken into account."});
  out.warnings.push_back(warning("digital_traces_only",
                                 {"Seul ce qui a été saisi sur la plateforme est compté : papier et guichet n'y sont "
                                  "que s'ils ont été recopiés.",
                                  "Only what was typed into the platform is counted: paper and counter are there only "
                                  "if somebody copied them."}));
  return out;
}

bool covers(const std::vector<std::string>& has, const std::set<std::string>& all) {
  return std::all_of(all.begin(), all.end(),
                     [&](const std::string& l) { return std::find(has.begin(), has.end(), l) != has.end(); });
}

/// acces-langues-clarte: half the share of spaces described in every language, half the share of readable texts.
Measurement languages(const Inputs& in) {
  std::set<std::string> locales;
  std::int64_t listed = 0, complete = 0;
  for (const Space& s : in.data.spaces)
    if (s.listed) locales.insert(s.title_locales.begin(), s.title_locales.end());
  for (const Space& s : in.data.spaces) {
    if (!s.listed) continue;
    ++listed;
    complete += covers(s.title_locales, locales) && covers(s.description_locales, locales);
  }
  std::int64_t texts = 0, readable = 0;
  for (const OfficialText& text : in.data.official_texts) {
    if (!text.locale || !in.data.locales[*text.locale].starts_with("fr") || text.words == 0) continue;
    ++texts;
    readable += text::kandel_moles({text.words, text.sentences, text.syllables}) >= kEasyEnough;
  }
  std::vector<Part> parts{
      part("spaces_in_every_language",
           {"espaces titrés et décrits dans chaque langue", "spaces with title and description in every language"},
           double(complete)),
      part("spaces", {"espaces", "spaces"}, double(listed)),
      part("languages", {"langues du site", "languages of the site"}, double(locales.size())),
      part("readable", {"textes assez faciles à lire", "texts easy enough to read"}, double(readable)),
      part("texts", kTexts.plural, double(texts))};
  const double need = minimal(in, "official_texts", 20);
  if (double(texts) < need) return too_few(in, texts, need, kTexts, std::move(parts));
  if (listed == 0)
    return not_provided(
        "spaces_not_listed",
        {"L'export ne liste pas les espaces de participation.", "The export does not list the participatory spaces."},
        std::move(parts));
  Estimate out;
  out.value = 0.5 * ratio(complete, listed) + 0.5 * ratio(readable, texts);
  out.n = texts;
  out.parts = std::move(parts);
  out.interval_reason = census_reason();
  out.warnings.push_back(warning("an_index_is_not_understanding",
                                 {"Un indice de lisibilité (Kandel et Moles) compte mots, phrases et syllabes : il ne "
                                  "mesure pas la compréhension.",
                                  "A readability index (Kandel and Moles) counts words, sentences and syllables: it "
                                  "does not measure understanding."}));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& access_indicators() {
  static const std::vector<IndicatorDef> table{
      {"acces-canal-hors-ligne", Reach::everywhere, {}, "share of contributions, or of ballots", offline},
      {"acces-langues-clarte", Reach::platform, {"spaces"}, "mean of two shares", languages},
  };
  return table;
}

}  // namespace boussole::engine
