#include "engine/statistics/diversity.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/statistics/entropy.h"
#include "engine/statistics/richness.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Counts = std::vector<std::uint64_t>;
constexpr double kEveryOrder[] = {0, 0.3, 1, 1.7, 2, 3, 20, generate::kInf};
}  // namespace

TEST_CASE("no contribution has no diversity") {
  for (const Counts& none : {Counts{}, Counts{0, 0}}) {
    const auto a = abundance_of(none);
    for (const double q : kEveryOrder) CHECK_FALSE(hill(a, q));
    CHECK_FALSE(shannon(a));
    CHECK_FALSE(sample_coverage(a));
    CHECK_FALSE(chao1(a));
    CHECK_FALSE(ace(a));
    CHECK_FALSE(shannon_chao(a));
    CHECK_FALSE(rarefy(a, 1));
    CHECK_FALSE(hill_at_coverage(a, 0, 0.9));
    CHECK_FALSE(entropy_plug_in(none));
    CHECK_FALSE(entropy_shrink(none));
    CHECK_FALSE(entropy_schurmann_grassberger(none));
  }
  CHECK_FALSE(hill(Counts{1, 2}, generate::kNaN));
  CHECK_FALSE(hill(Counts{1, 2}, -1));
  CHECK_FALSE(hill_of_shares(std::vector{1.0, generate::kNaN}, 1));
}

TEST_CASE("one type is one, equal types are all of them, a giant is one") {
  for (const double q : kEveryOrder) {
    CHECK(*hill(Counts{7}, q) == Approx(1));
    CHECK(*hill(Counts{4, 4, 4, 4, 4}, q) == Approx(5));
  }
  CHECK(*hill(Counts{1'000'000, 1, 1, 1}, 2) == Approx(1).epsilon(1e-4));
  CHECK(*hill(Counts{1'000'000, 1, 1, 1}, 0) == 4);
  CHECK_FALSE(pielou(abundance_of(Counts{9})));
  CHECK(*hill(Counts{3, 2}, 1000) == Approx(5.0 / 3).epsilon(1e-3));
}

TEST_CASE("Hill numbers fall with the order and do not see the order of types") {
  for (std::uint64_t number = 0; number < 20; ++number) {
    const auto counts = generate::heavy_counts(number, 60);
    double before = 1e300;
    for (const double q : kEveryOrder) {
      const double d = *hill(counts, q);
      CHECK(d <= before * (1 + 1e-12));
      CHECK(d >= 1);
      CHECK(d <= 60 * (1 + 1e-12));
      CHECK(d == *hill(generate::shuffled(counts, number), q));
      before = d;
    }
  }
}

TEST_CASE("coverage") {
  CHECK(sample_coverage(abundance_of(Counts{5, 3}))->chao_jost == 1);
  // A single singleton and no doubleton: Chao and Jost's formula answers 1, Good and Turing's does not.
  const auto lonely = *sample_coverage(abundance_of(Counts{4, 1}));
  CHECK(lonely.chao_jost == 1);
  CHECK(lonely.good_turing == Approx(0.8));
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto a = abundance_of(generate::heavy_counts(number, 50));
    const double n = static_cast<double>(sample_coverage(a)->n);
    double before = 0;
    for (double m = 1; m < 3 * n; m += n / 9 + 0.5) {
      const double c = *coverage_at_size(a, m);
      CHECK(c >= before - 1e-12);
      CHECK(c <= 1);
      before = c;
    }
    for (const double wanted : {0.3, 0.8, 0.99}) {
      const auto size = size_for_coverage(a, wanted);
      if (size) CHECK(*coverage_at_size(a, *size) == Approx(wanted).epsilon(1e-9));
    }
  }
}

TEST_CASE("rarefaction ends at what was seen, extrapolation begins there") {
  for (std::uint64_t number = 0; number < 5; ++number) {
    const auto a = abundance_of(generate::heavy_counts(number, 30));
    const double n = static_cast<double>(sample_coverage(a)->n);
    for (const double q : {0.0, 0.5, 1.0, 2.0, 3.0}) {
      CHECK(*hill_at_size(a, q, n) == Approx(*hill(a, q)).epsilon(1e-9));
      CHECK(*hill_at_size(a, q, 1) == Approx(1).epsilon(1e-9));
      double before = 0;
      for (double m = 1; m <= n; m += n / 7) {
        const double d = *hill_at_size(a, q, m);
        CHECK(d >= before - 1e-9);
        before = d;
      }
    }
    for (const double q : {0.0, 1.0, 2.0}) CHECK(*hill_at_size(a, q, 1.5 * n) >= *hill(a, q) * (1 - 1e-9));
    CHECK_FALSE(hill_at_size(a, 3, 2 * n));
    CHECK(rarefy(a, static_cast<std::uint64_t>(n))->types == Approx(30));
    CHECK(rarefy(a, static_cast<std::uint64_t>(n))->se == Approx(0).margin(1e-6));
    CHECK_FALSE(rarefy(a, static_cast<std::uint64_t>(n) + 1));
  }
}

