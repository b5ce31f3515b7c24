#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace boussole::connectors {

/// The file that a table was made from, where it is not the table itself (a sheet of a workbook).
struct Origin {
  std::string sha256;  ///< empty until all of it was read
  std::uint64_t bytes = 0;
  std::vector<Message> notes;
};

/// Bytes to read: a file, an entry of an archive, or memory. Read once from the start, and again where a candidate
/// text must be checked.
class Source {
 public:
  virtual ~Source() = default;
  virtual const std::string& name() const = 0;  ///< base name, or "archive.zip!entry.csv"; never a full path
  virtual Expected<void> rewind() = 0;
  /// Fills as much of `into` as it can; 0 at the end.
  virtual Expected<std::size_t> read(std::span<char> into) = 0;
  /// Size in bytes where it is known before reading (progress, reservations).
  virtual std::uint64_t size_hint() const = 0;
  /// Filled once everything was read; null for a table that is its own file.
  virtual const Origin* origin() const { return nullptr; }
  /// Bytes at these places, for a source that can be read anywhere; others stream through from the start.
  /// `ranges` are sorted by offset; `got` is called once for each, in order.
  struct Range {
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
  };
  virtual Expected<void> read_ranges(std::span<const Range> ranges,
                                     const std::function<void(std::size_t index, std::string_view bytes)>& got) = 0;
  /// Whether several threads may call `read_ranges` at once, at no more cost than one.
  virtual bool reads_anywhere() const { return false; }
};

/// A source over bytes held in memory, for tests and generated tables.
std::unique_ptr<Source> memory_source(std::string name, std::string bytes);

/// What a user named on the command line, opened: a zip becomes its entries, a folder its files (sorted by name), a
/// workbook its sheets.
struct SourceList {
  std::vector<std::unique_ptr<Source>> tables;     ///< *.csv (and what looks like it)
  std::vector<std::unique_ptr<Source>> documents;  ///< what is read as a whole: JSON, Pabulib ballots; in `others` too
  std::vector<std::string> others;                 ///< entries that are no table, by name
  bool open_licence = false;                       ///< a LICENSE file naming an open data licence is among them
  std::string address;  ///< of the platform ("https://…", no slash at the end), where a pull tells it
};

struct ArchiveLimits {
  std::size_t entries = 10'000;
  std::uint64_t entry_bytes = std::uint64_t{16} << 30;
  std::uint64_t total_bytes = std::uint64_t{32} << 30;
  double ratio = 200;                                  ///< unpacked over packed, above the first 10 MB
  std::uint64_t held_bytes = std::uint64_t{32} << 20;  ///< unpacked bytes kept, so that texts are not unpacked twice
  bool hidden_sheets = false;                          ///< whether the hidden sheets of a workbook are tables too
};

/// Opens files, folders and zips. A name that leaves its archive, a bomb, a truncated archive are errors.
Expected<SourceList> open_sources(std::span<const std::string> paths, const ArchiveLimits& limits = {});

}  // namespace boussole::connectors
