#include <algorithm>

#include "reports/scenarios.h"
#include "reports/scenarios_words.h"

namespace boussole::reports {
namespace {

class Builder {
 public:
  explicit Builder(const ScenarioWords& words) : w_(words), r_(words.report) {}

  std::vector<Sheet> build() const {
    std::vector<Sheet> out{scores(), axes(), dominance()};
    if (r_.labels.size() > 1) {
      out.push_back(places());
      out.push_back(stability());
      out.push_back(paths());
    }
    out.push_back(positions());
    out.push_back(spread());
    out.push_back(levers());
    out.push_back(weights());
    if (has_comparisons()) out.push_back(compared());
    if (!r_.composites.empty()) out.push_back(composite());
    out.push_back(scenarios_numbers(r_));
    out.back().name = say({"Tous les nombres", "All numbers"});
    return out;
  }

 private:
  std::string say(const Text& text) const { return text.in(w_.type.language()); }

  Sheet scores() const {
    Sheet out{say({"Scores", "Scores"}),
              {say({"Poids", "Weights"}), say({"Audit", "Audit"}), say({"Poids connu", "Weight known"}),
               say({"Arithmétique", "Arithmetic"}), say({"Arithmétique, inconnus à 0", "Arithmetic, unknown at 0"}),
               say({"Arithmétique, inconnus à 1", "Arithmetic, unknown at 1"}), say({"Géométrique", "Geometric"}),
               say({"Géométrique, inconnus à 0", "Geometric, unknown at 0"}),
               say({"Géométrique, inconnus à 1", "Geometric, unknown at 1"})},
              {}};
    for (const engine::ProfileResult& profile : r_.profiles)
      for (std::size_t i = 0; i < profile.scores.size(); ++i) {
        const engine::WeightedScore& s = profile.scores[i];
        SheetRow row(out);
        row.text(w_.profile(profile)).text(r_.labels[i]).number(s.coverage).number(s.arithmetic).number(s.low);
        row.number(s.high).number(s.geometric).number(s.geometric_low).number(s.geometric_high);
      }
    return out;
  }

  Sheet axes() const {
    Sheet out{say({"Axes", "Axes"}),
              {say({"Axe", "Axis"}), say({"Audit", "Audit"}), say({"Score", "Score"}), say({"Borne basse", "Low"}),
               say({"Borne haute", "High"})},
              {}};
    for (std::size_t k = 0; k < r_.axes.size(); ++k)
      for (std::size_t i = 0; i < r_.labels.size(); ++i) {
        const engine::AxisPoint& p = r_.points[i][k];
        SheetRow(out).text(w_.axis(k)).text(r_.labels[i]).number(p.value).number(p.low).number(p.high);
      }
    return out;
  }

  Sheet dominance() const {
    Sheet out{
        say({"Dominance", "Dominance"}),
        {say({"Premier", "First"}), say({"Second", "Second"}), say({"Devant", "Ahead"}), say({"Derrière", "Behind"}),
         say({"À égalité", "Level"}), say({"Inconnu", "Unknown"}), say({"Qui domine", "Who dominates"})},
        {}};
    for (const engine::Dominance& d : r_.dominance) {
      SheetRow row(out);
      row.text(r_.labels[d.first]).text(r_.labels[d.second]).number(double(d.ahead)).number(double(d.behind));
      row.number(double(d.equal)).number(double(d.unknown));
      row.text(d.first_dominates()    ? r_.labels[d.first]
               : d.second_dominates() ? r_.labels[d.second]
                                      : say({"aucun", "neither"}));
    }
    return out;
  }

