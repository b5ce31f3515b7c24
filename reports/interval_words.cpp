#include "reports/interval_words.h"

#include <array>
#include <charconv>

#include "reports/figures.h"
#include "reports/reading.h"

namespace boussole::reports {

namespace {

/// A family of intervals: how its method begins, its name, and the words before and after its bounds.
struct Family {
  std::string_view method;
  Text name, before, after;
};

const Text kNothing{"", ""};

const std::array<Family, 7>& families() {
  static const std::array<Family, 7> kFamilies = {{
      {"another public of the same kind and size",
       {"un autre public de même taille, tiré des participants, queue ajustée",
        "another public of the same size, drawn from the participants with a fitted tail"},
       {"Si un autre public du même genre et de la même taille avait participé, ce chiffre serait tombé ",
        "Had another public of the same kind and size taken part, this figure would have fallen "},
       kNothing},
      {"Wilson by participant",
       {"Wilson par participant : effectif efficace", "Wilson by participant: effective n"},
       {"Pour l'ensemble des publics de ce genre, une fois retirée la part de hasard dans le choix des personnes qui "
        "ont "
        "participé, ce taux est ",
        "Over all publics of this kind, once the luck of which people took part is set aside, this rate is "},
       kNothing},
      {"conversations redrawn",
       {"conversations retirées au sort, bootstrap studentisé", "conversations redrawn, studentised bootstrap"},
       {"Pour l'ensemble des conversations de ce genre, une fois retirée la part de hasard dans celles qui ont eu "
        "lieu, "
        "cette moyenne est ",
        "Over all conversations of this kind, once the luck of which ones took place is set aside, this mean is "},
       kNothing},
      {"lowest group",
       {"groupe le plus bas : test inversé", "lowest group: inverted test"},
       {"Une fois retirée la part de hasard, le groupe le moins bien servi est ",
        "Once luck is set aside, the least served group is "},
       {" du taux d'ensemble", " of the overall rate"}},
      {"areas in doubt",
       {"territoires laissés dans le doute par des tests exacts", "areas that exact tests leave in doubt"},
       {"Une fois mis à part les territoires que le hasard laisse dans le doute, cette part de la population est ",
        "Once the areas that luck leaves in doubt are set apart, this share of the population is "},
       kNothing},
      {"Kaplan-Meier",
       {"médiane de Kaplan-Meier, limites log-log (Brookmeyer et Crowley 1982)",
        "Kaplan-Meier median, log-log limits (Brookmeyer and Crowley 1982)"},
       {"Pour l'ensemble des cas de ce genre, une fois retirée la part de hasard, et en tenant compte de ceux qui "
        "attendent "
        "encore, cette durée médiane est ",
        "Over all cases of this kind, once luck is set aside and those still waiting are taken into account, this "
        "median "
        "time is "},
       kNothing},
      {"Wilson",
       {"Wilson", "Wilson"},
       {"Pour l'ensemble des cas de ce genre, une fois retirée la part de hasard dans ceux qui se sont présentés, ce "
        "taux "
        "est ",
        "Over all cases of this kind, once the luck of which ones came up is set aside, this rate is "},
       kNothing},
  }};
  return kFamilies;
}

const Family* family_of(const std::string& method) {
  for (const Family& family : families())
    if (method.starts_with(family.method)) return &family;
  return nullptr;
}

/// ", 2 000 tirages" from the ", B=2000" at the end of a method's name.
std::string replicates(const Typography& type, const std::string& method) {
  const std::size_t at = method.rfind("B=");
  if (at == std::string::npos) return {};
  std::int64_t count = 0;
  const char* end = method.data() + method.size();
  const auto parsed = std::from_chars(method.data() + at + 2, end, count);
  if (parsed.ec != std::errc() || parsed.ptr != end) return {};
  return ", " + type.count(count, {"tirage", "replicate"}, {"tirages", "replicates"});
}

}  // namespace

std::string interval_sentence(const Typography& type, const engine::IndicatorResult& result) {
  const Family* family = family_of(result.interval->method);
  Text before{"L'incertitude de ce chiffre le place ", "The uncertainty of this figure puts it "}, after;
  if (!measurable(result))
    before = {"Ce chiffre est déclaré, pas mesuré. Tant qu'une seconde personne ne l'a pas vérifié, il se tient ",
              "This figure is declared, not measured. Until a second person checks it, it stands "};
  else if (family != nullptr)
    before = family->before, after = family->after;
  // One step either way is no confidence interval: it has no level to speak of.
  if (!measurable(result)) return type.typeset(before.in(type.language()) + between(type, quantity(result)) + ".");
  const std::string level = type.percent(result.interval->level, 0);
  return type.typeset(before.in(type.language()) + between(type, quantity(result)) + after.in(type.language()) +
                      Text{" (intervalle à " + level + ").", " (" + level + " interval)."}.in(type.language()));
}

std::optional<std::string> method_name(const Typography& type, const std::string& method) {
  const Family* family = family_of(method);
  if (family == nullptr) return std::nullopt;
  return type.typeset(family->name) + replicates(type, method);
}

}  // namespace boussole::reports
