// The hazards of Decidim's exports, 01 to 08: one case or more each, named after it.
#include <catch2/catch.hpp>

#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

using engine::Origin;
using engine::ParticipantKind;
using engine::Presence;
using engine::State;

const std::string kComments =
    "id;created_at;body;locale;author/id;author/name;alignment;depth;commentable_id;"
    "commentable_type;root_commentable_url";
const std::string kRoot = "https://town.example/processes/budget/f/2/proposals/7";
const std::string kOnProposal = ";7;Decidim::Proposals::Proposal;" + kRoot;

std::string comment(const std::string& id, const std::string& body = "Oui") {
  return id + ";2023-05-02 10:00:00 UTC;" + body + ";fr;5;Ana;0;0" + kOnProposal;
}

/// A proposals file of 0.29 with these columns besides the ones that every row needs.
std::string proposals(const std::string& columns, const std::vector<std::string>& rows) {
  std::string text = "id;title/fr;body/fr;component/id;url;published_at;is_amend;" + columns + "\n";
  int id = 1;
  for (const std::string& row : rows) {
    const std::string n = std::to_string(id++);
    text += n + ";Titre;Texte;2;https://town.example/processes/budget/f/2/proposals/" + n +
            ";2023-05-02 10:00:00 UTC;false;" + row + "\n";
  }
  return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace

TEST_CASE("hazard 01 separator sniffed on the header line, byte-order mark, line ends, truth words, empty files") {
  const std::string semicolons = table({kComments, comment("1"), comment("2", "\"Un;deux,\ntrois\"")});
  const std::string expected = dump(read({{"a.csv", semicolons}}).data);
  SECTION("comma and tab") {
    for (const std::string separator : {",", "\t"}) {
      const Reading reading =
          read({{"a.csv", table({replaced(kComments, ";", separator), replaced(comment("1"), ";", separator)})}});
      CHECK(reading.data.comments.size() == 1);
      CHECK(reading.data.comments[0].author.has_value());
    }
  }
  SECTION("byte-order mark and CRLF") {
    const Reading reading = read({{"a.csv", "\xef\xbb\xbf" + replaced(semicolons, "\n", "\r\n")}});
    CHECK(reading.data.comments.size() == 2);
    CHECK(reading.data.rejections.total == 0);
    CHECK(reading.data.comments[0].id == 1);
  }
  SECTION("a quoted newline is no end of a row") {
    const Reading reading = read({{"a.csv", semicolons}});
    CHECK(reading.data.comments.size() == 2);
    CHECK(reading.data.comments[1].text.words == 3);
  }
  SECTION("TRUE and FALSE of a spreadsheet") {
    const Reading reading = read({{"a.csv", proposals("withdrawn", {"TRUE", "FALSE", "true"})}});
    CHECK(reading.data.contributions[0].withdrawn);
    CHECK_FALSE(reading.data.contributions[1].withdrawn);
    CHECK(reading.data.contributions[2].withdrawn);
  }
  SECTION("a file of one byte is a data set without rows, not a data set that is missing") {
    const Reading reading = read({{"town-open-data-proposal_comments.csv", semicolons},
                                  {"town-open-data-moderations.csv", "\n"},
                                  {"town-open-data-meetings.csv", ""}});
    CHECK(reading.data.has("moderations") == Presence::full);
    CHECK(reading.data.has("meetings") == Presence::full);
    CHECK(reading.data.has("moderations.hidden_at") == Presence::absent);
    CHECK(reading.data.has("users") == Presence::absent);
    CHECK(record(reading, "town-open-data-moderations.csv").entity == "moderations");
    CHECK(record(reading, "town-open-data-moderations.csv").notes[0].code == "empty_file");
  }
}

TEST_CASE("hazard 02 unknown columns kept aside, bare and localised forms coalesced, locale by preference") {
  const std::string header =
      "id;title;title/ca;title/machine_translations/fr;title/fr;body/es;body/ca;body;component/id;"
      "url;is_amend;participacio_extra";
  const std::string url = "https://town.example/processes/budget/f/2/proposals/";
  const Reading reading = read({{"a.csv", table({header, "1;Nu;;;;;Un dos tres;;2;" + url + "1;false;x",
                                                 "2;;Cat;Auto;;uno;un dos;;2;" + url + "2;false;x",
                                                 "3;;;;Fr;;;un deux trois quatre;2;" + url + "3;false;x"})}});
  CHECK(has(record(reading, "a.csv").columns_ignored, "participacio_extra"));
  CHECK(record(reading, "a.csv").columns_ignored.size() == 1);
  const auto& rows = reading.data.contributions;
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].text.words == 3);
  CHECK(rows[1].text.words == 2);  // no preferred locale: the first by name, ca
  CHECK(rows[2].text.words == 4);  // the bare column, where no localised one has a text
  CHECK(reading.data.locales == std::vector<std::string>{"ca", "fr"});
  CHECK(reading.data.locales[*rows[0].locale] == "ca");
  CHECK(reading.data.locales[*rows[2].locale] == "fr");  // of the title: the bare body has none

  ReadOptions spanish;
  spanish.locales = {"es", "fr"};
  const Reading other = read({{"a.csv", table({header, "2;;Cat;Auto;;uno;un dos;;2;" + url + "2;false;x"})}}, spanish);
  CHECK(other.data.contributions[0].text.words == 1);
}

