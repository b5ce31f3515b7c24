#include "engine/statistics/opinion.h"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/linear.h"
#include "engine/statistics/random.h"
#include "engine/statistics/sums.h"
#include "engine/statistics/vote_gram.h"

namespace boussole::engine::statistics {

VoteMatrix compressed(const VoteTable& votes) {
  VoteMatrix result;
  for (const auto& row : votes) {
    result.statements = std::max(result.statements, row.size());
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (!row[j]) continue;
      result.statement.push_back(static_cast<std::uint32_t>(j));
      result.vote.push_back(static_cast<std::int8_t>(*row[j]));
    }
    result.row.push_back(result.statement.size());
  }
  return result;
}

namespace {

using Vector = std::vector<double>;

/// Four sums that run side by side, so that an addition does not wait for the one before.
double dot(const Vector& a, const Vector& b) {
  std::array<double, 4> total{};
  std::size_t i = 0;
  for (; i + 4 <= a.size(); i += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) total[lane] += a[i + lane] * b[i + lane];
  for (; i < a.size(); ++i) total[0] += a[i] * b[i];
  return (total[0] + total[1]) + (total[2] + total[3]);
}

/// Takes out of `v` what lies along the basis (twice: once leaves rounding behind) and makes it of length 1; false
/// where nothing is left.
bool orthonormalise(Vector& v, const std::vector<Vector>& basis) {
  const double before = std::sqrt(dot(v, v));
  if (!(before > 0)) return false;
  for (int pass = 0; pass < 2; ++pass)
    for (const Vector& q : basis) {
      const double along = dot(q, v);
      for (std::size_t i = 0; i < v.size(); ++i) v[i] -= along * q[i];
    }
  const double length = std::sqrt(dot(v, v));
  if (!(length > 1e-11 * before)) return false;
  for (double& x : v) x /= length;
  return true;
}

/// The basis grown so far and its image under A' A.
struct Krylov {
  std::vector<Vector> basis, image;
  std::array<Vector, 2> top;
  std::array<double, 2> value{};
  double residual = 0;  ///< largest relative residual of the two
};

/// Best approximations of the two leading eigenvectors within the basis (Rayleigh and Ritz).
void ritz(Krylov& k) {
  const std::size_t dimension = k.basis.size(), statements = k.basis.front().size();
  SquareMatrix small(dimension);
  for (std::size_t a = 0; a < dimension; ++a)
    for (std::size_t b = 0; b <= a; ++b) small(a, b) = small(b, a) = dot(k.basis[a], k.image[b]);
  const Eigenpairs pairs = eigenpairs(small);
  k.residual = 0;
  for (std::size_t p = 0; p < 2; ++p) {
    k.top[p].assign(statements, 0);
    k.value[p] = p < dimension ? std::max(0.0, pairs.values[p]) : 0;
    if (p >= dimension) continue;
    Vector moved(statements, 0);
    for (std::size_t a = 0; a < dimension; ++a)
      for (std::size_t i = 0; i < statements; ++i) {
        k.top[p][i] += pairs.vectors[p][a] * k.basis[a][i];
        moved[i] += pairs.vectors[p][a] * k.image[a][i];
      }
    for (std::size_t i = 0; i < statements; ++i) moved[i] -= k.value[p] * k.top[p][i];
    if (k.value[0] > 0) k.residual = std::max(k.residual, std::sqrt(dot(moved, moved)) / k.value[0]);
  }
}

/// Leading eigenvectors of A' A by block Krylov: each pass over the votes widens the basis by a block, until the answer
/// no longer moves or the basis is everything.
Krylov leading(const VoteGram& gram, std::span<const std::int64_t> seen) {
  constexpr int kMostPasses = 100;
  constexpr int kLookEvery = 3;
  constexpr double kSettled = 1e-10;
  bool settled = false;
  const std::size_t statements = seen.size();
  Krylov k;
  RandomStream random(0, 0x6f70696e696f6e, 0);
  std::vector<Vector> next(kGramBlock, Vector(statements));
  for (std::size_t i = 0; i < statements; ++i)
    for (Vector& v : next) v[i] = (random.uniform() - 0.5) * (seen[i] > 0 ? 1 : 0);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    const std::size_t known = k.basis.size();
    for (Vector& v : next)
      if (k.basis.size() < statements && orthonormalise(v, k.basis)) k.basis.push_back(v);
    if (k.basis.size() == known) break;
    GramColumns block(statements);
    for (std::size_t a = known; a < k.basis.size(); ++a)
      for (std::size_t i = 0; i < statements; ++i) block[i][a - known] = k.basis[a][i];
    const GramColumns image = gram.times(block);
    next.clear();
    for (std::size_t a = known; a < k.basis.size(); ++a) {
      Vector column(statements);
      for (std::size_t i = 0; i < statements; ++i) column[i] = image[i][a - known];
      k.image.push_back(column);
      next.push_back(std::move(column));
    }
    // The look at the answer costs as much as a pass, and the first ones are far off.
    const bool last = k.basis.size() == statements || pass + 1 == kMostPasses;
    settled = false;
    if (!last && pass % kLookEvery != kLookEvery - 1) continue;
    ritz(k);
    settled = true;
    if (k.basis.size() >= 2 && k.residual < kSettled && pass > 0) break;
  }
  if (!settled && !k.basis.empty()) ritz(k);
  return k;
}

