#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/dataset/demographics.h"
#include "engine/dataset/reference.h"
#include "engine/findings.h"
#include "engine/indicators/composition.h"
#include "engine/indicators/support.h"
#include "engine/indicators/territory.h"
#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/distance_interval.h"
#include "engine/statistics/resampling/regimes.h"

/// Who takes part, beside the population: these figures read what `engine/findings` worked out.
namespace boussole::engine {
namespace {

const Noun kKnown{{"personnes dont on connaît la classe", "people whose class is known"}, true};
const Noun kDeclared{{"personnes dont on connaît le genre", "people whose gender is known"}, true};

Part share_part(std::string id, const Composition& c, const Text& what, double value) {
  return part(id + ":" + c.variable, {what.fr + " (" + c.name.fr + ")", what.en + " (" + c.name.en + ")"}, value);
}

void describe(const Composition& c, std::vector<Part>& parts) {
  parts.push_back(share_part("known", c, {"personnes connues", "people known"}, static_cast<double>(c.known)));
  parts.push_back(share_part("answered", c, {"part de réponse", "share who answered"}, answered(c)));
  if (c.likeness) parts.push_back(share_part("likeness", c, {"ressemblance brute", "plain likeness"}, *c.likeness));
  if (c.likeness_corrected)
    parts.push_back(share_part("corrected", c, {"ressemblance, hasard retiré", "likeness, chance set aside"},
                               *c.likeness_corrected));
  if (c.bounds) {
    parts.push_back(share_part("bound_low", c, {"au pire des non-réponses", "worst case of those who did not answer"},
                               c.bounds->low));
    parts.push_back(share_part("bound_high", c, {"au mieux des non-réponses", "best case of those who did not answer"},
                               c.bounds->high));
  }
  if (c.r_score)
    parts.push_back(share_part(
        "r_score", c, {"R-score de Go Vocal, pour mémoire", "Go Vocal's R-score, for the record"}, *c.r_score));
}

Message r_score_critique() {
  return warning(
      "r_score_is_one_group",
      {"Le R-score de Go Vocal compare le groupe le moins présent au plus présent : un seul petit groupe en décide, "
       "il ne dit ni effectif ni marge, et une classe vide le met à zéro. Il est donné pour comparaison, jamais "
       "noté.",
       "Go Vocal's R-score compares the least present group with the most present one: one small group decides it, "
       "it has neither a count nor a margin, and an empty class makes it zero. It is given for comparison, never "
       "scored."});
}

/// The interval of one variable's likeness at another level, from the classes as they are published: those withheld are
/// one. Absent where the variable has none.
std::optional<Interval> at_level(const Inputs& in, const Composition& c, double level) {
  if (!c.interval) return std::nullopt;
  std::vector<std::uint64_t> people;
  std::vector<double> shares;
  std::int64_t rest = c.known;
  double rest_share = 0;
  bool withheld = false;
  for (const ClassShare& s : c.classes) {
    if (!s.people) {
      withheld = true;
      rest_share += s.reference.value_or(0);
      continue;
    }
    people.push_back(static_cast<std::uint64_t>(*s.people));
    shares.push_back(s.reference.value_or(0));
    rest -= *s.people;
  }
  if (withheld) {
    people.push_back(static_cast<std::uint64_t>(std::max<std::int64_t>(rest, 0)));
    shares.push_back(rest_share);
  }
  statistics::IntervalRequest asked = request(in);
  asked.level = level;
  asked.stream = statistics::stream_of(in.definition.id + "/" + c.variable + "/" + std::string(in.scope));
  const auto range = statistics::total_variation_interval(people, shares, asked);
  if (!range) return std::nullopt;
  return Interval{1 - range->high, 1 - range->low, level, {}};
}

/// Of the geometric mean of several variables' likeness: each variable's own interval at the level 1 - alpha / k holds
/// all of them at once with 1 - alpha, whatever they have to do with each other (Bonferroni), and the mean grows with
/// each. Wider than it need be, never narrower.
std::optional<Interval> of_all(const Inputs& in, const std::vector<const Composition*>& used) {
  const double k = static_cast<double>(used.size());
  double low = 1, high = 1;
  for (const Composition* c : used) {
    const auto one = at_level(in, *c, 1 - (1 - in.sampling.level) / k);
    if (!one) return std::nullopt;
    low *= std::max(one->low, 0.0);
    high *= one->high;
  }
  return Interval{std::pow(low, 1 / k), std::pow(high, 1 / k), in.sampling.level,
                  "each variable's distance, inverted test at level 1 - alpha/k (Bonferroni), B=" +
                      std::to_string(in.sampling.replicates)};
}

Message many_did_not_answer() {
  return no_interval(
      "many_did_not_answer",
      {"Pas d’intervalle : plus d’une personne sur dix n’a pas répondu. Ce que la figure peut valoir selon ce "
       "qu’elles sont "
       "est dans le détail (au pire, au mieux).",
       "No interval: more than one person in ten did not answer. What the figure may be, whoever they are, is in the "
       "details (worst and best case)."});
}

/// Where one variable is compared its interval is the figure's. Where several are, that of all of them at once.
void give_interval(const Inputs& in, Estimate& out, const std::vector<const Composition*>& used) {
  if (std::any_of(used.begin(), used.end(), [](const Composition* c) { return many_silent(*c); })) {
    out.interval_reason = many_did_not_answer();
    return;
  }
  out.interval = used.size() > 1 ? of_all(in, used) : used.front()->interval;
  // A true distance may lie beyond the corrected figure, never the other way round.
  if (out.interval) {
    out.interval->low = std::min(out.interval->low, out.value);
    out.interval->high = std::max(out.interval->high, out.value);
    return;
  }
  for (const Composition* c : used)
    if (c->interval_reason) out.interval_reason = c->interval_reason;
  if (!out.interval_reason)
    out.interval_reason = no_interval("not_defined", {"Pas d’intervalle : la distance n’est pas définie.",
                                                      "No interval: the distance is not defined."});
}

/// div-representativite: geometric mean over the variables known of 1 less the distance beyond chance.
Measurement representativeness(const Inputs& in) {
  std::vector<Part> parts;
  const auto all = of_scope(in);
  if (all.empty()) return described_by_ballot(in) ? several_ballots({}) : Measurement(untold(in));
  for (const Composition* c : all) describe(*c, parts);
  if (in.data.reference == nullptr) return no_reference(std::move(parts));
  std::vector<const Composition*> used;
  std::int64_t fewest = 0;
  double product = 1;
  for (const Composition* c : all) {
    if (!c->likeness_corrected) continue;
    fewest = used.empty() ? c->known : std::min(fewest, c->known);
    if (static_cast<double>(c->known) < minimal(in, "profiles", 50) || answered(*c) < minimal(in, "response_rate", 0.3))
      continue;
    used.push_back(c);
    product *= *c->likeness_corrected;
  }
  if (used.empty() && fewest == 0)
    return not_provided("no_common_variable",
                        {"La population de référence et les participants n’ont aucune variable en commun.",
                         "The reference population and the participants have no variable in common."},
                        std::move(parts));
  if (used.empty()) return too_few(in, fewest, minimal(in, "profiles", 50), kKnown, std::move(parts));
  Estimate out;
  out.value = std::pow(product, 1 / static_cast<double>(used.size()));
  out.n = used.front()->known;
  for (const Composition* c : used) {
    out.n = std::min(out.n, c->known);
    out.missing = std::max(out.missing, c->unanswered);
  }
  out.parts = std::move(parts);
  give_interval(in, out, used);
  out.warnings.push_back(r_score_critique());
  return out;
}

const ClassShare* class_of(const Composition& c, const std::string& id) {
  for (const ClassShare& s : c.classes)
    if (s.id == id) return &s;
  return nullptr;
}

/// Acts by women among those of women and men: people whose gender is known, the organiser left out.
std::optional<double> women_among_acts(const Inputs& in) {
  if (in.data.demographics == nullptr) return std::nullopt;
  const Demographics& d = *in.data.demographics;
  std::vector<std::int8_t> sex(in.data.participants.size(), 0);
  for (const PersonAttribute& a : d.people) {
    if (d.variables[a.variable].name != "sex" && d.variables[a.variable].name != "gender") continue;
    if (d.values[a.value] == "female") sex[a.participant] = 1;
    if (d.values[a.value] == "male") sex[a.participant] = 2;
  }
  std::int64_t women = 0, men = 0, people[2] = {};
  for (const PersonTally& p : in.tally.people) {
    if (p.organiser || sex[p.person] == 0 || p.acts() == 0) continue;
    (sex[p.person] == 1 ? women : men) += p.acts();
    ++people[sex[p.person] - 1];
  }
  if (people[0] < in.sampling.min_cell || people[1] < in.sampling.min_cell) return std::nullopt;
  return ratio(women, women + men);
}

/// |p - q| when p moves over an interval.
Interval gap_interval(double low, double high, double reference, const Interval& of) {
  const double a = std::abs(low - reference), b = std::abs(high - reference);
  const bool inside = low <= reference && reference <= high;
  return {inside ? 0 : std::min(a, b), std::max(a, b), of.level, of.method};
}

void parity_warnings(Estimate& out, const Composition& c, bool compared) {
  if (!compared)
    out.warnings.push_back(
        warning("parity_with_half", {"Sans population de référence, la part des femmes est comparée à la moitié.",
                                     "Without a reference population, the share of women is compared with one half."}));
  if (many_silent(c))
    out.warnings.push_back(
        warning("many_did_not_answer",
                {"Plus d’une personne sur dix n’a pas répondu : l’intervalle ne le compte pas, les bornes du "
                 "détail si.",
                 "More than one person in ten did not answer: the interval does not count it, the bounds in "
                 "the details do."}));
  out.warnings.push_back(
      warning("only_two_genders", {"Les personnes qui ont donné une autre réponse n’entrent pas dans ce chiffre.",
                                   "People who gave another answer are not in this figure."}));
}

/// div-parite: gap between the share of women among women and men and their share of the population.
Measurement parity(const Inputs& in) {
  const auto found = of_scope(in, "sex");
  if (found.empty()) return described_by_ballot(in, "sex") ? several_ballots({}) : Measurement(untold(in));
  const Composition& c = *found.front();
  const ClassShare *women = class_of(c, "female"), *men = class_of(c, "male");
  const std::int64_t declared =
      women != nullptr && men != nullptr && women->people && men->people ? *women->people + *men->people : 0;
  const double need = minimal(in, "declared", 50);
  if (declared == 0 || static_cast<double>(declared) < need)
    return too_few(in, declared > 0 ? declared : c.classes.empty() ? 1 : c.known, need, kDeclared);
  const bool compared = women->reference && men->reference;
  const double reference = compared ? *women->reference / (*women->reference + *men->reference) : 0.5;
  const double share = ratio(*women->people, declared);
  Estimate out;
  out.value = std::abs(share - reference);
  out.n = declared;
  out.missing = c.unanswered;
  out.parts = {people_part(in, "women", {"femmes", "women"}, *women->people),
               people_part(in, "men", {"hommes", "men"}, *men->people),
               part("share_of_women", {"part des femmes", "share of women"}, share),
               part("reference", {"part des femmes à quoi on compare", "share of women compared with"}, reference)};
  if (const auto acts = women_among_acts(in)) {
    out.parts.push_back(
        part("share_of_acts", {"part des femmes dans les contributions", "share of women in contributions"}, *acts));
    out.parts.push_back(
        part("gap_of_acts", {"écart pour les contributions", "gap for contributions"}, std::abs(*acts - reference)));
  }
  if (c.unanswered > 0) {
    const double all = static_cast<double>(declared + c.unanswered);
    out.parts.push_back(part(
        "bound_low",
        {"part des femmes si aucune non-réponse n’en est une", "share of women if nobody who did not answer is one"},
        static_cast<double>(*women->people) / all));
    out.parts.push_back(
        part("bound_high",
             {"part des femmes si toutes les non-réponses en sont", "share of women if all who did not answer are"},
             static_cast<double>(*women->people + c.unanswered) / all));
  }
  attach(out, statistics::interval_for_simple_proportion(*women->people, declared, request(in)));
  if (out.interval) out.interval = gap_interval(out.interval->low, out.interval->high, reference, *out.interval);
  parity_warnings(out, c, compared);
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& people_indicators() {
  static const std::vector<IndicatorDef> table{
      {"div-representativite",
       Reach::everywhere,
       {},
       "1 less the total variation distance beyond chance, geometric mean",
       representativeness},
      {"div-parite", Reach::everywhere, {}, "gap of a share, Wilson", parity},
      {"div-couverture-territoriale",
       Reach::everywhere,
       {},
       "share of the population in areas that take part",
       territorial_coverage},
  };
  return table;
}

}  // namespace boussole::engine
