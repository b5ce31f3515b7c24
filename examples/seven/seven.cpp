#include "examples/seven/seven.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "engine/scoring/scores.h"
#include "engine/statistics/random.h"

namespace boussole::examples {
namespace {

using criteria::CriteriaSet;
using criteria::Indicator;
using engine::IndicatorResult;
using engine::Status;
namespace statistics = engine::statistics;

struct Character {
  const char *id, *name, *connector;
  Text portrait;
  std::map<std::string, double> axes;   ///< score around which the axis's indicators are drawn
  std::map<std::string, double> fixed;  ///< indicators that say what the platform is
  double size = 1;                      ///< times the smallest sample
  double missing = 0;                   ///< share of the other indicators that are not measured
  double declared = 1;                  ///< share of the declared indicators that have evidence
};

std::vector<Character> characters() {
  return {
      {"val-orme",
       "Parlons Val-Orme",
       "decidim",
       {"Ville moyenne ; un prestataire fournit l'outil, à la demande de la mairie.",
        "Medium town; a vendor provides the tool, to the council's order."},
       {{"acces", 0.65},
        {"diversite", 0.5},
        {"debat", 0.45},
        {"pouvoir-agir", 0.3},
        {"suites", 0.7},
        {"transparence", 0.4},
        {"protection", 0.6},
        {"communs", 0.3}},
       {{"pou-coconstruction", 0.3}, {"deb-reciprocite", 0.4}, {"com-licence-libre", 0.25}, {"com-hebergement", 0.5}},
       6,
       0.05,
       0.8},
      {"region-haute",
       "Concertation Région-Haute",
       "consul",
       {"Région ; service public internalisé, l'administration fixe les thèmes.",
        "Region; an in-house public service, the administration sets the topics."},
       {{"acces", 0.45},
        {"diversite", 0.4},
        {"debat", 0.35},
        {"pouvoir-agir", 0.25},
        {"suites", 0.6},
        {"transparence", 0.5},
        {"protection", 0.85},
        {"communs", 0.8}},
       {{"pou-coconstruction", 0.25}, {"deb-reciprocite", 0.35}, {"com-licence-libre", 0.75}, {"com-hebergement", 1}},
       10,
       0.05,
       0.9},
      {"les-communs",
       "Les Communs de Brise",
       "decidim",
       {"Association et ville ; logiciel libre, communauté qui développe et débat.",
        "Association and town; free software, a community that develops and debates."},
       {{"acces", 0.4},
        {"diversite", 0.3},
        {"debat", 0.75},
        {"pouvoir-agir", 0.8},
        {"suites", 0.45},
        {"transparence", 0.9},
        {"protection", 0.7},
        {"communs", 0.9}},
       {{"pou-coconstruction", 0.9}, {"deb-reciprocite", 0.85}, {"com-licence-libre", 1}, {"com-hebergement", 1}},
       4,
       0.05,
       1},
      {"mon-quartier",
       "MonQuartier+",
       "decidim",
       {"Groupe d'un grand réseau social ; tout le monde y est, l'entreprise fixe les règles.",
        "A group on a large social network; everyone is there, the company sets the rules."},
       {{"acces", 0.8},
        {"diversite", 0.55},
        {"debat", 0.25},
        {"pouvoir-agir", 0.35},
        {"suites", 0.15},
        {"transparence", 0.15},
        {"protection", 0.2},
        {"communs", 0.1}},
       {{"pou-coconstruction", 0.1}, {"deb-reciprocite", 0.15}, {"com-licence-libre", 0}, {"com-hebergement", 0}},
       20,
       0.2,
       0.6},
      {"lin-sur-loire",
       "Lin-sur-Loire décide",
       "decidim",
       {"Petite ville ; budget participatif, réunions et site, la mairie répond à presque tout.",
        "Small town; participatory budget, meetings and a site, the council answers nearly everything."},
       {{"acces", 0.7},
        {"diversite", 0.6},
        {"debat", 0.5},
        {"pouvoir-agir", 0.65},
        {"suites", 0.85},
        {"transparence", 0.6},
        {"protection", 0.65},
        {"communs", 0.5}},
       {{"pou-coconstruction", 0.55}, {"deb-reciprocite", 0.5}, {"com-licence-libre", 0.75}, {"com-hebergement", 0.75}},
       3,
       0.1,
       0.8},
      {"petit-bourg",
       "Petit-Bourg participe",
       "decidim",
       {"Village ; un premier budget participatif, très peu de données.",
        "Village; a first participatory budget, very little data."},
       {{"acces", 0.55},
        {"diversite", 0.55},
        {"debat", 0.4},
        {"pouvoir-agir", 0.5},
        {"suites", 0.6},
        {"transparence", 0.35},
        {"protection", 0.6},
        {"communs", 0.4}},
       {{"com-licence-libre", 0.75}},
       1,
       0.65,
       0.2},
      {"grand-parvis",
       "Grand Parvis, l'avis de tous",
       "cap_collectif",
       {"Métropole ; beaucoup de contributions, peu de réponses, une synthèse sans liens.",
        "Metropolis; many contributions, few answers, a summary without links."},
       {{"acces", 0.6},
        {"diversite", 0.65},
        {"debat", 0.55},
        {"pouvoir-agir", 0.2},
        {"suites", 0.1},
        {"transparence", 0.3},
        {"protection", 0.55},
        {"communs", 0.35}},
       {{"pou-coconstruction", 0.2}, {"deb-reciprocite", 0.45}, {"com-licence-libre", 0.25}, {"com-hebergement", 0.5}},
       60,
       0.1,
       0.5},
  };
}

/// A number of [-1, 1] that depends on the platform and the indicator only.
double noise(std::size_t platform, std::size_t indicator, std::uint64_t stream) {
  return 2 * statistics::u64_to_double(statistics::random_word(7, stream, platform, indicator)) - 1;
}

double round_to(double x, double step) { return double(std::int64_t(x / step + (x < 0 ? -0.5 : 0.5))) * step; }

/// The value that the scale turns into this score (the lower side of a band).
double value_at(const criteria::Norm& norm, double score) {
  if (const auto* posts = std::get_if<criteria::Goalposts>(&norm))
    return posts->zero_at + score * (posts->one_at - posts->zero_at);
  if (const auto* band = std::get_if<criteria::Band>(&norm))
    return band->zero_below + score * (band->one_from - band->zero_below);
  const auto& steps = std::get<criteria::Ladder>(norm).steps;
  const auto nearest = std::ranges::min_element(
      steps, {}, [&](const criteria::LadderStep& s) { return std::max(s.value - score, score - s.value); });
  return nearest->value;
}

std::int64_t sample_of(const Indicator& indicator, double size) {
  double least = 20;
  for (const auto& [what, count] : indicator.minimal)
    if (count > 1) least = std::max(least, count);
  return std::int64_t(least * size);
}

void measure(IndicatorResult& r, const Indicator& indicator, double score, double size) {
  r.status = Status::ok;
  r.value = round_to(value_at(indicator.norm, score), 0.0001);
  r.n = sample_of(indicator, size);
  r.missing = *r.n / 25;
  if (r.kind == "declared" || std::holds_alternative<criteria::Ladder>(indicator.norm)) {
    r.n.reset();
    r.missing.reset();
    r.interval_reason = Message{"declared",
                                {"Déclaré et inventé : à une marche près, pas d'intervalle.",
                                 "Declared and invented: within one step, no interval."}};
    return;
  }
  // Half a unit of score for a sample of 30, a tenth for 750: the width of an invented interval.
  const double half = std::min(0.45, 2.2 / (5.4772 * std::max(1.0, double(*r.n) / 30)));
  const double scale = std::max(0.06, half * 0.6);
  double low = value_at(indicator.norm, score - scale), high = value_at(indicator.norm, score + scale);
  if (low > high) std::swap(low, high);
  if (r.unit == "ratio" || r.unit == "points" || r.unit == "index") {
    low = std::clamp(low, 0.0, 1.0);
    high = std::clamp(high, 0.0, 1.0);
    r.value = std::clamp(*r.value, 0.0, 1.0);
  }
  low = std::max(low, 0.0);
  r.interval = engine::Interval{std::min(round_to(low, 0.0001), *r.value), std::max(round_to(high, 0.0001), *r.value),
                                0.95, "invented"};
}

IndicatorResult result_of(const Character& character, std::size_t platform, const Indicator& indicator,
                          std::size_t place) {
  IndicatorResult r;
  r.id = indicator.id;
  r.axis = indicator.axis;
  r.criterion = indicator.criterion;
  r.unit = indicator.unit_code;
  r.formula = indicator.formula_id;
  r.method = "invented";
  r.references = indicator.references;
  r.kind = indicator.kind == criteria::Kind::measured   ? "measured"
           : indicator.kind == criteria::Kind::declared ? "declared"
                                                        : "mixed";
  const auto fixed = character.fixed.find(indicator.id);
  const double chance = (noise(platform, place, 1) + 1) / 2;
  const bool absent = r.kind == "declared" ? chance >= character.declared : chance < character.missing;
  if (fixed == character.fixed.end() && absent) {
    r.status = r.kind == "declared" ? Status::missing : Status::insufficient_sample;
    r.reason = r.kind == "declared"
                   ? Message{"no_evidence", {"Aucune pièce n'a été donnée.", "No evidence was given."}}
                   : Message{"too_few", {"Trop peu de cas pour un chiffre.", "Too few cases for a figure."}};
    r.interval_reason = Message{"no_value", {"Pas de valeur, donc pas d'intervalle.", "No value, so no interval."}};
    return r;
  }
  const double centre = character.axes.at(indicator.axis);
  const double score = fixed != character.fixed.end()
                           ? fixed->second
                           : std::clamp(centre + 0.18 * noise(platform, place, 2), 0.02, 0.98);
  measure(r, indicator, score, character.size);
  return r;
}

engine::Audit audit_of(const Character& character, std::size_t platform, const CriteriaSet& set) {
  engine::Audit audit;
  audit.tool_version = "0.1.0";
  audit.platform_name = character.name;
  audit.platform_url = std::string("https://") + character.id + ".example";
  audit.connector = character.connector;
  audit.generation = "invented";
  audit.as_of = "2026-01-01";
  // Invented figures rest on no file: a hash would only say when the texts were last touched.
  audit.criteria = {set.id, set.version, std::string(64, '0'), set.status};
  audit.parameters.seed = 7;
  audit.declarations = set.declarations;
  for (std::size_t k = 0; k < set.indicators.size(); ++k)
    audit.indicators.push_back(result_of(character, platform, set.indicators[k], k));
  engine::score_indicators(set, audit.indicators);
  audit.criteria_scores = engine::criterion_scores(set, audit.indicators);
  audit.axes = engine::axis_scores(set, audit.criteria_scores);
  return audit;
}

}  // namespace

std::vector<InventedPlatform> seven_platforms(const CriteriaSet& set) {
  std::vector<InventedPlatform> out;
  for (const Character& character : characters())
    out.push_back({character.id, character.portrait, audit_of(character, out.size(), set)});
  return out;
}

InventedPlatform before_it_answers(const CriteriaSet& set) {
  std::vector<Character> all = characters();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::string_view(all[i].id) != "lin-sur-loire") continue;
    Character before = all[i];
    before.axes["suites"] = 0.35;
    InventedPlatform out{"lin-sur-loire-2024", before.portrait, audit_of(before, i, set)};
    out.audit.as_of = "2024-01-01";
    return out;
  }
  return {};
}

}  // namespace boussole::examples
