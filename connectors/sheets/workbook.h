#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/archive/zip_reader.h"
#include "connectors/sheets/formats.h"
#include "connectors/source.h"

namespace boussole::connectors::sheets {

/// The texts that several cells share, in one block of memory: a workbook cannot be read without them.
class SharedTexts {
 public:
  void add(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
  }
  std::size_t size() const { return ends_.size(); }
  std::uint64_t bytes() const { return bytes_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::uint64_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::uint64_t> ends_;
};

struct Sheet {
  std::string name;
  bool hidden = false;
  std::size_t entry = 0;  ///< its number in the archive
  std::uint64_t size = 0;
};

/// Bytes of a workbook: a file, or an entry of another archive, held in memory.
struct WorkbookBytes {
  std::string name;  ///< for messages
  std::string path;  ///< a file, where `held` is null
  std::shared_ptr<const std::string> held;

  Expected<std::unique_ptr<ZipReader>> open() const;
};

/// Everything of a workbook but its rows.
struct Workbook {
  WorkbookBytes bytes;
  ArchiveLimits limits;
  std::vector<Sheet> sheets;  ///< in the order in which a person sees them
  SharedTexts texts;
  std::vector<NumberKind> styles;  ///< by the `s` of a cell
  bool from_1904 = false;
  std::string sha256;
  std::uint64_t size = 0;
};

/// Reads the directory, the styles and the shared texts of an .xlsx or .xlsm file.
/// @return Error::invalid_input for another kind of file, damage, or more than the limits allow
Expected<std::shared_ptr<const Workbook>> open_workbook(WorkbookBytes bytes, const ArchiveLimits& limits);

/// Gives the bytes of entry number `entry`, piece by piece, within the limits.
Expected<void> read_entry(const Workbook& workbook, std::size_t entry,
                          const std::function<Expected<void>(std::string_view)>& piece);

}  // namespace boussole::connectors::sheets
