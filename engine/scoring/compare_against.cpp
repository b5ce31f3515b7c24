#include "engine/scoring/compare_against.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/statistics/dunnett.h"
#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine {
namespace {

constexpr double kNormal = std::numeric_limits<double>::infinity();

/// One difference that has a p, as a normal deviate, and what it shares with the others of its row.
struct Claim {
  std::size_t row = 0;
  PairDifference* pair = nullptr;
  double z = 0;
  double load = 0;
};

/// The control's part of the half-width of a difference.
double share(double control, double other) {
  const double whole = std::sqrt(control * control + other * other);
  constexpr double kMost = 0.999;
  return whole > 0 ? std::min(control / whole, kMost) : 0;
}

double load_of(const PrintedFigure& figure, const PrintedFigure& control) {
  const double below = figure.value - figure.interval->low, above = figure.interval->high - figure.value;
  const double control_below = control.value - control.interval->low;
  const double control_above = control.interval->high - control.value;
  return std::max(0.0, std::min(share(control_above, below), share(control_below, above)));
}

std::vector<Claim> claims_of(std::span<AgainstRow> rows, std::size_t control) {
  std::vector<Claim> out;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (PairDifference& pair : *rows[r].differences) {
      if (!pair.estimate.p) continue;
      const std::size_t other = pair.first == control ? pair.second : pair.first;
      const double z = *pair.estimate.p < 1 ? statistics::portable::normal_quantile(1 - *pair.estimate.p / 2) : 0;
      out.push_back({r, &pair, z, load_of(*rows[r].figures[other], *rows[r].figures[control])});
    }
  return out;
}

/// The chance that the farthest of these lies beyond z where no difference is real, at most: summed over rows.
double chance_beyond(double z, std::span<const Claim> left, std::size_t rows) {
  std::vector<std::vector<double>> loads(rows);
  for (const Claim& claim : left) loads[claim.row].push_back(claim.load);
  double out = 0;
  for (const auto& load : loads) {
    if (load.empty()) continue;
    const double alone = 2 * statistics::portable::normal_cdf(-z) * double(load.size());
    if (load.size() == 1 || z <= 0) {
      out += std::min(1.0, alone);
      continue;
    }
    const auto inside = statistics::dunnett_probability(z, load, kNormal, statistics::Alternative::two_sided);
    out += inside ? std::min(alone, 1 - *inside) : std::min(1.0, alone);
  }
  return std::min(1.0, out);
}

/// The interval of every difference of a row, widened so that all hold at once at the level.
void widen(std::span<const Claim> claims, double level) {
  std::vector<double> loads;
  for (const Claim& claim : claims) loads.push_back(claim.load);
  const auto critical = statistics::dunnett_critical(level, loads, kNormal, statistics::Alternative::two_sided);
  if (!critical) return;
  const double wider = *critical / statistics::portable::normal_quantile((1 + level) / 2);
  for (const Claim& claim : claims) {
    const DifferenceEstimate& e = claim.pair->estimate;
    if (!e.interval) continue;
    claim.pair->together = statistics::Range{e.difference - wider * (e.difference - e.interval->low),
                                             e.difference + wider * (e.interval->high - e.difference)};
  }
}

}  // namespace

void adjust_against(std::span<AgainstRow> rows, std::size_t control, double level) {
  std::vector<Claim> claims = claims_of(rows, control);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<Claim> row;
    std::ranges::copy_if(claims, std::back_inserter(row), [r](const Claim& c) { return c.row == r; });
    if (!row.empty()) widen(row, level);
  }
  std::ranges::stable_sort(claims,
                           [](const Claim& a, const Claim& b) { return *a.pair->estimate.p < *b.pair->estimate.p; });
  double largest = 0;
  for (std::size_t k = 0; k < claims.size(); ++k) {
    if (largest < 1)
      largest = std::max(largest, std::max(*claims[k].pair->estimate.p,
                                           chance_beyond(claims[k].z, std::span(claims).subspan(k), rows.size())));
    claims[k].pair->adjusted = largest;
  }
}

}  // namespace boussole::engine
