#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/assembly.h"
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
  /// Looks for the voter of a ballot whose turn has not come. @return the key of the voter; 0 where it is not known yet
  std::uint64_t ahead(const Row& row);
  /// Settles the projects and says what was found. @return Error where the file cannot be understood (its scale)
  Expected<void> finish();

  const std::string& unit() const { return unit_; }
  const std::string& instance() const { return instance_; }

 private:
  struct Listed {
    std::uint32_t target = 0;
    std::int32_t ballots = 0;
    OptionalCount written;    ///< what the file's own column says
    std::int64_t ballot = 0;  ///< the last one that named it
    std::size_t vote = 0;     ///< which of that ballot's votes it is
  };
  /// Where the columns of the ballots stand.
  struct Places {
    bool known = false;
    std::size_t voter = 0, vote = 0, points = 0, age = 0, sex = 0, channel = 0, area = 0;
  };

  void meta(const Row& row);
  void open();
  void project(const Row& row);
  void ballot(const Row& row);
  std::uint64_t key_of_voter(std::string_view id);
  std::optional<Message> preferences(const Row& row, std::uint32_t voter);
  void attributes(const Row& row, engine::Ballot& ballot);
  void columns(const Row& row);
  void notes();
  OptionalIndex area(std::string_view name);

  Assembly& into_;
  engine::SourceRecord& record_;
  std::map<std::string, std::string> meta_;
  std::map<std::string, Listed, std::less<>> projects_;
  std::unordered_map<std::string_view, Listed*> listed_;  ///< the same, found faster
  std::map<std::string, std::uint32_t, std::less<>> areas_;
  Places places_;
  std::size_t prefix_ = 0;
  std::string voter_;  ///< what the ids of this file begin with, and then the one of the row
  std::vector<std::string_view> chosen_, points_;
  std::vector<engine::Vote> given_;
  std::vector<Listed*> named_;
  std::int64_t serial_ = 0;
  std::string unit_, instance_;
  std::optional<engine::VoteScale> scale_;
  std::uint32_t space_ = 0;
  OptionalTime end_;
  bool open_ = false, columns_of_votes_ = false, columns_of_projects_ = false;
  std::int64_t ballots_ = 0, young_ = 0, old_ = 0, leftovers_ = 0;
  std::int64_t channels_[5] = {};
};

}  // namespace boussole::connectors::pabulib
