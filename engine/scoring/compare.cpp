#include "engine/scoring/compare.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

#include "engine/scoring/compare_against.h"
#include "engine/scoring/compare_delays.h"
#include "engine/scoring/compare_ranks.h"
#include "engine/scoring/compare_time.h"
#include "engine/scoring/scores.h"
#include "engine/scoring/standing.h"
#include "engine/statistics/adjust.h"

namespace boussole::engine {
namespace {

constexpr double kVeryDifferent = 10;  ///< times as many cases

const IndicatorResult* find(const Audit& audit, const std::string& id) {
  for (const IndicatorResult& r : audit.indicators)
    if (r.id == id) return &r;
  return nullptr;
}

bool declared(const IndicatorResult& result) { return result.kind == "declared"; }

/// The indicators to look at: those of the set in its order, then what else the subjects hold.
std::vector<std::string> ids_in_order(std::span<const Subject> subjects, const criteria::CriteriaSet& set) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const criteria::Indicator& indicator : set.indicators)
    for (const Subject& subject : subjects)
      if (find(subject.audit, indicator.id) != nullptr && seen.insert(indicator.id).second) out.push_back(indicator.id);
  for (const Subject& subject : subjects)
    for (const IndicatorResult& r : subject.audit.indicators)
      if (seen.insert(r.id).second) out.push_back(r.id);
  return out;
}

/// Sorts the indicators into the compared, the declared and the left out.
class Sorter {
 public:
  Sorter(std::span<const Subject> subjects, Comparison& out) : subjects_(subjects), out_(out) {}

  void sort(const std::string& id) {
    std::vector<const IndicatorResult*> found;
    for (const Subject& subject : subjects_) found.push_back(find(subject.audit, id));
    const IndicatorResult& any = **std::find_if(found.begin(), found.end(), [](auto* r) { return r != nullptr; });
    if (std::any_of(found.begin(), found.end(), [](auto* r) { return r != nullptr && declared(*r); }))
      return add_declared(any, found);
    std::vector<std::size_t> lacking;
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i] == nullptr || !stands(*found[i]) || !found[i]->value) lacking.push_back(i);
    if (!lacking.empty()) return leave_out(any, lacking_reason(found, lacking), lacking);
    ComparedIndicator row;
    row.id = id;
    row.axis = any.axis;
    for (const IndicatorResult* r : found) row.results.push_back(*r);
    if (auto reason = not_comparable(row)) return leave_out(any, *reason, {});
    warn_of_size(row);
    warn_of_contests(row);
    out_.indicators.push_back(std::move(row));
  }

 private:
  void add_declared(const IndicatorResult& any, const std::vector<const IndicatorResult*>& found) {
    DeclaredIndicator row{any.id, any.axis, {}};
    for (const IndicatorResult* r : found)
      row.results.push_back(r != nullptr && declared(*r) ? std::optional(*r) : std::nullopt);
    out_.declared.push_back(std::move(row));
  }

  Message lacking_reason(const std::vector<const IndicatorResult*>& found, const std::vector<std::size_t>& lacking) {
    // One reason that several share is said once.
    std::vector<std::pair<Text, Text>> said;  // labels, reason
    for (const std::size_t i : lacking) {
      const std::string& label = out_.labels[i];
      Text why{"cet audit ne connaît pas l'indicateur.", "this audit does not know the indicator."};
      if (found[i] != nullptr && found[i]->reason) why = found[i]->reason->text;
      const auto same = std::find_if(said.begin(), said.end(), [&](const auto& s) { return s.second == why; });
      if (same == said.end())
        said.emplace_back(Text{label, label}, why);
      else
        same->first = {same->first.fr + ", " + label, same->first.en + ", " + label};
    }
    Message out{"not_measured", {"", ""}};
    for (const auto& [who, why] : said) {
      out.text.fr += (out.text.fr.empty() ? "" : " ") + who.fr + " : " + why.fr;
      out.text.en += (out.text.en.empty() ? "" : " ") + who.en + ": " + why.en;
    }
    return out;
  }

  std::optional<Message> not_comparable(const ComparedIndicator& row) const {
    const IndicatorResult& first = row.results.front();
    for (const IndicatorResult& r : row.results) {
      if (r.formula != first.formula || r.unit != first.unit)
        return Message{"other_formula",
                       {"La formule ou l'unité n'est pas la même dans tous les audits.",
                        "The formula or the unit is not the same in all audits."}};
      if (r.kind != first.kind)
        return Message{"other_kind",
                       {"Mesuré dans un audit, mixte dans un autre.", "Measured in one audit, mixed in another."}};
    }
    for (const IndicatorResult& r : row.results)
      if (r.norm_variant != first.norm_variant)
        return Message{"other_scale",
                       {"Calculé sur deux variantes différentes selon la taille (voir les échelles du critère).",
                        "Computed as two different variants, by size (see the scales of the criterion)."}};
    return std::nullopt;
  }

  void leave_out(const IndicatorResult& any, Message reason, std::vector<std::size_t> because_of) {
    out_.left_out.push_back({any.id, any.axis, std::move(reason), std::move(because_of)});
  }

  void warn_of_size(ComparedIndicator& row) const {
    std::int64_t least = 0, most = 0;
    for (const IndicatorResult& r : row.results) {
      if (!r.n || *r.n <= 0) return;
      least = least == 0 ? *r.n : std::min(least, *r.n);
      most = std::max(most, *r.n);
    }
    if (double(most) < kVeryDifferent * double(least)) return;
    const std::string sizes = std::to_string(least) + " / " + std::to_string(most);
    row.warnings.push_back({"different_size",
                            {"Effectifs très différents (" + sizes + ") : ce ne sont peut-être pas des semblables.",
                             "Very different numbers of cases (" + sizes + "): these may not be alike."}});
  }

  /// A contested figure is compared as the audit gives it: contesting takes nothing out of a comparison.
  void warn_of_contests(ComparedIndicator& row) const {
    std::string who;
    for (std::size_t i = 0; i < row.results.size(); ++i)
      if (row.results[i].status == Status::contested) who += (who.empty() ? "" : ", ") + out_.labels[i];
    if (who.empty()) return;
    row.warnings.push_back(
        {"contested",
         {"Chiffre contesté (" + who + ") : la valeur de l'audit est comparée, tant que rien n'est tranché.",
          "Contested figure (" + who + "): the audit's value is compared until it is settled."}});
  }

  std::span<const Subject> subjects_;
  Comparison& out_;
};

