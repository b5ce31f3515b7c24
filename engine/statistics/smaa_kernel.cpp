#include "engine/statistics/smaa_kernel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "engine/statistics/random.h"
#include "engine/statistics/resampling/samplers.h"
#include "engine/statistics/smaa_sort.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::uint64_t kStream = 0x736d6161;
constexpr std::size_t kTile = kSmaaTile;
constexpr std::size_t kQuads = kTile / 4, kOctets = kTile / 8;
/// A count of 32 draws a tile over 64 tiles and 4 lanes: at most 512 a lane, 10 binary digits.
constexpr std::size_t kDigits = 10;

using Floats [[gnu::vector_size(32)]] = float;
using HalfFloats [[gnu::vector_size(16)]] = float;
using Ints [[gnu::vector_size(32)]] = std::int32_t;
using Reals = SmaaReals;
using Bits [[gnu::vector_size(32)]] = std::uint64_t;

struct alignas(32) Weights {
  std::array<Floats, kOctets> part;
};
using Keys = SmaaKeys;
struct alignas(32) Masks {
  std::array<std::uint64_t, kTile> draw;
};
struct alignas(32) Digits {
  std::array<Bits, kDigits> digit;
};

/// What one thread needs for one block.
struct Workspace {
  std::vector<Weights> weights;  ///< by criterion
  Weights total;
  std::vector<Keys> keys;     ///< by unit, then by place: scores with the unit's number in their last digits
  std::vector<Masks> above;   ///< by unit: which units are ahead of it, 64 of them at a time
  std::vector<Digits> ahead;  ///< [word][unit]: how often each bit of `above` was set, in binary by lane
};

template <int rotation>
[[gnu::always_inline]] inline void mix(Bits& a, Bits& b) {
  a += b;
  b = (b << rotation | b >> (64 - rotation)) ^ a;
}

/// threefry4x64_20 on four counters side by side: its four words.
[[gnu::always_inline]] inline void random_words(std::uint64_t index, std::uint64_t block, std::uint64_t seed, Bits& a,
                                                Bits& b, Bits& c, Bits& d) {
  const std::uint64_t k[5] = {seed, kStream, 0, 0, 0x1BD11BDAA9FC1A22U ^ seed ^ kStream};
  a = Bits{index, index + 1, index + 2, index + 3} + k[0];
  b = Bits{block, block, block, block} + k[1];
  c = Bits{k[2], k[2], k[2], k[2]};
  d = Bits{k[3], k[3], k[3], k[3]};
  for (std::uint64_t four = 0; four < 5; ++four) {
    if (four % 2 == 0) {
      mix<14>(a, b), mix<16>(c, d);
      mix<52>(a, d), mix<57>(c, b);
      mix<23>(a, b), mix<40>(c, d);
      mix<5>(a, d), mix<37>(c, b);
    } else {
      mix<25>(a, b), mix<33>(c, d);
      mix<46>(a, d), mix<12>(c, b);
      mix<58>(a, b), mix<22>(c, d);
      mix<32>(a, d), mix<32>(c, b);
    }
    a += k[(four + 1) % 5], b += k[(four + 2) % 5];
    c += k[(four + 3) % 5], d += k[(four + 4) % 5] + four + 1;
  }
}

/// -log u of the uniforms (b + 1/2) / 2^23, b of 23 bits: the atanh series on [1/sqrt 2, sqrt 2), to the precision of a
/// float. Only + - * /, so the bits are those of any machine.
[[gnu::always_inline]] inline void exponentials(const Bits& words, Floats& out) {
  const Ints one_to_two = (__builtin_bit_cast(Ints, words) >> 9 & 0x007FFFFF) | 0x3F800000;
  const Floats u = __builtin_bit_cast(Floats, one_to_two) - (1.0F - 0x1p-24F);
  const Ints bits = __builtin_bit_cast(Ints, u);
  const Floats m = __builtin_bit_cast(Floats, (bits & 0x007FFFFF) | 0x3F800000);
  const Ints large = m > 1.41421356F;  // all ones or none
  const Floats mantissa = large ? m * 0.5F : m;
  const Floats e = __builtin_convertvector((bits >> 23) - 127 - large, Floats);
  const Floats s = (mantissa - 1.0F) / (mantissa + 1.0F), z = s * s;
  Floats p = z * (1.0F / 9) + 1.0F / 7;
  p = p * z + 1.0F / 5;
  p = p * z + 1.0F / 3;
  out = -(e * 0.693147181F + (s * 2.0F + s * z * 2.0F * p));
}

