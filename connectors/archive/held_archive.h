#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "connectors/archive/zip_source.h"
#include "engine/base/error.h"

namespace boussole::connectors {

/// Entries of one archive kept in memory, unpacked by threads of their own, each from a reader of its own: what has
/// come of an entry is read while the rest of it, and others, are still unpacked.
class HeldArchive {
 public:
  HeldArchive(const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked);
  HeldArchive(const HeldArchive&) = delete;
  HeldArchive& operator=(const HeldArchive&) = delete;

  /// Another entry, before the start. All fit in memory together.
  /// @return its number here
  std::size_t add(ZipPlace place);
  void start();

  const ZipPlace& place(std::size_t entry) const { return entries_[entry]->place; }
  /// What is there of an entry from byte `at` on: waits until it is something, and is empty at the end only. From any
  /// thread.
  Expected<std::string_view> from(std::size_t entry, std::uint64_t at);
  /// All of an entry.
  Expected<std::string_view> whole(std::size_t entry);

 private:
  struct Entry {
    ZipPlace place;
    std::unique_ptr<char[]> bytes;
    std::size_t ready = 0;  ///< bytes that are there
    bool done = false;
    std::optional<Error> error;
    std::exception_ptr thrown;  ///< passed on to who asks
  };

  void run(const std::stop_token& stop);
  Expected<void> unpack(const std::stop_token& stop, Entry& entry);

  ArchiveLimits limits_;
  std::shared_ptr<Unpacked> unpacked_;
  std::vector<std::unique_ptr<Entry>> entries_;
  std::vector<Entry*> by_size_;
  std::atomic<std::size_t> next_ = 0;  ///< of `by_size_`
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::jthread> threads_;  ///< last: they stop before what they use goes
};

}  // namespace boussole::connectors
