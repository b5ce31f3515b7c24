#include "engine/base/sha256.h"
#include "engine/workspace/import_rows.h"

namespace boussole::engine {
namespace {

/// The same sources under the same pseudonyms are the same import: the hashes of what was read, and of who was seen.
std::string import_hash(const Dataset& data) {
  std::string all = data.connector + "\n";
  for (const SourceRecord& source : data.sources) all += source.file + "\n" + source.sha256 + "\n";
  for (const Participant& person : data.participants) all += std::to_string(person.key) + "\n";
  return sha256(all);
}

std::int64_t insert_import(SQLite::Database& db, const Dataset& data, const std::string& sha) {
  SQLite::Statement insert(db,
                           "INSERT INTO imports (sha256, platform, platform_name, platform_url, connector, generation, "
                           "newest_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, sha);
  insert.bind(2, platform_key(data.platform_url, data.platform_name));
  insert.bind(3, data.platform_name);
  insert.bind(4, data.platform_url);
  insert.bind(5, data.connector);
  insert.bind(6, data.generation);
  if (data.newest)
    insert.bind(7, static_cast<std::int64_t>(*data.newest));
  else
    insert.bind(7);
  insert.exec();
  return db.getLastInsertRowid();
}

}  // namespace

Expected<StoredImport> Workspace::import(const Dataset& data) {
  SQLite::Database& db = connection_->db;
  auto id = guarded(connection_->path, [&] {
    const std::string sha = import_hash(data);
    WriteLock lock(db);
    std::int64_t found = 0;
    {
      SQLite::Statement known(db, "SELECT id FROM imports WHERE sha256 = ?");
      known.bind(1, sha);
      if (known.executeStep()) found = known.getColumn(0).getInt64();
    }
    if (found == 0) {
      found = insert_import(db, data, sha);
      insert_rows(db, found, data);
    }
    lock.commit();
    return found;
  });
  if (!id) return std::unexpected(id.error());
  auto all = imports();
  if (!all) return std::unexpected(all.error());
  for (const StoredImport& import : *all)
    if (import.id == *id) return import;
  return StoredImport{};
}

}  // namespace boussole::engine
