#include "engine/statistics/moments.h"

#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

void Moments::merge(const Moments& other) {
  if (other.n == 0) return;
  if (n == 0) {
    *this = other;
    return;
  }
  const double a = n, b = other.n, all = a + b;
  const double delta = other.mean - mean, d = delta / all;
  const double fourth = m4 + other.m4 + delta * d * d * d * a * b * (a * a - a * b + b * b) +
                        6 * d * d * (a * a * other.m2 + b * b * m2) + 4 * d * (a * other.m3 - b * m3);
  const double third = m3 + other.m3 + delta * d * d * a * b * (a - b) + 3 * d * (a * other.m2 - b * m2);
  m2 += other.m2 + delta * d * a * b;
  m3 = third;
  m4 = fourth;
  mean += d * b;
  n = all;
}

void Moments::add(double value) { merge(repeated(value, 1)); }

Result<Moments> moments_of(std::span<const double> values) {
  if (auto refused = refuse_not_finite(values, "the values")) return std::unexpected(*refused);
  Moments result;
  if (values.empty()) return result;
  // Two passes: more digits than one by one.
  result.n = static_cast<double>(values.size());
  result.mean = mean(values);
  CompensatedSum second, third, fourth;
  for (const double value : values) {
    const double gap = value - result.mean, squared = gap * gap;
    second.add(squared);
    third.add(squared * gap);
    fourth.add(squared * squared);
  }
  result.m2 = second.value();
  result.m3 = third.value();
  result.m4 = fourth.value();
  return result;
}

Result<double> variance(const Moments& moments) {
  if (moments.n < 2) return undefined("n < 2: no variance");
  return finite_or_undefined(moments.m2 / (moments.n - 1), "the variance");
}

Result<double> skewness_adjusted(const Moments& moments) {
  const double n = moments.n;
  if (n < 3) return undefined("n < 3: no skewness");
  if (!(moments.m2 > 0)) return undefined("all values are equal: no skewness");
  return finite_or_undefined(std::sqrt(n * (n - 1)) / (n - 2) * std::sqrt(n) * moments.m3 / std::pow(moments.m2, 1.5),
                             "the skewness");
}

Result<double> skewness_by_sample_sd(const Moments& moments) {
  const double n = moments.n;
  if (n < 2) return undefined("n < 2: no skewness");
  if (!(moments.m2 > 0)) return undefined("all values are equal: no skewness");
  return finite_or_undefined(moments.m3 / n / std::pow(moments.m2 / (n - 1), 1.5), "the skewness");
}

Result<double> kurtosis_adjusted(const Moments& moments) {
  const double n = moments.n;
  if (n < 4) return undefined("n < 4: no kurtosis");
  if (!(moments.m2 > 0)) return undefined("all values are equal: no kurtosis");
  const double kurtosis = n * moments.m4 / (moments.m2 * moments.m2);
  return finite_or_undefined((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (kurtosis - 3) + 6), "the kurtosis");
}

}  // namespace boussole::engine::statistics
