#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/csv/kernels.h"
#include "connectors/hash.h"
#include "connectors/pabulib/file.h"
#include "connectors/pseudonym.h"
#include "engine/dataset/votes.h"

/// The rows of ballots of a Pabulib file, read in blocks: what one row says by itself, on any thread. What depends on
/// the rows before it (whether the voter voted already) is for whoever takes the blocks in order.
namespace boussole::connectors::pabulib {

/// Numbers of the projects by their ids. Ids that are written as small numbers are found by their place.
class ProjectIds {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  static constexpr std::uint32_t kSmall = std::uint32_t{1} << 16;

  /// @return the number of the project, or nothing where the id is there already
  std::optional<std::uint32_t> add(std::string_view id);
  std::uint32_t find(std::string_view id) const;
  /// The project whose id is this number, written without zeros before it.
  std::uint32_t find(std::uint64_t number) const { return number < small_.size() ? small_[number] : kNone; }
  std::size_t size() const { return all_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const { return static_cast<std::size_t>(hash_bytes(id)); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> all_;
  std::vector<std::uint32_t> small_;
};

/// Where the columns of the ballots stand, and how many there are.
struct BallotColumns {
  std::size_t voter = 0, vote = 0, points = 0, age = 0, sex = 0, channel = 0, area = 0, count = 0;
};

enum class Refusal : std::uint8_t {
  none,
  incomplete,
  points_do_not_match,
  unknown_project,
  repeated_project,
  bad_points
};

struct Choice {
  std::uint32_t project = 0;
  std::int32_t value = 0;
};

struct BallotRow {
  std::uint64_t key = 0;      ///< of the voter
  std::int64_t number = -1;   ///< the voter's id where it is a number without zeros before it: such ids are equal as
                              ///< texts exactly where they are equal as numbers
  std::uint32_t line = 0;     ///< after the first of the block
  std::uint32_t choices = 0;  ///< end of its choices
  OptionalCount age;
  OptionalIndex area;  ///< row of the block's areas
  engine::Sex sex = engine::Sex::unknown;
  engine::VoteChannel channel = engine::VoteChannel::unknown;
  Refusal refusal = Refusal::none;
};

struct BallotBlock {
  std::vector<BallotRow> rows;
  std::vector<Choice> choices;  ///< of the rows that are not refused
  std::deque<std::string> areas;
  std::size_t used = 0;     ///< bytes: up to the line that names a section, where there is one
  std::uint32_t lines = 0;  ///< in those bytes
  bool section = false;

  void clear();
};

/// Reads blocks; each thread has its own.
class BallotReader {
 public:
  BallotReader(const BallotColumns& columns, const ProjectIds& projects, engine::VoteScale scale,
               const PrefixedPseudonyms& people);

  /// @param text   whole lines
  /// @param after  bytes that may be read behind them, whatever they are
  void read(std::string_view text, std::size_t after, BallotBlock& out);

 private:
  void read_plain(std::string_view text);
  void read_quoted(std::string_view text);
  /// One row by its fields. @return false at the line that names a section
  bool row(std::span<const std::string_view> fields, std::uint32_t line);
  std::string_view cell(std::size_t place) const;
  Refusal preferences();
  bool choose_by_number(std::string_view vote);
  bool as_written(std::string_view field) const;
  Refusal choose(std::uint32_t project, std::size_t i);
  void attributes(BallotRow& ballot);

  const BallotColumns& columns_;
  const ProjectIds& projects_;
  engine::VoteScale scale_;
  const PrefixedPseudonyms& people_;
  const csv::detail::Kernels& kernels_;
  std::unique_ptr<csv::detail::Index> index_ = std::make_unique<csv::detail::Index>();
  std::string_view text_;    ///< of the block; as many bytes as kernels may read follow it
  std::vector<char> bytes_;  ///< the text, where it had to be copied for that
  BallotBlock* out_ = nullptr;
  std::span<const std::string_view> fields_;
  std::vector<std::string_view> split_, chosen_, points_;
  LineFields line_fields_;
  bool padded_ = false;  ///< every field stands in `text_`
  std::size_t first_choice_ = 0;
  std::uint32_t serial_ = 0;
  struct Named {
    std::uint32_t ballot = 0;  ///< the last that named the project
    std::uint32_t choice = 0;  ///< where that ballot has it
  };
  std::vector<Named> named_;
  std::unordered_map<std::string_view, std::uint32_t> areas_;
  std::string_view last_area_;
  std::string last_channel_;
  std::uint32_t last_area_at_ = 0;
  engine::VoteChannel last_channel_is_ = engine::VoteChannel::unknown;
};

/// The parts of a list, trimmed; an empty cell has none.
void list_of(std::string_view cell, std::vector<std::string_view>& out);

}  // namespace boussole::connectors::pabulib
