#include "engine/base/sha256.h"
#include "engine/workspace/connection.h"

namespace boussole::engine {
namespace {

/// Every document is what its hash says, byte for byte.
void check_documents(SQLite::Database& db, const char* table, const Text& name, std::vector<Text>& problems) {
  SQLite::Statement rows(db, std::string("SELECT id, sha256, document FROM ") + table + " ORDER BY id");
  while (rows.executeStep()) {
    if (sha256(rows.getColumn(2).getString()) == rows.getColumn(1).getString()) continue;
    const std::string id = std::to_string(rows.getColumn(0).getInt64());
    problems.push_back({name.fr + " " + id + " : le document n'est pas celui de son empreinte.",
                        name.en + " " + id + ": the document is not what its hash says."});
  }
}

}  // namespace

Expected<std::vector<Text>> Workspace::check() const {
  SQLite::Database& db = connection_->db;
  return guarded(connection_->path, [&] {
    std::vector<Text> problems;
    SQLite::Statement pages(db, "PRAGMA integrity_check");
    while (pages.executeStep()) {
      const std::string said = pages.getColumn(0).getString();
      if (said != "ok") problems.push_back({"SQLite : " + said, "SQLite: " + said});
    }
    if (!problems.empty()) return problems;  // rows cannot be trusted where pages are damaged
    SQLite::Statement references(db, "PRAGMA foreign_key_check");
    while (references.executeStep()) {
      const std::string table = references.getColumn(0).getString();
      problems.push_back(
          {"Une ligne de « " + table + " » renvoie à rien.", "A row of \"" + table + "\" refers to nothing."});
    }
    // A view of one's own is welcome; a trigger changes what is written behind our back.
    SQLite::Statement triggers(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
    while (triggers.executeStep()) {
      const std::string name = triggers.getColumn(0).getString();
      problems.push_back({"Le déclencheur « " + name + " » n'est pas de boussole : il change ce qui est écrit.",
                          "The trigger \"" + name + "\" is not boussole's: it changes what is written."});
    }
    check_documents(db, "audits", {"Audit", "Audit"}, problems);
    check_documents(db, "statements", {"Pièces ou réponses", "Evidence or replies"}, problems);
    SQLite::Statement empty(db,
                            "SELECT id FROM audits WHERE NOT EXISTS (SELECT 1 FROM figures WHERE audit = audits.id) "
                            "ORDER BY id");
    while (empty.executeStep()) {
      const std::string id = std::to_string(empty.getColumn(0).getInt64());
      problems.push_back({"Audit " + id + " : aucun chiffre.", "Audit " + id + ": no figure."});
    }
    return problems;
  });
}

}  // namespace boussole::engine
