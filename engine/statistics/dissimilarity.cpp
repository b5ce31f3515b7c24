#include "engine/statistics/dissimilarity.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/diversity.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_pair(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) return Undefined{"both rows need the same types"};
  if (auto refused = refuse_negative(a, "the counts")) return refused;
  if (auto refused = refuse_negative(b, "the counts")) return refused;
  if (!(sum(a) > 0) || !(sum(b) > 0)) return Undefined{"a space without any contribution has no dissimilarity"};
  return std::nullopt;
}

/// What each of two rows shares with the other, unseen shared types included (Chao et al. 2005, eq. 10).
double shared_share(std::span<const double> a, std::span<const double> b, double total_a, double total_b) {
  CompensatedSum shared, shared_singletons;
  double ones = 0, twos = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] <= 0 || b[i] <= 0) continue;
    shared.add(a[i]);
    if (b[i] == 1) ++ones, shared_singletons.add(a[i]);
    if (b[i] == 2) ++twos;
  }
  const double unseen =
      (total_b - 1) / total_b * ones / (2 * std::max(1.0, twos)) * shared_singletons.value() / total_a;
  return std::min(1.0, shared.value() / total_a + unseen);
}

Result<double> morisita_like(std::span<const double> a, std::span<const double> b, bool unbiased) {
  const double total_a = sum(a), total_b = sum(b);
  CompensatedSum products, own_a, own_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    products.add(a[i] * b[i]);
    own_a.add(unbiased ? a[i] * (a[i] - 1) : a[i] * a[i]);
    own_b.add(unbiased ? b[i] * (b[i] - 1) : b[i] * b[i]);
  }
  const double lambda = own_a.value() / (total_a * (unbiased ? total_a - 1 : total_a)) +
                        own_b.value() / (total_b * (unbiased ? total_b - 1 : total_b));
  if (!(lambda > 0) || !std::isfinite(lambda)) return undefined("only singletons: no two contributions meet");
  return std::max(0.0, 1 - 2 * products.value() / (lambda * total_a * total_b));
}

Result<double> plain_dissimilarity(std::span<const double> a, std::span<const double> b, Dissimilarity kind) {
  if (auto refused = refuse_pair(a, b)) return std::unexpected(*refused);
  const double total_a = sum(a), total_b = sum(b);
  CompensatedSum gap, common, squares, relative;
  double present = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    gap.add(std::abs(a[i] - b[i]));
    common.add(std::min(a[i], b[i]));
    squares.add((a[i] - b[i]) * (a[i] - b[i]));
    if (a[i] <= 0 && b[i] <= 0) continue;
    relative.add(std::abs(a[i] - b[i]) / (a[i] + b[i]));
    ++present;
  }
  const double bray = gap.value() / (total_a + total_b);
  switch (kind) {
    case Dissimilarity::bray:
      return bray;
    case Dissimilarity::jaccard:
      return 2 * bray / (1 + bray);
    case Dissimilarity::kulczynski:
      return 1 - (common.value() / total_a + common.value() / total_b) / 2;
    case Dissimilarity::horn:
      return morisita_like(a, b, false);
    case Dissimilarity::morisita:
      return morisita_like(a, b, true);
    case Dissimilarity::chao: {
      const double u = shared_share(a, b, total_a, total_b), v = shared_share(b, a, total_b, total_a);
      return u <= 0 || v <= 0 ? 1 : std::max(0.0, 1 - u * v / (u + v - u * v));
    }
    case Dissimilarity::manhattan:
      return gap.value();
    case Dissimilarity::euclidean:
      return std::sqrt(squares.value());
    case Dissimilarity::canberra:
      return relative.value() / present;
    case Dissimilarity::alternative_gower:
      return gap.value() / present;
  }
  return undefined("no such dissimilarity");
}

}  // namespace

Result<std::vector<std::vector<double>>> gower(std::span<const std::vector<double>> rows) {
  if (rows.empty() || rows.front().empty()) return undefined("n = 0: no space, or no type");
  std::vector<double> least = rows.front(), most = rows.front();
  for (const auto& row : rows) {
    if (row.size() != least.size()) return undefined("all rows need the same types");
    if (auto refused = refuse_not_finite(row, "the values")) return std::unexpected(*refused);
    for (std::size_t t = 0; t < row.size(); ++t)
      least[t] = std::min(least[t], row[t]), most[t] = std::max(most[t], row[t]);
  }
  std::vector<std::vector<double>> result(rows.size(), std::vector<double>(rows.size(), 0));
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      CompensatedSum total;
      for (std::size_t t = 0; t < least.size(); ++t)
        if (most[t] > least[t]) total.add(std::abs(rows[i][t] / 2 - rows[j][t] / 2) / (most[t] / 2 - least[t] / 2));
      result[i][j] = result[j][i] = total.value() / static_cast<double>(least.size());
    }
  return result;
}

Result<double> dissimilarity(std::span<const double> a, std::span<const double> b, Dissimilarity kind) {
  const auto result = plain_dissimilarity(a, b, kind);
  return result ? finite_or_undefined(*result, "the dissimilarity") : result;
}

Result<double> dissimilarity_binary(std::span<const double> a, std::span<const double> b, Dissimilarity kind) {
  if (auto refused = refuse_pair(a, b)) return std::unexpected(*refused);
  const auto presence = [](std::span<const double> row) {
    std::vector<double> result;
    for (const double x : row) result.push_back(x > 0 ? 1 : 0);
    return result;
  };
  return dissimilarity(presence(a), presence(b), kind);
}

