#include <algorithm>
#include <cmath>

#include "reports/scenarios_words.h"

/// Whose weights: the scenarios', with the quotation of each point, and the reader's own.
namespace boussole::reports {
namespace {

int points_of(const criteria::Profile& profile, const std::string& axis) {
  int points = profile.base;
  for (const criteria::QuotedPoints& p : profile.points)
    if (p.axis == axis) points += p.points;
  return points;
}

Table profile_table(const ScenarioWords& w, const criteria::Scenario& scenario, const criteria::Profile& profile) {
  Table table{w.say(scenario.name) + ", " + w.say(profile.name),
              {{w.say({"Axe", "Axis"}), false},
               {w.say({"Points", "Points"}), true},
               {w.say({"Poids", "Weight"}), true},
               {w.say({"Ce qui les justifie", "What justifies them"}), false}},
              {}};
  for (std::size_t k = 0; k < w.report.axes.size(); ++k) {
    const std::string& axis = w.report.axes[k];
    std::vector<std::string> quotes;
    for (const criteria::QuotedPoints& p : profile.points)
      if (p.axis == axis) quotes.push_back(w.say(p.quote) + " (+" + std::to_string(p.points) + ")");
    std::string why = w.say({"base de chaque axe", "base of every axis"});
    for (std::size_t q = 0; q < quotes.size(); ++q) why = (q == 0 ? "" : why + " · ") + quotes[q];
    const auto weight = profile.weights.find(axis);
    table.rows.push_back({{w.axis(k), w.type.integer(points_of(profile, axis)),
                           w.type.percent(weight == profile.weights.end() ? 0 : weight->second, 1), why}});
  }
  return table;
}

std::string member_name(const ScenarioWords& w, const engine::PanelMember& member) {
  return w.say(member.name) + (member.by.empty() ? "" : " (" + member.by + ")");
}

std::string agreement(const ScenarioWords& w, const engine::Panel& panel) {
  if (!panel.kendall_w) return w.say(panel.no_agreement->text);
  const std::string figure = w.type.number(*panel.kendall_w, 2);
  const std::string members = w.type.count(std::int64_t(panel.members.size()), {"jeu de poids", "set of weights"},
                                           {"jeux de poids", "sets of weights"});
  Text out{"Accord des " + members + " sur l'ordre des axes : W de Kendall = " + figure +
               " (0 : aucun accord, 1 : un seul ordre).",
           "Agreement of the " + members + " on the order of the axes: Kendall's W = " + figure +
               " (0: no agreement, 1: one order)."};
  if (panel.members.size() < 8) {
    out.fr += " Avec si peu d'avis, ce chiffre décrit ce groupe et ne prouve rien au-delà.";
    out.en += " With so few opinions, this figure describes this group and proves nothing beyond.";
  } else {
    const std::string p = w.type.number(std::max(*panel.p, 0.001), 3);
    out.fr += " p = " + p + ".";
    out.en += " p = " + p + ".";
  }
  return w.say(out);
}

Lines orders(const ScenarioWords& w, const engine::Panel& panel) {
  Lines lines{Lines::Manner::list, {}};
  for (std::size_t o = 0; o < panel.orders.size(); ++o) {
    std::vector<std::string> audits, who;
    for (const std::size_t i : panel.orders[o].order) audits.push_back(w.report.labels[i]);
    for (const std::size_t m : panel.orders[o].members) who.push_back(member_name(w, panel.members[m]));
    std::string chain;
    for (std::size_t i = 0; i < audits.size(); ++i) chain += (i == 0 ? "" : " > ") + audits[i];
    lines.items.push_back(chain + std::string(w.type.colon()) + w.type.list(who));
  }
  return lines;
}

/// "3", "0,8": how many times as much.
std::string times(const ScenarioWords& w, double x) {
  return w.type.number(x, x == std::floor(x) ? 0 : x < 0.1 ? 2 : 1);
}

std::string consistency(const ScenarioWords& w, const engine::ComparedWeights& c) {
  Text out{c.used ? "Ces poids viennent des comparaisons (vecteur propre principal, Saaty 1977)."
                  : "Les points donnés font les poids ; les comparaisons (vecteur propre principal, Saaty 1977) ne "
                    "servent qu'à côté.",
           c.used ? "These weights come from the comparisons (principal eigenvector, Saaty 1977)."
                  : "The points given make the weights; the comparisons (principal eigenvector, Saaty 1977) only "
                    "stand beside them."};
  if (!c.consistency_ratio) {
    out.fr += " Pas de rapport de cohérence : il n'est défini que pour 3 à 10 axes.";
    out.en += " No consistency ratio: it is defined for 3 to 10 axes only.";
    return w.say(out);
  }
  const std::string figure = w.type.number(*c.consistency_ratio, 2);
  out.fr += " Rapport de cohérence : " + figure + " (0 : aucune contradiction ; 1 : autant qu'au hasard).";
  out.en += " Consistency ratio: " + figure + " (0: no contradiction; 1: as many as by chance).";
  out.fr += c.contradict() ? " Au-dessus de 0,10, les comparaisons se contredisent trop pour fixer des poids : revoyez "
                             "d'abord celles du tableau, corrigez le fichier et relancez."
                           : " Sous 0,10, il est d'usage de s'en servir.";
  out.en += c.contradict() ? " Above 0.10 the comparisons contradict each other too much to set weights: first look "
                             "again at those in the table, correct the file and run again."
                           : " Up to 0.10 it is usual to use them.";
  return w.say(out);
}

Table far_judgements(const ScenarioWords& w, const engine::ComparedWeights& c, const std::vector<std::size_t>& which) {
  Table table{w.say({"Les comparaisons les plus loin de ce que dit l'ensemble",
                     "The comparisons farthest from what all together say"}),
              {{w.say({"Axe", "Axis"}), false},
               {w.say({"comparé à", "compared with"}), false},
               {w.say({"Fois plus important, comme donné", "Times as important, as given"}), true},
               {w.say({"Selon l'ensemble", "By all together"}), true}},
              {}};
  for (const std::size_t i : which) {
    const engine::AxisJudgement& j = c.judgements[i];
    table.rows.push_back({{w.axis(j.first), w.axis(j.second), times(w, j.times), times(w, j.implied)}});
  }
  return table;
}

void add_compared(const ScenarioWords& w, const engine::PanelMember& member, Section& out) {
  const engine::ComparedWeights& c = *member.compared;
  out.blocks.push_back(SubTitle{w.say({"Axes comparés deux à deux", "Axes compared two by two"}) +
                                std::string(w.type.colon()) + member_name(w, member)});
  out.blocks.push_back(Lines{Lines::Manner::plain, {consistency(w, c)}});
  Table table{w.say({"Poids tirés des comparaisons", "Weights from the comparisons"}),
              {{w.say({"Axe", "Axis"}), false},
               {w.say({"Poids utilisé", "Weight used"}), true},
               {w.say({"Par comparaisons", "By comparisons"}), true},
               {w.say({"Par moyennes géométriques", "By geometric means"}), true}},
              {}};
  for (std::size_t k = 0; k < c.weights.size(); ++k)
    table.rows.push_back({{w.axis(k), w.type.percent(member.weights[k], 1), w.type.percent(c.weights[k], 1),
                           w.type.percent(c.geometric[k], 1)}});
  out.blocks.push_back(std::move(table));
  const std::vector<std::size_t> far = c.farthest(3);
  if (!far.empty()) out.blocks.push_back(far_judgements(w, c, far));
}

}  // namespace

Section weights_section(const ScenarioWords& w) {
  Section out{"weights", w.say({"Les poids et ce qui les justifie", "The weights and what justifies them"}), {}};
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say(w.scenarios.rule),
       w.say({"« Valeurs » : ce que ce monde dit priser. « Vigilance » : ce que ses limites disent de surveiller. Les "
              "points de base et leur nombre par phrase sont notre jugement : ils se discutent, et --weights en prend "
              "d'autres.",
              "“Values”: what this world says it prizes. “Vigilance”: what its limits tell one to watch. The base "
              "points and their number per phrase are our judgement: they are open to debate, and --weights takes "
              "others."})}});
  for (const criteria::Scenario& scenario : w.scenarios.scenarios) {
    out.blocks.push_back(SubTitle{w.say(scenario.name)});
    out.blocks.push_back(Lines{Lines::Manner::plain, {w.say(scenario.summary)}});
    for (const criteria::Profile& profile : scenario.profiles)
      out.blocks.push_back(profile_table(w, scenario, profile));
  }
  return out;
}

