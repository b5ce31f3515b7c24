#include <limits>

#include "engine/base/sha256.h"
#include "engine/claims.h"
#include "engine/workspace/connection.h"

namespace boussole::engine {
namespace {

const char* status_word(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::insufficient_sample:
      return "insufficient_sample";
    case Status::missing:
      return "missing";
    case Status::not_applicable:
      return "not_applicable";
    case Status::contested:
      return "contested";
  }
  return "missing";
}

template <class T>
void bind_maybe(SQLite::Statement& to, int index, const std::optional<T>& value) {
  if (value)
    to.bind(index, *value);
  else
    to.bind(index);
}

void bind_text_or_null(SQLite::Statement& to, int index, const std::string& text) {
  if (text.empty())
    to.bind(index);
  else
    to.bind(index, text);
}

std::int64_t insert_audit(SQLite::Database& db, const Audit& audit, std::string_view document, const std::string& sha) {
  SQLite::Statement insert(db,
                           "INSERT INTO audits (sha256, platform, platform_name, platform_url, connector, generation, "
                           "as_of, criteria_id, criteria_version, criteria_sha256, tool_version, document) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, sha);
  insert.bind(2, platform_key(audit.platform_url, audit.platform_name));
  insert.bind(3, audit.platform_name);
  insert.bind(4, audit.platform_url);
  insert.bind(5, audit.connector);
  insert.bind(6, audit.generation);
  bind_text_or_null(insert, 7, audit.as_of);
  insert.bind(8, audit.criteria.id);
  insert.bind(9, audit.criteria.version);
  insert.bind(10, audit.criteria.sha256);
  insert.bind(11, audit.tool_version);
  insert.bind(12, std::string(document));
  insert.exec();
  return db.getLastInsertRowid();
}

class Figures {
 public:
  Figures(SQLite::Database& db, std::int64_t audit)
      : insert_(db,
                "INSERT INTO figures (audit, space, indicator, kind, status, reason, value, unit, interval_low, "
                "interval_high, interval_level, n, missing, score, score_low, score_high) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        audit_(audit) {}

  void add(const std::string& space, const IndicatorResult& r) {
    insert_.bind(1, audit_);
    insert_.bind(2, space);
    insert_.bind(3, r.id);
    insert_.bind(4, r.kind);
    insert_.bind(5, status_word(r.status));
    bind_maybe(insert_, 6, r.reason ? std::optional(r.reason->code) : std::nullopt);
    bind_maybe(insert_, 7, r.value);
    insert_.bind(8, r.unit);
    const auto bound = [&](double Interval::*which) {
      return r.interval ? std::optional((*r.interval).*which) : std::nullopt;
    };
    bind_maybe(insert_, 9, bound(&Interval::low));
    bind_maybe(insert_, 10, bound(&Interval::high));
    bind_maybe(insert_, 11, bound(&Interval::level));
    bind_maybe(insert_, 12, r.n);
    bind_maybe(insert_, 13, r.missing);
    bind_maybe(insert_, 14, r.score ? std::optional(r.score->value) : std::nullopt);
    bind_maybe(insert_, 15, r.score ? r.score->low : std::nullopt);
    bind_maybe(insert_, 16, r.score ? r.score->high : std::nullopt);
    insert_.exec();
    insert_.reset();
  }

 private:
  SQLite::Statement insert_;
  std::int64_t audit_;
};

void insert_figures(SQLite::Database& db, const Audit& audit, std::int64_t id) {
  Figures figures(db, id);
  for (const IndicatorResult& result : audit.indicators) figures.add("", result);
  for (const SpaceResult& space : audit.spaces)
    for (const IndicatorResult& result : space.indicators) figures.add(space.id, result);
  // The declared figure of a mixed indicator stands beside its measured one, in a row of its own.
  if (audit.claims && audit.claims->evidence)
    for (const Declaration& declaration : audit.claims->evidence->declarations)
      if (declaration.declared) figures.add("", *declaration.declared);
}

void insert_axes(SQLite::Database& db, const Audit& audit, std::int64_t id) {
  SQLite::Statement insert(db,
                           "INSERT INTO axes (audit, axis, part, score, score_low, score_high, coverage) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)");
  const auto add = [&](const std::string& axis, const char* part, const std::optional<GroupScore>& score) {
    if (!score) return;
    insert.bind(1, id);
    insert.bind(2, axis);
    insert.bind(3, part);
    insert.bind(4, score->value);
    bind_maybe(insert, 5, score->low);
    bind_maybe(insert, 6, score->high);
    insert.bind(7, score->coverage);
    insert.exec();
    insert.reset();
  };
  for (const AxisScore& axis : audit.axes) {
    add(axis.id, "measured", axis.measured);
    add(axis.id, "declared", axis.declared);
  }
}

void insert_statement(SQLite::Database& db, const StoredStatement& statement, std::int64_t audit) {
  const std::string sha = sha256(statement.document);
  SQLite::Statement insert(db, "INSERT OR IGNORE INTO statements (kind, sha256, file, document) VALUES (?, ?, ?, ?)");
  insert.bind(1, statement.kind);
  insert.bind(2, sha);
  insert.bind(3, statement.file);
  insert.bind(4, statement.document);
  insert.exec();
  SQLite::Statement link(db,
                         "INSERT OR IGNORE INTO audit_statements (audit, statement) "
                         "SELECT ?, id FROM statements WHERE kind = ? AND sha256 = ?");
  link.bind(1, audit);
  link.bind(2, statement.kind);
  link.bind(3, sha);
  link.exec();
}

}  // namespace

Expected<std::int64_t> Workspace::store(const Audit& audit, std::string_view document,
                                        const std::vector<StoredStatement>& statements) {
  SQLite::Database& db = connection_->db;
  return guarded(connection_->path, [&] {
    const std::string sha = sha256(document);
    WriteLock lock(db);
    std::int64_t id = 0;
    {
      SQLite::Statement known(db, "SELECT id FROM audits WHERE sha256 = ?");
      known.bind(1, sha);
      if (known.executeStep()) id = known.getColumn(0).getInt64();
    }
    if (id == 0) {
      id = insert_audit(db, audit, document, sha);
      insert_figures(db, audit, id);
      insert_axes(db, audit, id);
    }
    for (const StoredStatement& statement : statements) insert_statement(db, statement, id);
    lock.commit();
    return id;
  });
}

}  // namespace boussole::engine
