#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/dataset/dataset.h"
#include "engine/tally/build.h"

/// A test draws its world in a few lines:
///   World w;
///   w.proposal({.author = w.person(), .day = 10, .answered = 40});
///   w.comment({.author = w.person(), .root = 1});
namespace boussole::test {

using engine::ContributionKind;
using engine::Origin;
using engine::State;

inline constexpr Seconds kDay0 = 1'600'000'000;  ///< day 0 of every world

struct ProposalSpec {
  std::uint32_t author = 0;
  bool unsigned_author = false;
  int day = 0;               ///< published
  int answered = -1;         ///< day of the answer; -1: none
  bool answer_undated = false;
  std::uint32_t answer_words = 30;
  State state = State::none;
  Origin origin = Origin::participant;
  bool amendment = false, withdrawn = false;
  std::uint64_t amends = 0;
  int coauthors = 1;
  std::uint32_t theme = UINT32_MAX;
  ContributionKind kind = ContributionKind::proposal;
  std::uint32_t space = 0;
  bool in_meeting_known = false, in_meeting = false;
};

struct CommentSpec {
  std::uint32_t author = 0;
  std::uint64_t root = 1;
  std::uint32_t parent = UINT32_MAX;  ///< row of the parent comment
  int day = 0;
  int alignment = 0;
  int depth = 0;
  bool orphan = false;
  std::uint32_t space = 0;
};

class World {
 public:
  World();

  std::uint32_t person(bool organiser = false);
  std::uint32_t space(const std::string& key);
  std::uint32_t theme(engine::Theme::Kind kind = engine::Theme::Kind::category);
  /// @return its row; its url_key is row + 1000
  std::uint32_t proposal(const ProposalSpec& spec);
  std::uint32_t comment(const CommentSpec& spec);
  /// A result linked to these proposals (rows).
  void result(std::initializer_list<std::uint32_t> proposals, int end_day = -1, int progress = -1);
  /// All capabilities of a full Decidim export.
  World& give_everything();

  engine::Dataset data;
};

/// Tallies of a world, as of this day, without near duplicates.
engine::Tallies tallies_of(const engine::Dataset& data, int as_of_day, unsigned threads = 1);

}  // namespace boussole::test
