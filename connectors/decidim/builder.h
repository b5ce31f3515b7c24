#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "connectors/connector.h"
#include "connectors/decidim/layout.h"
#include "connectors/decidim/pools.h"
#include "connectors/flat_map.h"
#include "connectors/pseudonym.h"
#include "engine/base/chunked.h"
#include "engine/dataset/course.h"
#include "engine/dataset/dataset.h"

namespace boussole::connectors::decidim {

inline constexpr std::size_t kReasons = static_cast<std::size_t>(Reason::count_);
/// The kinds of things that comments are on, and the names that their files have.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kCommented{
    {{"proposals", "proposal_comments"},
     {"meetings", "meeting_comments"},
     {"results", "result_comments"},
     {"debates", "debate_comments"},
     {"posts", "post_comments"},
     {"projects", "project_comments"},
     {"initiatives", "initiative_comments"}}};
inline constexpr std::size_t kRoots = kCommented.size();

inline constexpr std::size_t kSampleOfFile = 20;  ///< refused rows shown of each file

/// One file while it is read: its layout and everything that is counted about it.
struct Table {
  std::uint32_t source = 0;  ///< row of Dataset::sources
  std::uint64_t bytes = 0;   ///< as far as they are known beforehand
  std::vector<std::string> columns;
  Layout layout;
  engine::SourceRecord record;
  std::array<std::int64_t, kReasons> refused{};
  std::array<std::int64_t, kRoots> roots{};       ///< comments: by the kind of thing they are on
  std::map<std::string, std::int64_t> malformed;  ///< by code of the CSV reader
  std::vector<engine::RejectedRow> sample, malformed_sample;
  Unreadable unreadable{};
};

/// The row as it is shown among the rejected ones.
engine::RejectedRow explain(const Table& table, const RefusedRow& row);

/// What is remembered of each row while files are read: which tracked fields it has, and what tells it from another
/// row of the same id.
struct Meta {
  std::uint32_t filled = 0;
  std::uint32_t content = 0;
};

/// The ids of one data set. A row met again is counted as a duplicate; where its content differs the newer one wins,
/// or, where no time tells, the one with the larger digest: the order of the rows never matters.
struct Registry {
  FlatMap ids;
  Chunked<Meta> meta;
};

enum class Verdict : std::uint8_t { added, kept, replaced };

struct Placement {
  std::uint32_t at = 0;
  Verdict verdict = Verdict::added;
};

inline OptionalTime version_of(const engine::Contribution& row) { return row.updated; }
inline OptionalTime version_of(const engine::Followup& row) { return row.updated; }
inline OptionalTime version_of(const engine::Project& row) { return row.updated; }
template <class Row>
OptionalTime version_of(const Row&) {
  return std::nullopt;
}

/// A participatory space as its own file describes it.
struct ListedSpace {
  std::uint64_t id = 0;
  engine::Space space;  ///< `key` and `url` from the address
  std::string host;
  Entity entity = Entity::processes;
  std::uint32_t source = 0;
  std::int64_t line = 0;
  OptionalTime updated;
  std::vector<engine::OfficialText> texts;  ///< `locale` is a place in `locales`
  std::vector<std::string> locales;
};
inline OptionalTime version_of(const ListedSpace& row) { return row.updated; }

/// A taxonomy as its own file describes it.
struct ListedTaxonomy {
  engine::Theme theme;
  std::uint64_t parent = 0;
  std::vector<std::uint64_t> part_of;
  OptionalTime updated;
};
struct StoredText {
  engine::OfficialText text;
  OptionalTime updated;
};
inline OptionalTime version_of(const StoredText& row) { return row.updated; }
inline OptionalTime version_of(const ListedTaxonomy& row) { return row.updated; }

/// An official text of a row: one row may have several, each with its own key.
struct OfficialRow {
  std::uint64_t key = 0;
  engine::OfficialText text;  ///< its space and locale are places of the block
  OptionalTime updated;
  std::uint32_t content = 0;
};

/// One row of a table of totals.
struct TotalRow {
  std::uint64_t key = 0;
  OptionalTime day;
  std::int64_t total = 0;
  std::uint32_t label = 0;  ///< row of Builder::total_labels
  bool known = true;        ///< whether the total could be read
};

/// A step of a process, with the place of its space by name: spaces are put in order later.
struct ListedStep {
  engine::Phase phase;
  std::string space;  ///< "/processes/budget-2024"
};

/// A question of a form, with the place of its space by name.
struct ListedQuestion {
  engine::Question question;
  std::string space;
};

/// What the API says of a project besides its row: chosen, without a date, and the sum of its budget.
struct ProjectMark {
  std::uint32_t project = 0;  ///< row
  bool chosen = false;
  OptionalAmount total;
};

/// Votes on one comment, where a source has them.
struct CommentVotes {
  std::uint32_t comment = 0;  ///< row
  OptionalCount up, down;
};

/// The platform's own totals in one table, added up by name and day.
using Metrics = std::map<std::pair<std::string, OptionalTime>, std::int64_t>;

class BlockMaps;

/// The Dataset while it is put together. Blocks are merged one at a time, in file order, so nothing here is shared
/// between threads.
class Builder {
 public:
  explicit Builder(const ReadOptions& options);

