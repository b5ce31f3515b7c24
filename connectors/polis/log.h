#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

/// What an event log of votes says, whatever its sign and its unit of time.
namespace boussole::connectors::polis {

/// How many of the log's units make a second: 1 or 1000, by the magnitude of most stamps (years 1990 to 2100); nothing
/// where neither reading is plausible.
class UnitOfTime {
 public:
  void add(std::int64_t stamp);
  std::optional<std::int64_t> per_second() const;
  bool empty() const { return stamps_ == 0; }

 private:
  std::int64_t stamps_ = 0, seconds_ = 0, milliseconds_ = 0;
};

/// Ids as numbers of 32 bits in the same order: most are small and are their own number.
class Numbers {
 public:
  std::uint32_t of(std::uint64_t id) { return id < kFirstLarge ? static_cast<std::uint32_t>(id) : of_large(id); }
  std::uint64_t id(std::uint32_t number) const { return number < kFirstLarge ? number : large_[number - kFirstLarge]; }
  /// Numbers of large ids are given in the order they come in; afterwards they stand in the order of the ids.
  /// @return the new number of each that was given, from `kFirstLarge` on
  std::vector<std::uint32_t> settle();

  static constexpr std::uint32_t kFirstLarge = std::uint32_t{1} << 31;

 private:
  std::uint32_t of_large(std::uint64_t id);

  std::vector<std::uint64_t> large_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;
};

struct Event {
  std::uint64_t comment = 0, voter = 0;
  std::int64_t stamp = 0;  ///< as written: seconds or milliseconds
  std::int8_t vote = 0;    ///< as written
  bool superseded = false;
};

class Log {
 public:
  /// In the order of the file.
  /// @param stamp  one that no clock shows (beyond 2^60) is brought to the nearest that fits
  void add(std::uint64_t comment, std::uint64_t voter, std::int64_t stamp, std::int8_t vote);
  /// Sorts by comment, voter, time and place in the file: every vote that a later one of the same person on the same
  /// comment replaces is followed by that one.
  void settle();

  std::size_t size() const { return kept_.size(); }
  bool empty() const { return kept_.empty(); }
  const UnitOfTime& unit() const { return unit_; }
  /// Events in the order that `settle` made.
  Event operator[](std::size_t i) const {
    const Kept& kept = kept_[i];
    const bool superseded = i + 1 < kept_.size() && kept_[i + 1].name() == kept.name();
    return {comments_.id(kept.comment), voters_.id(kept.voter), kept.stamp(), kept.vote(), superseded};
  }

 private:
  /// 16 bytes: there are millions of them, and they are moved to be sorted.
  struct Kept {
    std::uint32_t comment = 0, voter = 0;
    std::int64_t said = 0;  ///< stamp and vote in one
    std::uint64_t name() const { return (std::uint64_t{comment} << 32) | voter; }
    std::int64_t stamp() const { return said >> 2; }
    std::int8_t vote() const { return static_cast<std::int8_t>((said & 3) - 1); }
  };
  void renumber();
  void sort();
  bool sort_by(std::uint32_t Kept::*number);
  void sort_times();

  std::vector<Kept> kept_;
  Numbers comments_, voters_;
  UnitOfTime unit_;
};

struct Cell {
  std::uint64_t comment = 0, voter = 0;
  std::int8_t vote = 0;
};

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
/// @param log  settled   @param matrix  in any order; sorted here
Agreement compare(const Log& log, std::vector<Cell>& matrix);

/// What a comment's row says of its own votes.
struct Counted {
  std::uint64_t comment = 0;
  std::int64_t agrees = 0, disagrees = 0;
};
/// 1 where `agrees` counts the votes written 1 and `disagrees` those written -1 in every comment, -1 where it is the
/// other way round; nothing where neither holds or all comments have as many of both. All events count: the columns
/// include votes that were replaced.
std::optional<int> sign_by_counts(const Log& log, std::span<const Counted> comments);

}  // namespace boussole::connectors::polis
