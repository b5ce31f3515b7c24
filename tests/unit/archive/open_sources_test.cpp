#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/archive/scratch.h"

using namespace boussole;
using namespace boussole::connectors;
using Names = std::vector<std::string>;

TEST_CASE("a folder gives its tables, those of its zips and those one level down, by base name") {
  const Scratch scratch;
  scratch.file("z.csv", "a;b\n");
  scratch.file("export/a.csv", "a;b\n");
  scratch.file("export/deep/too.csv", "a;b\n");
  scratch.file("m.tsv", "a\tb\n");
  scratch.file("list.txt", "a;b\n1;2\n");
  scratch.file("letter.txt", "Hello\n");
  scratch.file("README.md", "# x\n");
  scratch.file(".hidden.csv", "a;b\n");
  scratch.file("LICENSE.md", "under the ODbL\n");
  write_zip(scratch.path("inner.ZIP"), {{"x.csv", "a;b\n"}, {"photo.jpg", "?"}});
  write_zip(scratch.path("photos.zip"), {{"other.jpg", "?"}});
  const auto list = open_one(scratch.path("."));
  REQUIRE(list);
  CHECK(names_of(*list) == Names{"a.csv", "inner.ZIP!x.csv", "list.txt", "m.tsv", "z.csv"});
  CHECK(list->others == Names{"LICENSE.md", "README.md", "inner.ZIP!photo.jpg", "letter.txt", "photos.zip!other.jpg"});
  CHECK(list->open_licence);
}

TEST_CASE("a named file is read by its content, whatever its extension") {
  const Scratch scratch;
  const std::string table = scratch.file("data.export", "a;b\n1;2\n");
  const auto list = open_sources(std::vector<std::string>{table, table});
  REQUIRE(list);
  CHECK(names_of(*list) == Names{"data.export", "data.export"});
  CHECK(*read_all(*list->tables[0]) == "a;b\n1;2\n");
  CHECK(list->tables[0]->size_hint() == 8);
  CHECK_FALSE(list->open_licence);
  write_zip(scratch.path("zip.csv"), {{"x.csv", "a;b\n"}});
  const auto zip = open_one(scratch.path("zip.csv"));
  REQUIRE(zip);
  CHECK(names_of(*zip) == Names{"zip.csv!x.csv"});
}

TEST_CASE("what cannot be opened is an error with the base name and what to do") {
  const Scratch scratch;
  const auto missing = open_one(scratch.path("nowhere/missing.csv"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().file == "missing.csv");
  CHECK(missing.error().kind == Error::Kind::io);
  CHECK_THAT(missing.error().in(Language::en), Catch::Contains("no such file"));
  scratch.file("only/README.md", "x");
  const auto nothing = open_one(scratch.path("only"));
  REQUIRE_FALSE(nothing);
  CHECK_THAT(nothing.error().in(Language::fr), Catch::Contains("aucun tableau CSV"));
  REQUIRE(::mkfifo(scratch.path("pipe").c_str(), 0600) == 0);
  CHECK_THAT(open_one(scratch.path("pipe")).error().in(Language::en), Catch::Contains("not a regular file"));
}

TEST_CASE("ranges of a file, of memory, and beyond their end") {
  const Scratch scratch;
  const std::string bytes = "0123456789";
  const auto list = open_one(scratch.file("x.csv", bytes));
  REQUIRE(list);
  const auto memory = memory_source("m.csv", bytes);
  for (Source* source : {list->tables[0].get(), memory.get()}) {
    std::string got;
    const std::vector<Source::Range> ranges = {{0, 2}, {1, 3}, {9, 1}, {10, 0}};
    REQUIRE(source->read_ranges(ranges, [&](std::size_t i, std::string_view part) {
      got += std::to_string(i) + ":" + std::string(part) + " ";
    }));
    CHECK(got == "0:01 1:123 2:9 3: ");
    const std::vector<Source::Range> beyond = {{8, 3}};
    CHECK_FALSE(source->read_ranges(beyond, [](std::size_t, std::string_view) {}));
  }
}

TEST_CASE("threads read a file at several places at once, while it is read from the start") {
  const Scratch scratch;
  std::string bytes;
  for (int i = 0; i < 20'000; ++i) bytes += std::to_string(10'000 + i % 10'000);
  const auto list = open_one(scratch.file("x.csv", bytes));
  REQUIRE(list);
  Source& source = *list->tables[0];
  REQUIRE(source.reads_anywhere());
  std::array<int, 4> wrong{};
  std::string all;
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < wrong.size(); ++t)
      threads.emplace_back([&, t] {
        std::vector<Source::Range> ranges;
        for (std::uint64_t i = t; i < 20'000; i += 7) ranges.push_back({5 * i, 5});
        const auto done = source.read_ranges(ranges, [&](std::size_t i, std::string_view part) {
          wrong[t] += part != std::to_string(10'000 + (t + 7 * i) % 10'000);
        });
        wrong[t] += !done;
      });
    all = *read_all(source);
  }
  CHECK(wrong == std::array<int, 4>{});
  CHECK(all == bytes);
}

TEST_CASE("a source reads again after a rewind") {
  const auto memory = memory_source("m.csv", "abc");
  std::string two(2, ' ');
  CHECK(*memory->read(two) == 2);
  REQUIRE(memory->rewind());
  CHECK(*read_all(*memory) == "abc");
  CHECK(memory->name() == "m.csv");
}