PrintedFigure printed(const IndicatorResult& result) {
  PrintedFigure out{*result.value, std::nullopt, 0};
  if (result.interval) {
    out.interval = statistics::Range{result.interval->low, result.interval->high};
    out.level = result.interval->level;
  }
  return out;
}

using Figures = std::vector<std::optional<PrintedFigure>>;

std::vector<PairDifference> pairs_of(const Figures& figures, std::optional<std::size_t> against) {
  std::vector<PairDifference> out;
  const auto add = [&](std::size_t i, std::size_t j) {
    if (figures[i] && figures[j]) out.push_back({i, j, difference_of(*figures[i], *figures[j]), std::nullopt, false});
  };
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (against && i != *against) add(i, *against);
    for (std::size_t j = i + 1; !against && j < figures.size(); ++j) add(i, j);
  }
  return out;
}

Figures figures_of(const ComparedIndicator& row) {
  Figures out;
  for (const IndicatorResult& r : row.results) out.emplace_back(printed(r));
  return out;
}

Figures figures_of(const ComparedAxis& row, std::span<const Subject> subjects) {
  Figures out;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    out.emplace_back();
    const auto& score = row.common[i];
    if (!score) continue;
    out.back() = PrintedFigure{score->value, std::nullopt, subjects[i].audit.parameters.level};
    if (score->low && score->high) out.back()->interval = statistics::Range{*score->low, *score->high};
  }
  return out;
}

/// Axis scores made again from the common indicators, by the rules of every audit.
std::vector<AxisScore> common_axes(const criteria::CriteriaSet& set, const Audit& audit,
                                   const std::set<std::string>& common) {
  std::vector<IndicatorResult> kept = audit.indicators;
  for (IndicatorResult& r : kept)
    if (!common.contains(r.id)) r.status = Status::missing;
  return axis_scores(set, criterion_scores(set, kept));
}

void add_axes(std::span<const Subject> subjects, const criteria::CriteriaSet& set, Comparison& out) {
  std::set<std::string> common;
  for (const ComparedIndicator& row : out.indicators) common.insert(row.id);
  for (const criteria::Axis& axis : set.axes) out.axes.push_back({axis.id, {}, {}, 0, {}, {}, {}});
  for (const Subject& subject : subjects) {
    const std::vector<AxisScore> again = common_axes(set, subject.audit, common);
    for (std::size_t a = 0; a < out.axes.size(); ++a) {
      ComparedAxis& row = out.axes[a];
      row.common.push_back(again[a].measured);
      row.coverage = again[a].coverage;
      row.published.emplace_back();
      for (const AxisScore& axis : subject.audit.axes)
        if (axis.id == row.id) row.published.back() = axis.measured;
    }
  }
  for (ComparedAxis& row : out.axes) row.differences = pairs_of(figures_of(row, subjects), out.against);
}

