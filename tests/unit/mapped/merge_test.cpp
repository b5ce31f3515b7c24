// Mapped tables beside an export that is recognised, and beside each other.
#include <catch2/catch.hpp>

#include "connectors/csv/values.h"
#include "engine/dataset/demographics.h"
#include "engine/merge.h"
#include "tests/unit/mapped/support.h"

namespace boussole::connectors::test {

TEST_CASE("a table of a mapping beside an export that is recognised: one platform, the same people") {
  const Reading reading = mapped(
      {{"c.csv",
        "id;created_at;body;locale;author/id;author/"
        "name;alignment;depth;commentable_id;commentable_type;root_commentable_url\n"
        "1;2024-01-01 10:00:00 "
        "UTC;Yes;en;31;Ann;0;0;7;Decidim::Proposals::Proposal;https://d.example/processes/pb/f/9/proposals/7\n"},
       {"enquete.csv", "compte,genre\n31,Femme\n99,Homme\n"}},
      R"({"file": "enquete.csv", "entity": "participants", "columns": {"author": "compte"}, "attributes": {"sex": "genre"}})");
  const engine::Dataset& data = reading.data;
  CHECK(data.connector.starts_with("decidim"));
  REQUIRE(data.comments.size() == 1);
  CHECK(data.participants.size() == 2);
  REQUIRE(data.demographics != nullptr);
  REQUIRE(data.demographics->people.size() == 2);
  CHECK(count(data.demographics->people, [&](const auto& p) { return p.participant == *data.comments[0].author; }) ==
        1);
}

namespace {

const engine::MergedEntity& merged(const engine::Dataset& data, const std::string& name) {
  REQUIRE(data.merge != nullptr);
  for (const engine::MergedEntity& e : data.merge->entities)
    if (e.entity == name) return e;
  FAIL("nothing merged: " << name);
  return data.merge->entities.front();
}

const std::string kNumbers =
    R"({"file": "chiffres.csv", "entity": "proposals", "columns": {"id": "Id", "votes": "Voix", "votes_paper": "Papier",
  "created_at": "Le", "state": {"column": "Avis", "values": {"Oui": "accepted", "Non": "rejected"}}}})";
const std::string kNumbersCsv =
    "Id;Voix;Papier;Le;Avis\n"
    "8;31;2;;Non\n"               // fills votes and paper votes; says the same state
    "7;1204;40;05/02/2024;Oui\n"  // the same votes, another day and another count on paper
    "10;5;;06/02/2024;\n"         // only here
    "10;6;;;\n";                  // twice in this table

}  // namespace

TEST_CASE("two mapped tables of the same things: the first of the mapping has precedence, the other fills") {
  for (const bool turned : {false, true}) {
    Files files{{"idees.csv", kIdeasCsv}, {"chiffres.csv", kNumbersCsv}};
    if (turned) std::swap(files[0], files[1]);
    const Reading reading = mapped(std::move(files), kIdeas + ", " + kNumbers);
    const engine::Dataset& data = reading.data;
    REQUIRE(data.contributions.size() == 4);
    const auto of = [&](std::uint64_t id) {
      for (const auto& c : data.contributions)
        if (c.id == id) return c;
      FAIL(id);
      return data.contributions[0];
    };
    CHECK(*of(8).votes == 31);
    CHECK(of(7).created == csv::parse_time("2024-02-03 17:05:00"));  // the first table's
    CHECK(*of(10).votes == 5);
    const auto& counted = merged(data, "contributions");
    CHECK(counted.first == 3);
    CHECK(counted.added == 1);
    CHECK(counted.duplicates == 2);
    CHECK(counted.filled == 1);
    CHECK(counted.conflicts == 1);
    CHECK(data.merge->sources.size() == 2);
    CHECK(data.merge->sources[0].files == std::vector<std::string>{"idees.csv"});
    // Every row is accounted for, and each count of votes is there once.
    for (const auto& source : data.sources) CHECK(source.rows_read + source.rows_duplicate == 4);
    const auto totals = [&](std::uint64_t id, engine::VoteChannel channel) {
      return count(data.votes->totals, [&](const auto& t) {
        const auto& target = data.votes->targets[t.target];
        return target.contribution && data.contributions[*target.contribution].id == id && t.channel == channel;
      });
    };
    CHECK(totals(7, engine::VoteChannel::paper) == 1);
    CHECK(totals(8, engine::VoteChannel::paper) == 1);
    CHECK(totals(7, engine::VoteChannel::unknown) == 1);
    // A proposal that only the second table has was never asked for its theme.
    CHECK(data.has("proposals.category") == engine::Presence::partial);
    CHECK(data.has("proposals.votes") == engine::Presence::full);
  }
}

