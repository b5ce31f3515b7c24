#include "engine/indicators/capability_names.h"

#include <array>
#include <string>
#include <utility>

namespace boussole::engine {

namespace {

using Named = std::pair<std::string_view, Text>;

const std::array<Named, 49>& names() {
  static const std::array<Named, 49> list{{
      {"answers", {"les réponses à un questionnaire", "answers to a questionnaire"}},
      {"answers.author", {"l'auteur des réponses à un questionnaire", "the author of answers to a questionnaire"}},
      {"answers.body", {"le texte des réponses à un questionnaire", "the text of answers to a questionnaire"}},
      {"ballots", {"les bulletins", "ballots"}},
      {"comments", {"les commentaires", "comments"}},
      {"comments.alignment",
       {"la position (pour, contre) des commentaires", "the position (for, against) of comments"}},
      {"comments.author", {"l'auteur des commentaires", "the author of comments"}},
      {"comments.body", {"le texte des commentaires", "the text of comments"}},
      {"comments.depth", {"la profondeur des commentaires", "the depth of comments"}},
      {"comments.parent", {"le commentaire auquel on répond", "the comment that is replied to"}},
      {"comments.root", {"l'objet commenté", "the thing commented on"}},
      {"conversation", {"une conversation à affirmations", "a conversation on statements"}},
      {"meetings", {"les réunions", "meetings"}},
      {"meetings.attendees", {"le nombre de présents aux réunions", "how many came to meetings"}},
      {"meetings.minutes", {"le compte rendu des réunions", "the minutes of meetings"}},
      {"moderations", {"les contenus masqués", "hidden contents"}},
      {"moderations.reason", {"le motif des contenus masqués", "the reason why contents are hidden"}},
      {"participants", {"les participants", "participants"}},
      {"participants.demographics",
       {"ce que les participants disent d'eux (âge, sexe, lieu)",
        "what participants say of themselves (age, sex, place)"}},
      {"phases", {"les étapes des démarches", "the steps of processes"}},
      {"projects", {"les projets budgétaires", "budget projects"}},
      {"projects.amount", {"le montant des projets", "the amount of projects"}},
      {"projects.votes", {"les votes sur les projets", "the votes for projects"}},
      {"proposals", {"les propositions", "proposals"}},
      {"proposals.answer", {"les réponses aux propositions", "the answers to proposals"}},
      {"proposals.answered_at", {"la date des réponses", "the date of answers"}},
      {"proposals.author", {"l'auteur des propositions", "the author of proposals"}},
      {"proposals.body", {"le texte des propositions", "the text of proposals"}},
      {"proposals.coauthors", {"le nombre d'auteurs des propositions", "how many authors proposals have"}},
      {"proposals.themes", {"les thèmes des propositions", "the themes of proposals"}},
      {"proposals.votes", {"le nombre de soutiens", "the number of supports"}},
      {"reports", {"les signalements", "reports by readers"}},
      {"results", {"les résultats suivis", "results that are followed up"}},
      {"results.end_date", {"l'échéance des résultats", "the due date of results"}},
      {"results.sources", {"les liens des résultats vers les propositions", "the links from results to proposals"}},
      {"spaces", {"la liste des espaces de participation", "the list of participatory spaces"}},
      {"statements", {"les affirmations soumises au vote", "statements to vote on"}},
      {"statements.author", {"l'auteur des affirmations", "the author of statements"}},
      {"users", {"la liste publique des comptes", "the public list of accounts"}},
      {"votes", {"les votes de chacun", "each person's votes"}},
      {"votes.age", {"l'âge des votants", "the age of voters"}},
      {"votes.area", {"le lieu des votants", "the place of voters"}},
      {"votes.channel",
       {"le canal des votes (en ligne, papier, assisté)", "the channel of votes (online, paper, assisted)"}},
      {"votes.sex", {"le sexe des votants", "the sex of voters"}},
      {"votes.superseded", {"les votes remplacés", "replaced votes"}},
      {"votes.time", {"la date des votes", "the date of votes"}},
      {"votes.exposure", {"ce qui a été montré à chacun", "what was shown to each person"}},
      {"votes.author", {"la personne qui vote", "the person who votes"}},
      {"versions", {"les versions successives", "successive versions"}},
  }};
  return list;
}

/// Since which version Decidim exports it: what an older site can do to give it.
std::string_view since(std::string_view capability) {
  if (capability == "proposals.author" || capability == "proposals.answered_at") return "0.29";
  if (capability == "spaces" || capability == "moderations" || capability == "users") return "0.30";
  return {};
}

}  // namespace

Text capability_name(std::string_view capability, std::string_view connector) {
  Text out{std::string(capability), std::string(capability)};
  for (const auto& [id, name] : names())
    if (id == capability) out = name;
  const std::string version(since(capability));
  if (connector.starts_with("decidim") && !version.empty()) {
    out.fr += " (depuis Decidim " + version + ")";
    out.en += " (since Decidim " + version + ")";
  }
  return out;
}

}  // namespace boussole::engine
