// Participatory budgets in the Pabulib format: small files worked out by hand, then real ones.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "connectors/csv/values.h"
#include "connectors/pabulib/election.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

using engine::VoteScale;

std::string pb(const std::string& type, const std::string& votes, const std::string& more_meta = "") {
  return "META\nkey;value\nunit;Ville\ninstance;2024\nnum_votes;2\nbudget;100\nvote_type;" + type +
         "\ndate_begin;01.02.2024\ndate_end;15.02.2024\n" + more_meta +
         "PROJECTS\nproject_id;cost;votes;name;selected\nA;60;2;\"Parc; \"\"bis\"\"\";1\nM/34/VIII;50;1;Banc;2\n"
         "C;10;0;Arbre;0\nVOTES\n" +
         votes;
}

const engine::Votes& votes_of(const Reading& reading) {
  REQUIRE(reading.data.votes != nullptr);
  return *reading.data.votes;
}

std::vector<int> values(const Reading& reading) {
  std::vector<int> out;
  for (const engine::Vote& vote : votes_of(reading).votes) out.push_back(vote.value);
  return out;
}

}  // namespace

TEST_CASE("trap 1: columns of a .pb file are found by name, in any order") {
  const Reading one = read(
      {{"a.pb", pb("approval", "voter_id;vote;age;sex;voting_method\n1;A,M/34/VIII;30;F;paper\n2;A;41;M;internet\n")}});
  const Reading two = read(
      {{"a.pb", pb("approval", "sex;voting_method;vote;age;voter_id\nF;paper;A,M/34/VIII;30;1\nM;internet;A;41;2\n")}});
  for (const Reading* reading : {&one, &two}) {
    const engine::Votes& votes = votes_of(*reading);
    REQUIRE(votes.ballots.size() == 2);
    CHECK(*votes.ballots[0].age == 30);
    CHECK(votes.ballots[0].sex == engine::Sex::female);
    CHECK(votes.ballots[0].channel == engine::VoteChannel::paper);
    CHECK(votes.ballots[0].votes.count == 2);
    CHECK(votes.ballots[1].channel == engine::VoteChannel::online);
    CHECK(*reading->data.projects[0].votes == 2);
    CHECK(*reading->data.projects[1].votes == 1);
    CHECK(*reading->data.projects[2].votes == 0);
    CHECK(has_note(reading->data.sources[0], "ballots_as_announced"));
  }
}

TEST_CASE("trap 2: K is a woman in Polish files") {
  CHECK(pabulib::sex_of("K") == engine::Sex::female);
  CHECK(pabulib::sex_of("F") == engine::Sex::female);
  CHECK(pabulib::sex_of("M") == engine::Sex::male);
  CHECK(pabulib::sex_of("") == engine::Sex::unknown);
  const Reading reading = read({{"a.pb", pb("approval", "voter_id;vote;sex\n1;A;K\n2;A;\\N\n")}});
  CHECK(votes_of(reading).ballots[0].sex == engine::Sex::female);
  CHECK(votes_of(reading).ballots[1].sex == engine::Sex::unknown);
}

TEST_CASE("trap 3: ages under 10 and over 110 are flagged, not dropped silently") {
  std::string rows = "voter_id;vote;age\n";
  const std::vector<std::string> ages{"9", "10", "110", "111", "", "None", "0", "1", "2", "3"};
  for (std::size_t i = 0; i < ages.size(); ++i) rows += std::to_string(i) + ";A;" + ages[i] + "\n";
  const Reading reading = read({{"a.pb", pb("approval", rows)}});
  const auto& ballots = votes_of(reading).ballots;
  REQUIRE(ballots.size() == ages.size());
  CHECK(ballots[0].age_implausible);
  CHECK(*ballots[0].age == 9);
  CHECK_FALSE(ballots[1].age_implausible);
  CHECK_FALSE(ballots[2].age_implausible);
  CHECK(ballots[3].age_implausible);
  CHECK_FALSE(ballots[4].age.has_value());
  CHECK_FALSE(ballots[5].age.has_value());
  const engine::SourceRecord& record = reading.data.sources[0];
  CHECK(has_note(record, "ages_under_10"));
  CHECK(has_note(record, "ages_over_110"));
  CHECK(has_note(record, "ballots_not_as_announced"));
  // One person over 110 is not counted out loud.
  for (const Message& m : record.notes)
    if (m.code == "ages_over_110") CHECK_THAT(m.text.en, Catch::Contains("fewer than 5"));
}

TEST_CASE("trap 14: selected 2 is funded, from what was left") {
  const Reading reading = read({{"a.pb", pb("approval", "voter_id;vote\n1;A\n2;A\n")}});
  const auto& projects = reading.data.projects;
  CHECK(projects[0].selected_known);
  CHECK(projects[0].selected.has_value());
  CHECK(projects[1].selected == csv::parse_time("2024-02-15"));
  CHECK(projects[2].selected_known);
  CHECK_FALSE(projects[2].selected.has_value());
  CHECK(has_note(reading.data.sources[0], "funded_from_leftovers"));
}

