#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/pabulib/ballots.h"
#include "connectors/pabulib/file.h"

namespace boussole::connectors::pabulib {

inline constexpr int kYoungest = 10;  ///< below, an age is a proxy or an error
inline constexpr int kOldest = 110;

/// `K` (kobieta) is how Polish files write a woman.
engine::Sex sex_of(std::string_view code);
engine::VoteChannel channel_of(std::string_view method);
/// approval, choose-1, ordinal, cumulative, scoring.
std::optional<engine::VoteScale> scale_of(std::string_view vote_type);
/// `dd.mm.yyyy`, ISO, or a year alone, which means its first or its last day.
OptionalTime date_of(std::string_view text, bool last_day);

/// One file, read into the assembly row by row.
class Election {
 public:
  Election(Assembly& into, engine::SourceRecord& record) : into_(into), record_(record) {}

  void take(const Row& row);
  /// Reads the rows of ballots at the beginning of `text`, on all threads.
  Taken ballots(std::span<const std::string> header, std::string_view text, std::int64_t line);
  /// Settles the projects and says what was found. @return Error where the file cannot be understood (its scale)
  Expected<void> finish();

  const std::string& unit() const { return unit_; }
  const std::string& instance() const { return instance_; }

 private:
  struct Listed {
    std::uint32_t target = 0;
    std::int32_t ballots = 0;
    OptionalCount written;  ///< what the file's own column says
  };

  void meta(const Row& row);
  void open();
  void project(const Row& row);
  void columns(std::span<const std::string> header);
  void take(const BallotBlock& block, std::int64_t line);
  bool votes_for_the_first_time(const BallotRow& row, std::uint32_t& voter);
  void ballot(const BallotBlock& block, const BallotRow& row, std::uint32_t first_choice, std::uint32_t voter);
  OptionalIndex area(const BallotBlock& block, std::uint32_t number);
  void notes();
  OptionalIndex area(std::string_view name);

  Assembly& into_;
  engine::SourceRecord& record_;
  std::map<std::string, std::string> meta_;
  std::vector<Listed> projects_;
  ProjectIds project_ids_;
  std::map<std::string, std::uint32_t, std::less<>> areas_;
  std::vector<OptionalIndex> areas_of_block_;
  // Voters whose ids are numbers that grow from ballot to ballot are new ones without a search.
  std::int64_t last_number_ = -1;
  bool searched_ = false;
  std::uint32_t first_voter_ = 0;
  std::string unit_, instance_;
  std::optional<engine::VoteScale> scale_;
  std::uint32_t space_ = 0;
  OptionalTime end_;
  bool open_ = false, columns_of_votes_ = false, columns_of_projects_ = false;
  struct Filled {
    std::int64_t age = 0, sex = 0, channel = 0, area = 0;
  } filled_;  ///< ballots that say it
  std::int64_t ballots_ = 0, young_ = 0, old_ = 0, leftovers_ = 0;
  std::int64_t channels_[5] = {};
};

}  // namespace boussole::connectors::pabulib
