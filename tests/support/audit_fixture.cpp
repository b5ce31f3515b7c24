#include "tests/support/audit_fixture.h"

namespace boussole::testing {

namespace {

using engine::IndicatorResult;
using engine::Interval;
using engine::Score;
using engine::Status;

IndicatorResult result(const char* id, const char* axis, const char* unit) {
  IndicatorResult out;
  out.id = id;
  out.axis = axis;
  out.criterion = std::string(axis) + "-1";
  out.kind = "measured";
  out.unit = unit;
  out.method = "direct count";
  out.formula = std::string(id) + "-v1";
  out.references = "Wilson 1927; Smith & Jones 2009";
  return out;
}

IndicatorResult measured(const char* id, const char* axis, const char* unit, double value, Interval interval,
                         Score score) {
  IndicatorResult out = result(id, axis, unit);
  out.status = Status::ok;
  out.value = value;
  out.interval = std::move(interval);
  out.score = score;
  return out;
}

IndicatorResult unmeasured(const char* id, const char* axis, const char* unit, Status status, Message reason) {
  IndicatorResult out = result(id, axis, unit);
  out.status = status;
  out.reason = std::move(reason);
  out.interval_reason = Message{"no_value", {"Pas de valeur, donc pas d'intervalle.", "No value, so no interval."}};
  return out;
}

const char* const kBootstrap = "participants redrawn, percentile, B=2000";

void add_voice(std::vector<IndicatorResult>& out) {
  out.push_back(
      measured("div-gini", "diversite", "index", 0.35712, {0.31, 0.39, 0.95, kBootstrap}, {0.805, 0.745, 0.891}));
  out.back().n = 1204;
  out.back().missing = 12;
  out.back().parts = {{"authors", {"auteurs", "authors"}, 1204.0},
                      {"mean", {"contributions par auteur", "contributions per author"}, 4.2957},
                      {"value_with_organisers", {"valeur avec l'organisateur", "value with the organiser"}, 0.4391}};
  out.back().warnings = {
      {"organisers_apart",
       {"3 comptes de l'organisateur sont comptés à part.", "3 organiser accounts are counted apart."}}};
  out.push_back(measured("div-top", "diversite", "ratio", 0.41, {0.31, 0.53, 0.95, kBootstrap}, {0.42, 0.30, 0.55}));
  out.back().n = 204;
  out.back().missing = 0;
  out.push_back(unmeasured(
      "div-parite", "diversite", "points", Status::missing,
      {"no_demographics",
       {"L'export ne contient aucune donnée d'âge ni de genre.", "The export has no data on age or gender."}}));
  out.back().kind = "mixed";
  out.push_back(
      unmeasured("div-themes", "diversite", "ratio", Status::insufficient_sample,
                 {"too_few_contributions",
                  {"31 contributions classées ; il en faut 50.", "31 contributions have a theme; 50 are needed."}}));
  out.back().n = 31;
  out.back().parts = {{"people", {"auteurs classés", "authors with a theme"}, std::nullopt}};
}

void add_debate(std::vector<IndicatorResult>& out) {
  out.push_back(
      measured("deb-reciprocite", "debat", "ratio", 0.0512, {0.032, 0.081, 0.95, kBootstrap}, {0.003, 0.0, 0.0775}));
  out.back().n = 5171;
  out.back().missing = 10;
  IndicatorResult depth = result("deb-profondeur", "debat", "count");
  depth.status = Status::ok;
  depth.value = 2.3461;
  depth.interval_reason = Message{
      "does_not_cover",
      {"Avec 24 fils, aucun intervalle honnête n'a été trouvé.", "With 24 threads, no honest interval was found."}};
  depth.score = Score{0.4487, std::nullopt, std::nullopt};
  depth.n = 24;
  depth.missing = 0;
  out.push_back(depth);
  IndicatorResult contested =
      measured("deb-respect", "debat", "ratio", 0.93, {0.88, 0.97, 0.95, kBootstrap}, {0.82, 0.64, 0.96});
  contested.kind = "mixed";
  contested.status = Status::contested;
  contested.reason = Message{"challenged",
                             {"La collectivité conteste l'échantillon lu ; réponse attendue.",
                              "The authority contests the sample that was read; an answer is due."}};
  contested.n = 150;
  out.push_back(contested);
}

void add_follow_up(std::vector<IndicatorResult>& out) {
  out.push_back(measured("sui-taux-reponse", "suites", "ratio", 0.998, {0.9912, 0.9996, 0.95, kBootstrap}, {1, 1, 1}));
  out.back().n = 5171;
  out.back().missing = 0;
  out.push_back(
      measured("sui-delai-reponse", "suites", "days", 412.4, {371.2, 463.8, 0.95, "Kaplan-Meier, log-log"}, {0, 0, 0}));
  out.back().n = 204;
  out.back().missing = 3;
  out.push_back(unmeasured(
      "sui-budget", "suites", "ratio", Status::not_applicable,
      {"no_budget", {"Aucun budget participatif sur cette plateforme.", "No participatory budget on this platform."}}));
  out.push_back(unmeasured("sui-bilan", "suites", "index", Status::missing,
                           {"no_evidence", {"Aucune pièce fournie.", "No evidence given."}}));
  out.back().kind = "declared";
  IndicatorResult weight =
      measured("sui-poids", "suites", "megabytes", 1.44, {1.2, 1.7, 0.95, "one step either way"}, {0.73, 0.66, 0.8});
  weight.kind = "declared";
  weight.n = 5;
  out.push_back(weight);
}

std::vector<engine::SpaceResult> spaces(const std::vector<IndicatorResult>& platform) {
  engine::SpaceResult first;
  first.id = "/processes/budget-2024";
  first.kind = "process";
  first.title = {"<script>alert(\"1\")</script> L'école & l'eau", "<script>alert(\"1\")</script> School & water"};
  first.url = "https://participer.example/processes/budget-2024?a=1&b=2";
  first.participants = 312;
  first.contributions = 1450;
  first.comments = 2210;
  first.indicators = {platform[1], platform[4], platform[3]};
  engine::SpaceResult second;
  second.id = "/assemblies/x";
  second.kind = "assembly";
  second.title = {"=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"};
  second.url = "javascript:alert(1)";
  second.contributions = 3;
  second.indicators = {platform[3]};
  return {first, second};
}

engine::OtherSet other_set() {
  IndicatorResult answered = result("dq-response-answered", "dq-responsiveness", "score");
  answered.status = Status::ok;
  answered.value = 5;
  answered.interval_reason =
      Message{"not_theirs", {"Cette mesure ne donne pas d'intervalle.", "This measure gives no interval."}};
  answered.score = Score{1, std::nullopt, std::nullopt};
  answered.n = 204;
  answered.parts = {{"answered", {"propositions répondues", "proposals answered"}, 41.0},
                    {"proposals", {"toutes les propositions", "all proposals"}, 204.0}};
  engine::OtherSet out;
  out.criteria = {"decidim_quality", "0.31", std::string(64, 'd'), "reproduction"};
  out.indicators = {answered};
  out.totals = {{"dq-responsiveness-mean", 3.25, "score", 2, std::nullopt}};
  return out;
}

engine::OtherSet other_set_of_a_space() {
  engine::OtherSet out = other_set();
  out.scope = "/processes/budget-2024";
  out.scope_title = {"Budget <i>2024</i>", "Budget <i>2024</i>"};
  out.totals[0].value.reset();
  out.totals[0].reason =
      Message{"not_settled",
              {"L'export ne permet pas de le dire : entre 1 et 3.", "The export does not tell: between 1 and 3."}};
  return out;
}

std::vector<engine::SourceRecord> sources() {
  engine::SourceRecord proposals;
  proposals.file = "export.zip!proposals.csv";
  proposals.entity = "proposals";
  proposals.sha256 = std::string(64, 'a');
  proposals.bytes = 4123456;
  proposals.rows_read = 5168;
  proposals.rows_rejected = 2;
  proposals.rows_duplicate = 1;
  proposals.columns_ignored = {"extra_<b>", "cost"};
  proposals.columns_personal = {"author/name", "author/avatar_url"};
  proposals.notes = {{"no_steps", {"Les phases n'ont pas de date.", "Phases have no date."}}};
  engine::SourceRecord other;
  other.file = "-lisez-moi.txt";
  other.entity = "unknown";
  other.sha256 = std::string(64, 'b');
  other.bytes = 812;
  return {proposals, other};
}

}  // namespace

engine::Audit fixture_audit() {
  engine::Audit audit;
  audit.tool_version = "0.1.0";
  audit.platform_name = "Ville d'Exemple & <Co>";
  audit.platform_url = "https://participer.example";
  audit.connector = "decidim";
  audit.generation = "decidim 0.29";
  audit.as_of = "2026-11-01";
  audit.sources = sources();
  audit.criteria = {"boussole", "0.1", std::string(64, 'c'), "proposal"};
  audit.parameters.seed = 18446744073709551615U;
  audit.parameters.locales = {"ca"};
  audit.parameters.organiser_accounts = 3;
  audit.capabilities = {{"comments.author", "full"}, {"proposals.votes", "hidden"}, {"users.birth", "absent"}};
  audit.context = {{"ctx-volume", 5171.0, "count", 5171, std::nullopt},
                   {"ctx-acceptation", 0.201, "ratio", 204, std::nullopt},
                   {"ctx-portee", std::nullopt, "ratio", std::nullopt,
                    Message{"no_population", {"La population n'est pas donnée.", "The population is not given."}}}};
  add_voice(audit.indicators);
  add_debate(audit.indicators);
  add_follow_up(audit.indicators);
  audit.criteria_scores = {
      {"diversite-1", "diversite", engine::GroupScore{0.61, 0.5, 0.7, 0.5, std::nullopt}, std::nullopt}};
  engine::AxisScore voices{
      "diversite", engine::GroupScore{0.61, 0.52, 0.72, 0.5, 0.58}, std::nullopt, Status::ok, std::nullopt, 0.5};
  engine::AxisScore debate{
      "debat",
      std::nullopt,
      std::nullopt,
      Status::insufficient_sample,
      Message{"below_half", {"Moins de la moitié du poids est mesurée.", "Less than half of the weight is measured."}},
      0.33};
  audit.axes = {voices, debate};
  audit.spaces = spaces(audit.indicators);
  audit.other_sets = {other_set(), other_set_of_a_space()};
  audit.rejections.total = 2;
  audit.rejections.by_reason = {{"bad_date", 1}, {"unclosed_quote", 1}};
  audit.rejections.sample = {{"export.zip!proposals.csv",
                              812,
                              14,
                              {"bad_date", {"date illisible : « <31/31/2024> »", "unreadable date: “<31/31/2024>”"}}}};
  audit.declarations = {
      {"Ce jeu de critères est une proposition. Ce n'est pas la Boussole publiée.",
       "This criteria set is a proposal. It is not the published Boussole."},
      {"Les chiffres décrivent des traces, pas la démocratie.", "The figures describe traces, not democracy."},
      {"Deux intervalles qui se recouvrent : l'ordre n'est pas établi.",
       "Two intervals that overlap: the order is not established."}};
  return audit;
}

engine::Audit empty_audit() { return {}; }

}  // namespace boussole::testing
