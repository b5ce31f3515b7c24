#include "reports/scenarios.h"

#include <algorithm>
#include <string_view>

#include "reports/figures.h"
#include "reports/scenarios_words.h"

namespace boussole::reports {
namespace {

using engine::ProfileResult;

constexpr std::size_t kFewPairs = 6;  ///< beyond, pair by pair is for the data files

class Builder {
 public:
  Builder(const engine::ScenarioReport& report, const criteria::CriteriaSet& set,
          const criteria::ScenarioSet& scenarios, const ScenarioReportOptions& options)
      : r_(report),
        set_(set),
        scenarios_(scenarios),
        options_(options),
        type_(options.report.language),
        words_(report, set, scenarios, options.report.language) {}

  Document build() {
    Document out;
    out.language = type_.language();
    out.kicker = say({"Scénarios", "Scenarios"});
    out.title = type_.list(r_.labels);
    out.tool = "boussole " + options_.tool_version;
    out.meta = {say({"Scénarios " + scenarios_.version, "Scenarios " + scenarios_.version})};
    out.notes = {say({"Aucun total n'est neutre : chaque jeu de poids est une vision de la démocratie.",
                      "No total is neutral: each set of weights is a vision of democracy."}),
                 say({"Un axe sans score n'est ni zéro ni oublié : la fourchette va de 0 à 1 pour lui.",
                      "An axis without a score is neither zero nor forgotten: its range is 0 to 1."}),
                 say({"Seuls les scores mesurés comptent ; les déclarés n'y entrent pas.",
                      "Only measured scores count; declared ones do not enter."})};
    if (r_.labels.size() > 1) out.sections.push_back(dominance());
    out.sections.push_back(position_section(words_));
    out.sections.push_back(scores());
    if (r_.labels.size() > 1) {
      out.sections.push_back(ranks());
      out.sections.push_back(radii());
      out.sections.push_back(paths_section(words_));
    }
    out.sections.push_back(spread_section(words_));
    out.sections.push_back(levers_section(words_));
    if (r_.panel) out.sections.push_back(panel_section(words_));
    if (!r_.composites.empty()) out.sections.push_back(composite_section(words_));
    out.sections.push_back(weights_section(words_));
    out.sections.push_back(method());
    return out;
  }

 private:
  std::string say(const Text& text) const { return type_.typeset(text); }
  std::string points(double score) const { return score_points(type_, score); }
  std::string share(double x) const { return type_.percent(x, 0); }
  std::string axis_name(std::size_t k) const {
    for (const criteria::Axis& axis : set_.axes)
      if (axis.id == r_.axes[k]) return say(axis.name);
    return r_.axes[k];
  }
  std::string profile_name(const ProfileResult& profile) const {
    if (profile.scenario.empty()) return say(profile.name);
    return say(profile.scenario_name) + std::string(type_.colon()) + say(profile.name);
  }

  std::string dominance_sentence(const engine::Dominance& d) const {
    const std::string &a = r_.labels[d.first], &b = r_.labels[d.second];
    const std::string ahead = type_.integer(std::int64_t(d.ahead)), behind = type_.integer(std::int64_t(d.behind)),
                      unknown = type_.integer(std::int64_t(d.unknown)), equal = type_.integer(std::int64_t(d.equal));
    Text out{a + " devant " + b + " sur " + ahead + ", derrière sur " + behind + ", à égalité sur " + equal +
                 ", inconnu sur " + unknown + " : ",
             a + " ahead of " + b + " on " + ahead + ", behind on " + behind + ", level on " + equal + ", unknown on " +
                 unknown + ": "};
    if (d.first_dominates() || d.second_dominates()) {
      const std::string& winner = d.first_dominates() ? a : b;
      out.fr += winner + " domine, quels que soient les poids.";
      out.en += winner + " dominates, whatever the weights.";
    } else if (d.ahead > 0 && d.behind > 0) {
      out.fr += "aucun ne domine, l'ordre dépend des poids.";
      out.en += "neither dominates, the order depends on the weights.";
    } else {
      out.fr += "on ne peut pas dire que l'un domine.";
      out.en += "it cannot be said that one dominates.";
    }
    return say(out);
  }

