#include "engine/statistics/vote_gram.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>
#include <utility>

#include "engine/statistics/random.h"

using namespace boussole::engine::statistics;

namespace {

/// Each participant votes on `seen` statements on average, in no order.
VoteMatrix votes_of(std::size_t people, std::size_t statements, std::size_t seen) {
  VoteMatrix m;
  m.statements = statements;
  for (std::size_t i = 0; i < people; ++i) {
    RandomStream random(7, 11, i);
    for (std::size_t j = statements; j-- > 0;)
      if (random.below(statements) < seen) {
        m.statement.push_back(static_cast<std::uint32_t>(j));
        m.vote.push_back(static_cast<std::int8_t>(static_cast<int>(random.below(3)) - 1));
      }
    m.row.push_back(m.statement.size());
  }
  return m;
}

std::vector<double> centre_of(const VoteMatrix& m) {
  std::vector<double> sum(m.statements), n(m.statements);
  for (std::size_t e = 0; e < m.vote.size(); ++e) {
    sum[m.statement[e]] += m.vote[e];
    n[m.statement[e]] += 1;
  }
  for (std::size_t j = 0; j < sum.size(); ++j) sum[j] = n[j] > 0 ? sum[j] / n[j] : 0;
  return sum;
}

/// A' (A v), the plainest way.
GramColumns plainly(const VoteMatrix& m, const std::vector<double>& centre, const GramColumns& v) {
  GramColumns out(m.statements);
  for (std::size_t b = 0; b < kGramBlock; ++b)
    for (std::size_t i = 0; i < m.participants(); ++i) {
      double along = 0;
      for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e)
        along += (m.vote[e] - centre[m.statement[e]]) * v[m.statement[e]][b];
      for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e)
        out[m.statement[e]][b] += (m.vote[e] - centre[m.statement[e]]) * along;
    }
  return out;
}

GramColumns some_columns(std::size_t statements) {
  GramColumns v(statements);
  RandomStream random(3, 4, 5);
  for (auto& row : v)
    for (double& x : row) x = random.uniform() - 0.5;
  return v;
}

std::vector<std::int64_t> seen_of(const VoteMatrix& m) {
  std::vector<std::int64_t> seen(m.statements);
  for (const std::uint32_t statement : m.statement) ++seen[statement];
  return seen;
}

void check_against_plain(const VoteMatrix& m, bool dense) {
  const auto centre = centre_of(m);
  const auto v = some_columns(m.statements);
  const auto expected = plainly(m, centre, v);
  const auto seen = seen_of(m);
  const VoteGram one(m, centre, seen, 1), three(m, centre, seen, 3);
  CHECK(one.dense() == dense);
  const auto got = one.times(v);
  CHECK(got == three.times(v));  // the same bits
  for (std::size_t j = 0; j < m.statements; ++j)
    for (std::size_t b = 0; b < kGramBlock; ++b) CHECK(got[j][b] == Approx(expected[j][b]).margin(1e-9));
}

}  // namespace

TEST_CASE("A' A v: many people and few votes each are summed up as a matrix") {
  check_against_plain(votes_of(4000, 41, 9), true);
}

TEST_CASE("A' A v: the order of somebody's votes says nothing") {
  VoteMatrix rising = votes_of(4000, 41, 9), falling;
  falling.statements = rising.statements;
  for (std::size_t i = 0; i < rising.participants(); ++i) {
    std::vector<std::pair<std::uint32_t, std::int8_t>> row;
    for (std::size_t e = rising.row[i]; e < rising.row[i + 1]; ++e)
      row.emplace_back(rising.statement[e], rising.vote[e]);
    std::ranges::sort(row);
    for (std::size_t e = 0; e < row.size(); ++e) {
      std::tie(rising.statement[rising.row[i] + e], rising.vote[rising.row[i] + e]) = row[e];
      falling.statement.push_back(row[row.size() - 1 - e].first);
      falling.vote.push_back(row[row.size() - 1 - e].second);
    }
    falling.row.push_back(falling.statement.size());
  }
  check_against_plain(falling, true);
  const auto centre = centre_of(rising);
  const auto v = some_columns(rising.statements);
  CHECK(VoteGram(rising, centre, seen_of(rising), 2).times(v) ==
        VoteGram(falling, centre, seen_of(falling), 2).times(v));
}

TEST_CASE("A' A v: few people, or very many votes each, are passed over") {
  check_against_plain(votes_of(30, 150, 20), false);
  check_against_plain(votes_of(60, 500, 300), false);
}

TEST_CASE("A' A v: nobody voted") {
  VoteMatrix m;
  m.statements = 5;
  m.row = {0, 0, 0};
  const std::vector<double> centre(5, 0);
  for (const auto& row : VoteGram(m, centre, seen_of(m), 2).times(some_columns(5)))
    for (const double x : row) CHECK(x == 0);
}
