#include <algorithm>
#include <array>

#include "reports/scenarios_words.h"

/// What moves the figures: the spread, the paths from one scenario to another, the levers.
namespace boussole::reports {
namespace {

constexpr std::size_t kFewPairs = 15;  ///< beyond, pair by pair is for the data files

const Text& input_name(std::size_t input) {
  static const std::array<Text, engine::kSpreadInputs> kNames{{
      {"Échantillon : un autre public du même genre", "Sampling: another public of the same kind"},
      {"Poids : la vision de la démocratie, et autour d'elle", "Weights: the vision of democracy, and around it"},
      {"Agrégation : compenser beaucoup ou peu", "Aggregation: compensating much or little"},
      {"Échelles : ancres jusqu'à 10 % plus proches ou plus écartées",
       "Scales: anchors up to 10% closer or further apart"},
      {"Données manquantes : laissées de côté, au pire ou au mieux", "Missing data: left out, at worst or at best"},
  }};
  return kNames[input];
}

void add_spread(const ScenarioWords& w, const engine::Spread& spread, Section& out) {
  const bool places = !spread.audit;
  out.blocks.push_back(SubTitle{places ? w.say({"Les places, toutes ensemble", "The places, all together"})
                                       : w.report.labels[*spread.audit]});
  const std::string low = places ? w.type.number(spread.low, 1) : w.points(spread.low),
                    high = places ? w.type.number(spread.high, 1) : w.points(spread.high),
                    middle = places ? w.type.number(spread.median, 1) : w.points(spread.median);
  const Text what = places ? Text{"Déplacement moyen des places : ", "Mean shift of places: "}
                           : Text{"Score sur 100 quand tout bouge : ", "Score out of 100 when everything moves: "};
  out.blocks.push_back(Lines{Lines::Manner::plain,
                             {w.say({what.fr + middle + " (95 % entre " + low + " et " + high + ").",
                                     what.en + middle + " (95% between " + low + " and " + high + ")."})}});
  if (spread.reason) {
    out.blocks.push_back(Lines{Lines::Manner::plain, {w.say(spread.reason->text)}});
    return;
  }
  Chart chart{w.say({"Part de la dispersion où chaque source intervient, en % (effet total)",
                     "Share of the spread in which each source has a part, in % (total effect)"}),
              {"0", "25", "50", "75", "100"},
              {}};
  for (std::size_t k = 0; k < engine::kSpreadInputs; ++k) {
    const engine::SpreadIndex& index = spread.inputs[k];
    const auto held = [](double x) { return std::clamp(x, 0.0, 1.0); };
    ChartRow row{w.say(input_name(k)), held(index.total), held(index.total_low), held(index.total_high), false, "", ""};
    row.shown = w.share_range(index.total, index.total_low, index.total_high);
    row.note = w.say({"seule : ", "alone: "}) + w.share_range(index.first, index.first_low, index.first_high);
    chart.rows.push_back(std::move(row));
  }
  out.blocks.push_back(std::move(chart));
}

ChartRow path_row(const ScenarioWords& w, const engine::PathPair& pair) {
  const std::string &a = w.report.labels[pair.first], &b = w.report.labels[pair.second];
  ChartRow row;
  row.name = a + " / " + b;
  if (pair.axes == 0) {
    row.shown = w.say({"aucun axe connu des deux", "no axis known to both"});
    return row;
  }
  const std::string axes =
      w.type.count(std::int64_t(pair.axes), {"axe commun", "common axis"}, {"axes communs", "common axes"});
  row.note = w.type.typeset(axes);
  if (pair.crossing) {
    const std::string &before = pair.lead_from > 0 ? a : b, &after = pair.lead_from > 0 ? b : a;
    row.value = pair.crossing;
    row.sure = true;
    row.shown = w.say({before + ", puis " + after + " au-delà de " + w.type.percent(*pair.crossing, 0),
                       before + ", then " + after + " beyond " + w.type.percent(*pair.crossing, 0)});
  } else if (pair.lead_from == 0 && pair.lead_to == 0) {
    row.shown = w.say({"à égalité d'un bout à l'autre", "level from end to end"});
  } else {
    row.shown =
        (pair.lead_from + pair.lead_to > 0 ? a : b) + w.say({" devant d'un bout à l'autre", " ahead all along"});
  }
  return row;
}

}  // namespace

Section spread_section(const ScenarioWords& w) {
  Section out{"spread", w.say({"Ce qui fait bouger les scores", "What moves the scores"}), {}};
  if (w.report.spreads.empty()) return out;
  const std::string runs = w.type.integer(std::int64_t(w.report.spreads.front().runs));
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say(
          {"Cinq choses sont ouvertes : qui a participé, les poids, la façon d'additionner, les échelles, ce qu'on "
           "fait des manques. On les fait varier ensemble " +
               runs +
               " fois, puis on mesure la part de chacune (indices de Sobol). Si les poids dominent, "
               "la discussion est politique ; si ce sont les manques, il faut d'abord des données.",
           "Five things are open: who took part, the weights, the way to add up, the scales, what is done with gaps. "
           "They vary together " +
               runs +
               " times, then the part of each is measured (Sobol indices). If weights lead, the discussion is "
               "political; if gaps do, data come first."})}});
  for (const engine::Spread& spread : w.report.spreads) add_spread(w, spread, out);
  return out;
}