/// Uniform weights but for their sum, which no order depends on.
[[gnu::always_inline]] inline void draw_uniform(const SmaaProblem& problem, std::uint64_t block, std::uint64_t tile,
                                                Workspace& work) {
  for (std::size_t k = 0; k < problem.criteria; ++k) {
    Bits a, b, c, d;
    random_words((tile * problem.criteria + k) * 4, block, problem.seed, a, b, c, d);
    auto& weights = work.weights[k].part;
    exponentials(a, weights[0]), exponentials(b, weights[1]);
    exponentials(c, weights[2]), exponentials(d, weights[3]);
  }
}

/// Dirichlet weights. Gammas of small shape may be smaller than a float holds: they are divided by their sum before.
void draw_dirichlet(const SmaaProblem& problem, RandomStream& random, Workspace& work) {
  std::vector<double> gammas(problem.criteria);
  for (std::size_t s = 0; s < kTile; ++s) {
    double total = 0;
    for (std::size_t k = 0; k < problem.criteria; ++k) total += gammas[k] = draw_gamma(random, problem.alpha[k]);
    for (std::size_t k = 0; k < problem.criteria; ++k) {
      const double weight = total > 0 ? gammas[k] / total : 1 / static_cast<double>(problem.criteria);
      work.weights[k].part[s / 8][s % 8] = static_cast<float>(weight);
    }
  }
}

/// A float has 29 zeros at its end when it is written as a double: room for the unit's number. Sorting these sorts the
/// scores, and brings their units along.
[[gnu::always_inline]] inline void keep_score(const Floats& score, std::uint64_t unit, Reals& low, Reals& high) {
  const HalfFloats one = __builtin_shufflevector(score, score, 0, 1, 2, 3);
  const HalfFloats other = __builtin_shufflevector(score, score, 4, 5, 6, 7);
  low = __builtin_bit_cast(Reals, __builtin_bit_cast(Bits, __builtin_convertvector(one, Reals)) | unit);
  high = __builtin_bit_cast(Reals, __builtin_bit_cast(Bits, __builtin_convertvector(other, Reals)) | unit);
}

[[gnu::always_inline]] inline void score_units(const SmaaProblem& problem, Workspace& work) {
  for (std::size_t i = 0; i < problem.units; i += 2) {
    const float* x = problem.x.data() + i * problem.criteria;
    const float* y = i + 1 < problem.units ? x + problem.criteria : x;  // the last may be done twice
    Floats a0{}, a1{}, a2{}, a3{}, b0{}, b1{}, b2{}, b3{};
    for (std::size_t k = 0; k < problem.criteria; ++k) {
      const auto& w = work.weights[k].part;
      const float xk = x[k], yk = y[k];
      a0 += w[0] * xk, a1 += w[1] * xk, a2 += w[2] * xk, a3 += w[3] * xk;
      b0 += w[0] * yk, b1 += w[1] * yk, b2 += w[2] * yk, b3 += w[3] * yk;
    }
    auto& one = work.keys[i].part;
    keep_score(a0, i, one[0], one[1]), keep_score(a1, i, one[2], one[3]);
    keep_score(a2, i, one[4], one[5]), keep_score(a3, i, one[6], one[7]);
    if (y == x) continue;
    auto& other = work.keys[i + 1].part;
    keep_score(b0, i + 1, other[0], other[1]), keep_score(b1, i + 1, other[2], other[3]);
    keep_score(b2, i + 1, other[4], other[5]), keep_score(b3, i + 1, other[6], other[7]);
  }
}

constexpr std::uint64_t kUnit = (std::uint64_t{1} << 29) - 1;  ///< the digits of a key that hold the unit

/// Does any draw give two units the same score? Then they are neighbours now.
[[gnu::always_inline]] inline bool any_level(std::size_t units, const Workspace& work) {
  Bits level{};
  for (std::size_t at = 1; at < units; ++at)
    for (std::size_t v = 0; v < kQuads; ++v) {
      const Bits a = __builtin_bit_cast(Bits, work.keys[at - 1].part[v]);
      const Bits b = __builtin_bit_cast(Bits, work.keys[at].part[v]);
      level |= __builtin_bit_cast(Bits, (a | kUnit) == (b | kUnit));
    }
  return (level[0] | level[1] | level[2] | level[3]) != 0;
}

