#include "engine/statistics/two_samples.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/random.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

struct Two {
  Moments a, b;
};

Result<Two> read(std::span<const double> a, std::span<const double> b, double least) {
  const auto first = moments_of(a), second = moments_of(b);
  if (!first) return std::unexpected(first.error());
  if (!second) return std::unexpected(second.error());
  if (first->n < least || second->n < least) return undefined("too few values in a group");
  return Two{*first, *second};
}

}  // namespace

Result<WelchTest> welch(std::span<const double> a, std::span<const double> b, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  const auto two = read(a, b, 2);
  if (!two) return std::unexpected(two.error());
  const double va = two->a.m2 / (two->a.n - 1) / two->a.n, vb = two->b.m2 / (two->b.n - 1) / two->b.n;
  const double se = std::sqrt(va + vb);
  if (!std::isfinite(se)) return undefined("the values are too far apart");
  if (!(se > 0)) return undefined("all values are equal in each group: no variance to compare with");
  WelchTest test;
  test.difference = two->a.mean - two->b.mean;
  test.t = test.difference / se;
  test.df = (va + vb) * (va + vb) / (va * va / (two->a.n - 1) + vb * vb / (two->b.n - 1));
  test.p = 2 * student_sf(std::abs(test.t), test.df);
  const double half = student_critical(level, test.df) * se;
  test.interval = {test.difference - half, test.difference + half};
  if (!std::isfinite(test.df) || !std::isfinite(test.t) || !std::isfinite(test.interval.high - test.interval.low))
    return undefined("the values are too far apart");
  return test;
}

Result<double> hedges_g(std::span<const double> a, std::span<const double> b) {
  const auto two = read(a, b, 1);
  if (!two) return std::unexpected(two.error());
  const double df = two->a.n + two->b.n - 2;
  if (df < 2) return undefined("four values at least");
  const double pooled = std::sqrt((two->a.m2 + two->b.m2) / df);
  if (!(pooled > 0)) return undefined("all values are equal in each group: no scale");
  const double factor = std::exp(log_gamma(df / 2) - log_gamma((df - 1) / 2)) / std::sqrt(df / 2);
  return finite_or_undefined(factor * (two->a.mean - two->b.mean) / pooled, "the standardised difference");
}

namespace {

/// P(U <= u) for groups of m and n without ties, by counting (Mann and Whitney's recursion).
double rank_cdf(std::uint64_t u, std::size_t m, std::size_t n) {
  // ways[i][s]: subsets of i of the n + m ranks seen so far whose rank sum exceeds its least by s.
  const std::size_t most = m * n;
  std::vector<std::vector<double>> ways(m + 1, std::vector<double>(most + 1, 0));
  ways[0][0] = 1;
  for (std::size_t rank = 1; rank <= m + n; ++rank)
    for (std::size_t i = std::min(rank, m); i >= 1; --i)
      for (std::size_t s = most + 1; s-- > rank - i;) ways[i][s] += ways[i - 1][s - (rank - i)];
  double below = 0, all = 0;
  for (std::size_t s = 0; s <= most; ++s) {
    all += ways[m][s];
    if (s <= u) below += ways[m][s];
  }
  return below / all;
}

}  // namespace

Result<RankTest> mann_whitney(std::span<const double> a, std::span<const double> b) {
  if (const auto two = read(a, b, 1); !two) return std::unexpected(two.error());
  std::vector<std::pair<double, bool>> all;
  for (const double x : a) all.emplace_back(x, true);
  for (const double x : b) all.emplace_back(x, false);
  std::ranges::sort(all);
  RankTest test;
  double below = 0, tied = 0;
  for (std::size_t i = 0; i < all.size();) {
    double here_a = 0, here_b = 0;
    for (const double x = all[i].first; i < all.size() && all[i].first == x; ++i) ++(all[i].second ? here_a : here_b);
    test.u += here_a * (below + here_b / 2);
    below += here_b;
    const double t = here_a + here_b;
    tied += t * t * t - t;
  }
  const double m = static_cast<double>(a.size()), n = static_cast<double>(b.size()), both = m + n;
  const double variance = m * n / 12 * (both + 1 - tied / (both * (both - 1)));
  test.p_asymptotic =
      variance > 0 ? std::min(1.0, 2 * normal_sf(std::abs(test.u - m * n / 2) / std::sqrt(variance))) : 1;
  if (tied == 0 && a.size() <= 50 && b.size() <= 50) {
    const auto u = static_cast<std::uint64_t>(test.u);
    const double tail = test.u > m * n / 2 ? 1 - rank_cdf(u - 1, a.size(), b.size()) : rank_cdf(u, a.size(), b.size());
    test.p_exact = std::min(1.0, 2 * tail);
  }
  return test;
}

