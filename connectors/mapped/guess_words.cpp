#include <algorithm>
#include <array>

#include "connectors/mapped/guess.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

using enum Field;

struct Words {
  Field field;
  bool french;
  std::string_view list;  ///< separated by |, folded
};

/// The words that headers use. One row a field and language.
constexpr std::array kWords{
    Words{id, false,
          "id|uid|uuid|reference|ref|number|no|proposal id|input id|idea id|comment id|contribution id|code|key"},
    Words{id, true,
          "identifiant|numero|n|reference|id contribution|id proposition|id idee|id commentaire|identifiant "
          "contribution"},
    Words{on, false,
          "proposal id|idea id|input id|post id|project id|on|commented on|contribution id|item "
          "id|target|proposal|input|parent proposal"},
    Words{on, true,
          "id proposition|identifiant proposition|identifiant de la proposition|id de la proposition|id idee|id "
          "contribution|identifiant contribution|id projet|identifiant projet|id du projet|contribution "
          "liee|proposition liee|sur"},
    Words{parent, false, "parent|parent id|in reply to|reply to|parent comment|parent comment id|reply to comment"},
    Words{parent, true,
          "parent|id parent|en reponse a|reponse a|commentaire parent|id commentaire parent|identifiant parent"},
    Words{title, false, "title|subject|headline|name|proposal title|project title"},
    Words{title, true,
          "titre|intitule|sujet|objet|nom de la proposition|nom du projet|titre de la proposition|titre du projet"},
    Words{body, false, "description|text|content|body|message|comment|details|proposal|idea|answer text|contribution"},
    Words{body, true,
          "description|texte|contenu|corps|message|commentaire|proposition|idee|contribution|avis|observation|detail|"
          "texte du commentaire"},
    Words{author, false,
          "author|author id|user id|userid|user|participant|participant id|voter|voter id|contributor|member "
          "id|account id|creator"},
    Words{author, true,
          "auteur|id auteur|auteur id|identifiant auteur|identifiant de l auteur|id utilisateur|identifiant "
          "utilisateur|utilisateur|participant|identifiant participant|id participant|contributeur|votant|id "
          "votant|deposant|id membre"},
    Words{author_kind, false, "author type|user type|account type|participant type|type of author"},
    Words{author_kind, true,
          "type auteur|type d auteur|type de participant|type de compte|type utilisateur|type d utilisateur|qualite"},
    Words{created_at, false,
          "date|created at|created|creation date|submitted at|submission date|timestamp|date created|vote date|posted "
          "at"},
    Words{created_at, true,
          "date|date de creation|cree le|creee le|date de depot|depose le|deposee le|soumis le|date de "
          "soumission|horodatage|date du vote|date commentaire|date d envoi|date de contribution|date heure"},
    Words{published_at, false, "published at|publication date|published|date published"},
    Words{published_at, true, "publie le|publiee le|date de publication|date publication|mis en ligne le"},
    Words{updated_at, false, "updated at|updated|last modified|modified at|last update"},
    Words{updated_at, true,
          "modifie le|modifiee le|date de modification|mis a jour le|date de mise a jour|derniere modification"},
    Words{state, false, "status|state|decision|outcome"},
    Words{state, true, "statut|etat|decision|suite donnee|etape"},
    Words{answer, false, "official response|answer|response|official answer|feedback|official feedback|reply"},
    Words{answer, true,
          "reponse|reponse officielle|reponse de la collectivite|reponse de la mairie|reponse de la ville|reponse de l "
          "administration|reponse de la commune|retour de la ville"},
    Words{answered_at, false, "answered at|response date|answer date|responded at"},
    Words{answered_at, true, "date de reponse|repondu le|date reponse|date de la reponse"},
    Words{votes, false,
          "votes|vote count|votes count|number of votes|supports|support count|signatures|signature count|total votes"},
    Words{votes, true,
          "votes|nombre de votes|nb votes|nb de votes|soutiens|nombre de soutiens|nb soutiens|signatures|nombre de "
          "signatures|total votes|total des votes"},
    Words{votes_for, false, "for|votes for|upvotes|likes|likes count|positive votes|agree|in favour"},
    Words{votes_for, true, "pour|votes pour|nb pour|j aime|nombre de j aime|d accord|nombre de pour|favorables"},
    Words{votes_against, false, "against|votes against|downvotes|dislikes|dislikes count|negative votes|disagree"},
    Words{votes_against, true,
          "contre|votes contre|nb contre|pas d accord|nombre de contre|je n aime pas|defavorables"},
    Words{votes_paper, false, "paper votes|offline votes|manual votes"},
    Words{votes_paper, true, "votes papier|nombre de votes papier|votes hors ligne|bulletins papier|votes en urne"},
    Words{comments, false, "comments|comments count|comment count|number of comments"},
    Words{comments, true, "commentaires|nombre de commentaires|nb commentaires|nb de commentaires"},
    Words{endorsements, false, "endorsements|endorsement count"},
    Words{endorsements, true, "parrainages|nombre de parrainages"},
    Words{follows, false, "followers|follows|follower count"},
    Words{follows, true, "abonnes|nombre d abonnes|suiveurs"},
    Words{category, false, "category|topic|topics|theme|tag|tags|label|labels"},
    Words{category, true, "categorie|thematique|theme|themes|etiquette|etiquettes|domaine|rubrique"},
    Words{latitude, false, "lat|latitude"},
    Words{longitude, false, "lng|lon|long|longitude"},
    Words{space, false, "project|consultation|process|campaign|space|participatory process"},
    Words{space, true,
          "projet|consultation|concertation|demarche|espace|campagne|enquete publique|nom de la consultation|nom de la "
          "concertation"},
    Words{withdrawn, false, "withdrawn"},
    Words{withdrawn, true, "retiree|retire"},
    Words{alignment, false, "alignment|position|stance|opinion|side"},
    Words{alignment, true, "position|avis|sens|opinion|pour ou contre|pour contre"},
    Words{value, false, "vote|value|choice|points|rating|rank|score"},
    Words{value, true, "vote|valeur|choix|points|note|rang|sens du vote"},
    Words{channel, false, "channel|voting method|vote channel|source"},
    Words{channel, true, "canal|mode de vote|canal de vote|origine|support"},
    Words{start_at, false, "start|start date|start time|starts at|starts on|begin|meeting date|event date"},
    Words{
        start_at, true,
        "debut|date de debut|date de la reunion|date de l evenement|date et heure de debut|commence le|heure de debut"},
    Words{end_at, false, "end|end date|end time|ends at|ends on|due date|deadline"},
    Words{end_at, true, "fin|date de fin|echeance|termine le|date d echeance|date et heure de fin"},
    Words{attendees, false, "attendees|attendance|number of participants|participants|present"},
    Words{attendees, true,
          "participants|nombre de participants|nb participants|presents|nombre de presents|assistance"},
    Words{minutes, false, "minutes|report|meeting report|summary"},
    Words{minutes, true, "compte rendu|cr|proces verbal|lien compte rendu|synthese"},
    Words{progress, false, "progress|progress percent|completion"},
    Words{progress, true, "avancement|pourcentage d avancement|taux d avancement|pourcentage"},
    Words{status, false, "status|implementation status"},
    Words{status, true, "statut|etat|etat d avancement|statut de realisation"},
    Words{amount, false, "cost|amount|budget|price|estimated cost|estimated budget"},
    Words{amount, true, "cout|montant|budget|estimation|prix|cout estime|budget estime|chiffrage|cout previsionnel"},
    Words{selected_at, false, "selected at|selection date"},
    Words{selected_at, true, "date de selection|selectionne le"},
    Words{selected, false, "selected|winner|winning|elected"},
    Words{selected, true, "retenu|laureat|selectionne|gagnant|elu|projet laureat"},
    Words{verified, false, "verified|account verified"},
    Words{verified, true, "verifie|compte verifie"},
    Words{organiser, false, "admin|organiser|staff|administrator|moderator"},
    Words{organiser, true, "administrateur|organisateur|agent|moderateur"},
    Words{hidden_at, false, "hidden at|moderated at|deleted at|removed at"},
    Words{hidden_at, true, "masque le|modere le|supprime le|date de moderation"},
    Words{reason, false, "reason|moderation reason"},
    Words{reason, true, "motif|raison|motif de moderation|motif de rejet"},
    Words{reports, false, "reports|report count|flags"},
    Words{reports, true, "signalements|nombre de signalements"},
    Words{choices, false, "choices|projects chosen|voted projects|selected projects|votes"},
    Words{choices, true, "choix|projets choisis|projets votes|vote|votes"},
    Words{points, false, "points"},
    Words{variable, false, "variable|metric type|dimension|attribute"},
    Words{variable, true, "variable|critere|attribut"},
    Words{group, false, "class|group|metric name|category|value|modality"},
    Words{group, true, "classe|groupe|modalite|valeur"},
    Words{measure, false, "measure|action"},
    Words{measure, true, "mesure|action"},
    Words{count, false, "count|total|n|number"},
    Words{count, true, "effectif|nombre|total|compte"},
};

