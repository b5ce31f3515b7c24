#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/dataset/dataset.h"
#include "engine/findings.h"
#include "engine/indicators/indicator.h"
#include "engine/statistics/opinion.h"
#include "engine/statistics/result.h"

/// The map of opinions of conversations where people agree, pass or disagree.
namespace boussole::engine {

/// The votes that stand, of the people who voted on enough statements to be placed; moderated statements are left out.
struct Ballots {
  std::vector<std::uint32_t> people;      ///< rows of Dataset::participants, by row of `votes`
  std::vector<std::uint32_t> statements;  ///< rows of Votes::targets, by column of `votes`
  statistics::VoteMatrix votes;
  std::int64_t voters = 0;     ///< all who voted, placed or not
  std::int64_t all_votes = 0;  ///< theirs, on the statements kept
};

/// @param space  of the statements; empty: those without one
Ballots conversation_votes(const Dataset& data, OptionalIndex space);

struct OpinionGroups {
  std::size_t k = 1;
  std::vector<std::size_t> group;  ///< by row of the votes; all 0 where k is 1
  std::optional<double> silhouette;
  bool sampled = false;      ///< found on a sample, everybody then put with the nearest centre
  bool like_chance = false;  ///< groups as far apart are common where opinions on each statement are independent
};
/// Groups on the map of the two main directions, "one" being a possible answer. Time and memory are bounded: at most
/// 2,000 people are compared with each other.
/// @param fixed  the number of groups, where it is given
statistics::Result<OpinionGroups> opinion_groups(const Ballots& ballots, std::uint64_t seed, unsigned threads,
                                                 std::optional<std::size_t> fixed = std::nullopt);

std::vector<OpinionFinding> find_opinions(const Dataset& data, const Sampling& sampling);

}  // namespace boussole::engine
