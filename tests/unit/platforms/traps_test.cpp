// Traps that belong to more than one format; the others stand with their format, each by its number and name.
#include <catch2/catch.hpp>

#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

std::string repeated(const std::string& header, const std::string& row, int times) {
  std::string out = header;
  for (int i = 0; i < times; ++i) out += row;
  return out;
}

}  // namespace

TEST_CASE("trap 8: duplicate rows, as in the Vrai Débat: 151 rows are 110 contributions") {
  std::string text =
      "export_contribution_type,export_contribution_id,export_contribution_author_id,"
      "export_contribution_section_title,export_contribution_title,export_contribution_body_text\n";
  for (int i = 0; i < 151; ++i) {
    const std::string id = std::to_string(i < 110 ? i : i - 110);
    text += "export_contribution_type_opinion,o" + id + ",u" + id +
            ",S,T,These are the words of an opinion and then again and again so that the text of this row has more "
            "than thirty words in all which is what it takes to be compared with others number " +
            id + "\n";
  }
  const Reading reading = read({{"vraidebat.csv", text}});
  REQUIRE(reading.data.connector == "cap_collectif");
  CHECK(reading.data.contributions.size() == 110);
  CHECK(reading.data.signatures.size() == 110);  // a row met twice is no second text
  CHECK(reading.data.sources[0].rows_read == 110);
  CHECK(reading.data.sources[0].rows_duplicate == 41);
}

TEST_CASE("trap 8: duplicate rows in every format that has ids") {
  const Reading debate =
      read({{"a.csv", repeated("id,createdAt,publishedAt,authorId,authorZipCode,trashedStatus,QMQ== - Q\n",
                               "a,2019-01-22 09:12:05,2019-01-22 09:12:05,u,,,Yes\n", 3)}});
  CHECK(debate.data.contributions.size() == 1);
  CHECK(debate.data.sources[0].rows_duplicate == 2);
  const Reading consul = read({{"a.csv", repeated("id,title,userId,summary,numSupports\n", "7,T,51,Words,3\n", 3)}});
  CHECK(consul.data.contributions.size() == 1);
  CHECK(consul.data.sources[0].rows_duplicate == 2);
}

TEST_CASE("trap 9: dangling parents: what hangs on something that is not in the export stays, and hangs on nothing") {
  const Reading reading = read(
      {{"a.csv",
        "export_contribution_type,export_contribution_id,export_contribution_section_title,"
        "export_contribution_arguments_related_id,export_contribution_arguments_id,"
        "export_contribution_arguments_author_id,export_contribution_arguments_type,export_contribution_arguments_body,"
        "export_contribution_votes_id,export_contribution_votes_related_id,export_contribution_votes_author_id,"
        "export_contribution_votes_value\n"
        "export_contribution_type_argument,,,gone,a1,u1,argument.show.type.for,Because,,,,\n"
        "export_contribution_type_opinion_vote,,,,,,,,84,gone,u2,global.ok\n"}});
  const engine::Dataset& data = reading.data;
  CHECK(data.contributions.empty());
  REQUIRE(data.comments.size() == 1);
  REQUIRE(data.votes);
  CHECK(data.votes->votes.size() == 1);
  CHECK(count(data.votes->targets, [](const auto& t) { return t.contribution.has_value(); }) == 0);
}

TEST_CASE("trap 13: a zero-byte JSON among opinions: 722 files of which 26 are empty are 696 opinions") {
  Files files;
  for (int i = 0; i < 722; ++i) {
    const std::string id = std::to_string(i);
    std::string text;
    if (i % 28 != 3)
      text = R"({"opinion":{"id":)" + id + R"(,"votes_ok":1,"votes_mitige":0,"votes_nok":0,"body":"x"}})";
    files.emplace_back(id + ".json", text);
  }
  const Reading reading = read(files);
  REQUIRE(reading.data.connector == "cap_collectif");
  CHECK(count(reading.data.sources, [](const auto& s) { return has_note(s, "empty_file"); }) == 26);
  CHECK(reading.data.contributions.size() == 696);
}

TEST_CASE("trap 16: quoted cells of several lines: rows are counted by records, not by lines") {
  const Reading reading = read({{"a.csv",
                                 "id,title,userId,summary,numSupports\n7,T,51,\"One\n\"\"two\"\"\n\nthree\",3\n"
                                 "8,T,52,\"a\r\nb\",1\n"}});
  REQUIRE(reading.data.contributions.size() == 2);
  CHECK(reading.data.contributions[0].text.words == 3);
  CHECK(reading.data.sources[0].rows_read == 2);
}

}  // namespace boussole::connectors::test
