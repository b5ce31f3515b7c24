#include "engine/statistics/resampling/samplers.h"

#include <array>
#include <cassert>
#include <cmath>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

/// log k! - (its Stirling approximation without correction): log k! = (k+1/2) log(k+1) - (k+1) + log(2 pi)/2 + this.
double stirling_rest(double k) {
  static constexpr double kTable[] = {
      0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509,  0.01664469118982119,
      0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.008330563433362871};
  if (k <= 9) return kTable[static_cast<int>(k)];
  const double i = 1 / (k + 1);
  const double i2 = i * i;
  return (1.0 / 12 - (1.0 / 360 - i2 / 1260) * i2) * i;
}

/// For n p < 10, p <= 1/2: walk up the distribution from 0.
std::uint64_t binomial_by_inversion(RandomStream& random, std::uint64_t n, double p) {
  const double odds = p / (1 - p);
  const double start = portable::exp(static_cast<double>(n) * portable::log1p(-p));
  for (;;) {
    double u = random.uniform();
    double mass = start;
    for (std::uint64_t k = 0; k <= n && k < 120; ++k) {
      if (u < mass) return k;
      u -= mass;
      mass *= odds * static_cast<double>(n - k) / static_cast<double>(k + 1);
    }
    // Rounding left a crumb of probability above: draw again.
  }
}

/// For n p >= 10, p <= 1/2: transformed rejection with squeeze.
std::uint64_t binomial_by_rejection(RandomStream& random, std::uint64_t count, double p) {
  const auto n = static_cast<double>(count);
  const double spread = std::sqrt(n * p * (1 - p));
  const double b = 1.15 + 2.53 * spread;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double centre = n * p + 0.5;
  const double inner = 0.92 - 4.2 / b;
  for (;;) {
    const double u = random.uniform() - 0.5;
    double v = random.uniform();
    const double us = 0.5 - std::abs(u);
    if (us == 0) continue;
    const double x = (2 * a / us + b) * u + centre;
    if (us >= 0.07 && v <= inner) return static_cast<std::uint64_t>(x);
    if (x < 0 || x >= n + 1) continue;
    const double k = portable::floor_of(x);
    if (v == 0) return static_cast<std::uint64_t>(k);
    const double odds = p / (1 - p);
    const double alpha = (2.83 + 5.1 / b) * spread;
    const double mode = portable::floor_of((n + 1) * p);
    v = portable::log(v * alpha / (a / (us * us) + b));
    const double bound = (mode + 0.5) * portable::log((mode + 1) / (odds * (n - mode + 1))) +
                         (n + 1) * portable::log((n - mode + 1) / (n - k + 1)) +
                         (k + 0.5) * portable::log(odds * (n - k + 1) / (k + 1)) + stirling_rest(mode) +
                         stirling_rest(n - mode) - stirling_rest(k) - stirling_rest(n - k);
    if (v <= bound) return static_cast<std::uint64_t>(k);
  }
}

}  // namespace

std::uint64_t draw_binomial(RandomStream& random, std::uint64_t n, double p) {
  assert(p >= 0 && p <= 1);
  if (n == 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - draw_binomial(random, n, 1 - p);
  return static_cast<double>(n) * p < 10 ? binomial_by_inversion(random, n, p) : binomial_by_rejection(random, n, p);
}

void draw_multinomial(RandomStream& random, std::uint64_t n, std::span<const std::uint64_t> weights,
                      std::span<std::uint64_t> counts) {
  assert(weights.size() == counts.size());
  std::uint64_t left = 0;
  for (const std::uint64_t w : weights) left += w;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double p = left == 0 ? 0 : static_cast<double>(weights[i]) / static_cast<double>(left);
    counts[i] = draw_binomial(random, n, p);
    n -= counts[i];
    left -= weights[i];
  }
}

std::uint64_t draw_poisson(RandomStream& random, double mean) {
  assert(mean >= 0);
  if (mean < 10) {
    const double start = portable::exp(-mean);
    for (;;) {
      double u = random.uniform();
      double mass = start;
      for (std::uint64_t k = 0; k < 120; ++k) {
        if (u < mass) return k;
        u -= mass;
        mass *= mean / static_cast<double>(k + 1);
      }
    }
  }
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double inner = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = random.uniform() - 0.5;
    const double v = random.uniform();
    const double us = 0.5 - std::abs(u);
    if (us == 0) continue;
    const double x = (2 * a / us + b) * u + mean + 0.43;
    if (us >= 0.07 && v <= inner) return static_cast<std::uint64_t>(x);
    if (x < 0 || x > 1e18 || (us < 0.013 && v > us)) continue;
    const double k = portable::floor_of(x);
    if (v == 0) return static_cast<std::uint64_t>(k);
    const double left = portable::log(v * inverse_alpha / (a / (us * us) + b));
    // k log(mean) - mean - log k!, with the factorial by Stirling.
    const double log_factorial = (k + 0.5) * portable::log(k + 1) - (k + 1) + 0.91893853320467274178 + stirling_rest(k);
    if (left <= k * portable::log(mean) - mean - log_factorial) return static_cast<std::uint64_t>(k);
  }
}

