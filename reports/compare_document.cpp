#include <algorithm>

#include "reports/compare.h"
#include "reports/compare_words.h"
#include "reports/figures.h"
#include "reports/reading.h"

namespace boussole::reports {
namespace {

using engine::ComparedAxis;
using engine::ComparedIndicator;

class Builder {
 public:
  Builder(const engine::Comparison& comparison, const criteria::CriteriaSet& set, const CompareOptions& options)
      : c_(comparison), set_(set), options_(options), type_(options.report.language) {}

  Document build() {
    Document out;
    out.language = type_.language();
    out.kicker = say({"Comparaison", "Comparison"});
    out.title = title();
    out.tool = "boussole " + options_.tool_version;
    out.meta = {type_.typeset(type_.count(std::int64_t(c_.indicators.size()),
                                          {"indicateur commun comparé", "common indicator compared"},
                                          {"indicateurs communs comparés", "common indicators compared"})),
                type_.typeset(type_.count(std::int64_t(c_.left_out.size()), {"laissé de côté", "left out"},
                                          {"laissés de côté", "left out"}))};
    out.notes = {say({"« Non démontré » ne veut pas dire « égal » : les données ne permettent pas de trancher.",
                      "“Not demonstrated” does not mean “equal”: the data cannot decide."}),
                 say({"L'ordre est celui de la commande, pas un classement.",
                      "The order is that of the command, not a ranking."})};
    out.sections = {summary(), axes(), indicators()};
    if (c_.delay) out.sections.push_back(delay());
    if (!c_.slopes.empty()) out.sections.push_back(over_time());
    if (!c_.declared.empty()) out.sections.push_back(declared());
    out.sections.push_back(left_out());
    out.sections.push_back(method());
    return out;
  }

 private:
  std::string say(const Text& text) const { return type_.typeset(text); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = set_.find(id);
    return known == nullptr ? id : say(known->name);
  }
  std::string axis_name(const std::string& id) const {
    for (const criteria::Axis& axis : set_.axes)
      if (axis.id == id) return say(axis.name);
    return id;
  }

  /// "A, B et C", or "A et B face à C".
  std::string title() const {
    if (!c_.against) return type_.list(c_.labels);
    std::vector<std::string> others = c_.labels;
    others.erase(others.begin() + std::ptrdiff_t(*c_.against));
    return type_.list(others) + say({" face à ", " against "}) + c_.labels[*c_.against];
  }

  std::string lead() const {
    if (c_.family == 0)
      return say({"Aucun écart n'a pu être éprouvé : aucun indicateur commun n'a d'intervalle partout.",
                  "No difference could be tested: no common indicator has an interval everywhere."});
    const auto tested = std::int64_t(c_.family), held = std::int64_t(c_.demonstrated);
    const std::string tests =
        type_.count(tested, {"écart éprouvé", "difference tested"}, {"écarts éprouvés", "differences tested"});
    const std::string proven =
        type_.count(held, {"est démontré", "is demonstrated"}, {"sont démontrés", "are demonstrated"});
    return say({"Sur " + tests + ", " + proven + ".", "Of " + tests + ", " + proven + "."});
  }

  Section summary() const {
    Section out{"summary", say({"Ce qu'on peut dire", "What can be said"}), {}};
    out.blocks.push_back(Lines{Lines::Manner::lead, {lead()}});
    Lines found{Lines::Manner::list, {}};
    for (const ComparedAxis& axis : c_.axes)
      for (const auto& pair : axis.differences)
        if (pair.demonstrated)
          found.items.push_back(axis_name(axis.id) + std::string(type_.colon()) + axis_sentence(pair));
    for (const ComparedIndicator& row : c_.indicators)
      for (const auto& pair : row.differences)
        if (pair.demonstrated)
          found.items.push_back(name(row.id) + std::string(type_.colon()) +
                                pair_sentence(type_, c_.labels, pair, row.results.front().unit));
    if (c_.delay)
      for (const auto& pair : c_.delay->differences)
        if (pair.demonstrated)
          found.items.push_back(say(delay_name(c_.delay->days)) + std::string(type_.colon()) +
                                pair_sentence(type_, c_.labels, pair, "days"));
    out.blocks.push_back(found);
    Lines warnings{Lines::Manner::warnings, {}};
    for (const Message& warning : c_.warnings) warnings.items.push_back(say(warning.text));
    out.blocks.push_back(warnings);
    return out;
  }

  /// Axis scores are read out of 100: a difference of 0.12 is 12 points.
  std::string axis_sentence(const engine::PairDifference& pair) const {
    return pair_sentence(type_, c_.labels, pair, kAxisUnit);
  }

