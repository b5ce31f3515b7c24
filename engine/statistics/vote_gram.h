#pragma once

#include <array>
#include <cstddef>
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
/// elsewhere each product passes over the votes. Which one depends on the votes only, and participants are shared out
/// to a fixed number of lanes, each summed in its own order and then lane by lane: the same bits for any number of
/// threads.
class VoteGram {
 public:
  /// @param centre  for each statement; 0 where nobody voted. Both must outlive this.
  VoteGram(const VoteMatrix& votes, const std::vector<double>& centre, unsigned threads);

  /// A' A v
  GramColumns times(const GramColumns& v) const;

  /// Whether the matrix was summed up, for tests.
  bool dense() const { return !matrix_.empty(); }

 private:
  void sum_up();
  GramColumns dense_times(const GramColumns& v) const;
  GramColumns sparse_times(const GramColumns& v) const;

  const VoteMatrix& votes_;
  const std::vector<double>& centre_;
  unsigned threads_;
  std::vector<double> matrix_;  ///< statements x statements, or empty
};

}  // namespace boussole::engine::statistics