TEST_CASE("hazard 03 names that changed: one field, whatever it is called") {
  const auto votes = [](const char* name) {
    const Reading reading = read({{"a.csv", proposals(name, {"12"})}});
    return reading.data.contributions[0].votes.value_or(-1);
  };
  CHECK(votes("supports") == 12);
  CHECK(votes("votes") == 12);
  const auto likes = [](const char* name) {
    const Reading reading = read({{"a.csv", proposals(name, {"3;Ana, Bo"})}});
    CHECK(record(reading, "a.csv").columns_ignored.empty());
    CHECK(record(reading, "a.csv").columns_personal.size() == 1);
    return reading.data.contributions[0].endorsements.value_or(-1);
  };
  CHECK(likes("endorsements/total_count;endorsements/user_endorsements") == 3);
  CHECK(likes("likes/total_count;likes/user_endorsements") == 3);
  CHECK(likes("likes/total_count;likes/user_likes") == 3);
  for (const char* name : {"followers", "follows_count"})
    CHECK(read({{"a.csv", proposals(name, {"4"})}}).data.contributions[0].follows.value_or(-1) == 4);
  for (const char* name : {"comments", "comments_count", "comments/count"})
    CHECK(read({{"a.csv", proposals(name, {"9"})}}).data.contributions[0].comments.value_or(-1) == 9);

  const Reading before = read({{"a.csv", proposals("category/id;category/name/fr;scope/id;scope/name/fr;scope/name/en",
                                                   {"5;Eau;7;Nord;North", "5;Eau;;;"})}});
  REQUIRE(before.data.themes.size() == 2);
  CHECK(before.data.themes[0].kind == engine::Theme::Kind::category);
  CHECK(before.data.themes[0].name == Text{"Eau", "Eau"});
  CHECK(before.data.themes[1].name == Text{"Nord", "North"});
  CHECK(before.data.contributions[0].themes.count == 2);
  CHECK(before.data.contributions[1].themes.count == 1);

  const Reading after =
      read({{"a.csv", proposals("taxonomies/id;taxonomies/name",
                                {"\"5, 7\";\"{\"\"en\"\"=>\"\"Water, rain\"\"}, {\"\"en\"\"=>\"\"North\"\"}\"",
                                 "9;\"{\"\"en\"\" => \"\"South\"\", \"\"fr\"\" => \"\"Sud\"\"}\""})}});
  REQUIRE(after.data.themes.size() == 3);
  CHECK(after.data.themes[0].name.en == "Water, rain");
  CHECK(after.data.themes[1].name.fr == "North");
  CHECK(after.data.themes[2].name == Text{"Sud", "South"});
  CHECK(after.data.contributions[0].themes.count == 2);
}

TEST_CASE("hazard 04 blank is not zero, hidden is not absent") {
  const Reading hidden = read({{"a.csv", proposals("votes", {"", ""})}});
  CHECK_FALSE(hidden.data.contributions[0].votes.has_value());
  CHECK(hidden.data.has("proposals.votes") == Presence::hidden);
  CHECK(hidden.data.has("votes") == Presence::hidden);
  CHECK(hidden.data.fill.at("proposals.votes").filled == 0);
  CHECK(hidden.data.fill.at("proposals.votes").rows == 2);

  const Reading partial = read({{"a.csv", proposals("votes", {"0", ""})}});
  CHECK(partial.data.contributions[0].votes == OptionalCount(0));
  CHECK(partial.data.has("proposals.votes") == Presence::partial);

  const Reading none = read({{"a.csv", proposals("attachments", {"0"})}});
  CHECK(none.data.has("proposals.votes") == Presence::absent);
  CHECK(none.data.fill.at("proposals.votes").rows == 0);

  const Reading unreadable = read({{"a.csv", proposals("votes", {"douze", "-3", "7.0"})}});
  CHECK(unreadable.data.contributions.size() == 3);
  CHECK_FALSE(unreadable.data.contributions[0].votes.has_value());
  CHECK_FALSE(unreadable.data.contributions[1].votes.has_value());
  CHECK(unreadable.data.contributions[2].votes == OptionalCount(7));
  CHECK(record(unreadable, "a.csv").notes[0].code == "unreadable_values");
  CHECK(record(unreadable, "a.csv").notes[0].text.en.find("votes: 2") != std::string::npos);
}

