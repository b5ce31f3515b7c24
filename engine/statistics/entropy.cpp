#include "engine/statistics/entropy.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

struct Counted {
  std::vector<double> shares;
  double n = 0;
  double seen = 0;        ///< types with at least one contribution
  double singletons = 0;  ///< f1
};

Result<Counted> read(std::span<const std::uint64_t> counts) {
  Counted result;
  CompensatedSum n;
  for (const std::uint64_t count : counts) {
    n.add(static_cast<double>(count));
    if (count > 0) ++result.seen;
    if (count == 1) ++result.singletons;
  }
  result.n = n.value();
  if (result.n == 0) return undefined("n = 0: nothing was contributed");
  for (const std::uint64_t count : counts) result.shares.push_back(static_cast<double>(count) / result.n);
  return result;
}

double entropy_of(std::span<const double> shares) {
  CompensatedSum total;
  for (const double p : shares)
    if (p > 0) total.add(-p * std::log(p));
  return std::max(0.0, total.value());
}

}  // namespace

Result<double> entropy_plug_in(std::span<const std::uint64_t> counts) {
  return mapped(read(counts), [](const Counted& c) { return entropy_of(c.shares); });
}

Result<double> entropy_miller_madow(std::span<const std::uint64_t> counts) {
  return mapped(read(counts), [](const Counted& c) { return entropy_of(c.shares) + (c.seen - 1) / (2 * c.n); });
}

Result<double> entropy_chao_shen(std::span<const std::uint64_t> counts) {
  const auto c = read(counts);
  if (!c) return std::unexpected(c.error());
  // All singletons would leave a coverage of 0: one of them is taken for a repeat.
  const double unseen = c->singletons == c->n ? c->n - 1 : c->singletons;
  const double coverage = 1 - unseen / c->n;
  CompensatedSum total;
  for (const double share : c->shares) {
    const double p = coverage * share;
    if (p > 0 && p < 1) total.add(-p * std::log(p) / -std::expm1(c->n * std::log1p(-p)));
  }
  return std::max(0.0, total.value());
}

Result<double> entropy_dirichlet(std::span<const std::uint64_t> counts, double pseudo_count) {
  if (!std::isfinite(pseudo_count) || pseudo_count < 0) return undefined("the pseudo-count must not be negative");
  const auto c = read(counts);
  if (!c) return std::unexpected(c.error());
  const double total = c->n + pseudo_count * static_cast<double>(counts.size());
  std::vector<double> shares;
  for (const std::uint64_t count : counts) shares.push_back((static_cast<double>(count) + pseudo_count) / total);
  return entropy_of(shares);
}

Result<double> entropy_jeffreys(std::span<const std::uint64_t> counts) { return entropy_dirichlet(counts, 0.5); }
Result<double> entropy_laplace(std::span<const std::uint64_t> counts) { return entropy_dirichlet(counts, 1); }

Result<double> entropy_schurmann_grassberger(std::span<const std::uint64_t> counts) {
  if (counts.empty()) return undefined("n = 0: nothing was contributed");
  return entropy_dirichlet(counts, 1 / static_cast<double>(counts.size()));
}

Result<double> entropy_minimax(std::span<const std::uint64_t> counts) {
  const auto c = read(counts);
  if (!c) return std::unexpected(c.error());
  return entropy_dirichlet(counts, std::sqrt(c->n) / static_cast<double>(counts.size()));
}

Result<double> entropy_shrink(std::span<const std::uint64_t> counts) {
  const auto c = read(counts);
  if (!c) return std::unexpected(c.error());
  const double target = 1 / static_cast<double>(counts.size());
  CompensatedSum squares, gaps;
  for (const double p : c->shares) {
    squares.add(p * p);
    gaps.add((target - p) * (target - p));
  }
  const double spread = (c->n - 1) * gaps.value();
  const double intensity = spread > 0 ? std::clamp((1 - squares.value()) / spread, 0.0, 1.0) : 1;
  std::vector<double> shares;
  for (const double p : c->shares) shares.push_back(intensity * target + (1 - intensity) * p);
  return entropy_of(shares);
}

}  // namespace boussole::engine::statistics
