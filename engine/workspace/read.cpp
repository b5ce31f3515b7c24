#include <algorithm>
#include <cctype>

#include "engine/base/sha256.h"
#include "engine/workspace/connection.h"

namespace boussole::engine {
namespace {

constexpr const char* kColumns =
    "SELECT id, sha256, platform, platform_name, platform_url, connector, generation, coalesce(as_of, ''), "
    "criteria_id, "
    "criteria_version, tool_version, length(CAST(document AS BLOB)) FROM audits ";

StoredAudit audit_of(SQLite::Statement& row) {
  const auto text = [&](int column) { return row.getColumn(column).getString(); };
  return {row.getColumn(0).getInt64(),
          text(1),
          text(2),
          text(3),
          text(4),
          text(5),
          text(6),
          text(7),
          text(8),
          text(9),
          text(10),
          row.getColumn(11).getInt64()};
}

bool all_of(const std::string& text, int (*kind)(int)) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [&](char c) { return kind(static_cast<unsigned char>(c)) != 0; });
}

Error not_found(const std::string& path, Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::usage;
  error.file = path;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

Error altered(const std::string& path, std::int64_t audit) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = path;
  const std::string n = std::to_string(audit);
  error.what = {"L'audit " + n + " n'est plus celui de son empreinte : il a été changé depuis.",
                "Audit " + n + " is no longer what its hash says: it was changed since."};
  error.remedy = {"Reprendre une copie, ou refaire l'audit.", "Go back to a copy, or run the audit again."};
  return error;
}

}  // namespace

Expected<std::vector<StoredAudit>> Workspace::audits() const {
  return guarded(connection_->path, [&] {
    SQLite::Statement rows(connection_->db, std::string(kColumns) + "ORDER BY platform, as_of, id");
    std::vector<StoredAudit> out;
    while (rows.executeStep()) out.push_back(audit_of(rows));
    return out;
  });
}

Expected<StoredAudit> Workspace::find(const std::string& reference) const {
  constexpr std::size_t kHashDigits = 8;
  const bool id = reference.size() < kHashDigits && all_of(reference, std::isdigit);
  const bool hash = reference.size() >= kHashDigits && all_of(reference, std::isxdigit);
  auto found = guarded(connection_->path, [&] {
    std::vector<StoredAudit> out;
    if (!id && !hash) return out;
    SQLite::Statement rows(connection_->db,
                           std::string(kColumns) + (id ? "WHERE id = ?" : "WHERE substr(sha256, 1, length(?1)) = ?1"));
    if (id)
      rows.bind(1, static_cast<std::int64_t>(std::stoll(reference)));
    else
      rows.bind(1, reference);
    while (rows.executeStep()) out.push_back(audit_of(rows));
    return out;
  });
  if (!found) return std::unexpected(found.error());
  if (found->size() == 1) return found->front();
  return std::unexpected(not_found(connection_->path,
                                   {"Aucun audit « " + reference + " » dans cet espace, ou plusieurs.",
                                    "No audit \"" + reference + "\" in this workspace, or several."},
                                   {"boussole db list donne les numéros.", "boussole db list gives the numbers."}));
}

Expected<std::string> Workspace::document(std::int64_t audit) const {
  auto found = guarded(connection_->path, [&] {
    SQLite::Statement row(connection_->db, "SELECT document, sha256 FROM audits WHERE id = ?");
    row.bind(1, audit);
    if (!row.executeStep()) return std::pair<std::string, std::string>();
    return std::pair(row.getColumn(0).getString(), row.getColumn(1).getString());
  });
  if (!found) return std::unexpected(found.error());
  if (!found->first.empty() && sha256(found->first) == found->second) return std::move(found->first);
  return std::unexpected(altered(connection_->path, audit));
}

Expected<std::vector<StoredStatement>> Workspace::statements(std::int64_t audit) const {
  return guarded(connection_->path, [&] {
    SQLite::Statement rows(connection_->db,
                           "SELECT kind, file, sha256, document FROM statements "
                           "JOIN audit_statements ON statement = id WHERE audit = ? ORDER BY kind, id");
    rows.bind(1, audit);
    std::vector<StoredStatement> out;
    while (rows.executeStep())
      out.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                     rows.getColumn(3).getString()});
    return out;
  });
}

Expected<std::vector<StoredAudit>> Workspace::history(const std::string& platform) const {
  auto all = audits();
  if (!all) return all;
  const std::string as_url = platform_key(platform, ""), as_name = platform_key("", platform);
  std::vector<StoredAudit> out;
  std::string known;
  for (const StoredAudit& audit : *all) {
    if (audit.platform == as_url || audit.platform == as_name || platform_key("", audit.platform_name) == as_name)
      out.push_back(audit);
    if (!known.ends_with(audit.platform)) known += (known.empty() ? "" : ", ") + audit.platform;
  }
  if (!out.empty()) return out;
  return std::unexpected(not_found(
      connection_->path,
      {"Aucun audit de « " + platform + " » dans cet espace.", "No audit of \"" + platform + "\" in this workspace."},
      {"Plateformes : " + (known.empty() ? "—" : known) + ".", "Platforms: " + (known.empty() ? "—" : known) + "."}));
}

Expected<std::vector<StoredImport>> Workspace::imports() const {
  return guarded(connection_->path, [&] {
    std::vector<StoredImport> out;
    const auto count = [](const char* table) {
      return std::string(", (SELECT count(*) FROM ") + table + " WHERE import = imports.id)";
    };
    SQLite::Statement rows(connection_->db, "SELECT id, platform, platform_name, connector, generation" +
                                                count("contributions") + count("comments") + count("participants") +
                                                count("votes") + " FROM imports ORDER BY platform, id");
    while (rows.executeStep())
      out.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                     rows.getColumn(3).getString(), rows.getColumn(4).getString(), rows.getColumn(5).getInt64(),
                     rows.getColumn(6).getInt64(), rows.getColumn(7).getInt64(), rows.getColumn(8).getInt64()});
    return out;
  });
}

}  // namespace boussole::engine
