// Family a, between spaces: dissimilarities, turnover, partition, Rao's entropy.
#include "engine/statistics/dissimilarity.h"

#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

template <Dissimilarity kind, bool always_binary>
json::Value pairwise(const Case& c) {
  const Matrix rows = c.input.matrix("matrix");
  const bool binary = always_binary || c.params.flag_or("binary", false);
  std::vector<std::vector<Result<double>>> d(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto& row : rows)
      d[i].push_back(binary ? dissimilarity_binary(rows[i], row, kind) : dissimilarity(rows[i], row, kind));
  // A space against itself is 0 by definition, also where the estimator has nothing to go by.
  for (std::size_t i = 0; i < rows.size(); ++i) d[i][i] = 0;
  return Answer().set("d", d);
}

json::Value scaled_by_range(const Case& c) { return Answer().set("d", gower(c.input.matrix("matrix"))); }

json::Value sorensen(const Case& c) {
  const auto result = baselga_sorensen(c.input.matrix("matrix"));
  return Answer()
      .set("turnover", result, &Baselga::turnover)
      .set("nestedness", result, &Baselga::nestedness)
      .set("sorensen", result, &Baselga::total);
}

json::Value jaccard(const Case& c) {
  const auto result = baselga_jaccard(c.input.matrix("matrix"));
  return Answer()
      .set("turnover", result, &Baselga::turnover)
      .set("nestedness", result, &Baselga::nestedness)
      .set("jaccard", result, &Baselga::total);
}

json::Value partition(const Case& c) {
  const auto result = hill_partition(c.input.matrix("matrix"), c.params.number("q"));
  return Answer()
      .set("alpha", result, &Partition::alpha)
      .set("beta", result, &Partition::beta)
      .set("gamma", result, &Partition::gamma);
}

json::Value rao(const Case& c) {
  const auto p = c.input.numbers("p");
  const Matrix d = c.input.matrix("d");
  return Answer().set("Q", rao_entropy(p, d)).set("hill_equiv", rao_equivalent(p, d));
}

json::Value rao_ade4(const Case& c) {
  return Answer().set("divc", rao_entropy_squared(c.input.numbers("p"), c.input.matrix("d")));
}

constexpr Method kMethods[] = {
    {"dissimilarity_bray", pairwise<Dissimilarity::bray, false>},
    {"dissimilarity_jaccard", pairwise<Dissimilarity::jaccard, false>},
    {"dissimilarity_kulczynski", pairwise<Dissimilarity::kulczynski, false>},
    {"dissimilarity_horn", pairwise<Dissimilarity::horn, false>},
    {"dissimilarity_morisita", pairwise<Dissimilarity::morisita, false>},
    {"dissimilarity_chao", pairwise<Dissimilarity::chao, false>},
    {"dissimilarity_manhattan", pairwise<Dissimilarity::manhattan, false>},
    {"dissimilarity_euclidean", pairwise<Dissimilarity::euclidean, false>},
    {"dissimilarity_canberra", pairwise<Dissimilarity::canberra, false>},
    {"dissimilarity_altGower", pairwise<Dissimilarity::alternative_gower, false>},
    {"dissimilarity_gower", scaled_by_range},
    {"dissimilarity_bray_binary", pairwise<Dissimilarity::bray, true>},
    {"dissimilarity_jaccard_binary", pairwise<Dissimilarity::jaccard, true>},
    {"dissimilarity_kulczynski_binary", pairwise<Dissimilarity::kulczynski, true>},
    {"baselga_multisite_sorensen", sorensen},
    {"baselga_multisite_jaccard", jaccard},
    {"hill_multiplicative_partition_equal_weights", partition},
    {"rao_quadratic_entropy", rao},
    {"rao_quadratic_entropy_ade4", rao_ade4},
};

}  // namespace

std::span<const Method> dissimilarity_methods() { return kMethods; }

}  // namespace boussole::vectors
