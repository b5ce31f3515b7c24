#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// What an event log of votes says, whatever its sign and its unit of time.
namespace boussole::connectors::polis {

struct Event {
  std::uint64_t comment = 0, voter = 0;
  std::int64_t stamp = 0;  ///< as written: seconds or milliseconds
  std::int32_t order = 0;  ///< place in the file
  std::int8_t vote = 0;    ///< as written
  bool superseded = false;
};

struct Cell {
  std::uint64_t comment = 0, voter = 0;
  std::int8_t vote = 0;
};

/// How many of the log's units make a second: 1 or 1000, by the magnitude of most stamps (years 1990 to 2100); nothing
/// where neither reading is plausible.
std::optional<std::int64_t> units_per_second(std::span<const std::int64_t> stamps);

/// Sorts by comment, voter, time and place in the file, and marks every vote that a later one of the same person on the
/// same comment replaces.
void mark_superseded(std::vector<Event>& events);

/// How the last votes of the log stand to the cells of the matrix.
struct Agreement {
  std::int64_t same = 0;      ///< cells with the same vote (not a pass)
  std::int64_t opposite = 0;  ///< cells with the opposite vote
  std::int64_t passes = 0;    ///< a pass in both
  std::int64_t others = 0;    ///< a pass on one side and a vote on the other
  std::int64_t only_log = 0, only_matrix = 0;
  /// 1 or -1 by which the log is multiplied to have the matrix's sign; nothing where the cells do not tell.
  std::optional<int> sign() const;
  /// Every cell is equal after multiplying the log by `sign`.
  bool equal(int sign) const;
};
/// @param events  sorted by mark_superseded   @param matrix  in any order; sorted here
Agreement compare(std::span<const Event> events, std::vector<Cell>& matrix);

/// What a comment's row says of its own votes.
struct Counted {
  std::uint64_t comment = 0;
  std::int64_t agrees = 0, disagrees = 0;
};
/// 1 where `agrees` counts the votes written 1 and `disagrees` those written -1 in every comment, -1 where it is the
/// other way round; nothing where neither holds or all comments have as many of both. All events count: the columns
/// include votes that were replaced.
std::optional<int> sign_by_counts(std::span<const Event> events, std::span<const Counted> comments);

}  // namespace boussole::connectors::polis