  Sheet places() const {
    Sheet out{say({"Places", "Places"}), {say({"Poids", "Weights"}), say({"Audit", "Audit"})}, {}};
    for (std::size_t r = 0; r < r_.labels.size(); ++r) out.headings.push_back("place " + std::to_string(r + 1));
    for (const std::string& label : r_.labels) out.headings.push_back(say({"devant ", "ahead of "}) + label);
    for (const engine::ProfileResult& profile : r_.profiles) {
      if (!profile.ranks) continue;
      for (std::size_t i = 0; i < r_.labels.size(); ++i) {
        SheetRow row(out);
        row.text(w_.profile(profile)).text(r_.labels[i]);
        for (const double x : profile.ranks->rank[i]) row.number(x);
        for (std::size_t j = 0; j < r_.labels.size(); ++j)
          row.number(i == j ? std::nullopt : std::optional(profile.ranks->beats[i][j]));
      }
    }
    return out;
  }

  Sheet stability() const {
    Sheet out{say({"Stabilité", "Stability"}),
              {say({"Poids", "Weights"}), say({"Devant", "Ahead"}), say({"Derrière", "Behind"}),
               say({"Axes connus des deux", "Axes known to both"}), say({"Part à déplacer", "Share to move"}),
               say({"Comment", "How"})},
              {}};
    for (const engine::ProfileResult& profile : r_.profiles)
      for (const engine::Radius& radius : profile.radii)
        SheetRow(out)
            .text(w_.profile(profile))
            .text(r_.labels[radius.ahead])
            .text(r_.labels[radius.behind])
            .number(double(radius.axes))
            .number(radius.share)
            .text(moved_weights(w_, profile, radius));
    return out;
  }

  Sheet paths() const {
    Sheet out{say({"Chemins", "Paths"}),
              {say({"De", "From"}), say({"À", "To"}), say({"Profil", "Profile"}), say({"Premier", "First"}),
               say({"Second", "Second"}), say({"Axes communs", "Common axes"}),
               say({"Avance au départ", "Lead at the start"}), say({"Avance à l'arrivée", "Lead at the end"}),
               say({"Croisement", "Crossing"})},
              {}};
    for (const engine::Path& path : r_.paths)
      for (const engine::PathPair& p : path.pairs) {
        SheetRow row(out);
        row.text(w_.scenario(path.from)).text(w_.scenario(path.to)).text(w_.profile_of_set(path.profile));
        row.text(r_.labels[p.first]).text(r_.labels[p.second]).number(double(p.axes));
        row.number(p.axes > 0 ? std::optional(p.lead_from) : std::nullopt);
        row.number(p.axes > 0 ? std::optional(p.lead_to) : std::nullopt).number(p.crossing);
      }
    return out;
  }

  Sheet positions() const {
    Sheet out{say({"Positions", "Positions"}),
              {say({"Audit", "Audit"}), say({"Scénario", "Scenario"}), say({"Preuve", "Evidence"}),
               say({"Part du mélange", "Part of the mixture"}), say({"Part, borne basse", "Part, low"}),
               say({"Part, borne haute", "Part, high"}), say({"Distance", "Distance"}),
               say({"Distance, borne basse", "Distance, low"}), say({"Distance, borne haute", "Distance, high"}),
               say({"Dimensions observées", "Dimensions observed"}), say({"sur", "of"})},
              {}};
    for (std::size_t i = 0; i < r_.labels.size(); ++i)
      for (const engine::Position& p : r_.positions[i]) {
        SheetRow row(out);
        row.text(r_.labels[i]).text(w_.scenario(p.scenario));
        row.text(p.kind == "measured" ? say({"mesuré", "measured"}) : say({"déclaré", "declared"}));
        row.number(p.membership).number(p.membership_low).number(p.membership_high).number(p.distance);
        row.number(p.low).number(p.high).number(double(p.observed)).number(double(p.dimensions));
      }
    return out;
  }

