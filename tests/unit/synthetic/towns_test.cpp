#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "examples/synthetic/export.h"
#include "examples/synthetic/towns.h"
#include "examples/synthetic/truth.h"

using namespace boussole::synthetic;

namespace {

struct Entry {
  std::string content;
  Time stamp = 0;
};

/// The entries of a zip, unpacked: their bytes do not depend on the version of the library that packed them.
std::map<std::string, Entry> unpacked(const std::filesystem::path& path) {
  const std::unique_ptr<archive, int (*)(archive*)> zip(archive_read_new(), archive_read_free);
  REQUIRE(archive_read_support_format_zip(zip.get()) == ARCHIVE_OK);
  REQUIRE(archive_read_open_filename(zip.get(), path.c_str(), 1 << 16) == ARCHIVE_OK);
  std::map<std::string, Entry> out;
  archive_entry* entry = nullptr;
  while (archive_read_next_header(zip.get(), &entry) == ARCHIVE_OK) {
    Entry& read = out[archive_entry_pathname(entry)];
    read.stamp = archive_entry_mtime(entry);
    char buffer[1 << 14];
    la_ssize_t got = 0;
    while ((got = archive_read_data(zip.get(), buffer, sizeof buffer)) > 0)
      read.content.append(buffer, static_cast<std::size_t>(got));
    REQUIRE(got == 0);
  }
  return out;
}

}  // namespace

TEST_CASE("the committed exports of the towns are what the program writes today") {
  for (const Town& town : towns()) {
    INFO(town.id);
    const Platform built = town.make();
    const auto files = export_files(built, town.options);
    const auto path = std::filesystem::path(BOUSSOLE_PROJECT) / "examples" / town.id / (built.host + "-open-data.zip");
    REQUIRE(std::filesystem::exists(path));
    CHECK(std::filesystem::file_size(path) < 400'000);
    const auto entries = unpacked(path);
    CHECK(entries.size() == files.size());
    for (const auto& file : files) {
      INFO(file.name);
      REQUIRE(entries.contains(file.name));
      CHECK((entries.at(file.name).content == file.content));
      CHECK(entries.at(file.name).stamp == built.extracted);
    }
  }
}

TEST_CASE("the towns have the profiles that their pages say") {
  const auto of = [](std::string_view id) {
    const Town town = *town_named(id);
    return truth(town.make(), town.options.generation);
  };
  const Truth open = of("val-clair"), closed = of("port-lune"), empty = of("haute-sauge");
  CHECK(open.due >= 30);
  CHECK(10 * open.due_answered >= 7 * open.due);
  CHECK(10 * closed.due_answered <= 2 * closed.due);
  CHECK(open.threads_of_5 >= 20);
  CHECK(open.oriented_threads_of_5 >= 20);
  CHECK(open.leaf_results >= 10);
  CHECK(closed.leaf_results >= 10);
  const auto loudest = [](const Truth& t) { return t.voices.histogram.rbegin()->first; };
  CHECK(20 * loudest(open) < open.voices.contributions);
  CHECK(5 * loudest(closed) > closed.voices.contributions);
  REQUIRE(closed.clusters.size() == 1);
  CHECK(closed.clusters[0].first == 44);
  CHECK(open.clusters.empty());
  CHECK(empty.proposals < 30);
  CHECK(empty.comments < 50);
  CHECK_FALSE(town_named("paris"));
}
