#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace boussole::connectors {

/// One entry of a zip, as its directory describes it.
struct ZipEntry {
  std::string path;  ///< UTF-8; bytes that are not are replaced by '?'
  std::uint64_t size = 0;
  bool regular = false;
  bool encrypted = false;
};

/// A zip read from its first entry to its last. libarchive stays behind it.
class ZipReader {
 public:
  /// @return Error where the file is no whole zip
  static Expected<std::unique_ptr<ZipReader>> open(const std::string& path);
  /// The same, at the entry of this number: what is read is that entry.
  static Expected<std::unique_ptr<ZipReader>> open_at(const std::string& path, std::size_t index);
  /// The same for a zip held in memory, which must outlive the reader.
  static Expected<std::unique_ptr<ZipReader>> open_bytes(std::string name, std::string_view bytes);
  ~ZipReader();
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;

  /// The next entry; nothing after the last.
  Expected<std::optional<ZipEntry>> next();
  /// Bytes of the current entry; 0 at its end, once its checksum was right.
  Expected<std::size_t> read(std::span<char> into);
  /// Packed bytes of the current entry gone through so far.
  std::uint64_t packed() const;

 private:
  struct State;
  explicit ZipReader(std::string name);
  Error failure(const Text& what) const;

  std::string name_;
  std::unique_ptr<State> state_;
};

}  // namespace boussole::connectors
