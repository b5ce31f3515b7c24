#include "engine/statistics/multivariate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/linear.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_table(Table x) {
  if (x.size() < 2 || x.front().empty()) return Undefined{"two units and one indicator at least"};
  for (const auto& row : x) {
    if (row.size() != x.front().size()) return Undefined{"all units need the same indicators"};
    if (auto refused = refuse_not_finite(row, "the values")) return refused;
  }
  return std::nullopt;
}

std::vector<std::vector<double>> columns_of(Table x) {
  std::vector<std::vector<double>> columns(x.front().size());
  for (const auto& row : x)
    for (std::size_t k = 0; k < row.size(); ++k) columns[k].push_back(row[k]);
  return columns;
}

std::vector<double> mean_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    const double rank = static_cast<double>(i + 1 + end) / 2;
    for (; i < end; ++i) ranks[order[i]] = rank;
  }
  return ranks;
}

}  // namespace

Result<double> pearson(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) return undefined("both need the same units");
  if (a.size() < 2) return undefined("n < 2: no correlation");
  if (auto refused = refuse_not_finite(a, "the values")) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(b, "the values")) return std::unexpected(*refused);
  const double mean_a = mean(a), mean_b = mean(b);
  CompensatedSum products, squares_a, squares_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    products.add((a[i] - mean_a) * (b[i] - mean_b));
    squares_a.add((a[i] - mean_a) * (a[i] - mean_a));
    squares_b.add((b[i] - mean_b) * (b[i] - mean_b));
  }
  const double scale = std::sqrt(squares_a.value()) * std::sqrt(squares_b.value());
  if (!(scale > 0) || !std::isfinite(scale)) return undefined("a constant has no correlation");
  return std::clamp(products.value() / scale, -1.0, 1.0);
}

Result<double> spearman(std::span<const double> a, std::span<const double> b) {
  if (auto refused = refuse_not_finite(a, "the values")) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(b, "the values")) return std::unexpected(*refused);
  return pearson(mean_ranks(a), mean_ranks(b));
}

Result<std::vector<std::vector<double>>> correlations(Table x) {
  if (auto refused = refuse_table(x)) return std::unexpected(*refused);
  const auto columns = columns_of(x);
  std::vector<std::vector<double>> result(columns.size(), std::vector<double>(columns.size(), 1));
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto r = pearson(columns[i], columns[j]);
      if (!r) return std::unexpected(r.error());
      result[i][j] = result[j][i] = *r;
    }
  return result;
}

Result<CronbachAlpha> cronbach(Table x) {
  const auto r = correlations(x);
  if (!r) return std::unexpected(r.error());
  const double k = static_cast<double>(x.front().size());
  if (k < 2) return undefined("two indicators at least");
  CompensatedSum own, total_r;
  for (const auto& column : columns_of(x)) own.add(moments_of(column)->m2);
  std::vector<double> totals;
  for (const auto& row : x) totals.push_back(sum(row));
  const double together = moments_of(totals)->m2;
  for (std::size_t i = 0; i < r->size(); ++i)
    for (std::size_t j = 0; j < i; ++j) total_r.add((*r)[i][j]);
  const double mean_r = total_r.value() / (k * (k - 1) / 2), spread = 1 + (k - 1) * mean_r;
  if (!(together > 0) || !(spread > 0)) return undefined("the indicators cancel each other out");
  return CronbachAlpha{k / (k - 1) * (1 - own.value() / together), k * mean_r / spread};
}

Result<PrincipalComponents> principal_components(Table x) {
  const auto r = correlations(x);
  if (!r) return std::unexpected(r.error());
  const std::size_t k = r->size();
  SquareMatrix matrix(k);
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j) matrix(i, j) = (*r)[i][j];
  const Eigenpairs pairs = eigenpairs(matrix);
  PrincipalComponents result;
  result.loadings.assign(k, std::vector<double>(k));
  for (std::size_t c = 0; c < k; ++c) {
    const double value = std::max(0.0, pairs.values[c]);
    result.sd.push_back(std::sqrt(value));
    result.explained.push_back(value / static_cast<double>(k));
    for (std::size_t i = 0; i < k; ++i) result.loadings[i][c] = pairs.vectors[c][i];
  }
  return result;
}

namespace {

Result<std::vector<double>> scaled_to_one(std::vector<double> weights) {
  const double total = sum(weights);
  if (!(total > 0)) return undefined("no indicator tells the units apart");
  for (double& weight : weights) weight /= total;
  return weights;
}

}  // namespace

Result<EntropyWeights> entropy_weights(Table x) {
  if (auto refused = refuse_table(x)) return std::unexpected(*refused);
  EntropyWeights result;
  std::vector<double> told;
  for (const auto& column : columns_of(x)) {
    if (auto refused = refuse_negative(column, "the values")) return std::unexpected(*refused);
    const double total = sum(column);
    if (!(total > 0)) return undefined("an indicator is 0 everywhere");
    CompensatedSum entropy;
    for (const double value : column)
      if (value > 0) entropy.add(-value / total * std::log(value / total));
    result.entropy.push_back(entropy.value() / std::log(static_cast<double>(x.size())));
    told.push_back(std::max(0.0, 1 - result.entropy.back()));
  }
  const auto weights = scaled_to_one(std::move(told));
  if (!weights) return std::unexpected(weights.error());
  result.weights = *weights;
  return result;
}

Result<std::vector<double>> critic_weights(Table x) {
  const auto r = correlations(x);
  if (!r) return std::unexpected(r.error());
  std::vector<double> weights;
  const auto columns = columns_of(x);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const auto [least, most] = std::ranges::minmax(columns[k]);
    if (!(most > least)) return undefined("an indicator is constant");
    CompensatedSum conflict;
    for (const double other : (*r)[k]) conflict.add(1 - other);
    const double sd = std::sqrt(moments_of(columns[k])->m2 / static_cast<double>(x.size() - 1)) / (most - least);
    weights.push_back(sd * conflict.value());
  }
  return scaled_to_one(std::move(weights));
}

Result<std::vector<double>> linear_main_effects(Table x, std::span<const double> index) {
  if (auto refused = refuse_table(x)) return std::unexpected(*refused);
  std::vector<double> result;
  for (const auto& column : columns_of(x)) {
    const auto r = pearson(column, index);
    if (!r) return std::unexpected(r.error());
    result.push_back(*r * *r);
  }
  return result;
}

}  // namespace boussole::engine::statistics
