#include "engine/scoring/scenario_levers.h"

#include <algorithm>

#include "engine/scoring/scenarios.h"
#include "engine/scoring/scores.h"
#include "engine/scoring/standing.h"

namespace boussole::engine {
namespace {

/// The score at the target, its range as wide as before, held in [0, 1].
Score raised(const Score& score, double target) {
  Score out{target, std::nullopt, std::nullopt};
  if (score.low && score.high) {
    out.low = std::max(0.0, target - (score.value - *score.low));
    out.high = std::min(1.0, target + (*score.high - score.value));
  }
  return out;
}

bool pulled_by(const criteria::CriteriaSet& set, const std::string& id, const std::string& lever) {
  const criteria::Indicator* known = set.find(id);
  return known != nullptr && std::find(known->levers.begin(), known->levers.end(), lever) != known->levers.end();
}

Audit with_lever(const Audit& audit, const criteria::CriteriaSet& set, double target, LeverEffect& effect) {
  Audit out;
  out.indicators = audit.indicators;
  for (IndicatorResult& r : out.indicators) {
    if (!pulled_by(set, r.id, effect.lever)) continue;
    if (!stands(r) || !r.score || r.kind == "declared") {
      ++effect.unmeasured;
    } else if (r.score->value >= target) {
      ++effect.at_target;
    } else {
      effect.raised.push_back(r.id);
      r.score = raised(*r.score, target);
    }
  }
  out.axes = axis_scores(set, criterion_scores(set, out.indicators));
  return out;
}

double first_place(std::span<const std::vector<AxisPoint>> points, std::size_t audit, const LeverOptions& options) {
  std::vector<double> alpha;
  for (const double w : options.profiles.back()) alpha.push_back(options.kappa * w);
  std::vector<std::vector<AxisPoint>> kept(points.size());
  std::vector<double> positive;
  for (std::size_t k = 0; k < alpha.size(); ++k) {
    if (alpha[k] <= 0) continue;
    positive.push_back(alpha[k]);
    for (std::size_t i = 0; i < points.size(); ++i) kept[i].push_back(points[i][k]);
  }
  return robust_ranks(kept, positive, options.level, options.draws, options.seed, options.threads).rank[audit][0];
}

}  // namespace

std::vector<LeverEffect> lever_effects(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                                       const LeverOptions& options) {
  std::vector<std::string> axes;
  for (const criteria::Axis& axis : set.axes) axes.push_back(axis.id);
  std::vector<std::vector<AxisPoint>> points;
  for (const Subject& subject : subjects) points.push_back(axis_points(subject.audit, axes));
  const bool ranked = subjects.size() > 1 && subjects.size() <= options.most_ranked;
  std::vector<LeverEffect> out;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    for (const criteria::NamedItem& lever : set.levers) {
      LeverEffect effect;
      effect.audit = i;
      effect.lever = lever.id;
      const Audit changed = with_lever(subjects[i].audit, set, options.target, effect);
      effect.before = points[i];
      effect.after = axis_points(changed, axes);
      // What the audit does not publish stays unpublished.
      for (std::size_t k = 0; k < axes.size(); ++k)
        if (!effect.before[k].value) effect.after[k] = {};
      for (const auto& weights : options.profiles) {
        const auto before = weighted_score(effect.before, weights).arithmetic,
                   after = weighted_score(effect.after, weights).arithmetic;
        effect.profile_change.push_back(before && after ? std::optional(*after - *before) : std::nullopt);
      }
      if (ranked) {
        effect.first_before = first_place(points, i, options);
        std::vector<std::vector<AxisPoint>> moved = points;
        moved[i] = effect.after;
        effect.first_after = first_place(moved, i, options);
      }
      out.push_back(std::move(effect));
    }
  return out;
}

}  // namespace boussole::engine