  /// "Sur 21 paires, aucune n'a un audit qui domine l'autre." What the list below comes to.
  std::string dominance_in_short() const {
    const auto pairs = static_cast<std::int64_t>(r_.dominance.size());
    const auto won = std::count_if(r_.dominance.begin(), r_.dominance.end(), [](const engine::Dominance& d) {
      return d.first_dominates() || d.second_dominates();
    });
    const std::string of = say({"Sur ", "Of "}) + type_.count(pairs, {"paire", "pair"}, {"paires", "pairs"});
    if (won == 0)
      return type_.typeset(
          of + say({", aucune où l'on puisse dire que l'un domine l'autre : un ordre y est un choix de poids.",
                    ", none where one can be said to dominate the other: an order there is a choice of weights."}));
    return type_.typeset(of + ", " +
                         type_.count(won,
                                     {"où l'un domine l'autre, quels que soient les poids.",
                                      "where one dominates the other, whatever the weights."},
                                     {"où l'un domine l'autre, quels que soient les poids.",
                                      "where one dominates the other, whatever the weights."}));
  }

  Section dominance() const {
    Section out{"dominance", say({"D'abord, sans aucun poids", "First, without any weights"}), {}};
    Lines lines{Lines::Manner::list, {}};
    for (const engine::Dominance& d : r_.dominance) lines.items.push_back(dominance_sentence(d));
    Lines warnings{Lines::Manner::warnings, {}};
    for (const Message& warning : r_.warnings) warnings.items.push_back(say(warning.text));
    out.blocks = {
        Lines{Lines::Manner::lead, {dominance_in_short()}},
        Lines{Lines::Manner::plain,
              {say({"L'un domine s'il est devant sur au moins un axe et derrière sur aucun, tous étant connus. "
                    "Les axes comparent les scores publiés, sans leurs intervalles.",
                    "One dominates when it is ahead on at least one axis and behind on none, all being known. "
                    "Axes compare the published scores, without their intervals."})}},
        lines, warnings, axis_table()};
    return out;
  }