/// Mean waits: their standard errors are known, so their difference needs no printed interval.
void add_delay(std::span<const Subject> subjects, Comparison& out) {
  out.delay = compared_delay(subjects);
  if (!out.delay) return;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    for (std::size_t j = out.against ? 0 : i + 1; j < subjects.size(); ++j) {
      if (out.against && (j != *out.against || i == j)) continue;
      const auto& means = out.delay->means;
      out.delay->differences.push_back({i, j, difference_of(means[i], means[j], out.level), std::nullopt, false});
    }
}

Figures figures_of(const ComparedDelay& row, double level) {
  Figures out;
  for (const MeanWait& wait : row.means)
    out.push_back(PrintedFigure{wait.mean, statistics::Range{wait.mean - wait.se, wait.mean + wait.se}, level});
  return out;
}

/// Each against one, indicators and axes in one family.
void adjust_against_one(Comparison& out, std::span<const Subject> subjects) {
  std::vector<AgainstRow> rows;
  for (ComparedIndicator& row : out.indicators) rows.push_back({figures_of(row), &row.differences});
  for (ComparedAxis& row : out.axes) rows.push_back({figures_of(row, subjects), &row.differences});
  if (out.delay) rows.push_back({figures_of(*out.delay, out.level), &out.delay->differences});
  adjust_against(rows, *out.against, out.level);
}

/// Holm (1979) over every difference that has a p-value, indicators and axes in one family.
void adjust_all_pairs(std::span<PairDifference* const> all) {
  std::vector<std::optional<double>> p;
  for (const PairDifference* pair : all) p.push_back(pair->estimate.p);
  const auto adjusted = statistics::adjusted(p, statistics::Adjustment::holm);
  assert(adjusted);
  for (std::size_t i = 0; i < all.size(); ++i) all[i]->adjusted = (*adjusted)[i];
}

void adjust(Comparison& out, std::span<const Subject> subjects) {
  std::vector<PairDifference*> all;
  for (ComparedIndicator& row : out.indicators)
    for (PairDifference& pair : row.differences) all.push_back(&pair);
  for (ComparedAxis& row : out.axes)
    for (PairDifference& pair : row.differences) all.push_back(&pair);
  if (out.delay)
    for (PairDifference& pair : out.delay->differences) all.push_back(&pair);
  if (out.against)
    adjust_against_one(out, subjects);
  else
    adjust_all_pairs(all);
  for (PairDifference* pair : all) {
    if (!pair->adjusted) continue;
    ++out.family;
    // A p of exactly 1 - level is the bound given where the facing sides have no width: it demonstrates when alone.
    pair->demonstrated = *pair->adjusted <= 1 - out.level + 1e-12;
    out.demonstrated += pair->demonstrated;
  }
}

}  // namespace

std::optional<Subject> subject_of_space(const Audit& audit, const std::string& space,
                                        const criteria::CriteriaSet& set) {
  for (const SpaceResult& s : audit.spaces) {
    if (s.id != space) continue;
    Subject out{audit, {}, space, s.kind};
    out.audit.indicators = s.indicators;
    out.audit.criteria_scores = criterion_scores(set, s.indicators);
    out.audit.axes = axis_scores(set, out.audit.criteria_scores);
    out.audit.spaces.clear();
    out.audit.other_sets.clear();
    const std::string& title = s.title.fr.empty() ? s.title.en : s.title.fr;
    out.audit.platform_name += " – " + (title.empty() ? s.id : title);
    return out;
  }
  return std::nullopt;
}

Comparison compare(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                   std::optional<std::size_t> against) {
  assert(subjects.size() >= 2 && (!against || *against < subjects.size()));
  Comparison out;
  out.against = against;
  out.labels = labels_of(subjects);
  out.level = subjects.front().audit.parameters.level;
  for (const Subject& subject : subjects) out.level = std::max(out.level, subject.audit.parameters.level);
  out.warnings = like_with_like(subjects, out.labels);
  Sorter sorter(subjects, out);
  for (const std::string& id : ids_in_order(subjects, set)) sorter.sort(id);
  for (ComparedIndicator& row : out.indicators) row.differences = pairs_of(figures_of(row), against);
  add_axes(subjects, set, out);
  add_delay(subjects, out);
  adjust(out, subjects);
  if (!against) {
    for (ComparedIndicator& row : out.indicators) row.ranks = indicator_ranks(row, set.find(row.id));
    for (ComparedAxis& row : out.axes) row.ranks = axis_ranks(row);
  }
  out.slopes = slopes_of(subjects, out);
  return out;
}

}  // namespace boussole::engine