Result<Dominance> cliff_delta(std::span<const double> a, std::span<const double> b, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  if (const auto two = read(a, b, 2); !two) return std::unexpected(two.error());
  const double m = static_cast<double>(a.size()), n = static_cast<double>(b.size());
  std::vector<double> by_a(a.size(), 0), by_b(b.size(), 0);
  double total = 0, squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double d = a[i] > b[j] ? 1 : a[i] < b[j] ? -1 : 0;
      by_a[i] += d / n, by_b[j] += d / m;
      total += d, squares += d * d;
    }
  Dominance result;
  const double delta = result.delta = total / (m * n);
  double spread_a = 0, spread_b = 0;
  for (const double d : by_a) spread_a += (d - delta) * (d - delta);
  for (const double d : by_b) spread_b += (d - delta) * (d - delta);
  const double spread = squares - m * n * delta * delta;
  const double least = (1 - delta * delta) / (m * n - 1);
  const double variance = std::max(least, (n * n * spread_a + m * m * spread_b - spread) / (m * n * (m - 1) * (n - 1)));
  const double z = normal_critical(level), z2 = z * z, square = delta * delta;
  const double half = z * std::sqrt(variance) * std::sqrt((1 - square) * (1 - square) + z2 * variance);
  const double scale = 1 - square + z2 * variance;
  if (!(scale > 0)) {
    result.interval = {delta, delta};
    return result;
  }
  const double centre = delta - delta * square;
  result.interval = {std::max(-1.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
  return result;
}

Result<double> kolmogorov_smirnov(std::span<const double> a, std::span<const double> b) {
  if (const auto two = read(a, b, 1); !two) return std::unexpected(two.error());
  std::vector<double> first(a.begin(), a.end()), second(b.begin(), b.end());
  std::ranges::sort(first);
  std::ranges::sort(second);
  double widest = 0;
  for (const auto* both : {&first, &second})
    for (const double x : *both) {
      const auto share = [&](const std::vector<double>& sorted) {
        return static_cast<double>(std::ranges::upper_bound(sorted, x) - sorted.begin()) /
               static_cast<double>(sorted.size());
      };
      widest = std::max(widest, std::abs(share(first) - share(second)));
    }
  return widest;
}

Result<ShareComparison> compare_shares(std::uint64_t x1, std::uint64_t n1, std::uint64_t x2, std::uint64_t n2) {
  if (n1 == 0 || n2 == 0) return undefined("n = 0 in a group");
  if (x1 > n1 || x2 > n2) return undefined("x must not exceed n");
  const auto real = [](std::uint64_t n) { return static_cast<double>(n); };
  const double p1 = real(x1) / real(n1), p2 = real(x2) / real(n2);
  ShareComparison result;
  result.cohen_h = 2 * std::asin(std::sqrt(p1)) - 2 * std::asin(std::sqrt(p2));
  const double pooled = (real(x1) + real(x2)) / (real(n1) + real(n2));
  if (pooled > 0 && pooled < 1) {
    const double variance = pooled * (1 - pooled) * (1 / real(n1) + 1 / real(n2));
    result.chi_squared = (p1 - p2) * (p1 - p2) / variance;
    result.p_chi_squared = chi_squared_sf(*result.chi_squared, 1);
  }
  // Fisher's test: over the tables with the same margins.
  const std::uint64_t hits = x1 + x2, least = hits > n2 ? hits - n2 : 0, most = std::min(hits, n1);
  const auto log_chance = [&](std::uint64_t k) {
    return log_choose(real(n1), real(k)) + log_choose(real(n2), real(hits - k)) - log_choose(real(n1 + n2), real(hits));
  };
  const double here = log_chance(x1) + 1e-7;  // as likely, rounding apart
  CompensatedSum p;
  for (std::uint64_t k = least; k <= most; ++k)
    if (const double chance = log_chance(k); chance <= here) p.add(std::exp(chance));
  result.p_fisher = std::min(1.0, p.value());
  return result;
}

Result<double> equivalence(double difference, double se, double margin, std::optional<double> df) {
  const double given[] = {difference, se, margin};
  if (auto refused = refuse_not_finite(given, "the numbers")) return std::unexpected(*refused);
  if (!(se > 0) || !(margin > 0)) return undefined("the standard error and the margin must be positive");
  if (df && !(*df > 0)) return undefined("the degrees of freedom must be positive");
  const auto above = [&](double t) { return df ? student_sf(t, *df) : normal_sf(t); };
  return std::max(above((margin - difference) / se), above((margin + difference) / se));
}

}  // namespace boussole::engine::statistics
