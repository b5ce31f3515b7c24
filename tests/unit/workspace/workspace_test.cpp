#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "engine/dataset/votes.h"
#include "tests/unit/workspace/scratch.h"

using namespace boussole;
using namespace boussole::testing;
using engine::Workspace;

namespace {

void check_refused(const std::string& path, const std::string& says) {
  const auto opened = Workspace::open(path, Workspace::Mode::create);
  INFO(says);
  REQUIRE_FALSE(opened);
  INFO(opened.error().in(Language::en));
  CHECK(opened.error().file == path);
  CHECK(opened.error().what.en.find(says) != std::string::npos);
  CHECK_FALSE(opened.error().what.fr.empty());
  CHECK_FALSE(opened.error().remedy.en.empty());
}

std::int64_t count(const std::string& path, const std::string& sql) {
  SQLite::Database db(path, SQLite::OPEN_READONLY);
  return db.execAndGet(sql).getInt64();
}

engine::Dataset small_data() {
  engine::Dataset data;
  data.platform_name = "Ville";
  data.platform_url = "https://ville.example";
  data.connector = "decidim";
  data.sources.push_back({"a.csv", "proposals", "aa", 1, 2, 0, 0, {}, {}, {}});
  data.spaces.resize(1);
  data.spaces[0].key = "/processes/x";
  for (std::uint64_t key : {1u, 2u}) data.participants.emplace_back().key = key;
  for (std::uint32_t i = 0; i < 3; ++i) {
    engine::Contribution& c = data.contributions.emplace_back();
    c.space = 0;
    c.text.words = 10 + i;
    if (i == 1) c.votes = 0;
    data.author_pool.push_back(i % 2);
    c.authors = {i, 1};
  }
  engine::Comment& comment = data.comments.emplace_back();
  comment.author = 1;
  auto votes = std::make_shared<engine::Votes>();
  votes->targets.emplace_back().contribution = 2;
  engine::Vote& vote = votes->votes.emplace_back();
  vote.participant = 1;
  vote.value = 1;
  data.votes = votes;
  return data;
}

}  // namespace

TEST_CASE("an audit comes back byte for byte, with what went with it") {
  const Scratch folder;
  const auto path = folder.at("w.db");
  const engine::Audit audit = audit_of("ville", "2026-01-01");
  {
    Workspace workspace = opened(path);
    const std::vector<engine::StoredStatement> statements{{"evidence", "e.json", "", "{}\n"},
                                                          {"replies", "r.json", "", "[]"}};
    CHECK(stored(workspace, audit, statements) == 1);
    CHECK(stored(workspace, audit, statements) == 1);
    CHECK(stored(workspace, audit_of("ville", "2026-02-01")) == 2);
  }
  Workspace workspace = opened(path, Workspace::Mode::existing);
  CHECK(*workspace.document(1) == reports::write_json(audit));
  const auto statements = workspace.statements(1);
  REQUIRE(statements->size() == 2);
  CHECK((*statements)[0].document == "{}\n");
  CHECK((*statements)[1].file == "r.json");
  CHECK(workspace.audits()->size() == 2);
  CHECK(workspace.check()->empty());
  CHECK(count(path, "SELECT count(*) FROM statements") == 2);
  // A figure that is missing is NULL, never 0.
  CHECK(count(path, "SELECT count(*) FROM figures WHERE status = 'missing' AND value IS NOT NULL") == 0);
  CHECK(count(path, "SELECT count(*) FROM figures WHERE status = 'missing' AND value IS NULL") > 0);
}

TEST_CASE("audits are found by number and by hash; history goes by name or address, in order of date") {
  const Scratch folder;
  Workspace workspace = opened(folder.at("w.db"));
  stored(workspace, audit_of("ville", "2026-03-01"));
  stored(workspace, audit_of("ville", "2025-03-01"));
  stored(workspace, audit_of("autre", "2026-01-01"));
  const auto second = workspace.find("2");
  REQUIRE(second);
  CHECK(second->as_of == "2025-03-01");
  CHECK(workspace.find(second->sha256.substr(0, 12))->id == 2);
  for (const char* reference : {"9", "0", "-1", "1; DROP TABLE audits", "ffffffffffff", "", "2 ", "%"}) {
    INFO(reference);
    const auto none = workspace.find(reference);
    REQUIRE_FALSE(none);
    CHECK_FALSE(none.error().remedy.en.empty());
  }
  for (const char* name : {"ville", "VILLE", "ville.example", "https://www.ville.example/x"}) {
    INFO(name);
    const auto history = workspace.history(name);
    REQUIRE(history);
    REQUIRE(history->size() == 2);
    CHECK((*history)[0].as_of == "2025-03-01");
  }
  const auto none = workspace.history("nowhere");
  REQUIRE_FALSE(none);
  CHECK(none.error().remedy.en.find("autre.example") != std::string::npos);
}

