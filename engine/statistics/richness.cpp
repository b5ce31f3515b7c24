#include "engine/statistics/richness.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/abundance.h"
#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<Richness> chao1(std::span<const CountBin> abundance) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  const double f1 = a->singletons, f2 = a->doubletons, k = (a->n - 1) / a->n;
  Richness result{.observed = a->types};
  if (f2 > 0) {
    const double r = f1 / f2;
    result.estimate = a->types + k * f1 * r / 2;
    result.se = std::sqrt(f2 * (k * r * r / 2 + k * k * r * r * r + k * k * r * r * r * r / 4));
    return result;
  }
  result.estimate = a->types + k * f1 * (f1 - 1) / 2;
  const double variance = k * f1 * (f1 - 1) / 2 + k * k * f1 * (2 * f1 - 1) * (2 * f1 - 1) / 4 -
                          k * k * f1 * f1 * f1 * f1 / 4 / result.estimate;
  result.se = f1 > 0 ? std::sqrt(std::max(0.0, variance)) : 0;
  return result;
}

Result<Range> chao1_interval(std::span<const CountBin> abundance, double level) {
  if (auto refused = refuse_level(level)) return std::unexpected(*refused);
  const auto richness = chao1(abundance);
  if (!richness) return std::unexpected(richness.error());
  const double unseen = richness->estimate - richness->observed;
  if (unseen <= 0) return Range{richness->observed, richness->observed};
  const double ratio = richness->se / unseen;
  const double k = std::exp(normal_critical(level) * std::sqrt(std::log1p(ratio * ratio)));
  return Range{richness->observed + unseen / k, richness->observed + unseen * k};
}

Result<Richness> chao1_bias_corrected(std::span<const CountBin> abundance) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  const double f1 = a->singletons, f2 = a->doubletons;
  Richness result{.observed = a->types, .estimate = a->types + f1 * (f1 - 1) / (2 * (f2 + 1))};
  // Derivatives of the estimate by f1, by f2 and by the number of the others.
  const double by_f1 = 1 + (2 * f1 - 1) / (2 * (f2 + 1));
  const double by_f2 = 1 - f1 * (f1 - 1) / (2 * (f2 + 1) * (f2 + 1));
  const double others = a->types - f1 - f2;
  const double drift = by_f1 * f1 + by_f2 * f2 + others;
  const double variance = by_f1 * by_f1 * f1 + by_f2 * by_f2 * f2 + others - drift * drift / result.estimate;
  result.se = f1 > 0 ? std::sqrt(std::max(0.0, variance)) : 0;
  return result;
}

Result<double> ace(std::span<const CountBin> abundance) {
  constexpr std::uint64_t kRare = 10;
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  double rare_types = 0, rare_n = 0, pairs = 0;
  for (const auto& [value, people] : a->bins) {
    if (value > kRare) break;
    const double x = static_cast<double>(value), types = static_cast<double>(people);
    rare_types += types;
    rare_n += x * types;
    pairs += x * (x - 1) * types;
  }
  if (rare_n == 0) return a->types;
  const double coverage = 1 - a->singletons / rare_n;
  if (coverage <= 0) return undefined("all rare contributions are singletons: their coverage is 0");
  const double spread = rare_types / coverage * pairs / (rare_n * (rare_n - 1)) - 1;
  return a->types - rare_types + rare_types / coverage + a->singletons / coverage * std::max(0.0, spread);
}

namespace {

/// 2F1(a, 1; c; z), 0 < z < 1, by Gauss's continued fraction (Lentz's way of evaluating it). Direct summation would
/// need 30 / (1 - z) terms.
double hypergeometric(double a, double c, double z) {
  constexpr double kTiny = 1e-300;
  double value = 1, numerator = 1, denominator = 0;
  for (int i = 1; i < 1'000'000; ++i) {
    const double k = std::floor(i / 2.0);
    const double d = i % 2 == 1 ? -(a + k) * (c - 1 + k) / ((c + 2 * k - 1) * (c + 2 * k))
                                : -k * (c - a + k - 1) / ((c + 2 * k - 2) * (c + 2 * k - 1));
    denominator = 1 + d * z * denominator;
    numerator = 1 + d * z / numerator;
    if (denominator == 0) denominator = kTiny;
    if (numerator == 0) numerator = kTiny;
    denominator = 1 / denominator;
    const double step = numerator * denominator;
    value *= step;
    if (std::abs(step - 1) < 1e-15) break;
  }
  return 1 / value;
}

/// sum over j >= 1 of b^j / (m + j), 0 < b < 1: the tail of a logarithm's series.
double log_tail(double b, double m) { return b / (m + 1) * hypergeometric(m + 1, m + 2, b); }

}  // namespace

Result<double> shannon_chao(std::span<const CountBin> abundance) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  CompensatedSum entropy;
  for (const auto& [value, people] : a->bins) {
    const double x = static_cast<double>(value);
    entropy.add(static_cast<double>(people) * x / a->n * (digamma(a->n) - digamma(x)));
  }
  // turing_slope is their 1 - A: where it is 0 there is no tail to add.
  const double b = turing_slope(*a);
  if (a->singletons > 0 && b > 0) entropy.add(a->singletons / a->n * log_tail(b, a->n - 1));
  return std::max(0.0, entropy.value());
}

Result<double> simpson_unbiased(std::span<const CountBin> abundance) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  CompensatedSum pairs;
  for (const auto& [value, people] : a->bins) {
    const double x = static_cast<double>(value);
    pairs.add(static_cast<double>(people) * x * (x - 1));
  }
  if (pairs.value() <= 0) return undefined("all types are singletons: no two contributions meet");
  return a->n * (a->n - 1) / pairs.value();
}

Result<double> hill_asymptotic(std::span<const CountBin> abundance, double q) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  if (!(q >= 0) || !std::isfinite(q)) return undefined("the order q must be finite and at least 0");
  // Next to 1 the power 1/(1-q) would magnify rounding more than q changes the value.
  if (std::abs(q - 1) < 1e-7) return mapped(shannon_chao(abundance), [](double h) { return std::exp(h); });
  if (q >= a->n) return undefined("the order q must be below n");
  CompensatedSum sum;
  for (const auto& [value, people] : a->bins) {
    // sum over k of C(q-1, k) (-1)^k C(n-x, k) / C(n-1, k) = Gamma(n-q+1) Gamma(x) / (Gamma(x-q+1) Gamma(n)).
    const double x = static_cast<double>(value);
    const double by_x = x - q + 1 > 0 ? gamma_ratio(x, 1 - q) : std::exp(log_gamma(x)) * reciprocal_gamma(x - q + 1);
    sum.add(static_cast<double>(people) * x / a->n * by_x / gamma_ratio(a->n, 1 - q));
  }
  const double b = turing_slope(*a);  // their 1 - A
  if (a->singletons > 0 && b > 0) {
    const double next = reciprocal_gamma(1 - q) * gamma_ratio(a->n + 1 - q, q);
    sum.add(a->singletons / a->n * next * b * hypergeometric(a->n + 1 - q, a->n + 1, b));
  }
  if (!(sum.value() > 0)) return undefined("the estimate of sum p^q is not positive: too few types were seen again");
  return finite_or_undefined(std::pow(sum.value(), 1 / (1 - q)), "the Hill number");
}

}  // namespace boussole::engine::statistics