/// Goes through the places of each draw from the first: counts them (with the first word of units) and notes for each
/// unit which of the 64 units of this word are ahead.
template <bool counting, bool one_word>
[[gnu::always_inline]] inline void read_places(const SmaaProblem& problem, std::uint64_t word, std::size_t used,
                                               Workspace& work, std::uint64_t* places) {
  const std::size_t units = problem.units;
  for (std::size_t s = 0; s < used; ++s) {
    std::uint64_t seen = 0;
    std::uint64_t* place = places;
    for (std::size_t at = 0; at < units; ++at) {
      const double key = work.keys[units - 1 - at].part[s / 4][s % 4];
      const std::uint64_t unit = std::bit_cast<std::uint64_t>(key) & kUnit;
      work.above[unit].draw[s] = seen;
      if constexpr (counting) {
        ++place[unit];
        place += units;
      }
      seen |= one_word || unit / 64 == word ? std::uint64_t{1} << unit % 64 : 0;
    }
  }
}

/// The same where some scores are equal: they share a place and are not ahead of each other.
template <bool counting, bool one_word>
[[gnu::always_inline]] inline void read_level_places(const SmaaProblem& problem, std::uint64_t word, std::size_t used,
                                                     Workspace& work, std::uint64_t* places) {
  const std::size_t units = problem.units;
  for (std::size_t s = 0; s < used; ++s) {
    std::uint64_t before = ~std::uint64_t{0}, seen = 0, above = 0, place = 0;
    for (std::size_t at = 0; at < units; ++at) {
      const double key = work.keys[units - 1 - at].part[s / 4][s % 4];
      const std::uint64_t bits = std::bit_cast<std::uint64_t>(key), unit = bits & kUnit;
      const bool lower = (bits ^ before) > kUnit;
      above = lower ? seen : above;
      work.above[unit].draw[s] = above;
      if constexpr (counting) {
        place = lower ? at : place;
        ++places[place * units + unit];
      }
      seen |= one_word || unit / 64 == word ? std::uint64_t{1} << unit % 64 : 0;
      before = bits;
    }
  }
}

[[gnu::always_inline]] inline void add_first(const SmaaProblem& problem, std::size_t used, const Workspace& work,
                                             SmaaCounts& counts) {
  for (std::size_t s = 0; s < used; ++s) {
    const double share = 1 / static_cast<double>(work.total.part[s / 8][s % 8]);
    const auto best = std::bit_cast<std::uint64_t>(work.keys[problem.units - 1].part[s / 4][s % 4]);
    for (std::size_t at = problem.units; at-- > 0;) {
      const auto bits = std::bit_cast<std::uint64_t>(work.keys[at].part[s / 4][s % 4]);
      if ((bits ^ best) > kUnit) break;
      double* first = counts.first.data() + (bits & kUnit) * problem.criteria;
      for (std::size_t k = 0; k < problem.criteria; ++k)
        first[k] += static_cast<double>(work.weights[k].part[s / 8][s % 8]) * share;
    }
  }
}

/// A full adder on each bit: a + b + c = low + 2 high.
[[gnu::always_inline]] inline void carry(Bits& low, const Bits& b, const Bits& c, Bits& high) {
  const Bits either = low ^ b;
  high = (low & b) | (either & c);
  low = either ^ c;
}

/// Counts, for each unit and each bit of its masks, in how many of the tile's draws it is set (Harley and Seal).
[[gnu::always_inline]] inline void add_masks(std::size_t units, std::uint64_t word, Workspace& work) {
  for (std::size_t unit = 0; unit < units; ++unit) {
    std::array<Bits, kQuads> x;
    for (std::size_t v = 0; v < kQuads; ++v) {
      const std::uint64_t* m = work.above[unit].draw.data() + 4 * v;
      x[v] = Bits{m[0], m[1], m[2], m[3]};
    }
    auto& d = work.ahead[word * units + unit].digit;
    Bits two, other_two, four, other_four, next;
    carry(d[0], x[0], x[1], two), carry(d[0], x[2], x[3], other_two);
    carry(d[1], two, other_two, four);
    carry(d[0], x[4], x[5], two), carry(d[0], x[6], x[7], other_two);
    carry(d[1], two, other_two, other_four);
    carry(d[2], four, other_four, next);
    for (std::size_t digit = 3; digit < kDigits; ++digit) {
      const Bits over = d[digit] & next;
      d[digit] ^= next;
      next = over;
    }
  }
}

