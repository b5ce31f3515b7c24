#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/chunked.h"
#include "engine/base/optional_value.h"
#include "engine/dataset/rows.h"

/// Who preferred what. A vote is no contribution: nothing here is counted as an act of writing.
namespace boussole::engine {

/// How a preference is expressed. Figures of two scales are never added, averaged or compared.
enum class VoteScale : std::uint8_t {
  approval,              ///< value 1: chosen; what is not chosen has no row
  ordinal,               ///< value is the rank, from 1 (the first choice)
  cumulative,            ///< value is the points given, out of a sum that each voter shares out
  scoring,               ///< value is the mark given, each target marked on its own
  agree_pass_disagree,   ///< 1, 0, -1; what a person was not shown has no row
  support,               ///< value 1: endorsed, without a possible opposite
  up_down,               ///< 1 or -1
  agree_mixed_disagree,  ///< 1, 0, -1; 0 is "mixed", an opinion: neither a pass nor an abstention
  money,                 ///< value is the amount given, out of a purse
  pair,                  ///< value 1: preferred to the other one of a pair
};

/// `widget`: a form of the platform inside another site, where nobody is signed in. `assisted`: cast by a mediator for
/// somebody.
enum class VoteChannel : std::uint8_t { unknown, online, paper, phone, other, widget, assisted };
enum class Sex : std::uint8_t { unknown, female, male, other };

/// What is voted on.
struct VoteTarget {
  std::uint64_t key = 0;
  OptionalIndex contribution, project, comment;  ///< rows of the Dataset; all empty where the thing is hidden
  OptionalIndex space;
  bool hidden = false;  ///< moderated out: its votes exist, its text is not published
};

/// One expression. Where the platform keeps a log, replaced votes stay, marked; where it keeps the last state there are
/// none.
struct Vote {
  std::uint32_t participant = 0;
  std::uint32_t target = 0;  ///< row of `targets`
  std::int32_t value = 0;    ///< meaning: see the scale
  VoteScale scale = VoteScale::approval;
  bool superseded = false;  ///< a later vote of the same person on the same target stands
  VoteChannel channel = VoteChannel::unknown;
  bool not_counted = false;  ///< the platform keeps it and says that it does not count (unvalidated, over the quota)
  OptionalTime time{};
};
static_assert(sizeof(Vote) == 24, "there are more votes than anything else");

/// One ballot: what a voter cast at once. Attributes are the ballot's: an absent one is empty, never a default.
struct Ballot {
  OptionalIndex participant;  ///< scope: this ballot box only; nobody can be followed to another file
  OptionalIndex space;
  PoolSpan votes;  ///< rows of `votes`
  VoteScale scale = VoteScale::approval;
  VoteChannel channel = VoteChannel::unknown;
  Sex sex = Sex::unknown;
  bool age_implausible = false;  ///< under 10 or over 110: kept as written, to be left out of figures of age
  OptionalCount age;
  OptionalIndex area;  ///< row of `areas`
};

/// A count without persons.
struct VoteTotal {
  enum class Of : std::uint8_t { all, positive, negative, country, constituency, region, mixed };
  Of of = Of::all;
  VoteScale scale = VoteScale::support;
  VoteChannel channel = VoteChannel::unknown;
  std::uint32_t target = 0;
  OptionalIndex area;
  std::int64_t count = 0;
};

/// The opinion group that the platform itself put a person in.
struct DeclaredGroup {
  std::uint32_t participant = 0;
  std::uint32_t group = 0;
};

/// One vote on how to spend a sum: the ballots of a space share it.
struct BallotBox {
  OptionalIndex space;
  OptionalAmount budget;
  VoteScale scale = VoteScale::approval;
};

struct Votes {
  Chunked<VoteTarget> targets;
  Chunked<Vote> votes;
  Chunked<Ballot> ballots;
  Chunked<VoteTotal> totals;
  std::vector<std::string> areas;  ///< names of districts, constituencies, countries
  std::vector<DeclaredGroup> groups;
  std::vector<BallotBox> boxes;  ///< where a source tells the sum to be spent
};

}  // namespace boussole::engine