  std::string score_words(const std::optional<engine::GroupScore>& score) const {
    if (!score) return "—";
    const std::string range = score_range(type_, engine::Score{score->value, score->low, score->high});
    return score_points(type_, score->value) + (range.empty() ? "" : " (" + range + ")");
  }

  static constexpr std::size_t kMostSideBySide = 3;  ///< beyond, columns do not fit a sheet of paper or a small screen

  std::string axes_caption() const {
    return say(
        {"Scores sur 100 : publié par chaque audit, puis refait sur les seuls indicateurs communs. Seuls les "
         "seconds se comparent.",
         "Scores out of 100: as each audit gives it, then made again from the common indicators only. Only "
         "the latter compare."});
  }

  /// One row an axis.
  Table axes_side_by_side() const {
    Table table{axes_caption(), {{say({"Axe", "Axis"}), false}}, {}};
    for (const std::string& label : c_.labels) {
      table.columns.push_back({label + say({", publié", ", published"}), true});
      table.columns.push_back({label + say({", commun", ", common"}), true});
    }
    table.columns.push_back({say({"Poids commun", "Common weight"}), true});
    for (const ComparedAxis& axis : c_.axes) {
      TableRow row{{axis_name(axis.id)}};
      for (std::size_t i = 0; i < c_.labels.size(); ++i) {
        row.cells.push_back(score_words(axis.published[i]));
        row.cells.push_back(score_words(axis.common[i]));
      }
      row.cells.push_back(type_.percent(axis.coverage, 0));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  /// One row an axis and audit.
  Table axes_in_turn() const {
    Table table{axes_caption(),
                {{say({"Axe", "Axis"}), false},
                 {say({"Audit", "Audit"}), false},
                 {say({"Publié", "Published"}), true},
                 {say({"Commun", "Common"}), true},
                 {say({"Poids commun", "Common weight"}), true}},
                {}};
    for (const ComparedAxis& axis : c_.axes)
      for (std::size_t i = 0; i < c_.labels.size(); ++i)
        table.rows.push_back({{axis_name(axis.id), c_.labels[i], score_words(axis.published[i]),
                               score_words(axis.common[i]), type_.percent(axis.coverage, 0)}});
    return table;
  }

  Section axes() const {
    Section out{"axes", say({"Par axe", "By axis"}), {}};
    Lines sentences{Lines::Manner::list, {}};
    for (const ComparedAxis& axis : c_.axes) {
      for (const auto& pair : axis.differences)
        sentences.items.push_back(axis_name(axis.id) + std::string(type_.colon()) + axis_sentence(pair));
      if (options_.ranks && !axis.ranks.empty()) sentences.items.push_back(ranks(axis_name(axis.id), axis.ranks));
      if (options_.ranks && !axis.places.empty())
        sentences.items.push_back(axis_name(axis.id) + std::string(type_.colon()) +
                                  places_sentence(type_, c_.labels, axis.places));
    }
    out.blocks = {c_.labels.size() > kMostSideBySide ? axes_in_turn() : axes_side_by_side(), sentences};
    return out;
  }

  std::string ranks(const std::string& what, const std::vector<engine::RankRange>& places) const {
    std::vector<std::string> items;
    for (std::size_t i = 0; i < places.size(); ++i) items.push_back(c_.labels[i] + " " + rank_words(type_, places[i]));
    return what + say({", places possibles : ", ", possible places: "}) + type_.list(items);
  }

  ChartRow chart_row(std::size_t subject, const engine::IndicatorResult& result) const {
    ChartRow out;
    out.name = c_.labels[subject];
    if (result.score) {
      out.value = result.score->value;
      out.low = result.score->low;
      out.high = result.score->high;
    }
    out.sure = reading(result) == Reading::demonstrated;
    out.shown = figure(type_, quantity(result));
    const std::string bounds = short_range(type_, quantity(result));
    if (!bounds.empty()) out.shown += " (" + bounds + ")";
    if (result.n) out.note = "n = " + type_.integer(*result.n);
    return out;
  }

  Section indicators() const {
    Section out{"indicators", say({"Chaque indicateur commun", "Each common indicator"}), {}};
    for (const ComparedIndicator& row : c_.indicators) {
      out.blocks.push_back(SubTitle{name(row.id)});
      Chart chart{say({"Score sur 100 ; à droite, la valeur et son intervalle",
                       "Score out of 100; on the right, the value and its interval"}),
                  {"0", "25", "50", "75", "100"},
                  {}};
      for (std::size_t i = 0; i < row.results.size(); ++i) chart.rows.push_back(chart_row(i, row.results[i]));
      out.blocks.push_back(std::move(chart));
      Lines sentences{Lines::Manner::list, {}};
      for (const auto& pair : row.differences)
        sentences.items.push_back(pair_sentence(type_, c_.labels, pair, row.results.front().unit));
      if (options_.ranks && !row.ranks.empty()) sentences.items.push_back(ranks(name(row.id), row.ranks));
      if (options_.ranks && !row.places.empty())
        sentences.items.push_back(places_sentence(type_, c_.labels, row.places));
      out.blocks.push_back(std::move(sentences));
      Lines warnings{Lines::Manner::warnings, {}};
      for (const Message& warning : row.warnings) warnings.items.push_back(say(warning.text));
      out.blocks.push_back(std::move(warnings));
    }
    return out;
  }

  Section delay() const {
    Section out{"mean-wait", say(delay_name(c_.delay->days)), {}};
    const std::string span = std::to_string(c_.delay->days);
    out.blocks.push_back(Lines{
        Lines::Manner::plain,
        {say({"Toutes les attentes comptent, réponse ou non ; celles de plus de " + span + " jours comptent " + span +
                  " jours. Le délai médian ne dit rien des attentes sans réponse ; celui-ci les compte, "
                  "sur une durée que tous ont eue.",
              "Every wait counts, answered or not; those longer than " + span + " days count " + span +
                  " days. The median says nothing of waits without an answer; this counts them, over a span "
                  "that all have had."})}});
    Table table{say({"Jours d'attente", "Days of waiting"}),
                {{say({"Audit", "Audit"}), false},
                 {say({"Moyenne", "Mean"}), true},
                 {say({"Intervalle", "Interval"}), true},
                 {say({"Erreur type", "Standard error"}), true}},
                {}};
    for (std::size_t i = 0; i < c_.labels.size(); ++i) {
      const engine::MeanWait& wait = c_.delay->means[i];
      const Quantity shown{wait.mean, "days", wait.low, wait.high, std::nullopt};
      table.rows.push_back({{c_.labels[i], figure(type_, shown), range(type_, shown), type_.number(wait.se, 1)}});
    }
    out.blocks.push_back(std::move(table));
    Lines sentences{Lines::Manner::list, {}};
    for (const auto& pair : c_.delay->differences)
      sentences.items.push_back(pair_sentence(type_, c_.labels, pair, "days"));
    out.blocks.push_back(std::move(sentences));
    return out;
  }

  Section over_time() const {
    Section out{"time", say({"Dans le temps", "Over time"}), {}};
    out.blocks.push_back(Lines{
        Lines::Manner::plain,
        {say({"La même plateforme à plusieurs dates. Une pente n'est donnée que si l'écart entre deux dates est "
              "démontré.",
              "The same platform at several dates. A slope is given only where the difference between two dates is "
              "demonstrated."})}});
    Lines lines{Lines::Manner::list, {}};
    std::vector<std::string> still;
    for (const engine::Slope& slope : c_.slopes) {
      const std::string what = slope.is_axis ? axis_name(slope.id) : name(slope.id);
      if (!slope.per_year) {
        if (std::find(still.begin(), still.end(), what) == still.end()) still.push_back(what);
        continue;
      }
      std::string unit = kAxisUnit;
      for (const ComparedIndicator& row : c_.indicators)
        if (!slope.is_axis && row.id == slope.id) unit = row.results.front().unit;
      lines.items.push_back(what + ", " + slope_sentence(type_, c_.labels, slope, unit));
    }
    if (!still.empty())
      lines.items.push_back(say({"Au moins entre deux dates, aucun changement démontré, donc pas de pente : ",
                                 "Between two dates at least, no demonstrated change, so no slope: "}) +
                            type_.list(still) + ".");
    out.blocks.push_back(std::move(lines));
    return out;
  }

  Section declared() const {
    Section out{"declared", say({"Déclaré, côte à côte", "Declared, side by side"}), {}};
    Table table{say({"Ce que chacun déclare, avec ses pièces ; jamais soustrait ni mélangé à ce qui est mesuré.",
                     "What each declares, with evidence; never subtracted nor mixed with what is measured."}),
                {{say({"Indicateur", "Indicator"}), false}},
                {}};
    for (const std::string& label : c_.labels) table.columns.push_back({label, false});
    for (const auto& row : c_.declared) {
      TableRow line{{name(row.id)}};
      for (const auto& result : row.results)
        line.cells.push_back(result && result->value ? figure(type_, quantity(*result))
                                                     : say({"non déclaré", "not declared"}));
      table.rows.push_back(std::move(line));
    }
    out.blocks.push_back(std::move(table));
    return out;
  }

  Section left_out() const {
    Section out{"left-out", say({"Ce qui a été laissé de côté", "What was left out"}), {}};
    Table table{say({"Un indicateur n'est comparé que s'il est mesuré partout, de la même façon.",
                     "An indicator is compared only where all audits measured it, the same way."}),
                {{say({"Indicateur", "Indicator"}), false}, {say({"Pourquoi", "Why"}), false}},
                {}};
    for (const auto& row : c_.left_out) table.rows.push_back({{name(row.id), say(row.reason.text)}});
    out.blocks.push_back(std::move(table));
    return out;
  }

  std::string demonstrated_by(const std::string& level) const {
    const std::string least = type_.number(1 - c_.level, 3);
    if (c_.against)
      return say({"Démontré : chacun face à " + c_.labels[*c_.against] +
                      ", et non toutes les paires. La p est corrigée sur tous les écarts de cette page ensemble, par "
                      "étapes depuis le plus sûr ; dans un même indicateur par la loi de Dunnett (1955), qui sait que "
                      "les écarts partagent un chiffre. Au plus " +
                      least + " (niveau " + level +
                      "). « Avec tous les autres à la fois » : l'intervalle qui vaut pour tous les écarts du même "
                      "indicateur ensemble.",
                  "Demonstrated: each against " + c_.labels[*c_.against] +
                      ", not all pairs. p is corrected over all differences of this page together, step by step from "
                      "the surest; within one indicator by Dunnett's law (1955), which knows that the differences "
                      "share a figure. At most " +
                      least + " (level " + level +
                      "). “With all the others at once”: the interval that holds for all differences of the same "
                      "indicator together."});
    return say(
        {"Démontré : p corrigée de Holm (1979) sur tous les écarts de cette page ensemble, indicateurs, axes et "
         "attentes, "
         "au plus " +
             least + " (niveau " + level + "). Les intervalles imprimés, eux, ne sont pas corrigés.",
         "Demonstrated: p corrected by Holm (1979) over all differences of this page, indicators, axes and waits, at "
         "most " +
             least + " (level " + level + "). The intervals printed are not corrected."});
  }

  Section method() const {
    const std::string level = type_.percent(c_.level, 0);
    Section out{"method", say({"Méthode", "Method"}), {}};
    out.blocks.push_back(Lines{
        Lines::Manner::list,
        {say({"Écart : premier moins second, dans l'ordre donné. Son intervalle vient des deux intervalles imprimés "
              "(méthode MOVER, Zou et Donner 2008 ; pour deux parts, c'est celle de Newcombe 1998).",
              "Difference: first less second, in the order given. Its interval comes from the two printed intervals "
              "(MOVER, Zou and Donner 2008; for two shares it is Newcombe's, 1998)."}),
         say({"Probabilité : lue au niveau où cet intervalle toucherait 0. C'est une approximation, car chaque "
              "intervalle n'est connu qu'à un niveau ; elle suppose les deux audits indépendants.",
              "Probability: read at the level where this interval would touch 0. It is an approximation, since each "
              "interval is known at one level only; it supposes the two audits independent."}),
         demonstrated_by(level),
         say({"Attentes moyennes : aires sous les courbes de Kaplan-Meier, erreurs types de Greenwood, écart normal "
              "(Royston et Parmar 2013).",
              "Mean waits: areas under Kaplan-Meier curves, Greenwood standard errors, normal difference (Royston and "
              "Parmar 2013)."}),
         say({"L'intervalle d'un axe est la moyenne des bornes de ses indicateurs : large à dessein, car on ignore "
              "comment "
              "ils varient ensemble.",
              "The interval of an axis is the mean of its indicators' bounds: wide on purpose, since how they vary "
              "together is not known."})}});
    if (options_.ranks)
      out.blocks.push_back(Lines{
          Lines::Manner::list,
          {say({"Places possibles : seuls les écarts démontrés comptent (Mogstad et al. 2024). Part des tirages : "
                "chaque "
                "chiffre tiré dans son intervalle, 10 000 fois, graine " +
                    std::to_string(options_.seed) + ".",
                "Possible places: only demonstrated differences count (Mogstad et al. 2024). Share of the draws: each "
                "figure drawn within its interval, 10,000 times, seed " +
                    std::to_string(options_.seed) + "."})}});
    if (!options_.report.command.empty()) out.blocks.push_back(Lines{Lines::Manner::plain, {options_.report.command}});
    return out;
  }

  const engine::Comparison& c_;
  const criteria::CriteriaSet& set_;
  const CompareOptions& options_;
  const Typography type_;
};

}  // namespace

Document comparison_document(const engine::Comparison& comparison, const criteria::CriteriaSet& set,
                             const CompareOptions& options) {
  return Builder(comparison, set, options).build();
}

}  // namespace boussole::reports
