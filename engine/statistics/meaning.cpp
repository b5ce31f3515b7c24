#include "engine/statistics/meaning.h"

#include <vector>

namespace boussole::engine::statistics {

std::span<const Meaning> meanings() {
  static const std::vector<Meaning> all{
      {"shares",
       {"La part, parmi ce qui a été compté, de ce qui a la propriété dite : exacte pour ces données.",
        "The share, among what was counted, of what has the property: exact for these data."},
       {"Quelle serait cette part si d'autres personnes du même genre avaient participé ? Les contributions d'une même "
        "personne ne comptent pas comme indépendantes.",
        "What would this share be if other people of the same kind had taken part? Contributions of one person do not "
        "count as independent."}},
      {"inequality",
       {"Comment les contributions se répartissent entre les personnes : 0 quand toutes contribuent autant, proche de "
        "1 "
        "quand une seule fait presque tout.",
        "How contributions are spread over people: 0 when all contribute alike, near 1 when one person does nearly "
        "everything."},
       {"De combien ce chiffre bougerait-il si d'autres personnes du même genre avaient participé ? Quand quelques "
        "personnes pèsent très lourd, aucune méthode n'est sûre : l'intervalle est alors remplacé par le chiffre sans "
        "la personne la plus active.",
        "How much would this figure move if other people of the same kind had taken part? When a few people weigh very "
        "much no method is sure: the figure without the most active person then takes the place of the interval."}},
      {"diversity",
       {"Le nombre de thèmes (ou de voix) qui comptent vraiment : autant de thèmes de même poids donneraient la même "
        "variété.",
        "The number of themes (or voices) that really count: that many themes of equal weight would be as varied."},
       {"Combien y en aurait-il si l'on avait recueilli un autre lot de contributions du même genre ? Deux plateformes "
        "ne "
        "se comparent qu'à couverture égale.",
        "How many would there be with another batch of contributions of the same kind? Two platforms compare at equal "
        "coverage only."}},
      {"turnover",
       {"À quel point on parle d'autre chose d'un espace à l'autre.",
        "How much people talk about other things from one space to another."},
       {"De combien ce chiffre bougerait-il avec d'autres participants dans chaque espace ?",
        "How much would this figure move with other participants in each space?"}},
      {"representativeness",
       {"L'écart entre les personnes qui ont participé et la population de référence, groupe par groupe.",
        "The gap between the people who took part and the reference population, group by group."},
       {"Quel écart le seul hasard donnerait-il avec aussi peu de monde ? Les personnes dont on ne sait rien donnent "
        "une "
        "fourchette, pas un intervalle.",
        "What gap would chance alone give with so few people? People about whom nothing is known give bounds, not an "
        "interval."}},
      {"waiting",
       {"Le temps au bout duquel une réponse arrive, en comptant aussi les contributions qui attendent encore.",
        "The time after which an answer comes, contributions still waiting included."},
       {"Quel serait ce délai pour d'autres contributions du même genre ? S'il n'est pas atteint, on dit « plus que la "
        "plus longue attente observée ».",
        "What would this delay be for other contributions of the same kind? Where it is not reached, it says “more "
        "than "
        "the longest wait seen”."}},
      {"conversations",
       {"La forme des échanges : jusqu'où ils descendent, et qui répond à qui.",
        "The shape of exchanges: how deep they go, and who answers whom."},
       {"De combien ce chiffre bougerait-il avec d'autres conversations du même genre ?",
        "How much would this figure move with other conversations of the same kind?"}},
      {"agreement",
       {"Si les réponses se rassemblent autour d'un avis (1) ou se partagent en deux camps (-1).",
        "Whether answers gather around one opinion (1) or split into two camps (-1)."},
       {"De combien ce chiffre bougerait-il avec d'autres répondants du même genre ?",
        "How much would this figure move with other respondents of the same kind?"}},
      {"opinions",
       {"Les directions dans lesquelles les votes diffèrent le plus, et les groupes qui s'y voient. « Aucun groupe » "
        "est "
        "une réponse possible.",
        "The directions in which votes differ most, and the groups seen there. “No groups” is a possible answer."},
       {"Retrouve-t-on les mêmes groupes en tirant d'autres participants parmi ceux-ci ?",
        "Are the same groups found again when participants are redrawn from these?"}},
      {"integrity",
       {"Des signes qui demandent un regard humain : pics, textes jumeaux, votes communs. Chacun a des explications "
        "innocentes.",
        "Signs that ask for a human look: peaks, twin texts, votes in common. Each has innocent explanations."},
       {"Combien de signalements seraient faux ? On corrige du nombre de choses regardées ; ce n'est jamais un "
        "verdict.",
        "How many flags would be false? The number of things looked at is allowed for; it is never a verdict."}},
      {"budgets",
       {"Ce que le vote a financé, à qui cela profite, et ce que d'autres règles auraient financé avec les mêmes "
        "bulletins.",
        "What the vote funded, whom it serves, and what other rules would have funded with the same ballots."},
       {"Aucun intervalle : tous les bulletins sont comptés. On peut dire si un projet resterait choisi avec des "
        "bulletins "
        "un peu différents.",
        "No interval: all ballots are counted. One can say whether a project would still win with slightly other "
        "ballots."}},
      {"composite",
       {"Plusieurs indicateurs réunis en un chiffre, selon des choix de mesure et de poids qui sont dits.",
        "Several indicators made into one figure, by choices of scale and weights that are stated."},
       {"Que deviendrait ce chiffre avec d'autres poids, d'autres échelles, et les valeurs manquantes au pire ou au "
        "mieux ?",
        "What would this figure become with other weights, other scales, and the missing values at worst or at best?"}},
      {"comparison",
       {"L'écart entre deux plateformes (ou deux espaces) sur la même mesure.",
        "The gap between two platforms (or two spaces) on the same measure."},
       {"Un tel écart pourrait-il venir du seul hasard des participants ? « Pas de différence vue » ne veut pas dire "
        "« pareil ».",
        "Could such a gap come from the luck of who took part? “No difference seen” does not mean “the same”."}},
      {"disclosure",
       {"Ce qui est caché pour que personne ne soit reconnu dans un petit nombre.",
        "What is hidden so that nobody is recognised in a small number."},
       {"Aucun intervalle : un nombre caché l'est avec son intervalle et son effectif.",
        "No interval: a hidden number is hidden with its interval and its count."}},
  };
  return all;
}

const Meaning* meaning_of(std::string_view family) {
  for (const Meaning& meaning : meanings())
    if (meaning.family == family) return &meaning;
  return nullptr;
}

}  // namespace boussole::engine::statistics
