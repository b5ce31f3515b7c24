#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/optional_value.h"

/// Mergeable sufficient statistics, computed once from a Dataset and shared by all indicators of a scope (the platform
/// or one participatory space): merge(tally(A), tally(B)) == tally(A ∪ B).
namespace boussole::engine {

/// What one person (or group, or the organiser) did in the scope.
struct PersonTally {
  std::uint32_t person = 0;
  bool organiser = false;
  bool verified = false;       ///< carries the badge of an official account
  std::uint32_t written = 0;   ///< proposals, amendments, debates, initiatives signed, alone or with others
  std::uint32_t comments = 0;
  std::uint32_t replies_to_others = 0;  ///< comments whose parent is a comment by somebody else
  std::uint32_t led = 0;       ///< contributions (no amendment, not withdrawn) where this is the first author
  std::uint32_t due = 0;       ///< contributions led to which an answer is due
  std::uint32_t answered = 0;  ///< of them, answered in public
  OptionalTime first, last;    ///< activity
  bool recent = false;         ///< active in the last period
  bool previous = false;       ///< active in the period before

  std::uint32_t acts() const { return written + comments; }
  bool operator==(const PersonTally&) const = default;
};

/// Comments under one thing. Depth is counted from 1 (a comment on the thing itself); deeper than 8 counts as 8.
struct ThreadTally {
  std::uint64_t root = 0;
  std::array<std::uint32_t, 8> at_depth{};
  std::uint32_t pro = 0, contra = 0;
  bool operator==(const ThreadTally&) const = default;
};

/// One contribution that waits, or waited, for an answer.
struct Delay {
  double days = 0;  ///< since the end of its phase, or since publication where no phase is known
  bool answered = false;
  double from_publication = 0;  ///< days, whatever the phase
  auto operator<=>(const Delay&) const = default;
};

/// Contributions due an answer in one group (a theme, a territory, a kind of author).
struct GroupTally {
  enum class By : std::uint8_t { theme, territory, author };
  By by = By::theme;
  std::uint64_t key = 0;  ///< theme row, or origin
  std::int64_t due = 0, answered = 0;
  bool operator==(const GroupTally&) const = default;
};

struct ThemeTally {
  std::uint32_t theme = 0;
  std::int64_t contributions = 0;
  bool operator==(const ThemeTally&) const = default;
};

/// One dated act, for the search for bursts.
struct Act {
  Seconds time = 0;
  bool newcomer = false;  ///< its author's first act on the platform is less than 48 hours older
  auto operator<=>(const Act&) const = default;
};

struct Tally {
  std::vector<PersonTally> people;    ///< sorted by person
  std::vector<ThreadTally> threads;   ///< sorted by root
  std::vector<Delay> delays;          ///< sorted
  std::vector<GroupTally> groups;     ///< sorted by (by, key)
  std::vector<ThemeTally> themes;     ///< sorted by theme
  std::vector<Act> acts;              ///< sorted

  // Contributions: proposals, debates and initiatives that are neither amendments nor withdrawn, unless said.
  std::int64_t contributions = 0, withdrawn = 0, amendments = 0;
  std::int64_t from_participants = 0, from_groups = 0, from_organisers = 0, from_meetings = 0, origin_unknown = 0;
  std::int64_t meeting_known = 0, meeting_yes = 0;  ///< whether it was made in a meeting
  std::int64_t themed = 0, multi_themed = 0;
  std::int64_t co_built = 0, amended = 0, co_signed = 0, derived = 0;
  std::int64_t accepted = 0, rejected = 0, evaluating = 0;
  std::int64_t proposals = 0, cited = 0;  ///< cited by at least one result or project

  // Answers.
  std::int64_t due_unsigned = 0, answered_unsigned = 0;  ///< due, author not exported or a meeting
  std::int64_t answered_by_text = 0, answered_by_state_only = 0, own_state_only = 0;
  std::int64_t answered_undated = 0, answered_before_published = 0;
  std::int64_t due_by_phase = 0;   ///< of those due: counted from the end of the phase they were published in
  std::int64_t phase_not_over = 0; ///< not due yet: published long ago, their phase is open or has not been over for long
  std::int64_t phase_not_over_answered = 0;  ///< of them, answered already
  std::int64_t answers = 0, answers_long = 0, answers_template = 0, answers_reasoned = 0;

  // Comments.
  std::int64_t comments = 0, replies = 0, orphans = 0, comments_unsigned = 0, replies_to_deleted = 0;
  std::int64_t written_unsigned = 0;

  // Results, projects, meetings.
  std::int64_t results = 0, results_leaf = 0, leaf_linked = 0, leaf_linked_participants = 0, leaf_linked_unknown = 0;
  std::int64_t results_due = 0, results_done = 0, results_done_unknown = 0, results_fresh = 0, results_updated_known = 0;
  std::int64_t projects = 0, projects_selected = 0, projects_selection_known = 0;
  std::int64_t budget_selected = 0;  ///< in the currency's units
  std::int64_t meetings_held = 0, meetings_with_minutes = 0, meetings_minutes_unknown = 0;

  // Texts of 20 words or more.
  std::int64_t texts = 0, texts_coordinated = 0, texts_self_repeated = 0, texts_unattributed = 0;

  bool operator==(const Tally&) const = default;
};

Tally merge(const Tally& a, const Tally& b);

/// All parts at once: the same as merging them one by one, without copying people once for each.
Tally merge(std::span<const Tally> parts, unsigned threads);

/// Adds up neighbours with the same key in the groups and themes, which must be sorted.
void fold_equal_keys(Tally& tally);

/// h-index of one thread: the largest k such that at least k comments stand at depth k or deeper (Gómez et al. 2008).
int depth_h_index(const ThreadTally& thread);

}  // namespace boussole::engine
