#include <algorithm>

#include "engine/scoring/evidence.h"
#include "engine/scoring/scores.h"
#include "engine/scoring/standing.h"
#include "engine/statistics/sums.h"

namespace boussole::engine {
namespace {

IndicatorResult* result_of(Audit& audit, const std::string& id) {
  for (IndicatorResult& result : audit.indicators)
    if (result.id == id) return &result;
  return nullptr;
}

/// Whether the declared indicators of the criterion that apply all have a score; nothing where it has none that apply.
std::optional<bool> complete(const std::vector<IndicatorResult>& results, const std::string& criterion) {
  std::optional<bool> out;
  for (const IndicatorResult& r : results)
    if (r.criterion == criterion && r.kind == "declared" && r.status != Status::not_applicable)
      out = out.value_or(true) && stands(r) && r.score.has_value();
  return out;
}

std::optional<GroupScore> declared_axis(const Audit& audit, const std::string& axis) {
  std::vector<double> values, lows, highs, weights;
  for (const CriterionScore& criterion : audit.criteria_scores) {
    if (criterion.axis != axis) continue;
    weights.push_back(criterion.declared ? criterion.declared->coverage : 0);
    const auto whole = complete(audit.indicators, criterion.id);
    if (!whole) continue;
    if (!*whole || !criterion.declared) return std::nullopt;
    values.push_back(criterion.declared->value);
    if (criterion.declared->low && criterion.declared->high) {
      lows.push_back(*criterion.declared->low);
      highs.push_back(*criterion.declared->high);
    }
  }
  if (values.empty()) return std::nullopt;
  GroupScore out;
  out.value = statistics::mean(values);
  if (lows.size() == values.size()) {
    out.low = statistics::mean(lows);
    out.high = statistics::mean(highs);
  }
  out.coverage = statistics::mean(weights);
  return out;
}

}  // namespace

EvidenceRecord apply_evidence(Audit& audit, const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                              const criteria::EvidenceFile& file, const EvidenceRules& rules) {
  EvidenceRecord out;
  out.file = file.file;
  out.sha256 = file.sha256;
  out.by = file.by;
  out.on = file.on;
  out.today = rules.today;
  for (const criteria::EvidenceQuestion& question : guide.questions) {
    const criteria::EvidenceAnswer* answer = file.find(question.indicator);
    const criteria::Indicator* indicator = set.find(question.indicator);
    IndicatorResult* result = result_of(audit, question.indicator);
    if (answer == nullptr || !answer->filled() || indicator == nullptr || result == nullptr) continue;
    DeclaredFigure figure = evaluate(*indicator, question, *answer, rules);
    if (file.criteria_version != set.version)
      figure.declaration.notes.push_back(
          {"other_version",
           {"Questionnaire rempli pour la version " + file.criteria_version + " des critères.",
            "Questionnaire filled in for version " + file.criteria_version + " of the criteria."}});
    if (indicator->kind == criteria::Kind::declared)
      *result = std::move(figure.result);
    else
      figure.declaration.declared = std::move(figure.result);
    out.declarations.push_back(std::move(figure.declaration));
  }
  return out;
}

void rescore(Audit& audit, const criteria::CriteriaSet& set) {
  audit.criteria_scores = criterion_scores(set, audit.indicators);
  for (CriterionScore& criterion : audit.criteria_scores)
    if (!complete(audit.indicators, criterion.id).value_or(false)) criterion.declared.reset();
  audit.axes = axis_scores(set, audit.criteria_scores);
  for (AxisScore& axis : audit.axes) axis.declared = declared_axis(audit, axis.id);
}

}  // namespace boussole::engine