namespace {

std::optional<Undefined> refuse_rows(std::span<const std::vector<double>> rows) {
  if (rows.empty()) return Undefined{"no space"};
  for (const auto& row : rows) {
    if (row.size() != rows.front().size()) return Undefined{"all rows need the same types"};
    if (auto refused = refuse_negative(row, "the counts")) return refused;
    if (!(sum(row) > 0)) return Undefined{"a space without any contribution must be left out, and counted"};
  }
  return std::nullopt;
}

struct Pairs {
  double extra = 0;  ///< types in spaces beyond one each: sum of S_i less the types in all
  double least = 0;  ///< over pairs, the smaller of the two numbers of types the other lacks
  double most = 0;
};

Result<Pairs> compare_all(std::span<const std::vector<double>> rows) {
  if (auto refused = refuse_rows(rows)) return std::unexpected(*refused);
  if (rows.size() < 2) return undefined("fewer than two spaces: nothing to compare");
  Pairs result;
  for (std::size_t t = 0; t < rows.front().size(); ++t) {
    const auto holders = std::ranges::count_if(rows, [&](const auto& row) { return row[t] > 0; });
    if (holders > 0) result.extra += static_cast<double>(holders - 1);
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      double only_i = 0, only_j = 0;
      for (std::size_t t = 0; t < rows[i].size(); ++t) {
        if (rows[i][t] > 0 && rows[j][t] <= 0) ++only_i;
        if (rows[j][t] > 0 && rows[i][t] <= 0) ++only_j;
      }
      result.least += std::min(only_i, only_j);
      result.most += std::max(only_i, only_j);
    }
  return result;
}

/// a / b where 0 / 0 is 0: no type is replaced where no type differs.
double part(double a, double b) { return a == 0 ? 0 : a / b; }

}  // namespace

Result<Baselga> baselga_sorensen(std::span<const std::vector<double>> rows) {
  return mapped(compare_all(rows), [](const Pairs& p) {
    const double total = part(p.least + p.most, 2 * p.extra + p.least + p.most);
    const double turnover = part(p.least, p.extra + p.least);
    return Baselga{turnover, total - turnover, total};
  });
}

Result<Baselga> baselga_jaccard(std::span<const std::vector<double>> rows) {
  return mapped(compare_all(rows), [](const Pairs& p) {
    const double total = part(p.least + p.most, p.extra + p.least + p.most);
    const double turnover = part(2 * p.least, p.extra + 2 * p.least);
    return Baselga{turnover, total - turnover, total};
  });
}

Result<Partition> hill_partition(std::span<const std::vector<double>> rows, double q) {
  if (auto refused = refuse_rows(rows)) return std::unexpected(*refused);
  if (!(q >= 0) || !std::isfinite(q)) return undefined("the order q must be finite and at least 0");
  const double n = static_cast<double>(rows.size());
  std::vector<double> pooled(rows.front().size(), 0);
  CompensatedSum within;
  for (const auto& row : rows) {
    const double total = sum(row);
    for (std::size_t t = 0; t < row.size(); ++t) {
      const double p = row[t] / total;
      if (p <= 0) continue;
      pooled[t] += p / n;
      within.add((q == 1 ? -p * std::log(p) : q == 0 ? 1 : std::pow(p, q)) / n);
    }
  }
  const auto gamma = hill_of_shares(pooled, q);
  if (!gamma) return std::unexpected(gamma.error());
  Partition result;
  result.alpha = q == 1 ? std::exp(within.value()) : std::pow(within.value(), 1 / (1 - q));
  result.gamma = *gamma;
  result.beta = result.gamma / result.alpha;
  if (!std::isfinite(result.alpha) || !std::isfinite(result.beta))
    return undefined("the order q is too large for these shares");
  if (n > 1) result.turnover = std::clamp(1 - (1 / result.beta - 1 / n) / (1 - 1 / n), 0.0, 1.0);
  return result;
}

namespace {

Result<double> mean_distance(std::span<const double> p, std::span<const std::vector<double>> d, bool squared) {
  if (auto refused = refuse_negative(p, "the weights")) return std::unexpected(*refused);
  if (d.size() != p.size()) return undefined("a distance is needed for each pair of types");
  const double total = sum(p);
  if (!(total > 0)) return undefined("n = 0: nothing was contributed");
  CompensatedSum terms;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (d[i].size() != p.size()) return undefined("a distance is needed for each pair of types");
    if (auto refused = refuse_negative(d[i], "the distances")) return std::unexpected(*refused);
    for (std::size_t j = 0; j < p.size(); ++j)
      terms.add((squared ? d[i][j] * d[i][j] / 2 : d[i][j]) * (p[i] / total) * (p[j] / total));
  }
  return finite_or_undefined(terms.value(), "the mean distance");
}

}  // namespace

Result<double> rao_entropy(std::span<const double> p, std::span<const std::vector<double>> d) {
  return mean_distance(p, d, false);
}

Result<double> rao_entropy_squared(std::span<const double> p, std::span<const std::vector<double>> d) {
  return mean_distance(p, d, true);
}

Result<double> rao_entropy_unbiased(std::span<const double> counts, std::span<const std::vector<double>> d) {
  const auto q = mean_distance(counts, d, false);
  if (!q) return q;
  const double n = sum(counts);
  if (n <= 1) return undefined("n = 1: two contributions are needed");
  return *q * n / (n - 1);
}

Result<double> rao_equivalent(std::span<const double> p, std::span<const std::vector<double>> d) {
  const auto q = mean_distance(p, d, false);
  if (!q) return q;
  double largest = 0;
  for (const auto& row : d)
    for (const double distance : row) largest = std::max(largest, distance);
  if (largest <= 0) return 1;
  return 1 / (1 - *q / largest);
}

}  // namespace boussole::engine::statistics
