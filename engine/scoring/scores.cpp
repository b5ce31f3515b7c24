#include "engine/scoring/scores.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/percent.h"
#include "engine/scoring/normalise.h"
#include "engine/scoring/standing.h"
#include "engine/statistics/sums.h"

namespace boussole::engine {
namespace {

constexpr double kGeometricFloor = 0.01;  ///< a single 0 would wipe out the whole axis
constexpr double kPublishedFrom = 0.5;

/// Equal-weight mean; the range is known only where every member has one.
GroupScore mean_of(const std::vector<GroupScore>& members) {
  std::vector<double> values, lows, highs, logs;
  for (const GroupScore& m : members) {
    values.push_back(m.value);
    logs.push_back(std::log(std::max(m.value, kGeometricFloor)));
    if (m.low && m.high) {
      lows.push_back(*m.low);
      highs.push_back(*m.high);
    }
  }
  GroupScore out;
  out.value = statistics::mean(values);
  if (lows.size() == members.size()) {
    out.low = statistics::mean(lows);
    out.high = statistics::mean(highs);
  }
  out.geometric = std::exp(statistics::mean(logs));
  return out;
}

GroupScore as_group(const Score& score) {
  GroupScore out;
  out.value = score.value;
  out.low = score.low;
  out.high = score.high;
  return out;
}

std::optional<GroupScore> group_of(const std::vector<const IndicatorResult*>& members, bool declared) {
  std::vector<GroupScore> scores;
  for (const IndicatorResult* r : members)
    if (stands(*r) && r->score && (r->kind == "declared") == declared) scores.push_back(as_group(*r->score));
  if (scores.empty()) return std::nullopt;
  GroupScore out = mean_of(scores);
  out.geometric.reset();
  out.coverage = double(scores.size()) / double(members.size());
  return out;
}

Message below_half(double coverage) {
  const auto percent = [&](Language language) { return whole_percent(coverage, language); };
  return {
      "below_half",
      {"Moins de la moitié du poids de cet axe est mesurée (" + percent(Language::fr) + ")\u00a0: pas de score d'axe.",
       "Less than half of this axis's weight is measured (" + percent(Language::en) + "): no score for the axis."}};
}

}  // namespace

void score_indicators(const criteria::CriteriaSet& set, std::vector<IndicatorResult>& indicators) {
  for (IndicatorResult& r : indicators) {
    const criteria::Indicator* definition = set.find(r.id);
    if (!stands(r) || !r.value || definition == nullptr) continue;
    auto variant = definition->norm_variants.find(r.norm_variant);
    const criteria::Norm& norm = variant == definition->norm_variants.end() ? definition->norm : variant->second;
    r.score = score(norm, *r.value, r.interval);
  }
}

std::vector<CriterionScore> criterion_scores(const criteria::CriteriaSet& set,
                                             const std::vector<IndicatorResult>& indicators) {
  std::vector<CriterionScore> out;
  for (const criteria::Criterion& criterion : set.criteria) {
    std::vector<const IndicatorResult*> members;
    for (const IndicatorResult& r : indicators)
      if (r.criterion == criterion.id) members.push_back(&r);
    CriterionScore score;
    score.id = criterion.id;
    score.axis = criterion.axis;
    score.measured = group_of(members, false);
    score.declared = group_of(members, true);
    out.push_back(std::move(score));
  }
  return out;
}

std::vector<AxisScore> axis_scores(const criteria::CriteriaSet& set, const std::vector<CriterionScore>& criteria) {
  std::vector<AxisScore> out;
  for (const criteria::Axis& axis : set.axes) {
    std::vector<GroupScore> measured;
    std::size_t count = 0;
    double weight = 0;
    for (const CriterionScore& c : criteria) {
      if (c.axis != axis.id) continue;
      ++count;
      if (c.measured) {
        measured.push_back(*c.measured);
        weight += c.measured->coverage;
      }
    }
    AxisScore score;
    score.id = axis.id;
    score.coverage = count == 0 ? 0 : weight / double(count);
    if (score.coverage >= kPublishedFrom) {
      score.status = Status::ok;
      score.measured = mean_of(measured);
      score.measured->coverage = score.coverage;
    } else {
      score.reason = below_half(score.coverage);
    }
    out.push_back(std::move(score));
  }
  return out;
}

}  // namespace boussole::engine
