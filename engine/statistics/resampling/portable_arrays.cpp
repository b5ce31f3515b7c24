#include "engine/statistics/resampling/portable_arrays.h"

#include <cstdint>
#include <cstring>

#include "engine/statistics/resampling/portable_constants.h"
#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics::portable {

namespace {

constexpr std::size_t kLanes = 4;
using Reals [[gnu::vector_size(32)]] = double;
using Whole [[gnu::vector_size(32)]] = std::int64_t;
using Bits [[gnu::vector_size(32)]] = std::uint64_t;

// Vectors go by reference: how they are passed by value differs between the instruction sets.

[[gnu::always_inline]] inline void choose(const Whole& where, const Reals& yes, const Reals& no, Reals& out) {
  out = __builtin_bit_cast(Reals, (__builtin_bit_cast(Whole, yes) & where) | (__builtin_bit_cast(Whole, no) & ~where));
}

[[gnu::always_inline]] inline void atanh_tail(const Reals& s, Reals& out) {
  const Reals t = s * s, t2 = t * t;
  const double* c = kAtanhEven;
  const Reals even = c[0] + t2 * (c[1] + t2 * (c[2] + t2 * (c[3] + t2 * (c[4] + t2 * c[5]))));
  c = kAtanhOdd;
  const Reals odd = c[0] + t2 * (c[1] + t2 * (c[2] + t2 * (c[3] + t2 * (c[4] + t2 * c[5]))));
  out = 2.0 * s * t * (even + t * odd);
}

struct Log {
  [[gnu::always_inline]] static inline void of(const Reals& x, Reals& out) {
    constexpr std::uint64_t kTwo52 = 0x4330000000000000U;
    const Bits bits = __builtin_bit_cast(Bits, x);
    const Reals m = __builtin_bit_cast(Reals, (bits & 0x000FFFFFFFFFFFFFU) | 0x3FE0000000000000U);  // in [1/2, 1)
    const Whole low = m < kSqrtHalf;                                                                // all ones or none
    // An exponent as a real number: in the last bits of 2^52, which is then taken off.
    const Reals exponent = __builtin_bit_cast(Reals, (bits >> 52) | kTwo52) - (0x1p52 + 1022);
    Reals e, mantissa, tail;
    choose(low, exponent - 1.0, exponent, e);
    choose(low, m * 2.0, m, mantissa);
    const Reals f = mantissa - 1.0;
    const Reals s = f / (2.0 + f);
    atanh_tail(s, tail);
    out = e * kLn2High + (f - (s * f - tail - e * kLn2Low));
  }
  static double of(double x) { return log(x); }
};

struct Log1p {
  [[gnu::always_inline]] static inline void of(const Reals& x, Reals& out) {
    const Reals s = x / (2.0 + x);
    Reals tail, far;
    atanh_tail(s, tail);
    Log::of(1.0 + x, far);
    choose((x > -0.25) & (x < 0.35), x - (s * x - tail), far, out);
  }
  static double of(double x) { return log1p(x); }
};

struct Exp {
  [[gnu::always_inline]] static inline void of(const Reals& x, Reals& out) {
    constexpr double kMagic = 0x1.8p52;  // adding it leaves a whole number in the last bits
    constexpr double kHighest = 709.782712893384, kLowest = -745.2;
    Reals inside, none = {0, 0, 0, 0};
    choose((x <= kHighest) & (x >= kLowest), x, none, inside);
    const Reals wanted = inside * kStepsPerUnit + 0.5;
    const Reals nearest = (wanted + kMagic) - kMagic;
    Reals k;
    choose(nearest > wanted, nearest - 1.0, nearest, k);  // rounded down
    const Reals r = (inside - k * kStepHigh) - k * kStepLow;
    const Reals r2 = r * r;
    const Reals small = r + r2 * ((0.5 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
    const Whole step = __builtin_bit_cast(Whole, k + kMagic) - __builtin_bit_cast(std::int64_t, kMagic);
    const Whole at = step & 31, power = step >> 5;
    const Reals table = {kPowers[at[0]], kPowers[at[1]], kPowers[at[2]], kPowers[at[3]]};
    const Whole half = (power - (power >> 63)) >> 1;  // towards 0
    const Reals one = __builtin_bit_cast(Reals, (half + 1023) << 52);
    const Reals other = __builtin_bit_cast(Reals, (power - half + 1023) << 52);
    Reals high;
    choose(x > kHighest, none + __builtin_inf(), (table + table * small) * one * other, high);
    choose(x < kLowest, none, high, out);
  }
  static double of(double x) { return exp(x); }
};

template <class F>
[[gnu::always_inline]] inline void each(std::span<double> x) {
  std::size_t i = 0;
  for (; i + kLanes <= x.size(); i += kLanes) {
    Reals in, out;
    std::memcpy(&in, x.data() + i, sizeof in);
    F::of(in, out);
    std::memcpy(x.data() + i, &out, sizeof out);
  }
  for (; i < x.size(); ++i) x[i] = F::of(x[i]);
}

}  // namespace

[[gnu::target_clones("avx2", "default")]] void log_each(std::span<double> x) { each<Log>(x); }
[[gnu::target_clones("avx2", "default")]] void log1p_each(std::span<double> x) { each<Log1p>(x); }
[[gnu::target_clones("avx2", "default")]] void exp_each(std::span<double> x) { each<Exp>(x); }

}  // namespace boussole::engine::statistics::portable
