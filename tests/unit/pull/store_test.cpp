#include "connectors/pull/store.h"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "engine/base/sha256.h"
#include "tests/unit/archive/scratch.h"

using namespace boussole;
using namespace boussole::connectors;
using namespace boussole::connectors::pull;

namespace {

const Beginning kAsked{"https://a.org", "platform=auto", "boussole 0", "2026-01-02T03:04:05Z"};

Kept answer(const std::string& key) {
  Kept out;
  out.label = "Answer é " + key;
  out.key = key;
  out.method = "POST";
  out.url = "https://a.org/api";
  out.query = "{\"query\":\"{ a \\\"b\\\"  c }\"}\n";
  out.status = 200;
  out.final_url = out.url;
  out.headers = {{"content-type", "application/json"}};
  out.received_at = "2026-01-02T03:04:06Z";
  out.data = true;
  return out;
}

void keep(Store& store, const std::string& key, const std::string& bytes) {
  auto draft = store.draft();
  REQUIRE(draft);
  REQUIRE(draft->write("first try"));
  REQUIRE(draft->restart());
  REQUIRE(draft->write(bytes));
  REQUIRE(store.keep(std::move(*draft), answer(key), "json"));
}

std::unique_ptr<Store> opened(const std::string& folder) {
  auto store = Store::open(folder, kAsked);
  REQUIRE(store);
  return std::move(*store);
}

}  // namespace

TEST_CASE("answers are kept, found again and proven", "[pull]") {
  const Scratch scratch;
  const std::string folder = scratch.path("p");
  {
    const auto store = opened(folder);
    keep(*store, "k1", "{\"a\":1}");
    keep(*store, "k2", "");
    CHECK_FALSE(Store::open(folder, kAsked));  // one pull at a time
  }
  const auto store = opened(folder);
  CHECK(store->found() == 2);
  CHECK(store->beginning().started_at == kAsked.started_at);
  const auto found = store->find("k1");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->file == "answers/000001-answer----k1.json");
  CHECK((*found)->sha256 == sha256("{\"a\":1}"));
  CHECK((*found)->query == answer("k1").query);
  CHECK(store->read(**found) == "{\"a\":1}");
  CHECK_FALSE(*store->find("k3"));
  Ending ending;
  ending.finished_at = "2026-01-02T03:05:00Z";
  ending.findings.counts = {{"proposals", 3, 2, 1}, {"users", std::nullopt, 4, 0}};
  ending.findings.changes = {{"changed", {"changé", "changed"}}};
  REQUIRE(store->finish(ending));
  const auto verdict = verify_folder(folder);
  REQUIRE(verdict);
  REQUIRE(*verdict);
  CHECK((*verdict)->altered.empty());
  CHECK((*verdict)->data.size() == 2);
  const auto& read = (*verdict)->manifest;
  REQUIRE(read.ending);
  CHECK(read.ending->findings.counts.at(0).announced == 3);
  CHECK(read.ending->findings.counts.at(0).hidden == 1);
  CHECK_FALSE(read.ending->findings.counts.at(1).announced);
  CHECK(read.ending->findings.changes.at(0).text.fr == "changé");
}

