#include "engine/statistics/vote_gram.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <span>
#include <utility>

#include "engine/base/parallel.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::size_t kSparseLanes = 16;
/// More statements than this make a matrix too large for the cache of a processor.
constexpr std::size_t kMostDense = 2048;
/// Passes over the votes that a search takes, at least, and what each costs for a vote, in additions to the matrix.
constexpr std::size_t kPasses = 8, kPerVote = 10;

/// The matrix costs a square for each participant, a pass costs what is voted.
bool worth_summing(const VoteMatrix& votes) {
  if (votes.statements > kMostDense) return false;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < votes.participants(); ++i) {
    const std::size_t seen = votes.row[i + 1] - votes.row[i];
    if (seen > votes.statements) return false;  // somebody votes twice on one
    pairs += seen * (seen + 1) / 2;
  }
  const std::size_t eigen = kPasses * votes.statements * votes.statements;  // products with the matrix are not free
  return pairs + eigen < kPasses * kPerVote * votes.statement.size();
}

/// Rows of the matrix that one thread sums up at a time: the upper triangle of them stays in its cache, and popular
/// statements have smaller strips, so that threads have about as much to do.
struct Strip {
  std::size_t from = 0, to = 0;
};
std::vector<Strip> strips_of(const VoteMatrix& m, std::span<const std::int64_t> seen) {
  constexpr std::size_t kNumbers = std::size_t{1} << 18;  // two megabytes
  constexpr std::size_t kShares = 4;  // more strips cost more than they help: each passes over all participants
  const std::size_t s = m.statements, votes = m.statement.size() / kShares;
  std::vector<Strip> strips;
  for (std::size_t j = 0; j < s;) {
    const std::size_t from = j;
    std::size_t numbers = 0, work = 0;
    for (; j < s; ++j) {
      numbers += s - j;
      work += static_cast<std::size_t>(seen[j]);
      if (j > from && (numbers > kNumbers || work > votes)) break;
    }
    strips.push_back({from, j});
  }
  return strips;
}

/// The same votes, each participant's in the order of the statements.
VoteMatrix in_order(const VoteMatrix& m) {
  VoteMatrix sorted = m;
  std::vector<std::pair<std::uint32_t, std::int8_t>> row;
  for (std::size_t i = 0; i < m.participants(); ++i) {
    row.clear();
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) row.emplace_back(m.statement[e], m.vote[e]);
    std::ranges::stable_sort(row, {}, &std::pair<std::uint32_t, std::int8_t>::first);
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) {
      sorted.statement[e] = row[e - m.row[i]].first;
      sorted.vote[e] = row[e - m.row[i]].second;
    }
  }
  return sorted;
}

/// Which of a participant's votes fall in a strip.
struct Part {
  std::uint16_t first = 0, count = 0;
};
/// [strip][participant]; nothing where somebody's votes are not in the order of the statements.
std::optional<std::vector<std::vector<Part>>> parts_of(const VoteMatrix& m, std::span<const Strip> strips,
                                                       unsigned threads) {
  constexpr std::size_t kAtATime = 4096;
  const std::size_t n = m.participants();
  std::vector<std::vector<Part>> parts(strips.size());
  parallel_for(strips.size(), threads, [&](std::size_t strip) { parts[strip].resize(n); });
  std::atomic<bool> in_order = true;
  parallel_for((n + kAtATime - 1) / kAtATime, threads, [&](std::size_t share) {
    bool rising = true;
    for (std::size_t i = share * kAtATime; i < std::min(n, (share + 1) * kAtATime); ++i) {
      const std::uint32_t* const statement = m.statement.data() + m.row[i];
      const std::size_t seen = m.row[i + 1] - m.row[i];
      for (std::size_t e = 1; e < seen; ++e) rising &= statement[e - 1] <= statement[e];
      std::size_t e = 0;
      for (std::size_t strip = 0; e < seen; ++strip) {
        const std::size_t first = e;
        while (e < seen && statement[e] < strips[strip].to) ++e;
        parts[strip][i] = {static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(e - first)};
      }
    }
    if (!rising) in_order = false;
  });
  if (!in_order) return std::nullopt;
  return parts;
}

/// The upper triangle of A' A in the rows of one strip, all participants in their order.
void add_squares(const VoteMatrix& m, const std::vector<double>& centre, std::span<const Part> parts,
                 std::vector<double>& out) {
  std::vector<double> centred(m.statements);
  for (std::size_t i = 0; i < m.participants(); ++i) {
    const auto [first, count] = parts[i];
    if (count == 0) continue;
    const std::size_t start = m.row[i] + first, seen = m.row[i + 1] - start;
    const std::uint32_t* const statement = m.statement.data() + start;
    const std::int8_t* const vote = m.vote.data() + start;
    for (std::size_t e = 0; e < seen; ++e) centred[e] = vote[e] - centre[statement[e]];
    // Two rows at a time: what is voted on the other statements is looked up once for both.
    std::size_t e = 0;
    for (; e + 2 <= count; e += 2) {
      double* const one = out.data() + std::size_t{statement[e]} * m.statements;
      double* const two = out.data() + std::size_t{statement[e + 1]} * m.statements;
      const double first_vote = centred[e], second_vote = centred[e + 1];
      one[statement[e]] += first_vote * first_vote;
      for (std::size_t f = e + 1; f < seen; ++f) {
        const double other = centred[f];
        const std::size_t at = statement[f];
        one[at] += first_vote * other;
        two[at] += second_vote * other;
      }
    }
    if (e == count) continue;
    double* const row = out.data() + std::size_t{statement[e]} * m.statements;
    for (std::size_t f = e; f < seen; ++f) row[statement[f]] += centred[e] * centred[f];
  }
}