TEST_CASE("a later table's text takes the place of a title that stood for it, and is no second text") {
  const Reading reading =
      mapped({{"a.csv", "Id;Titre\n1;Un banc\n"}, {"b.csv", "Id;Texte\n1;Un banc devant chaque école de la ville\n"}},
             R"({"file": "a.csv", "entity": "proposals", "columns": {"id": "Id", "title": "Titre"}},
         {"file": "b.csv", "entity": "proposals", "columns": {"id": "Id", "body": "Texte"}})");
  REQUIRE(reading.data.contributions.size() == 1);
  CHECK(reading.data.contributions[0].text.words == 8);
  CHECK(merged(reading.data, "contributions").filled == 1);
}

TEST_CASE("the same votes in two tables are counted once; comments of two years stay one conversation") {
  const std::string votes =
      R"({"file": "v*.csv", "entity": "votes", "scale": "up_down", "columns": {"on": "Sur", "author": "Qui", "value": "Choix"}},
         {"file": "c*.csv", "entity": "comments", "columns": {"id": "Id", "on": "Sur", "parent": "Sous", "body": "Texte"}})";
  const Reading reading = mapped({{"v1.csv", "Sur;Qui;Choix\n7;a;1\n7;b;-1\n"},
                                  {"v2.csv", "Sur;Qui;Choix\n7;a;1\n7;b;1\n8;a;1\n"},
                                  {"c1.csv", "Id;Sur;Sous;Texte\n1;7;;Oui\n"},
                                  {"c2.csv", "Id;Sur;Sous;Texte\n2;7;1;Pourquoi\n"}},
                                 votes);
  const engine::Dataset& data = reading.data;
  CHECK(data.votes->votes.size() == 3);
  CHECK(merged(data, "votes").duplicates == 2);
  CHECK(merged(data, "votes").conflicts == 1);
  CHECK(merged(data, "comments").added == 1);
  REQUIRE(data.comments.size() == 2);
  CHECK(data.comments[1].parent == OptionalIndex(0));
}

TEST_CASE("mapped tables merged with each other and with an export that is recognised") {
  const std::string decidim =
      "id;author/id;title/en;body/en;component/id;votes;published_at;url\n"
      "7;u1;Bike;A lane;9;;2024-01-31 10:00:00 UTC;https://d.example/processes/pb/f/9/proposals/7\n";
  const std::string tables =
      R"({"file": "a.csv", "entity": "proposals", "columns": {"id": "Id", "votes": "Voix"}},
         {"file": "b.csv", "entity": "proposals", "columns": {"id": "Id", "votes": "Voix", "comments": "Avis"}})";
  const Reading reading = mapped(
      {{"proposals.csv", decidim}, {"a.csv", "Id;Voix\n7;3\n"}, {"b.csv", "Id;Voix;Avis\n7;4;2\n11;1;0\n"}}, tables);
  const engine::Dataset& data = reading.data;
  REQUIRE(data.merge != nullptr);
  REQUIRE(data.merge->sources.size() == 2);
  CHECK(data.merge->sources[1].files.size() == 2);
  REQUIRE(data.contributions.size() == 2);
  CHECK(*data.contributions[0].votes == 3);  // the recognised export does not say; of the tables the first does
  CHECK(*data.contributions[0].comments == 2);
  const auto& counted = merged(data, "contributions");
  CHECK(counted.first == 1);
  CHECK(counted.added == 1);
  CHECK(counted.duplicates == 2);  // once between the tables, once with the export
  CHECK(counted.conflicts == 1);
}

}  // namespace boussole::connectors::test
