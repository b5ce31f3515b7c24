// Home-made tables, read with a mapping.
#include <catch2/catch.hpp>

#include "connectors/csv/values.h"
#include "engine/dataset/demographics.h"
#include "engine/merge.h"
#include "tests/unit/mapped/support.h"
#include "tests/unit/sheets/workbook_fixture.h"

namespace boussole::connectors::test {

TEST_CASE("a table of proposals") {
  const Reading reading = mapped({{"idees.csv", kIdeasCsv}}, kIdeas);
  const engine::Dataset& data = reading.data;
  REQUIRE(data.contributions.size() == 3);
  CHECK(data.sources[0].rows_read == 3);
  CHECK(data.sources[0].rows_duplicate == 1);
  const auto& first = data.contributions[0];
  CHECK(first.id == 7);
  CHECK(first.created == csv::parse_time("2024-02-03 17:05:00"));  // Paris in winter
  CHECK(*first.votes == 1204);
  CHECK(first.state == engine::State::accepted);
  CHECK(first.origin == engine::Origin::participant);
  CHECK(first.text.words == 3);
  const auto& second = data.contributions[1];
  CHECK_FALSE(second.votes.has_value());  // blank is not 0
  CHECK(second.state == engine::State::rejected);
  CHECK(second.text.words == 1);  // the title, where there is no text
  CHECK(data.contributions[2].state == engine::State::other);
  CHECK(data.contributions[2].official);
  CHECK(data.spaces.size() == 2);
  CHECK(data.themes.size() == 1);
  CHECK(has_note(data.sources[0], "unreadable_state"));
  CHECK(data.sources[0].columns_personal == std::vector<std::string>{"Auteur", "Courriel", "Né le"});
  CHECK(data.sources[0].columns_ignored == std::vector<std::string>{"Note"});
  CHECK(data.has("proposals.answer") == engine::Presence::absent);
  // Paper votes are a count of their own.
  CHECK(count(data.votes->totals,
              [](const auto& t) { return t.channel == engine::VoteChannel::paper && t.count == 12; }) == 1);
}

TEST_CASE("what people say of themselves is theirs, once, and only its year of a date of birth") {
  const Reading reading = mapped({{"idees.csv", kIdeasCsv}}, kIdeas);
  REQUIRE(reading.data.demographics != nullptr);
  const engine::Demographics& d = *reading.data.demographics;
  CHECK(d.values == std::vector<std::string>{"female", "1978", "male", "1951"});
  CHECK(d.people.size() == 4);
  CHECK(has_note(reading.data.sources[0], "contradicting_attributes"));  // u1 is a woman above and a man below
}

TEST_CASE("comments find what they are on by id or by title, and their parents") {
  const Reading reading = mapped(
      {{"idees.csv", kIdeasCsv},
       {"c.csv",
        "id,sur,parent,texte,qui,pos\n1,7,,oui,u2,Pour\n2,,1,merci,u1,\n3,Banc,,non,u3,Contre\n4,99,88,perdu,u3,"
        "Hein\n5,,,rien,u3,\n"}},
      kIdeas +
          R"(,{"file": "c.csv", "entity": "comments", "columns": {"id": "id", "on": "sur", "parent": "parent", "body": "texte", "author": "qui",
      "alignment": {"column": "pos", "values": {"Pour": "for", "Contre": "against"}}}})");
  const engine::Dataset& data = reading.data;
  REQUIRE(data.comments.size() == 4);
  CHECK(data.comments[0].root_key == data.contributions[0].url_key);
  CHECK(data.comments[0].alignment == 1);
  CHECK(data.comments[1].root_key == data.contributions[0].url_key);  // by its parent
  CHECK(data.comments[1].depth == 1);
  CHECK(data.comments[2].root_key == data.contributions[1].url_key);  // by the title
  CHECK(data.comments[3].orphan);
  CHECK(data.comments[0].author == data.author_pool[data.contributions[1].authors.begin]);  // u2 is u2 in both
  CHECK(data.rejections.total == 1);
  CHECK(data.rejections.sample[0].line == 6);
  CHECK(data.rejections.sample[0].reason.code == "no_target");
}

