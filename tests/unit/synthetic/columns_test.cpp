#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "examples/synthetic/towns.h"
#include "tests/unit/synthetic/csv_cells.h"

using namespace boussole;
using namespace boussole::synthetic;

namespace {

using Names = std::vector<std::string>;

struct Listed {
  Names columns, localised;
};
/// Columns by file, of one version of the list.
using Version = std::map<std::string, Listed>;

std::map<std::string, Version> read_list(const std::filesystem::path& path) {
  std::map<std::string, Version> out;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string version, file, order, column, localised;
    std::getline(fields, version, '\t');
    std::getline(fields, file, '\t');
    std::getline(fields, order, '\t');
    std::getline(fields, column, '\t');
    std::getline(fields, localised, '\t');
    Listed& listed = out[version][file];
    listed.columns.push_back(column);
    if (localised == "yes") listed.localised.push_back(column);
  }
  return out;
}

/// A header with the locales taken off, each column once, in order of first appearance. Votes of initiatives are
/// hashes by scope, so they are taken as one column too.
Names collapsed(const Names& header, const Listed& listed) {
  Names out;
  for (const std::string& name : header) {
    std::string base = name;
    for (const std::string& column : listed.columns) {
      const bool hash = std::ranges::find(listed.localised, column) != listed.localised.end() ||
                        column == "online_votes" || column == "offline_votes";
      if (hash && name.starts_with(column + "/")) base = column;
    }
    if (std::ranges::find(out, base) == out.end()) out.push_back(base);
  }
  return out;
}

bool is_space(const std::string& file) {
  return file == "participatory_processes" || file == "assemblies" || file == "conferences";
}

void compare(const std::vector<ExportFile>& files, const Version& version) {
  for (const auto& [file, wanted] : version) {
    if (file == "(base of spaces)") continue;
    Listed listed = wanted;
    if (is_space(file)) {
      const Listed& base = version.at("(base of spaces)");
      listed.columns.insert(listed.columns.begin(), base.columns.begin(), base.columns.end());
      listed.localised.insert(listed.localised.end(), base.localised.begin(), base.localised.end());
    }
    bool found = false;
    for (const ExportFile& written : files) {
      const bool matches = file == "*_comments" ? written.entity.ends_with("_comments") : written.entity == file;
      if (!matches || written.rows == 0) continue;
      INFO(written.entity);
      CHECK(collapsed(written.columns, listed) == listed.columns);
      found = true;
    }
    INFO(file);
    CHECK(found);
  }
}

}  // namespace

TEST_CASE("the columns of each generation are those read from Decidim's sources") {
  const std::filesystem::path list =
      std::filesystem::path(BOUSSOLE_PROJECT) / ".." / "shared" / "data" / "decidim" / "columns_by_version.tsv";
  if (!std::filesystem::exists(list)) {
    std::cout << "SKIPPED: the list of columns by version is not beside the project\n";
    return;
  }
  const auto versions = read_list(list);
  const std::pair<const char*, Generation> pairs[] = {{"v0.24.3", Generation::v0_24},
                                                      {"v0.27.5", Generation::v0_27},
                                                      {"v0.28.0", Generation::v0_28},
                                                      {"v0.29-stable", Generation::v0_29},
                                                      {"v0.30dev", Generation::v0_30}};
  const Platform platform = complete_platform();
  for (const auto& [version, generation] : pairs) {
    ExportOptions options;
    options.generation = generation;
    INFO(version);
    compare(export_files(platform, options), versions.at(version));
  }
}

TEST_CASE("the newest generation renames likes, drops groups and adds taxonomies and surveys") {
  ExportOptions options;
  options.generation = Generation::v0_31;
  const auto files = export_files(complete_platform(), options);
  const auto proposals = test::table(files, "proposals");
  CHECK(proposals.has("likes/total_count"));
  CHECK(proposals.has("likes/user_likes"));
  CHECK_FALSE(proposals.has("endorsements/total_count"));
  const auto comments = test::table(files, "proposal_comments");
  CHECK(comments.header == Names{"id", "created_at", "body", "locale", "author/id", "author/name", "alignment", "depth",
                                 "commentable_id", "commentable_type", "root_commentable_url"});
  CHECK(test::table(files, "users").header == Names{"id", "name", "nickname", "about", "avatar_url", "profile_url",
                                                    "direct_messages_enabled", "deleted", "badge"});
  CHECK(test::table(files, "taxonomies").header ==
        Names{"id", "name/fr", "name/en", "parent_id", "weight", "children_count", "taxonomizations_count",
              "created_at", "updated_at", "filters_count", "filter_items_count", "part_of", "is_root"});
  CHECK(test::table(files, "published_survey_user_responses").header ==
        Names{"id", "created_at", "user_status", "question", "body"});
  CHECK(test::find(files, "user_groups") == nullptr);
  CHECK(test::find(files, "metrics") == nullptr);
  const auto meetings = test::table(files, "meetings");
  for (const char* column : {"comments/start_time", "comments/end_time", "comments/enabled", "comments/count",
                             "closing_report/fr", "closed_at", "follows_count", "registration_type"}) {
    INFO(column);
    CHECK(meetings.has(column));
  }
  CHECK_FALSE(meetings.has("comments"));
  CHECK_FALSE(meetings.has("followers"));
}
