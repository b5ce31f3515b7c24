#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/demographics_builder.h"
#include "connectors/flat_map.h"
#include "connectors/mapped/plan.h"
#include "connectors/mapped/row.h"
#include "connectors/mapped/vote_rows.h"
#include "engine/merge.h"

namespace boussole::connectors::mapped {

/// Reads tables by their plans into the model: the part that every table of rows shares, whatever its platform.
class TableReader {
 public:
  TableReader(Assembly& into, SourceList& sources) : into_(into), sources_(sources) {}

  /// Give the tables in any order; `entities` of them that others point to are read first by `read_all`.
  void add(std::size_t table, TablePlan plan) { plans_.emplace_back(table, std::move(plan)); }
  /// Reads all that was added and links it. Of two tables that have the same thing the one that was added first has
  /// precedence: the other fills what it leaves empty.
  /// @return Error::invalid_input also where no date of a column fits the format that was given
  Expected<void> read_all();

  DemographicsBuilder demographics;
  /// Where rows belong that name no space: made when it is first needed.
  SpacePlan default_space;

 private:
  using Refusal = std::optional<Message>;

  Expected<void> read_table(std::size_t table, const TablePlan& plan);
  Refusal row(const Row& row);
  Refusal proposal(const Row& row);
  Refusal comment(const Row& row);
  Refusal vote(const Row& row);
  Expected<void> read_each(std::size_t table, const TablePlan& plan);
  Expected<void> read_votes(std::size_t table, const TablePlan& plan);
  /// @param row  where the table says something of the voter
  void take(const VoteSaid& said, const TablePlan& plan, const Row* row);
  Refusal ballot(const Row& row);
  Refusal meeting(const Row& row);
  Refusal result(const Row& row);
  Refusal project(const Row& row);
  Refusal person(const Row& row);
  Refusal moderation(const Row& row);
  Refusal demographic(const Row& row);

  /// The id of a row of this kind: as written where it is a number, else a hash of it; its line where there is none.
  std::uint64_t id_of(const Row& row) const;
  bool duplicate(FlatMap& known, std::uint64_t key, std::size_t at);
  OptionalIndex author_of(const Row& row, engine::Origin* origin);
  std::optional<std::uint32_t> person_of(const Row& row, Field field, engine::ParticipantKind kind);
  OptionalIndex space_of(const Row& row);
  engine::PoolSpan themes_of(const Row& row);
  Assembly::Measured text_of(const Row& row, Field first, Field second, engine::TextSignature::Of of,
                             OptionalIndex author, OptionalIndex space);
  void attributes(const Row& row, std::uint32_t person);
  void ballot_attributes(const Row& row, engine::Ballot& ballot);
  /// The key of a thing by its id, or by its title where only that is given and no two things have it.
  std::uint64_t key_named(Entity of, std::string_view name) const;
  void remember_title(std::string_view title, std::uint64_t key);
  std::uint32_t target(Entity of, std::string_view id);
  std::uint32_t target(const VoteSaid& said, Entity of);
  std::uint32_t own_target(Entity of, std::uint64_t key, std::uint32_t row, OptionalIndex space);
  void total(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale, engine::VoteChannel channel,
             OptionalCount count);
  OptionalIndex area(std::string_view name);
  void total_if_new(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale,
                    engine::VoteChannel channel, OptionalCount count);
  static std::uint64_t total_key(std::uint32_t target, engine::VoteTotal::Of of, engine::VoteScale scale,
                                 engine::VoteChannel channel);
  engine::State state_of_row(const Row& row) const;
  void complete_proposal(const Row& row);
  void complete_comment(const Row& row);
  void complete_project(const Row& row);
  void complete_meeting(const Row& row);
  void complete_result(const Row& row);
  bool voted_before(const engine::Vote& vote);
  engine::MergedEntity& layer(Entity entity);
  std::size_t rows_of(Entity entity) const;
  void settle(Entity entity, bool filled, bool differs);
  void count_layer(const TablePlan& plan, std::size_t rows);
  void tell_layers();
  void supersede();
  void date_selections();
  void link_comments();
  void anonymous_totals();
  void tell(std::size_t table, const TablePlan& plan);
  Expected<void> check_moments(std::size_t table, const TablePlan& plan) const;
  void capabilities();
  void declare(const TablePlan& plan, bool own_rows);

  Assembly& into_;
  SourceList& sources_;
  std::vector<std::pair<std::size_t, TablePlan>> plans_;
  std::size_t table_ = 0;  ///< the one being read
  std::array<Misread, kFields> misread_;
  std::int64_t contradictions_ = 0, implausible_ = 0, unknown_targets_ = 0, orphans_ = 0;
  std::optional<std::size_t> comment_table_;
  FlatMap contributions_, comments_, meetings_, results_, projects_, targets_;
  std::map<std::string, std::uint32_t> spaces_, themes_, areas_;
  FlatMap titles_;                        ///< hash of a title → row of titled_
  std::vector<std::uint64_t> titled_;     ///< key of the contribution; 0 where several have the title
  std::vector<std::string> filled_;       ///< names of the fields that attributes of this table fill
  std::vector<std::uint32_t> variables_;  ///< of the attributes of this table
  std::optional<VoteWords> vote_words_;   ///< of this table, where its rows are read one by one
  std::set<std::uint64_t> ballots_;
  struct Anonymous {
    std::uint32_t target = 0;
    engine::VoteTotal::Of of = engine::VoteTotal::Of::all;
    engine::VoteScale scale = engine::VoteScale::support;
    engine::VoteChannel channel = engine::VoteChannel::unknown;
    auto operator<=>(const Anonymous&) const = default;
  };
  std::map<Anonymous, std::int64_t> anonymous_;
  std::vector<std::uint32_t> undated_;  ///< projects that were selected, without the day
  bool log_ = false;                    ///< later votes replace earlier ones
  // Several tables of one kind.
  std::vector<engine::MergedEntity> layers_;
  std::map<Entity, int> tables_of_;
  int vote_tables_ = 0;
  std::uint32_t known_ = 0;             ///< row of the thing that `duplicate` found
  std::size_t begin_ = 0;               ///< rows that were there before this table
  std::set<std::uint32_t> title_only_;  ///< contributions whose title stands for their body
  FlatMap totals_, met_votes_;
  struct Declared {
    bool there = false, lacking = false;  ///< in a table; in a table with rows of its own
  };
  std::map<std::string, Declared> declared_;  ///< by capability
};

}  // namespace boussole::connectors::mapped
