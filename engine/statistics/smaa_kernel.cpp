#include "engine/statistics/smaa_kernel.h"

#include <array>

#include "engine/statistics/random.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::uint64_t kStream = 0x736d6161;
constexpr std::size_t kLanes = 4, kParts = 8, kTile = kLanes * kParts;  ///< draws side by side

using Reals [[gnu::vector_size(32)]] = double;
using Whole [[gnu::vector_size(32)]] = std::int64_t;
using Bits [[gnu::vector_size(32)]] = std::uint64_t;

struct alignas(32) Tile {
  std::array<Reals, kParts> part;
};
struct alignas(32) Ahead {
  std::array<Whole, kParts> part;
};

/// What one thread needs for one block.
struct alignas(32) Workspace {
  std::vector<Tile> weights, scores;
  std::vector<Ahead> ahead;
  Tile total;
};

/// -log u of the uniforms (b + 1/2) / 2^32, b of 32 bits: the atanh series on [1/sqrt 2, sqrt 2), within 2 units in the
/// last place. Only + - * /, so the bits are those of any machine.
[[gnu::always_inline]] inline void exponentials(const Bits& words, Reals& out) {
  constexpr std::uint64_t kTwo52 = 0x4330000000000000U;
  const Bits as_double = words | kTwo52;
  const Reals u = (__builtin_bit_cast(Reals, as_double) - 0x1p52 + 0.5) * 0x1p-32;
  const Bits bits = __builtin_bit_cast(Bits, u);
  const Reals exponent = __builtin_bit_cast(Reals, (bits >> 52) | kTwo52) - (0x1p52 + 1023);
  const Reals m = __builtin_bit_cast(Reals, (bits & 0x000FFFFFFFFFFFFFU) | 0x3FF0000000000000U);
  const Whole large = m > 1.4142135623730951;  // all ones or none
  const Reals halved = m * 0.5;
  const Reals mantissa =
      __builtin_bit_cast(Reals, (__builtin_bit_cast(Whole, halved) & large) | (__builtin_bit_cast(Whole, m) & ~large));
  const Whole one = __builtin_bit_cast(Whole, Reals{1, 1, 1, 1}) & large;
  const Reals e = exponent + __builtin_bit_cast(Reals, one);
  const Reals s = (mantissa - 1.0) / (mantissa + 1.0), z = s * s;
  Reals p = z * (1.0 / 21) + 1.0 / 19;
  p = p * z + 1.0 / 17;
  p = p * z + 1.0 / 15;
  p = p * z + 1.0 / 13;
  p = p * z + 1.0 / 11;
  p = p * z + 1.0 / 9;
  p = p * z + 1.0 / 7;
  p = p * z + 1.0 / 5;
  p = p * z + 1.0 / 3;
  const Reals log_m = s * 2.0 + s * z * 2.0 * p;
  out = -(e * 0.6931471805599453 + log_m);
}

/// Dirichlet weights but for their sum, which no order depends on.
[[gnu::always_inline]] inline void draw_weights(const SmaaProblem& problem, RandomStream& random, Workspace& work) {
  for (Reals& part : work.total.part) part = Reals{};
  for (std::size_t k = 0; k < problem.criteria; ++k) {
    Tile& tile = work.weights[k];
    for (std::size_t v = 0; v < kParts; ++v) {
      if (problem.uniform) {
        const std::uint64_t a = random.word(), b = random.word();
        exponentials(Bits{a & 0xFFFFFFFFU, a >> 32, b & 0xFFFFFFFFU, b >> 32}, tile.part[v]);
      } else {
        for (std::size_t lane = 0; lane < kLanes; ++lane) tile.part[v][lane] = draw_gamma(random, problem.alpha[k]);
      }
      work.total.part[v] += tile.part[v];
    }
  }
}

