#include "engine/indicators/capability_names.h"

#include <array>
#include <string>
#include <utility>

namespace boussole::engine {

Text capability_name(std::string_view capability) {
  static const std::array<std::pair<std::string_view, Text>, 19> names{{
      {"proposals", {"les propositions", "proposals"}},
      {"proposals.author", {"l'auteur des propositions (depuis Decidim 0.29)", "the author of proposals (since Decidim 0.29)"}},
      {"proposals.answer", {"les réponses aux propositions", "the answers to proposals"}},
      {"proposals.answered_at",
       {"la date des réponses (depuis Decidim 0.29)", "the date of answers (since Decidim 0.29)"}},
      {"proposals.themes", {"les thèmes des propositions", "the themes of proposals"}},
      {"proposals.votes", {"le nombre de soutiens", "the number of supports"}},
      {"comments", {"les commentaires", "comments"}},
      {"comments.author", {"l'auteur des commentaires", "the author of comments"}},
      {"comments.parent", {"le commentaire auquel on répond", "the comment that is replied to"}},
      {"comments.depth", {"la profondeur des commentaires", "the depth of comments"}},
      {"comments.root", {"l'objet commenté", "the thing commented on"}},
      {"comments.alignment", {"la position (pour, contre) des commentaires", "the position (for, against) of comments"}},
      {"results", {"les résultats (module de suivi)", "results (accountability component)"}},
      {"results.sources", {"les liens des résultats vers les propositions", "the links from results to proposals"}},
      {"results.end_date", {"l'échéance des résultats", "the due date of results"}},
      {"projects", {"les projets budgétaires", "budget projects"}},
      {"spaces", {"la liste des espaces de participation (depuis Decidim 0.30)",
                  "the list of participatory spaces (since Decidim 0.30)"}},
      {"moderations", {"les contenus masqués (depuis Decidim 0.30)", "hidden contents (since Decidim 0.30)"}},
      {"users", {"la liste publique des comptes (depuis Decidim 0.30)",
                 "the public list of accounts (since Decidim 0.30)"}},
  }};
  for (const auto& [id, name] : names)
    if (id == capability) return name;
  return {std::string(capability), std::string(capability)};
}

}  // namespace boussole::engine