TEST_CASE("hazard 05 states: tokens, blank, an installation's own, and withdrawn said in three ways") {
  const Reading reading = read({{"a.csv", proposals("state;withdrawn;withdrawn_at",
                                                    {"accepted;false;", ";false;", "en_obra;false;", "withdrawn;;",
                                                     "not_answered;true;", "evaluating;;2023-06-01 10:00:00 UTC"})}});
  const auto& rows = reading.data.contributions;
  CHECK(rows[0].state == State::accepted);
  CHECK(rows[1].state == State::none);
  CHECK(rows[2].state == State::other);
  CHECK(rows[3].state == State::withdrawn);
  CHECK(rows[3].withdrawn);
  CHECK(rows[4].withdrawn);
  CHECK(rows[4].state == State::not_answered);
  CHECK(rows[5].withdrawn);
  CHECK_FALSE(rows[0].withdrawn);
}

TEST_CASE("hazard 06 amendments are rows, told apart and linked with what they amend") {
  std::string text = proposals("original_proposal/title;original_proposal/url;state",
                               {";;", "Titre;https://town.example/processes/budget/f/2/proposals/1;accepted"});
  text = replaced(text, "proposals/2;2023-05-02 10:00:00 UTC;false", "proposals/2;2023-05-02 10:00:00 UTC;true");
  const Reading reading = read({{"a.csv", text}});
  const auto& rows = reading.data.contributions;
  REQUIRE(rows.size() == 2);
  CHECK_FALSE(rows[0].amendment);
  CHECK(rows[1].amendment);
  CHECK(rows[1].state == State::accepted);
  CHECK(rows[1].amends == rows[0].url_key);
  CHECK(rows[0].amends == 0);
}

TEST_CASE("hazard 07 authors are named by their kind and their id") {
  const std::string columns = "author/id;author/name;author/url";
  const Reading reading =
      read({{"a.csv", proposals(columns, {"1;Ville;https://town.example/", "1;Ana;https://town.example/profiles/ana",
                                          "1;Réunion;https://town.example/processes/budget/f/9/meetings/1",
                                          "\"1, 4\";\"Ana, Bo\";\"https://town.example/profiles/ana, "
                                          "https://town.example/profiles/bo\"",
                                          "6;;", ";;", "8;Les Verts;https://town.example/profiles/verts"})},
            {"g.csv", table({"id;name;nickname;avatar_url;profile_url;deleted;badge;members_count",
                             "3;Les Verts;verts;;https://town.example/profiles/verts;false;;2"})}});
  const engine::Dataset& data = reading.data;
  const auto author = [&](std::size_t row, std::uint32_t k = 0) {
    return data.participants[data.author_pool[data.contributions[row].authors.begin + k]];
  };
  CHECK(data.contributions[0].origin == Origin::organiser);
  CHECK(data.contributions[0].official);
  CHECK(author(0).kind == ParticipantKind::organisation);
  CHECK(author(0).organiser);
  CHECK(data.contributions[1].origin == Origin::participant);
  CHECK(data.contributions[2].origin == Origin::meeting);
  CHECK(data.contributions[2].created_in_meeting);
  CHECK(author(2).kind == ParticipantKind::meeting);
  // One id, three kinds: three participants.
  CHECK(author(0).key != author(1).key);
  CHECK(author(1).key != author(2).key);
  CHECK(data.contributions[3].authors.count == 2);
  CHECK(data.contributions[3].coauthors == OptionalCount(2));
  CHECK(author(3).key == author(1).key);
  // A destroyed account keeps its id and has no page: a person's.
  CHECK(data.contributions[4].origin == Origin::participant);
  CHECK(author(4).deleted);
  CHECK_FALSE(author(1).deleted);
  CHECK(data.contributions[5].authors.count == 0);
  CHECK(data.contributions[5].origin == Origin::unknown);
  // A group signs, the id is that of the person who wrote.
  CHECK(data.contributions[6].origin == Origin::user_group);
  CHECK(author(6).kind == ParticipantKind::person);
  CHECK(data.has("proposals.author") == Presence::partial);

  const Reading nameless = read({{"a.csv", proposals("author/id", {"1"})}});
  CHECK(nameless.data.contributions[0].origin == Origin::unknown);  // no address: official or not cannot be known
}

TEST_CASE("hazard 08 copies are linked with what they were copied from") {
  const Reading reading =
      read({{"a.csv", proposals("related_proposals", {"",
                                                      "\"https://town.example/processes/budget/f/2/proposals/1, "
                                                      "http://town.example/processes/b/f/3/proposals/9?x=1\""})}});
  const engine::Dataset& data = reading.data;
  CHECK(data.contributions[0].links == OptionalCount(0));
  CHECK(data.contributions[1].links == OptionalCount(2));
  CHECK(data.link_pool[data.contributions[1].related.begin] == data.contributions[0].url_key);
}

}  // namespace boussole::connectors::test
