#include "tests/support/audit_fixture.h"

namespace boussole::testing {

namespace {

using criteria::Indicator;
using criteria::Kind;

Indicator indicator(const char* id, const char* axis, Text name, Text question, const char* unit_code) {
  Indicator out;
  out.id = id;
  out.axis = axis;
  out.criterion = std::string(axis) + "-1";
  out.name = std::move(name);
  out.question = std::move(question);
  out.unit_code = unit_code;
  out.formula_id = std::string(id) + "-v1";
  out.norm = criteria::Goalposts{0.1, 0.9};
  out.norm_source = {"Jugement d'expert, à calibrer.", "Expert judgement, to be calibrated."};
  out.counted = {"Les contributions publiées, sans celles de l'organisateur.",
                 "Published contributions, without the organiser's."};
  out.matters = {"Sans cela, la parole ne circule pas.", "Without it, voice does not circulate."};
  out.bias = {"Ne voit pas les personnes silencieuses ; dépend du nombre de participants.",
              "Does not see silent people; depends on the number of participants."};
  out.gaming = {"Ouvrir plusieurs comptes.", "Opening several accounts."};
  out.to_do = {"Écrire aux personnes qui n'ont pas eu de réponse, puis publier le calendrier.",
               "Write to the people who had no answer, then publish the calendar."};
  out.fed_by = {"Une enquête auprès des participants, avec l'âge et le quartier.",
                "A survey of participants, with age and district."};
  out.references = "Wilson 1927; Smith & Jones 2009";
  out.levers = {"commande", "usage"};
  return out;
}

std::vector<Indicator> voice_indicators() {
  std::vector<Indicator> out;
  out.push_back(indicator("div-gini", "diversite",
                          {"Concentration des contributions", "Concentration of contributions"},
                          {"La parole est-elle monopolisée ?", "Is voice monopolised?"}, "index"));
  out.back().norm = criteria::Goalposts{0.8, 0.25};
  out.back().formula = {"G = [n/(n-1)] · Σ|xi − xj| / (2n²x̄), sur les auteurs",
                        "G = [n/(n-1)] · Σ|xi − xj| / (2n²x̄), over authors"};
  out.push_back(indicator("div-top", "diversite", {"Part du 1 % le plus actif", "Share of the most active 1%"},
                          {"Quelques comptes font-ils tout ?", "Do a few accounts do everything?"}, "ratio"));
  out.back().norm_variants = {{"top10", criteria::Goalposts{0.8, 0.2}}};
  out.back().levers = {"offre", "usage"};
  out.push_back(indicator("div-parite", "diversite", {"Parité de genre", "Gender parity"},
                          {"Femmes et hommes prennent-ils part à égalité ?", "Do women and men take part equally?"},
                          "points"));
  out.back().kind = Kind::mixed;
  out.push_back(indicator("div-themes", "diversite", {"Diversité des thèmes", "Diversity of themes"},
                          {"Le débat couvre-t-il plusieurs sujets ?", "Does the debate cover several topics?"},
                          "ratio"));
  out.back().norm = criteria::Band{0.05, 0.4, 1.0, 1.01};
  return out;
}

std::vector<Indicator> debate_indicators() {
  std::vector<Indicator> out;
  out.push_back(indicator("deb-reciprocite", "debat", {"Réciprocité", "Reciprocity"},
                          {"Se répond-on ?", "Do people answer each other?"}, "ratio"));
  out.back().levers = {"offre"};
  out.push_back(indicator(
      "deb-profondeur", "debat", {"Profondeur des fils", "Depth of threads"},
      {"Les échanges vont-ils plus loin que le premier commentaire ?", "Do exchanges go beyond the first comment?"},
      "count"));
  out.push_back(indicator("deb-respect", "debat", {"Respect des personnes", "Respect for persons"},
                          {"Le ton protège-t-il chacun ?", "Does the tone protect everyone?"}, "ratio"));
  out.back().kind = Kind::mixed;
  return out;
}

std::vector<Indicator> follow_up_indicators() {
  std::vector<Indicator> out;
  out.push_back(indicator("sui-taux-reponse", "suites", {"Taux de réponse officielle", "Official response rate"},
                          {"Chaque contribution reçoit-elle une réponse ?", "Does each contribution get an answer?"},
                          "ratio"));
  out.back().levers = {"commande"};
  out.push_back(indicator("sui-delai-reponse", "suites", {"Délai de réponse", "Response time"},
                          {"Répond-on à temps ?", "Are answers timely?"}, "days"));
  out.back().norm = criteria::Goalposts{365, 60};
  out.push_back(indicator("sui-budget", "suites", {"Budget <decidé> & \"tenu\"", "Budget <decided> & \"kept\""},
                          {"Combien d'argent ?", "How much money?"}, "ratio"));
  out.push_back(indicator("sui-bilan", "suites", {"Bilan publié", "Published review"},
                          {"Le bilan est-il public ?", "Is the review public?"}, "index"));
  out.back().kind = Kind::declared;
  out.back().norm = criteria::Ladder{{{0, {"rien", "nothing"}},
                                      {0.5, {"bilan avec chiffres", "review with figures"}},
                                      {1, {"évaluation indépendante", "independent evaluation"}}}};
  out.push_back(indicator("sui-poids", "suites", {"Poids des pages", "Weight of pages"},
                          {"Le service est-il léger ?", "Is the service light?"}, "megabytes"));
  out.back().kind = Kind::declared;
  return out;
}

}  // namespace

criteria::CriteriaSet fixture_criteria() {
  criteria::CriteriaSet set;
  set.id = "boussole";
  set.version = "0.1";
  set.status = "proposal";
  set.sha256 = std::string(64, 'c');
  set.title = {"Critères boussole", "Boussole criteria"};
  set.axes = {{"diversite",
               {"Diversité et équité des voix", "Diversity and fairness of voices"},
               {"Qui a participé, et la parole est-elle partagée ?", "Who took part, and is voice shared?"}},
              {"debat",
               {"Qualité du débat", "Quality of debate"},
               {"Discute-t-on vraiment, avec des raisons ?", "Is there real discussion, with reasons?"}},
              {"suites", {"Suites données", "Follow-up"}, {"Fait-on ce qu'on a dit ?", "Is what was said done?"}}};
  for (const auto& axis : set.axes) set.criteria.push_back({axis.id + "-1", axis.id, axis.name});
  for (auto part : {voice_indicators(), debate_indicators(), follow_up_indicators()})
    for (Indicator& one : part) set.indicators.push_back(std::move(one));
  set.levers = {{"offre", {"offre", "supply"}, {"", ""}},
                {"commande", {"commande", "commissioning"}, {"", ""}},
                {"usage", {"usage", "use"}, {"", ""}}};
  set.context = {{"ctx-volume", {"Contributions", "Contributions"}, {"", ""}, {"nombre", "count"}, "count"},
                 {"ctx-acceptation", {"Taux d'acceptation", "Acceptance rate"}, {"", ""}, {"part", "share"}, "ratio"},
                 {"ctx-portee", {"Portée", "Reach"}, {"", ""}, {"part", "share"}, "ratio"}};
  return set;
}

criteria::CriteriaSet fixture_other_criteria() {
  criteria::CriteriaSet set;
  set.id = "decidim_quality";
  set.version = "0.31";
  set.status = "reproduction";
  set.title = {"Indicateurs de qualité de Decidim", "Decidim's quality indicators"};
  set.note = {"Une note de 1 à 5 par tranches de 20 %, avec des trous entre les tranches.",
              "A mark of 1 to 5 by slices of 20%, with gaps between the slices."};
  set.axes = {{"dq-responsiveness", {"Réactivité", "Responsiveness"}, {"Répond-on ?", "Are answers given?"}}};
  set.indicators = {indicator("dq-response-answered", "dq-responsiveness",
                              {"Propositions répondues", "Proposals answered"},
                              {"Combien ont une réponse ?", "How many are answered?"}, "score")};
  set.indicators.back().bias = {"Un dénominateur vide donne 1 sur 5.", "An empty denominator gives 1 out of 5."};
  set.context = {
      {"dq-responsiveness-mean", {"Réactivité : moyenne", "Responsiveness: mean"}, {"", ""}, {"", ""}, "score"}};
  set.defects = {{"gaps",
                  {"Des trous entre les tranches", "Gaps between bins"},
                  {"20,098 % obtient 5, la meilleure note.", "20.098% gets 5, the best mark."},
                  {"dq-response-answered"}}};
  return set;
}

}  // namespace boussole::testing
