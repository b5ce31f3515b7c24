#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "examples/synthetic/generation.h"
#include "examples/synthetic/platform.h"

/// What is true of an invented platform: the counts behind the indicators, computed from the model in the plainest way
/// (no table, no export, no code shared with the engine), so that a reader of the export can be checked against them.
namespace boussole::synthetic {

/// How many authors have how many contributions: contributions → authors.
using Histogram = std::map<std::int64_t, std::int64_t>;

struct AuthorTruth {
  std::int64_t authors = 0, contributions = 0;
  Histogram histogram;
};

/// Everything counts what an export shows: drafts, hidden and deleted rows, private or unpublished spaces are out.
struct Truth {
  // Proposals, amendments apart. A withdrawn proposal is counted in `proposals` and in `withdrawn`.
  std::int64_t proposal_rows = 0, proposals = 0, amendments = 0, amendments_accepted = 0, withdrawn = 0;
  std::int64_t official = 0, from_meetings = 0, by_groups = 0, by_people = 0;  ///< of proposals, by first author
  std::int64_t coauthored = 0;                                                 ///< proposals with two authors or more
  std::int64_t amended = 0;                                                    ///< proposals with an accepted amendment
  std::int64_t derived = 0;        ///< proposals linked with another (copied, merged, split), on either side
  std::int64_t coconstructed = 0;  ///< any of the three
  std::int64_t created_in_meeting = 0, located = 0;
  std::map<std::string, std::int64_t> by_state;               ///< proposals, withdrawn ones under "withdrawn"
  std::map<std::string, std::int64_t> by_category, by_scope;  ///< proposals by name; "" where none
  std::int64_t votes = 0;                                     ///< where the export gives them
  std::int64_t votes_hidden = 0;  ///< proposals whose votes the export withholds (only from 0.30; they leaked before)

  // Answers. `due`: not withdrawn, not an amendment, not official, published 60 days or more before the export.
  std::int64_t due = 0, due_answered = 0, answered = 0;
  std::int64_t answers_of_25_words = 0;
  std::vector<std::int64_t> delays;  ///< seconds from publication to answer, answered proposals, ascending

  // Comments of every kind together, and of proposals alone.
  std::int64_t comments = 0, comments_on_proposals = 0, replies = 0, replies_to_another = 0, orphans = 0;
  std::int64_t in_favour = 0, against = 0, by_deleted_accounts = 0;
  std::map<int, std::int64_t> by_depth;
  // Threads with 5 comments or more, a comment on the thing itself being of level 1; sums of two readings of the
  // h-index: the largest k with k comments of level >= k, and the largest k with k comments of level k (Gomez et al.
  // 2008).
  std::int64_t threads_of_5 = 0, h_sum = 0, h_at_level_sum = 0;
  std::int64_t oriented_threads_of_5 = 0, contradictory = 0;  ///< min(for, against) >= 20 % of the oriented ones

  // Voices: proposals (each author of each), debates and comments by person id; comments alone for before 0.29.
  AuthorTruth voices, voices_without_badges, commenters;

  std::int64_t meetings = 0, meetings_with_minutes = 0, meetings_withdrawn = 0;
  std::int64_t results = 0, leaf_results = 0, leaf_results_linked = 0, results_finished = 0, results_due = 0,
               results_due_finished = 0;
  std::int64_t projects = 0, projects_linked = 0, projects_selected = 0, amount = 0, amount_selected = 0;
  std::int64_t debates = 0, posts = 0, pages = 0, survey_responses = 0;
  std::int64_t users = 0, users_deleted = 0, users_plausible_name = 0, users_about = 0, users_avatar = 0,
               users_exposed = 0;  ///< any of the last three
  std::int64_t blocked = 0, moderations = 0, moderations_with_reason = 0;

  // Near-duplicates planted: for each cluster, its texts and how many people wrote them.
  std::vector<std::pair<std::int64_t, std::int64_t>> clusters;

  std::map<std::string, std::int64_t> spaces;  ///< by kind
  Time newest = 0;                             ///< latest time of an action shown
};

/// @param generation  what an export of it shows: debates and posts (and their comments) only from 0.30
Truth truth(const Platform& platform, Generation generation);

/// The same as a JSON object, keys in the order above.
std::string to_json(const Truth& truth);

}  // namespace boussole::synthetic