TEST_CASE("a log of votes: the last one stands, wrong values are refused, votes without a person are counts") {
  const std::string votes =
      "p,u,v,t,c\n7,a,Pour,2024-01-01 10:00,web\n7,a,Contre,2024-01-02 "
      "10:00,web\n7,b,Pour,,papier\n7,,Pour,,papier\n7,,Pour,,papier\n9,c,Peut-être,,\n55,d,Pour,,\n";
  const Reading reading = mapped(
      {{"idees.csv", kIdeasCsv}, {"v.csv", votes}},
      kIdeas +
          R"(,{"file": "v.csv", "entity": "votes", "scale": "up_down", "log": true, "columns": {"on": "p", "author": "u",
      "value": {"column": "v", "values": {"Pour": "for", "Contre": "against"}}, "created_at": "t",
      "channel": {"column": "c", "values": {"web": "online", "papier": "paper"}}}})");
  const engine::Votes& v = *reading.data.votes;
  REQUIRE(v.votes.size() == 4);
  CHECK(v.votes[0].superseded);
  CHECK_FALSE(v.votes[1].superseded);
  CHECK(v.votes[1].value == -1);
  CHECK(v.votes[2].channel == engine::VoteChannel::paper);
  CHECK(v.targets[v.votes[0].target].contribution == 0U);
  CHECK_FALSE(v.targets[v.votes[3].target].contribution.has_value());
  CHECK(has_note(reading.data.sources[1], "unknown_targets"));
  CHECK(count(v.totals, [](const auto& t) {
          return t.of == engine::VoteTotal::Of::positive && t.count == 2 && t.channel == engine::VoteChannel::paper;
        }) == 1);
  CHECK(reading.data.rejections.by_reason == std::vector<std::pair<std::string, std::int64_t>>{{"bad_vote", 1}});
}

TEST_CASE("votes of several blocks are the same on any number of threads, and what is not understood is counted") {
  const std::string tables = kIdeas +
                             R"(, {"file": "voix.csv", "entity": "votes", "scale": "up_down", "columns": {"on": "Sur",
  "author": "Qui", "value": {"column": "Choix", "values": {"Pour": "for", "Contre": "against"}},
  "channel": {"column": "Canal", "values": {"Internet": "online", "Papier": "paper"}}, "created_at": "Quand"}})";
  std::string votes = "Sur;Qui;Choix;Canal;Quand\n";
  constexpr int kRows = 60'000;
  for (int i = 0; i < kRows; ++i)
    votes += (i % 4 == 0   ? "Banc;"
              : i % 4 == 1 ? "7;"
                           : "9;") +
             std::string("u") + std::to_string(i % 700) + (i % 3 == 0 ? ";Pour;" : ";Contre;") +
             (i % 5 == 0 ? "Pigeon;" : "Internet;") + (i % 2 == 0 ? "03/07/2024 18:05\n" : "2024-01-03 18:05:09\n");
  votes += "7;;Pour;Papier;\n7;u1;Peut-être;;\n;u1;Pour;;\n";
  std::vector<Reading> readings;
  for (const unsigned threads : {1U, 4U}) {
    const Scratch scratch;
    auto reading = try_mapped(scratch, {{"idees.csv", kIdeasCsv}, {"voix.csv", votes}}, tables, threads);
    REQUIRE(reading.has_value());
    const engine::Dataset& data = reading->data;
    REQUIRE(data.votes->votes.size() == kRows);
    CHECK(data.votes->targets[data.votes->votes[0].target].contribution == 1U);  // "Banc" by its title
    CHECK(data.votes->votes[0].time == csv::parse_time("2024-07-03 16:05:00"));  // Paris in summer
    CHECK(data.votes->votes[1].time == csv::parse_time("2024-01-03 17:05:09"));
    CHECK(data.votes->votes[1].value == -1);
    CHECK(data.sources[1].rows_rejected == 2);
    CHECK(data.sources[1].rows_read == kRows + 1);
    const auto& notes = data.sources[1].notes;
    CHECK(std::any_of(notes.begin(), notes.end(), [](const Message& note) {
      return note.code == "unreadable_channel" && note.text.en.find("12000 cells") != std::string::npos &&
             note.text.en.find("line 2)") != std::string::npos &&
             note.text.en.find("Pigeon (12000)") != std::string::npos;
    }));
    readings.push_back(std::move(*reading));
  }
  std::int64_t different = 0;
  for (std::size_t i = 0; i < kRows; ++i) {
    const engine::Vote &one = readings[0].data.votes->votes[i], &four = readings[1].data.votes->votes[i];
    different += one.participant != four.participant || one.target != four.target || one.time != four.time;
  }
  CHECK(different == 0);
}

