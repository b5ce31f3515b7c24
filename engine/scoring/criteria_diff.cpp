#include "engine/scoring/criteria_diff.h"

#include <algorithm>

#include "engine/scoring/scores.h"
#include "engine/scoring/standing.h"

namespace boussole::engine {
namespace {

using criteria::CriteriaSet;
using criteria::Indicator;

bool same(const criteria::Norm& a, const criteria::Norm& b) {
  if (a.index() != b.index()) return false;
  if (const auto* x = std::get_if<criteria::Goalposts>(&a)) {
    const auto& y = std::get<criteria::Goalposts>(b);
    return x->zero_at == y.zero_at && x->one_at == y.one_at;
  }
  if (const auto* x = std::get_if<criteria::Band>(&a)) {
    const auto& y = std::get<criteria::Band>(b);
    return x->zero_below == y.zero_below && x->one_from == y.one_from && x->one_to == y.one_to &&
           x->zero_above == y.zero_above;
  }
  const auto &x = std::get<criteria::Ladder>(a).steps, &y = std::get<criteria::Ladder>(b).steps;
  return std::ranges::equal(x, y, [](const auto& p, const auto& q) { return p.value == q.value; });
}

bool same_variants(const Indicator& a, const Indicator& b) {
  if (a.norm_variants.size() != b.norm_variants.size()) return false;
  for (const auto& [name, norm] : a.norm_variants) {
    const auto other = b.norm_variants.find(name);
    if (other == b.norm_variants.end() || !same(norm, other->second)) return false;
  }
  return true;
}

std::vector<Message> parts_of(const Indicator& a, const Indicator& b) {
  std::vector<Message> out;
  const auto add = [&out](bool changed, const char* code, Text text) {
    if (changed) out.push_back({code, std::move(text)});
  };
  add(!same(a.norm, b.norm) || !same_variants(a, b), "scale", {"son échelle", "its scale"});
  add(a.axis != b.axis || a.criterion != b.criterion, "place", {"son axe ou son critère", "its axis or criterion"});
  add(a.formula_id != b.formula_id, "formula",
      {"sa formule : les chiffres déjà mesurés ne comptent plus",
       "its formula: figures already measured no longer count"});
  add(a.kind != b.kind, "kind", {"mesuré, mixte ou déclaré", "measured, mixed or declared"});
  add(a.unit_code != b.unit_code, "unit", {"son unité", "its unit"});
  add(a.minimal != b.minimal, "minimal", {"l'effectif minimal", "the smallest sample"});
  add(a.levers != b.levers, "levers", {"ses leviers", "its levers"});
  add(a.name != b.name || a.question != b.question || a.formula != b.formula || a.counted != b.counted ||
          a.matters != b.matters || a.bias != b.bias || a.gaming != b.gaming || a.to_do != b.to_do,
      "texts", {"ses textes", "its texts"});
  return out;
}

std::optional<double> score_of(const Audit& audit, const std::string& id) {
  for (const IndicatorResult& r : audit.indicators)
    if (r.id == id && stands(r) && r.score) return r.score->value;
  return std::nullopt;
}

std::optional<double> axis_of(const Audit& audit, const std::string& id) {
  for (const AxisScore& axis : audit.axes)
    if (axis.id == id && axis.measured) return axis.measured->value;
  return std::nullopt;
}

std::vector<std::string> ids_of_both(const CriteriaSet& a, const CriteriaSet& b, bool axes) {
  std::vector<std::string> out;
  const auto add = [&out](const std::string& id) {
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  };
  for (const CriteriaSet* set : {&a, &b}) {
    if (axes)
      for (const criteria::Axis& axis : set->axes) add(axis.id);
    else
      for (const Indicator& indicator : set->indicators) add(indicator.id);
  }
  return out;
}

bool has_axis(const CriteriaSet& set, const std::string& id) {
  return std::ranges::find(set.axes, id, &criteria::Axis::id) != set.axes.end();
}

void compare_sets(const CriteriaSet& before, const CriteriaSet& after, CriteriaDiff& out) {
  for (const std::string& id : ids_of_both(before, after, true)) {
    if (!has_axis(before, id)) out.axes_added.push_back(id);
    if (!has_axis(after, id)) out.axes_removed.push_back(id);
  }
  for (const std::string& id : ids_of_both(before, after, false)) {
    const Indicator *a = before.find(id), *b = after.find(id);
    IndicatorChange change;
    change.id = id;
    change.what = a == nullptr   ? IndicatorChange::What::added
                  : b == nullptr ? IndicatorChange::What::removed
                                 : IndicatorChange::What::changed;
    if (a != nullptr && b != nullptr) change.parts = parts_of(*a, *b);
    if (a != nullptr && b != nullptr && change.parts.empty())
      ++out.unchanged;
    else
      out.indicators.push_back(std::move(change));
  }
}

}  // namespace

Audit rescored(const Audit& audit, const CriteriaSet& set) {
  Audit out = audit;
  out.indicators.clear();
  for (const Indicator& definition : set.indicators)
    for (IndicatorResult r : audit.indicators) {
      if (r.id != definition.id) continue;
      const bool alike = r.formula == definition.formula_id || r.formula.starts_with(definition.formula_id + ":");
      r.axis = definition.axis;
      r.criterion = definition.criterion;
      r.score.reset();
      if (!alike && stands(r)) {
        r.status = Status::missing;
        r.reason = Message{"other_formula",
                           {"Mesuré par une autre formule que celle de ce jeu.",
                            "Measured by another formula than this "
                            "set's."}};
      }
      out.indicators.push_back(std::move(r));
    }
  score_indicators(set, out.indicators);
  out.criteria_scores = criterion_scores(set, out.indicators);
  out.axes = axis_scores(set, out.criteria_scores);
  out.criteria = {set.id, set.version, set.sha256, set.status};
  return out;
}

CriteriaDiff diff(const CriteriaSet& before, const CriteriaSet& after, std::span<const Subject> audits) {
  CriteriaDiff out;
  out.before = before.id + " " + before.version;
  out.after = after.id + " " + after.version;
  compare_sets(before, after, out);
  if (audits.empty()) return out;
  out.labels = labels_of(audits);
  for (std::size_t i = 0; i < audits.size(); ++i) {
    const Audit a = rescored(audits[i].audit, before), b = rescored(audits[i].audit, after);
    for (const std::string& id : ids_of_both(before, after, true))
      out.axes.push_back({i, id, axis_of(a, id), axis_of(b, id)});
    for (const std::string& id : ids_of_both(before, after, false)) {
      const Rescored score{i, id, score_of(a, id), score_of(b, id)};
      if (score.before != score.after) out.scores.push_back(score);
    }
  }
  return out;
}

}  // namespace boussole::engine