TEST_CASE("an older schema is brought up to date with all it holds; a newer one is refused untouched") {
  const Scratch folder;
  for (int version = 1; version < 3; ++version) {
    INFO(version);
    const auto path = folder.at("v" + std::to_string(version) + ".db");
    {
      auto old = Workspace::open(path, Workspace::Mode::create, version);
      REQUIRE(old);
      stored(*old, audit_of("ville", "2026-01-01"));
    }
    CHECK(count(path, "PRAGMA user_version") == version);
    Workspace workspace = opened(path, Workspace::Mode::existing);
    CHECK(count(path, "PRAGMA user_version") == 3);
    CHECK(*workspace.document(1) == reports::write_json(audit_of("ville", "2026-01-01")));
    CHECK(workspace.check()->empty());
    CHECK(workspace.import(small_data())->contributions == 3);
  }
  const auto path = folder.at("new.db");
  {
    Workspace workspace = opened(path);
    stored(workspace, audit_of("ville", "2026-01-01"));
  }
  {
    SQLite::Database db(path, SQLite::OPEN_READWRITE);
    db.exec("PRAGMA user_version = 99");
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  const std::string before = folder.read("new.db");
  check_refused(path, "newer version");
  CHECK(folder.read("new.db") == before);
}

TEST_CASE("what is no workspace is refused and stays as it is") {
  const Scratch folder;
  const std::string text(5000, 'x');
  check_refused(folder.write("text.db", text), "not a boussole workspace");
  CHECK(folder.read("text.db") == text);
  {
    SQLite::Database other(folder.at("other.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE mine (a)");
  }
  const std::string before = folder.read("other.db");
  check_refused(folder.at("other.db"), "not a boussole workspace");
  CHECK(folder.read("other.db") == before);
  std::filesystem::create_directory(folder.at("folder"));
  check_refused(folder.at("folder"), "not a boussole workspace");
  check_refused(folder.at("no/such/folder.db"), "Cannot make this file");
  const auto absent = Workspace::open(folder.at("absent.db"), Workspace::Mode::existing);
  REQUIRE_FALSE(absent);
  CHECK_FALSE(std::filesystem::exists(folder.at("absent.db")));
}

TEST_CASE("a truncated or altered workspace is an error or a finding, never a crash nor a silent loss") {
  const Scratch folder;
  {
    Workspace workspace = opened(folder.at("w.db"));
    stored(workspace, audit_of("ville", "2026-01-01"));
  }
  const std::string whole = folder.read("w.db");
  REQUIRE(whole.size() > 8192);
  for (std::size_t part = 1; part < 12; ++part) {
    INFO(part);
    const auto path = folder.write("cut.db", whole.substr(0, whole.size() * part / 12));
    const auto cut = Workspace::open(path, Workspace::Mode::existing);
    if (!cut) {
      CHECK_FALSE(cut.error().remedy.en.empty());
      continue;
    }
    const auto problems = cut->check();
    CHECK((!problems || !problems->empty()));
  }
  {
    SQLite::Database db(folder.at("w.db"), SQLite::OPEN_READWRITE);
    db.exec("UPDATE audits SET document = replace(document, 'ville', 'ville2')");
  }
  const auto problems = opened(folder.at("w.db")).check();
  REQUIRE(problems->size() == 1);
  CHECK(problems->front().en.find("not what its hash says") != std::string::npos);
  const auto changed = opened(folder.at("w.db")).document(1);  // and no command compares or exports it
  REQUIRE_FALSE(changed);
  CHECK(changed.error().what.en.find("changed since") != std::string::npos);
  {
    SQLite::Database db(folder.at("w.db"), SQLite::OPEN_READWRITE);
    db.exec("UPDATE audits SET document = replace(document, 'ville2', 'ville')");
    db.exec("CREATE TRIGGER thief AFTER INSERT ON audits BEGIN DELETE FROM audits; END");
  }
  const auto trigger = opened(folder.at("w.db")).check();
  REQUIRE(trigger->size() == 1);
  CHECK(trigger->front().en.find("thief") != std::string::npos);
}

TEST_CASE("a failed write leaves nothing behind") {
  const Scratch folder;
  const auto path = folder.at("w.db");
  Workspace workspace = opened(path);
  engine::Audit twice = audit_of("ville", "2026-01-01");
  twice.indicators.push_back(twice.indicators.front());  // the same figure twice breaks the key, after the audit's row
  CHECK_FALSE(workspace.store(twice, reports::write_json(twice), {}));
  CHECK(count(path, "SELECT count(*) FROM audits") == 0);
  CHECK(count(path, "SELECT count(*) FROM figures") == 0);
  CHECK(stored(workspace, audit_of("ville", "2026-01-01")) == 1);
}

TEST_CASE("imported data: unknown is NULL, the same sources are one import, no name is kept") {
  const Scratch folder;
  const auto path = folder.at("w.db");
  Workspace workspace = opened(path);
  const auto first = workspace.import(small_data());
  REQUIRE(first);
  CHECK(first->participants == 2);
  CHECK(first->contributions == 3);
  CHECK(first->comments == 1);
  CHECK(first->votes == 1);
  CHECK(workspace.import(small_data())->id == first->id);
  engine::Dataset other = small_data();
  other.sources[0].sha256 = "bb";
  CHECK(workspace.import(other)->id == 2);
  CHECK(count(path, "SELECT count(*) FROM contributions WHERE import = 1 AND votes IS NULL") == 2);
  CHECK(count(path, "SELECT count(*) FROM contributions WHERE import = 1 AND votes = 0") == 1);
  CHECK(count(path, "SELECT count(DISTINCT participant) FROM contribution_authors WHERE import = 1") == 2);
  CHECK(count(path, "SELECT contribution FROM votes WHERE import = 1") == 2);
  CHECK(workspace.check()->empty());
}

TEST_CASE("platforms are named by their host, or by their name") {
  CHECK(engine::platform_key("https://www.Ville.example:8080/a?b", "x") == "ville.example:8080");
  CHECK(engine::platform_key("ville.example", "x") == "ville.example");
  CHECK(engine::platform_key("", "Ville de X") == "ville de x");
}
