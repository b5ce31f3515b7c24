#include "reports/findings_words.h"

#include "reports/figures.h"

namespace boussole::reports {

namespace {

constexpr std::int64_t kManyCases = 1000;

Quantity ratio(double value, const std::optional<engine::Interval>& interval, std::int64_t n) {
  Quantity out{value, "ratio", {}, {}, n};
  if (interval) out.low = interval->low, out.high = interval->high;
  return out;
}

std::string sentence(const Typography& type, const Text& text) { return type.typeset(text); }

/// "de 51 % à 72 %" of an interval that stands without its value.
std::string bounds(const Typography& type, const engine::Interval& of) {
  return range(type, {(of.low + of.high) / 2, "ratio", of.low, of.high, kManyCases});
}

Text measure_word(const std::string& measure) {
  if (measure == "participants") return {"participants", "participants"};
  if (measure == "ballots") return {"bulletins", "ballots"};
  return {measure, measure};
}

}  // namespace

std::string share_words(const Typography& type, const std::optional<double>& share) {
  return share ? figure(type, {*share, "ratio", {}, {}, 100}) : "—";
}

std::string class_sentence(const Typography& type, const engine::ClassShare& c) {
  std::string out = type.typeset(c.name) + std::string(type.colon());
  if (c.share) {
    out += share_words(type, c.share) + type.typeset(Text{" des participants", " of participants"});
    if (c.interval) out += " (" + bounds(type, *c.interval) + ")";
  } else {
    out += type.typeset(Text{"effectif non publié", "number not published"});
  }
  if (c.reference)
    out += ", " + share_words(type, c.reference) + type.typeset(Text{" de la population", " of the population"});
  return out;
}

std::string reference_sentence(const Typography& type, const std::optional<engine::ReferenceRecord>& r) {
  if (!r)
    return sentence(type,
                    {"Aucune population de référence n'est donnée : les participants sont décrits, et comparés à rien.",
                     "No reference population is given: participants are described, and compared with nothing."});
  std::string out = sentence(type, {"Population de référence : ", "Reference population: "});
  if (!r->territory.empty()) out += r->territory + ", ";
  if (r->territories > 1)
    out += type.count(r->territories, {"territoire", "territory"}, {"territoires", "territories"}) + ", ";
  out += type.count(r->population, {"personne", "person"}, {"personnes", "people"});
  if (r->from_age)
    out += sentence(type, {" à partir de " + std::to_string(*r->from_age) + " ans",
                           " from the age of " + std::to_string(*r->from_age)});
  out += " (" + (r->source.empty() ? r->file : r->source) + (r->year.empty() ? "" : ", " + r->year) + ").";
  return out;
}

std::string composition_subject(const Typography& type, const engine::Composition& c) {
  std::string out = type.typeset(measure_word(c.measure));
  const std::string& title = c.scope_title.in(type.language());
  return title.empty() ? out : out + ", " + title;
}

std::vector<std::string> composition_sentences(const Typography& type, const engine::Composition& c) {
  std::vector<std::string> out;
  if (c.classes.empty()) return out;
  const std::int64_t all = c.known + c.unanswered + c.outside.value_or(0);
  std::string known = sentence(type, {"Connu pour ", "Known for "}) + type.integer(c.known) +
                      sentence(type, {" sur ", " out of "}) + type.integer(all);
  if (c.unanswered > 0) known += sentence(type, {" ; sans réponse : ", "; no answer: "}) + type.integer(c.unanswered);
  if (c.outside.value_or(0) > 0)
    known += sentence(type, {" ; hors des classes de la population : ", "; outside the population's classes: "}) +
             type.integer(*c.outside);
  out.push_back(known + ".");
  if (!c.likeness) return out;
  std::string like = sentence(type, {"Ressemblance à la population : ", "Likeness to the population: "}) +
                     figure(type, ratio(*c.likeness, c.interval, c.known));
  if (c.interval) like += " (" + range(type, ratio(*c.likeness, c.interval, c.known)) + ")";
  if (c.likeness_corrected && c.likeness_by_chance)
    like += sentence(type, {" ; un tirage au hasard donnerait ", "; a random draw would give "}) +
            figure(type, ratio(*c.likeness_by_chance, {}, c.known)) +
            sentence(type, {" en moyenne, soit ", " on average, that is "}) +
            figure(type, ratio(*c.likeness_corrected, {}, c.known)) +
            sentence(type, {" une fois le hasard retiré", " with chance set aside"});
  out.push_back(like + ".");
  if (c.interval_reason) out.push_back(type.typeset(c.interval_reason->text));
  if (c.bounds)
    out.push_back(sentence(type, {"Selon ce que sont les personnes qui n'ont pas répondu, la ressemblance va ",
                                  "Depending on who did not answer, the likeness goes "}) +
                  bounds(type, *c.bounds) + ".");
  if (c.r_score)
    out.push_back(
        sentence(type, {"R-score de Go Vocal, pour comparaison : ", "Go Vocal's R-score, for comparison: "}) +
        type.number(*c.r_score, 2) +
        sentence(type, {" (le groupe le moins présent rapporté au plus présent : un seul petit groupe en décide, "
                        "sans effectif ni marge).",
                        " (the least present group over the most present one: one small group decides it, without "
                        "count or margin)."}));
  return out;
}

std::vector<std::string> opinion_sentences(const Typography& type, const engine::OpinionFinding& o) {
  std::vector<std::string> out;
  out.push_back(
      type.integer(o.voters) + sentence(type, {" personnes ont donné ", " people gave "}) + type.integer(o.votes) +
      sentence(type, {" avis sur ", " opinions on "}) + type.integer(o.statements) +
      sentence(type,
               {" affirmations ; en moyenne chacune s'est prononcée sur ", " statements; on average each spoke on "}) +
      share_words(type, o.seen) + sentence(type, {" d'entre elles. ", " of them. "}) + type.integer(o.mapped) +
      sentence(type, {" ont voté assez pour être placées sur la carte.", " voted enough to be placed on the map."}));
  if (o.groups == 1) {
    out.push_back(sentence(type, {"Aucun groupe d'opinion n'est établi : les avis ne se séparent pas de façon stable.",
                                  "No opinion groups are established: opinions do not separate in a stable way."}));
  } else {
    std::vector<std::string> sizes;
    for (const auto& n : o.group_people)
      sizes.push_back(n ? type.integer(*n) : type.typeset(Text{"effectif non publié", "number not published"}));
    out.push_back(type.integer(o.groups) + sentence(type, {" groupes d'opinion : ", " opinion groups: "}) +
                  type.list(sizes) + sentence(type, {" personnes.", " people."}));
  }
  out.push_back(sentence(type, {"Affirmations avec lesquelles la majorité de chaque groupe est d'accord, sûrement : ",
                                "Statements that the majority of every group agrees with, for sure: "}) +
                type.integer(o.agreed) +
                sentence(type, {". Affirmations acceptées par un groupe et refusées par un autre, sûrement : ",
                                ". Statements accepted by one group and refused by another, for sure: "}) +
                type.integer(o.divided) + ".");
  if (o.platform_agreement && o.platform_groups)
    out.push_back(
        sentence(type, {"La plateforme annonce ", "The platform announces "}) + type.integer(*o.platform_groups) +
        sentence(type, {" groupes ; accord avec les nôtres (indice de Rand ajusté, 1 : identiques, 0 : hasard) : ",
                        " groups; agreement with ours (adjusted Rand index, 1: the same, 0: chance): "}) +
        type.number(*o.platform_agreement, 2) + ".");
  return out;
}

namespace {

/// Whether the result hangs on who happened to vote.
std::string stability_sentence(const Typography& type, const engine::BudgetStability& s) {
  const auto share = [&](double x) { return figure(type, ratio(x, {}, s.publics)); };
  const std::string open = type.integer(s.open), same = share(s.same), common = share(s.common);
  const std::string publics = type.integer(s.publics);
  return type.typeset(Text{
      "Le résultat tient-il à qui a voté ? Au plus de voix d'abord, " + same + " de " + publics +
          " autres publics, tirés au sort d'après ces bulletins, auraient financé exactement les mêmes projets ; en "
          "moyenne, " +
          common +
          " des projets sont en commun. Projets dont le sort dépend de qui a voté (financés par 5 à 95 % de ces "
          "publics) : " +
          open + ".",
      "Does the result hang on who voted? By most votes first, " + same + " of " + publics +
          " other publics, drawn at random after these ballots, would have funded exactly the same projects; on "
          "average " +
          common +
          " of the projects are in common. Projects whose fate depends on who voted (funded by 5 to 95% of these "
          "publics): " +
          open + "."});
}

}  // namespace

std::vector<std::string> budget_sentences(const Typography& type, const engine::BudgetFinding& b) {
  std::vector<std::string> out;
  std::string first =
      type.integer(b.ballots) + sentence(type, {" bulletins, ", " ballots, "}) + type.integer(b.projects) +
      sentence(type, {" projets, un budget de ", " projects, a budget of "}) + type.integer(b.budget) + ".";
  if (b.population && *b.population > 0)
    first += " " + sentence(type, {"Rapportés à la population de référence : ", "Over the reference population: "}) +
             figure(type, ratio(static_cast<double>(b.ballots) / static_cast<double>(*b.population), {}, kManyCases)) +
             ".";
  out.push_back(first);
  if (b.stability) out.push_back(stability_sentence(type, *b.stability));
  if (!b.gap) return out;
  const double points = *b.gap;
  if (points > 0.005)
    out.push_back(sentence(type, {"Sous des parts égales, moins de votants resteraient sans projet financé : ",
                                  "Under equal shares, fewer voters would be left without a funded project: "}) +
                  figure(type, {points, "points", {}, {}, kManyCases}) + sentence(type, {" de moins.", " less."}));
  else if (points < -0.005)
    out.push_back(sentence(type, {"Sous des parts égales, davantage de votants resteraient sans projet financé : ",
                                  "Under equal shares, more voters would be left without a funded project: "}) +
                  figure(type, {-points, "points", {}, {}, kManyCases}) + sentence(type, {" de plus.", " more."}));
  else
    out.push_back(sentence(type, {"Des parts égales laisseraient à peu près autant de votants sans projet financé.",
                                  "Equal shares would leave about as many voters without a funded project."}));
  return out;
}

}  // namespace boussole::reports
