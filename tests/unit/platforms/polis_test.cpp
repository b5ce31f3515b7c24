// Polis conversations: the traps worked out on small files, then the real matrices cell by cell.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "connectors/csv/values.h"
#include "connectors/polis/log.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

constexpr const char* kSummary =
    "topic,Parc\nurl,https://example.org/x\nvoters,3\nconversation-description,\"First line\n\nsecond, with a "
    "comma\"\n";

std::string comments(const std::string& unit, bool quoted, bool turned = false) {
  const std::string a = quoted ? "\"Plant trees, now\"" : "Plant trees now", b = quoted ? "\"Build\"" : "Build";
  const std::string votes1 = turned ? "1,3" : "3,1", votes2 = turned ? "2,0" : "0,2";
  return "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1500000001" + unit +
         ",x,0,0," + votes1 + ",1," + a + "\n1500000002" + unit + ",x,7,1," + votes2 + ",-1," + b + "\n";
}

/// Voter 1 changes from disagree to agree on comment 0: four events, three cells there.
std::string votes(const std::string& unit, int sign) {
  const std::string plus = std::to_string(sign), minus = std::to_string(-sign);
  const auto row = [&](int at, int comment, int voter, const std::string& vote) {
    return "150000000" + std::to_string(at) + unit + ",WIB," + std::to_string(comment) + "," + std::to_string(voter) +
           "," + vote + "\n";
  };
  return "timestamp,datetime,comment-id,voter-id,vote\n" + row(5, 0, 1, plus) + row(4, 0, 1, minus) +
         row(3, 0, 0, plus) + row(6, 0, 2, plus) + row(7, 7, 1, minus) + row(8, 7, 0, minus);
}

constexpr const char* kMatrix =
    "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,7\n0,0,1,2,1,1,1,-1\n1,1,1,2,1,1,1,-1\n2,,0,1,1,0,1,"
    "\n";

const engine::Votes& votes_of(const Reading& reading) {
  REQUIRE(reading.data.votes != nullptr);
  return *reading.data.votes;
}

/// Sum of the standing votes on a comment.
int balance(const Reading& reading, std::uint64_t comment) {
  int sum = 0;
  for (const engine::Vote& vote : votes_of(reading).votes)
    if (!vote.superseded && votes_of(reading).targets[vote.target].key == comment) sum += vote.value;
  return sum;
}

}  // namespace

TEST_CASE("trap 4: the sign of Polis votes is checked against the matrix") {
  for (const int sign : {1, -1}) {
    const Reading reading = read({{"comments.csv", comments("000", false)},
                                  {"participants-votes.csv", kMatrix},
                                  {"summary.csv", kSummary},
                                  {"votes.csv", votes("000", sign)}});
    CHECK(balance(reading, 0) == 3);
    CHECK(balance(reading, 7) == -2);
    CHECK(has_note(reading.data.sources[1], "matrix_equals_log"));
    CHECK(has_note(reading.data.sources[3], "sign_turned") == (sign < 0));
    REQUIRE(votes_of(reading).groups.size() == 2);
    CHECK(votes_of(reading).groups[1].group == 1);
  }
}

TEST_CASE("trap 4: without a matrix the counts of comments decide, in milliseconds or with quoted texts") {
  for (const char* unit : {"000", ""}) {
    const Reading reading = read({{"comments.csv", comments(unit, true)}, {"votes.csv", votes(unit, 1)}});
    CHECK(balance(reading, 0) == 3);
  }
  const Reading raw = read({{"comments.csv", comments("000", false)}, {"votes.csv", votes("000", -1)}});
  CHECK(balance(raw, 0) == 3);
  CHECK(has_note(raw.data.sources[1], "sign_turned"));
}

TEST_CASE("trap 4: where nothing decides the sign of the votes the conversation is refused") {
  // The generation that wrote both files with the wrong sign: seconds, texts unquoted, counts that agree.
  const auto faulty = try_read({{"comments.csv", comments("", false, true)}, {"votes.csv", votes("", -1)}});
  REQUIRE_FALSE(faulty.has_value());
  CHECK_THAT(faulty.error().in(Language::en), Catch::Contains("agree or disagree"));
  CHECK_FALSE(try_read({{"votes.csv", votes("000", 1)}}).has_value());
  // The matrix of the same conversation settles it.
  const Reading settled = read(
      {{"comments.csv", comments("", false, true)}, {"participants-votes.csv", kMatrix}, {"votes.csv", votes("", -1)}});
  CHECK(balance(settled, 0) == 3);
}

TEST_CASE("trap 5: the log has events, the matrix has the last vote") {
  const Reading reading = read({{"comments.csv", comments("000", false)}, {"votes.csv", votes("000", 1)}});
  const auto& all = votes_of(reading).votes;
  CHECK(all.size() == 6);
  CHECK(count(all, [](const auto& v) { return v.superseded; }) == 1);
  CHECK(has_note(reading.data.sources[0], "columns_count_events"));
  CHECK(has_note(reading.data.sources[1], "events_and_votes"));
}

