// The participation matrix of the Grand Débat: no header, no ids, four themes.
#include <catch2/catch.hpp>

#include "connectors/grand_debat/contributions.h"
#include "engine/dataset/demographics.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

TEST_CASE("a matrix without header: the first line is an author too") {
  const Reading reading = read({{"m.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n0,0,1,0\n"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "grand_debat");
  CHECK(data.participants.size() == 4);  // equal lines are different people
  CHECK(data.contributions.size() == 8);
  CHECK(data.sources[0].rows_read == 4);
  CHECK(data.spaces.size() == 4);
  CHECK(count(data.contributions, [](const auto& c) { return *c.space == 2; }) == 3);
  CHECK(has_note(data.sources[0], "participation_is_yes_or_no"));
}

TEST_CASE("what is not four times 0 or 1 is not taken for the matrix") {
  for (const char* text :
       {"1,0,0\n0,0,1\n1,1,1\n1,1,1\n", "1,0,0,2\n0,0,1,0\n1,1,1,1\n", "a,b,c,d\n1,0,0,1\n1,0,0,1\n"})
    CHECK_FALSE(try_read({{"m.csv", text}}).has_value());
  const Reading reading =
      read({{"m.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n1,0,0,7\n"}, {"n.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n"}});
  CHECK(reading.data.participants.size() == 3);
}

namespace {

const std::string kTheme =
    "id,reference,title,createdAt,publishedAt,updatedAt,trashed,trashedStatus,authorId,authorType,authorZipCode,"
    "QUXVlc3Rpb246MTY0 - Que faire ?,QUXVlc3Rpb246MTY1 - Comment ?\n"
    "UHJvcG9zYWw6YTE=,2-1,Titre,2019-01-22 09:12:05,2019-01-22 09:12:05,,false,,VXNlcjp1MQ==,Citoyen / Citoyenne,75012,"
    "Isoler les logements,Par la loi|Par l'impôt\n"
    "UHJvcG9zYWw6YTI=,2-2,Titre,2019-01-22 09:13:05,2019-01-22 09:13:05,,false,,VXNlcjp1Mg==,Élu / élue,Retraité,"
    "Rien,\n"
    "UHJvcG9zYWw6YTM=,2-3,Titre,2019-01-22 09:14:05,2019-01-22 09:14:05,,true,INVISIBLE,VXNlcjp1MQ==,,75012,Spam,\n"
    "UHJvcG9zYWw6YTE=,2-1,Titre,2019-01-22 09:12:05,2019-01-22 09:12:05,,false,,VXNlcjp1MQ==,Citoyen / Citoyenne,75012,"
    "Isoler les logements,Par la loi|Par l'impôt\n"
    "UHJvcG9zYWw6YTQ=,2-4,Titre,hier,2019-01-22 09:12:05,,false,,VXNlcjp1MQ==,,,Rien,\n";

const std::string kThemeJson =
    "[\n"
    R"({"id":"UHJvcG9zYWw6YTE=","reference":"2-1","createdAt":"2019-01-22 09:12:05","publishedAt":"2019-01-22 09:12:05",)"
    R"("updatedAt":null,"trashed":false,"trashedStatus":null,"authorId":"VXNlcjp1MQ==","authorType":"Citoyen / Citoyenne",)"
    R"("authorZipCode":"75012","responses":[{"questionId":"164","questionTitle":"Que faire ? [\"x\"] }{","value":"v",)"
    R"("formattedValue":"Isoler les logements"},{"questionId":"165","questionTitle":"Comment ?","value":null,)"
    R"("formattedValue":null}]})"
    "\n,\n"
    R"({"id":"UHJvcG9zYWw6YTU=","createdAt":"2019-01-23 09:12:05","publishedAt":"2019-01-23 09:12:05","trashed":true,)"
    R"("trashedStatus":"VISIBLE","authorId":"VXNlcjp1NQ==","authorZipCode":"2","responses":[]})"
    "\n]\n";

const std::string kEvents =
    "id,title,createdAt,updatedAt,startAt,endAt,enabled,lat,lng,fullAddress,link,url,body,authorId,authorType,"
    "authorZipCode\n"
    "RXZlbnQ6ZTE=,Réunion,2019-01-20 10:00:00,,2019-02-01 18:00:00,,true,48.1,2.1,1 rue X,,https://g.fr/events/r,Venez,"
    "VXNlcjp1MQ==,Citoyen / Citoyenne,75012\n"
    "RXZlbnQ6ZTI=,Annulée,2019-01-20 10:00:00,,2019-02-02 18:00:00,,false,,,,,,,VXNlcjp1OQ==,,\n";

const std::string kUsers =
    "id,username,type,zipCode,createdAt,updatedAt,deletedAccountAt,enabled,biography,url,avatarUrl,websiteUrl\n"
    "VXNlcjp1MQ==,Ada Lovelace,Citoyen / Citoyenne,75012,2019-01-01 00:00:00,,,true,Hello,,,\n"
    "VXNlcjp1Nw==,Bob Kahn,,1815,2019-01-01 00:00:00,,2019-03-01 00:00:00,true,,,,\n";

}  // namespace

TEST_CASE("Grand Débat: contributions to a theme, with what was put in the bin and what is there twice") {
  const Reading reading = read({{"LA_TRANSITION_ECOLOGIQUE.csv", kTheme}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "grand_debat");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.spaces[*data.contributions[0].space].key == "/themes/ecologie");
  CHECK(data.contributions[0].text.words == 9);  // the words of both answers
  CHECK(data.contributions[0].kind == engine::ContributionKind::answer);
  CHECK(data.contributions[1].origin == engine::Origin::user_group);
  CHECK(data.moderations.size() == 1);
  CHECK(data.sources[0].rows_duplicate == 1);
  CHECK(data.sources[0].rows_rejected == 1);
  CHECK(data.sources[0].rows_read == 3);
  CHECK(data.has("comments") == engine::Presence::absent);
  CHECK(data.has("votes") == engine::Presence::absent);
}

TEST_CASE("trap 15: an authorZipCode that is no postal code is left empty, and said") {
  CHECK(grand_debat::is_postal_code("75012"));
  for (const char* text : {"Retraité", "7501", "750123", "00123", "99123", "96000", "2", ""})
    CHECK_FALSE(grand_debat::is_postal_code(text));
  const Reading reading = read({{"LA_TRANSITION_ECOLOGIQUE.csv", kTheme}});
  REQUIRE(reading.data.demographics);
  REQUIRE(reading.data.demographics->people.size() == 1);
  CHECK(reading.data.demographics->values[reading.data.demographics->people[0].value] == "75012");
  CHECK(has_note(reading.data.sources[0], "zip_that_is_none"));
}

TEST_CASE("Grand Débat: JSON and CSV of one theme are one set of contributions") {
  const Reading json = read({{"LA_TRANSITION_ECOLOGIQUE.json", kThemeJson}});
  REQUIRE(json.data.connector == "grand_debat");
  REQUIRE(json.data.contributions.size() == 1);
  CHECK(json.data.contributions[0].text.words == 3);
  CHECK(json.data.moderations.size() == 1);
  const Reading both = read({{"LA_TRANSITION_ECOLOGIQUE.csv", kTheme}, {"LA_TRANSITION_ECOLOGIQUE.json", kThemeJson}});
  CHECK(both.data.contributions.size() == 2);
  CHECK(both.data.sources[1].rows_duplicate == 1);
  CHECK(both.data.sources[1].rows_read == 1);
  CHECK(json.data.sources[0].sha256.size() == 64);
}

TEST_CASE("Grand Débat: a JSON list cut anywhere is refused, whatever stands in its texts") {
  for (std::size_t i = 1; i + 2 < kThemeJson.size(); ++i) {
    const auto reading = try_read({{"a.json", kThemeJson.substr(0, i)}});
    if (reading) FAIL("cut at " << i << " was read");
  }
  const Reading empty = read({{"a.json", std::string()}, {"LA_TRANSITION_ECOLOGIQUE.csv", kTheme}});
  CHECK(empty.data.contributions.size() == 2);
}

TEST_CASE("Grand Débat: meetings and accounts") {
  const Reading reading =
      read({{"EVENTS.csv", kEvents}, {"USERS.csv", kUsers}, {"LA_TRANSITION_ECOLOGIQUE.csv", kTheme}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.meetings.size() == 2);
  CHECK_FALSE(data.meetings[0].withdrawn);
  CHECK(data.meetings[1].withdrawn);
  CHECK_FALSE(data.meetings[0].minutes_known);
  CHECK_FALSE(data.meetings[0].attendees);
  CHECK(count(data.participants, [](const auto& p) { return p.deleted; }) == 1);
  CHECK(data.participants.size() == 4);  // u1, u2, u7, u9
}

TEST_CASE("real Grand Débat: 92,821 authors, 163,570 participations") {
  const std::string file = real("grand-debat/authors_by_theme.csv");
  if (file.empty()) return;
  const Reading reading = read_real(file);
  REQUIRE(reading.data.connector == "grand_debat");
  CHECK(reading.data.participants.size() == 92'821);
  CHECK(reading.data.contributions.size() == 163'570);
  CHECK(reading.data.sources[0].rows_read == 92'821);
  CHECK(reading.data.rejections.total == 0);
}

}  // namespace boussole::connectors::test
