#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <future>
#include <set>
#include <vector>

#include "engine/statistics/random.h"
#include "tests/unit/pull/program.h"
#include "tests/unit/workspace/scratch.h"

/// The real program on one workspace: two at once, and killed anywhere. Whenever a kill lands, what was said to be kept
/// is kept, and the file is whole.
using namespace boussole;
using namespace boussole::testing;
using test::Ran;
using test::run_program;

namespace {

const std::string kTown = BOUSSOLE_EXAMPLES "/haute-sauge/decidons.haute-sauge.example-open-data.zip";

/// Another seed is other bytes: another audit.
Ran audit(const Scratch& folder, int seed, std::optional<std::chrono::microseconds> kill_after = std::nullopt) {
  const std::string number = std::to_string(seed);
  return run_program({"audit", kTown, "-o", folder.at("out" + number), "-f", "json", "--replicates", "100", "--threads",
                      "1", "--seed", number, "--db", folder.at("w.db"), "--lang", "en"},
                     {}, kill_after);
}

/// The number in "Kept in the workspace: audit 3.", which is said once it is committed.
std::optional<std::string> kept(const Ran& ran) {
  const std::string words = "Kept in the workspace: audit ";
  const std::size_t at = ran.err.find(words);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t from = at + words.size();
  return ran.err.substr(from, ran.err.find('.', from) - from);
}

/// The numbers of the audits that `db list` gives.
std::set<std::string> listed(const Scratch& folder) {
  const Ran ran = run_program({"db", "list", "--db", folder.at("w.db"), "-q"});
  CHECK(ran.code == 0);
  std::set<std::string> out;
  for (std::size_t at = 0; at < ran.out.size(); at = ran.out.find('\n', at) + 1) {
    const std::string word = ran.out.substr(at, ran.out.find(' ', at) - at);
    if (word != "import") out.insert(word);
  }
  return out;
}

void check_whole(const Scratch& folder) {
  const Ran ran = run_program({"db", "check", "--db", folder.at("w.db"), "--lang", "en"});
  INFO(ran.out + ran.err);
  CHECK(ran.code == 0);
  CHECK(ran.out.ends_with(": intact\n"));
}

}  // namespace

TEST_CASE("the program run twice at once on one new workspace keeps both audits") {
  for (int round = 0; round < 3; ++round) {
    const Scratch folder;
    auto one = std::async(std::launch::async, [&] { return audit(folder, 1); });
    auto two = std::async(std::launch::async, [&] { return audit(folder, 2); });
    std::set<std::string> numbers;
    for (auto* running : {&one, &two}) {
      const Ran ran = running->get();
      INFO(ran.err);
      CHECK(ran.code == 0);
      const auto number = kept(ran);
      REQUIRE(number);
      numbers.insert(*number);
    }
    CHECK(numbers == std::set<std::string>{"1", "2"});
    CHECK(listed(folder) == numbers);
    check_whole(folder);
  }
}

TEST_CASE("the program killed at seeded moments, two at once: nothing kept is lost, nothing is half kept") {
  const Scratch folder;
  const Ran first = audit(folder, 0);
  REQUIRE(kept(first));
  std::set<std::string> said{*kept(first)};
  engine::statistics::RandomStream random(2026, 5, 0);
  int killed = 0;
  for (int round = 1; round <= 8; ++round) {
    const auto moment = [&] {
      return std::chrono::microseconds(static_cast<std::int64_t>(first.seconds * 1e6 * (0.3 + 0.9 * random.uniform())));
    };
    const auto early = moment(), late = moment();
    auto one = std::async(std::launch::async, [&, early] { return audit(folder, 2 * round, early); });
    auto two = std::async(std::launch::async, [&, late] { return audit(folder, 2 * round + 1, late); });
    for (auto* running : {&one, &two}) {
      const Ran ran = running->get();
      INFO(ran.err);
      CHECK((ran.code == 0 || ran.code == 128 + SIGKILL));
      killed += ran.code != 0;
      if (const auto number = kept(ran)) said.insert(*number);
    }
    const std::set<std::string> found = listed(folder);
    CHECK(std::includes(found.begin(), found.end(), said.begin(), said.end()));
    check_whole(folder);
  }
  CAPTURE(killed);
  // What is found is whole: it can be written again, byte for byte what its hash says.
  for (const std::string& number : listed(folder)) {
    const Ran ran = run_program({"db", "export", number, "--db", folder.at("w.db"), "-o", folder.at("export"), "-q"});
    CHECK(ran.code == 0);
    CHECK(reports::read_audit(folder.read("export/audit.json"), "audit.json"));
  }
}

TEST_CASE("an export while another process writes is one whole audit") {
  const Scratch folder;
  REQUIRE(audit(folder, 0).code == 0);
  auto writing = std::async(std::launch::async, [&] {
    std::vector<int> codes;
    for (int seed = 1; seed <= 3; ++seed) codes.push_back(audit(folder, seed).code);
    return codes;
  });
  const std::string wanted = folder.read("out0/audit.json");
  for (int i = 0; i < 6; ++i) {
    const Ran ran = run_program({"db", "export", "1", "--db", folder.at("w.db"), "-o", folder.at("export"), "-q"});
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK(folder.read("export/audit.json") == wanted);
  }
  for (const int code : writing.get()) CHECK(code == 0);
  CHECK(listed(folder).size() == 4);
}

TEST_CASE("a workspace and the log beside it are for their owner only, from the first moment") {
  const Scratch folder;
  const mode_t before = ::umask(0);
  {
    const engine::Workspace held = opened(folder.at("w.db"));  // keeps the log there
    for (const char* name : {"w.db", "w.db-wal", "w.db-shm"}) {
      struct stat about {};
      INFO(name);
      REQUIRE(::stat(folder.at(name).c_str(), &about) == 0);
      CHECK((about.st_mode & 0777) == 0600);
    }
  }
  ::umask(before);
  const auto nowhere = engine::Workspace::open(folder.at("no/such/folder/w.db"), engine::Workspace::Mode::create);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().what.en.find("No such file or directory") != std::string::npos);
}
