#include "engine/statistics/resampling/samplers.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

using namespace boussole::engine::statistics;

namespace {

struct Moments {
  double mean = 0, variance = 0;
};

Moments moments(int draws, const std::function<double()>& draw) {
  double sum = 0, squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / draws;
  return {mean, squares / draws - mean * mean};
}

/// Pearson's statistic of `draws` draws against the exact binomial law, cells of at least five expected.
double chi_squared_per_cell(std::uint64_t n, double p, int draws) {
  RandomStream random(11, n, 0);
  std::vector<double> seen(n + 1);
  for (int i = 0; i < draws; ++i) seen[draw_binomial(random, n, p)] += 1;
  double statistic = 0, expected_pool = 0, seen_pool = 0;
  int cells = 0;
  for (std::uint64_t k = 0; k <= n; ++k) {
    const auto x = static_cast<double>(k);
    const auto size = static_cast<double>(n);
    expected_pool += draws * std::exp(std::lgamma(size + 1) - std::lgamma(x + 1) - std::lgamma(size - x + 1) +
                                      x * std::log(p) + (size - x) * std::log1p(-p));
    seen_pool += seen[k];
    if (expected_pool < 5 && k < n) continue;
    statistic += (seen_pool - expected_pool) * (seen_pool - expected_pool) / expected_pool;
    ++cells;
    expected_pool = seen_pool = 0;
  }
  return statistic / cells;
}

}  // namespace

TEST_CASE("the binomial law is exact, by inversion and by rejection") {
  // The statistic over its degrees of freedom is 1 give or take a few tenths.
  CHECK(chi_squared_per_cell(10, 0.3, 200'000) < 2.2);
  CHECK(chi_squared_per_cell(40, 0.24, 200'000) < 2.0);
  CHECK(chi_squared_per_cell(100, 0.5, 200'000) < 1.7);
  CHECK(chi_squared_per_cell(1000, 0.02, 200'000) < 1.7);
  CHECK(chi_squared_per_cell(400, 0.9, 200'000) < 1.7);
}

TEST_CASE("binomial at its edges") {
  RandomStream random(1, 1, 1);
  CHECK(draw_binomial(random, 0, 0.5) == 0);
  CHECK(draw_binomial(random, 9, 0.0) == 0);
  CHECK(draw_binomial(random, 9, 1.0) == 9);
  for (int i = 0; i < 1000; ++i) {
    CHECK(draw_binomial(random, 1, 0.3) <= 1);
    CHECK(draw_binomial(random, 1'000'000, 1e-9) <= 3);
    const std::uint64_t many = draw_binomial(random, std::uint64_t{1} << 31, 0.5);
    CHECK(std::abs(static_cast<double>(many) - 0x1p30) < 6 * 0x1p14 * 1.5);
  }
}

TEST_CASE("a multinomial draw sums to n and keeps its proportions") {
  RandomStream random(3, 0, 0);
  const std::vector<std::uint64_t> weights{5, 0, 15, 80};
  std::vector<std::uint64_t> counts(4);
  std::array<double, 4> sums{};
  for (int i = 0; i < 5000; ++i) {
    draw_multinomial(random, 100, weights, counts);
    REQUIRE(counts[0] + counts[1] + counts[2] + counts[3] == 100);
    for (std::size_t c = 0; c < 4; ++c) sums[c] += static_cast<double>(counts[c]);
  }
  CHECK(sums[0] / 5000 == Approx(5).margin(0.15));
  CHECK(sums[1] == 0);
  CHECK(sums[2] / 5000 == Approx(15).margin(0.25));
  CHECK(sums[3] / 5000 == Approx(80).margin(0.3));
}

TEST_CASE("moments of the other laws") {
  RandomStream random(17, 0, 0);
  const int draws = 200'000;
  for (const double mean : {0.5, 4.0, 30.0, 5000.0}) {
    const Moments m = moments(draws, [&] { return static_cast<double>(draw_poisson(random, mean)); });
    CHECK(m.mean == Approx(mean).margin(5 * std::sqrt(mean / draws)));
    CHECK(m.variance == Approx(mean).epsilon(0.03));
  }
  for (const double shape : {0.3, 1.0, 7.5, 400.0}) {
    const Moments m = moments(draws, [&] { return draw_gamma(random, shape); });
    CHECK(m.mean == Approx(shape).margin(5 * std::sqrt(shape / draws)));
    CHECK(m.variance == Approx(shape).epsilon(0.05));
  }
  const Moments exponential = moments(draws, [&] { return draw_exponential(random); });
  CHECK(exponential.mean == Approx(1).margin(0.012));
  CHECK(exponential.variance == Approx(1).epsilon(0.04));
  int beyond = 0, small = 0;
  for (int i = 0; i < draws; ++i) {
    const double e = draw_exponential(random);
    beyond += e > 8;
    small += e < 0.1;
  }
  CHECK(beyond == Approx(draws * std::exp(-8)).margin(5 * std::sqrt(draws * std::exp(-8))));
  CHECK(small == Approx(draws * (1 - std::exp(-0.1))).margin(5 * std::sqrt(draws * 0.0861)));
  const Moments normal = moments(draws, [&] { return draw_normal(random); });
  CHECK(normal.mean == Approx(0).margin(0.012));
  CHECK(normal.variance == Approx(1).epsilon(0.02));
  const Moments beta = moments(draws, [&] { return draw_beta(random, 2, 6); });
  CHECK(beta.mean == Approx(0.25).margin(0.002));
  CHECK(beta.variance == Approx(0.25 * 0.75 / 9).epsilon(0.02));
  CHECK(draw_erlang(random, 0) == 0);
}

TEST_CASE("an alias table keeps its weights") {
  const std::vector<double> weights{0.1, 0, 3, 0.9};
  const AliasTable table(weights);
  RandomStream random(23, 0, 0);
  std::array<int, 4> seen{};
  for (int i = 0; i < 100'000; ++i) ++seen[table.draw(random)];
  CHECK(seen[1] == 0);
  CHECK(seen[0] / 1e5 == Approx(0.025).margin(0.003));
  CHECK(seen[2] / 1e5 == Approx(0.75).margin(0.007));
  CHECK(seen[3] / 1e5 == Approx(0.225).margin(0.007));
}
