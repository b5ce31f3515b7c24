#include "reports/compare.h"
#include "reports/compare_words.h"

namespace boussole::reports {
namespace {

class Builder {
 public:
  Builder(const engine::Comparison& comparison, const criteria::CriteriaSet& set, const CompareOptions& options)
      : c_(comparison), set_(set), options_(options), type_(options.report.language) {}

  std::vector<Sheet> build() const {
    std::vector<Sheet> out{differences(), figures(), axes(), declared(), left_out()};
    if (!c_.slopes.empty()) out.push_back(slopes());
    if (!c_.warnings.empty()) out.push_back(warnings());
    return out;
  }

 private:
  std::string say(const Text& text) const { return text.in(options_.report.language); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = set_.find(id);
    return known == nullptr ? id : say(known->name);
  }
  std::string axis_name(const std::string& id) const {
    for (const criteria::Axis& axis : set_.axes)
      if (axis.id == id) return say(axis.name);
    return id;
  }

  void pair(Sheet& sheet, const Text& what, const std::string& id, const std::string& shown, const std::string& unit,
            const engine::PairDifference& d, double first, double second) const {
    const engine::DifferenceEstimate& e = d.estimate;
    const auto end = [&e](double engine::statistics::Range::*which) {
      return e.interval ? std::optional((*e.interval).*which) : std::nullopt;
    };
    SheetRow row(sheet);
    row.text(say(what)).text(id).text(shown).text(unit).text(c_.labels[d.first]).text(c_.labels[d.second]);
    row.number(first).number(second).number(e.difference).number(end(&engine::statistics::Range::low));
    row.number(end(&engine::statistics::Range::high)).number(e.probability).number(e.p).number(d.adjusted);
    row.text(say(verdict_word(d.demonstrated))).text(e.reason ? say(e.reason->text) : "");
    row.text(pair_sentence(type_, c_.labels, d, unit));
    if (!c_.against) return;
    row.number(d.together ? std::optional(d.together->low) : std::nullopt);
    row.number(d.together ? std::optional(d.together->high) : std::nullopt);
  }

  Sheet differences() const {
    Sheet out{say({"Écarts", "Differences"}),
              {say({"Quoi", "What"}), say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Unité", "Unit"}),
               say({"Premier", "First"}), say({"Second", "Second"}), say({"Chiffre du premier", "First's figure"}),
               say({"Chiffre du second", "Second's figure"}), say({"Écart", "Difference"}),
               say({"Écart, borne basse", "Difference, low"}), say({"Écart, borne haute", "Difference, high"}),
               say({"Probabilité que le premier dépasse", "Probability that the first exceeds"}), "p",
               c_.against ? "p (Dunnett)" : "p (Holm)", say({"Verdict", "Verdict"}), say({"Raison", "Reason"}),
               say({"En clair", "In words"})},
              {}};
    if (c_.against) {
      out.headings.push_back(say({"Tous à la fois, borne basse", "All at once, low"}));
      out.headings.push_back(say({"Tous à la fois, borne haute", "All at once, high"}));
    }
    for (const auto& row : c_.axes)
      for (const auto& d : row.differences)
        pair(out, {"axe", "axis"}, row.id, axis_name(row.id), kAxisUnit, d, row.common[d.first]->value,
             row.common[d.second]->value);
    for (const auto& row : c_.indicators)
      for (const auto& d : row.differences)
        pair(out, {"indicateur", "indicator"}, row.id, name(row.id), row.results.front().unit, d,
             *row.results[d.first].value, *row.results[d.second].value);
    if (c_.delay)
      for (const auto& d : c_.delay->differences)
        pair(out, {"attente moyenne", "mean wait"}, "mean_within_" + std::to_string(c_.delay->days),
             say(delay_name(c_.delay->days)), "days", d, c_.delay->means[d.first].mean, c_.delay->means[d.second].mean);
    return out;
  }