struct Meaning {
  Field field;
  std::string_view word, list;
};
constexpr std::array kMeanings{
    Meaning{
        state, "accepted",
        "accepted|approved|accepte|acceptee|retenu|retenue|valide|validee|adopte|adoptee|laureat|laureate|approuve|"
        "approuvee|selectionne|selectionnee|favorable|realise|realisee|implemented|recevable et retenue|vote|votee"},
    Meaning{
        state, "rejected",
        "rejected|declined|refused|rejete|rejetee|refuse|refusee|non retenu|non retenue|ecarte|ecartee|irrecevable|non "
        "recevable|defavorable|ineligible|non eligible|not selected|non realisable|infaisable"},
    Meaning{state, "evaluating",
            "evaluating|under review|in review|under consideration|en cours|a l etude|en instruction|en cours d "
            "instruction|etude en cours|en cours d analyse|en analyse|in progress|instruction|en attente d "
            "instruction|examine"},
    Meaning{state, "not_answered",
            "not "
            "answered|proposed|new|published|open|publie|publiee|nouveau|nouvelle|depose|deposee|soumis|soumise|ouvert|"
            "ouverte|en attente|sans reponse|viewed|vu|recue|recu"},
    Meaning{state, "withdrawn", "withdrawn|retired|retire|retiree|annule|annulee|abandonne|abandonnee|cancelled"},
    Meaning{state, "draft", "draft|brouillon"},
    Meaning{author_kind, "person",
            "person|citizen|individual|citoyen|citoyenne|citoyen "
            "citoyenne|particulier|habitant|habitante|individu|usager|user|participant|resident"},
    Meaning{author_kind, "organisation",
            "organisation|organization|association|company|entreprise|collectif|organisation a but non "
            "lucratif|organisation a but lucratif|structure|syndicat|ong|ngo"},
    Meaning{author_kind, "organiser",
            "organiser|admin|administrator|administrateur|moderator|moderateur|institution|ville|mairie|collectivite|"
            "agent|elu|elue|elu elue et institution|porteur de projet|maitre d ouvrage"},
    Meaning{alignment, "for", "for|pro|pour|favorable|agree|d accord|1|positive|positif|yes|oui"},
    Meaning{alignment, "against", "against|con|contre|defavorable|disagree|pas d accord|negative|negatif|no|non"},
    Meaning{alignment, "neutral", "neutral|neutre|0|mitige|sans avis|abstention|mixed"},
    Meaning{value, "for", "for|pour|agree|d accord|up|yes|oui|favorable|j aime|like"},
    Meaning{value, "against", "against|contre|disagree|pas d accord|down|no|non|defavorable|je n aime pas|dislike"},
    Meaning{value, "neutral", "neutral|neutre|pass|passer|mitige|abstention|sans avis|mixed"},
    Meaning{channel, "online", "online|internet|en ligne|numerique|web|digital|site"},
    Meaning{channel, "paper", "paper|papier|urne|bulletin papier|ballot box|hors ligne|offline"},
    Meaning{channel, "phone", "phone|telephone|sms|mobile"},
    Meaning{status, "planned",
            "planned|prevu|prevue|a venir|programme|programmee|not started|non demarre|en projet|etude"},
    Meaning{
        status, "under_way",
        "under way|in progress|en cours|en travaux|demarre|demarree|started|en cours de realisation|travaux en cours"},
    Meaning{status, "done", "done|finished|completed|termine|terminee|realise|realisee|livre|livree|acheve|achevee"},
};

/// Whether `word` is one of the list.
bool listed(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find('|', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

/// Whether one of the list (of four letters or more) stands in `words`, whole.
bool contained(std::string_view list, const std::string& words) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find('|', at), list.size());
    const std::string_view one = list.substr(at, end - at);
    if (one.size() >= 4 && words.find(" " + std::string(one) + " ") != std::string::npos) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

double names(Field field, std::string_view header, bool* french) {
  const std::string word = folded(header);
  double best = 0;
  for (const Words& row : kWords) {
    if (row.field != field) continue;
    const double fit = listed(row.list, word) ? 1 : contained(row.list, " " + word + " ") ? 0.5 : 0;
    if (fit > best) {
      best = fit;
      if (french != nullptr) *french = row.french;
    }
  }
  return best;
}

std::string meaning_of(Field field, std::string_view cell) {
  const std::string word = folded(cell);
  for (const Meaning& row : kMeanings)
    if (row.field == field && listed(row.list, word)) return std::string(row.word);
  return {};
}

}  // namespace boussole::connectors::mapped
