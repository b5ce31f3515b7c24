#include "engine/statistics/vote_gram.h"

#include <algorithm>

#include "engine/base/parallel.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::size_t kSparseLanes = 16;
constexpr std::size_t kDenseLanes = 4;
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
    pairs += seen * (seen + 1) / 2;
  }
  const std::size_t eigen = kPasses * votes.statements * votes.statements;  // products with the matrix are not free
  return pairs + eigen < kPasses * kPerVote * votes.statement.size();
}

/// The upper triangle that the participants of one lane add to A' A.
void add_squares(const VoteMatrix& m, const std::vector<double>& centre, std::size_t lane, std::vector<double>& out) {
  const std::size_t n = m.participants();
  std::vector<double> centred;
  for (std::size_t i = n * lane / kDenseLanes; i < n * (lane + 1) / kDenseLanes; ++i) {
    const std::uint32_t* const statement = m.statement.data() + m.row[i];
    const std::size_t seen = m.row[i + 1] - m.row[i];
    centred.resize(seen);
    for (std::size_t e = 0; e < seen; ++e) centred[e] = m.vote[m.row[i] + e] - centre[statement[e]];
    for (std::size_t e = 0; e < seen; ++e) {
      double* const row = out.data() + std::size_t{statement[e]} * m.statements;
      const double vote = centred[e];
      for (std::size_t f = e; f < seen; ++f) row[statement[f]] += vote * centred[f];
    }
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

VoteGram::VoteGram(const VoteMatrix& votes, const std::vector<double>& centre, unsigned threads)
    : votes_(votes), centre_(centre), threads_(std::max(1U, threads)) {
  if (worth_summing(votes)) sum_up();
}

void VoteGram::sum_up() {
  const std::size_t s = votes_.statements;
  std::vector<std::vector<double>> lanes(kDenseLanes);
  parallel_for(kDenseLanes, threads_, [&](std::size_t lane) {
    lanes[lane].assign(s * s, 0);
    add_squares(votes_, centre_, lane, lanes[lane]);
  });
  matrix_.resize(s * s);
  // A row's statements need not be in order, so what belongs to a pair may lie on either side of the diagonal.
  parallel_for(s, threads_, [&](std::size_t j) {
    for (std::size_t k = 0; k < s; ++k) {
      double sum = 0;
      for (const auto& lane : lanes) sum += lane[j * s + k];
      matrix_[j * s + k] = sum;
    }
  });
  for (std::size_t j = 0; j < s; ++j)
    for (std::size_t k = 0; k < j; ++k)
      matrix_[j * s + k] = matrix_[k * s + j] = matrix_[j * s + k] + matrix_[k * s + j];
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