TEST_CASE("richness") {
  // f1 = 2, f2 = 1, n = 7: 4 + (6/7) 4/2.
  CHECK(chao1(abundance_of(Counts{3, 2, 1, 1}))->estimate == Approx(4 + 6.0 / 7 * 2));
  const auto complete = *chao1(abundance_of(Counts{5, 5, 3}));
  CHECK(complete.estimate == 3);
  CHECK(complete.se == 0);
  CHECK(chao1_interval(abundance_of(Counts{5, 5, 3}), 0.95)->high == 3);
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto a = abundance_of(generate::heavy_counts(number, 40));
    CHECK(chao1(a)->estimate >= 40);
    CHECK(chao1_interval(a, 0.95)->low >= 40);
    CHECK(*ace(a) >= 40);
  }
  CHECK_FALSE(ace(abundance_of(Counts{1, 1, 1})));
  CHECK_FALSE(simpson_unbiased(abundance_of(Counts{1, 1, 1})));
}

TEST_CASE("the tail of Chao, Wang and Jost's entropy by its series") {
  const Counts counts{9, 6, 4, 2, 2, 1, 1, 1, 1};
  const double n = 27, f1 = 4, f2 = 2, a = 2 * f2 / ((n - 1) * f1 + 2 * f2);
  double expected = 0;
  for (const auto x : counts)
    for (double r = static_cast<double>(x); r < n; ++r) expected += static_cast<double>(x) / n / r;
  double bracket = -std::log(a);
  for (double r = 1; r < n; ++r) bracket -= std::pow(1 - a, r) / r;
  expected += f1 / n * std::pow(1 - a, 1 - n) * bracket;
  CHECK(*shannon_chao(abundance_of(counts)) == Approx(expected).epsilon(1e-10));
  // Large samples, where the powers of the printed formula overflow.
  Counts large(50'000, 1);
  large.resize(60'000, 2);
  large.resize(60'100, 1000);
  const auto h = shannon_chao(abundance_of(large));
  REQUIRE(h);
  CHECK(*h > *entropy_plug_in(large));
}

TEST_CASE("estimators of entropy agree when there is plenty of data") {
  const Counts plenty{100'000, 200'000, 300'000, 400'000};
  const double h = *entropy_plug_in(plenty);
  for (const auto estimator : {entropy_miller_madow, entropy_chao_shen, entropy_jeffreys, entropy_laplace,
                               entropy_schurmann_grassberger, entropy_minimax, entropy_shrink})
    CHECK(*estimator(plenty) == Approx(h).epsilon(1e-3));
  CHECK(*entropy_plug_in(Counts{1}) == 0);
  CHECK(entropy_chao_shen(Counts{1, 1, 1}));
}

TEST_CASE("the number of all types of any order is the sum that defines it") {
  const auto by_definition = [](const Counts& counts, double q) {
    double n = 0, f1 = 0, f2 = 0;
    for (const auto x : counts) n += double(x), f1 += x == 1, f2 += x == 2;
    const auto choose = [](double top, double k) {  // by its product, any real top
      double c = 1;
      for (double i = 0; i < k; ++i) c *= (top - i) / (i + 1);
      return c;
    };
    double total = 0;
    for (double k = 0; k < n; ++k)
      for (const auto count : counts) {
        const double x = double(count);
        if (x <= n - k)
          total += choose(q - 1, k) * (int(k) % 2 == 0 ? 1 : -1) * x / n * choose(n - x, k) / choose(n - 1, k);
      }
    const double a = f2 > 0 ? 2 * f2 / ((n - 1) * f1 + 2 * f2) : f1 > 0 ? 2 / ((n - 1) * (f1 - 1) + 2) : 1;
    double term = 1;  // C(q-1, r) (-1)^r
    for (double r = 1; r < 20'000; ++r) {
      term *= (r - q) / r;
      if (r >= n) total += f1 / n * term * std::pow(1 - a, r - n + 1);
    }
    return std::pow(total, 1 / (1 - q));
  };
  for (const Counts& counts : {Counts{5, 3, 1, 1}, Counts{3, 2, 1, 1}, Counts{9, 4, 2, 2, 1, 1, 1}, Counts{4, 4},
                               Counts{6, 1}, Counts{1, 1, 1, 1, 1}})
    for (const double q : {0.0, 0.3, 0.9, 1.4, 1.7})
      CHECK(*hill_asymptotic(abundance_of(counts), q) == Approx(by_definition(counts, q)).epsilon(1e-9));
  const auto a =
      abundance_of(Counts{46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
  CHECK(*hill_asymptotic(a, 0) == Approx(chao1(a)->estimate).epsilon(1e-12));
  CHECK(*hill_asymptotic(a, 1) == Approx(std::exp(*shannon_chao(a))).epsilon(1e-12));
  CHECK(*hill_asymptotic(a, 1.00001) == Approx(std::exp(*shannon_chao(a))).epsilon(1e-4));
  CHECK(*hill_asymptotic(a, 2) == Approx(*simpson_unbiased(a)).epsilon(1e-12));
  CHECK(*hill_asymptotic(a, 3) > 1);
  double before = generate::kInf;
  for (double q = 0; q < 5; q += 0.25) {
    const double here = *hill_asymptotic(a, q);
    CHECK(here < before);
    before = here;
  }
  CHECK_FALSE(hill_asymptotic(a, -1));
  CHECK_FALSE(hill_asymptotic(a, generate::kNaN));
  CHECK_FALSE(hill_asymptotic(a, 1e9));
  CHECK_FALSE(hill_asymptotic(abundance_of(Counts{1, 1, 1, 1}), 2));
  CHECK_FALSE(hill_asymptotic(abundance_of(Counts{}), 0.5));
  CHECK(*hill_asymptotic(abundance_of(Counts{1'000'000'000, 1, 1}), 0.5) > 1);
}
