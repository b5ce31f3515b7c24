#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "connectors/flat_map.h"
#include "engine/dataset/course.h"
#include "engine/dataset/dataset.h"
#include "engine/dataset/demographics.h"
#include "engine/dataset/votes.h"
#include "engine/merge.h"

namespace boussole::connectors::merge {

/// Puts data sets into one. `base` is the first of them, and grows.
class Merger {
 public:
  explicit Merger(engine::Dataset& base);
  /// @param same_people   its ids are those of the base
  /// @param salt          keeps its ids apart where they are not
  /// @param first_table   where its tables stand among those of all parts
  void add(const engine::Dataset& from, bool same_people, std::uint64_t salt, std::uint32_t first_table);
  /// Gives the base what it cannot hold while it grows, and tells how the rows were matched.
  std::vector<engine::MergedEntity> finish();

 private:
  using Map = std::vector<std::uint32_t>;  ///< row of the part → row of the base
  engine::MergedEntity& entity(const char* name);
  std::uint64_t key(std::uint64_t own) const;
  OptionalIndex at(const Map& map, OptionalIndex row) const;
  template <class T>
  void fill(T& kept, const T& other, bool& filled, bool& differs) const;
  void settle(engine::MergedEntity& counted, bool filled, bool differs) const;

  void index();
  void places(const engine::Dataset& from);
  void people(const engine::Dataset& from);
  engine::PoolSpan authors(const engine::Dataset& from, engine::PoolSpan span);
  engine::PoolSpan themes(const engine::Dataset& from, engine::PoolSpan span);
  engine::PoolSpan links(const engine::Dataset& from, engine::PoolSpan span);
  OptionalIndex signature(const engine::Dataset& from, OptionalIndex row);
  void contributions(const engine::Dataset& from);
  void complete(engine::Contribution& kept, const engine::Contribution& other, const engine::Dataset& from);
  void comments(const engine::Dataset& from);
  void happenings(const engine::Dataset& from);
  void followups(const engine::Dataset& from);
  void projects(const engine::Dataset& from);
  void moderations(const engine::Dataset& from);
  void rest(const engine::Dataset& from);
  void sheet(const engine::Dataset& from);
  void count_rows(std::map<std::string, std::int64_t>& rows) const;

  void take_votes(const engine::Votes& from);
  void vote_rows(const engine::Votes& from, const Map& targets, const Map& areas);
  void ballots(const engine::Votes& from, const Map& votes, const Map& areas);
  void take_demographics(const engine::Demographics& from);
  void take_course(const engine::Course& from);

  engine::Dataset& base_;
  engine::Votes votes_;
  engine::Demographics demographics_;
  engine::Course course_;
  std::vector<engine::MergedEntity> entities_;
  FlatMap by_person_, by_address_, by_id_, by_comment_, by_meeting_, by_followup_, by_project_, by_moderation_,
      by_target_, by_vote_, by_total_, by_attribute_;
  std::map<std::string, std::uint32_t> by_space_, by_locale_, by_area_, by_variable_, by_value_, by_measure_;
  std::map<std::pair<int, std::uint64_t>, std::uint32_t> by_theme_;
  // Of the part that is being added.
  bool first_ = true;  ///< the base itself passes: rows keep their places
  bool same_ = true;
  std::uint64_t salt_ = 0;
  std::map<std::string, std::int64_t> before_;  ///< rows of the base before this part
  std::uint32_t first_table_ = 0;
  Map locales_, spaces_, people_, themes_, contributions_, comments_, projects_, targets_;
};

}  // namespace boussole::connectors::merge