TEST_CASE("ballots share out points among projects") {
  const Reading reading = mapped(
      {{"p.csv", "id,nom,cout,retenu\n1,A,\"12 500,50 €\",oui\n2,B,800,non\n"},
       {"b.csv", "n,choix,points,age,sexe\n1,1|2,3|2,34,F\n2,2,5,230,M\n3,1|1,1|1,20,F\n4,1,1|2,20,F\n1,2,5,34,F\n"}},
      R"({"file": "p.csv", "entity": "projects", "columns": {"id": "id", "title": "nom", "amount": "cout", "selected": "retenu"}},
         {"file": "b.csv", "entity": "ballots", "scale": "cumulative", "columns": {"id": "n", "choices": {"column": "choix", "separator": "|"},
          "points": {"column": "points", "separator": "|"}}, "attributes": {"age": "age", "sex": "sexe"}})");
  const engine::Dataset& data = reading.data;
  REQUIRE(data.projects.size() == 2);
  CHECK(*data.projects[0].amount == 12501);
  CHECK_FALSE(data.projects[0].selected_known);  // selected, but no day is known in these data
  CHECK(data.projects[1].selected_known);
  REQUIRE(data.votes->ballots.size() == 2);
  CHECK(data.votes->ballots[0].votes.count == 2);
  CHECK(data.votes->votes[0].value == 3);
  CHECK(data.votes->ballots[0].sex == engine::Sex::female);
  CHECK(data.votes->ballots[1].age_implausible);
  CHECK(data.rejections.total == 2);
  CHECK(data.sources[0].rows_duplicate == 1);
}

TEST_CASE("dates of which none fits the format end the reading, with file, line and remedy") {
  const Scratch scratch;
  const auto reading = try_mapped(
      scratch, {{"a.csv", "id,d\n1,31/12/2024\n2,30/12/2024\n3,29/12/2024\n"}},
      R"({"file": "a.csv", "entity": "proposals", "columns": {"id": "id", "created_at": {"column": "d", "format": "MM/dd/yyyy"}}})");
  REQUIRE_FALSE(reading);
  CHECK(reading.error().file == "a.csv");
  CHECK(reading.error().line == 2);
  CHECK(reading.error().remedy.en.find("format") != std::string::npos);
}

TEST_CASE("a few dates that cannot be read are left empty and counted") {
  const Reading reading = mapped({{"a.csv", "id,d\n1,31/12/2024\n2,hier\n"}},
                                 R"({"entity": "proposals", "columns": {"id": "id", "created_at": "d"}})");
  REQUIRE(reading.data.contributions.size() == 2);
  CHECK_FALSE(reading.data.contributions[1].created.has_value());
  CHECK(has_note(reading.data.sources[0], "unreadable_created_at"));
}

