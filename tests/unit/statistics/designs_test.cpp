// Judged weights, even points, comparisons with a control, the band of a Lorenz curve, a reference that is a survey.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "engine/statistics/dunnett.h"
#include "engine/statistics/inequality.h"
#include "engine/statistics/lorenz_band.h"
#include "engine/statistics/multinomial_test.h"
#include "engine/statistics/pairwise_weights.h"
#include "engine/statistics/quasi_random.h"
#include "engine/statistics/representativeness.h"
#include "engine/statistics/sampled_reference.h"
#include "engine/statistics/sensitivity.h"
#include "engine/statistics/sums.h"
#include "engine/statistics/survival_compare.h"
#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Row = std::vector<double>;
using Rows = std::vector<Row>;
constexpr double kInfinite = generate::kInf;
}  // namespace

TEST_CASE("weights of judgements two by two") {
  // Judgements that agree with each other give back their weights.
  const Row truth{0.5, 0.3, 0.2};
  Rows agreeing(3, Row(3));
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) agreeing[i][j] = truth[i] / truth[j];
  const auto exact = *pairwise_weights(agreeing);
  for (std::size_t i = 0; i < 3; ++i) CHECK(exact.weights[i] == Approx(truth[i]));
  CHECK(exact.eigenvalue == Approx(3));
  CHECK(*exact.consistency_ratio == Approx(0).margin(1e-12));
  // R 4.2, eigen(): 0.648329013822 0.229650794063 0.122020192115, lambda 3.003694598064.
  const auto usual = *pairwise_weights(Rows{{1, 3, 5}, {1. / 3, 1, 2}, {1. / 5, 1. / 2, 1}});
  CHECK(usual.weights[0] == Approx(0.648329013822).epsilon(1e-10));
  CHECK(usual.weights[2] == Approx(0.122020192115).epsilon(1e-10));
  CHECK(usual.eigenvalue == Approx(3.003694598064).epsilon(1e-12));
  // The same for judgements that contradict each other: R gives a ratio of 0.202823864687.
  const auto torn = *pairwise_weights(Rows{{1, 2, 7, 9}, {.5, 1, 1. / 3, 2}, {1. / 7, 3, 1, 5}, {1. / 9, .5, .2, 1}});
  CHECK(torn.weights[0] == Approx(0.609834663840).epsilon(1e-9));
  CHECK(*torn.consistency_ratio == Approx(0.202823864687).epsilon(1e-9));
  CHECK(pairwise_weights(Rows{{1}})->weights == Row{1});
  CHECK_FALSE(pairwise_weights(Rows{{1, 4}, {0.25, 1}})->consistency_ratio);
  for (const Rows& bad : {Rows{}, Rows{{1, 2}}, Rows{{1, 2}, {0.4, 1}}, Rows{{1, -2}, {-0.5, 1}}, Rows{{0}},
                          Rows{{1, generate::kNaN}, {1, 1}}, Rows{{1, kInfinite}, {0, 1}}})
    CHECK_FALSE(pairwise_weights(bad));
}

TEST_CASE("judgements and points of several people") {
  const std::vector<Rows> people{{{1, 4}, {0.25, 1}}, {{1, 1}, {1, 1}}};
  const auto joint = *joint_judgement(people);
  CHECK(joint[0][1] == Approx(2));
  CHECK(joint[1][0] == Approx(0.5));
  CHECK_FALSE(joint_judgement(std::vector<Rows>{}));
  CHECK_FALSE(joint_judgement(std::vector<Rows>{{{1}}, {{1, 1}, {1, 1}}}));
  const auto shared = *budget_allocation(Rows{{60, 40}, {2, 8}});
  CHECK(shared.weights[0] == Approx(0.4));
  CHECK(shared.sd[0] == Approx(std::sqrt(0.08)));
  CHECK(budget_allocation(Rows{{1, 3}})->sd.empty());
  for (const Rows& bad : {Rows{}, Rows{{}}, Rows{{0, 0}}, Rows{{1, 2}, {1}}, Rows{{1, -1}}, Rows{{generate::kNaN}}})
    CHECK_FALSE(budget_allocation(bad));
}

