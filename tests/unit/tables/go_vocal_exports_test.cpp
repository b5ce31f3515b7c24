// Go Vocal: sheets as its exporters write them, in the languages of its platforms.
#include <catch2/catch.hpp>
#include <set>

#include "connectors/csv/values.h"
#include "engine/dataset/course.h"
#include "engine/dataset/demographics.h"
#include "tests/unit/tables/read_workbook.h"

namespace boussole::connectors::test {

TEST_CASE("Go Vocal, a phase of ideas: the headers of the platform's five languages") {
  // ID, the form, the author, then what the phase counts; tags are separated by semicolons.
  const std::vector<std::vector<std::string>> heads{
      {"ID",       "Title",          "Description",  "Tags",          "Latitude",          "Longitude",
       "Location", "Author name",    "Author email", "Author ID",     "Submitted at",      "Published at",
       "Comments", "Likes",          "Dislikes",     "URL",           "Project",           "Status",
       "Assignee", "Assignee email", "Gender",       "Year of birth", "Place of residence"},
      {"ID",
       "Titre",
       "Description",
       "Thèmes",
       "Latitude",
       "Longitude",
       "Localisation",
       "Nom de l'auteur",
       "E-mail de l'auteur",
       "ID de l'auteur",
       "Soumis le",
       "Publié le",
       "Commentaires",
       "Nombre de « likes »",
       "Nombre de « dislikes »",
       "URL",
       "Projet",
       "Statut",
       "Attribué",
       "E-mails du destinataire",
       "Genre",
       "Année de naissance",
       "Localité"},
      {"ID",           "Naam",         "Beschrijving",   "Tags",
       "Breedtegraad", "Lengtegraad",  "Locatie",        "Naam auteur",
       "Email auteur", "ID auteur",    "Ingediend om",   "Gepubliceerd om",
       "Reacties",     "Likes",        "Dislikes",       "URL",
       "Project",      "Status",       "Toegewezen aan", "E-mailadres toegewezen persoon",
       "Geslacht",     "Geboortejaar", "Waar woon je?"},
      {"ID",
       "Titel",
       "Beschreibung",
       "Themen-Tags",
       "Breitengrad",
       "Längengrad",
       "Ort",
       "Name des Autors / der Autorin",
       "E-Mail-Adresse des Autors / der Autorin",
       "ID des Autors / der Autorin",
       "Eingereicht am",
       "Veröffentlicht am",
       "Kommentare",
       "Likes",
       "Dislikes",
       "URL",
       "{orgName, select, München {Bezirke} other {Projekte}}",
       "Status",
       "Zugewiesen an",
       "E-Mail-Adresse des Empfängers / der Empfängerin",
       "Geschlecht",
       "Altersgruppe",
       "Wohnort"},
      {"ID",
       "Nombre",
       "Descripción",
       "Temas",
       "Latitud",
       "Longitud",
       "Ubicación",
       "Nombre del autor",
       "Correo electrónico del autor",
       "ID del autor",
       "Enviado en",
       "Publicado en",
       "Comentarios",
       "Me gusta",
       "No me gusta",
       "URL",
       "Proyecto",
       "Estado",
       "Asignado",
       "Correo electrónico del destinatario",
       "Género",
       "Año de nacimiento",
       "Lugar de residencia"}};
  const std::vector<std::string> accepted{"accepted", "acceptée", "aangenomen", "akzeptiert", "aceptada"},
      rejected{"rejected", "non-retenue", "komt niet in aanmerking", "unzulässig", "rechazada"},
      woman{"Female", "Féminin", "Vrouw", "Weiblich", "Femenino"};
  for (std::size_t i = 0; i < heads.size(); ++i) {
    INFO(heads[i][1]);
    const Reading reading = read_workbook({{{"Phase 1", sheet_of({heads[i],
                                                                  {"a-1",
                                                                   "Bench",
                                                                   "A bench, please",
                                                                   "Nature;Mobility",
                                                                   "50.85",
                                                                   "4.35",
                                                                   "Park",
                                                                   "Ann Bell",
                                                                   "ann@x.example",
                                                                   "u-1",
                                                                   "2024-01-31T10:00:00Z",
                                                                   "2024-02-01T09:00:00Z",
                                                                   "2",
                                                                   "14",
                                                                   "1",
                                                                   "https://x.example/a-1",
                                                                   "Parks",
                                                                   accepted[i],
                                                                   "Zoe Moderator",
                                                                   "zoe@x.example",
                                                                   woman[i],
                                                                   "1980",
                                                                   "Centre"},
                                                                  {"a-2",
                                                                   "Path",
                                                                   "A path",
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   "2024-01-31T11:00:00Z",
                                                                   "2024-02-01T09:00:00Z",
                                                                   "0",
                                                                   "0",
                                                                   "0",
                                                                   "https://x.example/a-2",
                                                                   "Parks",
                                                                   rejected[i],
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   "",
                                                                   ""}})}}});
    const engine::Dataset& data = reading.data;
    REQUIRE(data.connector == "go_vocal");
    REQUIRE(data.contributions.size() == 2);
    CHECK(data.contributions[0].created == csv::parse_time("2024-01-31T10:00:00Z"));
    CHECK(data.contributions[0].published == csv::parse_time("2024-02-01T09:00:00Z"));
    CHECK(data.contributions[0].authors.count == 1);
    CHECK(data.contributions[1].authors.count == 0);
    CHECK(data.contributions[0].comments == 2);
    CHECK(data.contributions[0].located);
    CHECK_FALSE(data.contributions[1].located);
    CHECK(data.contributions[0].themes.count == 2);
    CHECK(data.contributions[0].state == engine::State::accepted);
    CHECK(data.contributions[1].state == engine::State::rejected);
    CHECK(count(data.votes->totals,
                [](const auto& t) { return t.of == engine::VoteTotal::Of::positive && t.count == 14; }) == 1);
    CHECK(data.demographics->values == std::vector<std::string>{"female", "1980", "Centre"});
    CHECK(data.sources[0].columns_personal ==
          std::vector<std::string>{heads[i][9], heads[i][7], heads[i][8], heads[i][18], heads[i][19], heads[i][21]});
  }
}

TEST_CASE("Go Vocal, exports of inputs without authors, and of phases of votes") {
  // For a moderator who may not see who wrote: no name, no id of the author.
  const Reading older = read_workbook(
      {{{"Ideas",
         sheet_of({{"id", "title", "description", "proposed_budget", "published_at", "submitted_at", "comments",
                    "likes", "dislikes", "unsure", "url", "project", "topics", "status", "latitude", "longitude",
                    "location_description", "attachments", "gender (1)"},
                   {"a-1", "Bench", "A bench", "", "2024-02-01 09:00:00 UTC", "2024-01-31 10:00:00 UTC", "2", "14", "1",
                    "3", "https://x.example/a-1", "Parks", "Nature,Mobility", "viewed", "", "", "", "", "Male"}})}}});
  REQUIRE(older.data.connector == "go_vocal");
  CHECK(older.data.contributions[0].published == csv::parse_time("2024-02-01 09:00:00"));
  CHECK(older.data.contributions[0].created == csv::parse_time("2024-01-31 10:00:00"));
  CHECK(older.data.contributions[0].themes.count == 1);  // a comma may be in a name: "Culture, sports and events"
  CHECK(older.data.contributions[0].authors.count == 0);
  // 2021: upvotes, baskets, areas.
  const Reading oldest = read_workbook({{{"Ideas", sheet_of({{"id",
                                                              "title",
                                                              "body",
                                                              "author_name",
                                                              "proposed_budget",
                                                              "publication_status",
                                                              "published_at",
                                                              "upvotes_count",
                                                              "downvotes_count",
                                                              "baskets_count",
                                                              "url",
                                                              "project",
                                                              "topics",
                                                              "areas",
                                                              "status",
                                                              "assignee",
                                                              "latitude",
                                                              "longitude",
                                                              "location_description",
                                                              "comments_count",
                                                              "attachments_count",
                                                              "attachmens"},
                                                             {"a-1",
                                                              "Bench",
                                                              "A bench",
                                                              "Ann Bell",
                                                              "",
                                                              "published",
                                                              "2021-02-01 09:00:00 UTC",
                                                              "7",
                                                              "1",
                                                              "0",
                                                              "https://x.example/a-1",
                                                              "Parks",
                                                              "",
                                                              "",
                                                              "proposed",
                                                              "",
                                                              "",
                                                              "",
                                                              "",
                                                              "4",
                                                              "0",
                                                              ""}})}}});
  REQUIRE(oldest.data.connector == "go_vocal");
  CHECK(oldest.data.contributions[0].comments == 4);
  CHECK(count(oldest.data.votes->totals,
              [](const auto& t) { return t.of == engine::VoteTotal::Of::positive && t.count == 7; }) == 1);
  // A phase of a budget: people who chose, votes on paper.
  const Reading votes = read_workbook(
      {{{"Vote", sheet_of({{"ID", "Title", "Description", "Picks / Participants", "Cost", "Offline votes", "URL",
                            "Attachments", "Tags", "Latitude", "Longitude", "Location", "Project", "Status",
                            "Author name", "Author email", "Author ID", "Submitted at", "Published at"},
                           {"a-1", "Bench", "A bench", "12", "500", "3", "https://x.example/a-1", "", "Nature,Mobility",
                            "", "", "", "Parks", "", "Ann", "ann@x.example", "u-1", "2024-01-31 10:00:00 UTC",
                            "2024-02-01 09:00:00 UTC"}})}}});
  REQUIRE(votes.data.connector == "go_vocal");
  CHECK(votes.data.contributions[0].votes == 12);
  CHECK(count(votes.data.votes->totals,
              [](const auto& t) { return t.channel == engine::VoteChannel::paper && t.count == 3; }) == 1);
}

TEST_CASE("Go Vocal, accounts without a slug, comments on proposals, answers to a survey") {
  const Reading reading = read_workbook(
      {{{"Users", sheet_of({{"id", "email", "first_name", "last_name", "profile_page", "created_at",
                             "registration_completed_at", "invite_status", "Gender", "Year of birth"},
                            {"u-1", "ann@x.example", "Ann", "Bell", "https://x.example/profile/ann-bell",
                             "2024-01-01 09:00:00 UTC", "2024-01-01 09:05:00 UTC", "", "Female", "1980"}})},
        {"Comments", sheet_of({{"id", "proposal", "proposal_id", "comment", "upvotes_count", "author_name",
                                "author_email", "author_id", "created_at", "parent_comment_id"},
                               {"c-1", "Bench", "a-1", "Yes", "2", "Ann Bell", "ann@x.example", "u-1",
                                "2024-02-03 10:00:00 UTC", ""}})},
        {"Survey", sheet_of({{"ID", "How do you travel?", "Author ID", "Submitted at", "Project", "Gender"},
                             {"s-1", "By bike with Bob", "u-1", "2024-02-05T10:00:00Z", "Mobility", "Female"},
                             {"s-2", "On foot", "u-2", "2024-02-05T11:00:00Z", "Mobility", "Male"}})}}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "go_vocal");
  CHECK(data.participants.size() == 2);
  REQUIRE(data.comments.size() == 1);
  CHECK(data.contributions.empty());  // an answer to a survey is no proposal
  const std::vector<std::string>& said = data.demographics->values;
  CHECK(std::set<std::string>(said.begin(), said.end()) == std::set<std::string>{"female", "1980", "male"});
  CHECK(count(data.sources, [](const auto& source) {
          return source.columns_personal ==
                 std::vector<std::string>{"Author ID", "ID", "How do you travel?", "Submitted at", "Project"};
        }) == 1);
}

TEST_CASE("Go Vocal, votes of a phase: no column says that it is about votes") {
  // Questions of the account, a column an input, the time. A question answered in words is no input.
  const Reading reading = read_workbook(
      {{{"Stemfase",
         sheet_of({{"Geslacht", "Geboortejaar", "Ben je lid?", "Fietspad", "Bank (1)", "Bank (2)", "Ingediend op"},
                   {"Vrouw", "1980", "Ja", "2", "0", "1", "2024-03-01T09:00:00Z"},
                   {"Man", "1990", "", "1", "3", "0", "2024-03-02T09:00:00Z"}})}}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "go_vocal");
  REQUIRE(data.votes->ballots.size() == 2);
  CHECK(data.votes->ballots[0].scale == engine::VoteScale::cumulative);
  CHECK(data.votes->ballots[0].votes.count == 2);
  CHECK(data.votes->ballots[1].votes.count == 2);
  CHECK(data.votes->ballots[0].sex == engine::Sex::female);
  CHECK(data.votes->ballots[1].sex == engine::Sex::male);
  REQUIRE(data.projects.size() == 3);
  CHECK(data.sources[0].columns_personal == std::vector<std::string>{"Geslacht", "Geboortejaar"});  // no free title
  // The same columns in a CSV file may be anything.
  const auto form = try_read({{"form.csv", "Gender,Comment,Place,Submitted at\nFemale,Good,Centre,2024-03-01\n"}});
  CHECK((!form || form->data.connector != "go_vocal"));
}

TEST_CASE("Go Vocal, API: answers to surveys are no proposals, a neutral reaction is no vote for or against") {
  const Reading reading = read(
      {{"ideas-1.json",
        R"({"ideas": [{"id": "i-1", "title": "Bike", "body": "A bike lane", "author_id": "u-1", "likes_count": 1, "dislikes_count": 0, "comments_count": 0,
          "published_at": "2024-01-31T10:00:00.000Z", "submitted_at": "2024-01-31T09:30:00.000Z", "publication_status": "published", "project_id": "p-1",
          "created_at": "2024-01-31T09:00:00.000Z", "status": "prise en considération", "type": "idea"},
         {"id": "s-1", "title": null, "body": null, "author_id": "u-2", "likes_count": 0, "dislikes_count": 0, "comments_count": 0, "published_at": "2024-02-01T10:00:00.000Z",
          "submitted_at": "2024-02-01T10:00:00.000Z", "publication_status": "published", "project_id": "p-1", "created_at": "2024-02-01T09:00:00.000Z", "type": "survey"}],
         "meta": {"current_page": 1, "total_pages": 1}})"},
       {"reactions-1.json", R"({"reactions": [
          {"id": "r-1", "mode": "up", "user_id": "u-1", "reactable_id": "i-1", "created_at": "2024-02-03T10:00:00Z", "reactable_type": "idea"},
          {"id": "r-2", "mode": "neutral", "user_id": "u-2", "reactable_id": "i-1", "created_at": "2024-02-03T11:00:00Z", "reactable_type": "idea"}], "meta": {"total_pages": 1}})"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.contributions.size() == 1);
  CHECK(data.contributions[0].state == engine::State::evaluating);
  CHECK(data.contributions[0].created == csv::parse_time("2024-01-31T09:30:00Z"));
  CHECK(data.participants.size() == 2);
  REQUIRE(data.votes->votes.size() == 1);
  CHECK(data.votes->votes[0].value == 1);
  CHECK(count(data.sources, [](const auto& source) { return source.rows_rejected == 1; }) == 1);  // told, not lost
}

}  // namespace boussole::connectors::test
