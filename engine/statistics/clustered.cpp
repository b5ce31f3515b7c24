// Shares and means of contributions that come from fewer people: see proportions.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "engine/statistics/checks.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<ClusteredShare> wilson_clustered(std::span<const Cluster> clusters, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  CompensatedSum total_n, total_x, squares, participants;
  for (const auto& [n, x, people] : clusters) {
    if (!std::isfinite(n) || !std::isfinite(x) || n <= 0 || x < 0 || x > n)
      return undefined("each cluster needs n > 0 and x between 0 and n");
    if (!std::isfinite(people) || people <= 0) return undefined("each kind of cluster needs at least one of it");
    participants.add(people);
    total_n.add(people * n);
    total_x.add(people * x);
    squares.add(people * n * n);
  }
  if (participants.value() < 2) return undefined("fewer than two clusters: nothing to compare");
  ClusteredShare result;
  result.clusters = participants.value();
  result.n = total_n.value();
  result.share = total_x.value() / result.n;
  const double g = result.clusters;
  CompensatedSum residuals;
  for (const auto& [n, x, people] : clusters) {
    const double residual = x - result.share * n;
    residuals.add(people * residual * residual);
  }
  const double variance = g / (g - 1) * residuals.value() / (result.n * result.n);
  result.se = std::sqrt(variance);
  const double binomial = result.share * (1 - result.share);
  result.effective_n = variance > 0 && binomial > 0 ? binomial / variance : result.n * result.n / squares.value();
  result.effective_n = std::min(result.effective_n, result.n);
  const auto interval =
      wilson_with_critical(result.share * result.effective_n, result.effective_n, student_critical(level, g - 1));
  if (!interval) return std::unexpected(interval.error());
  result.interval = *interval;
  return result;
}

Result<ClusteredMean> clustered_mean(std::span<const std::int64_t> cluster, std::span<const double> y) {
  if (cluster.size() != y.size()) return undefined("one cluster a value is needed");
  if (auto refused = refuse_not_finite(y, "the values")) return std::unexpected(*refused);
  if (y.empty()) return undefined("n = 0");
  const double n = static_cast<double>(y.size());
  ClusteredMean result;
  result.mean = mean(y);
  std::map<std::int64_t, CompensatedSum> residual;
  CompensatedSum squares;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double gap = y[i] - result.mean;
    residual[cluster[i]].add(gap);
    squares.add(gap * gap);
  }
  if (residual.size() < 2) return undefined("fewer than two clusters: nothing to compare");
  CompensatedSum between;
  for (const auto& [id, part] : residual) between.add(part.value() * part.value());
  const double g = static_cast<double>(residual.size());
  const double cluster_variance = g / (g - 1) * between.value() / (n * n);
  const double naive_variance = squares.value() / (n - 1) / n;
  if (naive_variance <= 0) return undefined("all values are equal: no design effect");
  result.se_cluster = std::sqrt(cluster_variance);
  result.se_naive = std::sqrt(naive_variance);
  result.design_effect = cluster_variance / naive_variance;
  return result;
}

}  // namespace boussole::engine::statistics
