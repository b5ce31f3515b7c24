#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <utility>

#include "engine/base/error.h"
#include "engine/workspace/workspace.h"

/// Private to engine/workspace: the open file, and where SQLite's exceptions end.
namespace boussole::engine {

struct Workspace::Connection {
  std::string path;
  SQLite::Database db;
  int version = 0;  ///< of the schema
};

/// An error of SQLite in our words: busy, damaged, no workspace, full disk.
Error workspace_error(const std::string& path, const SQLite::Exception& problem);

/// Runs what talks to SQLite; its exceptions become errors.
template <class Work>
auto guarded(const std::string& path, Work&& work) -> Expected<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const SQLite::Exception& problem) {
    return std::unexpected(workspace_error(path, problem));
  }
}

/// A write transaction that takes the lock at once, so that two writers wait and never meet half-way.
class WriteLock {
 public:
  explicit WriteLock(SQLite::Database& db) : db_(db) { db_.exec("BEGIN IMMEDIATE"); }
  ~WriteLock() {
    if (!done_) db_.tryExec("ROLLBACK");
  }
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;
  void commit() {
    db_.exec("COMMIT");
    done_ = true;
  }

 private:
  SQLite::Database& db_;
  bool done_ = false;
};

}  // namespace boussole::engine
