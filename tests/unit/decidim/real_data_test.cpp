// Real exports, pseudonymised. They are not part of the project: where they are absent the tests say so and pass.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "connectors/decidim/fields.h"
#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

const std::string kData = std::string(BOUSSOLE_SHARED) + "/data/decidim/";

bool absent(const std::string& folder) {
  if (std::filesystem::exists(kData + folder)) return false;
  std::cout << "SKIPPED: no real data in ../shared/data/decidim/" << folder << "\n";
  return true;
}

Files files_in(const std::string& folder) {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(kData + folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    files.emplace_back(entry.path().filename().string(), bytes.str());
  }
  return files;
}

template <class Rows, class Which>
auto count(const Rows& rows, const Which& which) {
  std::int64_t n = 0;
  for (const auto& row : rows) n += which(row) ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("gencat 2024: comments, replies and orphans") {
  if (absent("gencat-2024")) return;
  const Reading reading = read(files_in("gencat-2024"));
  const engine::Dataset& data = reading.data;
  CHECK(data.comments.size() == 5171);
  CHECK(count(data.comments, [](const auto& c) { return c.reply; }) == 1251);
  CHECK(count(data.comments, [](const auto& c) { return c.orphan; }) == 10);
  CHECK(count(data.comments, [](const auto& c) { return c.parent.has_value(); }) == 1241);
  CHECK(data.participants.size() == 1938);
  CHECK(count(data.comments, [&](const auto& c) { return data.participants[*c.author].deleted; }) >= 43);
  CHECK(data.sources.size() == 1);
  CHECK(data.sources[0].entity == "proposal_comments");
  CHECK(data.sources[0].rows_read == 5171);
  CHECK(data.sources[0].rows_rejected == 0);
  CHECK(data.sources[0].rows_duplicate == 0);
  CHECK(data.sources[0].columns_ignored.empty());
  CHECK(data.platform_name == "participa.gencat.cat");
  CHECK(data.generation == "decidim 0.24-0.30");
  CHECK(data.has("comments.author") == engine::Presence::full);
  CHECK(data.has("proposals") == engine::Presence::absent);
  CHECK(data.locales == std::vector<std::string>{"ca", "en", "es", "oc"});
}

TEST_CASE("Barcelona 2025: projects and comments on results") {
  if (absent("barcelona-2025")) return;
  const Reading reading = read(files_in("barcelona-2025"));
  const engine::Dataset& data = reading.data;
  CHECK(data.projects.size() == 220);
  CHECK(data.comments.size() == 87);
  CHECK(data.spaces.size() == 5);
  CHECK(count(data.projects, [](const auto& p) { return p.votes.has_value() && p.amount.has_value(); }) == 220);
  CHECK(count(data.projects, [](const auto& p) { return p.sources.count > 0; }) == 206);
  CHECK(data.rejections.total == 0);
  CHECK(data.has("projects.votes") == engine::Presence::full);
  CHECK(data.platform_url == "https://www.decidim.barcelona");
  const std::string comments = "www.decidim.barcelona-open-data-result_comments.csv";
  CHECK(record(reading, comments).entity == "result_comments");
}

TEST_CASE("OSP 2021: proposals without authors and their comments, no rejected row") {
  if (absent("osp-2021")) return;
  const Reading reading = read(files_in("osp-2021"));
  const engine::Dataset& data = reading.data;
  CHECK(data.contributions.size() == 14);
  CHECK(data.comments.size() == 25);
  CHECK(data.rejections.total == 0);
  CHECK(data.generation == "decidim 0.24");
  CHECK(data.has("proposals.author") == engine::Presence::absent);
  CHECK(data.has("proposals.votes") == engine::Presence::full);
  CHECK(count(data.contributions, [](const auto& c) { return c.has_answer_text; }) == 2);
  CHECK(count(data.contributions, [](const auto& c) { return c.state == engine::State::accepted; }) == 1);
  CHECK(count(data.contributions, [](const auto& c) { return c.state == engine::State::none; }) == 12);
  CHECK(data.spaces.size() == 1);
  CHECK(data.spaces[0].key == "/processes/OSPace");
  CHECK(data.oldest.has_value());
}

TEST_CASE("every column of five versions of Decidim is known, and tells its data set") {
  if (absent("columns_by_version.tsv")) return;
  std::ifstream in(kData + "columns_by_version.tsv");
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> headers;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string version, file, order, column, localised;
    std::getline(cells, version, '\t');
    std::getline(cells, file, '\t');
    std::getline(cells, order, '\t');
    std::getline(cells, column, '\t');
    std::getline(cells, localised, '\t');
    headers[{version, file}].push_back(localised == "yes" ? column + "/fr" : column);
  }
  REQUIRE(headers.size() > 30);
  for (auto [key, columns] : headers) {
    auto [version, file] = key;
    if (file == "(base of spaces)") continue;
    INFO(version << ' ' << file);
    if (file == "participatory_processes" || file == "assemblies" || file == "conferences")
      for (const std::string& column : headers[{version, "(base of spaces)"}]) columns.push_back(column);
    const decidim::Entity entity = decidim::recognise(columns, "table.csv");
    CHECK(decidim::name_of(entity) == (file == "*_comments" ? "comments" : file));
    for (const std::string& column : columns) {
      INFO(column);
      CHECK(decidim::find_alias(entity, column).alias != nullptr);
    }
  }
}

}  // namespace boussole::connectors::test