Section panel_section(const ScenarioWords& w) {
  Section out{"panel", w.say({"Vos propres poids", "Your own weights"}), {}};
  if (!w.report.panel) return out;
  const engine::Panel& panel = *w.report.panel;
  out.blocks.push_back(Lines{Lines::Manner::plain, {agreement(w, panel)}});
  Table table{w.say({"Poids de chaque axe", "Weight of each axis"}), {{w.say({"Axe", "Axis"}), false}}, {}};
  for (const engine::PanelMember& member : panel.members) table.columns.push_back({member_name(w, member), true});
  table.columns.push_back({w.say({"Du moindre au plus grand", "Least to most"}), true});
  for (std::size_t k = 0; k < panel.axes.size(); ++k) {
    TableRow row{{w.axis(k)}};
    for (const engine::PanelMember& member : panel.members) row.cells.push_back(w.type.percent(member.weights[k], 1));
    row.cells.push_back(w.type.percent(panel.axes[k].least, 1) + w.say({" à ", " to "}) +
                        w.type.percent(panel.axes[k].most, 1));
    table.rows.push_back(std::move(row));
  }
  out.blocks.push_back(std::move(table));
  for (const engine::PanelMember& member : panel.members)
    if (member.compared) add_compared(w, member, out);
  if (panel.orders.empty()) return out;
  const std::string axes = w.type.count(std::int64_t(panel.common_axes), {"axe", "axis"}, {"axes", "axes"});
  out.blocks.push_back(SubTitle{w.say({"L'ordre selon chacun", "The order, by each"})});
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say({"Sur " + axes +
                  " que tous les audits connaissent, sans leurs intervalles. Chaque ordre reste, même d'une seule voix "
                  ": une minorité n'est pas une erreur.",
              "On the " + axes +
                  " that all audits know, without their intervals. Each order stays, even with a single voice: a "
                  "minority is not an error."})}});
  out.blocks.push_back(orders(w, panel));
  return out;
}

