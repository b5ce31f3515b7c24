#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/commands.h"
#include "criteria/validate.h"
#include "engine/base/sha256.h"
#include "reports/json.h"

/// evidence, replies and the workspace, from files to files.
namespace {

using namespace boussole;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("boussole-evidence-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return at(name);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  fs::path path_;
};

const cli::Console kQuiet(Language::en, true, false);
const char* const kTown = BOUSSOLE_EXAMPLES "/haute-sauge/decidons.haute-sauge.example-open-data.zip";

std::string evidence(const std::string& sha) {
  return R"({"schema": "boussole/evidence/1", "criteria": {"id": "boussole", "version": "0.1.0"},
"platform": {"name": "", "url": ""}, "declared_by": {"role": "team", "date": "2026-01-01"}, "answers": [
{"indicator": "com-licence-libre", "step": 1, "proofs": [
{"step": 0.75, "what": "licences", "date": "2025-06-01", "file": "licences.txt", "sha256": ")" +
         sha + R"("}]}]})";
}

const std::string kReplies = R"({"schema": "boussole/replies/1", "replies": [
{"id": "r1", "indicator": "tra-completude-donnees", "kind": "contest", "reason": "wrong_reference", "value": 0.9,
 "text": "Two fields were counted that the licence withholds.", "author_role": "data team", "date": "2026-01-02"}]})";

cli::AuditArguments audit(const Folder& folder, const std::string& output) {
  cli::AuditArguments out;
  out.sources = {kTown};
  out.output = folder.at(output);
  out.replicates = 100;
  out.threads = 2;
  return out;
}

const engine::IndicatorResult& figure(const engine::Audit& audit, const std::string& id) {
  for (const auto& r : audit.indicators)
    if (r.id == id) return r;
  throw std::runtime_error("no such indicator");
}

/// What the schema says of this file; a member the schema does not know must be found.
void check_against_schema(const Folder& folder, const std::string& file) {
  INFO(file);
  for (const Error& problem : criteria::validate_path(folder.at(file))) FAIL_CHECK(problem.in(Language::en));
  std::string more = folder.read(file);
  const std::size_t member = more.find("\n  \"", more.find("\"schema\"") + 1);
  REQUIRE(member != std::string::npos);
  more.insert(member, "\n  \"unheard_of\": 1,");
  CHECK_FALSE(criteria::validate_path(folder.write("more.json", more)).empty());
}

TEST_CASE("evidence new writes once, and check says what is left") {
  const Folder folder;
  cli::EvidenceNewArguments fresh;
  fresh.output = folder.at("q");
  REQUIRE(cli::run(fresh, kQuiet) == 0);
  CHECK(cli::run(fresh, kQuiet) == 2);  // what was filled in is not overwritten
  fresh.force = true;
  CHECK(cli::run(fresh, kQuiet) == 0);
  cli::EvidenceCheckArguments check;
  check.file = folder.at("q/evidence.json");
  check.output = folder.at("out");
  check.formats = {"html", "json", "csv", "md", "xlsx"};
  check.csv_dialect = "fr-excel";
  CHECK(cli::run(check, kQuiet) == 1);
  CHECK(folder.read("out/evidence-check.csv").starts_with("\xEF\xBB\xBFindicator;name;"));
  CHECK(folder.read("out/evidence-check.xlsx").starts_with("PK"));
  check_against_schema(folder, "out/evidence-check.json");
  for (const char* format : {"html", "json", "csv", "md", "xlsx"})
    CHECK(folder.read(std::string("out/evidence-check.") + format).size() > 100);
  check.output.clear();  // a workbook is not for a terminal
  CHECK(cli::run(check, kQuiet) == 2);
  check.file = folder.write("cut.json", folder.read("q/evidence.json").substr(0, 900));
  check.output = folder.at("none");
  CHECK(cli::run(check, kQuiet) == 3);
  CHECK_FALSE(fs::exists(folder.at("none")));
}

