#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/random.h"

/// Exact samplers on a RandomStream: inversion, rejection or alias, with the portable logarithm and exponential, so a
/// draw is the same bits on every machine. "Exact" means up to the 53 bits of a uniform.
namespace boussole::engine::statistics {

/// Successes among n trials of probability p in [0, 1]. Inversion below 10 expected, else BTRS (Hörmann 1993).
std::uint64_t draw_binomial(RandomStream& random, std::uint64_t n, double p);

/// n people over categories of integer weights (sum >= 1): conditional binomials in the order given. Writes
/// counts.size() == weights.size() numbers that sum to n.
void draw_multinomial(RandomStream& random, std::uint64_t n, std::span<const std::uint64_t> weights,
                      std::span<std::uint64_t> counts);

/// Poisson of mean >= 0. Inversion below 10, else PTRS (Hörmann 1993).
std::uint64_t draw_poisson(RandomStream& random, double mean);

/// Standard normal, by inversion of one uniform.
double draw_normal(RandomStream& random);
/// Exponential of mean 1.
double draw_exponential(RandomStream& random);
/// Gamma of shape > 0 and scale 1 (Marsaglia & Tsang 2000).
double draw_gamma(RandomStream& random, double shape);
/// Beta of a, b > 0.
double draw_beta(RandomStream& random, double a, double b);
/// Sum of `n` draws of an exponential of mean 1: gamma(n), and 0 for n = 0. Weights of the Bayesian bootstrap.
double draw_erlang(RandomStream& random, std::uint64_t n);

/// Walker's alias table (Vose 1991): one word gives one category.
class AliasTable {
 public:
  AliasTable() = default;
  /// Weights >= 0 with a positive sum.
  explicit AliasTable(std::span<const double> weights);
  std::uint32_t draw(RandomStream& random) const {
    const std::uint64_t word = random.word();
    const Wide scaled = static_cast<Wide>(word) * cells_.size();
    const Cell& cell = cells_[static_cast<std::size_t>(scaled >> 64)];
    return static_cast<std::uint64_t>(scaled) < cell.cut ? static_cast<std::uint32_t>(scaled >> 64) : cell.other;
  }
  std::size_t size() const { return cells_.size(); }

 private:
  struct Cell {
    std::uint64_t cut = 0;
    std::uint32_t other = 0;
  };
  std::vector<Cell> cells_;
};

}  // namespace boussole::engine::statistics