/// Reads the counts of a whole block.
[[gnu::always_inline]] inline void empty_digits(const SmaaProblem& problem, const Workspace& work, SmaaCounts& counts) {
  const std::size_t units = problem.units;
  for (std::size_t word = 0; 64 * word < units; ++word)
    for (std::size_t unit = 0; unit < units; ++unit) {
      std::array<std::uint64_t, 64> times{};
      for (std::size_t digit = 0; digit < kDigits; ++digit)
        for (std::size_t lane = 0; lane < 4; ++lane) {
          const std::uint64_t bits = work.ahead[word * units + unit].digit[digit][lane];
          for (std::size_t j = 0; j < 64; ++j) times[j] += (bits >> j & 1) << digit;
        }
      for (std::size_t j = 0; j < 64 && 64 * word + j < units; ++j)
        counts.beats[(64 * word + j) * units + unit] += times[j];
    }
}

template <class Order>
[[gnu::always_inline]] inline void run_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws,
                                             SmaaCounts& counts) {
  const std::size_t units = problem.units, words = (units + 63) / 64;
  Workspace work{std::vector<Weights>(problem.criteria),
                 {},
                 std::vector<Keys>(units),
                 std::vector<Masks>(units),
                 std::vector<Digits>(words * units)};
  RandomStream random(problem.seed, kStream, block);
  std::vector<std::uint64_t> places(units * units);  // [place][unit]
  for (std::uint64_t tile = 0; tile * kTile < draws; ++tile) {
    if (problem.uniform)
      draw_uniform(problem, block, tile, work);
    else
      draw_dirichlet(problem, random, work);
    for (Floats& part : work.total.part) part = Floats{};
    for (const Weights& weights : work.weights)
      for (std::size_t v = 0; v < kOctets; ++v) work.total.part[v] += weights.part[v];
    score_units(problem, work);
    sort_keys<Order>(work.keys, problem.stride, problem.network);
    const auto used = static_cast<std::size_t>(std::min<std::uint64_t>(kTile, draws - tile * kTile));
    if (used < kTile) std::ranges::fill(work.above, Masks{});
    const bool level = any_level(units, work);
    for (std::uint64_t word = 0; word < words; ++word) {
      if (level && word > 0)
        read_level_places<false, false>(problem, word, used, work, places.data());
      else if (level)
        read_level_places<true, false>(problem, word, used, work, places.data());
      else if (word > 0)
        read_places<false, false>(problem, word, used, work, places.data());
      else if (words > 1)
        read_places<true, false>(problem, word, used, work, places.data());
      else
        read_places<true, true>(problem, word, used, work, places.data());
      add_masks(units, word, work);
    }
    add_first(problem, used, work, counts);
  }
  for (std::size_t place = 0; place < units; ++place)
    for (std::size_t unit = 0; unit < units; ++unit) counts.rank[unit * units + place] += places[place * units + unit];
  empty_digits(problem, work, counts);
}

[[gnu::target("avx2")]] void smaa_block_avx2(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws,
                                             SmaaCounts& counts) {
  run_block<SmaaAvxOrder>(problem, block, draws, counts);
}

}  // namespace

std::vector<float> scaled_for_smaa(std::span<const std::vector<double>> x) {
  const std::size_t criteria = x.front().size();
  std::vector<double> least = x.front();
  for (const auto& row : x)
    for (std::size_t k = 0; k < criteria; ++k) least[k] = std::min(least[k], row[k]);
  double most = 0;
  for (const auto& row : x)
    for (std::size_t k = 0; k < criteria; ++k) most = std::max(most, row[k] / 2 - least[k] / 2);  // never overflows
  int exponent = 0;
  std::frexp(most, &exponent);
  std::vector<float> result;
  for (const auto& row : x)
    for (std::size_t k = 0; k < criteria; ++k)
      result.push_back(static_cast<float>(std::ldexp(row[k] / 2 - least[k] / 2, -exponent)));
  return result;
}

void smaa_block_plain(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts) {
  run_block<SmaaPlainOrder>(problem, block, draws, counts);
}

void smaa_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, SmaaCounts& counts) {
  static const bool kVectors = __builtin_cpu_supports("avx2") != 0;
  if (kVectors)
    smaa_block_avx2(problem, block, draws, counts);
  else
    smaa_block_plain(problem, block, draws, counts);
}

}  // namespace boussole::engine::statistics