TEST_CASE("trap 6: seconds and milliseconds are told apart by magnitude") {
  const auto per_second = [](std::initializer_list<std::int64_t> stamps) {
    polis::UnitOfTime unit;
    for (const std::int64_t stamp : stamps) unit.add(stamp);
    return unit.per_second();
  };
  CHECK(per_second({1'500'000'001}) == 1);
  CHECK(per_second({1'500'000'001'000}) == 1000);
  CHECK_FALSE(per_second({42, 43}).has_value());
  const auto expected = csv::parse_time("2017-07-14 02:40:01");
  for (const char* unit : {"000", ""}) {
    const Reading reading = read({{"comments.csv", comments(unit, true)}, {"votes.csv", votes(unit, 1)}});
    CHECK(reading.data.contributions[0].created == expected);
    CHECK(reading.data.oldest == expected);
  }
}

TEST_CASE("the log is sorted whatever its order and its ids: the last vote of each person on each comment stands") {
  constexpr std::uint64_t kLarge = 9'000'000'000;
  // Comment and voter by number, by number beyond 32 bits, and far apart.
  for (const std::uint64_t scale : {std::uint64_t{1}, std::uint64_t{1'000'000}, kLarge}) {
    polis::Log log;
    log.add(2 * scale, 1 * scale, 50, 1);
    log.add(1 * scale, 2 * scale, 40, -1);
    log.add(2 * scale, 0, 30, 0);
    log.add(1 * scale, 2 * scale, 20, 1);   // earlier than the one before it in the file
    log.add(2 * scale, 1 * scale, 50, -1);  // at the same time, later in the file
    log.add(0, 3 * scale, -7, 1);
    log.settle();
    REQUIRE(log.size() == 6);
    const auto is = [&](std::size_t i, std::uint64_t comment, std::uint64_t voter, std::int64_t stamp, int vote,
                        bool superseded) {
      const polis::Event event = log[i];
      CHECK(event.comment == comment * scale);
      CHECK(event.voter == voter * scale);
      CHECK(event.stamp == stamp);
      CHECK(event.vote == vote);
      CHECK(event.superseded == superseded);
    };
    is(0, 0, 3, -7, 1, false);
    is(1, 1, 2, 20, 1, true);
    is(2, 1, 2, 40, -1, false);
    is(3, 2, 0, 30, 0, false);
    is(4, 2, 1, 50, 1, true);
    is(5, 2, 1, 50, -1, false);
  }
}

TEST_CASE("trap 16: a description of several lines in quotes is one cell") {
  const Reading reading =
      read({{"comments.csv", comments("000", false)}, {"summary.csv", kSummary}, {"votes.csv", votes("000", 1)}});
  CHECK(reading.data.sources[1].rows_rejected == 0);
  CHECK(reading.data.sources[1].rows_read == 3);
  CHECK(reading.data.platform_name == "Parc");
  CHECK(reading.data.platform_url == "https://example.org/x");
}

TEST_CASE("a statement moderated out is hidden, not missing, and its votes stay") {
  const Reading reading = read({{"comments.csv", comments("000", false)}, {"votes.csv", votes("000", 1)}});
  CHECK(reading.data.contributions.size() == 1);
  CHECK(reading.data.moderations.size() == 1);
  CHECK(count(votes_of(reading).targets, [](const auto& t) { return t.hidden; }) == 1);
  CHECK(balance(reading, 7) == -2);
}

TEST_CASE("external ids of a Polis matrix are dropped at the door and listed") {
  std::string matrix = kMatrix;
  matrix.replace(0, 12, "participant,xid,");
  for (const char* row : {"\n0,", "\n1,", "\n2,"}) matrix.insert(matrix.find(row) + 3, "marie@example.org,");
  const Reading reading = read(
      {{"comments.csv", comments("000", false)}, {"participant-votes.csv", matrix}, {"votes.csv", votes("000", 1)}});
  CHECK(reading.data.sources[1].columns_personal == std::vector<std::string>{"xid"});
  CHECK(has_note(reading.data.sources[1], "matrix_equals_log"));
}

TEST_CASE("a summary alone is refused, and what is missing is said") {
  const auto lone = try_read({{"summary.csv", kSummary}});
  REQUIRE_FALSE(lone.has_value());
  CHECK_THAT(lone.error().in(Language::en), Catch::Contains("participants-votes.csv"));
  const auto other = try_read({{"x.csv", "a,b\n1,2\n"}});
  REQUIRE_FALSE(other.has_value());
  CHECK_THAT(other.error().in(Language::en), !Catch::Contains("participants-votes.csv"));
}

TEST_CASE("several conversations at once are refused") {
  const auto two = try_read(
      {{"comments.csv", comments("000", false)}, {"votes.csv", votes("000", 1)}, {"votes2.csv", votes("000", 1)}});
  REQUIRE_FALSE(two.has_value());
  CHECK_THAT(two.error().in(Language::en), Catch::Contains("several"));
}

TEST_CASE("real Polis conversations: each matrix is rebuilt from its log cell by cell, agree is 1") {
  const std::map<std::string, std::int64_t> replaced{{"vtaiwan.uberx", 49'997 - 49'443}};
  for (const char* name : {"15-per-hour-seattle", "brexit-consensus", "canadian-electoral-reform",
                           "football-concussions", "scoop-hivemind.biodiversity", "scoop-hivemind.ubi",
                           "ssis.land-bank-farmland.2rumnecbeh.2021-08-01", "vtaiwan.uberx"}) {
    const std::string folder = real(std::string("polis/") + name);
    if (folder.empty()) return;
    INFO(name);
    const Reading reading = read_real(folder);
    REQUIRE(reading.data.connector == "polis");
    REQUIRE(reading.data.sources.size() == 4);
    CHECK(reading.data.sources[1].entity == "participants-votes");
    CHECK(has_note(reading.data.sources[1], "matrix_equals_log"));
    CHECK(reading.data.rejections.total == 0);
    CHECK_FALSE(has_note(reading.data.sources[3], "sign_turned"));
    if (const auto known = replaced.find(name); known != replaced.end())
      CHECK(count(votes_of(reading).votes, [](const auto& v) { return v.superseded; }) == known->second);
  }
}

}  // namespace boussole::connectors::test