Section composite_section(const ScenarioWords& w) {
  Section out{"composite", w.say({"Une seule note, puisque vous la demandez", "One figure, since you ask for it"}), {}};
  if (w.report.composites.empty()) return out;
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say(
          {"Moyenne des axes connus, poids égaux. L'intervalle dit où elle va quand on change de public, de poids, de "
           "façon d'additionner, d'échelles et de règle pour les manques. Elle n'est donnée que si la moitié des axes "
           "a un score, et jamais sans le pouvoir d'agir et les suites : une bonne moyenne peut cacher un processus "
           "sans effet.",
           "Mean of the known axes, equal weights. The interval says where it goes when the public, the weights, the "
           "way to add up, the scales and the rule for gaps change. It is given only if half of the axes have a "
           "score, and never without power to act and follow-up: a good mean may hide a process without effect."})}});
  Table table{w.say({"Sur 100", "Out of 100"}),
              {{w.say({"Audit", "Audit"}), false},
               {w.say({"Moyenne", "Mean"}), true},
               {w.say({"Intervalle", "Interval"}), true},
               {w.say({"Axes connus", "Known axes"}), true}},
              {}};
  for (const auto& [id, point] : w.report.composites.front().beside)
    for (std::size_t k = 0; k < w.report.axes.size(); ++k)
      if (w.report.axes[k] == id) table.columns.push_back({w.axis(k), true});
  const bool places = w.report.labels.size() > 1;
  if (places) table.columns.push_back({w.say({"Places possibles", "Possible places"}), true});
  for (std::size_t i = 0; i < w.report.labels.size(); ++i) {
    const engine::Composite& c = w.report.composites[i];
    TableRow row{{w.report.labels[i], c.value ? w.points(*c.value) : w.say({"pas de note", "no figure"})}};
    row.cells.push_back(c.low && c.high ? score_range(w.type, engine::Score{0, c.low, c.high}) : "—");
    row.cells.push_back(w.type.percent(c.coverage, 0));
    for (const auto& [id, point] : c.beside) row.cells.push_back(w.axis_point(point));
    if (places)
      row.cells.push_back(!c.best_place ? "—"
                                        : w.type.integer(std::int64_t(*c.best_place)) + w.say({" à ", " to "}) +
                                              w.type.integer(std::int64_t(*c.worst_place)));
    table.rows.push_back(std::move(row));
  }
  out.blocks.push_back(std::move(table));
  Lines reasons{Lines::Manner::list, {}};
  for (std::size_t i = 0; i < w.report.labels.size(); ++i)
    if (w.report.composites[i].reason)
      reasons.items.push_back(w.report.labels[i] + std::string(w.type.colon()) +
                              w.say(w.report.composites[i].reason->text));
  out.blocks.push_back(std::move(reasons));
  return out;
}

std::string moved_weights(const ScenarioWords& w, const engine::ProfileResult& profile, const engine::Radius& radius) {
  std::vector<std::string> moves;
  for (std::size_t k = 0; k < radius.weights.size(); ++k) {
    const double before = profile.weights[k], after = radius.weights[k];
    if (std::max(before - after, after - before) < 0.0005) continue;
    moves.push_back(w.axis(k) + " " + w.type.percent(before, 1) + " → " + w.type.percent(after, 1));
  }
  return w.type.list(moves);
}

}  // namespace boussole::reports