TEST_CASE("Sobol's points are those of SciPy") {
  auto plain = *SobolSequence::plain(64);
  Rows points;
  for (int i = 0; i < 1024; ++i) points.push_back(plain.next());
  CHECK(points[0] == Row(64, 0));
  CHECK(points[1] == Row(64, 0.5));
  // scipy.stats.qmc.Sobol(5, scramble=False) of SciPy 1.10, its sixth and eighth points.
  CHECK(Row(points[5].begin(), points[5].begin() + 5) == Row{0.875, 0.875, 0.125, 0.375, 0.875});
  CHECK(Row(points[7].begin(), points[7].begin() + 5) == Row{0.125, 0.625, 0.375, 0.125, 0.125});
  // The same with 64 dimensions, number 777 and the last.
  const std::size_t some[] = {0, 1, 2, 20, 40, 63};
  const double known[] = {0.6923828125, 0.9365234375, 0.1630859375, 0.2373046875, 0.7216796875, 0.4267578125};
  for (std::size_t k = 0; k < 6; ++k) CHECK(points[777][some[k]] == known[k]);
  CHECK(points[1023][63] == 0.0400390625);
  CHECK_FALSE(SobolSequence::plain(0));
  CHECK_FALSE(SobolSequence::plain(65));
}

TEST_CASE("scrambled points stay even and differ by seed only") {
  auto one = *SobolSequence::scrambled(40, 5), same = *SobolSequence::scrambled(40, 5),
       other = *SobolSequence::scrambled(40, 6);
  std::vector<std::vector<int>> cells(40, std::vector<int>(256, 0));
  Row first;
  for (int i = 0; i < 256; ++i) {
    const Row point = one.next();
    CHECK(point == same.next());
    if (i == 0) CHECK(point != other.next());
    for (std::size_t d = 0; d < 40; ++d) {
      REQUIRE((point[d] >= 0 && point[d] < 1));
      ++cells[d][static_cast<std::size_t>(point[d] * 256)];
    }
  }
  // 256 points: exactly one in each 256th part of each axis.
  for (const auto& axis : cells) CHECK(std::ranges::all_of(axis, [](int count) { return count == 1; }));
}

TEST_CASE("even points find Ishigami's indices with few runs") {
  const auto ishigami = [](const Row& u) {
    const auto x = [&](std::size_t i) { return (2 * u[i] - 1) * 3.14159265358979323846; };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
  };
  const auto design = *sobol_design(3, 1024, 1);
  SobolRuns runs;
  for (std::size_t row = 0; row < 1024; ++row) {
    runs.a.push_back(ishigami(design.a[row]));
    runs.b.push_back(ishigami(design.b[row]));
    runs.by_column.emplace_back();
    for (std::size_t k = 0; k < 3; ++k) runs.by_column.back().push_back(ishigami(design.crossed(row, k)));
  }
  const auto found = *sobol_indices(runs);
  const auto truth = *ishigami_indices(7, 0.1);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(found.first[k] == Approx(truth.first[k]).margin(0.02));
    CHECK(found.total[k] == Approx(truth.total[k]).margin(0.02));
  }
  CHECK_FALSE(sobol_design(3, 1000, 1));
  CHECK_FALSE(sobol_design(3, 0, 1));
  CHECK_FALSE(sobol_design(0, 16, 1));
  CHECK_FALSE(sobol_design(33, 16, 1));
}