TEST_CASE("an audit with evidence and replies: same input same bytes, kept in a workspace, given back whole") {
  const Folder folder;
  folder.write("licences.txt", "GNU AGPL v3");
  auto arguments = audit(folder, "one");
  arguments.claims.evidence = folder.write("evidence.json", evidence(sha256("GNU AGPL v3")));
  arguments.claims.replies = folder.write("replies.json", kReplies);
  arguments.db = folder.at("w.db");
  REQUIRE(cli::run(arguments, kQuiet) == 0);
  arguments.output = folder.at("two");
  arguments.threads = 1;
  REQUIRE(cli::run(arguments, kQuiet) == 0);
  for (const char* file : {"audit.json", "scorecard.html", "scorecard.md", "indicators.csv"})
    CHECK(folder.read(std::string("one/") + file) == folder.read(std::string("two/") + file));
  const auto written = reports::read_audit(folder.read("one/audit.json"), "audit.json");
  REQUIRE(written);
  CHECK(*figure(*written, "com-licence-libre").value == 0.75);
  CHECK(figure(*written, "tra-completude-donnees").status == engine::Status::contested);
  CHECK(folder.read("one/audit.json").find(folder.at("")) == std::string::npos);

  cli::WorkspaceArguments out;
  out.action = "export";
  out.db = arguments.db;
  out.subject = "1";
  out.output = folder.at("export");
  REQUIRE(cli::run(out, kQuiet) == 0);
  CHECK(folder.read("export/audit.json") == folder.read("one/audit.json"));
  CHECK(folder.read("export/evidence.json") == folder.read("evidence.json"));
  CHECK(folder.read("export/replies.json") == folder.read("replies.json"));
  for (const char* action : {"list", "check", "show"}) {
    out.action = action;
    CHECK(cli::run(out, kQuiet) == 0);
  }
  out.action = "show";
  out.subject = "2";  // the same bytes twice are one audit
  CHECK(cli::run(out, kQuiet) == 2);

  // A document that has changed since its hash proves nothing any more.
  folder.write("licences.txt", "another licence");
  arguments.output = folder.at("three");
  REQUIRE(cli::run(arguments, kQuiet) == 0);
  const auto changed = reports::read_audit(folder.read("three/audit.json"), "audit.json");
  CHECK(figure(*changed, "com-licence-libre").reason->code == "nothing_proven");

  out.action = "history";
  out.subject = written->platform_name;
  out.output = folder.at("history");
  out.formats = {"html", "json", "csv", "md", "xlsx"};
  CHECK(cli::run(out, kQuiet) == 0);
  CHECK(folder.read("history/history.xlsx").starts_with("PK"));
  check_against_schema(folder, "history/history.json");
  check_against_schema(folder, "one/audit.json");
  CHECK(folder.read("history/history.md").find("audit 2") != std::string::npos);
  out.subject = "nowhere";
  CHECK(cli::run(out, kQuiet) == 2);

  cli::CompareArguments compare;
  compare.audits = {"1", "2"};
  compare.db = arguments.db;
  compare.output = folder.at("compare");
  CHECK(cli::run(compare, kQuiet) == 0);

  cli::ImportArguments import;
  import.sources = {kTown};
  import.db = arguments.db;
  CHECK(cli::run(import, kQuiet) == 0);
  CHECK(cli::run(import, kQuiet) == 0);
}

TEST_CASE("bad evidence or replies: nothing is written, nothing is kept") {
  const Folder folder;
  auto arguments = audit(folder, "out");
  arguments.db = folder.at("w.db");
  arguments.claims.replies = folder.write("bad.json", kReplies.substr(0, 200));
  CHECK(cli::run(arguments, kQuiet) == 3);
  const auto replaced = [](const std::string& from, const std::string& to) {
    std::string out = kReplies;
    return out.replace(out.find(from), from.size(), to);
  };
  arguments.claims.replies = folder.write("off.json", replaced("0.9", "-5"));  // off the scale of the figure
  CHECK(cli::run(arguments, kQuiet) == 3);
  // One date far away would make all evidence out of date.
  arguments.claims.replies = folder.write("far.json", replaced("2026-01-02", "2999-01-02"));
  CHECK(cli::run(arguments, kQuiet) == 2);
  arguments.claims.replies.clear();
  arguments.claims.evidence = folder.write("new.json", R"({"schema": "boussole/evidence/2"})");
  CHECK(cli::run(arguments, kQuiet) == 3);
  arguments.claims.evidence.clear();
  arguments.claims.today = "tomorrow";
  CHECK(cli::run(arguments, kQuiet) == 2);
  CHECK_FALSE(fs::exists(folder.at("out")));
  CHECK_FALSE(fs::exists(folder.at("w.db")));
}

}  // namespace
