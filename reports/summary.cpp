#include "reports/figures.h"
#include "reports/reading.h"

namespace boussole::reports {

namespace {

constexpr std::size_t kNamed = 3;  // how many indicators a sentence names

std::string say(const Typography& type, const Text& text) { return type.typeset(text); }

/// "6 sont démontrés": the number and the words that go with it, or "aucun n'est …".
std::string verb(const Typography& type, std::int64_t n, const Text& none, const Text& one, const Text& many) {
  if (n == 0) return none.in(type.language());
  return type.count(n, one, many);
}

std::string names(const Typography& type, const std::vector<Finding>& findings, std::size_t most = kNamed) {
  std::vector<std::string> items;
  for (const Finding& finding : findings) {
    if (items.size() == most) break;
    const bool contested = finding.result->status == engine::Status::contested;
    items.push_back(type.quote(name_of(type, finding)) +
                    (contested ? Text{" (contesté)", " (contested)"}.in(type.language()) : ""));
  }
  return type.list(items);
}

/// ", dont « a », « b » et « c »" when there are more than are named, " : « a » et « b »" otherwise.
std::string named(const Typography& type, const std::vector<Finding>& findings) {
  const bool all = findings.size() <= kNamed;
  return (all ? Text{" : ", ": "} : Text{", dont ", ", among them "}).in(type.language()) + names(type, findings);
}

std::string sentence_measured(const Typography& type, const Tally& counts) {
  const std::string total = type.count(counts.measurable, {"indicateur mesurable", "measurable indicator"},
                                       {"indicateurs mesurables", "measurable indicators"});
  std::string out = Text{"Sur ", "Of "}.in(type.language()) + total + ", " +
                    verb(type, counts.measured, {"aucun n'est mesuré", "none is measured"},
                         {"est mesuré", "is measured"}, {"sont mesurés", "are measured"});
  std::vector<std::string> parts;
  if (counts.demonstrated > 0)
    parts.push_back(type.count(counts.demonstrated, {"démontré", "demonstrated"}, {"démontrés", "demonstrated"}));
  if (counts.not_demonstrated > 0)
    parts.push_back(type.count(counts.not_demonstrated, {"non démontré", "not demonstrated"},
                               {"non démontrés", "not demonstrated"}));
  if (counts.below > 0) parts.push_back(type.count(counts.below, {"en dessous", "below"}, {"en dessous", "below"}));
  if (!parts.empty()) out += std::string(type.colon()) + type.list(parts);
  if (counts.contested > 0)
    out += Text{" ; ", "; "}.in(type.language()) + type.count(counts.contested,
                                                              {"d'entre eux est contesté", "of them is contested"},
                                                              {"d'entre eux sont contestés", "of them are contested"});
  return type.typeset(out + ".");
}

std::string sentence_unmeasured(const Typography& type, const Tally& counts) {
  struct Cause {
    std::int64_t n;
    Text one, many;
  };
  const Cause causes[] = {
      {counts.missing, {"n'a pas de données", "has no data"}, {"n'ont pas de données", "have no data"}},
      {counts.too_few,
       {"a un effectif trop petit", "has too few cases"},
       {"ont un effectif trop petit", "have too few cases"}},
      {counts.not_applicable, {"est sans objet", "is not applicable"}, {"sont sans objet", "are not applicable"}},
      {counts.contested_missing, {"est contesté", "is contested"}, {"sont contestés", "are contested"}}};
  std::vector<std::string> parts;
  for (const Cause& cause : causes)
    if (cause.n > 0) parts.push_back(type.count(cause.n, cause.one, cause.many));
  if (parts.empty()) return {};
  return type.typeset(Text{"Des autres, ", "Of the others, "}.in(type.language()) + type.list(parts) + ".");
}

std::string sentence_declared(const Typography& type, const Tally& counts) {
  if (counts.declared == 0) return {};
  const std::string head =
      Text{"À part, ", "Apart, "}.in(type.language()) +
      type.count(counts.declared, {"indicateur se déclare avec des pièces", "indicator is declared with evidence"},
                 {"indicateurs se déclarent avec des pièces", "indicators are declared with evidence"});
  return type.typeset(head + std::string(type.colon()) +
                      verb(type, counts.declared_filled, {"aucun n'est renseigné", "none is filled in"},
                           {"est renseigné", "is filled in"}, {"sont renseignés", "are filled in"}) +
                      ".");
}

/// The first thing that would feed what is missing, for the lever's owner or for anyone (no lever).
std::string unknown_sentence(const Typography& type, const engine::Audit& audit, const criteria::CriteriaSet& set) {
  std::vector<Finding> missing;
  for (const engine::IndicatorResult& result : audit.indicators)
    if (measurable(result) && reading(result) == Reading::not_measured)
      missing.push_back({&result, set.find(result.id)});
  if (missing.empty())
    return say(type,
               {"Rien de ce qui se mesure n'est resté sans chiffre.", "Nothing that can be measured was left out."});
  const auto n = static_cast<std::int64_t>(missing.size());
  return type.typeset(type.count(n, {"indicateur reste inconnu", "indicator stays unknown"},
                                 {"indicateurs restent inconnus", "indicators stay unknown"}) +
                      named(type, missing) +
                      Text{". Ne pas savoir n'est pas un zéro : ces lignes ne comptent dans aucun score.",
                           ". Not knowing is not a zero: these rows count in no score."}
                          .in(type.language()));
}

std::string what_to_do(const Typography& type, const Finding& finding, const Text& before) {
  if (finding.definition == nullptr || finding.definition->to_do.empty()) return {};
  return before.in(type.language()) + finding.definition->to_do.in(type.language());
}

/// What is lowest of that which is not settled, where it stands under the middle: a place to begin, not a weakness.
std::string lowest_sentence(const Typography& type, const std::vector<Finding>& open) {
  const Finding& lowest = open.front();
  if (!lowest.result->score || lowest.result->score->value >= kMiddle) return {};
  const std::string score = score_points(type, lowest.result->score->value);
  return Text{" Le plus bas d'entre eux, sans que ce soit établi : ",
              " The lowest of them, though it is not established: "}
             .in(type.language()) +
         type.quote(name_of(type, lowest)) +
         Text{" (" + score + " sur 100).", " (" + score + " out of 100)."}.in(type.language()) +
         what_to_do(type, lowest, {" Pour commencer par lui : ", " To begin with it: "});
}

std::string lever_sentence(const Typography& type, const std::vector<Finding>& weak, const std::vector<Finding>& open) {
  if (!weak.empty())
    return type.typeset(
        Text{"À travailler : ", "To work on: "}.in(type.language()) + names(type, weak) + "." +
        what_to_do(type, weak.front(), {" Par exemple, pour le premier : ", " For instance, for the first: "}));
  if (!open.empty())
    return type.typeset(
        Text{"Rien n'est établi en dessous du milieu de l'échelle ; mais ",
             "Nothing is established below the middle of the scale; but "}
            .in(type.language()) +
        type.count(static_cast<std::int64_t>(open.size()),
                   {"indicateur qui dépend de vous n'est pas tranché.", "indicator that depends on you is undecided."},
                   {"indicateurs qui dépendent de vous ne sont pas tranchés.",
                    "indicators that depend on you are undecided."}) +
        lowest_sentence(type, open));
  return say(type, {"Aucun indicateur mesuré ne dépend directement de vous.",
                    "No measured indicator depends directly on you."});
}

Advice for_lever(const Typography& type, const engine::Audit& audit, const criteria::CriteriaSet& set,
                 const char* lever, Text reader) {
  const auto held = [&](std::vector<Finding> findings) {
    std::erase_if(findings, [&](const Finding& finding) { return !has_lever(finding, lever); });
    return findings;
  };
  return {std::move(reader), lever_sentence(type, held(weaknesses(audit, set)), held(undecided(audit, set)))};
}

}  // namespace

std::vector<std::string> headline(const Typography& type, const Tally& counts) {
  std::vector<std::string> out;
  for (std::string sentence :
       {sentence_measured(type, counts), sentence_unmeasured(type, counts), sentence_declared(type, counts)})
    if (!sentence.empty()) out.push_back(std::move(sentence));
  return out;
}

Summary summary(const Typography& type, const engine::Audit& audit, const criteria::CriteriaSet& set) {
  const auto strong = strengths(audit, set), weak = weaknesses(audit, set);
  Summary out;
  if (strong.empty()) {
    out.strongest = say(type, {"Aucun point fort n'est établi : aucun intervalle n'est tout entier au-dessus du milieu "
                               "de l'échelle.",
                               "No strength is established: no interval lies wholly above the middle of the scale."});
  } else {
    out.strongest = type.typeset(type.count(static_cast<std::int64_t>(strong.size()),
                                            {"indicateur est au-dessus du milieu de l'échelle, intervalle compris",
                                             "indicator is above the middle of the scale, interval included"},
                                            {"indicateurs sont au-dessus du milieu de l'échelle, intervalle compris",
                                             "indicators are above the middle of the scale, interval included"}) +
                                 named(type, strong) + ".");
  }
  if (weak.empty()) {
    out.weakest = say(type, {"Aucune faiblesse n'est établie : aucun intervalle n'est tout entier sous le milieu de "
                             "l'échelle.",
                             "No weakness is established: no interval lies wholly under the middle of the scale."});
  } else {
    out.weakest = type.typeset(
        type.count(static_cast<std::int64_t>(weak.size()),
                   {"indicateur est en dessous, intervalle compris", "indicator is below, interval included"},
                   {"indicateurs sont en dessous, intervalle compris", "indicators are below, interval included"}) +
        named(type, weak) + ".");
  }
  out.unknown = unknown_sentence(type, audit, set);
  return out;
}

std::vector<Advice> advice(const Typography& type, const engine::Audit& audit, const criteria::CriteriaSet& set) {
  std::vector<Advice> out;
  out.push_back(for_lever(type, audit, set, "commande",
                          {"Pour la collectivité, qui commande", "For the authority, which commissions"}));
  out.push_back(for_lever(type, audit, set, "offre",
                          {"Pour l'éditeur, qui fournit l'outil", "For the vendor, who supplies the tool"}));
  const Tally counts = tally(audit);
  const std::string measured = type.integer(counts.measured), all = type.integer(counts.measurable);
  out.push_back(
      {{"Pour qui étudie ou participe", "For whoever studies it or takes part"},
       type.typeset(Text{"Ce document porte sur les traces laissées sur la plateforme, pas sur la démocratie "
                         "locale. Il repose sur " +
                             measured + " indicateurs sur " + all +
                             " ; il se refait avec la commande donnée en fin de page.",
                         "This document is about the traces left on the platform, not about local democracy. "
                         "It rests on " +
                             measured + " of " + all + " indicators; the command at the end of the page redoes it."}
                        .in(type.language()))});
  return out;
}

}  // namespace boussole::reports
