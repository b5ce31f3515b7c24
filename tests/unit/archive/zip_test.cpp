#include <catch2/catch.hpp>

#include <atomic>
#include <random>
#include <thread>

#include "connectors/csv/reader.h"
#include "tests/unit/archive/scratch.h"

using namespace boussole;
using namespace boussole::connectors;
using Names = std::vector<std::string>;

namespace {

std::string noise(std::size_t size) {
  std::mt19937 random(3);
  std::string bytes;
  while (bytes.size() < size) bytes += static_cast<char>('!' + random() % 90);
  return bytes;
}

std::string why(const Expected<SourceList>& list) {
  REQUIRE_FALSE(list);
  CHECK_FALSE(list.error().what.fr.empty());
  CHECK_FALSE(list.error().remedy.fr.empty());
  return list.error().in(Language::en);
}

}  // namespace

TEST_CASE("a zip gives its tables by name, accents and folders included") {
  const Scratch scratch;
  const std::string zip = scratch.path("open-data.zip");
  write_zip(zip, {{"export/b.csv", "a;b\n1;2\n"},
                  {"LICENSE.md", "Open Database License"},
                  {"caf\xc3\xa9.csv", "c;d\n"},
                  {"README.md", "x"},
                  {"notes.txt", "n;m\n"},
                  {"letter.txt", "Hello"},
                  {"nested.zip", "PK\x03\x04"},
                  {"__MACOSX/._b.csv", "junk"},
                  {"__MACOSX/c.csv", "junk"}});
  const auto list = open_one(zip);
  REQUIRE(list);
  CHECK(names_of(*list) == Names{"open-data.zip!b.csv", "open-data.zip!caf\xc3\xa9.csv", "open-data.zip!notes.txt"});
  CHECK(list->others == Names{"open-data.zip!._b.csv", "open-data.zip!LICENSE.md", "open-data.zip!README.md",
                              "open-data.zip!c.csv", "open-data.zip!letter.txt", "open-data.zip!nested.zip"});
  CHECK(list->open_licence);
  CHECK(*read_all(*list->tables[0]) == "a;b\n1;2\n");
  CHECK(list->tables[0]->size_hint() == 8);
  REQUIRE(list->tables[0]->rewind());
  CHECK(*read_all(*list->tables[0], 3) == "a;b\n1;2\n");
}

TEST_CASE("entries of one zip are read at the same time") {
  const Scratch scratch;
  const std::string one = noise(3'000'000);
  const std::string two = noise(2'000'000) + "z";
  write_zip(scratch.path("x.zip"), {{"1.csv", one}, {"2.csv", two}});
  const auto list = open_one(scratch.path("x.zip"));
  REQUIRE(list);
  // Opened one after the other: the C library reads the time zone there, behind a lock that thread checkers do not see.
  for (const auto& table : list->tables) REQUIRE(table->rewind());
  std::string other;
  std::thread thread([&] { other = *read_all(*list->tables[1], 999); });
  CHECK(*read_all(*list->tables[0], 1234) == one);
  thread.join();
  CHECK(other == two);
}