std::optional<Undefined> refuse_votes(const VoteMatrix& votes) {
  if (votes.row.empty() || votes.row.front() != 0 || votes.row.back() != votes.statement.size() ||
      votes.vote.size() != votes.statement.size() || !std::ranges::is_sorted(votes.row))
    return Undefined{"the rows do not fit the votes"};
  // No early end: the compiler then looks at many at once.
  std::uint32_t largest = 0;
  for (const std::uint32_t j : votes.statement) largest = std::max(largest, j);
  if (!votes.statement.empty() && largest >= votes.statements) return Undefined{"a statement is out of range"};
  std::int8_t low = 0, high = 0;
  for (const std::int8_t vote : votes.vote) {
    low = std::min(low, vote);
    high = std::max(high, vote);
  }
  if (low < -1 || high > 1) return Undefined{"a vote must be -1, 0 or 1"};
  return std::nullopt;
}

/// For each statement: how many voted, the sum of their votes, and that of their squares.
struct Counts {
  std::vector<std::int64_t> seen, total, squares;
};

Counts counts_of(const VoteMatrix& votes, unsigned threads) {
  constexpr std::size_t kShares = 16;
  const std::size_t statements = votes.statements, all = votes.statement.size();
  // Disagree, pass, agree: whole numbers, so the order of the sums says nothing.
  std::vector<std::vector<std::array<std::int64_t, 3>>> shares(kShares);
  parallel_for(kShares, threads, [&](std::size_t share) {
    auto& of_vote = shares[share];
    of_vote.resize(statements);
    for (std::size_t e = all * share / kShares; e < all * (share + 1) / kShares; ++e)
      ++of_vote[votes.statement[e]][static_cast<std::size_t>(votes.vote[e] + 1)];
  });
  Counts counts{std::vector<std::int64_t>(statements), std::vector<std::int64_t>(statements),
                std::vector<std::int64_t>(statements)};
  for (const auto& of_vote : shares)
    for (std::size_t j = 0; j < statements; ++j) {
      const auto [against, passed, in_favour] = of_vote[j];
      counts.seen[j] += against + passed + in_favour;
      counts.total[j] += in_favour - against;
      counts.squares[j] += in_favour + against;
    }
  return counts;
}

void place_participants(const VoteMatrix& votes, const std::vector<double>& centre, double used, unsigned threads,
                        OpinionMap& map) {
  constexpr std::size_t kAtATime = 1024;
  const std::size_t n = votes.participants();
  map.position.resize(n);
  parallel_for((n + kAtATime - 1) / kAtATime, threads, [&](std::size_t part) {
    for (std::size_t i = part * kAtATime; i < std::min(n, (part + 1) * kAtATime); ++i) {
      const double seen = static_cast<double>(votes.row[i + 1] - votes.row[i]);
      if (seen == 0) continue;
      std::array<double, 2> at{};
      for (std::size_t e = votes.row[i]; e < votes.row[i + 1]; ++e)
        for (std::size_t p = 0; p < 2; ++p)
          at[p] += (votes.vote[e] - centre[votes.statement[e]]) * map.component[p][votes.statement[e]];
      for (double& x : at) x *= std::sqrt(used / seen);
      map.position[i] = at;
    }
  });
}

}  // namespace

Result<OpinionMap> opinion_map(const VoteMatrix& votes, unsigned threads) {
  if (auto refused = refuse_votes(votes)) return std::unexpected(*refused);
  std::vector<double> centre(votes.statements, 0);
  const auto [seen, total, squares] = counts_of(votes, threads);
  OpinionMap map;
  double used = 0;
  for (std::size_t j = 0; j < votes.statements; ++j) {
    map.centre.emplace_back();
    if (seen[j] == 0) continue;
    ++used;
    map.centre[j] = centre[j] = static_cast<double>(total[j]) / static_cast<double>(seen[j]);
  }
  if (votes.participants() < 2 || used < 2) return undefined("two participants and two statements with votes at least");
  // What the votes on a statement vary by, from whole numbers: sum of v^2 less (sum of v)^2 / n.
  CompensatedSum variance;
  for (std::size_t j = 0; j < votes.statements; ++j) {
    if (seen[j] == 0) continue;
    const std::int64_t spread = squares[j] * seen[j] - total[j] * total[j];
    variance.add(static_cast<double>(spread) / static_cast<double>(seen[j]));
  }
  if (!(variance.value() > 0)) return undefined("all agree on everything: no direction in which they differ");
  Krylov found = leading(VoteGram(votes, centre, seen, threads), seen);
  for (std::size_t p = 0; p < 2; ++p) {
    map.singular_value[p] = std::sqrt(found.value[p]);
    const auto largest = std::ranges::max_element(found.top[p], {}, [](double x) { return std::abs(x); });
    if (*largest < 0)
      for (double& x : found.top[p]) x = -x;
    map.component[p] = std::move(found.top[p]);
  }
  map.explained = std::min(1.0, (found.value[0] + found.value[1]) / variance.value());
  place_participants(votes, centre, used, threads, map);
  for (std::size_t j = 0; j < votes.statements; ++j)
    map.extremity.push_back(map.centre[j] ? std::optional(std::sqrt(used) * std::abs(-1 - *map.centre[j]) *
                                                          std::hypot(map.component[0][j], map.component[1][j]))
                                          : std::nullopt);
  return map;
}

}  // namespace boussole::engine::statistics
