#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/cap_collectif/keys.h"
#include "connectors/demographics_builder.h"
#include "connectors/flat_map.h"
#include "engine/dataset/course.h"
#include "engine/dataset/votes.h"

/// What all tables of a Cap Collectif site share: people, projects and their steps, themes, what is voted on, and what
/// was met already. One project is one space.
namespace boussole::connectors::cap_collectif {

enum class Outcome : std::uint8_t { added, duplicate };

/// Why a row is refused.
Message no_id();
Message bad_date();
Message only_a_type();
Message unknown_type();
Message unknown_stance();

/// The key of a thing by its kind ('p' proposal, 'o' opinion, 'c' comment …) and the id it has on the site.
std::uint64_t key_of(char kind, std::string_view id);

/// Where a row belongs.
struct Step {
  std::uint32_t space = 0;
  std::uint64_t key = 0;  ///< hash of "project_step", the same for all variants of an export
};

class Ground {
 public:
  explicit Ground(Assembly& assembly) : into(assembly) {}

  Assembly& into;
  DemographicsBuilder demographics;
  engine::Course course;

  /// Row of the person; empty where the cell is.
  OptionalIndex person(std::string_view id, std::string_view type = {});
  /// From an address ("…/project/budget/collect/ideas/…"), else from the name of the file.
  Step step(std::string_view address, const std::string& file);
  engine::PoolSpan themes(std::string_view category, std::string_view theme, std::string_view district);

  /// The moment of a cell; false where it says something that is none.
  static bool moment(std::string_view cell, OptionalTime& out);

  /// Row of what has this key; FlatMap::kNone where it was not met or is not public.
  std::uint32_t contribution_row(std::uint64_t key) const { return contributions_.find(key); }
  bool met(std::uint64_t key) const;
  const FlatMap& votes() const { return votes_; }
  const FlatMap& comments() const { return comments_; }
  Outcome add(engine::Contribution c, OptionalIndex author);
  /// Something that is on the site and not public: drafts, and what was put in the bin.
  void hide(std::uint64_t key, bool of_comment, bool trashed, OptionalTime when, bool has_reason, bool text_kept);
  Outcome add(engine::Comment c, std::uint64_t key);
  OptionalIndex comment_row(std::uint64_t key) const;
  void report(std::uint64_t thing, OptionalTime when, bool has_reason);

  std::uint32_t target(std::uint64_t key, std::optional<std::uint32_t> space);
  /// One vote of one person, or one more of nobody known.
  Outcome vote(std::uint64_t key, OptionalIndex who, engine::Vote vote);
  void total(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale, engine::VoteChannel channel,
             std::int64_t count);
  /// Whether this is the first time that the totals of a thing in a step are met.
  bool first_totals(std::uint64_t thing, std::uint64_t step);
  bool first(std::uint64_t key) { return once_.insert(key, 0).second; }

  std::int64_t not_public = 0, trashed = 0, without_account = 0;
  bool has_proposals = false, has_opinions = false, has_answers = false, has_comments = false, has_votes = false,
       has_people = false, full_people = false, has_trash = false, has_responses = false, has_reports = false,
       has_debates = false, has_totals = false;

  void finish();

 private:
  Step find_step(std::string_view address, std::uint64_t stem);
  std::uint32_t project_space(std::string_view project);
  std::uint64_t stem_key(const std::string& file);
  void phase(std::uint32_t space, const std::string& project, std::string_view kind, std::string_view step);
  std::uint32_t theme(engine::Theme::Kind kind, std::string_view name);
  void link();
  void capabilities();

  using TotalKey = std::tuple<std::uint32_t, engine::VoteTotal::Of, engine::VoteScale, engine::VoteChannel>;
  std::map<std::string, std::uint32_t, std::less<>> spaces_;
  FlatMap steps_;  ///< hash of project, kind and step → row of known_steps_
  std::vector<Step> known_steps_;
  std::string stem_file_, stem_, type_;  ///< of the last row: neighbours are mostly of one file and one type
  std::uint64_t stem_key_ = 0;
  std::string address_;  ///< of the last row, and where it led
  Step step_;
  bool step_known_ = false;
  bool type_is_group_ = false;
  std::map<std::string, bool> phases_;
  std::map<std::pair<int, std::string>, std::uint32_t> themes_;
  std::map<TotalKey, std::int64_t> totals_;
  FlatMap contributions_, comments_, targets_, votes_, hidden_, once_;
};

/// Whether a publication status means: in the bin ("TRASHED_NOT_VISIBLE", "Corbeille").
bool is_trashed(std::string_view status);
/// Not published: a draft, or somebody who did not confirm in time.
bool is_unpublished(std::string_view status);

}  // namespace boussole::connectors::cap_collectif