double draw_normal(RandomStream& random) { return portable::normal_quantile(random.uniform_open()); }

namespace {

/// The density exp(-x) covered by 256 layers of equal area (Marsaglia and Tsang 2000).
struct ExponentialLayers {
  static constexpr int kLayers = 256;
  static constexpr double kTail = 7.69711747013104972;
  static constexpr double kArea = 3.949659822581572e-3;
  std::array<double, kLayers + 1> x{}, density{};

  ExponentialLayers() {
    x[0] = kArea / portable::exp(-kTail);
    x[1] = kTail;
    for (std::size_t i = 1; i + 1 < kLayers; ++i) x[i + 1] = -portable::log(kArea / x[i] + portable::exp(-x[i]));
    x[kLayers] = 0;
    for (std::size_t i = 0; i <= kLayers; ++i) density[i] = portable::exp(-x[i]);
  }
};

}  // namespace

double draw_exponential(RandomStream& random) {
  static const ExponentialLayers layers;
  double beyond = 0;
  for (;;) {
    const std::uint64_t word = random.word();
    const auto layer = static_cast<std::size_t>(word & 255);
    const double x = u64_to_double(word) * layers.x[layer];
    if (x < layers.x[layer + 1]) return beyond + x;
    if (layer == 0) {
      beyond += ExponentialLayers::kTail;  // what is left above the tail's start is exponential again
      continue;
    }
    const double height = layers.density[layer] +
                          random.uniform() * (layers.density[layer + 1] - layers.density[layer]);
    if (height < portable::exp(-x)) return beyond + x;
  }
}

double draw_gamma(RandomStream& random, double shape) {
  assert(shape > 0);
  if (shape < 1) {
    const double boost = portable::exp(portable::log(random.uniform_open()) / shape);
    return draw_gamma(random, shape + 1) * boost;
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = draw_normal(random);
    const double t = 1 + c * x;
    if (t <= 0) continue;
    const double v = t * t * t;
    const double u = random.uniform_open();
    const double x2 = x * x;
    if (u < 1 - 0.0331 * x2 * x2) return d * v;
    if (portable::log(u) < 0.5 * x2 + d * (1 - v + portable::log(v))) return d * v;
  }
}

double draw_beta(RandomStream& random, double a, double b) {
  const double x = draw_gamma(random, a);
  const double y = draw_gamma(random, b);
  // Both may underflow to 0 for tiny shapes; then the mass sits at an end, chosen by the ratio of the shapes.
  if (x + y == 0) return random.uniform() < a / (a + b) ? 1 : 0;
  return x / (x + y);
}

double draw_erlang(RandomStream& random, std::uint64_t n) {
  if (n == 0) return 0;
  if (n == 1) return draw_exponential(random);
  return draw_gamma(random, static_cast<double>(n));
}

AliasTable::AliasTable(std::span<const double> weights) {
  const std::size_t n = weights.size();
  assert(n > 0);
  double total = 0;
  for (const double w : weights) total += w;
  assert(total > 0);
  std::vector<double> scaled(n);
  std::vector<std::uint32_t> small, large;
  for (std::size_t i = 0; i < n; ++i) {
    scaled[i] = weights[i] * static_cast<double>(n) / total;
    (scaled[i] < 1 ? small : large).push_back(static_cast<std::uint32_t>(i));
  }
  cells_.assign(n, {});
  for (std::size_t i = 0; i < n; ++i) cells_[i] = {~std::uint64_t{0}, static_cast<std::uint32_t>(i)};
  while (!small.empty() && !large.empty()) {
    const std::uint32_t poor = small.back();
    const std::uint32_t rich = large.back();
    small.pop_back();
    cells_[poor] = {static_cast<std::uint64_t>(scaled[poor] * 0x1p63) << 1, rich};
    scaled[rich] -= 1 - scaled[poor];
    if (scaled[rich] < 1) {
      large.pop_back();
      small.push_back(rich);
    }
  }
}

}  // namespace boussole::engine::statistics