Section paths_section(const ScenarioWords& w) {
  Section out{"paths", w.say({"D'un scénario à l'autre", "From one scenario to another"}), {}};
  if (w.report.paths.empty()) return out;
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say(
          {"Les poids glissent d'un scénario (0 %) à un autre (100 %). Un point marque l'endroit où deux plateformes "
           "échangent leur ordre ; sans point, l'une reste devant. Sur les axes connus des deux, sans leurs "
           "intervalles : un croisement n'est pas une preuve.",
           "Weights slide from one scenario (0%) to another (100%). A dot marks where two platforms swap their "
           "order; without a dot, one stays ahead. On the axes known to both, without their intervals: a crossing "
           "is no proof."})}});
  if (w.report.dominance.size() > kFewPairs) {
    out.blocks.push_back(
        Lines{Lines::Manner::plain,
              {w.say({"Seuls les croisements sont montrés ; toutes les paires sont dans scenarios.json.",
                      "Only crossings are shown; all pairs are in scenarios.json."})}});
  }
  for (const engine::Path& path : w.report.paths) {
    Chart chart{w.scenario(path.from) + " → " + w.scenario(path.to) + ", " + w.profile_of_set(path.profile),
                {"0", "25", "50", "75", "100"},
                {}};
    for (const engine::PathPair& pair : path.pairs)
      if (pair.crossing || w.report.dominance.size() <= kFewPairs) chart.rows.push_back(path_row(w, pair));
    if (chart.rows.empty())
      out.blocks.push_back(
          Lines{Lines::Manner::plain,
                {chart.caption + std::string(w.type.colon()) + w.say({"aucun croisement.", "no crossing."})}});
    else
      out.blocks.push_back(std::move(chart));
  }
  return out;
}

Section levers_section(const ScenarioWords& w) {
  Section out{"levers", w.say({"Et si l'on agissait ? Levier par levier", "What if one acted? Lever by lever"}), {}};
  const std::string target = w.points(w.report.lever_target);
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say({"Chaque indicateur mesuré du levier est porté à " + target +
                  " sur 100, le reste ne bouge pas. C'est un calcul, pas une prévision ; un indicateur qui relève de "
                  "deux leviers compte dans les deux, les effets ne s'additionnent donc pas.",
              "Each measured indicator of the lever is brought to " + target +
                  " out of 100, the rest stays. This is a computation, not a forecast; an indicator under two levers "
                  "counts in both, so effects do not add up."})}});
  for (std::size_t i = 0; i < w.report.labels.size(); ++i) {
    Table table{w.report.labels[i],
                {{w.say({"Levier", "Lever"}), false},
                 {w.say({"Portés à " + target, "Brought to " + target}), true},
                 {w.say({"Déjà au-delà", "Already beyond"}), true},
                 {w.say({"Non mesurés", "Not measured"}), true},
                 {w.say({"Axes qui bougent (points)", "Axes that move (points)"}), false},
                 {w.say({"Score, selon les poids", "Score, by weights"}), true}},
                {}};
    bool ranked = false;
    for (const engine::LeverEffect& e : w.report.levers) ranked = ranked || e.first_before.has_value();
    if (ranked) table.columns.push_back({w.say({"Première place", "First place"}), true});
    for (const engine::LeverEffect& e : w.report.levers) {
      if (e.audit != i) continue;
      std::vector<std::string> moved;
      for (std::size_t k = 0; k < e.before.size(); ++k)
        if (e.before[k].value && e.after[k].value && *e.before[k].value != *e.after[k].value)
          moved.push_back(w.axis(k) + " " + w.change(*e.after[k].value - *e.before[k].value));
      std::optional<double> least, most;
      for (const auto& change : e.profile_change) {
        if (!change) continue;
        least = least ? std::min(*least, *change) : *change;
        most = most ? std::max(*most, *change) : *change;
      }
      TableRow row{
          {w.lever(e.lever), w.type.integer(std::int64_t(e.raised.size())), w.type.integer(std::int64_t(e.at_target)),
           w.type.integer(std::int64_t(e.unmeasured)), moved.empty() ? w.say({"aucun", "none"}) : w.type.list(moved),
           !least
               ? "—"
               : (w.change(*least) == w.change(*most) ? w.change(*least)
                                                      : w.change(*least) + w.say({" à ", " to "}) + w.change(*most))}};
      if (ranked)
        row.cells.push_back(e.first_before ? w.share(*e.first_before) + " → " + w.share(*e.first_after) : "—");
      table.rows.push_back(std::move(row));
    }
    out.blocks.push_back(std::move(table));
  }
  return out;
}

}  // namespace boussole::reports
