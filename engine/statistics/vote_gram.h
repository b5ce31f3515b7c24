#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/statistics/opinion.h"

/// Products with A' A for the centred votes A, unseen ones being 0: what the search for principal components needs.
/// Private to the room.
namespace boussole::engine::statistics {

/// Columns that are moved at once.
inline constexpr std::size_t kGramBlock = 4;
/// One row a statement.
using GramColumns = std::vector<std::array<double, kGramBlock>>;

/// A' A of some votes. Where that is cheaper (many votes, not too many statements) it is summed up once as a matrix;
/// elsewhere each product passes over the votes. Which one depends on the votes only. Each cell of the matrix is summed
/// over the participants in their order; for passes over the votes they are shared out to a fixed number of lanes,
/// summed lane by lane: the same bits for any number of threads.
class VoteGram {
 public:
  /// @param centre  for each statement; 0 where nobody voted. Both must outlive this.
  /// @param seen    how many voted on each statement
  VoteGram(const VoteMatrix& votes, const std::vector<double>& centre, std::span<const std::int64_t> seen,
           unsigned threads);

  /// A' A v
  GramColumns times(const GramColumns& v) const;

  /// Whether the matrix was summed up, for tests.
  bool dense() const { return !matrix_.empty(); }

 private:
  void sum_up(std::span<const std::int64_t> seen);
  void mirror();
  GramColumns dense_times(const GramColumns& v) const;
  GramColumns sparse_times(const GramColumns& v) const;

  const VoteMatrix& votes_;
  const std::vector<double>& centre_;
  unsigned threads_;
  std::vector<double> matrix_;  ///< statements x statements, or empty
};

}  // namespace boussole::engine::statistics
