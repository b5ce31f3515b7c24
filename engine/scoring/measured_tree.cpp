#include "engine/scoring/measured_tree.h"

#include <algorithm>

#include "engine/scoring/normalise.h"
#include "engine/scoring/standing.h"
#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine {
namespace {

namespace portable = statistics::portable;

MeasuredLeaf leaf_of(const IndicatorResult& r, const criteria::CriteriaSet& set) {
  MeasuredLeaf out;
  out.value = *r.value;
  if (r.interval) {
    out.low = r.interval->low;
    out.high = r.interval->high;
    out.ranged = true;
  }
  const criteria::Indicator* known = set.find(r.id);
  if (known == nullptr) {
    out.fixed = r.score->value;
    return out;
  }
  const auto variant = known->norm_variants.find(r.norm_variant);
  out.norm = variant == known->norm_variants.end() ? known->norm : variant->second;
  return out;
}

double score_of(const MeasuredLeaf& leaf, double normal, const TreeReading& reading) {
  if (leaf.fixed) return *leaf.fixed;
  double value = leaf.value;
  if (leaf.ranged) {
    const double side = normal < 0 ? leaf.value - leaf.low : leaf.high - leaf.value;
    value += normal * std::max(0.0, side) / reading.critical;
  }
  return normalise(reading.stretch == 0 ? leaf.norm : stretched(leaf.norm, reading.stretch), value);
}

}  // namespace

MeasuredTree measured_tree(const Audit& audit, const criteria::CriteriaSet& set) {
  MeasuredTree out;
  for (const criteria::Axis& axis : set.axes) {
    MeasuredAxis branch;
    for (const AxisScore& score : audit.axes)
      if (score.id == axis.id) branch.published = score.measured.has_value();
    for (const criteria::Criterion& criterion : set.criteria) {
      if (criterion.axis != axis.id) continue;
      std::vector<MeasuredLeaf> leaves;
      for (const IndicatorResult& r : audit.indicators)
        if (r.criterion == criterion.id && stands(r) && r.score && r.value && r.kind != "declared")
          leaves.push_back(leaf_of(r, set));
      out.leaves += leaves.size();
      if (!leaves.empty()) branch.criteria.push_back(std::move(leaves));
    }
    branch.published = branch.published && !branch.criteria.empty();
    out.axes.push_back(std::move(branch));
  }
  return out;
}

criteria::Norm stretched(const criteria::Norm& norm, double stretch) {
  if (const auto* posts = std::get_if<criteria::Goalposts>(&norm)) {
    const double span = posts->one_at - posts->zero_at;
    return criteria::Goalposts{posts->zero_at - stretch * span, posts->one_at + stretch * span};
  }
  if (const auto* band = std::get_if<criteria::Band>(&norm)) {
    criteria::Band out = *band;
    out.zero_below -= stretch * (band->one_from - band->zero_below);
    out.zero_above += stretch * (band->zero_above - band->one_to);
    return out;
  }
  return norm;
}

std::vector<std::optional<double>> read_tree(const MeasuredTree& tree, const TreeReading& reading) {
  std::vector<std::optional<double>> out;
  std::size_t at = 0;
  for (const MeasuredAxis& axis : tree.axes) {
    double total = 0;
    for (const auto& criterion : axis.criteria) {
      double mean = 0;
      for (const MeasuredLeaf& leaf : criterion) {
        mean += score_of(leaf, reading.normals.empty() ? 0 : reading.normals[at], reading);
        ++at;
      }
      mean /= static_cast<double>(criterion.size());
      total += reading.geometric ? portable::log(std::max(mean, kGeometricFloor)) : mean;
    }
    if (!axis.published) {
      out.emplace_back();
      continue;
    }
    total /= static_cast<double>(axis.criteria.size());
    out.emplace_back(reading.geometric ? portable::exp(total) : total);
  }
  return out;
}

}  // namespace boussole::engine