TEST_CASE("Dunnett's table and example") {
  const Row two(2, std::sqrt(0.5)), four(4, std::sqrt(0.5));
  // Dunnett (1955), tables 1 and 2: 3.03, 2.65, 2.30 (one side); the digits from R 4.2, integrate() twice over.
  CHECK(*dunnett_critical(0.95, two, 5, Alternative::two_sided) == Approx(3.030235947).epsilon(1e-7));
  CHECK(*dunnett_critical(0.95, four, 20, Alternative::two_sided) == Approx(2.651029590).epsilon(1e-7));
  CHECK(*dunnett_critical(0.95, four, 20, Alternative::greater) == Approx(2.304427589).epsilon(1e-7));
  CHECK(*dunnett_critical(0.95, two, kInfinite, Alternative::two_sided) == Approx(2.212127747).epsilon(1e-7));
  // His counts of blood cells: R as above; SciPy's documentation prints 0.62004941 and 0.0059035 (by simulation).
  const Row control{7.40, 8.50, 7.20, 8.24, 9.84, 8.32};
  const Rows drugs{{9.76, 8.80, 7.68, 9.36}, {12.80, 9.68, 12.16, 9.20, 10.55}};
  const auto both = *dunnett(control, drugs, Alternative::two_sided, 0.95);
  CHECK(both[0].t == Approx(0.8570321259));
  CHECK(both[0].p == Approx(0.6201019800).epsilon(1e-7));
  CHECK(both[1].p == Approx(0.0058253608).epsilon(1e-6));
  CHECK(*both[0].low == Approx(-1.256304137).epsilon(1e-6));
  CHECK(*both[1].high == Approx(4.416271794).epsilon(1e-6));
  const auto more = *dunnett(control, drugs, Alternative::greater, 0.95);
  CHECK(more[1].p == Approx(0.0029138830).epsilon(1e-6));
  CHECK_FALSE(more[1].high);
  // The mirror image: control and drugs with their signs turned.
  Row turned = control;
  Rows turned_drugs = drugs;
  for (double& x : turned) x = -x;
  for (Row& row : turned_drugs)
    for (double& x : row) x = -x;
  CHECK((*dunnett(turned, turned_drugs, Alternative::less, 0.95))[1].p == Approx(more[1].p));
}

TEST_CASE("Dunnett with one group is Student's test; what is refused") {
  const Row a{1, 2, 4, 7}, b{3, 9, 4, 8};
  const auto alone = (*dunnett(a, Rows{b}, Alternative::two_sided, 0.95))[0];
  // R 4.2, t.test(b, a, var.equal = TRUE).
  CHECK(alone.t == Approx(1.2632278816).epsilon(1e-9));
  CHECK(alone.p == Approx(0.253373964402).epsilon(1e-7));
  const auto known =
      *dunnett_of_estimates({0.5, 0.03}, std::vector<Estimate>{{0.6, 0.04}}, Alternative::two_sided, 0.95);
  CHECK(known[0].t == Approx(2));
  CHECK(known[0].p == Approx(0.0455002639).epsilon(1e-6));
  CHECK_FALSE(dunnett(Row{}, Rows{b}, Alternative::two_sided, 0.95));
  CHECK_FALSE(dunnett(a, Rows{}, Alternative::two_sided, 0.95));
  CHECK_FALSE(dunnett(Row{1}, Rows{{2}}, Alternative::two_sided, 0.95));
  CHECK_FALSE(dunnett(Row{1, 1}, Rows{{1, 1}}, Alternative::two_sided, 0.95));
  CHECK_FALSE(dunnett(Row{1, generate::kNaN}, Rows{b}, Alternative::two_sided, 0.95));
  CHECK_FALSE(dunnett(a, Rows{b}, Alternative::two_sided, 1));
  CHECK_FALSE(dunnett_of_estimates({0.5, 0}, std::vector<Estimate>{{0.6, 0.04}}, Alternative::less, 0.9));
  CHECK_FALSE(dunnett_probability(2, Row{}, 5, Alternative::less));
  CHECK_FALSE(dunnett_probability(2, Row{1}, 5, Alternative::less));
}

