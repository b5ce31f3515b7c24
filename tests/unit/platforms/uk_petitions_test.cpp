// UK petitions: one petition or a page of them, totals by place that do not add up.
#include <catch2/catch.hpp>

#include "connectors/csv/values.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

std::string attributes(const std::string& more = "") {
  return R"("attributes":{"action":"Plant trees","background":"More of them","state":"open","signature_count":100,)"
         R"("created_at":"2019-02-14T12:14:59.326Z","opened_at":"2019-02-20T10:25:02.393Z","creator_name":"Marie Curie")" +
         more + "}";
}
std::string petition(int id, const std::string& more = "") {
  return R"({"type":"petition","id":)" + std::to_string(id) + "," + attributes(more) + "}";
}
std::string file(const std::string& data) {
  return R"({"links":{"self":"https://petition.parliament.uk/petitions/1.json"},"data":)" + data + "}";
}

std::int64_t sum(const engine::Votes& votes, engine::VoteTotal::Of of) {
  std::int64_t out = 0;
  for (const auto& total : votes.totals)
    if (total.of == of) out += total.count;
  return out;
}

std::string note_text(const Reading& reading, const std::string& code) {
  for (const Message& m : reading.data.sources[0].notes)
    if (m.code == code) return m.text.en;
  return {};
}

}  // namespace

TEST_CASE("a petition: its signatures are one total, its creator's name stays outside") {
  const Reading reading = read({{"1.json", file(petition(1))}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "uk_petitions");
  REQUIRE(data.contributions.size() == 1);
  CHECK(data.contributions[0].kind == engine::ContributionKind::initiative);
  CHECK(*data.contributions[0].votes == 100);
  CHECK(data.contributions[0].authors.count == 0);
  CHECK(data.contributions[0].text.words == 5);
  CHECK_FALSE(data.contributions[0].has_answer_text);
  CHECK(data.participants.size() == 0);
  CHECK(data.sources[0].columns_personal.at(0) == "creator_name");
  CHECK(data.platform_url == "https://petition.parliament.uk");
}

TEST_CASE("a page of petitions, an answer, a rejection, and the same petition twice") {
  const std::string answered =
      R"(,"government_response":{"summary":"We will","details":"plant many"},"government_response_at":"2019-03-01T00:00:00Z")";
  const Reading reading =
      read({{"page.json", file("[" + petition(1) + "," + petition(2, answered) + "," + petition(1) + ",{}]")}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[1].has_answer_text);
  CHECK(data.contributions[1].answered.has_value());
  CHECK(data.sources[0].rows_duplicate == 1);
  CHECK(data.sources[0].rows_rejected == 1);
  CHECK(data.sources[0].rows_read == 2);
}

TEST_CASE("trap 12: petition sums by place are not the total, and what is missing is said") {
  const std::string places =
      R"(,"signatures_by_country":[{"name":"United Kingdom","code":"GB","signature_count":80},{"name":"France","code":"FR","signature_count":15}],)"
      R"("signatures_by_constituency":[{"name":"A","mp":"Jane Doe MP","signature_count":40},{"name":"B","mp":null,"signature_count":30}])";
  const Reading reading = read({{"1.json", file(petition(1, places))}});
  const engine::Votes& votes = *reading.data.votes;
  CHECK(sum(votes, engine::VoteTotal::Of::all) == 100);
  CHECK(sum(votes, engine::VoteTotal::Of::country) == 95);
  CHECK(sum(votes, engine::VoteTotal::Of::constituency) == 70);
  CHECK_THAT(note_text(reading, "sum_by_country"), Catch::Contains("5 without"));
  CHECK_THAT(note_text(reading, "sum_by_constituency"), Catch::Contains("15 from other countries, 10 from the United"));
}

TEST_CASE("UK petitions as the first year of the site wrote them: open_at, no codes of countries, old archives") {
  const Reading reading = read(
      {{"open.json",
        R"({"data":{"type":"petition","id":7,"attributes":{"action":"Plant trees","background":"In towns","additional_details":"",
           "state":"open","signature_count":100,"created_at":"2015-07-01T10:00:00.000Z","open_at":"2015-07-20T10:00:00.000Z","creator_name":"Ann Bell",
           "signatures_by_country":[{"name":"United Kingdom","signature_count":80},{"name":"France","signature_count":15}],
           "signatures_by_constituency":[{"name":"A","ons_code":"E1","mp":"Jane Doe MP","signature_count":70}]}}})"},
       {"archived.json",
        R"({"data":[{"type":"archived-petition","id":8,"attributes":{"title":"Mend roads","description":"They are bad","state":"closed",
           "signature_count":12,"opened_at":"2012-03-01T10:00:00.000Z","created_at":"2012-02-01T10:00:00.000Z","rejection":null,
           "government_response":{"details":"We mend them"}}}]})"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "uk_petitions");
  REQUIRE(data.contributions.size() == 2);
  const auto of = [&](std::uint64_t id) { return data.contributions[data.contributions[0].id == id ? 0 : 1]; };
  CHECK(of(7).published == csv::parse_time("2015-07-20T10:00:00Z"));
  CHECK(of(8).published == csv::parse_time("2012-03-01T10:00:00Z"));
  CHECK(of(8).text.words == 5);
  CHECK(of(8).has_answer_text);
  const auto& notes = reading.data.sources[reading.data.sources[0].file == "open.json" ? 0 : 1].notes;
  CHECK(std::any_of(notes.begin(), notes.end(), [](const Message& note) {
    return note.code == "sum_by_constituency" && note.text.en.find("10 from the United Kingdom") != std::string::npos;
  }));
}

TEST_CASE("trap 13: a zero-byte JSON among others is named, and the others are read") {
  const Reading reading =
      read({{"1.json", file(petition(1))}, {"2.json", ""}, {"3.json", "{\"data\":"}, {"4.json", file(petition(4))}});
  CHECK(reading.data.contributions.size() == 2);
  CHECK(has_note(reading.data.sources[1], "empty_file"));
  CHECK(has_note(reading.data.sources[2], "unreadable_json"));
}

TEST_CASE("the real petition: 5,156,603 signatures and both partial sums") {
  const std::string folder = real("uk-petitions");
  if (folder.empty()) return;
  const Reading reading = read_real(folder);
  const engine::Votes& votes = *reading.data.votes;
  CHECK(*reading.data.contributions[0].votes == 5'156'603);
  CHECK(sum(votes, engine::VoteTotal::Of::all) == 5'156'603);
  CHECK(sum(votes, engine::VoteTotal::Of::country) == 5'154'004);
  CHECK(sum(votes, engine::VoteTotal::Of::constituency) == 4'858'993);
  CHECK_THAT(note_text(reading, "sum_by_country"), Catch::Contains("2599 without"));
  CHECK_THAT(note_text(reading, "sum_by_constituency"), Catch::Contains("205893 from other countries, 89118 from"));
}

}  // namespace boussole::connectors::test
