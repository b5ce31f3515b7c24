#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/columns.h"
#include "connectors/connector.h"
#include "connectors/csv/reader.h"
#include "connectors/flat_map.h"
#include "connectors/pseudonym.h"
#include "engine/dataset/dataset.h"
#include "engine/dataset/votes.h"
#include "engine/text/features.h"

namespace boussole::connectors {

/// What every connector of a smaller platform does alike: people become pseudonyms, texts become counts and signatures,
/// refused rows are counted with their reasons, and fields are counted for the completeness of the export.
class Assembly {
 public:
  Assembly(std::string connector, const ReadOptions& options, const SourceList& sources,
           std::span<const TableHead> heads);

  engine::Dataset data;
  engine::Votes votes;  ///< kept in the Dataset where anything is in it

  const ReadOptions& options() const { return options_; }
  /// The record of a table, or of a document.
  engine::SourceRecord& table(std::size_t i) { return data.sources[i]; }
  engine::SourceRecord& document(std::size_t i) { return data.sources[tables_ + i]; }

  /// Row of the person whom the platform calls `id`.
  std::uint32_t participant(std::string_view id, engine::ParticipantKind kind = engine::ParticipantKind::person);
  /// The keyed hash that such a person has; any thread may ask.
  std::uint64_t person_key(std::string_view id, engine::ParticipantKind kind = engine::ParticipantKind::person) const {
    return pseudonyms_(kind, id);
  }
  /// The same for ids that all begin with `prefix`.
  PrefixedPseudonyms person_keys(std::string_view prefix) const {
    return {pseudonyms_, engine::ParticipantKind::person, prefix};
  }
  /// Row of the person with this key.
  std::uint32_t participant_of(std::uint64_t key, engine::ParticipantKind kind);
  /// Row of a person who cannot be known yet, and whom nobody will look for: costs no search.
  std::uint32_t new_participant(std::uint64_t key, engine::ParticipantKind kind);
  /// Makes those from row `first` on, who were added so, found by `participant_of`.
  void remember_participants(std::uint32_t first);
  /// Brings what is known of a person near before it is asked for.
  void expect(std::uint64_t person_key) const { participants_.prefetch(person_key); }
  std::uint32_t space(engine::Space space);

  struct Measured {
    engine::TextFeatures features;
    OptionalIndex signature;
  };
  /// Measures the text of a cell of table `source`; it can be read again there.
  Measured text(const csv::Record& record, std::size_t column, std::size_t source, engine::TextSignature::Of of,
                OptionalIndex author, OptionalIndex space);
  /// Measures a text that cannot be read again (of a document): no signature.
  static engine::TextFeatures features(std::string_view text, bool html);

  void reject(engine::SourceRecord& record, std::int64_t line, std::int64_t column, Message reason);
  void fill(std::string_view field, bool filled);
  /// The same for many rows at once; none change nothing.
  void fill(std::string_view field, std::int64_t rows, std::int64_t filled);
  /// A time at which something was done (not planned).
  void seen(OptionalTime time);

  /// One text of a row, measured before its turn comes. It takes the most time of all that is done with a row.
  struct Prepared {
    std::optional<std::size_t> column;
    bool html = false;
    std::uint64_t who = 0;  ///< `person_key` of somebody the row names: looked for while earlier rows are taken
    const char* who_cell = nullptr;  ///< where that name stands
    std::uint64_t what = 0;          ///< a key that will be looked for in the map `where`, likewise
    const FlatMap* where = nullptr;
    engine::text::Extracted got;
    std::array<std::uint16_t, 64> bins{};  ///< where `got` has a signature

    /// Nothing is prepared yet.
    void begin() {
      column.reset();
      html = false;
      who = what = 0;
      who_cell = nullptr;
      where = nullptr;
      got = {};
    }
  };
  /// Fills what is empty. Depends on the row alone: called on any thread, in any order.
  using Prepare = std::function<void(const csv::Record&, Prepared&)>;
  static void prepare_text(const csv::Record& record, std::size_t column, Prepared& out);

  /// Reads all rows of a table, in order. `row` gives the reason why it refuses a row, or nothing.
  /// @param prepare  what `text` will be asked of the row, where that is known beforehand: measured by many threads
  /// @param columns  those that `row` looks at, in order: the others are empty; none: all
  Expected<void> read_rows(SourceList& sources, std::size_t table,
                           const std::function<std::optional<Message>(const csv::Record&)>& row,
                           const Prepare& prepare = {}, std::span<const std::size_t> columns = {});
  /// The rows of a block as a connector keeps them: made on any thread, of the block alone.
  class Rows : public csv::BlockSink {
   public:
    struct Refused {
      std::int64_t line = 0;
      Message reason;
    };
    std::int64_t read = 0;  ///< rows that were not refused
    std::vector<Refused> refused;
  };
  /// Reads all rows of a table into sinks that `make` gives, and hands them to `take` in file order: for tables of
  /// short rows, of which it costs more to carry the cells along than to read them.
  Expected<void> read_blocks(SourceList& sources, std::size_t table, const std::function<std::unique_ptr<Rows>()>& make,
                             const std::function<void(Rows&)>& take);
  /// What was prepared of the row that is being taken; null where nothing was.
  const Prepared* prepared() const { return prepared_; }
  /// The key that was prepared to be looked for in this map; 0 where none was.
  std::uint64_t prepared_key(const FlatMap& map) const { return &map == where_ ? what_ : 0; }
  /// Row of the person whom a cell of the row names, where it is the cell that `Prepared::who` was made of.
  std::optional<std::uint32_t> prepared_participant(std::string_view cell) {
    if (who_ == 0 || cell.data() != who_cell_) return std::nullopt;
    return participant_of(who_, engine::ParticipantKind::person);
  }
  /// All bytes of a document, hashed and counted in its record.
  /// @return Error::invalid_input above `most` bytes
  Expected<std::string> read_document(SourceList& sources, std::size_t document, std::uint64_t most);

  /// Marks tables and documents that were not used, settles what follows from the rows, and hands over.
  Reading finish(std::shared_ptr<SourceList> sources);

 private:
  engine::FieldFill& fill_of(std::string_view field);
  Expected<void> read_with(SourceList& sources, std::size_t table, const csv::Handler& handler);

  const ReadOptions& options_;
  Pseudonyms pseudonyms_;
  std::size_t tables_ = 0;
  FlatMap participants_;
  std::map<std::string, std::int64_t> rejected_;
  struct Filled {
    const char* asked = nullptr;  ///< where the name stood that was asked for: compared, never read
    std::string_view name;
    engine::FieldFill* fill = nullptr;
  };
  std::vector<Filled> fills_;  ///< of `data.fill`: a few names, asked for often
  Prepared here_;
  const Prepared* prepared_ = nullptr;
  std::uint64_t who_ = 0, what_ = 0;  ///< of the row that is being taken
  const FlatMap* where_ = nullptr;
  const char* who_cell_ = nullptr;
};

/// A note in both languages on a source.
void note(engine::SourceRecord& record, std::string code, std::string fr, std::string en);

}  // namespace boussole::connectors