TEST_CASE("the band of a Lorenz curve") {
  const auto counts = generate::heavy_counts(3, 400);
  const auto bins = histogram_of(counts);
  const Row shares{0, 0.1, 0.5, 0.9, 0.99, 1};
  const auto band = *lorenz_band(bins, shares, 0.95, 400, 1);
  for (const LorenzBandPoint& point : band) {
    CHECK(point.total ==
          Approx(point.people == 0 ? 0 : *bottom_share(bins, std::max(point.people, 1e-12))).margin(1e-9));
    CHECK(point.simultaneous.low <= point.total + 1e-15);
    CHECK(point.simultaneous.high >= point.total - 1e-15);
    CHECK(point.simultaneous.high <= point.people);
    CHECK(point.pointwise.low <= point.pointwise.high);
  }
  CHECK(band[0].total == 0);
  CHECK(band[5].total == 1);
  CHECK(band[5].simultaneous == Range{1, 1});
  // All points at once need more room than one.
  CHECK(band[2].simultaneous.high - band[2].simultaneous.low > band[2].pointwise.high - band[2].pointwise.low);
  const auto again = *lorenz_band(bins, shares, 0.95, 400, 1, 2);
  for (std::size_t i = 0; i < band.size(); ++i) CHECK(band[i].pointwise == again[i].pointwise);
  // All equal: the diagonal, certain.
  const auto equal = *lorenz_band(std::vector<CountBin>{{3, 20}}, Row{0.5}, 0.95, 100, 1);
  CHECK(equal[0].total == 0.5);
  CHECK(equal[0].simultaneous == Range{0.5, 0.5});
  const std::vector<CountBin> two{{1, 1}, {3, 1}}, zero{{0, 9}};
  CHECK((*lorenz_band(two, Row{0.5}, 0.9, 200, 1))[0].total == 0.25);
  CHECK_FALSE(lorenz_band(zero, shares, 0.95, 100, 1));
  CHECK_FALSE(lorenz_band(std::vector<CountBin>{{3, 1}}, shares, 0.95, 100, 1));
  CHECK_FALSE(lorenz_band(std::vector<CountBin>{}, shares, 0.95, 100, 1));
  CHECK_FALSE(lorenz_band(two, Row{0.5, 0.2}, 0.95, 100, 1));
  CHECK_FALSE(lorenz_band(two, Row{generate::kNaN}, 0.95, 100, 1));
  CHECK_FALSE(lorenz_band(two, shares, 0.95, 99, 1));
  CHECK_FALSE(lorenz_band(two, shares, 0, 100, 1));
}

TEST_CASE("a reference that is a survey") {
  const Row people{30, 50, 20};
  // A survey of very many is a census.
  const auto large = *against_sampled_reference(people, Row{4e8, 4e8, 2e8}, 0.95, 500, 1);
  const Row census{0.4, 0.4, 0.2};
  CHECK(large.variation == Approx(*total_variation(people, census)));
  CHECK(large.variation_range.high - large.variation_range.low < 1e-3);
  CHECK(large.expected == Approx(*expected_variation(census, 100)).epsilon(0.08));
  CHECK(*large.ratio[0] == Approx(0.75));
  // A small one leaves more open, and reads more by chance.
  const auto small = *against_sampled_reference(people, Row{40, 40, 20}, 0.95, 500, 1);
  CHECK(small.variation == Approx(large.variation));
  CHECK(small.variation_range.high - small.variation_range.low > 0.05);
  CHECK(small.expected > 1.2 * large.expected);
  CHECK(small.excess < large.excess);
  CHECK(small.ratio_range[0].low < 0.75);
  CHECK(small.ratio_range[0].high > 0.75);
  // Two groups: the ratio's range inverts the quantiles of a beta law, here Beta(10.5, 10.5).
  const auto two = *against_sampled_reference(Row{1, 1}, Row{10, 10}, 0.9, 20000, 2);
  CHECK(two.ratio_range[0].low == Approx(0.5 / 0.6757656).epsilon(0.02));
  CHECK(two.ratio_range[0].high == Approx(0.5 / 0.3242344).epsilon(0.02));
  // A group that nobody asked belonged to is possible all the same.
  const auto unseen = *against_sampled_reference(Row{5, 5}, Row{10, 0}, 0.95, 200, 1);
  CHECK_FALSE(unseen.ratio[1]);
  CHECK(unseen.ratio_range[1].low > 1);
  const auto same = *against_sampled_reference(people, Row{40, 40, 20}, 0.95, 500, 1);
  CHECK(same.variation_range == small.variation_range);
  CHECK_FALSE(against_sampled_reference(Row{0, 0}, Row{1, 1}, 0.95, 200, 1));
  CHECK_FALSE(against_sampled_reference(Row{1, 1}, Row{0, 0}, 0.95, 200, 1));
  CHECK_FALSE(against_sampled_reference(Row{1}, Row{1, 1}, 0.95, 200, 1));
  CHECK_FALSE(against_sampled_reference(Row{1.5, 1}, Row{1, 1}, 0.95, 200, 1));
  CHECK_FALSE(against_sampled_reference(Row{1, generate::kNaN}, Row{1, 1}, 0.95, 200, 1));
  CHECK_FALSE(against_sampled_reference(Row{1, 1}, Row{1, 1}, 0.95, 99, 1));
}

