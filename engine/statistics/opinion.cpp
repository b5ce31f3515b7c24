#include "engine/statistics/opinion.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "engine/statistics/linear.h"
#include "engine/statistics/random.h"
#include "engine/statistics/sums.h"

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

/// Columns of the block that the operator moves at once.
constexpr std::size_t kBlock = 4;
using Block = std::array<double, kBlock>;
using Columns = std::vector<Block>;  ///< one row a statement

// Rows are shared out to a fixed number of lanes, each summed in its own order and then lane by lane: threads only
// decide who does which lane.
constexpr std::size_t kLanes = 16;

struct Votes {
  const VoteMatrix* matrix;
  std::vector<double> centre;  ///< 0 where nobody voted
};

/// out[v + 1][j]: what the rows of one lane add to statement j through votes v. (A' A V splits by the value of the
/// vote, so that the inner loops only add.)
void lane_product(const Votes& votes, const std::vector<Columns>& scaled, std::size_t lane, std::vector<Columns>& out) {
  const VoteMatrix& m = *votes.matrix;
  const std::size_t n = m.participants();
  const std::size_t begin = n * lane / kLanes, end = n * (lane + 1) / kLanes;
  for (std::size_t i = begin; i < end; ++i) {
    Block along{};
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) {
      const Block& row = scaled[static_cast<std::size_t>(m.vote[e] + 1)][m.statement[e]];
      for (std::size_t b = 0; b < kBlock; ++b) along[b] += row[b];
    }
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) {
      Block& row = out[static_cast<std::size_t>(m.vote[e] + 1)][m.statement[e]];
      for (std::size_t b = 0; b < kBlock; ++b) row[b] += along[b];
    }
  }
}

/// A' A V for the centred votes A, unseen ones being 0.
Columns gram_product(const Votes& votes, const Columns& v, unsigned threads) {
  const std::size_t statements = v.size();
  std::vector<Columns> scaled(3, Columns(statements));
  for (std::size_t j = 0; j < statements; ++j)
    for (std::size_t vote = 0; vote < 3; ++vote)
      for (std::size_t b = 0; b < kBlock; ++b)
        scaled[vote][j][b] = (static_cast<double>(vote) - 1 - votes.centre[j]) * v[j][b];
  std::vector<std::vector<Columns>> lanes(kLanes, std::vector<Columns>(3, Columns(statements, Block{})));
  const std::size_t workers = std::clamp<std::size_t>(threads, 1, kLanes);
  const auto work = [&](std::size_t worker) {
    for (std::size_t lane = worker; lane < kLanes; lane += workers) lane_product(votes, scaled, lane, lanes[lane]);
  };
  std::vector<std::jthread> pool;
  for (std::size_t worker = 1; worker < workers; ++worker) pool.emplace_back(work, worker);
  work(0);
  pool.clear();
  Columns result(statements, Block{});
  for (std::size_t j = 0; j < statements; ++j)
    for (std::size_t vote = 0; vote < 3; ++vote)
      for (std::size_t b = 0; b < kBlock; ++b) {
        double total = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane) total += lanes[lane][vote][j][b];
        result[j][b] += (static_cast<double>(vote) - 1 - votes.centre[j]) * total;
      }
  return result;
}

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) total += a[i] * b[i];
  return total;
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
Krylov leading(const Votes& votes, std::span<const std::int64_t> seen, unsigned threads) {
  constexpr int kMostPasses = 100;
  constexpr double kSettled = 1e-10;
  const std::size_t statements = votes.centre.size();
  Krylov k;
  RandomStream random(0, 0x6f70696e696f6e, 0);
  std::vector<Vector> next(kBlock, Vector(statements));
  for (std::size_t i = 0; i < statements; ++i)
    for (Vector& v : next) v[i] = (random.uniform() - 0.5) * (seen[i] > 0 ? 1 : 0);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    const std::size_t known = k.basis.size();
    for (Vector& v : next)
      if (k.basis.size() < statements && orthonormalise(v, k.basis)) k.basis.push_back(v);
    if (k.basis.size() == known) break;
    Columns block(statements, Block{});
    for (std::size_t a = known; a < k.basis.size(); ++a)
      for (std::size_t i = 0; i < statements; ++i) block[i][a - known] = k.basis[a][i];
    const Columns image = gram_product(votes, block, threads);
    next.clear();
    for (std::size_t a = known; a < k.basis.size(); ++a) {
      Vector column(statements);
      for (std::size_t i = 0; i < statements; ++i) column[i] = image[i][a - known];
      k.image.push_back(column);
      next.push_back(std::move(column));
    }
    ritz(k);
    if (k.basis.size() >= 2 && k.residual < kSettled && pass > 0) break;
  }
  return k;
}

