#include <algorithm>
#include <string_view>

#include "reports/scenarios_words.h"

namespace boussole::reports {
namespace {

std::string observable_name(const ScenarioWords& w, const std::string& id) {
  for (const criteria::Observable& o : w.scenarios.observables)
    if (o.id == id) return w.say(o.name);
  return id;
}

ChartRow mixture_row(const ScenarioWords& w, const engine::Position& p) {
  ChartRow row{w.scenario(p.scenario), p.membership, p.membership_low, p.membership_high, false, "", ""};
  row.shown = w.share_range(p.membership, p.membership_low, p.membership_high);
  std::vector<std::string> near, far;
  for (const engine::Pull& pull : p.pulls)
    (pull.distance <= 0.5 ? near : far)
        .push_back(observable_name(w, pull.observable) + " " + w.points(1 - pull.distance));
  if (!near.empty()) row.note += w.say({"Rapproche : ", "Pulls near: "}) + w.type.list(near) + ". ";
  if (!far.empty()) row.note += w.say({"Éloigne : ", "Pulls away: "}) + w.type.list(far) + ".";
  return row;
}

ChartRow reach_row(const ScenarioWords& w, const engine::Position& p) {
  ChartRow row{w.scenario(p.scenario), 1 - p.distance, 1 - p.most, 1 - p.least, false, "", ""};
  // With most dimensions unknown, what is known need not lie within what may be.
  row.low = std::min(*row.low, *row.value);
  row.high = std::max(*row.high, *row.value);
  row.shown = w.points(1 - p.distance) + " (" + score_range(w.type, engine::Score{0, 1 - p.high, 1 - p.low}) + ")";
  return row;
}

void add_kind(const ScenarioWords& w, std::size_t i, std::string_view kind, Section& out) {
  Chart mixture{{}, {"0", "25", "50", "75", "100"}, {}}, reach{{}, {"0", "25", "50", "75", "100"}, {}};
  std::size_t observed = 0, all = 0;
  for (const engine::Position& p : w.report.positions[i]) {
    if (p.kind != kind) continue;
    mixture.rows.push_back(mixture_row(w, p));
    reach.rows.push_back(reach_row(w, p));
    observed = p.observed;
    all = p.dimensions;
  }
  if (mixture.rows.empty()) return;
  const std::string seen = w.type.integer(std::int64_t(observed)), of = w.type.integer(std::int64_t(all));
  const Text what = kind == "measured" ? Text{"Dimensions mesurées : ", "Measured dimensions: "}
                                       : Text{"Dimensions déclarées : ", "Declared dimensions: "};
  mixture.caption = w.say({what.fr + seen + " sur " + of + ". Part de chaque scénario dans le mélange, en %",
                           what.en + seen + " of " + of + ". Part of each scenario in the mixture, in %"});
  reach.caption = w.say({"Proximité de 0 à 100, et jusqu'où elle irait selon les dimensions inconnues",
                         "Closeness from 0 to 100, and how far it might go with the unknown dimensions"});
  if (2 * observed < all)
    out.blocks.push_back(
        Lines{Lines::Manner::warnings,
              {w.say({"Moins de la moitié des dimensions est observée : ces parts tiennent à peu de chose.",
                      "Less than half of the dimensions are observed: these parts hang on little."})}});
  out.blocks.push_back(std::move(mixture));
  out.blocks.push_back(std::move(reach));
}

Lines unobserved(const ScenarioWords& w, std::size_t i) {
  // One reason that several dimensions share is said once.
  std::vector<std::pair<Text, std::vector<std::string>>> said;
  for (const engine::Observation& o : w.report.observations[i]) {
    if (!o.reason) continue;
    const auto same = std::ranges::find(said, o.reason->text, &std::pair<Text, std::vector<std::string>>::first);
    if (same == said.end())
      said.push_back({o.reason->text, {observable_name(w, o.observable)}});
    else
      same->second.push_back(observable_name(w, o.observable));
  }
  Lines lines{Lines::Manner::list, {}};
  for (const auto& [why, names] : said)
    lines.items.push_back(w.type.list(names) + w.say({", inconnu : ", ", unknown: "}) + w.say(why));
  return lines;
}

}  // namespace

Section position_section(const ScenarioWords& w) {
  Section out{"position",
              w.say({"Ce qu'est chacune : position parmi les scénarios", "What each is: position among the scenarios"}),
              {}};
  out.blocks.push_back(Lines{
      Lines::Manner::plain,
      {w.say(
          {"Une plateforme est toujours un mélange : quatre parts, jamais un seul nom. Ce n'est pas une note ; ce que "
           "vaut chacune est un autre graphique, plus bas. Les parts viennent des seules dimensions observées ; la "
           "proximité dit jusqu'où les inconnues pourraient la porter.",
           "A platform is always a mixture: four parts, never a single name. This is not a grade; how good each is "
           "stands in another chart, below. The parts come from the observed dimensions only; closeness says how far "
           "the unknown ones might take it."})}});
  for (std::size_t i = 0; i < w.report.labels.size(); ++i) {
    out.blocks.push_back(SubTitle{w.report.labels[i]});
    for (const std::string_view kind : {"measured", "declared"}) add_kind(w, i, kind, out);
    if (w.report.positions[i].empty())
      out.blocks.push_back(Lines{
          Lines::Manner::plain,
          {w.say({"Aucune dimension n'est observée : pas de position.", "No dimension is observed: no position."})}});
    out.blocks.push_back(unobserved(w, i));
  }
  return out;
}

}  // namespace boussole::reports