  Table axis_table() const {
    Table table{say({"Scores mesurés par axe, sur 100", "Measured scores by axis, out of 100"}),
                {{say({"Axe", "Axis"}), false}},
                {}};
    for (const std::string& label : r_.labels) table.columns.push_back({label, true});
    for (std::size_t k = 0; k < r_.axes.size(); ++k) {
      TableRow row{{axis_name(k)}};
      for (const auto& audit : r_.points) {
        const engine::AxisPoint& p = audit[k];
        if (!p.value) {
          row.cells.push_back(say({"inconnu", "unknown"}));
          continue;
        }
        const std::string range = score_range(type_, engine::Score{*p.value, p.low, p.high});
        row.cells.push_back(points(*p.value) + (range.empty() ? "" : " (" + range + ")"));
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  std::string mean_words(const std::optional<double>& mean, double low, double high) const {
    const std::string range = score_range(type_, engine::Score{0, low, high});
    if (!mean) return "— (" + range + ")";
    return points(*mean) + " (" + range + ")";
  }

  Section scores() const {
    Section out{"scores",
                say({"Ce que vaut chacune : scores sous chaque jeu de poids",
                     "How good each is: scores under each set of weights"}),
                {}};
    out.blocks.push_back(Lines{
        Lines::Manner::plain,
        {say(
            {"À gauche la moyenne arithmétique, où un axe fort compense un faible ; à droite la géométrique, qui "
             "compense moins. Entre parenthèses, ce que devient chacune si tout axe inconnu vaut 0, puis 1.",
             "On the left the arithmetic mean, where a strong axis makes up for a weak one; on the right the geometric "
             "one, which compensates less. In brackets, what each becomes if every unknown axis is 0, then 1."})}});
    for (std::size_t i = 0; i < r_.labels.size(); ++i) {
      out.blocks.push_back(SubTitle{r_.labels[i]});
      Chart chart{say({"Moyenne arithmétique sur 100, de tout inconnu à 0 à tout inconnu à 1",
                       "Arithmetic mean out of 100, from every unknown at 0 to every unknown at 1"}),
                  {"0", "25", "50", "75", "100"},
                  {}};
      Table table{r_.labels[i] + say({", les deux moyennes sur 100", ", both means out of 100"}),
                  {{say({"Poids", "Weights"}), false},
                   {say({"Arithmétique", "Arithmetic"}), true},
                   {say({"Géométrique", "Geometric"}), true},
                   {say({"Poids connu", "Weight known"}), true}},
                  {}};
      for (const ProfileResult& profile : r_.profiles) {
        if (profile.scores.empty()) continue;
        const engine::WeightedScore& s = profile.scores[i];
        ChartRow row{profile_name(profile), s.arithmetic, s.low, s.high, false, "", ""};
        row.shown = mean_words(s.arithmetic, s.low, s.high);
        chart.rows.push_back(row);
        table.rows.push_back({{profile_name(profile), row.shown,
                               mean_words(s.geometric, s.geometric_low, s.geometric_high), share(s.coverage)}});
      }
      out.blocks.push_back(std::move(chart));
      out.blocks.push_back(std::move(table));
    }
    return out;
  }

  Section ranks() const {
    Section out{
        "places", say({"Places, quand les poids et les scores bougent", "Places, when weights and scores move"}), {}};
    out.blocks.push_back(Lines{
        Lines::Manner::plain,
        {say({"Part des tirages où chacun a chaque place. Les poids sont tirés autour du profil, les scores dans leurs "
              "intervalles, les axes inconnus entre 0 et 1. Ce n'est pas un classement.",
              "Share of the draws where each has each place. Weights are drawn around the profile, scores within their "
              "intervals, unknown axes between 0 and 1. This is not a ranking."})}});
    for (const ProfileResult& profile : r_.profiles) {
      if (!profile.ranks) continue;
      Table table{profile_name(profile), {{say({"Audit", "Audit"}), false}}, {}};
      for (std::size_t r = 0; r < r_.labels.size(); ++r)
        table.columns.push_back({say({"place " + std::to_string(r + 1), "place " + std::to_string(r + 1)}), true});
      for (const std::string& label : r_.labels) table.columns.push_back({say({"devant ", "ahead of "}) + label, true});
      for (std::size_t i = 0; i < r_.labels.size(); ++i) {
        TableRow row{{r_.labels[i]}};
        for (const double x : profile.ranks->rank[i]) row.cells.push_back(share(x));
        for (std::size_t j = 0; j < r_.labels.size(); ++j)
          row.cells.push_back(i == j ? "—" : share(profile.ranks->beats[i][j]));
        table.rows.push_back(std::move(row));
      }
      out.blocks.push_back(std::move(table));
    }
    return out;
  }

  std::string radius_words(const ProfileResult& profile, const engine::Radius& radius) const {
    const std::string &a = r_.labels[radius.ahead], &b = r_.labels[radius.behind];
    const std::string axes = type_.count(std::int64_t(radius.axes), {"axe connu des deux", "axis known to both"},
                                         {"axes connus des deux", "axes known to both"});
    if (!radius.share)
      return say({a + " devant " + b + " (" + axes + ") : aucun déplacement des poids ne renverse cet ordre.",
                  a + " ahead of " + b + " (" + axes + "): no move of the weights reverses this order."});
    const std::string moved = figure(type_, Quantity{*radius.share, "ratio", std::nullopt, std::nullopt, std::nullopt});
    const std::string how = moved_weights(words_, profile, radius);
    return say({a + " devant " + b + " (" + axes + ") : il faut déplacer " + moved +
                    " des poids pour renverser l'ordre : " + how + ".",
                a + " ahead of " + b + " (" + axes + "): " + moved +
                    " of the weights must move to reverse the order: " + how + "."});
  }

  /// The three orders that the least move of weights reverses.
  static std::vector<engine::Radius> most_fragile(std::vector<engine::Radius> radii) {
    std::stable_sort(radii.begin(), radii.end(), [](const engine::Radius& a, const engine::Radius& b) {
      return a.share.value_or(2) < b.share.value_or(2);
    });
    radii.resize(std::min<std::size_t>(radii.size(), 3));
    return radii;
  }

  Section radii() const {
    Section out{
        "stability",
        say({"Combien de poids déplacer pour renverser un ordre", "How much weight must move to reverse an order"}),
        {}};
    const bool many = r_.dominance.size() > kFewPairs;
    if (many)
      out.blocks.push_back(
          Lines{Lines::Manner::plain,
                {say({"Pour chaque jeu de poids, les trois ordres les plus fragiles ; toutes les paires sont dans "
                      "scenarios.json.",
                      "For each set of weights, the three most fragile orders; all pairs are in scenarios.json."})}});
    for (const ProfileResult& profile : r_.profiles) {
      if (profile.radii.empty()) continue;
      out.blocks.push_back(SubTitle{profile_name(profile)});
      Lines lines{Lines::Manner::list, {}};
      for (const engine::Radius& radius : many ? most_fragile(profile.radii) : profile.radii)
        lines.items.push_back(radius_words(profile, radius));
      out.blocks.push_back(std::move(lines));
    }
    if (out.blocks.empty())
      out.blocks.push_back(
          Lines{Lines::Manner::plain,
                {say({"Aucune paire n'a d'axe connu des deux côtés.", "No pair has an axis known on both sides."})}});
    return out;
  }

  Section method() const {
    Section out{"method", say({"Méthode", "Method"}), {}};
    const std::string draws = type_.integer(std::int64_t(r_.draws)), seed = std::to_string(r_.seed),
                      kappa = type_.number(r_.kappa, 0);
    out.blocks = {Lines{
        Lines::Manner::list,
        {say(scenarios_.rule), say(scenarios_.source),
         say({"Places : SMAA-2 (Lahdelma et Salminen 2001), " + draws + " tirages, graine " + seed +
                  ", poids de Dirichlet(" + kappa +
                  " × profil), et uniformes pour « tous les poids possibles ». Chaque "
                  "score est tiré d'une normale de part et d'autre de sa valeur, selon son intervalle ; un score sans "
                  "intervalle est pris tel quel.",
              "Places: SMAA-2 (Lahdelma and Salminen 2001), " + draws + " draws, seed " + seed +
                  ", weights from Dirichlet(" + kappa +
                  " × profile), and uniform for “any weights”. Each score is drawn "
                  "from a normal on each side of its value, by its interval; a score without interval is taken as it "
                  "is."}),
         say({"Position : distance de Gower (1971), moyenne de min(1, écart / tolérance) ; mesuré et déclaré à part. "
              "Part "
              "du mélange : softmax de −distance / 0,25.",
              "Position: Gower's distance (1971), mean of min(1, gap / tolerance); measured and declared apart. Part "
              "of "
              "the mixture: softmax of −distance / 0.25."}),
         say({"Ce qui fait bouger : indices de Sobol, premier ordre (Saltelli et al. 2010) et total (Jansen 1999), "
              "fourchettes par 200 rééchantillonnages. Poids : un profil au hasard, puis Dirichlet autour ; sommes "
              "arithmétique ou géométrique ; ancres des échelles de −10 à +10 % ; axes inconnus laissés de côté, à 0 "
              "ou "
              "à 1.",
              "What moves it: Sobol indices, first order (Saltelli et al. 2010) and total (Jansen 1999), ranges by 200 "
              "resamplings. Weights: a profile at random, then Dirichlet around it; arithmetic or geometric sums; "
              "anchors "
              "of the scales from −10 to +10%; unknown axes left out, at 0 or at 1."})}}};
    if (!options_.report.command.empty()) out.blocks.push_back(Lines{Lines::Manner::plain, {options_.report.command}});
    return out;
  }

  const engine::ScenarioReport& r_;
  const criteria::CriteriaSet& set_;
  const criteria::ScenarioSet& scenarios_;
  const ScenarioReportOptions& options_;
  const Typography type_;
  const ScenarioWords words_;
};

}  // namespace

Document scenarios_document(const engine::ScenarioReport& report, const criteria::CriteriaSet& set,
                            const criteria::ScenarioSet& scenarios, const ScenarioReportOptions& options) {
  return Builder(report, set, scenarios, options).build();
}

}  // namespace boussole::reports