TEST_CASE("ranges of an entry, in one pass") {
  const Scratch scratch;
  const std::string bytes = noise(1'500'000);
  write_zip(scratch.path("x.zip"), {{"0.csv", "pad"}, {"1.csv", bytes}});
  const auto list = open_one(scratch.path("x.zip"));
  REQUIRE(list);
  std::vector<Source::Range> ranges = {{0, 5}, {3, 400'000}, {10, 1}, {700'000, 300'000}, {1'499'999, 1}};
  std::size_t seen = 0;
  REQUIRE(list->tables[1]->read_ranges(ranges, [&](std::size_t i, std::string_view part) {
    CHECK(i == seen++);
    CHECK((part == std::string_view(bytes).substr(ranges[i].offset, ranges[i].length)));
  }));
  CHECK(seen == ranges.size());
  ranges = {{1'499'999, 2}};
  CHECK_FALSE(list->tables[1]->read_ranges(ranges, [](std::size_t, std::string_view) {}));
}

TEST_CASE("an entry gives the same bytes again, held or unpacked anew") {
  const Scratch scratch;
  const std::string one = noise(700'000), two = noise(600'000);
  write_zip(scratch.path("x.zip"), {{"1.csv", one}, {"2.csv", two}});
  for (const std::uint64_t held : {0, 1'000'000, 2'000'000}) {  // none, the first only, both
    ArchiveLimits limits;
    limits.held_bytes = held;
    const std::vector<std::string> paths = {scratch.path("x.zip")};
    const auto list = open_sources(paths, limits);
    REQUIRE(list);
    for (const auto& [table, bytes] : {std::pair{0, one}, std::pair{1, two}}) {
      Source& source = *list->tables[static_cast<std::size_t>(table)];
      CHECK(*read_all(source, 4096) == bytes);
      const std::vector<Source::Range> ranges = {{5, 100}, {599'990, 10}};
      for (int again = 0; again < 2; ++again)
        REQUIRE(source.read_ranges(ranges, [&, &bytes = bytes](std::size_t i, std::string_view part) {
          CHECK((part == std::string_view(bytes).substr(ranges[i].offset, ranges[i].length)));
        }));
      const std::vector<Source::Range> beyond = {{bytes.size(), 1}};
      CHECK_FALSE(source.read_ranges(beyond, [](std::size_t, std::string_view) {}));
      REQUIRE(source.rewind());
      CHECK(*read_all(source, 77'777) == bytes);
    }
  }
}

TEST_CASE("entries that are held are read while others are unpacked, and left when nobody wants them") {
  const Scratch scratch;
  const std::string small = "a;b\n" + noise(5'000), large = "a;b\n" + noise(9'000'000);
  write_zip(scratch.path("x.zip"), {{"1.csv", large}, {"2.csv", small}, {"3.csv", large}});
  { const auto left = open_one(scratch.path("x.zip")); }
  const auto list = open_one(scratch.path("x.zip"));
  REQUIRE(list);
  CHECK(*read_all(*list->tables[1]) == small);
  std::vector<std::jthread> threads;
  std::atomic<int> right = 0;
  for (std::size_t table : {0, 2, 0, 2})
    threads.emplace_back([&, table] {
      const std::vector<Source::Range> ranges = {{8'000'000, 100}, {8'999'000, 1'000}};
      Source& source = *list->tables[table];
      const auto done = source.read_ranges(ranges, [&](std::size_t i, std::string_view part) {
        right += part == std::string_view(large).substr(ranges[i].offset, ranges[i].length);
      });
      right += done.has_value();
    });
  CHECK(*read_all(*list->tables[2]) == large);
  threads.clear();
  CHECK(right == 4 * 3);
}

TEST_CASE("a truncated zip is an error") {
  const Scratch scratch;
  write_zip(scratch.path("whole.zip"), {{"a.csv", noise(100'000)}, {"b.csv", noise(100'000)}});
  const std::string bytes = scratch.bytes("whole.zip");
  for (const std::size_t left : {bytes.size() / 2, bytes.size() - 30, std::size_t{10}})
    CHECK_THAT(why(open_one(scratch.file("cut.zip", bytes.substr(0, left)))), Catch::Contains("truncated or damaged"));
}

TEST_CASE("a wrong checksum is an error when the entry is read") {
  const Scratch scratch;
  write_zip(scratch.path("x.zip"), {{"a.csv", "a;b\n" + noise(100'000)}}, "zip:compression=store");
  std::string bytes = scratch.bytes("x.zip");
  bytes[50'000] = bytes[50'000] == 'x' ? 'y' : 'x';
  const auto list = open_one(scratch.file("y.zip", bytes));
  REQUIRE(list);
  const auto all = read_all(*list->tables[0]);
  REQUIRE_FALSE(all);
  CHECK(all.error().file == "y.zip!a.csv");
  CHECK_THAT(all.error().in(Language::en), Catch::Contains("damaged"));
  csv::Handler handler;
  handler.header = [](const csv::Header&) -> Expected<void> { return {}; };
  handler.make_sink = []() -> std::unique_ptr<csv::BlockSink> {
    struct Nothing final : csv::BlockSink {
      void record(const csv::Record&) override {}
    };
    return std::make_unique<Nothing>();
  };
  handler.commit = [](std::unique_ptr<csv::BlockSink>) {};
  handler.reject = [](const csv::Rejected&) {};
  CHECK_FALSE(csv::read(*list->tables[0], handler, 2));
}

TEST_CASE("names that leave the archive are an error") {
  for (const char* name :
       {"../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\evil.csv", "a/.."}) {
    const Scratch scratch;
    write_zip(scratch.path("x.zip"), {{"fine.csv", "a;b\n"}, {name, "a;b\n"}});
    INFO(name);
    CHECK_THAT(why(open_one(scratch.path("x.zip"))), Catch::Contains("leaves the archive"));
  }
  const Scratch scratch;
  write_zip(scratch.path("x.zip"), {{"a..b/..c.csv", "a;b\n"}, {"x.csv", "a;b\n"}});
  CHECK(open_one(scratch.path("x.zip")));
}

TEST_CASE("a bomb is an error: by ratio, by size, by entries") {
  const Scratch scratch;
  const std::string zeros(20'000'000, '0');
  write_zip(scratch.path("ratio.zip"), {{"a.csv", "a;b\n" + zeros}});
  const auto ratio = open_one(scratch.path("ratio.zip"));
  REQUIRE(ratio);
  const auto all = read_all(*ratio->tables[0]);
  REQUIRE_FALSE(all);
  CHECK_THAT(all.error().in(Language::en), Catch::Contains("bomb"));

  write_zip(scratch.path("small.zip"), {{"a.csv", "a;b\n" + std::string(9'000'000, '0')}});
  CHECK(read_all(*open_one(scratch.path("small.zip"))->tables[0]));

  write_zip(scratch.path("two.zip"), {{"a.csv", noise(1000)}, {"b.csv", noise(1000)}});
  ArchiveLimits limits;
  limits.entry_bytes = 999;
  CHECK_THAT(why(open_one(scratch.path("two.zip"), limits)), Catch::Contains("bomb"));
  limits = {};
  limits.total_bytes = 1999;
  CHECK_THAT(why(open_one(scratch.path("two.zip"), limits)), Catch::Contains("bomb"));
  limits = {};
  limits.entries = 1;
  CHECK_THAT(why(open_one(scratch.path("two.zip"), limits)), Catch::Contains("more than 1 entries"));
  limits.entries = 2;
  CHECK(open_one(scratch.path("two.zip"), limits));
}

TEST_CASE("a zip with a password, an empty one, and one without a table are errors") {
  const Scratch scratch;
  write_zip(scratch.path("locked.zip"), {{"a.csv", "a;b\n"}}, "zip:encryption=traditional");
  CHECK_THAT(why(open_one(scratch.path("locked.zip"))), Catch::Contains("password"));
  write_zip(scratch.path("none.zip"), {{"a.png", "x"}});
  CHECK_THAT(why(open_one(scratch.path("none.zip"))), Catch::Contains("no CSV table"));
  write_zip(scratch.path("empty.zip"), {});
  CHECK_FALSE(open_one(scratch.path("empty.zip")));
}