TEST_CASE("the four scales keep what their values mean") {
  CHECK(values(read({{"a.pb", pb("ordinal", "voter_id;vote\n1;C,A\n2;A\n")}})) == std::vector{1, 2, 1});
  CHECK(values(read({{"a.pb", pb("cumulative", "voter_id;vote;points\n1;C,A;7,3\n2;A;10\n")}})) ==
        std::vector{7, 3, 10});
  CHECK(values(read({{"a.pb", pb("scoring", "voter_id;vote;points\n1;C,A;-1,3\n2;A;0\n")}})) == std::vector{-1, 3, 0});
  // Points for one project in several entries add up (a real ballot of Częstochowa 2020 does that).
  CHECK(values(read({{"a.pb", pb("cumulative", "voter_id;vote;points\n1;C,A,C;7,3,1\n")}})) == std::vector{8, 3});
  CHECK(read({{"a.pb", pb("approval", "voter_id;vote\n1;C,C\n2;A\n")}}).data.rejections.total == 1);
  const Reading approval = read({{"a.pb", pb("choose-1", "voter_id;vote\n1;C\n2;\n")}});
  CHECK(values(approval) == std::vector{1});
  CHECK(votes_of(approval).ballots.size() == 2);  // a blank ballot is a ballot
  const auto unknown = try_read({{"a.pb", pb("quadratic", "voter_id;vote\n1;C\n")}});
  REQUIRE_FALSE(unknown.has_value());
  CHECK_THAT(unknown.error().in(Language::en), Catch::Contains("quadratic"));
}

TEST_CASE("ballots that cannot be read are refused one by one, with their line") {
  const Reading reading =
      read({{"a.pb",
             pb("cumulative", "voter_id;vote;points\n1;A;5\n1;A;5\n3;Z;5\n4;A,A;2,x\n5;A;1,2\n6;A;x\n;A;1\n8;A\n")}});
  CHECK(votes_of(reading).ballots.size() == 1);
  CHECK(reading.data.sources[0].rows_duplicate == 1);
  CHECK(reading.data.sources[0].rows_rejected == 6);
  CHECK(reading.data.sources[0].rows_read == 4);  // three projects, one ballot
  REQUIRE_FALSE(reading.data.rejections.sample.empty());
  CHECK(reading.data.rejections.sample[0].line == 19);
  CHECK(reading.data.rejections.sample[0].reason.code == "unknown_project");
}

TEST_CASE("two ballot boxes are two spaces and their voters are never added") {
  const std::string votes = "voter_id;vote\n1;A\n2;A\n";
  const Reading reading =
      read({{"a.pb", pb("approval", votes, "subunit;Nord\n")}, {"b.pb", pb("approval", votes, "subunit;Sud\n")}});
  CHECK(reading.data.spaces.size() == 2);
  CHECK(reading.data.participants.size() == 4);
  CHECK(reading.data.projects.size() == 6);
  const Reading twice = read({{"a.pb", pb("approval", votes)}, {"b.pb", pb("approval", votes)}});
  CHECK(twice.data.spaces.size() == 1);
  CHECK(has_note(twice.data.sources[1], "same_file_twice"));
}

TEST_CASE("a broken .pb file is an error that says what is missing") {
  const auto error_of = [](const std::string& text) {
    const auto reading = try_read({{"a.pb", text}});
    REQUIRE_FALSE(reading.has_value());
    return reading.error().in(Language::en);
  };
  CHECK_THAT(error_of("META\nkey;value\nunit;X\n"), Catch::Contains("PROJECTS"));
  CHECK_THAT(error_of("META\nkey;value\nPROJECTS\nproject_id;cost\nMETA\nkey;value\n"), Catch::Contains("twice"));
}

TEST_CASE("CRLF, a byte-order mark and a year for a date are read") {
  std::string text = pb("approval", "voter_id;vote\n1;A\n2;A\n");
  text.replace(text.find("15.02.2024"), 10, "2024");
  std::string crlf = "\xEF\xBB\xBF";
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Reading reading = read({{"a.pb", crlf}});
  CHECK(votes_of(reading).ballots.size() == 2);
  CHECK(reading.data.spaces[0].end == csv::parse_time("2024-12-31"));
}