std::optional<Undefined> refuse_votes(const VoteMatrix& votes) {
  if (votes.row.empty() || votes.row.front() != 0 || votes.row.back() != votes.statement.size() ||
      votes.vote.size() != votes.statement.size() || !std::ranges::is_sorted(votes.row))
    return Undefined{"the rows do not fit the votes"};
  for (const std::uint32_t j : votes.statement)
    if (j >= votes.statements) return Undefined{"a statement is out of range"};
  for (const int vote : votes.vote)
    if (vote < -1 || vote > 1) return Undefined{"a vote must be -1, 0 or 1"};
  return std::nullopt;
}

void place_participants(const VoteMatrix& votes, const Votes& centred, double used, OpinionMap& map) {
  for (std::size_t i = 0; i < votes.participants(); ++i) {
    const double seen = static_cast<double>(votes.row[i + 1] - votes.row[i]);
    if (seen == 0) {
      map.position.emplace_back();
      continue;
    }
    std::array<double, 2> at{};
    for (std::size_t e = votes.row[i]; e < votes.row[i + 1]; ++e)
      for (std::size_t p = 0; p < 2; ++p)
        at[p] += (votes.vote[e] - centred.centre[votes.statement[e]]) * map.component[p][votes.statement[e]];
    for (double& x : at) x *= std::sqrt(used / seen);
    map.position.emplace_back(at);
  }
}

}  // namespace

Result<OpinionMap> opinion_map(const VoteMatrix& votes, unsigned threads) {
  if (auto refused = refuse_votes(votes)) return std::unexpected(*refused);
  Votes centred{&votes, std::vector<double>(votes.statements, 0)};
  std::vector<std::int64_t> total(votes.statements, 0), seen(votes.statements, 0);
  for (std::size_t e = 0; e < votes.statement.size(); ++e) {
    total[votes.statement[e]] += votes.vote[e];
    ++seen[votes.statement[e]];
  }
  OpinionMap map;
  double used = 0;
  for (std::size_t j = 0; j < votes.statements; ++j) {
    map.centre.emplace_back();
    if (seen[j] == 0) continue;
    ++used;
    map.centre[j] = centred.centre[j] = static_cast<double>(total[j]) / static_cast<double>(seen[j]);
  }
  if (votes.participants() < 2 || used < 2) return undefined("two participants and two statements with votes at least");
  CompensatedSum variance;
  for (std::size_t e = 0; e < votes.statement.size(); ++e) {
    const double gap = votes.vote[e] - centred.centre[votes.statement[e]];
    variance.add(gap * gap);
  }
  if (!(variance.value() > 0)) return undefined("all agree on everything: no direction in which they differ");
  Krylov found = leading(centred, seen, threads);
  for (std::size_t p = 0; p < 2; ++p) {
    map.singular_value[p] = std::sqrt(found.value[p]);
    const auto largest = std::ranges::max_element(found.top[p], {}, [](double x) { return std::abs(x); });
    if (*largest < 0)
      for (double& x : found.top[p]) x = -x;
    map.component[p] = std::move(found.top[p]);
  }
  map.explained = std::min(1.0, (found.value[0] + found.value[1]) / variance.value());
  place_participants(votes, centred, used, map);
  for (std::size_t j = 0; j < votes.statements; ++j)
    map.extremity.push_back(map.centre[j] ? std::optional(std::sqrt(used) * std::abs(-1 - *map.centre[j]) *
                                                          std::hypot(map.component[0][j], map.component[1][j]))
                                          : std::nullopt);
  return map;
}

}  // namespace boussole::engine::statistics
