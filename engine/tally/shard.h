#pragma once

#include <span>
#include <vector>

#include "engine/tally/build.h"

namespace boussole::engine {

/// Counts some rows of one scope. One per shard; not shared between threads.
class ShardCounter {
 public:
  ShardCounter(const Dataset& data, const Links& links, const TextMarks& marks, const TallyRules& rules)
      : data_(data), links_(links), marks_(marks), rules_(rules) {}

  void contribution(std::uint32_t row);
  void comment(std::uint32_t row);
  void meeting(const Meeting& meeting);
  void followup(std::uint32_t row);
  void project(std::uint32_t row);

  /// The counts so far, in canonical order. The counter is empty afterwards.
  Tally take();

 private:
  /// A comment in its thread.
  struct Turn {
    std::uint64_t root = 0;
    std::uint8_t depth = 0;
    std::int8_t alignment = 0;
  };

  PersonTally& person(std::uint32_t row);
  /// The first author, unless the export has none or it is a meeting, which is nobody.
  OptionalIndex first_author(const Contribution& c) const;
  bool is_meeting(std::uint32_t participant) const;
  void act(std::uint32_t person, OptionalTime time);
  void origin(const Contribution& c);
  void themes(const Contribution& c);
  void text(OptionalIndex signature);
  void building(std::uint32_t row, const Contribution& c);
  void answer(std::uint32_t row, const Contribution& c);
  void wait(const Contribution& c, const Contribution& by, Seconds since);
  /// @param since  when the time to answer began: the end of the phase, or publication
  void due(const Contribution& c, const Contribution& by, Seconds since);
  void group(GroupTally::By by, std::uint64_t key, bool answered);

  /// The comments so far, added up by thread: sorted as small rows, since there are as many as comments.
  void fold_turns();

  const Dataset& data_;
  const Links& links_;
  const TextMarks& marks_;
  const TallyRules& rules_;
  Tally tally_;
  std::vector<Turn> turns_;
  std::vector<OptionalIndex> slot_;  ///< participant → place in tally_.people
};

}  // namespace boussole::engine
