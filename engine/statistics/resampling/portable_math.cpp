#include "engine/statistics/resampling/portable_math.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/statistics/resampling/portable_constants.h"

namespace boussole::engine::statistics::portable {

namespace {

constexpr double kHalfLogTwoPi = 0.91893853320467274178;

/// 2 atanh(s) - 2 s, |s| < 0.18: the odd series from the cube on, in two halves that run side by side.
double atanh_tail(double s) {
  const double t = s * s;
  const double t2 = t * t;
  const auto series = [t2](const double(&c)[6]) {
    return c[0] + t2 * (c[1] + t2 * (c[2] + t2 * (c[3] + t2 * (c[4] + t2 * c[5]))));
  };
  const double even = series(kAtanhEven), odd = series(kAtanhOdd);
  return 2 * s * t * (even + t * odd);
}

double scale_by_power_of_two(double x, int power) {
  if (power > -1022 && power < 1023) return x * std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52);
  // In two steps, so that a subnormal result is rounded once and an intermediate never overflows.
  const int half = power / 2;
  const auto as_double = [](int e) { return std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52); };
  return x * as_double(half) * as_double(power - half);
}

}  // namespace

double log(double x) {
  assert(x > 0);
  const auto bits = std::bit_cast<std::uint64_t>(x);
  int exponent = static_cast<int>(bits >> 52) - 1023 + 1;
  double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFU) | 0x3FE0000000000000U);  // in [1/2, 1)
  if (m < kSqrtHalf) {
    m *= 2;
    --exponent;
  }
  const double f = m - 1;
  const double s = f / (2 + f);
  const double e = exponent;
  // log m = 2 s + tail = f - s f + tail: the exact f carries the leading bits.
  return e * kLn2High + (f - (s * f - atanh_tail(s) - e * kLn2Low));
}

double log1p(double x) {
  assert(x > -1);
  if (x > -0.25 && x < 0.35) {
    const double s = x / (2 + x);
    return x - (s * x - atanh_tail(s));
  }
  return log(1 + x);
}

double exp(double x) {
  if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0;
  const double k = floor_of(x * kStepsPerUnit + 0.5);
  const double r = (x - k * kStepHigh) - k * kStepLow;
  const double r2 = r * r;
  const double small = r + r2 * ((0.5 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
  const int step = static_cast<int>(k);
  const double power = kPowers[step & 31];
  return scale_by_power_of_two(power + power * small, step >> 5);
}

double expm1(double x) {
  if (x < -0.35 || x > 0.35) return exp(x) - 1;
  constexpr double kCoefficients[] = {
      1.0 / 87178291200, 1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
      1.0 / 5040,        1.0 / 720,        1.0 / 120,       1.0 / 24,       1.0 / 6,       0.5};
  double sum = 0;
  for (const double c : kCoefficients) sum = sum * x + c;
  return x + x * (x * sum);
}

double pow(double base, double power) { return exp(power * log(base)); }

double log_gamma(double x) {
  assert(x > 0);
  double shift = 1;
  while (x < 12) {
    shift *= x;
    x += 1;
  }
  const double i = 1 / x;
  const double i2 = i * i;
  const double series =
      i *
      (1.0 / 12 - i2 * (1.0 / 360 - i2 * (1.0 / 1260 - i2 * (1.0 / 1680 - i2 * (1.0 / 1188 - i2 * 691.0 / 360360)))));
  return (x - 0.5) * log(x) - x + kHalfLogTwoPi + series - log(shift);
}

double normal_cdf(double z) {
  if (z < -38) return 0;
  if (z > 9) return 1;
  if (z < -5) {
    // Continued fraction of the Mills ratio, from the bottom up.
    double fraction = -z;
    for (int k = 60; k >= 1; --k) fraction = -z + k / fraction;
    return exp(-z * z / 2 - kHalfLogTwoPi) / fraction;
  }
  if (z > 5) return 1 - normal_cdf(-z);
  // Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/15 + …), all terms of one sign.
  double term = z, sum = z;
  for (int k = 3; std::abs(term) > 1e-18 * std::abs(sum) && k < 400; k += 2) {
    term *= z * z / k;
    sum += term;
  }
  return 0.5 + sum * exp(-z * z / 2 - kHalfLogTwoPi);
}

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    const double top = (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
                            45921.953931549871457) *
                               r +
                           13731.693765509461125) *
                              r +
                          1971.5909503065514427) *
                             r +
                         133.14166789178437745) *
                            r +
                        3.387132872796366608);
    const double bottom = (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
                               21213.794301586595867) *
                                  r +
                              5394.1960214247511077) *
                                 r +
                             687.1870074920579083) *
                                r +
                            42.313330701600911252) *
                               r +
                           1.0);
    return q * top / bottom;
  }
  double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  double value = 0;
  if (r <= 5) {
    r -= 1.6;
    const double top = (((((((7.7454501427834140764e-4 * r + .0227238449892691845833) * r + .24178072517745061177) * r +
                            1.27045825245236838258) *
                               r +
                           3.64784832476320460504) *
                              r +
                          5.7694972214606914055) *
                             r +
                         4.6303378461565452959) *
                            r +
                        1.42343711074968357734);
    const double bottom =
        (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + .0151986665636164571966) * r +
             .14810397642748007459) *
                r +
            .68976733498510000455) *
               r +
           1.6763848301838038494) *
              r +
          2.05319162663775882187) *
             r +
         1.0);
    value = top / bottom;
  } else {
    r -= 5;
    const double top =
        (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + .0012426609473880784386) * r +
             .026532189526576123093) *
                r +
            .29656057182850489123) *
               r +
           1.7848265399172913358) *
              r +
          5.4637849111641143699) *
             r +
         6.6579046435011037772);
    const double bottom =
        (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
             7.868691311456132591e-4) *
                r +
            .0148753612908506148525) *
               r +
           .13692988092273580531) *
              r +
          .59983220655588793769) *
             r +
         1.0);
    value = top / bottom;
  }
  return q < 0 ? -value : value;
}

namespace {

/// Continued fraction of the incomplete beta (modified Lentz), for x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  d = 1 / (std::abs(d) < kTiny ? kTiny : d);
  double value = d;
  const auto step = [&](double numerator) {
    d = 1 + numerator * d;
    d = 1 / (std::abs(d) < kTiny ? kTiny : d);
    c = 1 + numerator / c;
    if (std::abs(c) < kTiny) c = kTiny;
    value *= c * d;
  };
  for (int m = 1; m <= 20000; ++m) {
    step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
    if (std::abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/// The root of an increasing function on [low, high], by bisection to the last bit that matters.
template <class F>
double bisect(double low, double high, const F& below) {
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (below(middle) ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

}  // namespace

double beta_cdf(double x, double a, double b) {
  assert(a > 0 && b > 0);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
  return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double beta_quantile(double p, double a, double b) {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return bisect(0, 1, [&](double x) { return beta_cdf(x, a, b) < p; });
}

double t_cdf(double t, double df) {
  const double tail = 0.5 * beta_cdf(df / (df + t * t), df / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}

double t_quantile(double p, double df) {
  assert(p > 0 && p < 1);
  if (p == 0.5) return 0;
  const double tail = p < 0.5 ? p : 1 - p;
  // P(|T| > t) = I_{df/(df+t^2)}(df/2, 1/2) = 2 tail.
  const double x = beta_quantile(2 * tail, df / 2, 0.5);
  const double t = std::sqrt(df * (1 - x) / (x > 0 ? x : 1e-300));
  return p < 0.5 ? -t : t;
}

}  // namespace boussole::engine::statistics::portable
