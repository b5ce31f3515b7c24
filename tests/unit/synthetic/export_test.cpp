#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/towns.h"
#include "tests/unit/synthetic/csv_cells.h"

using namespace boussole;
using namespace boussole::synthetic;
using test::table;

namespace {

std::vector<ExportFile> written(const Platform& town, Generation generation, ExportOptions options = {}) {
  options.generation = generation;
  return export_files(town, options);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::set<std::string> entities(const std::vector<ExportFile>& files) {
  std::set<std::string> out;
  for (const auto& file : files) out.insert(file.entity.empty() ? file.name : file.entity);
  return out;
}

}  // namespace

TEST_CASE("each generation delivers its own files") {
  const Platform town = complete_platform();
  const std::set<std::string> seven = {"proposals", "proposal_comments", "meetings", "meeting_comments",
                                       "results",   "result_comments",   "projects"};
  CHECK(entities(written(town, Generation::v0_29)) == seven);
  std::set<std::string> nine = seven;
  nine.insert({"elections", "votings"});
  CHECK(entities(written(town, Generation::v0_24)) == nine);
  CHECK(entities(written(town, Generation::v0_28)) == nine);
  std::set<std::string> later = seven;
  later.insert({"debates", "debate_comments", "posts", "post_comments", "pages", "participatory_processes",
                "assemblies", "conferences", "initiatives", "users", "user_groups", "metrics", "moderated_users",
                "moderations", "README.md", "LICENSE.md"});
  CHECK(entities(written(town, Generation::v0_30)) == later);
  later.erase("user_groups");
  later.erase("metrics");
  later.insert({"taxonomies", "published_survey_user_responses"});
  CHECK(entities(written(town, Generation::v0_31)) == later);
}

TEST_CASE("a data set without a row is one line end") {
  const auto files = written(platform().people(3).process("vide").build(), Generation::v0_30);
  CHECK(test::find(files, "proposals")->content == "\n");
  CHECK(test::find(files, "debates")->content == "\n");
  CHECK(test::find(files, "users")->rows == 3);
}

TEST_CASE("spaces are repeated once per public space of their kind, from 0.30") {
  const Platform town =
      platform().people(3).process("a").process("b").process("c").process("d").unpublished().assembly("e").build();
  const auto files = written(town, Generation::v0_30);
  const auto processes = table(files, "participatory_processes");
  REQUIRE(processes.rows.size() == 9);
  std::map<std::string, int> times;
  for (std::size_t i = 0; i < 9; ++i) ++times[*processes.at(i, "slug")];
  CHECK(times == std::map<std::string, int>{{"a", 3}, {"b", 3}, {"c", 3}});
  CHECK(table(files, "assemblies").rows.size() == 1);
}

TEST_CASE("hidden votes are blank from 0.30 and leak before") {
  const Platform town = platform().people(5).proposals(3).votes(9).votes_hidden().build();
  const std::string count = std::to_string(town.proposals[0].votes);
  CHECK(table(written(town, Generation::v0_24), "proposals").at(0, "supports") == count);
  CHECK(table(written(town, Generation::v0_29), "proposals").at(0, "votes") == count);
  CHECK(table(written(town, Generation::v0_30), "proposals").at(0, "votes") == "");
}

TEST_CASE("withdrawn is a state up to 0.28 and a flag after") {
  const Platform town = platform().people(5).proposals(2).withdrawn(1).build();
  const auto old = table(written(town, Generation::v0_28), "proposals");
  CHECK(old.at(0, "state") == "withdrawn");
  CHECK(old.at(1, "state") == "");
  CHECK_FALSE(old.has("withdrawn"));
  const auto later = table(written(town, Generation::v0_29), "proposals");
  CHECK(later.at(0, "state") == "");
  CHECK(later.at(0, "withdrawn") == "true");
  CHECK(later.at(1, "withdrawn") == "false");
  CHECK(later.at(1, "withdrawn_at") == "");
}

TEST_CASE("authors of proposals appear at 0.29, with the address that tells their kind") {
  const Platform town = platform()
                            .people(8)
                            .groups(1)
                            .process("p")
                            .meetings(1)
                            .proposals(5)
                            .official(1)
                            .from_meeting(1)
                            .by_group(1)
                            .coauthored(1)
                            .build();
  CHECK_FALSE(table(written(town, Generation::v0_28), "proposals").has("author/id"));
  const auto rows = table(written(town, Generation::v0_29), "proposals");
  CHECK(rows.at(4, "author/id") == "1");
  CHECK(rows.at(4, "author/url") == "https://participer.exemple.invalid/");
  CHECK(rows.at(3, "author/url")->find("/meetings/") != std::string::npos);
  CHECK(rows.at(2, "author/name") == town.groups[0].name);
  CHECK(rows.at(2, "author/id") == std::to_string(town.people[town.proposals[2].authors[0].person].id));
  CHECK(rows.at(1, "author/id") == std::to_string(town.people[town.proposals[1].authors[0].person].id) + ", " +
                                       std::to_string(town.people[town.proposals[1].authors[1].person].id));
  const auto newest = table(written(town, Generation::v0_31), "proposals");
  CHECK(newest.at(2, "author/name") == town.people[town.proposals[2].authors[0].person].name);
}

TEST_CASE("a missing localised value is a bare column and a present one has locales") {
  const Platform town = platform().people(6).proposals(4).amendments(1, 1).build();
  const auto rows = table(written(town, Generation::v0_30), "proposals");
  CHECK(rows.has("original_proposal/title"));
  CHECK(rows.has("original_proposal/title/fr"));
  CHECK(rows.at(3, "is_amend") == "true");
  CHECK(rows.at(3, "original_proposal/title/fr") == town.proposals[0].title.front().text);
  CHECK(rows.at(3, "original_proposal/title") == "");
  CHECK(rows.at(0, "original_proposal/url") == "");
}

TEST_CASE("bodies are HTML in 0.24, plain text after, and HTML again when asked") {
  Platform town = platform().people(4).proposals(1).comments(1).build();
  town.proposals[0].paragraphs = {"Un.", "Deux\ntrois."};
  CHECK(table(written(town, Generation::v0_24), "proposals").at(0, "body/fr") == "<p>Un.</p>\n<p>Deux<br>\ntrois.</p>");
  CHECK(table(written(town, Generation::v0_27), "proposals").at(0, "body/fr") == "Un.\n\nDeux\ntrois.");
  ExportOptions html;
  html.html_bodies = true;
  const auto files = written(town, Generation::v0_30, html);
  CHECK(table(files, "proposals").at(0, "body/fr") == "<p>Un.</p>\n<p>Deux<br>\ntrois.</p>");
  CHECK(table(files, "proposal_comments").at(0, "body")->starts_with("<p>"));
}

TEST_CASE("times of meetings have no zone in 0.24") {
  Platform town = platform().people(4).process("p").meetings(1).build();
  town.meetings[0].start = at(2021, 3, 4, 18);
  ExportOptions paris;
  paris.zone = Zone::paris;
  CHECK(table(written(town, Generation::v0_24, paris), "meetings").at(0, "start_time") == "2021-03-04 18:00:00");
  CHECK(table(written(town, Generation::v0_27, paris), "meetings").at(0, "start_time") == "2021-03-04 19:00:00 +0100");
}

TEST_CASE("drafts, hidden and deleted rows and closed spaces are in no table") {
  const Platform town = platform()
                            .people(6)
                            .process("ouvert")
                            .proposals(6)
                            .drafts(1)
                            .hidden(1)
                            .comments(9)
                            .hide_comments(2)
                            .delete_comments(1)
                            .process("clos")
                            .private_space()
                            .proposals(2)
                            .comments(3)
                            .build();
  const auto files = written(town, Generation::v0_30);
  CHECK(table(files, "proposals").rows.size() == 4);
  CHECK(table(files, "proposal_comments").rows.size() == 6);
  const auto moderations = table(files, "moderations");
  CHECK(moderations.rows.size() == 3);
  CHECK(moderations.at(0, "reportable_type") == "Decidim::Proposals::Proposal");
  CHECK(moderations.at(2, "reports/reasons") != "");
  CHECK(table(files, "participatory_processes").rows.size() == 1);
}

TEST_CASE("deleted accounts keep their id and lose their name, blocked ones leave the list of users") {
  const Platform town = platform().people(30).deleted(1).blocked(2).build();
  const auto users = table(written(town, Generation::v0_30), "users");
  CHECK(users.rows.size() == 28);
  std::size_t deleted = 0;
  for (std::size_t i = 0; i < users.rows.size(); ++i)
    if (users.at(i, "deleted") == "true") {
      ++deleted;
      CHECK(users.at(i, "name") == "");
      CHECK(users.at(i, "profile_url") == "");
    } else {
      CHECK(users.at(i, "nickname")->starts_with("'@"));
    }
  CHECK(deleted == 1);
  CHECK(table(written(town, Generation::v0_30), "moderated_users").rows.size() == 2);
}

TEST_CASE("the separator is free, and the same cells are read back") {
  const Platform town = complete_platform();
  ExportOptions options;
  options.separator = ',';
  const auto commas = table(written(town, Generation::v0_30, options), "proposals", ',');
  const auto semicolons = table(written(town, Generation::v0_30), "proposals");
  CHECK(commas.header == semicolons.header);
  CHECK(commas.rows == semicolons.rows);
  CHECK(semicolons.at(0, "title/fr") == "'=SOMME(A1;A2) n'est pas une formule");
}

TEST_CASE("the same platform gives the same bytes, another seed others") {
  const auto first = written(complete_platform(3), Generation::v0_30);
  const auto again = written(complete_platform(3), Generation::v0_30);
  const auto other = written(complete_platform(4), Generation::v0_30);
  REQUIRE(first.size() == again.size());
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(first[i].content == again[i].content);
  CHECK(first[0].content != other[0].content);
}

TEST_CASE("folders and zips hold the files, and a zip is the same twice") {
  const auto scratch = std::filesystem::temp_directory_path() / "boussole-synthetic-test";
  std::filesystem::remove_all(scratch);
  const Platform town = platform().people(4).proposals(3).build();
  const auto files = written(town, Generation::v0_30);
  REQUIRE(write_folder(files, scratch / "folder"));
  for (const auto& file : files) CHECK(bytes_of(scratch / "folder" / file.name) == file.content);
  REQUIRE(write_zip(files, town.extracted, scratch / "a.zip"));
  REQUIRE(write_zip(files, town.extracted, scratch / "b.zip"));
  CHECK(bytes_of(scratch / "a.zip") == bytes_of(scratch / "b.zip"));
  CHECK(bytes_of(scratch / "a.zip").starts_with("PK"));
  std::ofstream(scratch / "file") << "x";
  const auto refused = write_folder(files, scratch / "file" / "under");
  REQUIRE_FALSE(refused);
  CHECK_FALSE(refused.error().what.empty());
  std::filesystem::remove_all(scratch);
}
