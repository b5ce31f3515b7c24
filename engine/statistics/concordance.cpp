#include "engine/statistics/concordance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {
namespace {

/// Mean ranks of one judge; adds t^3 - t of each group of ties.
std::vector<double> mean_ranks(const std::vector<double>& values, double& ties) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from + 1;
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    const double t = static_cast<double>(to - from);
    for (std::size_t k = from; k < to; ++k) ranks[order[k]] = static_cast<double>(from + to + 1) / 2;
    ties += t * t * t - t;
    from = to;
  }
  return ranks;
}

}  // namespace

Result<Concordance> kendall_w(std::span<const std::vector<double>> judges) {
  if (judges.size() < 2) return undefined("fewer than two judges");
  const std::size_t items = judges.front().size();
  if (items < 2) return undefined("fewer than two items");
  double ties = 0;
  std::vector<double> total(items, 0);
  for (const auto& judge : judges) {
    if (judge.size() != items) return undefined("each judge needs the same items");
    if (auto refused = refuse_not_finite(judge, "the values")) return std::unexpected(*refused);
    const std::vector<double> ranks = mean_ranks(judge, ties);
    for (std::size_t k = 0; k < items; ++k) total[k] += ranks[k];
  }
  const double m = static_cast<double>(judges.size()), n = static_cast<double>(items);
  CompensatedSum squares;
  for (const double r : total) squares.add((r - m * (n + 1) / 2) * (r - m * (n + 1) / 2));
  const double most = m * m * (n * n * n - n) - m * ties;
  if (!(most > 0)) return undefined("every judge puts all items level");
  Concordance out;
  out.w = 12 * squares.value() / most;
  out.chi_squared = m * (n - 1) * out.w;
  out.p = chi_squared_sf(out.chi_squared, n - 1);
  return out;
}

}  // namespace boussole::engine::statistics
