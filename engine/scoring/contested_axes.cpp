#include "engine/scoring/contested_axes.h"

#include <algorithm>
#include <functional>

#include "engine/scoring/evidence.h"

namespace boussole::engine {
namespace {

bool is_contested(const IndicatorResult& result) { return result.status == Status::contested && result.value; }

/// The audit scored again with `change` made to each contested figure.
std::vector<AxisScore> axes_with(const Audit& audit, const criteria::CriteriaSet& set,
                                 const std::function<void(IndicatorResult&)>& change) {
  Audit other;
  other.indicators = audit.indicators;
  for (IndicatorResult& result : other.indicators)
    if (is_contested(result)) change(result);
  rescore(other, set);
  return other.axes;
}

/// The score that the least favourable side gives it, or the most favourable one.
double extreme(const IndicatorResult& result, const RepliesRecord& replies, bool most) {
  double out = result.score->value;
  for (const Reply& reply : replies.replies)
    if (reply.open() && reply.space.empty() && reply.indicator == result.id && reply.other_score)
      out = most ? std::max(out, reply.other_score->value) : std::min(out, reply.other_score->value);
  return out;
}

const std::optional<GroupScore>& part_of(const AxisScore& axis, bool declared) {
  return declared ? axis.declared : axis.measured;
}

std::optional<double> value_of(const AxisScore& axis, bool declared) {
  const auto& part = part_of(axis, declared);
  return part ? std::optional(part->value) : std::nullopt;
}

}  // namespace

std::vector<ContestedAxis> contested_axes(const Audit& audit, const criteria::CriteriaSet& set,
                                          const RepliesRecord& replies) {
  const auto to = [&](bool most) {
    return [&replies, most](IndicatorResult& result) {
      if (result.score) result.score = Score{extreme(result, replies, most), std::nullopt, std::nullopt};
    };
  };
  const auto without = axes_with(audit, set, [](IndicatorResult& result) {
    result.status = Status::missing;
    result.score.reset();
  });
  const auto lowest = axes_with(audit, set, to(false)), highest = axes_with(audit, set, to(true));
  std::vector<ContestedAxis> out;
  for (std::size_t k = 0; k < audit.axes.size(); ++k)
    for (const bool declared : {false, true}) {
      ContestedAxis axis;
      axis.axis = audit.axes[k].id;
      axis.kind = declared ? "declared" : "measured";
      for (const IndicatorResult& result : audit.indicators)
        if (result.axis == axis.axis && is_contested(result) && (result.kind == "declared") == declared)
          axis.indicators.push_back(result.id);
      if (axis.indicators.empty()) continue;
      axis.in_force = part_of(audit.axes[k], declared);
      axis.without = part_of(without[k], declared);
      axis.lowest = value_of(lowest[k], declared);
      axis.highest = value_of(highest[k], declared);
      out.push_back(std::move(axis));
    }
  return out;
}

}  // namespace boussole::engine