  Sheet figures() const {
    Sheet out{
        say({"Chiffres", "Figures"}),
        {say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Axe", "Axis"}), say({"Audit", "Audit"}),
         say({"Valeur", "Value"}), say({"Unité", "Unit"}), say({"Borne basse", "Low"}), say({"Borne haute", "High"}),
         say({"Niveau", "Level"}), say({"Score (0 à 1)", "Score (0 to 1)"}), "n", say({"Manquants", "Missing"})},
        {}};
    if (options_.ranks) {
      out.headings.push_back(say({"Meilleure place possible", "Best possible place"}));
      out.headings.push_back(say({"Dernière place possible", "Worst possible place"}));
    }
    for (const auto& row : c_.indicators)
      for (std::size_t i = 0; i < row.results.size(); ++i) {
        const engine::IndicatorResult& r = row.results[i];
        SheetRow line(out);
        line.text(row.id).text(name(row.id)).text(axis_name(row.axis)).text(c_.labels[i]).number(r.value).text(r.unit);
        line.number(r.interval ? std::optional(r.interval->low) : std::nullopt);
        line.number(r.interval ? std::optional(r.interval->high) : std::nullopt);
        line.number(r.interval ? std::optional(r.interval->level) : std::nullopt);
        line.number(r.score ? std::optional(r.score->value) : std::nullopt);
        line.number(r.n ? std::optional(double(*r.n)) : std::nullopt);
        line.number(r.missing ? std::optional(double(*r.missing)) : std::nullopt);
        if (!options_.ranks) continue;
        const bool placed = !row.ranks.empty();
        line.number(placed ? std::optional(double(row.ranks[i].best)) : std::nullopt);
        line.number(placed ? std::optional(double(row.ranks[i].worst)) : std::nullopt);
      }
    return out;
  }

  Sheet axes() const {
    Sheet out{say({"Axes", "Axes"}),
              {say({"Axe", "Axis"}), say({"Audit", "Audit"}), say({"Publié", "Published"}),
               say({"Publié, borne basse", "Published, low"}), say({"Publié, borne haute", "Published, high"}),
               say({"Commun", "Common"}), say({"Commun, borne basse", "Common, low"}),
               say({"Commun, borne haute", "Common, high"}), say({"Poids commun", "Common weight"})},
              {}};
    const auto group = [](SheetRow& row, const std::optional<engine::GroupScore>& score) {
      row.number(score ? std::optional(score->value) : std::nullopt);
      row.number(score ? score->low : std::nullopt).number(score ? score->high : std::nullopt);
    };
    for (const auto& axis : c_.axes)
      for (std::size_t i = 0; i < c_.labels.size(); ++i) {
        SheetRow row(out);
        row.text(axis_name(axis.id)).text(c_.labels[i]);
        group(row, axis.published[i]);
        group(row, axis.common[i]);
        row.number(axis.coverage);
      }
    return out;
  }

  Sheet declared() const {
    Sheet out{say({"Déclaré", "Declared"}),
              {say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Audit", "Audit"}), say({"Valeur", "Value"}),
               say({"Unité", "Unit"})},
              {}};
    for (const auto& row : c_.declared)
      for (std::size_t i = 0; i < c_.labels.size(); ++i) {
        const auto& r = row.results[i];
        SheetRow(out)
            .text(row.id)
            .text(name(row.id))
            .text(c_.labels[i])
            .number(r ? r->value : std::nullopt)
            .text(r && r->value ? r->unit : say({"non déclaré", "not declared"}));
      }
    return out;
  }

  Sheet left_out() const {
    Sheet out{say({"Laissé de côté", "Left out"}),
              {say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Pourquoi", "Why"})},
              {}};
    for (const auto& row : c_.left_out) SheetRow(out).text(row.id).text(name(row.id)).text(say(row.reason.text));
    return out;
  }

  Sheet slopes() const {
    Sheet out{say({"Dans le temps", "Over time"}),
              {say({"Nom", "Name"}), say({"De", "From"}), say({"À", "To"}), say({"Années", "Years"}),
               say({"Par an", "A year"}), say({"Borne basse", "Low"}), say({"Borne haute", "High"})},
              {}};
    for (const engine::Slope& s : c_.slopes)
      SheetRow(out)
          .text(s.is_axis ? axis_name(s.id) : name(s.id))
          .text(c_.labels[s.earlier])
          .text(c_.labels[s.later])
          .number(s.years)
          .number(s.per_year)
          .number(s.low)
          .number(s.high);
    return out;
  }

  Sheet warnings() const {
    Sheet out{say({"À savoir", "Warnings"}), {say({"Avertissement", "Warning"})}, {}};
    for (const Message& warning : c_.warnings) SheetRow(out).text(say(warning.text));
    return out;
  }

  const engine::Comparison& c_;
  const criteria::CriteriaSet& set_;
  const CompareOptions& options_;
  const Typography type_;
};

}  // namespace

std::vector<Sheet> comparison_sheets(const engine::Comparison& comparison, const criteria::CriteriaSet& set,
                                     const CompareOptions& options) {
  return Builder(comparison, set, options).build();
}

}  // namespace boussole::reports