/// out[v + 1][j]: what the participants of one lane add to statement j through votes v. (A' A V splits by the value of
/// the vote, so that the inner loops only add.)
void add_lane(const VoteMatrix& m, const std::vector<GramColumns>& scaled, std::size_t lane,
              std::vector<GramColumns>& out) {
  const std::size_t n = m.participants();
  for (std::size_t i = n * lane / kSparseLanes; i < n * (lane + 1) / kSparseLanes; ++i) {
    std::array<double, kGramBlock> along{};
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) {
      const auto& row = scaled[static_cast<std::size_t>(m.vote[e] + 1)][m.statement[e]];
      for (std::size_t b = 0; b < kGramBlock; ++b) along[b] += row[b];
    }
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) {
      auto& row = out[static_cast<std::size_t>(m.vote[e] + 1)][m.statement[e]];
      for (std::size_t b = 0; b < kGramBlock; ++b) row[b] += along[b];
    }
  }
}

}  // namespace

VoteGram::VoteGram(const VoteMatrix& votes, const std::vector<double>& centre, std::span<const std::int64_t> seen,
                   unsigned threads)
    : votes_(votes), centre_(centre), threads_(std::max(1U, threads)) {
  if (worth_summing(votes)) sum_up(seen);
}

void VoteGram::sum_up(std::span<const std::int64_t> seen) {
  const std::size_t s = votes_.statements;
  const std::vector<Strip> strips = strips_of(votes_, seen);
  auto parts = parts_of(votes_, strips, threads_);
  const VoteMatrix sorted = parts ? VoteMatrix{} : in_order(votes_);
  const VoteMatrix& m = parts ? votes_ : sorted;
  if (!parts) parts = parts_of(m, strips, threads_);
  matrix_.assign(s * s, 0);
  // Each strip is one thread's, from the first participant to the last.
  parallel_for(strips.size(), threads_, [&](std::size_t strip) { add_squares(m, centre_, (*parts)[strip], matrix_); });
  mirror();
}

/// The lower triangle from the upper one, in squares that stay in the cache.
void VoteGram::mirror() {
  constexpr std::size_t kSide = 64;
  const std::size_t s = votes_.statements, squares = (s + kSide - 1) / kSide;
  parallel_for(squares, threads_, [&](std::size_t a) {
    for (std::size_t b = 0; b <= a; ++b)
      for (std::size_t j = a * kSide; j < std::min(s, (a + 1) * kSide); ++j)
        for (std::size_t k = b * kSide; k < std::min(j, (b + 1) * kSide); ++k) matrix_[j * s + k] = matrix_[k * s + j];
  });
}

GramColumns VoteGram::times(const GramColumns& v) const { return dense() ? dense_times(v) : sparse_times(v); }

GramColumns VoteGram::dense_times(const GramColumns& v) const {
  const std::size_t s = v.size();
  constexpr std::size_t kRows = 64;  // a thread takes at once
  GramColumns result(s);
  parallel_for((s + kRows - 1) / kRows, threads_, [&](std::size_t part) {
    for (std::size_t j = part * kRows; j < std::min(s, (part + 1) * kRows); ++j) {
      // Two sums that run side by side, so that an addition does not wait for the one before.
      std::array<double, kGramBlock> even{}, odd{};
      const double* const row = matrix_.data() + j * s;
      std::size_t k = 0;
      for (; k + 2 <= s; k += 2)
        for (std::size_t b = 0; b < kGramBlock; ++b) {
          even[b] += row[k] * v[k][b];
          odd[b] += row[k + 1] * v[k + 1][b];
        }
      if (k < s)
        for (std::size_t b = 0; b < kGramBlock; ++b) even[b] += row[k] * v[k][b];
      for (std::size_t b = 0; b < kGramBlock; ++b) result[j][b] = even[b] + odd[b];
    }
  });
  return result;
}

GramColumns VoteGram::sparse_times(const GramColumns& v) const {
  const std::size_t statements = v.size();
  std::vector<GramColumns> scaled(3, GramColumns(statements));
  for (std::size_t j = 0; j < statements; ++j)
    for (std::size_t vote = 0; vote < 3; ++vote)
      for (std::size_t b = 0; b < kGramBlock; ++b)
        scaled[vote][j][b] = (static_cast<double>(vote) - 1 - centre_[j]) * v[j][b];
  std::vector<std::vector<GramColumns>> lanes(kSparseLanes, std::vector<GramColumns>(3, GramColumns(statements)));
  parallel_for(kSparseLanes, threads_, [&](std::size_t lane) { add_lane(votes_, scaled, lane, lanes[lane]); });
  GramColumns result(statements);
  for (std::size_t j = 0; j < statements; ++j) {
    result[j] = {};
    for (std::size_t vote = 0; vote < 3; ++vote)
      for (std::size_t b = 0; b < kGramBlock; ++b) {
        double total = 0;
        for (std::size_t lane = 0; lane < kSparseLanes; ++lane) total += lanes[lane][vote][j][b];
        result[j][b] += (static_cast<double>(vote) - 1 - centre_[j]) * total;
      }
  }
  return result;
}

}  // namespace boussole::engine::statistics