TEST_CASE("only the owner may read what was pulled", "[pull]") {
  const Scratch scratch;
  const auto store = opened(scratch.path("p"));
  keep(*store, "k1", "names");
  struct stat about {};
  REQUIRE(::stat(scratch.path("p").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0700);
  REQUIRE(::stat(store->path_of(**store->find("k1")).c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("a manifest that was cut anywhere resumes with the answers before the cut", "[pull]") {
  const Scratch scratch;
  {
    const auto store = opened(scratch.path("p"));
    keep(*store, "k1", "one");
    keep(*store, "k2", "two");
  }
  const std::string whole = scratch.bytes("p/manifest.jsonl");
  REQUIRE(std::count(whole.begin(), whole.end(), '\n') == 3);
  for (std::size_t size = 0; size <= whole.size(); size += 13) {
    scratch.file("p/manifest.jsonl", whole.substr(0, size));
    scratch.file("p/answers/000001-answer----k1.json", "one");
    scratch.file("p/answers/000002-answer----k2.json", "two");
    scratch.file("p/.draft", "half");
    const auto store = Store::open(scratch.path("p"), kAsked);
    if (size == 0) {  // without its first line this is not the folder of a pull
      continue;
    }
    REQUIRE(store);
    const auto lines = std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size), '\n');
    CHECK((*store)->answers() == std::max<std::ptrdiff_t>(lines - 1, 0));
    keep(**store, "k9", "nine");
    const auto verdict = verify_folder(scratch.path("p"));
    REQUIRE(verdict);
    CHECK((*verdict)->altered.empty());
    std::filesystem::remove(
        scratch.path("p/answers/00000" + std::to_string((*store)->answers()) + "-answer----k9.json"));
  }
}

TEST_CASE("no change of the record goes unseen", "[pull]") {
  const Scratch scratch;
  {
    const auto store = opened(scratch.path("p"));
    for (const char* key : {"k1", "k2", "k3"}) keep(*store, key, key);
    REQUIRE(store->finish({"2026-01-02T03:05:00Z", 0, 0, {}}));
  }
  const std::string whole = scratch.bytes("p/manifest.jsonl");
  const auto broken = [&](const std::string& bytes) {
    scratch.file("p/manifest.jsonl", bytes);
    const auto verdict = verify_folder(scratch.path("p"));
    return !verdict || !*verdict || !(*verdict)->manifest.ending;
  };
  CHECK_FALSE(broken(whole));
  SECTION("any byte changed") {
    for (std::size_t at = 20; at < whole.size(); at += 7) {
      std::string bytes = whole;
      bytes[at] = bytes[at] == '1' ? '2' : '1';
      INFO("byte " << at);
      CHECK(broken(bytes));
    }
  }
  SECTION("a line left out, doubled, or out of its place") {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t end = whole.find('\n', at) + 1;
      lines.push_back(whole.substr(at, end - at));
      at = end;
    }
    const auto joined = [](const std::vector<std::string>& all) {
      std::string out;
      for (const auto& line : all) out += line;
      return out;
    };
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
      auto less = lines, more = lines, swapped = lines;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      more.insert(more.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
      std::swap(swapped[i], swapped[i + 1]);
      CHECK(broken(joined(less)));
      CHECK(broken(joined(more)));
      CHECK(broken(joined(swapped)));
    }
  }
  SECTION("a file of the answers changed or gone") {
    scratch.file("p/answers/000002-answer----k2.json", "kX");
    auto verdict = verify_folder(scratch.path("p"));
    CHECK((*verdict)->altered == std::vector<std::string>{"answers/000002-answer----k2.json"});
    std::filesystem::remove(scratch.path("p/answers/000002-answer----k2.json"));
    verdict = verify_folder(scratch.path("p"));
    CHECK((*verdict)->altered.size() == 1);
    CHECK_FALSE(Store::open(scratch.path("p"), kAsked));
  }
}

TEST_CASE("a manifest that names a file elsewhere is refused", "[pull]") {
  const Scratch scratch;
  std::string chain;
  std::string text = chained(line_of(kAsked), chain);
  Kept kept = answer("k1");
  kept.number = 1;
  kept.file = "answers/../../secret.json";
  text += chained(line_of(kept), chain);
  scratch.file("p/manifest.jsonl", text);
  CHECK_FALSE(verify_folder(scratch.path("p")));
  CHECK_FALSE(open_one(scratch.path("p")));
}

TEST_CASE("a folder of something else is left alone", "[pull]") {
  const Scratch scratch;
  scratch.file("p/notes.txt", "mine");
  CHECK_FALSE(Store::open(scratch.path("p"), kAsked));
  CHECK(scratch.bytes("p/notes.txt") == "mine");
  scratch.file("q/answers/thesis.doc", "mine");
  CHECK_FALSE(Store::open(scratch.path("q"), kAsked));
  CHECK(scratch.bytes("q/answers/thesis.doc") == "mine");
  { const auto store = opened(scratch.path("r")); }
  Beginning other = kAsked;
  other.address = "https://b.org";
  CHECK_FALSE(Store::open(scratch.path("r"), other));
  CHECK_FALSE(verify_folder(scratch.path("p"))->has_value());
}