TEST_CASE("a .pb file of many blocks gives the same on any number of threads, each row in its turn") {
  std::string votes = "voter_id;vote;age;sex;voting_method;district\n";
  // Ids grow, then one comes again, then they are in any order; every project by number, by text, and by both.
  constexpr int kBallots = 40'000;
  for (int i = 0; i < kBallots; ++i) {
    const int id = i < kBallots / 2 ? i : i == kBallots / 2 ? 7 : 10'000'000 - i;
    votes += std::to_string(id) +
             (i % 3 == 0   ? ";A,C;"
              : i % 3 == 1 ? ";C;"
                           : ";M/34/VIII,A;") +
             std::to_string(16 + i % 60) + ";F;internet;Quartier " + std::to_string(i % 50) + "\n";
    if (i == 30'000) votes += "\nQ900;\"A\";30;F;paper;\"Rue; \"\"bis\"\"\"\nQ901;B;1\n";
  }
  const std::string text = pb("approval", votes);
  ReadOptions options;
  const Reading one = read({{"a.pb", text}}, options);
  options.threads = 4;
  const Reading four = read({{"a.pb", text}}, options);
  for (const Reading* reading : {&one, &four}) {
    CHECK(votes_of(*reading).ballots.size() == kBallots - 1 + 1);  // one twice, and the quoted one
    CHECK(reading->data.sources[0].rows_duplicate == 1);
    REQUIRE(reading->data.rejections.total == 1);
    CHECK(reading->data.rejections.sample[0].line ==
          1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("\nQ901;")) + 1, '\n'));
    CHECK(votes_of(*reading).areas.size() == 51);
    CHECK(votes_of(*reading).areas.back() == "Rue; \"bis\"");
  }
  const auto& a = votes_of(one);
  const auto& b = votes_of(four);
  REQUIRE(a.votes.size() == b.votes.size());
  std::int64_t different = 0;
  for (std::size_t i = 0; i < a.votes.size(); ++i)
    different += a.votes[i].participant != b.votes[i].participant || a.votes[i].target != b.votes[i].target;
  for (std::size_t i = 0; i < one.data.participants.size(); ++i)
    different += one.data.participants[i].key != four.data.participants[i].key;
  CHECK(different == 0);
  CHECK(*one.data.projects[0].votes == *four.data.projects[0].votes);
}

TEST_CASE("a section after the ballots ends them, whatever block it stands in") {
  std::string many = "voter_id;vote\n";
  for (int i = 0; i < 60'000; ++i) many += std::to_string(i) + ";A\n";
  const std::string text = pb("approval", many + " PROJECTS \nproject_id;cost\n");
  const auto twice = try_read({{"a.pb", text}});
  REQUIRE_FALSE(twice.has_value());
  CHECK_THAT(twice.error().in(Language::en), Catch::Contains("twice"));
  CHECK(twice.error().line == std::count(text.begin(), text.end(), '\n') - 1);
}

TEST_CASE("projects are found by the number or the text of their id, as it is written") {
  pabulib::ProjectIds ids;
  CHECK(ids.add("7") == 0U);
  CHECK(ids.add("007") == 1U);
  CHECK(ids.add("P7") == 2U);
  CHECK(ids.add("123456789") == 3U);
  CHECK_FALSE(ids.add("7").has_value());
  CHECK(ids.find(std::uint64_t{7}) == 0U);
  CHECK(ids.find(std::string_view("007")) == 1U);
  CHECK(ids.find(std::uint64_t{123'456'789}) == pabulib::ProjectIds::kNone);  // too large to be found by its place
  CHECK(ids.find(std::string_view("123456789")) == 3U);
  CHECK(ids.find(std::string_view("P8")) == pabulib::ProjectIds::kNone);
}

TEST_CASE("real .pb files: ballots read equal num_votes in every file") {
  const Files files = real_files("pabulib");
  for (const auto& [name, text] : files) {
    INFO(name);
    const Reading reading = read({{name, text}});
    const engine::SourceRecord& record = reading.data.sources[0];
    const std::size_t at = text.find("num_votes;") + 10;
    const auto announced = csv::parse_integer(text.substr(at, text.find('\n', at) - at));
    REQUIRE(announced.has_value());
    CHECK(static_cast<std::int64_t>(votes_of(reading).ballots.size()) == *announced);
    CHECK(has_note(record, "ballots_as_announced"));
    CHECK(record.rows_rejected == 0);
    CHECK(record.rows_duplicate == 0);
  }
}

TEST_CASE("real .pb files: known figures") {
  const std::string folder = real("pabulib");
  if (folder.empty()) return;
  const Reading toulouse = read_real(folder + "/france_toulouse_2019_.pb");
  CHECK(votes_of(toulouse).ballots.size() == 1494);
  CHECK(votes_of(toulouse).ballots[0].scale == VoteScale::cumulative);
  const Reading lodz = read_real(folder + "/poland_lodz_2022_.pb");
  const auto& ballots = votes_of(lodz).ballots;
  CHECK(count(ballots, [](const auto& b) { return b.sex == engine::Sex::female; }) == 53873);
  CHECK(count(ballots, [](const auto& b) { return b.channel == engine::VoteChannel::paper; }) == 47121);
  CHECK(count(ballots, [](const auto& b) { return b.age_implausible; }) == 4688);
  const Reading all = read_real(folder);
  CHECK(all.data.spaces.size() == 23);
}

}  // namespace boussole::connectors::test