  engine::Dataset data;
  std::vector<Table> tables;

  Registry contributions, comments, meetings, followups, projects, moderations, moderated_users, users, groups, pages,
      official_texts, spaces, taxonomies, totals, steps, questions;
  Chunked<std::uint64_t> exposed_keys;        ///< pseudonym of each ExposedPerson
  Chunked<std::uint8_t> exposed_badges;       ///< whether the account carries the badge
  Chunked<std::uint64_t> profile_keys;        ///< per contribution: page of its first author, where groups are known
  std::vector<std::uint64_t> group_profiles;  ///< pages of user groups
  Chunked<StoredText> stored_texts, page_rows;
  Chunked<TotalRow> total_rows;
  std::vector<std::pair<Entity, std::string>> total_labels;
  std::map<std::uint32_t, Metrics> metrics;  ///< by source
  std::vector<ListedSpace> listed_spaces;
  std::vector<ListedTaxonomy> listed_taxonomies;
  std::vector<ListedStep> listed_steps;
  std::vector<ListedQuestion> listed_questions;
  std::vector<ProjectMark> project_marks;   ///< at most one for each project
  std::vector<CommentVotes> comment_votes;  ///< at most one for each comment
  std::vector<HostCount> hosts;
  bool keep_profiles = false;
  std::int64_t replaced = 0;  ///< rows that gave way to a newer one of the same id

  const ReadOptions& options() const { return options_; }
  const Pseudonyms& pseudonyms() const { return pseudonyms_; }
  const std::vector<std::uint64_t>& organisers() const { return organisers_; }

  /// Where a row goes. `added` and `replaced` ask for the row to be stored.
  /// @param table  counts the row, or null where it was counted as something else
  template <class Rows, class Row>
  Placement place(const Rows& rows, Registry& registry, std::uint64_t key, const Row& row, Meta meta, Table* table) {
    const auto [at, fresh] = registry.ids.insert(key, static_cast<std::uint32_t>(rows.size()));
    if (fresh) {
      registry.meta.push_back(meta);
      if (table != nullptr) ++table->record.rows_read;
      return {at, Verdict::added};
    }
    if (table != nullptr) ++table->record.rows_duplicate;
    Meta& known = registry.meta[at];
    if (std::tuple(version_of(row), meta.content) <= std::tuple(version_of(rows[at]), known.content))
      return {at, Verdict::kept};
    known = meta;
    ++replaced;
    return {at, Verdict::replaced};
  }
  template <class Rows, class Row>
  static void store(Rows& rows, Placement place, Row&& row) {
    if (place.verdict == Verdict::added) rows.push_back(std::forward<Row>(row));
    if (place.verdict == Verdict::replaced) rows[place.at] = std::forward<Row>(row);
  }

  std::uint32_t participant(const PersonRef& person);
  void prefetch_participant(std::uint64_t key) const { participant_at_.prefetch(key); }
  std::uint32_t locale(const std::string& tag);
  std::uint32_t space(const SpaceRef& space);
  std::uint32_t theme(const engine::Theme& theme);
  void add_official(const OfficialRow& row, BlockMaps& maps);
  /// @param table  counts the row, or null where it was counted as something else
  void add_space(ListedSpace row, std::uint64_t key, Meta meta, Table* table);
  void add_metric(const Table& table, const std::string& name, OptionalTime day, std::int64_t total);
  std::uint32_t total_label(Entity entity, const std::string& label);
  /// Prepares for about so many rows of a table.
  void make_room(const Table& table, std::uint64_t rows);
  void count_host(const HostCount& block);
  OptionalIndex find_participant(std::uint64_t key) const;
  OptionalIndex find_space(std::uint64_t hash) const;

 private:
  ReadOptions options_;
  Pseudonyms pseudonyms_;
  std::vector<std::uint64_t> organisers_;
  FlatMap participant_at_, space_at_, theme_at_, total_label_at_;
  std::unordered_map<std::string, std::uint32_t> locale_at_;
};

/// Maps the places of one block to rows of the Dataset, each when a row that is kept first asks for it.
class BlockMaps {
 public:
  BlockMaps(Builder& builder, const Pools& pools);

  OptionalIndex space(OptionalIndex place);
  OptionalIndex locale(OptionalIndex place);
  engine::PoolSpan authors(engine::PoolSpan refs);
  engine::PoolSpan themes(engine::PoolSpan refs);
  engine::PoolSpan links(engine::PoolSpan refs);
  OptionalIndex person(OptionalIndex ref);
  /// Stores the signature of a text; its author and space are rows of the Dataset.
  OptionalIndex signature(OptionalIndex place, OptionalIndex author, OptionalIndex space);

 private:
  Builder& builder_;
  const Pools& pools_;
  std::vector<OptionalIndex> spaces_, locales_, themes_;
};

/// Keys of the accounts that the caller names as the organiser's. Error::usage where an entry is not understood.
Expected<std::vector<std::uint64_t>> organiser_keys(const Pseudonyms& pseudonyms,
                                                    const std::vector<std::string>& entries);

}  // namespace boussole::connectors::decidim
