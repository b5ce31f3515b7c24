#include "engine/statistics/sensitivity.h"

#include <cmath>
#include <numbers>

#include "engine/statistics/checks.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<SobolIndices> sobol_indices(const SobolRuns& runs) {
  const std::size_t n = runs.a.size();
  if (n < 2 || runs.b.size() != n || runs.by_column.size() != n)
    return undefined("each of the runs A, B and AB needs the same number of rows, two at least");
  if (auto refused = refuse_not_finite(runs.a, "the outputs")) return std::unexpected(*refused);
  if (auto refused = refuse_not_finite(runs.b, "the outputs")) return std::unexpected(*refused);
  const std::size_t columns = runs.by_column.front().size();
  for (const auto& row : runs.by_column) {
    if (row.size() != columns) return undefined("each row needs a run for each column");
    if (auto refused = refuse_not_finite(row, "the outputs")) return std::unexpected(*refused);
  }
  std::vector<double> both = runs.a;
  both.insert(both.end(), runs.b.begin(), runs.b.end());
  const double centre = mean(both), size = static_cast<double>(n);
  CompensatedSum squares;
  for (const double y : both) squares.add((y - centre) * (y - centre));
  SobolIndices result;
  result.variance = squares.value() / (2 * size);
  if (!(result.variance > 0)) return undefined("the output never changes");
  if (!std::isfinite(result.variance)) return undefined("the outputs are too far apart");
  for (std::size_t k = 0; k < columns; ++k) {
    CompensatedSum centred, raw, from_b, from_a, product;
    for (std::size_t i = 0; i < n; ++i) {
      const double a = runs.a[i], b = runs.b[i], ab = runs.by_column[i][k];
      centred.add((b - centre) * (ab - a));
      raw.add(b * (ab - a));
      from_b.add((b - ab) * (b - ab));
      from_a.add((a - ab) * (a - ab));
      product.add(a * ab);
    }
    const double scale = size * result.variance;
    result.first.push_back(centred.value() / scale);
    result.first_raw.push_back(raw.value() / scale);
    result.first_jansen.push_back(1 - from_b.value() / (2 * scale));
    result.total.push_back(from_a.value() / (2 * scale));
    result.total_homma.push_back(1 - (product.value() / size - centre * centre) / result.variance);
    for (const auto* indices :
         {&result.first, &result.first_raw, &result.first_jansen, &result.total, &result.total_homma})
      if (!std::isfinite(indices->back())) return undefined("the outputs are too far apart");
  }
  return result;
}

Result<KnownIndices> ishigami_indices(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return undefined("a and b must be finite");
  const double pi4 = std::pow(std::numbers::pi, 4), pi8 = pi4 * pi4;
  const double v1 = 0.5 * (1 + b * pi4 / 5) * (1 + b * pi4 / 5), v2 = a * a / 8, v13 = 8 * b * b * pi8 / 225;
  const double v = v1 + v2 + v13;
  return KnownIndices{a / 2, v, {v1 / v, v2 / v, 0}, {(v1 + v13) / v, v2 / v, v13 / v}, v13 / v};
}

Result<KnownIndices> g_function_indices(std::span<const double> a) {
  if (auto refused = refuse_negative(a, "a")) return std::unexpected(*refused);
  if (a.empty()) return undefined("no input");
  double product = 1;
  std::vector<double> own;
  for (const double ai : a) own.push_back(1 / (3 * (1 + ai) * (1 + ai))), product *= 1 + own.back();
  KnownIndices result{1, product - 1, {}, {}, 0};
  for (const double v : own) {
    result.first.push_back(v / result.variance);
    result.total.push_back(v * product / (1 + v) / result.variance);
  }
  return result;
}

Result<DirichletMoments> dirichlet_moments(std::span<const double> alpha) {
  if (auto refused = refuse_negative(alpha, "alpha")) return std::unexpected(*refused);
  const double total = sum(alpha);
  if (!(total > 0)) return undefined("alpha sums to 0");
  DirichletMoments result;
  for (std::size_t i = 0; i < alpha.size(); ++i) {
    const double p = alpha[i] / total;
    result.mean.push_back(p);
    result.variance.push_back(p * (1 - p) / (total + 1));
    result.covariance.emplace_back();
    for (std::size_t j = 0; j < alpha.size(); ++j)
      result.covariance[i].push_back(i == j ? result.variance[i] : -p * (alpha[j] / total) / (total + 1));
  }
  return result;
}

}  // namespace boussole::engine::statistics
