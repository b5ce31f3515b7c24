#include "engine/workspace/schema.h"

#include <array>

namespace boussole::engine {
namespace {

/// Audits: the document as it was written, and its figures as rows. NULL is "no figure", never 0.
constexpr const char* kAudits = R"sql(
CREATE TABLE audits (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  platform_name TEXT NOT NULL, platform_url TEXT NOT NULL, connector TEXT NOT NULL, generation TEXT NOT NULL,
  as_of TEXT,
  criteria_id TEXT NOT NULL, criteria_version TEXT NOT NULL, criteria_sha256 TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX audits_by_platform ON audits (platform, as_of, id);
CREATE TABLE figures (
  audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
  space TEXT NOT NULL,
  indicator TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  value REAL, unit TEXT NOT NULL,
  interval_low REAL, interval_high REAL, interval_level REAL,
  n INTEGER, missing INTEGER,
  score REAL, score_low REAL, score_high REAL,
  PRIMARY KEY (audit, space, indicator, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE axes (
  audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
  axis TEXT NOT NULL,
  part TEXT NOT NULL,
  score REAL NOT NULL, score_low REAL, score_high REAL, coverage REAL NOT NULL,
  PRIMARY KEY (audit, axis, part)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kStatements = R"sql(
CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('evidence', 'replies')),
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (kind, sha256)
) STRICT;
CREATE TABLE audit_statements (
  audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
  statement INTEGER NOT NULL REFERENCES statements (id),
  PRIMARY KEY (audit, statement)
) STRICT, WITHOUT ROWID;
)sql";

/// Imported data: people are keyed hashes, texts are numbers of words. Times are seconds since 1970, UTC.
constexpr const char* kImports = R"sql(
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL, platform_name TEXT NOT NULL, platform_url TEXT NOT NULL,
  connector TEXT NOT NULL, generation TEXT NOT NULL, newest_at INTEGER
) STRICT;
CREATE TABLE sources (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  file TEXT NOT NULL, entity TEXT NOT NULL, sha256 TEXT NOT NULL,
  rows_read INTEGER NOT NULL, rows_rejected INTEGER NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE spaces (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  key TEXT NOT NULL, kind TEXT NOT NULL, title_fr TEXT NOT NULL, title_en TEXT NOT NULL, url TEXT NOT NULL,
  start_at INTEGER, end_at INTEGER,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE themes (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  kind TEXT NOT NULL, name_fr TEXT NOT NULL, name_en TEXT NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE participants (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  pseudonym TEXT NOT NULL, kind TEXT NOT NULL, organiser INTEGER NOT NULL, deleted INTEGER NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE contributions (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  space INTEGER, kind TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL,
  published_at INTEGER, answered_at INTEGER,
  words INTEGER NOT NULL, answer_words INTEGER NOT NULL,
  votes INTEGER, comments INTEGER, endorsements INTEGER,
  withdrawn INTEGER NOT NULL, amendment INTEGER NOT NULL, in_meeting INTEGER, located INTEGER NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE contribution_authors (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  contribution INTEGER NOT NULL, participant INTEGER NOT NULL,
  PRIMARY KEY (import, contribution, participant)
) STRICT, WITHOUT ROWID;
CREATE TABLE contribution_themes (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  contribution INTEGER NOT NULL, theme INTEGER NOT NULL,
  PRIMARY KEY (import, contribution, theme)
) STRICT, WITHOUT ROWID;
CREATE TABLE comments (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  space INTEGER, participant INTEGER, parent INTEGER, created_at INTEGER,
  words INTEGER NOT NULL, alignment INTEGER NOT NULL, depth INTEGER NOT NULL, reply INTEGER NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE meetings (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  space INTEGER, start_at INTEGER, end_at INTEGER, attendees INTEGER, contributions INTEGER, minutes INTEGER,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE results (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  space INTEGER, start_at INTEGER, end_at INTEGER, updated_at INTEGER, progress INTEGER, sources INTEGER NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE projects (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  space INTEGER, amount INTEGER, votes INTEGER, selected_at INTEGER, sources INTEGER NOT NULL,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE votes (
  import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE, row INTEGER NOT NULL,
  participant INTEGER NOT NULL, target INTEGER NOT NULL,
  contribution INTEGER, project INTEGER, comment INTEGER,
  scale TEXT NOT NULL, value INTEGER NOT NULL, superseded INTEGER NOT NULL, cast_at INTEGER,
  PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array<const char*, 3> kMigrations{kAudits, kStatements, kImports};

}  // namespace

std::span<const char* const> migrations() { return kMigrations; }

}  // namespace boussole::engine
