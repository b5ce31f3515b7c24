#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "connectors/csv/sha256.h"
#include "connectors/pull/manifest.h"
#include "connectors/pull/partial.h"

namespace boussole::connectors::pull {

/// An answer on its way in: written to a hidden temporary file, and gone if it is not kept. One that is noted as part
/// of a file stays, for the next run to go on with.
class Draft {
 public:
  Draft(std::string path, int file);
  ~Draft();
  Draft(Draft&& other) noexcept;
  Draft& operator=(Draft&&) = delete;

  Expected<void> write(std::string_view bytes);
  Expected<void> restart();  ///< an answer that is received again from its start
  /// What follows is part of this file; said before its first byte.
  Expected<void> note(Partial partial);
  const std::optional<Partial>& partial() const { return partial_; }
  /// No longer a part: kept whole, or gone with this object.
  void forget();
  std::uint64_t bytes() const { return bytes_; }
  const std::string& path() const { return path_; }
  /// Everything on the disk; gives the SHA-256.
  Expected<std::string> settle();

 private:
  std::string path_;
  int file_ = -1;
  std::uint64_t bytes_ = 0;
  std::unique_ptr<csv::Sha256> digest_;
  std::optional<Partial> partial_;

  friend class Store;
};

/// The folder of a pull. Each answer is a file of its own, renamed into place once it is whole, then a line of the
/// manifest; whatever moment the program is killed at, opening the store again finds the answers that were kept and
/// nothing else. Only the owner may read it: answers hold names.
class Store {
 public:
  /// Opens a new folder, or the one of the same pull that was interrupted. Errors: a folder of another pull, a folder
  /// that holds something else, files that changed since, another pull at work in it.
  static Expected<std::unique_ptr<Store>> open(const std::string& folder, const Beginning& wanted);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  const Beginning& beginning() const { return beginning_; }  ///< of the first run
  const std::optional<Ending>& ending() const { return ending_; }
  std::int64_t answers() const { return answers_; }
  std::uint64_t bytes() const { return bytes_; }
  std::int64_t found() const { return found_; }  ///< answers that were there when the store was opened

  /// The answer to this request, where it is kept.
  Expected<std::optional<Kept>> find(const std::string& key) const;
  std::string path_of(const Kept& kept) const;
  Expected<std::string> read(const Kept& kept) const;

  Expected<Draft> draft() const;
  /// The draft of a file that may come in parts: with what came of it before, where this was the last such file.
  Expected<Draft> draft_of(const std::string& key) const;
  /// Puts the draft in its place and writes its line. `kept` needs all but number, bytes, sha256 and file.
  /// @param extension  "json", "zip" …
  Expected<Kept> keep(Draft draft, Kept kept, const std::string& extension);
  Expected<void> finish(Ending ending);

 private:
  explicit Store(std::string folder) : folder_(std::move(folder)) {}
  Expected<void> lock();
  Expected<void> start(const Beginning& wanted);
  Expected<void> resume(const Beginning& wanted);
  Expected<void> remove_strays() const;
  Expected<void> append(const std::string& line);

  std::string folder_;
  int lock_ = -1, manifest_ = -1;
  Beginning beginning_;
  std::optional<Ending> ending_;
  std::string chain_;
  std::uint64_t end_ = 0;  ///< of the manifest's whole lines
  std::int64_t answers_ = 0, found_ = 0;
  std::uint64_t bytes_ = 0;
  std::unordered_map<std::string, LinePlace> places_;  ///< never walked through
};

}  // namespace boussole::connectors::pull
