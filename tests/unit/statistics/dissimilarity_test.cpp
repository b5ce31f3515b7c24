#include "engine/statistics/dissimilarity.h"

#include <catch2/catch.hpp>

#include "tests/unit/statistics/generate.h"

using namespace boussole;
using namespace boussole::engine::statistics;

namespace {
using Row = std::vector<double>;
constexpr Dissimilarity kBounded[] = {Dissimilarity::bray, Dissimilarity::jaccard, Dissimilarity::kulczynski,
                                      Dissimilarity::horn, Dissimilarity::chao};
}  // namespace

TEST_CASE("an empty space has no dissimilarity") {
  for (const auto kind : kBounded) {
    CHECK_FALSE(dissimilarity(Row{0, 0}, Row{1, 2}, kind));
    CHECK_FALSE(dissimilarity(Row{1, generate::kNaN}, Row{1, 2}, kind));
    CHECK_FALSE(dissimilarity(Row{1, -1}, Row{1, 2}, kind));
    CHECK_FALSE(dissimilarity(Row{1}, Row{1, 2}, kind));
    CHECK_FALSE(dissimilarity(Row{}, Row{}, kind));
  }
  CHECK_FALSE(dissimilarity(Row{1, 1}, Row{1, 1}, Dissimilarity::morisita));
}

TEST_CASE("equal is 0, disjoint is 1, and both directions are the same") {
  for (const auto kind : kBounded) {
    CHECK(*dissimilarity(Row{3, 4, 5}, Row{3, 4, 5}, kind) == Approx(0).margin(1e-12));
    CHECK(*dissimilarity(Row{3, 4, 0}, Row{0, 0, 5}, kind) == Approx(1));
    for (std::uint64_t number = 0; number < 10; ++number) {
      const auto a = generate::as_doubles(generate::heavy_counts(number, 12));
      const auto b = generate::as_doubles(generate::heavy_counts(number + 100, 12));
      const double d = *dissimilarity(a, b, kind);
      CHECK(d == Approx(*dissimilarity(b, a, kind)).margin(1e-12));
      CHECK(d >= 0);
      CHECK(d <= 1);
    }
  }
  CHECK(*dissimilarity_binary(Row{9, 1, 0}, Row{1, 0, 5}, Dissimilarity::bray) == 0.5);
  CHECK(*dissimilarity(Row{1, 2}, Row{4, 6}, Dissimilarity::euclidean) == 5);
  CHECK(*dissimilarity(Row{1, 2}, Row{4, 6}, Dissimilarity::manhattan) == 7);
}

TEST_CASE("turnover and nestedness") {
  // Nested: nothing is replaced. Disjoint: everything is.
  const std::vector<Row> nested{{1, 1, 1, 1}, {1, 1, 0, 0}}, disjoint{{1, 1, 0, 0}, {0, 0, 1, 1}};
  CHECK(baselga_sorensen(nested)->turnover == 0);
  CHECK(baselga_sorensen(nested)->nestedness == Approx(2.0 / 6));
  CHECK(baselga_sorensen(disjoint)->turnover == 1);
  CHECK(baselga_jaccard(disjoint)->total == 1);
  CHECK(baselga_sorensen(std::vector<Row>{{1, 2}, {3, 4}})->total == 0);
  CHECK_FALSE(baselga_sorensen(std::vector<Row>{{1, 1}}));
  CHECK_FALSE(baselga_sorensen(std::vector<Row>{{1, 1}, {0, 0}}));
}

TEST_CASE("beta goes from 1 to the number of spaces") {
  const std::vector<Row> same{{2, 3, 5}, {4, 6, 10}}, disjoint{
                                                          {2, 2, 0, 0},
                                                          {0, 0, 7, 7},
                                                      };
  for (const double q : {0.0, 0.5, 1.0, 2.0}) {
    CHECK(hill_partition(same, q)->beta == Approx(1));
    CHECK(hill_partition(same, q)->turnover == Approx(0).margin(1e-12));
    CHECK(hill_partition(disjoint, q)->beta == Approx(2));
    CHECK(hill_partition(disjoint, q)->turnover == Approx(1));
    const auto p = *hill_partition(std::vector<Row>{{1, 5, 3}, {4, 0, 2}, {7, 1, 1}}, q);
    CHECK(p.alpha * p.beta == Approx(p.gamma));
    CHECK(p.beta >= 1);
    CHECK(p.beta <= 3);
  }
  CHECK_FALSE(hill_partition(std::vector<Row>{}, 1));
}

TEST_CASE("Rao's entropy with all distances 1 is Simpson's") {
  const std::vector<Row> d{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
  CHECK(*rao_entropy(Row{1, 1, 2}, d) == Approx(1 - (0.0625 + 0.0625 + 0.25)));
  CHECK(*rao_equivalent(Row{1, 1, 1}, d) == Approx(3));
  CHECK(*rao_entropy_unbiased(Row{1, 1, 2}, d) == Approx(4.0 / 3 * 0.625));
  CHECK_FALSE(rao_entropy_unbiased(Row{1, 0, 0}, d));
  CHECK_FALSE(rao_entropy(Row{0, 0, 0}, d));
  CHECK_FALSE(rao_entropy(Row{1, 1}, d));
}

TEST_CASE("by the types that one has, and by the range of each type") {
  const std::vector<double> a{1, 0, 3, 0}, b{2, 0, 0, 5};
  CHECK(*dissimilarity(a, b, Dissimilarity::canberra) == Approx((1.0 / 3 + 1 + 1) / 3));
  CHECK(*dissimilarity(a, b, Dissimilarity::alternative_gower) == Approx(3));
  CHECK(*dissimilarity(a, a, Dissimilarity::canberra) == 0);
  const auto d = *gower(std::vector<std::vector<double>>{{1, 5, 0}, {3, 5, 10}, {2, 5, 0}});
  CHECK(d[0][1] == Approx(2.0 / 3));
  CHECK(d[0][2] == Approx(0.5 / 3));
  CHECK(d[2][1] == d[1][2]);
  CHECK(d[1][1] == 0);
  CHECK_FALSE(gower(std::vector<std::vector<double>>{}));
  CHECK_FALSE(gower(std::vector<std::vector<double>>{{1, 2}, {1}}));
}
