#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/polis.h"
#include "engine/statistics/result.h"

/// The map of opinions: the two directions in which participants differ most.
namespace boussole::engine::statistics {

/// Votes in compressed rows: participant i voted on statement[row[i]] … statement[row[i + 1] - 1].
struct VoteMatrix {
  std::size_t statements = 0;
  std::vector<std::size_t> row{0};
  std::vector<std::uint32_t> statement;
  std::vector<std::int8_t> vote;  ///< -1, 0 or 1

  std::size_t participants() const { return row.size() - 1; }
};
VoteMatrix compressed(const VoteTable& votes);

struct OpinionMap {
  std::vector<std::optional<double>>
      centre;  ///< mean vote of each statement; absent where nobody voted: it is left out
  std::array<double, 2> singular_value{};
  /// Loadings of each statement on the two directions, 0 for one without votes; length 1, the largest entry positive.
  std::array<std::vector<double>, 2> component;
  /// Where each participant stands, from the statements that she saw only, times sqrt(statements / seen); absent for
  /// one who saw none.
  std::vector<std::optional<std::array<double, 2>>> position;
  /// How far a lone disagreement with the statement would be from the centre: how much it divides.
  std::vector<std::optional<double>> extremity;
  /// Share of the variance along the two directions.
  double explained = 0;
};
/// Principal components of the votes with unseen ones at the statement's mean (so that they weigh nothing), from the
/// sparse matrix. The same bits for any number of threads. Undefined below two participants or two statements with
/// votes, or when all votes are equal.
Result<OpinionMap> opinion_map(const VoteMatrix& votes, unsigned threads);

}  // namespace boussole::engine::statistics
