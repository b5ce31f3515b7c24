#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audit.h"
#include "engine/base/error.h"
#include "engine/dataset/dataset.h"

/// The workspace: one SQLite file that keeps audits, the evidence and replies that went with them, and imported data.
/// Several processes may use it at once; what was stored before a process is killed stays.
namespace boussole::engine {

struct StoredAudit {
  std::int64_t id = 0;
  std::string sha256;
  std::string platform;  ///< the host of its address, or its name: what history goes by
  std::string platform_name, platform_url, connector, generation, as_of;
  std::string criteria_id, criteria_version, tool_version;
  std::int64_t bytes = 0;
};

/// A file of evidence or replies, byte for byte.
struct StoredStatement {
  std::string kind;  ///< evidence | replies
  std::string file, sha256, document;
};

struct StoredImport {
  std::int64_t id = 0;
  std::string platform, platform_name, connector, generation;
  std::int64_t contributions = 0, comments = 0, participants = 0, votes = 0;
};

/// "participer.example" for "https://www.participer.example/a"; the name in lower case where there is no address.
std::string platform_key(const std::string& url, const std::string& name);

class Workspace {
 public:
  enum class Mode {
    existing,  ///< an error where the file is not there
    create,    ///< made where it is not there
  };

  /// Opens the file, in write-ahead mode, and brings an older schema up to date in one transaction. A newer schema, a
  /// file that is no workspace, or one that is damaged is an error and stays as it is.
  static Expected<Workspace> open(const std::filesystem::path& path, Mode mode);
  /// Only as far as one version of the schema: for the tests of migrations.
  static Expected<Workspace> open(const std::filesystem::path& path, Mode mode, int schema_version);

  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  ~Workspace();

  /// Keeps an audit and what went with it, whole or not at all. The same bytes twice are one audit.
  /// @param document  its audit.json
  /// @return its number
  Expected<std::int64_t> store(const Audit& audit, std::string_view document,
                               const std::vector<StoredStatement>& statements);

  /// By platform, date and number.
  Expected<std::vector<StoredAudit>> audits() const;
  /// By number, or by eight digits or more of its hash.
  Expected<StoredAudit> find(const std::string& reference) const;
  /// Its audit.json, as it was stored: an error where the bytes are no longer those of its hash.
  Expected<std::string> document(std::int64_t audit) const;
  Expected<std::vector<StoredStatement>> statements(std::int64_t audit) const;
  /// The audits of a platform, named by its key, its name or its address; an error that lists the platforms where none
  /// is.
  Expected<std::vector<StoredAudit>> history(const std::string& platform) const;

  /// Keeps the normalised data of one platform, for one's own SQL. The same sources twice are one import.
  Expected<StoredImport> import(const Dataset& data);
  Expected<std::vector<StoredImport>> imports() const;

  /// What is wrong with the file: its pages, its references, a document that is not what its hash says. Empty: nothing.
  Expected<std::vector<Text>> check() const;

  struct Connection;  ///< private to engine/workspace

 private:
  explicit Workspace(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace boussole::engine
