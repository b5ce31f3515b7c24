#include "engine/workspace/workspace.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cctype>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>

#include "engine/workspace/connection.h"
#include "engine/workspace/schema.h"

namespace boussole::engine {
namespace {

namespace fs = std::filesystem;

constexpr int kWaitMilliseconds = 60'000;  ///< for another writer to finish
constexpr int kSqliteBusy = 5, kSqliteReadOnly = 8, kSqliteCorrupt = 11, kSqliteFull = 13, kSqliteProtocol = 15,
              kSqliteNotADb = 26;

Error plain(const std::string& path, Error::Kind kind, Text what, Text remedy) {
  Error error;
  error.kind = kind;
  error.file = path;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

Error not_a_workspace(const std::string& path) {
  return plain(path, Error::Kind::invalid_input,
               {"Ce fichier n'est pas un espace de travail de boussole.", "This file is not a boussole workspace."},
               {"Donner un fichier créé par boussole, ou le nom d'un fichier à créer.",
                "Give a file that boussole made, or the name of a file to make."});
}

Error newer(const std::string& path, int found, int known) {
  const std::string f = std::to_string(found), k = std::to_string(known);
  return plain(path, Error::Kind::invalid_input,
               {"Cet espace vient d'une version plus récente (schéma " + f + ", connu : " + k + "). Il reste intact.",
                "This workspace comes from a newer version (schema " + f + ", known: " + k + "). It is untouched."},
               {"Prendre une version plus récente de boussole.", "Use a newer version of boussole."});
}

/// Another process holds the file for a moment: it may be opening it, closing it or recovering it after a kill.
bool will_pass(int code) { return code == kSqliteBusy || code == kSqliteProtocol; }

/// Some locks are refused at once, whatever the time that SQLite was told to wait: write-ahead mode needs the file for
/// itself, and a log may just be made, recovered or removed by another process.
template <class Work>
auto patiently(Work&& work) -> decltype(work()) {
  constexpr int kTries = 600;
  for (int i = 0;; ++i) {
    try {
      return work();
    } catch (const SQLite::Exception& problem) {
      if (!will_pass(problem.getErrorCode()) || i == kTries) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
}

/// Makes the file empty and for its owner only, before anything is in it: the log beside it takes the same rights. A
/// file that another process has just made is as good.
Expected<void> make_file(const std::string& name) {
  const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0) {
    ::close(file);
    return {};
  }
  if (errno == EEXIST) return {};
  const std::string cause = std::strerror(errno);
  return std::unexpected(plain(name, Error::Kind::io,
                               {"Impossible de créer ce fichier (" + cause + ").", "Cannot make this file (" + cause + ")."},
                               {"Vérifier le dossier, les droits et la place sur le disque.",
                                "Check the folder, the permissions and the space on the disk."}));
}

int number(SQLite::Database& db, const char* pragma) { return db.execAndGet(pragma).getInt(); }

/// One transaction: either every step is made or none.
void migrate(SQLite::Database& db, int to) {
  WriteLock lock(db);
  const int from = number(db, "PRAGMA user_version");
  for (int version = from; version < to; ++version) db.exec(migrations()[static_cast<std::size_t>(version)]);
  if (from < to) {
    db.exec("PRAGMA user_version = " + std::to_string(to));
    db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
  }
  lock.commit();
}

/// Ours, or empty: anything else must not be touched. The three questions are put to one state of the file: another
/// process may be making it ours between two of them.
bool is_ours(SQLite::Database& db) {
  const SQLite::Transaction one_state(db);
  if (number(db, "PRAGMA application_id") == kApplicationId) return true;
  return number(db, "PRAGMA user_version") == 0 && number(db, "SELECT count(*) FROM sqlite_schema") == 0;
}

}  // namespace

Error workspace_error(const std::string& path, const SQLite::Exception& problem) {
  const int code = problem.getErrorCode();
  const std::string said = problem.what();
  if (code == kSqliteNotADb) return not_a_workspace(path);
  if (will_pass(code))
    return plain(path, Error::Kind::io,
                 {"Un autre programme garde cet espace depuis plus d'une minute.",
                  "Another program has held this workspace for over a minute."},
                 {"Attendre qu'il ait fini, puis recommencer.", "Wait until it is done, then try again."});
  if (code == kSqliteFull || code == kSqliteReadOnly)
    return plain(
        path, Error::Kind::io, {"Impossible d'écrire ici (" + said + ").", "Cannot write here (" + said + ")."},
        {"Vérifier les droits et la place sur le disque.", "Check the permissions and the space on the disk."});
  if (code == kSqliteCorrupt)
    return plain(path, Error::Kind::invalid_input,
                 {"Cet espace de travail est abîmé (" + said + ").", "This workspace is damaged (" + said + ")."},
                 {"Reprendre une copie ; boussole db check dit ce qui est atteint.",
                  "Go back to a copy; boussole db check says what is hit."});
  return plain(path, Error::Kind::io,
               {"L'espace de travail ne répond pas (" + said + ").", "The workspace does not answer (" + said + ")."},
               {"Vérifier le chemin et les droits.", "Check the path and the permissions."});
}

std::string platform_key(const std::string& url, const std::string& name) {
  std::string key = url;
  if (const std::size_t scheme = key.find("://"); scheme != std::string::npos) key.erase(0, scheme + 3);
  key.resize(std::min(key.size(), key.find_first_of("/?#")));
  if (key.starts_with("www.")) key.erase(0, 4);
  if (key.empty()) key = name;
  for (char& c : key) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return key;
}

Workspace::Workspace(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

Expected<Workspace> Workspace::open(const fs::path& path, Mode mode) {
  return open(path, mode, static_cast<int>(migrations().size()));
}

Expected<Workspace> Workspace::open(const fs::path& path, Mode mode, int schema_version) {
  const std::string name = path.string();
  std::error_code failed;
  const bool there = fs::exists(path, failed);
  if (!there && mode == Mode::existing)
    return std::unexpected(plain(
        name, Error::Kind::invalid_input, {"Cet espace de travail n'existe pas.", "This workspace does not exist."},
        {"Le créer avec boussole audit … --db FICHIER.", "Make it with boussole audit … --db FILE."}));
  if (there && !fs::is_regular_file(path, failed)) return std::unexpected(not_a_workspace(name));
  if (!there)
    if (auto made = make_file(name); !made) return std::unexpected(made.error());
  auto opened = guarded(name, [&] {
    auto connection = std::make_unique<Connection>(
        Connection{name, SQLite::Database(name, SQLite::OPEN_READWRITE, kWaitMilliseconds), 0});
    // A file from elsewhere may hold anything: its own functions and views are not trusted.
    connection->db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
    return connection;
  });
  if (!opened) return std::unexpected(opened.error());
  SQLite::Database& db = (*opened)->db;
  const auto ours = guarded(name, [&] { return patiently([&] { return is_ours(db); }); });
  if (!ours) return std::unexpected(ours.error());
  if (!*ours) return std::unexpected(not_a_workspace(name));
  const int known = static_cast<int>(migrations().size());
  const auto version = guarded(name, [&] { return patiently([&] { return number(db, "PRAGMA user_version"); }); });
  if (!version) return std::unexpected(version.error());
  if (*version > known) return std::unexpected(newer(name, *version, known));
  auto ready = guarded(name, [&] {
    patiently([&] { db.exec("PRAGMA journal_mode = WAL"); });
    // What a commit has returned for survives a power cut too.
    db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    patiently([&] { migrate(db, schema_version); });
    (*opened)->version = number(db, "PRAGMA user_version");
  });
  if (!ready) return std::unexpected(ready.error());
  // A newer program may have brought it up to date since the first look.
  if ((*opened)->version > known) return std::unexpected(newer(name, (*opened)->version, known));
  return Workspace(std::move(*opened));
}

}  // namespace boussole::engine