  Sheet spread() const {
    Sheet out{say({"Ce qui fait bouger", "What moves it"}),
              {say({"Audit", "Audit"}), say({"Source", "Source"}), say({"Effet seul", "Effect alone"}),
               say({"Seul, borne basse", "Alone, low"}), say({"Seul, borne haute", "Alone, high"}),
               say({"Effet total", "Total effect"}), say({"Total, borne basse", "Total, low"}),
               say({"Total, borne haute", "Total, high"})},
              {}};
    for (const engine::Spread& s : r_.spreads)
      for (std::size_t k = 0; k < engine::kSpreadInputs && !s.reason; ++k) {
        const engine::SpreadIndex& x = s.inputs[k];
        SheetRow row(out);
        row.text(s.audit ? r_.labels[*s.audit] : say({"les places", "the places"})).text(engine::spread_input_id(k));
        row.number(x.first).number(x.first_low).number(x.first_high).number(x.total).number(x.total_low);
        row.number(x.total_high);
      }
    return out;
  }

  Sheet levers() const {
    Sheet out{say({"Leviers", "Levers"}),
              {say({"Audit", "Audit"}), say({"Levier", "Lever"}), say({"Axe", "Axis"}), say({"Avant", "Before"}),
               say({"Après", "After"})},
              {}};
    for (const engine::LeverEffect& e : r_.levers)
      for (std::size_t k = 0; k < e.before.size(); ++k)
        SheetRow(out)
            .text(r_.labels[e.audit])
            .text(w_.lever(e.lever))
            .text(w_.axis(k))
            .number(e.before[k].value)
            .number(e.after[k].value);
    return out;
  }

  Sheet weights() const {
    Sheet out{say({"Poids", "Weights"}), {say({"Poids", "Weights"})}, {}};
    for (std::size_t k = 0; k < r_.axes.size(); ++k) out.headings.push_back(w_.axis(k));
    for (const engine::ProfileResult& profile : r_.profiles) {
      if (profile.weights.empty()) continue;
      SheetRow row(out);
      row.text(w_.profile(profile));
      for (const double weight : profile.weights) row.number(weight);
    }
    return out;
  }

  bool has_comparisons() const {
    return r_.panel && std::ranges::any_of(r_.panel->members, [](const auto& m) { return m.compared.has_value(); });
  }

  Sheet compared() const {
    Sheet out{
        say({"Axes deux à deux", "Axes two by two"}),
        {say({"Poids", "Weights"}), say({"Axe", "Axis"}), say({"compte tant de fois plus que", "matters more than"}),
         say({"Fois, comme donné", "Times, as given"}), say({"Fois, selon l'ensemble", "Times, by all together"}),
         say({"Rapport de cohérence", "Consistency ratio"})},
        {}};
    for (const engine::PanelMember& member : r_.panel->members)
      if (member.compared)
        for (const engine::AxisJudgement& j : member.compared->judgements)
          SheetRow(out)
              .text(say(member.name))
              .text(w_.axis(j.first))
              .text(w_.axis(j.second))
              .number(j.times)
              .number(j.implied)
              .number(member.compared->consistency_ratio);
    return out;
  }

  Sheet composite() const {
    Sheet out{say({"Note d'ensemble", "Overall figure"}),
              {say({"Audit", "Audit"}), say({"Moyenne", "Mean"}), say({"Borne basse", "Low"}),
               say({"Borne haute", "High"}), say({"Axes connus", "Known axes"})},
              {}};
    for (const auto& [id, point] : r_.composites.front().beside) out.headings.push_back(id);
    out.headings.push_back(say({"Pourquoi pas", "Why not"}));
    for (std::size_t i = 0; i < r_.labels.size(); ++i) {
      const engine::Composite& c = r_.composites[i];
      SheetRow row(out);
      row.text(r_.labels[i]).number(c.value).number(c.low).number(c.high).number(c.coverage);
      for (const auto& [id, point] : c.beside) row.number(point.value);
      row.text(c.reason ? say(c.reason->text) : "");
    }
    return out;
  }

  const ScenarioWords& w_;
  const engine::ScenarioReport& r_;
};

}  // namespace

std::vector<Sheet> scenarios_sheets(const engine::ScenarioReport& report, const criteria::CriteriaSet& set,
                                    const criteria::ScenarioSet& scenarios, const ScenarioReportOptions& options) {
  const ScenarioWords words(report, set, scenarios, options.report.language);
  return Builder(words).build();
}

}  // namespace boussole::reports
