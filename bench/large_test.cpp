#include "bench/large.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "examples/synthetic/export.h"
#include "examples/synthetic/towns.h"

using namespace boussole;
using namespace boussole::bench;

namespace {

namespace fs = std::filesystem;

LargeShape tiny() {
  LargeShape shape;
  shape.proposals = 60, shape.comments = 300, shape.people = 80, shape.spaces = 3;
  return shape;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Records of a table, header left out: line ends outside quotes.
std::uint64_t records(const std::string& text) {
  std::uint64_t lines = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) ++lines;
  }
  return lines - 1;
}

struct Folder {
  fs::path path;
  explicit Folder(const char* name) : path(fs::temp_directory_path() / name) { fs::remove_all(path); }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a large export holds the rows it says, and the same bytes twice") {
  const Folder first("boussole-bench-test-a"), second("boussole-bench-test-b");
  const auto done = write_large(tiny(), first.path), again = write_large(tiny(), second.path);
  REQUIRE(done);
  REQUIRE(again);
  std::uint64_t bytes = 0;
  std::set<std::string> entities;
  for (const auto& entry : fs::directory_iterator(first.path)) {
    const std::string name = entry.path().filename().string(), content = bytes_of(entry.path());
    bytes += content.size();
    CHECK((content == bytes_of(second.path / name)));
    const std::size_t mark = name.find("-open-data-");
    if (mark == std::string::npos) continue;
    const std::string entity = name.substr(mark + 11, name.size() - mark - 15);
    entities.insert(entity);
    INFO(entity);
    const auto rows = done->rows.find(entity);
    CHECK(records(content) == (rows == done->rows.end() ? 0 : rows->second));
  }
  CHECK(bytes == done->bytes);
  CHECK(done->rows.at("proposals") == 60);
  CHECK(done->rows.at("participatory_processes") == 9);
  CHECK(done->replies > 50);
  CHECK(entities.size() == 21);
}

TEST_CASE("a large export has the columns of generation 0.30") {
  const Folder folder("boussole-bench-test-c");
  REQUIRE(write_large(tiny(), folder.path));
  const auto reference = synthetic::export_files(synthetic::complete_platform(), synthetic::ExportOptions{});
  for (const auto& file : reference) {
    if (file.entity != "proposal_comments" && file.entity != "users") continue;
    const std::string content =
        bytes_of(folder.path / ("participer.grande-ville.example-open-data-" + file.entity + ".csv"));
    INFO(file.entity);
    // No group speaks here, so the bare column that a group's name makes is not there.
    std::string header;
    for (const std::string& column : file.columns)
      if (column != "user_group/name") header += (header.empty() ? "" : ";") + column;
    CHECK(content.substr(0, content.find('\n')) == header);
  }
}

TEST_CASE("bodies grow with the factor and nothing else does") {
  const Folder once("boussole-bench-test-d"), four("boussole-bench-test-e");
  LargeShape longer = tiny();
  longer.body_factor = 4;
  const auto a = write_large(tiny(), once.path), b = write_large(longer, four.path);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->rows == b->rows);
  CHECK(b->bytes > 2 * a->bytes);
  CHECK(a->near_duplicates == b->near_duplicates);
}

TEST_CASE("a folder that cannot be made is an error, not a crash") {
  const Folder folder("boussole-bench-test-f");
  fs::create_directories(folder.path);
  std::ofstream(folder.path / "file") << "x";
  CHECK_FALSE(write_large(tiny(), folder.path / "file" / "under"));
}