TEST_CASE("few people in a group: the test draws instead of looking up chi-squared") {
  // Two groups, n = 6: all in one half has chi-squared 6; the binomial says 2 / 64.
  const auto six = *multinomial_test(Row{6, 0}, Row{1, 1}, 40000, 1);
  CHECK(six.chi_squared == Approx(6));
  CHECK(six.p == Approx(2.0 / 64).margin(0.003));
  CHECK(multinomial_test(Row{3, 3}, Row{1, 1}, 500, 1)->p == 1);
  // Three groups, n = 3: all in the rarest one (0.1) is the farthest there is, with chance 0.001.
  CHECK(multinomial_test(Row{0, 0, 3}, Row{5, 4, 1}, 40000, 2)->p == Approx(0.001).margin(0.0007));
  CHECK(multinomial_test(Row{1, 2, 0}, Row{5, 5, 0}, 2000, 2)->p == 1);
  for (const Row& bad : {Row{0, 0}, Row{1.5, 1}, Row{1, generate::kNaN}, Row{1}, Row{-1, 2}})
    CHECK_FALSE(multinomial_test(bad, Row{1, 1}, 100, 1));
  CHECK_FALSE(multinomial_test(Row{1, 1}, Row{1, 1}, 0, 1));
  CHECK_FALSE(multinomial_test(Row{1, 1}, Row{1, 0}, 100, 1));
}

TEST_CASE("restricted means compared, by hand") {
  // All followed to the end: plain means within tau, 1, 2, 3 against 2, 4, 6 (cut at 4): 2 and 10 / 3.
  const std::vector<FollowUp> a{{1, true}, {2, true}, {3, true}}, b{{2, true}, {4, true}, {6, true}};
  const auto found = *restricted_mean_difference(a, b, 4, 0.95);
  CHECK(found.difference == Approx(2 - 10.0 / 3));
  CHECK(found.interval.low < found.difference);
  CHECK(found.p > 0.05);
  // Without censoring the variance is that of the mean with divisor n: 2 / 9 and 8 / 27.
  CHECK(found.se == Approx(std::sqrt(2.0 / 9 + 8.0 / 27)));
  CHECK_FALSE(restricted_mean_difference(a, std::vector<FollowUp>{}, 4, 0.95));
  CHECK_FALSE(restricted_mean_difference(a, std::vector<FollowUp>{{1, false}}, 4, 0.95));
  CHECK_FALSE(restricted_mean_difference(a, b, 0.5, 0.95));
  CHECK_FALSE(restricted_mean_difference(a, b, 4, 2));
}
