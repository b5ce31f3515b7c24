#include "engine/scoring/compare_funnel.h"

#include <algorithm>
#include <cmath>

#include "engine/scoring/standing.h"
#include "engine/statistics/funnel.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine {
namespace {

namespace portable = statistics::portable;

constexpr std::size_t kLimits = 25;
constexpr double kWinsor = 0.1;

const IndicatorResult* usable(const Audit& audit, const std::string& id) {
  for (const IndicatorResult& r : audit.indicators)
    if (r.id == id)
      return stands(r) && r.value && r.interval && r.interval->high > r.interval->low && r.kind != "declared"
                 ? &r
                 : nullptr;
  return nullptr;
}

FunnelUnit unit_of(std::size_t subject, const IndicatorResult& r, bool share) {
  FunnelUnit out;
  out.subject = subject;
  out.value = *r.value;
  out.low = r.interval->low;
  out.high = r.interval->high;
  const double critical = portable::normal_quantile(0.5 + r.interval->level / 2);
  const double se = (out.high - out.low) / (2 * critical);
  // At 0 or 1 the width is that of about half a case away from the edge.
  const double p = std::clamp(out.value, 0.5 * se, 1 - 0.5 * se);
  out.size = share ? std::max(1.0, p * (1 - p) / (se * se)) : 1 / (se * se);
  return out;
}

/// Target, spread beyond chance and its test, for figures with normal errors (appendix A.3 for other than shares).
void add_normal_spread(Funnel& out) {
  statistics::CompensatedSum weights, weighted, squares;
  for (const FunnelUnit& unit : out.units) weights.add(unit.size), weighted.add(unit.size * unit.value);
  out.target = weighted.value() / weights.value();
  std::vector<double> z;
  for (const FunnelUnit& unit : out.units) z.push_back((unit.value - out.target) * std::sqrt(unit.size));
  const auto low = statistics::quantile(z, kWinsor, statistics::QuantileType::type7);
  const auto high = statistics::quantile(z, 1 - kWinsor, statistics::QuantileType::type7);
  if (!low || !high) return;
  double pulled = 0;
  for (const double x : z) {
    squares.add(x * x);
    pulled += std::clamp(x, *low, *high) * std::clamp(x, *low, *high);
  }
  const double k = static_cast<double>(z.size());
  out.phi = pulled / k;
  out.p_homogeneous = statistics::chi_squared_sf(squares.value(), k - 1);
  statistics::CompensatedSum twice;
  for (const FunnelUnit& unit : out.units) twice.add(unit.size * unit.size);
  if (pulled > k - 1) out.tau2 = (pulled - (k - 1)) / (weights.value() - twice.value() / weights.value());
}

bool add_share_spread(Funnel& out) {
  std::vector<statistics::Cluster> clusters;
  for (const FunnelUnit& unit : out.units) clusters.push_back({unit.size, unit.value * unit.size, 1});
  const auto spread = statistics::funnel_overdispersion(clusters, kWinsor);
  if (!spread) return false;
  out.target = spread->target;
  out.phi = spread->phi_winsorised;
  out.tau2 = spread->tau2;
  out.p_homogeneous = spread->p_homogeneous;
  return true;
}

std::pair<double, double> limits_at(const Funnel& f, double size, double level) {
  if (f.share && f.tau2 == 0)
    if (const auto exact =
            statistics::funnel_limits(std::max<std::uint64_t>(1, std::uint64_t(std::llround(size))), f.target, level))
      return {std::max(0.0, exact->low), std::min(1.0, exact->high)};
  const double within = f.share ? f.target * (1 - f.target) / size : 1 / size;
  const double half = portable::normal_quantile(0.5 + level / 2) * std::sqrt(within + f.tau2);
  if (f.share) return {std::max(0.0, f.target - half), std::min(1.0, f.target + half)};
  return {f.target - half, f.target + half};
}

void add_limits(Funnel& out) {
  double least = out.units.front().size, most = least;
  for (FunnelUnit& unit : out.units) {
    least = std::min(least, unit.size);
    most = std::max(most, unit.size);
    const auto near = limits_at(out, unit.size, 0.95), far = limits_at(out, unit.size, 0.998);
    if (unit.value < near.first || unit.value > near.second) unit.place = FunnelPlace::beyond_95;
    if (unit.value < far.first || unit.value > far.second) unit.place = FunnelPlace::beyond_998;
  }
  for (std::size_t k = 0; k < kLimits; ++k) {
    const double share = double(k) / double(kLimits - 1);
    // Evenly on the square root of the size, where the limits bend.
    const double root = std::sqrt(least) + share * (std::sqrt(most) - std::sqrt(least));
    const auto near = limits_at(out, root * root, 0.95), far = limits_at(out, root * root, 0.998);
    out.limits.push_back({root * root, near.first, near.second, far.first, far.second});
  }
}

}  // namespace

FunnelReport funnels(std::span<const Subject> subjects, const criteria::CriteriaSet& set, std::size_t least) {
  FunnelReport out;
  out.labels = labels_of(subjects);
  out.warnings = like_with_like(subjects, out.labels);
  for (const criteria::Indicator& indicator : set.indicators) {
    Funnel funnel;
    funnel.id = indicator.id;
    funnel.axis = indicator.axis;
    funnel.unit = indicator.unit_code;
    funnel.share = indicator.unit_code == "ratio";
    const IndicatorResult* first = nullptr;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const IndicatorResult* r = usable(subjects[i].audit, indicator.id);
      const bool alike = r != nullptr && (first == nullptr || (r->formula == first->formula && r->unit == first->unit &&
                                                               r->norm_variant == first->norm_variant));
      if (!alike) {
        funnel.left_out.push_back(i);
        continue;
      }
      first = first == nullptr ? r : first;
      funnel.units.push_back(unit_of(i, *r, funnel.share));
    }
    if (funnel.units.size() < least) continue;
    if (!funnel.share) add_normal_spread(funnel);
    if (funnel.share && !add_share_spread(funnel)) {
      funnel.reason =
          Message{"all_alike",
                  {"Tous ou aucun : il n'y a pas d'écart à expliquer.", "All or none: there is no spread to explain."}};
    } else {
      add_limits(funnel);
    }
    out.funnels.push_back(std::move(funnel));
  }
  return out;
}

}  // namespace boussole::engine
