#include "engine/indicators/bursts.h"
#include "engine/indicators/support.h"

namespace boussole::engine {
namespace {

const Noun kTexts{{"textes de 20 mots ou plus", "texts of 20 words or more"}};
const Noun kActs{{"contributions et commentaires datés", "dated contributions and comments"}};
const Noun kPeople{{"personnes publiées", "published persons"}, true};

/// pro-exposition-personnes: persons in the published list with a plausible name, a text about them or a picture.
Measurement exposure(const Inputs& in) {
  std::int64_t n = 0, exposed = 0, names = 0, about = 0, avatars = 0;
  for (const ExposedPerson& p : in.data.exposed) {
    if (p.deleted) continue;
    ++n;
    names += p.plausible_name;
    about += p.about;
    avatars += p.avatar;
    exposed += p.plausible_name || p.about || p.avatar;
  }
  std::vector<Part> parts{
      people_part(in, "exposed", {"exposées (au moins un des trois)", "exposed (at least one of the three)"}, exposed),
      people_part(in, "persons", kPeople.plural, n),
      people_part(in, "plausible_names", {"avec un nom plausible", "with a plausible name"}, names),
      people_part(in, "about", {"avec un texte sur elles-mêmes", "with a text about themselves"}, about),
      people_part(in, "avatars", {"avec une image", "with a picture"}, avatars)};
  if (double(n) < double(in.sampling.min_cell))
    return too_few(in, n, double(in.sampling.min_cell), kPeople, std::move(parts));
  Estimate out;
  out.value = ratio(exposed, n);
  out.n = n;
  out.parts = std::move(parts);
  out.interval_reason = census_reason();
  out.warnings.push_back(warning("a_name_may_be_chosen",
                                 {"Un nom « plausible » est deux mots à majuscule : un pseudonyme peut y ressembler, et "
                                  "certaines personnes veulent être nommées.",
                                  "A “plausible” name is two capitalised words: a pseudonym may look like one, and some "
                                  "people want to be named."}));
  return out;
}

/// pro-doublons: texts in a cluster of near duplicates by different authors.
Measurement duplicates(const Inputs& in) {
  const Tally& t = in.tally;
  std::vector<Part> parts{
      part("coordinated", {"proches d'un texte d'un autre auteur", "close to a text by another author"},
           double(t.texts_coordinated)),
      part("same_author", {"répétés par un même auteur (à part)", "repeated by one author (apart)"},
           double(t.texts_self_repeated)),
      part("unattributed", {"proches d'un autre, auteur non exporté", "close to another, author not exported"},
           double(t.texts_unattributed)),
      part("texts", kTexts.plural, double(t.texts))};
  const double need = minimal(in, "texts", 100);
  if (double(t.texts) < need) return too_few(in, t.texts, need, kTexts, std::move(parts));
  if (in.data.has("proposals") != Presence::absent && in.data.has("proposals.author") == Presence::absent)
    return not_provided("authors_unknown",
                        {"L'export ne donne pas les auteurs des propositions (Decidim les donne depuis la version 0.29) : "
                         "on ne peut pas distinguer une campagne d'une personne qui se répète.",
                         "The export does not give the authors of proposals (Decidim gives them since 0.29): a campaign "
                         "cannot be told from a person repeating itself."},
                        std::move(parts));
  Estimate out;
  out.value = ratio(t.texts_coordinated, t.texts);
  out.n = t.texts;
  out.missing = t.texts_unattributed;
  out.parts = std::move(parts);
  out.interval_reason = no_interval(
      "no_method_covers", {"Pas d'intervalle : des textes copiés ne sont pas indépendants, et aucune méthode éprouvée ne "
                           "couvre ce cas.",
                           "No interval: copied texts are not independent, and no tested method covers this case."});
  out.warnings.push_back(warning("coordination_is_not_fraud",
                                 {"Formes coordonnées à examiner : une lettre type d'association est une action "
                                  "collective légitime.",
                                  "Coordinated forms to look at: an association's model letter is legitimate collective "
                                  "action."}));
  return out;
}

/// pro-rafales: acts in abnormal hours most of whose authors are newcomers.
Measurement bursts(const Inputs& in) {
  const auto n = static_cast<std::int64_t>(in.tally.acts.size());
  const double need = minimal(in, "events", 500);
  if (in.tally.written_unsigned > 0 && in.data.has("proposals.author") == Presence::absent)
    return not_provided("authors_unknown",
                        {"L'export ne donne pas les auteurs des propositions (Decidim les donne depuis la version 0.29) : "
                         "on ne sait pas lesquelles viennent de comptes neufs.",
                         "The export does not give the authors of proposals (Decidim gives them since 0.29): nobody can "
                         "tell which come from new accounts."},
                        {part("acts", kActs.plural, double(n))});
  if (double(n) < need)
    return too_few(in, n, need, kActs, {part("acts", kActs.plural, double(n))});
  const BurstSearch found = find_bursts(in.tally.acts);
  Estimate out;
  out.value = ratio(found.acts_in_newcomer_bursts, n);
  out.n = n;
  out.parts = {part("acts_in_bursts", {"actes dans une rafale de comptes neufs", "acts in a burst of new accounts"},
                    double(found.acts_in_newcomer_bursts)),
               part("acts", kActs.plural, double(n)),
               part("bursts", {"heures anormales, comptes neufs ou non", "abnormal hours, new accounts or not"},
                    double(found.bursts)),
               part("newcomer_bursts", {"dont au moins 60 % de comptes neufs", "of them 60 % new accounts or more"},
                    double(found.newcomer_bursts)),
               part("hours", {"heures examinées", "hours looked at"}, double(found.hours)),
               part("dispersion", {"dispersion (1 = hasard pur)", "dispersion (1 = pure chance)"}, found.dispersion)};
  out.interval_reason = no_interval(
      "screening", {"Pas d'intervalle : c'est un tri pour examen (taux de fausses alertes 5 %), pas une estimation.",
                    "No interval: this is a screening for examination (5 % false discovery rate), not an estimate."});
  out.warnings.push_back(warning("a_mailing_looks_the_same",
                                 {"Une lettre d'information ou un article de presse donne la même forme : comparez avec "
                                  "le journal de vos annonces. Les votes ne sont pas dans l'export.",
                                  "A newsletter or a press article has the same shape: compare with the log of your "
                                  "announcements. Votes are not in the export."}));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& protection_indicators() {
  static const std::vector<IndicatorDef> table{
      {"pro-exposition-personnes", Reach::platform, {"users"}, "share of published persons", exposure},
      {"pro-doublons", Reach::everywhere, {},
       "MinHash with locality sensitive hashing, verified on exact 5-character shingles, Jaccard >= 0.9", duplicates},
      {"pro-rafales", Reach::everywhere, {},
       "hourly counts against a seasonal negative binomial baseline, 99.9 % quantile, Benjamini-Hochberg 5 %", bursts},
  };
  return table;
}

}  // namespace boussole::engine
