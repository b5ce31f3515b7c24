#include "reports/criteria_diff.h"

#include <cmath>

#include "engine/json/writer.h"
#include "reports/figures.h"

namespace boussole::reports {
namespace {

using What = engine::IndicatorChange::What;

class Builder {
 public:
  Builder(const engine::CriteriaDiff& d, const criteria::CriteriaSet& before, const criteria::CriteriaSet& after,
          const Options& options)
      : d_(d), before_(before), after_(after), options_(options), type_(options.language) {}

  Document build(const std::string& tool_version) const {
    Document out;
    out.language = type_.language();
    out.kicker = say({"Deux jeux de critères", "Two criteria sets"});
    out.title = d_.before + " → " + d_.after;
    out.tool = "boussole " + tool_version;
    out.notes = {say({"Aucun chiffre n'est mesuré de nouveau : les mêmes valeurs sont lues sur d'autres échelles.",
                      "No figure is measured again: the same values are read on other scales."}),
                 say({"Un score qui bouge ici vient des règles, pas de la plateforme.",
                      "A score that moves here comes from the rules, not from the platform."})};
    out.sections = {changes()};
    if (!d_.labels.empty()) {
      out.sections.push_back(axes());
      out.sections.push_back(scores());
    }
    if (!options_.command.empty())
      out.sections.push_back({"method", say({"Refaire", "Redo"}), {Lines{Lines::Manner::plain, {options_.command}}}});
    return out;
  }

 private:
  std::string say(const Text& text) const { return type_.typeset(text); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = after_.find(id) != nullptr ? after_.find(id) : before_.find(id);
    return (known == nullptr ? id : say(known->name)) + " (" + id + ")";
  }
  std::string axis_name(const std::string& id) const {
    for (const criteria::CriteriaSet* set : {&after_, &before_})
      for (const criteria::Axis& axis : set->axes)
        if (axis.id == id) return say(axis.name);
    return id;
  }
  std::string points(const std::optional<double>& score) const {
    return score ? score_points(type_, *score) : say({"pas de score", "no score"});
  }
  std::string change(const engine::Rescored& r) const {
    if (!r.before || !r.after) return "—";
    const double moved = std::round((*r.after - *r.before) * 100);
    if (moved == 0) return *r.before == *r.after ? "=" : say({"moins d'un point", "less than a point"});
    return (moved > 0 ? "+" : "\u2212") + type_.number(std::fabs(moved), 0);
  }

  Section changes() const {
    Section out{"changes", say({"Ce qui change dans les règles", "What changes in the rules"}), {}};
    const std::string kept = type_.count(std::int64_t(d_.unchanged), {"indicateur inchangé", "indicator unchanged"},
                                         {"indicateurs inchangés", "indicators unchanged"});
    out.blocks.push_back(Lines{Lines::Manner::lead, {type_.typeset(kept) + "."}});
    Lines list{Lines::Manner::list, {}};
    for (const std::string& id : d_.axes_added)
      list.items.push_back(say({"Axe nouveau : ", "New axis: "}) + axis_name(id));
    for (const std::string& id : d_.axes_removed)
      list.items.push_back(say({"Axe retiré : ", "Axis removed: "}) + axis_name(id));
    for (const engine::IndicatorChange& c : d_.indicators) {
      std::vector<std::string> parts;
      for (const Message& part : c.parts) parts.push_back(say(part.text));
      const std::string what = c.what == What::added     ? say({"nouveau", "new"})
                               : c.what == What::removed ? say({"retiré", "removed"})
                                                         : say({"changé : ", "changed: "}) + type_.list(parts);
      list.items.push_back(name(c.id) + ", " + what);
    }
    out.blocks.push_back(std::move(list));
    return out;
  }

  Table table(const std::vector<engine::Rescored>& rows, std::size_t audit, bool axes) const {
    // Two tables of one audit have two names: a screen reader lists them side by side.
    Table out{(axes ? say({"Axes", "Axes"}) : say({"Indicateurs", "Indicators"})) + std::string(type_.colon()) +
                  d_.labels[audit],
              {{axes ? say({"Axe", "Axis"}) : say({"Indicateur", "Indicator"}), false},
               {d_.before, true},
               {d_.after, true},
               {say({"Écart (points)", "Change (points)"}), true}},
              {}};
    for (const engine::Rescored& r : rows)
      if (r.audit == audit)
        out.rows.push_back({{axes ? axis_name(r.id) : name(r.id), points(r.before), points(r.after), change(r)}});
    return out;
  }

  Section axes() const {
    Section out{"axes", say({"Ce que deviennent les axes, sur 100", "What becomes of the axes, out of 100"}), {}};
    for (std::size_t i = 0; i < d_.labels.size(); ++i) out.blocks.push_back(table(d_.axes, i, true));
    return out;
  }

  Section scores() const {
    Section out{"scores", say({"Les indicateurs dont le score bouge", "The indicators whose score moves"}), {}};
    for (std::size_t i = 0; i < d_.labels.size(); ++i) {
      Table rows = table(d_.scores, i, false);
      if (rows.rows.empty())
        out.blocks.push_back(
            Lines{Lines::Manner::plain,
                  {d_.labels[i] + std::string(type_.colon()) + say({"aucun score ne bouge.", "no score moves."})}});
      else
        out.blocks.push_back(std::move(rows));
    }
    return out;
  }

  const engine::CriteriaDiff& d_;
  const criteria::CriteriaSet &before_, &after_;
  const Options& options_;
  const Typography type_;
};

void put_rows(json::Writer& out, const char* key, const engine::CriteriaDiff& d,
              const std::vector<engine::Rescored>& rows) {
  out.key(key).begin_array();
  for (const engine::Rescored& r : rows)
    out.begin_object()
        .member("audit", d.labels[r.audit])
        .member("id", r.id)
        .member("before", r.before)
        .member("after", r.after)
        .end_object();
  out.end_array();
}

}  // namespace

Document criteria_diff_document(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before,
                                const criteria::CriteriaSet& after, const Options& options,
                                const std::string& tool_version) {
  return Builder(diff, before, after, options).build(tool_version);
}

std::string write_criteria_diff_json(const engine::CriteriaDiff& d, const std::string& tool_version) {
  json::Writer out;
  out.begin_object().member("schema", "boussole/criteria-diff/1").key("tool").begin_object();
  out.member("name", "boussole").member("version", tool_version).end_object();
  out.member("before", d.before).member("after", d.after).key("axes_added").begin_array();
  for (const std::string& id : d.axes_added) out.value(id);
  out.end_array().key("axes_removed").begin_array();
  for (const std::string& id : d.axes_removed) out.value(id);
  out.end_array().member("unchanged", d.unchanged).key("indicators").begin_array();
  for (const engine::IndicatorChange& c : d.indicators) {
    out.begin_object().member("id", c.id);
    out.member("what", c.what == What::added ? "added" : c.what == What::removed ? "removed" : "changed");
    out.key("parts").begin_array();
    for (const Message& part : c.parts) out.value(part.code);
    out.end_array().end_object();
  }
  out.end_array();
  put_rows(out, "axes", d, d.axes);
  put_rows(out, "scores", d, d.scores);
  out.end_object();
  return out.take();
}

}  // namespace boussole::reports