[[gnu::always_inline]] inline void score_units(const SmaaProblem& problem, Workspace& work) {
  for (std::size_t i = 0; i < problem.units; ++i) {
    const double* x = problem.x.data() + i * problem.criteria;
    Reals s0{}, s1{}, s2{}, s3{}, s4{}, s5{}, s6{}, s7{};
    for (std::size_t k = 0; k < problem.criteria; ++k) {
      const auto& w = work.weights[k].part;
      const double xk = x[k];
      s0 += w[0] * xk, s1 += w[1] * xk, s2 += w[2] * xk, s3 += w[3] * xk;
      s4 += w[4] * xk, s5 += w[5] * xk, s6 += w[6] * xk, s7 += w[7] * xk;
    }
    work.scores[i].part = {s0, s1, s2, s3, s4, s5, s6, s7};
  }
}

/// Lanes beyond the last draw have all units level: nobody is ahead of anybody there.
void level_beyond(Workspace& work, std::size_t used) {
  for (Tile& tile : work.scores)
    for (std::size_t s = used; s < kTile; ++s) tile.part[s / kLanes][s % kLanes] = 0;
}

[[gnu::always_inline]] inline std::uint64_t sum_of(const Whole& x) {
  return static_cast<std::uint64_t>(x[0] + x[1] + x[2] + x[3]);
}

[[gnu::always_inline]] inline void compare_pairs(const SmaaProblem& problem, Workspace& work, SmaaCounts& counts) {
  const std::size_t units = problem.units;
  for (Ahead& a : work.ahead) a.part.fill(Whole{});
  for (std::size_t i = 0; i < units; ++i) {
    const Tile mine = work.scores[i];
    Ahead before = work.ahead[i];
    for (std::size_t j = i + 1; j < units; ++j) {
      const Tile& other = work.scores[j];
      Ahead& their = work.ahead[j];
      Whole wins{}, losses{};
      for (std::size_t v = 0; v < kParts; ++v) {
        const Whole win = mine.part[v] > other.part[v], loss = mine.part[v] < other.part[v];
        their.part[v] -= win;
        before.part[v] -= loss;
        wins -= win;
        losses -= loss;
      }
      counts.beats[i * units + j] += sum_of(wins);
      counts.beats[j * units + i] += sum_of(losses);
    }
    work.ahead[i] = before;
  }
}

[[gnu::always_inline]] inline void count_places(const SmaaProblem& problem, const Workspace& work, std::size_t used,
                                                SmaaCounts& counts) {
  const std::size_t units = problem.units, criteria = problem.criteria;
  for (std::size_t i = 0; i < units; ++i)
    for (std::size_t s = 0; s < used; ++s) {
      const auto place = static_cast<std::size_t>(work.ahead[i].part[s / kLanes][s % kLanes]);
      ++counts.rank[i * units + place];
      if (place != 0) continue;
      const double total = work.total.part[s / kLanes][s % kLanes];
      double* first = counts.first.data() + i * criteria;
      for (std::size_t k = 0; k < criteria; ++k) first[k] += work.weights[k].part[s / kLanes][s % kLanes] / total;
    }
}

[[gnu::always_inline]] inline void run_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws,
                                             SmaaCounts& counts) {
  Workspace work{
      std::vector<Tile>(problem.criteria), std::vector<Tile>(problem.units), std::vector<Ahead>(problem.units), {}};
  RandomStream random(problem.seed, kStream, block);
  for (std::uint64_t done = 0; done < draws; done += kTile) {
    draw_weights(problem, random, work);
    score_units(problem, work);
    const std::size_t used = draws - done < kTile ? static_cast<std::size_t>(draws - done) : kTile;
    if (used < kTile) level_beyond(work, used);
    compare_pairs(problem, work, counts);
    count_places(problem, work, used, counts);
  }
}

[[gnu::target("avx2")]] void smaa_block_avx2(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws,
                                             SmaaCounts& counts) {
  run_block(problem, block, draws, counts);
}

}  // namespace

void smaa_block_plain(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts) {
  run_block(problem, block, draws, counts);
}

void smaa_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts) {
  static const bool kVectors = __builtin_cpu_supports("avx2") != 0;
  if (kVectors)
    smaa_block_avx2(problem, block, draws, counts);
  else
    smaa_block_plain(problem, block, draws, counts);
}

}  // namespace boussole::engine::statistics
