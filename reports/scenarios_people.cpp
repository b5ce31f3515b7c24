#include <algorithm>

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
