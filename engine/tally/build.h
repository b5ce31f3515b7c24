#pragma once

#include <vector>

#include "engine/dataset/dataset.h"
#include "engine/tally/links.h"
#include "engine/tally/tally.h"
#include "engine/tally/text_marks.h"

namespace boussole::engine {

inline constexpr Seconds kDay = 86'400;

struct TallyRules {
  Seconds as_of = 0;          ///< where right-censoring ends
  Seconds due_after = 60 * kDay;   ///< an answer is due this long after the end of the phase, or after publication where none is known
  Seconds period = 365 * kDay;     ///< of renewal
  Seconds newcomer = 48 * 3600;    ///< an account this young is new, for bursts
  Seconds fresh = 180 * kDay;      ///< a result updated since is fresh
  std::uint32_t reasoned_words = 25;
  unsigned threads = 1;
};

struct Tallies {
  Tally platform;
  std::vector<Tally> spaces;  ///< by row of Dataset::spaces
};

/// Counts everything once. The rows are cut into shards, counted on any number of threads and merged in a fixed order.
Tallies build_tallies(const Dataset& data, const Links& links, const TextMarks& marks, const TallyRules& rules);

}  // namespace boussole::engine
