#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/commands.h"
#include "criteria/validate.h"
#include "engine/base/sha256.h"
#include "engine/workspace/workspace.h"
#include "reports/json.h"
#include "tests/support/audit_fixture.h"

/// The three commands from files to files: exit codes, and nothing half-written.
namespace {

using namespace boussole;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("boussole-commands-" + std::to_string(::getpid()))) {
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

/// The fixture with one figure that the built-in criteria know: half of 200, from 43 to 57 %.
engine::Audit audit(const std::string& name) {
  engine::Audit out = testing::fixture_audit();
  out.platform_name = name;
  engine::IndicatorResult r = out.indicators.front();
  r.id = "sui-taux-reponse";
  r.axis = "suites";
  r.unit = "ratio";
  r.value = 0.5;
  r.interval = engine::Interval{0.43, 0.57, 0.95, "Wilson"};
  r.score = engine::Score{0.5, 0.43, 0.57};
  r.n = 200;
  std::erase_if(out.indicators, [&](const engine::IndicatorResult& other) { return other.id == r.id; });
  out.indicators.push_back(r);
  return out;
}

std::string policy(const std::string& rule) {
  return R"({"schema": "boussole/policy/1", "name": "P", "rules": [{"id": "r", "indicator": "sui-taux-reponse", )" +
         rule + "}]}";
}

TEST_CASE("compare and scenarios write four files, the same ones twice") {
  const Folder folder;
  const std::string a = folder.write("a.json", reports::write_json(audit("A")));
  const std::string b = folder.write("b.json", reports::write_json(audit("B")));
  cli::CompareArguments compare;
  compare.audits = {a, b};
  cli::ScenariosArguments scenarios;
  scenarios.audits = {a, b};
  scenarios.draws = 200;
  for (const char* out : {"one", "two"}) {
    compare.output = scenarios.output = folder.at(out);
    scenarios.threads = out == std::string("one") ? 1 : 4;
    CHECK(cli::run(compare, kQuiet) == 0);
    CHECK(cli::run(scenarios, kQuiet) == 0);
  }
  for (const char* name : {"comparison", "scenarios"})
    for (const char* format : {"html", "json", "csv", "md"}) {
      const std::string file = std::string(name) + "." + format;
      INFO(file);
      CHECK(folder.read("one/" + file).size() > 100);
      CHECK(folder.read("one/" + file) == folder.read("two/" + file));
    }
  // A path of this machine is nobody's business.
  CHECK(folder.read("one/comparison.html").find(folder.at("")) == std::string::npos);
}

TEST_CASE("workbooks, own weights, another set and many audits, from files to files") {
  const Folder folder;
  std::vector<std::string> many;
  for (int i = 0; i < 16; ++i) {
    const std::string n = std::to_string(i);
    many.push_back(folder.write("m" + n + ".json", reports::write_json(audit("M" + n))));
  }
  cli::CompareArguments compare;
  compare.audits = many;
  compare.formats = {"html", "json", "csv", "md", "xlsx"};
  compare.output = folder.at("funnels");
  REQUIRE(cli::run(compare, kQuiet) == 0);
  CHECK(folder.read("funnels/comparison.json").find("boussole/funnels/1") != std::string::npos);
  CHECK(folder.read("funnels/comparison.html").find("<svg") != std::string::npos);
  CHECK(folder.read("funnels/comparison.xlsx").starts_with("PK"));
  compare.audits = {many[0], many[1]};
  compare.ranks = true;
  compare.output = folder.at("pair");
  REQUIRE(cli::run(compare, kQuiet) == 0);
  CHECK(folder.read("pair/comparison.json").find("\"acceptability\"") != std::string::npos);

  cli::ScenariosArguments scenarios;
  scenarios.audits = {many[0], many[1]};
  scenarios.draws = 200;
  scenarios.composite = true;
  scenarios.formats = {"json", "xlsx"};
  scenarios.output = folder.at("scenarios");
  scenarios.weights = {folder.write("weights.json", "{\"schema\": \"boussole/weights/1\"")};
  CHECK(cli::run(scenarios, kQuiet) == 3);
  CHECK_FALSE(fs::exists(folder.at("scenarios")));
  scenarios.weights = {std::string(BOUSSOLE_ROOT) + "/examples/seven/panel.json"};
  REQUIRE(cli::run(scenarios, kQuiet) == 0);
  CHECK(folder.read("scenarios/scenarios.json").find("\"researcher\"") != std::string::npos);
  scenarios.weights.push_back(scenarios.weights.front());  // the same people twice
  scenarios.output = folder.at("twice");
  CHECK(cli::run(scenarios, kQuiet) == 3);

  cli::CriteriaDiffArguments diff;
  diff.before = "boussole";
  diff.after = std::string(BOUSSOLE_ROOT) + "/criteria/oecd_guidelines";
  diff.audits = {many[0]};
  diff.output = folder.at("diff");
  REQUIRE(cli::run(diff, kQuiet) == 0);
  CHECK(folder.read("diff/criteria-diff.json").find("oecd_guidelines") != std::string::npos);
  diff.after = folder.at("nowhere");
  diff.output = folder.at("none");
  CHECK(cli::run(diff, kQuiet) == 5);
  CHECK_FALSE(fs::exists(folder.at("none")));
}

/// What the schema says of this file; a member the schema does not know, and one it wants that is gone, must be found.
void check_against_schema(const Folder& folder, const std::string& file) {
  INFO(file);
  const std::string text = folder.read(file);
  const auto problems = criteria::validate_path(folder.at(file));
  for (const Error& problem : problems) FAIL_CHECK(problem.in(Language::en));
  const std::size_t member = text.find("\n  \"", text.find("\"schema\"") + 1);
  REQUIRE(member != std::string::npos);
  std::string more = text, renamed = text;
  more.insert(member, "\n  \"unheard_of\": 1,");
  renamed.insert(member + 4, "no_");
  CHECK_FALSE(criteria::validate_path(folder.write("more.json", more)).empty());
  CHECK_FALSE(criteria::validate_path(folder.write("renamed.json", renamed)).empty());
}

TEST_CASE("every JSON that compare, scenarios and criteria diff write is valid against its schema") {
  const Folder folder;
  std::vector<std::string> many;
  for (int i = 0; i < 16; ++i) {
    const std::string n = std::to_string(i);
    engine::Audit one = audit("M" + n);
    if (i == 3) one.indicators.back().interval.reset(), one.indicators.back().interval_reason = Message{"x", {"x", "x"}};
    if (i == 3) one.indicators.back().score = engine::Score{0.5, std::nullopt, std::nullopt};
    many.push_back(folder.write("m" + n + ".json", reports::write_json(one)));
  }
  cli::CompareArguments compare;
  compare.formats = {"json"};
  compare.audits = many;
  compare.output = folder.at("funnels");
  REQUIRE(cli::run(compare, kQuiet) == 0);
  check_against_schema(folder, "funnels/comparison.json");
  for (const bool ranks : {false, true}) {
    compare.audits = {many[0], many[1], many[3]};
    compare.ranks = ranks;
    compare.output = folder.at("three");
    REQUIRE(cli::run(compare, kQuiet) == 0);
    check_against_schema(folder, "three/comparison.json");
  }
  cli::ScenariosArguments scenarios;
  scenarios.formats = {"json"};
  scenarios.draws = 100;
  scenarios.output = folder.at("scenarios");
  for (const std::size_t count : {1u, 3u}) {
    scenarios.audits.assign(many.begin(), many.begin() + std::ptrdiff_t(count));
    scenarios.composite = count > 1;
    if (count > 1) scenarios.weights = {std::string(BOUSSOLE_ROOT) + "/examples/seven/panel.json"};
    REQUIRE(cli::run(scenarios, kQuiet) == 0);
    check_against_schema(folder, "scenarios/scenarios.json");
  }
  cli::CriteriaDiffArguments diff;
  diff.formats = {"json", "csv", "xlsx"};
  diff.before = "boussole";
  diff.after = std::string(BOUSSOLE_ROOT) + "/criteria/oecd_guidelines";
  diff.audits = {many[0], many[3]};
  diff.output = folder.at("diff");
  REQUIRE(cli::run(diff, kQuiet) == 0);
  check_against_schema(folder, "diff/criteria-diff.json");
  CHECK(folder.read("diff/criteria-diff.csv").starts_with("what,audit,id,name,before,after\r\naxis,"));
  CHECK(folder.read("diff/criteria-diff.xlsx").starts_with("PK"));
}

TEST_CASE("an audit that is cut, older, hostile or absent: exit 3, and nothing is written") {
  const Folder folder;
  const std::string whole = reports::write_json(audit("A"));
  const std::string good = folder.write("good.json", whole);
  std::vector<std::string> bad{folder.at("absent.json"), folder.write("empty.json", "")};
  for (std::size_t part = 1; part < 12; ++part)
    bad.push_back(folder.write("cut" + std::to_string(part) + ".json", whole.substr(0, whole.size() * part / 12)));
  const auto changed = [&](const std::string& name, const std::string& from, const std::string& to) {
    std::string text = whole;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    bad.push_back(folder.write(name, text.replace(at, from.size(), to)));
  };
  changed("older.json", "boussole/audit/1", "boussole/audit/0");
  changed("newer.json", "boussole/audit/1", "boussole/audit/2");
  changed("low.json", "\"low\": 0.43", "\"low\": 0.9");
  changed("huge.json", "\"value\": 0.5", "\"value\": 1e999");
  changed("word.json", "\"value\": 0.5", "\"value\": \"half\"");
  changed("day.json", "\"as_of\": \"2026-11-01\"", "\"as_of\": \"2026-11-31\"");
  bad.push_back(folder.at(""));  // a folder without an audit
  const std::string rule = folder.write("p.json", policy(R"("figure": "value", "at_least": 0.1)"));
  for (const std::string& file : bad) {
    INFO(file);
    cli::CompareArguments compare;
    compare.audits = {good, file};
    compare.output = folder.at("out");
    CHECK(cli::run(compare, kQuiet) == 3);
    cli::ScenariosArguments scenarios;
    scenarios.audits = {file};
    scenarios.output = folder.at("out");
    CHECK(cli::run(scenarios, kQuiet) == 3);
    cli::CheckArguments check;
    check.audit = file;
    check.policy = rule;
    check.junit = folder.at("junit.xml");
    CHECK(cli::run(check, kQuiet) == 3);
    CHECK_FALSE(fs::exists(folder.at("out")));
    CHECK_FALSE(fs::exists(folder.at("junit.xml")));
  }
}

TEST_CASE("every command that reads audits takes them from a workspace by number, as compare does") {
  const Folder folder;
  const std::string db = folder.at("w.db");
  const std::string a = reports::write_json(audit("A")), b = reports::write_json(audit("B"));
  {
    auto workspace = engine::Workspace::open(db, engine::Workspace::Mode::create);
    REQUIRE(workspace);
    REQUIRE(*workspace->store(audit("A"), a, {}) == 1);
    REQUIRE(*workspace->store(audit("B"), b, {}) == 2);
  }
  folder.write("a.json", a);
  folder.write("b.json", b);
  const std::string hash = sha256(b).substr(0, 10);

  cli::ScenariosArguments scenarios;
  scenarios.draws = 100;
  scenarios.formats = {"json", "csv"};
  scenarios.audits = {folder.at("a.json"), folder.at("b.json")};
  scenarios.output = folder.at("files");
  CHECK(cli::run(scenarios, kQuiet) == 0);
  scenarios.audits = {"1", hash};
  scenarios.output = folder.at("stored");
  CHECK(cli::run(scenarios, kQuiet) == 3);  // no workspace was named
  CHECK_FALSE(fs::exists(folder.at("stored")));
  scenarios.db = db;
  CHECK(cli::run(scenarios, kQuiet) == 0);
  for (const char* file : {"scenarios.json", "scenarios.csv"})
    CHECK(folder.read(std::string("stored/") + file) == folder.read(std::string("files/") + file));

  cli::CheckArguments check;
  check.db = db;
  check.audit = "1";
  check.baseline = hash;
  check.policy = folder.write("p.json", policy(R"("figure": "value_change", "at_least": -0.2)"));
  CHECK(cli::run(check, kQuiet) == 0);
  check.audit = "3";
  CHECK(cli::run(check, kQuiet) == 2);
  check.audit = "1#/processes/none";
  CHECK(cli::run(check, kQuiet) == 2);

  cli::ExplainArguments explain{"1", "sui-taux-reponse", db};
  CHECK(cli::run(explain, kQuiet) == 0);
  explain.db = folder.at("none.db");
  CHECK(cli::run(explain, kQuiet) == 3);
  CHECK_FALSE(fs::exists(folder.at("none.db")));

  cli::CriteriaDiffArguments diff;
  diff.before = diff.after = "boussole";
  diff.audits = {"1", "2"};
  diff.db = db;
  diff.output = folder.at("diff");
  CHECK(cli::run(diff, kQuiet) == 0);
}

TEST_CASE("names from elsewhere: one line, of a length that can be read, and no mark that turns the words around") {
  const Folder folder;
  engine::Audit hostile = audit("=1+1\n| <script>\u202Eevil \x1b[31m" + std::string(5000, 'x'));
  cli::CompareArguments compare;
  compare.audits = {folder.write("a.json", reports::write_json(hostile)),
                    folder.write("b.json", reports::write_json(audit("B")))};
  compare.output = folder.at("out");
  REQUIRE(cli::run(compare, kQuiet) == 0);
  for (const char* file : {"out/comparison.html", "out/comparison.md"}) {
    const std::string text = folder.read(file);
    CHECK(text.find("<script>") == std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find(std::string(200, 'x')) == std::string::npos);
  }
}

TEST_CASE("a report written to a pipe or through a link goes there, and replaces neither") {
  const Folder folder;
  cli::CheckArguments check;
  check.audit = folder.write("a.json", reports::write_json(audit("A")));
  check.policy = folder.write("p.json", policy(R"("figure": "value", "at_least": 0.1)"));
  const std::string target = folder.write("target.xml", "old");
  fs::create_symlink(target, folder.at("link.xml"));
  check.junit = folder.at("link.xml");
  check.sarif = "/dev/null";
  REQUIRE(cli::run(check, kQuiet) == 0);
  CHECK(fs::is_symlink(folder.at("link.xml")));
  CHECK(folder.read("target.xml").starts_with("<?xml"));
  CHECK(fs::is_character_file("/dev/null"));
  check.sarif = "/dev/full";
  CHECK(cli::run(check, kQuiet) == 5);
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("usage errors are exit 2 and write nothing") {
  const Folder folder;
  const std::string a = folder.write("a.json", reports::write_json(audit("A")));
  cli::CompareArguments compare;
  compare.audits = {a, a + "#/no-such-space"};
  compare.output = folder.at("out");
  CHECK(cli::run(compare, kQuiet) == 2);
  compare.audits = {a, a};
  compare.formats = {"json", "pdf"};
  CHECK(cli::run(compare, kQuiet) == 2);
  compare.formats = {"json"};
  compare.audits.assign(501, a);
  CHECK(cli::run(compare, kQuiet) == 2);
  CHECK_FALSE(fs::exists(folder.at("out")));
  cli::CheckArguments check;
  check.audit = a;
  check.policy = folder.write("change.json", policy(R"("figure": "value_change", "at_least": 0)"));
  CHECK(cli::run(check, kQuiet) == 2);
  check.baseline = a;
  check.today = "tomorrow";
  CHECK(cli::run(check, kQuiet) == 2);
}

TEST_CASE("check: 0 met, 1 not met, 4 inconclusive, 3 for a policy that makes no sense") {
  const Folder folder;
  cli::CheckArguments check;
  check.audit = folder.write("a.json", reports::write_json(audit("A")));
  check.junit = folder.at("junit.xml");
  check.sarif = folder.at("out.sarif");
  const auto code = [&](const std::string& rule) {
    check.policy = folder.write("p.json", policy(rule));
    return cli::run(check, kQuiet);
  };
  CHECK(code(R"("figure": "value", "at_least": 0.4)") == 0);
  CHECK(folder.read("junit.xml").find("failures=\"0\" errors=\"0\"") != std::string::npos);
  CHECK(folder.read("out.sarif").find("\"pass\"") != std::string::npos);
  CHECK(code(R"("figure": "value", "at_least": 0.6)") == 1);
  CHECK(code(R"("figure": "value", "at_least": 0.5)") == 4);
  CHECK(code(R"("figure": "value", "at_least": 50)") == 3);
  CHECK(code(R"("figure": "value", "at_leest": 0.5)") == 3);
}

}  // namespace
