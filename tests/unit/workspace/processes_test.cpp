#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <vector>

#include "tests/unit/workspace/scratch.h"

/// Real processes on one file: two writers at once, and a writer that is killed.
using namespace boussole;
using namespace boussole::testing;
using engine::Workspace;

namespace {

/// A child that opens the workspace itself and stores audits; tells each number through a pipe once it is committed.
struct Writer {
  pid_t pid = -1;
  int committed = -1;
};

/// In the child no test macro may run: it must end without the parent's clean-up.
[[noreturn]] void write_audits(const std::string& path, const std::string& name, int first, int many, int pipe) {
  auto workspace = Workspace::open(path, Workspace::Mode::create);
  if (!workspace) ::_exit(2);
  for (int i = first; i < first + many; ++i) {
    const engine::Audit audit = audit_of(name, std::to_string(1000 + i) + "-01-01");
    const auto id =
        workspace->store(audit, reports::write_json(audit), {{"evidence", "e.json", "", name + std::to_string(i)}});
    if (!id) ::_exit(3);
    const std::int64_t number = *id;
    if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(4);
  }
  ::_exit(0);
}

Writer start(const std::string& path, const std::string& name, int first, int many) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t pid = ::fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    ::close(ends[0]);
    write_audits(path, name, first, many, ends[1]);
  }
  ::close(ends[1]);
  return {pid, ends[0]};
}

/// The next number that the child committed; nothing once it is gone.
std::optional<std::int64_t> next(const Writer& writer) {
  std::int64_t number = 0;
  if (::read(writer.committed, &number, sizeof number) == sizeof number) return number;
  return std::nullopt;
}

int ended(const Writer& writer) {
  int status = 0;
  ::waitpid(writer.pid, &status, 0);
  ::close(writer.committed);
  return status;
}

}  // namespace

TEST_CASE("processes that open and write one new workspace at once lose nothing") {
  const Scratch folder;
  const auto path = folder.at("w.db");
  constexpr int kEach = 8;
  std::vector<Writer> writers;
  for (int i = 0; i < 4; ++i) writers.push_back(start(path, "ville" + std::to_string(i), 0, kEach));
  std::set<std::int64_t> numbers;
  for (const Writer& writer : writers) {
    while (const auto number = next(writer)) CHECK(numbers.insert(*number).second);
    CHECK(ended(writer) == 0);
  }
  CHECK(numbers.size() == 4 * kEach);
  Workspace workspace = opened(path, Workspace::Mode::existing);
  CHECK(workspace.audits()->size() == 4 * kEach);
  CHECK(workspace.check()->empty());
  for (int i = 0; i < 4; ++i) CHECK(workspace.history("ville" + std::to_string(i))->size() == kEach);
}

TEST_CASE("a workspace that another process is just making is not taken for a foreign file") {
  const Scratch folder;
  for (int round = 0; round < 25; ++round) {
    const auto path = folder.at("w" + std::to_string(round) + ".db");
    std::vector<Writer> openers;
    for (int i = 0; i < 8; ++i) openers.push_back(start(path, "ville", 0, 0));
    for (const Writer& opener : openers) CHECK(ended(opener) == 0);
  }
}

TEST_CASE("two processes that store the same audit store it once") {
  const Scratch folder;
  const auto path = folder.at("w.db");
  const Writer one = start(path, "ville", 0, 6), two = start(path, "ville", 0, 6);
  std::set<std::int64_t> numbers;
  for (const Writer& writer : {one, two}) {
    while (const auto number = next(writer)) numbers.insert(*number);
    CHECK(ended(writer) == 0);
  }
  CHECK(numbers.size() == 6);
  CHECK(opened(path).audits()->size() == 6);
}

TEST_CASE("a killed process loses nothing that it had committed") {
  const Scratch folder;
  const auto path = folder.at("w.db");
  std::set<std::int64_t> committed;
  for (int round = 0; round < 5; ++round) {
    const Writer writer = start(path, "ville", round * 1000, 1000);
    for (int i = 0; i <= round; ++i) {
      const auto number = next(writer);
      REQUIRE(number);
      committed.insert(*number);
    }
    ::kill(writer.pid, SIGKILL);  // in the middle of the next one
    while (const auto number = next(writer)) committed.insert(*number);
    CHECK(WIFSIGNALED(ended(writer)));
    Workspace workspace = opened(path, Workspace::Mode::existing);
    CHECK(workspace.check()->empty());
    std::set<std::int64_t> found;
    const auto audits = workspace.audits();
    REQUIRE(audits);
    for (const auto& audit : *audits) {
      found.insert(audit.id);
      CHECK(workspace.statements(audit.id)->size() == 1);  // whole or not at all
    }
    for (const std::int64_t number : committed) CHECK(found.contains(number));
  }
}
