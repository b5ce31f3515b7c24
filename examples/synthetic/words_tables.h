#pragma once

#include <array>
#include <string_view>

/// The vocabulary and the patterns. `{le}` the thing with its article, `{de}` with de, `{lieu}` a place, `{qui}` who
/// is concerned, `{quand}` when, `{n}` a number, `{but}` what for, `{autre}` another thing.
namespace boussole::synthetic::words {

struct Thing {
  std::string_view le, de;
};

struct Theme {
  std::string_view name, name_en;
  std::array<Thing, 6> things;
  std::array<std::string_view, 5> goals;
};

inline constexpr std::array<Theme, 10> kThemes = {{
    {"Mobilités",
     "Mobility",
     {{{"la piste cyclable", "de la piste cyclable"},
       {"le carrefour", "du carrefour"},
       {"la ligne de bus du soir", "de la ligne de bus du soir"},
       {"le stationnement des vélos", "du stationnement des vélos"},
       {"la zone à vitesse réduite", "de la zone à vitesse réduite"},
       {"le passage piéton", "du passage piéton"}}},
     {"circuler sans crainte", "laisser la voiture au garage", "traverser avec une poussette", "relier les quartiers",
      "réduire le bruit"}},
    {"Écoles et cantine",
     "Schools and canteen",
     {{{"la cantine de l'école", "de la cantine de l'école"},
       {"la cour de récréation", "de la cour de récréation"},
       {"le garage à trottinettes de l'école", "du garage à trottinettes de l'école"},
       {"l'accueil du matin", "de l'accueil du matin"},
       {"le menu végétarien", "du menu végétarien"},
       {"la bibliothèque scolaire", "de la bibliothèque scolaire"}}},
     {"manger mieux à prix égal", "laisser de l'ombre aux enfants", "aider les familles qui commencent tôt",
      "réduire le gaspillage", "apprendre au grand air"}},
    {"Arbres et jardins",
     "Trees and gardens",
     {{{"l'alignement de tilleuls", "de l'alignement de tilleuls"},
       {"le jardin partagé", "du jardin partagé"},
       {"le verger communal", "du verger communal"},
       {"la haie champêtre", "de la haie champêtre"},
       {"le square", "du square"},
       {"la mare aux grenouilles", "de la mare aux grenouilles"}}},
     {"rafraîchir la rue en été", "accueillir les oiseaux", "donner de l'ombre aux bancs", "cultiver entre voisins",
      "laisser la pluie entrer dans le sol"}},
    {"Culture",
     "Culture",
     {{{"la médiathèque", "de la médiathèque"},
       {"le cinéma associatif", "du cinéma associatif"},
       {"la fanfare", "de la fanfare"},
       {"l'atelier de gravure", "de l'atelier de gravure"},
       {"la scène de plein air", "de la scène de plein air"},
       {"le local de répétition", "du local de répétition"}}},
     {"ouvrir le dimanche", "faire découvrir les artistes d'ici", "mêler les générations",
      "sortir sans prendre la route", "accueillir les classes"}},
    {"Sport et jeux",
     "Sport and play",
     {{{"le terrain de pétanque", "du terrain de pétanque"},
       {"la piscine découverte", "de la piscine découverte"},
       {"l'aire de jeux", "de l'aire de jeux"},
       {"le gymnase", "du gymnase"},
       {"le parcours de santé", "du parcours de santé"},
       {"la rampe de glisse", "de la rampe de glisse"}}},
     {"jouer à l'abri du soleil", "pratiquer en soirée", "accueillir les personnes en fauteuil", "bouger à tout âge",
      "éviter les conflits avec les riverains"}},
    {"Propreté et déchets",
     "Cleanliness and waste",
     {{{"le point de tri", "du point de tri"},
       {"le composteur de quartier", "du composteur de quartier"},
       {"la ressourcerie", "de la ressourcerie"},
       {"le ramassage des encombrants", "du ramassage des encombrants"},
       {"la fontaine à eau", "de la fontaine à eau"},
       {"le bac à verre", "du bac à verre"}}},
     {"jeter moins", "réparer plutôt que racheter", "ne plus voir de sacs au pied des arbres",
      "boire sans bouteille en plastique", "garder les berges propres"}},
    {"Logement et vie de quartier",
     "Housing and neighbourhood",
     {{{"la salle commune", "de la salle commune"},
       {"la résidence des aînés", "de la résidence des aînés"},
       {"le local des associations", "du local des associations"},
       {"la halle du marché", "de la halle du marché"},
       {"le tableau d'affichage", "du tableau d'affichage"},
       {"la fête des voisins", "de la fête des voisins"}}},
     {"se rencontrer sans consommer", "rompre l'isolement", "garder des commerces près de chez soi",
      "s'informer sans écran", "préparer les fêtes ensemble"}},
    {"Énergie et bâtiments",
     "Energy and buildings",
     {{{"l'éclairage public", "de l'éclairage public"},
       {"la toiture du marché", "de la toiture du marché"},
       {"le chauffage des salles", "du chauffage des salles"},
       {"l'isolation de la mairie annexe", "de l'isolation de la mairie annexe"},
       {"la chaufferie au bois", "de la chaufferie au bois"},
       {"le relevé des consommations", "du relevé des consommations"}}},
     {"baisser les factures", "éteindre quand personne ne passe", "produire une part de notre courant",
      "garder les classes fraîches en juin", "montrer l'exemple"}},
    {"Santé et solidarité",
     "Health and solidarity",
     {{{"la maison de santé", "de la maison de santé"},
       {"le bus des consultations", "du bus des consultations"},
       {"l'épicerie solidaire", "de l'épicerie solidaire"},
       {"la permanence numérique", "de la permanence numérique"},
       {"le portage des repas", "du portage des repas"},
       {"le banc de repos", "du banc de repos"}}},
     {"consulter sans faire quarante kilomètres", "aider sans humilier", "remplir ses papiers avec quelqu'un",
      "marcher plus longtemps", "veiller les uns sur les autres pendant la canicule"}},
    {"Eau et littoral",
     "Water and shore",
     {{{"le chemin de halage", "du chemin de halage"},
       {"la digue", "de la digue"},
       {"le ponton de pêche", "du ponton de pêche"},
       {"la récupération d'eau de pluie", "de la récupération d'eau de pluie"},
       {"le lavoir", "du lavoir"},
       {"la berge", "de la berge"}}},
     {"se promener les pieds au sec", "arroser sans puiser", "laisser passer la crue", "apprendre à nager aux petits",
      "retrouver la rivière"}},
}};

inline constexpr std::array<std::string_view, 24> kPlaces = {
    "rue des Tanneurs",           "place du Vieux-Lavoir",
    "derrière la gare",           "au bout du quai Nord",
    "quartier des Amandiers",     "devant l'école des Cerisiers",
    "le long du canal",           "au hameau de Brise-Haute",
    "près du moulin rouge-gorge", "boulevard de l'Horloge",
    "impasse des Trois-Sources",  "sur le plateau des Genêts",
    "au pied de la tour à eau",   "à l'entrée du lotissement des Pins",
    "chemin des Écluses",         "autour du stade Bellevent",
    "entre le pont et la halle",  "à la Croix-aux-Merles",
    "avenue du Colombier",        "rue Haute et rue Basse",
    "dans le vallon de Sauge",    "aux abords du cimetière",
    "place de la Forge",          "au port des Sabliers"};

inline constexpr std::array<std::string_view, 14> kWho = {"les enfants du quartier",
                                                          "les personnes âgées",
                                                          "celles et ceux qui travaillent tôt",
                                                          "les familles sans voiture",
                                                          "les associations",
                                                          "les commerçants",
                                                          "les lycéens",
                                                          "les personnes en fauteuil",
                                                          "les nouveaux habitants",
                                                          "les assistantes maternelles",
                                                          "les riverains",
                                                          "les soignants de nuit",
                                                          "les visiteurs du marché",
                                                          "les parents qui élèvent seuls"};

inline constexpr std::array<std::string_view, 12> kWhen = {
    "dès le printemps",        "avant la rentrée",        "pendant les vacances",   "le mercredi après-midi",
    "chaque samedi de marché", "aux heures de sortie",    "quand il fait nuit tôt", "les jours de grosse pluie",
    "en plein mois d'août",    "d'ici la fin de l'année", "deux soirs par semaine", "après les travaux du pont"};

inline constexpr std::array<std::string_view, 14> kTitles = {"Refaire {le} {lieu}",
                                                             "Pour {but} : repenser {le}",
                                                             "Un avenir pour {le}",
                                                             "Installer un abri près {de}, {lieu}",
                                                             "Rouvrir {le} {quand}",
                                                             "Et si l'on déplaçait {le} {lieu} ?",
                                                             "Rendre {le} accessible {lieu}",
                                                             "Prendre soin {de}",
                                                             "Moins cher, plus près : {le} {lieu}",
                                                             "Partager {le} avec {qui}",
                                                             "Agrandir {le} {lieu}",
                                                             "Tester {le} {quand}",
                                                             "Des horaires clairs pour {le}",
                                                             "{lieu} : sauver {le}"};

inline constexpr std::array<std::string_view, 12> kOpenings = {
    "Depuis {n} ans, je passe chaque jour {lieu} et je vois l'état {de} se dégrader.",
    "Nous sommes {n} voisins à nous retrouver {lieu}, et la même question revient toujours : que devient {le} ?",
    "Je n'ai pas l'habitude d'écrire, mais {le} mérite mieux que l'oubli.",
    "Quand j'ai emménagé {lieu}, on m'avait promis {le} ; j'attends toujours.",
    "Il manque peu de chose pour que {le} serve enfin à {qui}.",
    "Ma proposition est simple : confier {le} à un petit groupe d'habitants, {quand}.",
    "On parle souvent {de}, rarement de ce que cela change pour {qui}.",
    "J'ai compté, {quand}, {n} personnes qui renoncent à utiliser {le}.",
    "Ce texte est le résumé de {n} conversations tenues {lieu}.",
    "À mon avis, l'emplacement {de} {lieu} ne convient pas, et tout le monde passe ailleurs.",
    "Mon fils m'a demandé pourquoi l'on ne pouvait pas profiter {de} {quand} ; je n'ai pas su répondre.",
    "La visite de la semaine dernière {lieu} nous a convaincus : il faut reprendre {le}."};

inline constexpr std::array<std::string_view, 16> kMiddles = {
    "Aujourd'hui, {qui} doivent faire un détour de {n} minutes pour {but}.",
    "Une rampe, deux bancs et un éclairage doux suffiraient pour {but}.",
    "Le coût me paraît tenable {lieu} : environ {n} mille euros, à étaler avant de {but}.",
    "Dans la commune voisine, on a refait {autre} de cette façon, et {qui} s'en félicitent.",
    "Nous pourrions commencer par un essai de {n} semaines, {lieu}, avant de décider.",
    "Il faudrait aussi prévenir {qui} {quand}, car cela les touchera d'abord.",
    "L'idée n'est pas de tout changer, mais de {but} sans gêner {qui}.",
    "Un relevé fait {quand} montre {n} passages à l'heure {lieu}.",
    "Je propose de garder ce qui marche, et de revoir seulement l'entrée {de}.",
    "Les matériaux du chantier {lieu} pourraient être repris, ce qui réduirait la dépense.",
    "Si l'on attend encore, il faudra se passer {de}, et il sera trop tard pour {but}.",
    "On pourrait y associer {autre}, qui souffre du même abandon.",
    "Un vote {quand} entre {n} plans dessinés par {qui} éviterait bien des disputes.",
    "Les services techniques connaissent le problème {lieu}, mais {qui} attendent toujours une date.",
    "Sans cela, {qui} continueront de traverser {lieu} au milieu des voitures.",
    "Cela permettrait de {but}, et de redonner de la place à {autre}."};

inline constexpr std::array<std::string_view, 10> kClosings = {
    "Merci de nous dire clairement, {quand}, ce qui est possible et ce qui ne l'est pas.",
    "Je suis prêt à donner du temps {quand} pour y aider.",
    "Qui veut en parler peut me retrouver {lieu}, {quand}.",
    "Une réponse datée sur le sort {de} nous suffirait.",
    "J'espère que {qui} liront cette page et la compléteront.",
    "Nous demandons seulement que le sort {de} figure au prochain budget.",
    "Tout cela tient en une phrase : {but}, ensemble.",
    "Je laisse à plus savant que moi le soin de chiffrer la suite.",
    "Commençons petit, mais commençons {quand}.",
    "Et si cela échoue, on remettra {le} comme avant."};

inline constexpr std::array<std::string_view, 12> kItems = {
    "réparer {le}",         "poser {n} bancs {lieu}",       "ouvrir {quand}",           "prévenir {qui}",
    "planter {n} arbustes", "mesurer pendant {n} semaines", "revoir les horaires {de}", "former {n} volontaires",
    "déplacer {autre}",     "afficher un plan {lieu}",      "prévoir de l'ombre",       "demander l'avis de {qui}"};

inline constexpr std::array<std::string_view, 12> kFor = {
    "Je soutiens cette idée, car {le} manque cruellement {lieu}.",
    "Enfin quelqu'un qui voit {le} avec les yeux de tout le quartier, {qui} d'abord !",
    "Oui, et reprendre {le} aiderait aussi à {but}.",
    "Très bonne proposition : chez nous {lieu}, {n} familles la signeraient.",
    "J'ai longtemps hésité, mais l'argument sur {le} m'a convaincu.",
    "C'est exactement ce qu'il nous faut {quand} {lieu}.",
    "Bravo, le dessin {de} {lieu} est clair et le coût raisonnable.",
    "Avec {autre} juste à côté {lieu}, cela prend tout son sens.",
    "Pour {qui}, {le} {lieu} serait un vrai changement.",
    "Je peux prêter des outils {quand} si les travaux {de} démarrent.",
    "On devrait même faire plus : {but}, mais aussi relier {autre}.",
    "Cela fait {n} ans que je parle {de} en conseil de quartier."};

inline constexpr std::array<std::string_view, 12> kAgainst = {
    "Je ne suis pas d'accord : {le} coûte déjà trop cher pour ce qu'il rend.",
    "Et les places supprimées {lieu} pour {le}, on les met où ?",
    "Vous oubliez {qui}, à qui l'on n'a jamais rien demandé sur {le}.",
    "Le même essai a été fait {lieu} il y a {n} ans, et il a échoué.",
    "Avant {le}, il y a plus urgent : {autre} tombe en ruine.",
    "Je crains surtout le bruit {quand} {lieu}.",
    "Le chiffre de {n} passages {lieu} me semble très exagéré.",
    "Ce n'est pas à la commune de payer {le} pour {but}.",
    "Déplacer {le} ne fera que déplacer le problème {lieu}.",
    "Je vote contre tant qu'aucun plan {de} n'est montré {lieu}.",
    "Rien n'est dit de l'entretien {de}, que devront assurer {qui}.",
    "L'endroit est inondé {quand} {lieu} : c'est une fausse bonne idée."};

inline constexpr std::array<std::string_view, 12> kNeutral = {
    "Quelqu'un sait-il à qui appartient {le} aujourd'hui ?",
    "Une question : que prévoit-on pour {le} {quand} ?",
    "Il faudrait préciser si le secteur est concerné ou non, {lieu} et {quand}.",
    "Pour information, on travaille sur {autre} {lieu} jusqu'à la fin du mois.",
    "Combien coûterait par an l'entretien {de} {lieu} ?",
    "Je n'ai pas d'avis tranché sur {le}, mais il faudrait entendre {qui}.",
    "Le compte rendu parlait de {n} mille euros pour {le} {quand}, est-ce toujours le cas ?",
    "Peut-on voir un plan {de} {quand}, avant d'en discuter avec {qui} ?",
    "Il existe un projet voisin {lieu} pour {but}, ne faudrait-il pas les fondre ?",
    "Je relis le premier message et je ne comprends pas ce que {autre} changerait pour {qui}.",
    "Est-ce que {but} est bien l'objectif premier {de} ?",
    "À vérifier {quand} {lieu}, car la circulation y est très différente."};

inline constexpr std::array<std::string_view, 10> kReasons = {
    "Le service concerné a visité les lieux et confirme que l'on peut reprendre {le} {quand}.",
    "L'étude rendue cette année montre que {qui} en profiteraient d'abord.",
    "Le montant prévu est de {n} mille euros, inscrit au budget d'investissement.",
    "Le terrain {lieu} n'appartient pas à la commune, ce qui oblige à passer une convention.",
    "La réglementation impose un avis extérieur sur {le}, attendu {quand}.",
    "Un essai de {n} semaines sera mené {lieu}, puis son bilan sera publié.",
    "Cette demande rejoint celle qui porte sur {autre}, et les deux seront traitées ensemble.",
    "Les habitants qui l'ont déposée seront invités à suivre le chantier.",
    "L'entretien annuel dépasserait ce que la commune peut engager sans réduire {autre}.",
    "Une solution plus simple a été retenue pour {but}."};

inline constexpr std::array<std::string_view, 10> kPlain = {"Donnez votre avis sur la vie de la commune.",
                                                            "Tout le monde peut écrire, commenter et soutenir.",
                                                            "Les idées sont lues chaque semaine.",
                                                            "La mairie répond à chacun.",
                                                            "Le budget est de deux cent mille euros.",
                                                            "Le vote a lieu en juin.",
                                                            "Vous pouvez aussi venir à la mairie le samedi.",
                                                            "Les projets choisis sont faits dans l'année.",
                                                            "Les règles du jeu sont sur cette page.",
                                                            "Posez vos questions ici."};

inline constexpr std::array<std::string_view, 8> kLegal = {
    "Dans le cadre de la démarche de concertation préalable initiée par la collectivité territoriale, les administrés "
    "sont invités à formuler leurs contributions conformément aux modalités définies par la délibération afférente.",
    "La recevabilité des contributions demeure subordonnée à leur compatibilité avec les compétences communales, la "
    "programmation pluriannuelle des investissements et les prescriptions réglementaires en vigueur.",
    "L'instruction administrative, technique et financière des propositions sera assurée par les directions "
    "opérationnelles compétentes, sans préjudice des arbitrages ultérieurs de l'assemblée délibérante.",
    "Les documents constitutifs du dossier de consultation sont communicables aux intéressés selon les dispositions "
    "législatives relatives à la communication des documents administratifs.",
    "La présente consultation ne saurait constituer un engagement contractuel de la collectivité à l'égard des "
    "contributeurs, ni préjuger de la programmation budgétaire des exercices ultérieurs.",
    "Le règlement intérieur de la plateforme détermine les modalités de modération applicables aux contributions "
    "susceptibles de contrevenir aux dispositions susvisées.",
    "Les observations recueillies feront l'objet d'une synthèse thématique transmise aux instances de gouvernance "
    "compétentes à l'issue de la période réglementaire de consultation.",
    "La mobilisation des dispositifs participatifs s'inscrit dans une perspective d'amélioration continue de "
    "l'efficience des politiques publiques locales et de leur évaluation contradictoire."};

inline constexpr std::array<std::string_view, 6> kEnglish = {
    "Give your view on life in the town.", "Anyone may write, comment and support.", "Every idea is read each week.",
    "The town hall answers everyone.",     "You may also come to the town hall.",    "The rules are on this page."};

inline constexpr std::array<std::string_view, 36> kFirstNames = {
    "Aline",     "Bastien", "Camille",  "Désiré",   "Élodie", "Fatou",   "Gaspard",  "Hélène",  "Idriss",
    "Jeanne",    "Karim",   "Léonie",   "Mathis",   "Noémie", "Oscar",   "Paola",    "Quentin", "Rosalie",
    "Samir",     "Thaïs",   "Ulysse",   "Victoire", "Wassim", "Xavière", "Yann",     "Zélie",   "Marie-Ève",
    "Jean-Loup", "Anouk",   "Baptiste", "Clémence", "Dorian", "Estelle", "Félicien", "Guénolé", "Inès"};

inline constexpr std::array<std::string_view, 40> kLastNames = {
    "Aubelune",    "Brisvent",   "Carrefont",  "Dorlac",    "Estrevive", "Fontembre", "Grandpierre", "Hautecombe",
    "Issarlan",    "Jolivaux",   "Kerlaban",   "Larivoire", "Malprune",  "Nérondeau", "Orvasse",     "Pelletanche",
    "Quintefeuil", "Rochebelle", "Sauvagnon",  "Tournefol", "Ustarelle", "Vaucresse", "Wimberoy",    "Ysambel",
    "Zaragne",     "Ombreval",   "Le Thuriec", "Bensallem", "Diabouga",  "Nguyenval", "Castelmar",   "Ferrabosc",
    "Montclairet", "Pradelune",  "Riveterre",  "Solinhac",  "Traouez",   "Valdebris", "Chantemerle", "Boisrenard"};

inline constexpr std::array<std::string_view, 16> kPseudonyms = {
    "pinson", "lavande", "girouette",  "marmotte",   "quai",     "tilleul",    "voisine", "escargot",
    "brume",  "sabot",   "cerfvolant", "bicyclette", "lanterne", "hirondelle", "caillou", "tramontane"};

inline constexpr std::array<std::string_view, 8> kAbout = {
    "Habite ici depuis toujours.", "Jardinier du dimanche ; curieux de tout.",
    "Parent d'élève, cycliste.",   "Bénévole à la ressourcerie.",
    "Retraitée de l'hôpital.",     "Je chante dans la chorale \"Les Merles\".",
    "Nouvelle dans le quartier.",  "Trésorier d'une association sportive."};

inline constexpr std::array<std::string_view, 8> kShortFor = {
    "Tout à fait d'accord.", "Oui !", "Je soutiens.", "+1", "Très bien.", "Bonne idée.",
    "D'accord avec vous.",   "Bravo."};
inline constexpr std::array<std::string_view, 6> kShortAgainst = {
    "Non merci.", "Pas d'accord.", "Trop cher.", "Mauvaise idée, hélas.", "Contre.", "- 1 pour moi"};
inline constexpr std::array<std::string_view, 6> kShortNeutral = {
    "À suivre.", "Quel coût ?", "Pourquoi pas.", "Merci du lien.", "Et l'entretien ?", "Je lis, merci."};

}  // namespace boussole::synthetic::words
