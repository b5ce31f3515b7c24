#include "engine/statistics/pairwise_weights.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {
namespace {

using Judgement = std::span<const std::vector<double>>;

/// Mean consistency index of random judgements on the scale 1/9 … 9 (Saaty 1980, table 1.1), by number of criteria.
constexpr double kRandomIndex[] = {0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};

std::optional<Undefined> refuse_judgement(Judgement judgement) {
  const std::size_t n = judgement.size();
  if (n == 0) return Undefined{"no criterion"};
  for (const auto& row : judgement) {
    if (row.size() != n) return Undefined{"a judgement needs as many rows as columns"};
    if (auto refused = refuse_not_finite(row, "the judgements")) return refused;
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      if (!(judgement[i][j] > 0 && judgement[j][i] > 0) || std::abs(judgement[i][j] * judgement[j][i] - 1) > 1e-6)
        return Undefined{"the judgements must be positive, and each the inverse of its mirror image"};
  return std::nullopt;
}

void scale_to_one(std::vector<double>& weights) {
  const double total = sum(weights);
  for (double& w : weights) w /= total;
}

std::vector<double> geometric_means(Judgement judgement) {
  std::vector<double> result;
  for (const auto& row : judgement) {
    CompensatedSum logs;
    for (const double x : row) logs.add(std::log(x));
    result.push_back(logs.value() / static_cast<double>(row.size()));
  }
  const double largest = *std::ranges::max_element(result);
  for (double& x : result) x = std::exp(x - largest);
  scale_to_one(result);
  return result;
}

}  // namespace

Result<PairwiseWeights> pairwise_weights(std::span<const std::vector<double>> judgement) {
  if (auto refused = refuse_judgement(judgement)) return std::unexpected(*refused);
  constexpr int kMostSteps = 10000;
  const std::size_t n = judgement.size();
  PairwiseWeights result;
  result.geometric = result.weights = geometric_means(judgement);
  // All entries are positive, so the power method converges to the one positive eigenvector (Perron).
  for (int step = 0; step < kMostSteps; ++step) {
    std::vector<double> next;
    for (const auto& row : judgement) next.push_back(sum_of_products(row, result.weights));
    result.eigenvalue = sum(next);
    scale_to_one(next);
    double moved = 0;
    for (std::size_t i = 0; i < n; ++i) moved = std::max(moved, std::abs(next[i] - result.weights[i]) / next[i]);
    result.weights = std::move(next);
    if (moved < 1e-14) break;
  }
  if (!std::isfinite(result.eigenvalue)) return undefined("the judgements are too far apart for these numbers");
  const double size = static_cast<double>(n);
  if (n > 1) result.consistency_index = std::max(0.0, (result.eigenvalue - size) / (size - 1));
  if (n >= 3 && n < std::size(kRandomIndex)) result.consistency_ratio = result.consistency_index / kRandomIndex[n];
  return result;
}

Result<std::vector<std::vector<double>>> joint_judgement(std::span<const std::vector<std::vector<double>>> people) {
  if (people.empty()) return undefined("n = 0");
  const std::size_t n = people.front().size();
  for (const auto& judgement : people) {
    if (auto refused = refuse_judgement(judgement)) return std::unexpected(*refused);
    if (judgement.size() != n) return undefined("all people must judge the same criteria");
  }
  std::vector<std::vector<double>> result(n, std::vector<double>(n, 1));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      CompensatedSum logs;
      for (const auto& judgement : people) logs.add(std::log(judgement[i][j]));
      result[i][j] = std::exp(logs.value() / static_cast<double>(people.size()));
      result[j][i] = 1 / result[i][j];
    }
  return result;
}

Result<AllocatedWeights> budget_allocation(std::span<const std::vector<double>> points) {
  if (points.empty() || points.front().empty()) return undefined("nobody shares out points, or there is no criterion");
  std::vector<Moments> shares(points.front().size());
  for (const auto& person : points) {
    if (person.size() != shares.size()) return undefined("all people must share out points to the same criteria");
    if (auto refused = refuse_negative(person, "the points")) return std::unexpected(*refused);
    const double total = sum(person);
    if (!(total > 0) || !std::isfinite(total))
      return undefined("somebody shares out nothing, or more than a number holds");
    for (std::size_t k = 0; k < shares.size(); ++k) shares[k].add(person[k] / total);
  }
  AllocatedWeights result;
  for (const Moments& m : shares) {
    result.weights.push_back(m.mean);
    if (points.size() > 1) result.sd.push_back(std::sqrt(m.m2 / (m.n - 1)));
  }
  scale_to_one(result.weights);
  return result;
}

}  // namespace boussole::engine::statistics