TEST_CASE("words of a column are shown only where five rows have them") {
  std::string csv = "id,s\n";
  for (int i = 1; i <= 5; ++i) csv += std::to_string(i) + ",Commun\n";
  csv += "6,Marie Dupont\n";
  const Reading reading = mapped({{"a.csv", csv}}, R"({"entity": "proposals", "columns": {"id": "id", "state": "s"}})");
  REQUIRE(reading.data.sources[0].notes.size() == 1);
  const std::string& said = reading.data.sources[0].notes[0].text.en;
  CHECK(said.find("Commun (5)") != std::string::npos);
  CHECK(said.find("Dupont") == std::string::npos);
}

TEST_CASE("the header may stand below a title, in a hidden sheet too") {
  const Scratch scratch;
  const std::string path = write_workbook(
      scratch, "x.xlsx",
      {{{"!Données",
         sheet_of({{"Export du 1er mars"},
                   {},
                   {"Numéro", "Texte"},
                   {"4",
                    "Une idée pour la ville avec des arbres et des bancs le long de la rivière jusqu’au pont, et un "
                    "chemin sans voitures pour aller à l’école à pied ou à vélo chaque matin de la semaine"},
                   {"", "Sans numéro"}})}}});
  ReadOptions options;
  options.mapping = scratch.file(
      "m.json", R"({"mapping": "boussole/mapping/1", "tables": [{"file": "x.xlsx", "sheet": "Données", "header_row": 3,
    "entity": "proposals", "columns": {"id": "Numéro", "body": "Texte"}}]})");
  const auto reading = read_dataset(std::vector<std::string>{path}, options);
  if (!reading) FAIL(reading.error().in(Language::en));
  REQUIRE(reading->data.contributions.size() == 2);
  CHECK(reading->data.contributions[0].id == 4);
  CHECK(reading->data.contributions[1].id != 0);
  CHECK(reading->data.sources[0].sha256.size() == 64);
  // The texts can be read again where they stand.
  std::vector<std::string> again;
  REQUIRE(reading->data.contributions[0].text_signature.has_value());
  const std::vector<std::uint32_t> which{*reading->data.contributions[0].text_signature};
  REQUIRE(reading->text_reader(which, [&](std::size_t, std::string_view text) { again.emplace_back(text); }));
  CHECK(again == std::vector<std::string>{
                     "Une idée pour la ville avec des arbres et des bancs le long de la rivière jusqu’au pont, et un "
                     "chemin sans voitures pour aller à l’école à pied ou à vélo chaque matin de la semaine"});
}

TEST_CASE("a mapping that describes nothing that was given is an error") {
  const Scratch scratch;
  const auto reading = try_mapped(scratch, {{"z.csv", "a,b\n1,2\n"}}, kIdeas);
  REQUIRE_FALSE(reading);
  CHECK(reading.error().what.en.find("z.csv") != std::string::npos);
}

TEST_CASE("the example of the guide reads as the guide says") {
  const std::string folder = std::string(BOUSSOLE_EXAMPLES) + "/mapping/";
  ReadOptions options;
  options.mapping = folder + "mapping.json";
  const auto reading =
      read_dataset(std::vector<std::string>{folder + "idees.csv", folder + "commentaires.csv"}, options);
  if (!reading) FAIL(reading.error().in(Language::en));
  const engine::Dataset& data = reading->data;
  REQUIRE(data.sources.size() == 2);
  CHECK(data.sources[0].rows_read + data.sources[1].rows_read == 8);
  CHECK(data.rejections.total == 0);
  CHECK(has_note(data.sources[0], "dangling_parents"));
  CHECK(data.sources[1].columns_ignored == std::vector<std::string>{"Note interne"});
  CHECK(count(data.sources[1].columns_personal, [](const auto& c) { return c == "Nom" || c == "Courriel"; }) == 2);
  CHECK(*data.contributions[1].votes == 1204);
  CHECK_FALSE(data.contributions[2].votes.has_value());
}

}  // namespace boussole::connectors::test
