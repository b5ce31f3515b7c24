#include "engine/statistics/diversity.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/abundance.h"
#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<Abundance> read_abundance(std::span<const CountBin> bins) {
  Abundance result;
  result.bins = canonical(bins);
  double n = 0;
  for (const auto& [value, people] : result.bins) {
    const double x = static_cast<double>(value), types = static_cast<double>(people);
    n += x * types;
    result.types += types;
    if (value == 1) result.singletons = types;
    if (value == 2) result.doubletons = types;
  }
  if (result.bins.empty()) return undefined("n = 0: nothing was contributed");
  if (n > 0x1p53) return undefined("too many contributions to count exactly");
  result.n = n;
  return result;
}

std::vector<CountBin> abundance_of(std::span<const std::uint64_t> counts) {
  return canonical(std::span<const CountBin>(histogram_of(counts)));
}

namespace {

Result<double> hill_of_runs(std::span<const Run> runs, double total, double q) {
  if (!(q >= 0)) return undefined("the order q must be at least 0");
  CompensatedSum terms;
  double largest = 0;
  for (const auto& [value, types] : runs) {
    const double p = value / total;
    if (p <= 0) continue;
    largest = std::max(largest, p);
    terms.add(types * (q == 1 ? -p * std::log(p) : q == 0 ? 1 : std::pow(p, q)));
  }
  if (q == 0) return terms.value();
  if (q == 1) return std::exp(terms.value());
  if (std::isinf(q) || terms.value() == 0) return 1 / largest;  // the power of a very large q underflows
  return finite_or_undefined(std::pow(terms.value(), 1 / (1 - q)), "the Hill number");
}

}  // namespace

Result<double> hill(std::span<const CountBin> abundance, double q) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  return hill_of_runs(sorted_runs(std::span<const CountBin>(a->bins)), a->n, q);
}

Result<double> hill(std::span<const std::uint64_t> counts, double q) { return hill(abundance_of(counts), q); }

Result<double> hill_of_shares(std::span<const double> weights, double q) {
  if (auto refused = refuse_negative(weights, "the weights")) return std::unexpected(*refused);
  const double total = sum(weights);
  if (!(total > 0) || !std::isfinite(total)) return undefined("the weights sum to 0");
  return hill_of_runs(sorted_runs(weights), total, q);
}

Result<double> shannon(std::span<const CountBin> abundance) {
  return mapped(hill(abundance, 1), [](double d) { return std::log(d); });
}

Result<double> gini_simpson(std::span<const CountBin> abundance) {
  return mapped(hill(abundance, 2), [](double d) { return 1 - 1 / d; });
}

Result<double> pielou(std::span<const CountBin> abundance) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  if (a->types < 2) return undefined("one type: evenness has no meaning");
  return mapped(shannon(abundance), [&](double h) { return h / std::log(a->types); });
}

Result<double> hill_evenness(std::span<const CountBin> abundance, double q) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  if (a->types < 2) return undefined("one type: evenness has no meaning");
  return mapped(hill(abundance, q), [&](double d) { return (d - 1) / (a->types - 1); });
}

double turing_slope(const Abundance& a) {
  const double f1 = a.singletons, f2 = a.doubletons;
  if (f1 == 0) return 0;
  if (f2 > 0) return (a.n - 1) * f1 / ((a.n - 1) * f1 + 2 * f2);
  if (f1 > 1) return (a.n - 1) * (f1 - 1) / ((a.n - 1) * (f1 - 1) + 2);
  return 0;
}

Result<Coverage> sample_coverage(std::span<const CountBin> abundance) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  Coverage result;
  result.n = static_cast<std::uint64_t>(a->n);
  result.singletons = static_cast<std::uint64_t>(a->singletons);
  result.doubletons = static_cast<std::uint64_t>(a->doubletons);
  result.good_turing = 1 - a->singletons / a->n;
  result.chao_jost = 1 - a->singletons / a->n * turing_slope(*a);
  return result;
}

namespace {

/// Expected coverage of a sample of m <= n drawn without replacement from the one seen, m real by the gamma function.
double rarefied_coverage(const Abundance& a, double m) {
  CompensatedSum missed;
  for (const auto& [value, people] : a.bins) {
    const double x = static_cast<double>(value);
    if (a.n - x < m) continue;
    const double log_chance = log_choose_real(a.n - x, m) - log_choose_real(a.n - 1, m);
    missed.add(static_cast<double>(people) * x / a.n * std::exp(log_chance));
  }
  return 1 - missed.value();
}

}  // namespace

Result<double> coverage_at_size(std::span<const CountBin> abundance, double m) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  if (!std::isfinite(m) || m < 0) return undefined("the size of the sample must be finite and not negative");
  if (m < a->n) return rarefied_coverage(*a, m);
  return 1 - a->singletons / a->n * std::pow(turing_slope(*a), m - a->n + 1);
}

Result<double> size_for_coverage(std::span<const CountBin> abundance, double coverage) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  if (!(coverage > 0 && coverage < 1)) return undefined("the coverage must lie between 0 and 1");
  const double slope = turing_slope(*a), reached = 1 - a->singletons / a->n * slope;
  if (coverage == reached) return a->n;
  if (coverage > reached) {
    if (slope <= 0) return undefined("the sample is complete: it cannot be extrapolated");
    return a->n + (std::log(a->n / a->singletons) + std::log1p(-coverage)) / std::log(slope) - 1;
  }
  double low = 0, high = a->n;
  for (int step = 0; step < 200; ++step) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (rarefied_coverage(*a, middle) < coverage ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

Result<HillAtCoverage> hill_at_coverage(std::span<const CountBin> abundance, double q, double coverage) {
  const auto size = size_for_coverage(abundance, coverage);
  if (!size) return std::unexpected(size.error());
  const auto a = read_abundance(abundance);
  HillAtCoverage result;
  result.size = std::max(1.0, *size);
  result.beyond_double = result.size > 2 * a->n;
  const auto value = hill_at_size(abundance, q, result.size);
  if (!value) return std::unexpected(value.error());
  result.value = *value;
  return result;
}

}  // namespace boussole::engine::statistics
