// adhocracy+, decidim-stats and what Decidim's back office exports, built by the documented formats.
#include <catch2/catch.hpp>

#include "connectors/csv/values.h"
#include "connectors/records/flatten.h"
#include "connectors/records/objects.h"
#include "engine/dataset/course.h"
#include "engine/dataset/demographics.h"
#include "engine/json/reader.h"
#include "tests/unit/platforms/support.h"
#include "tests/unit/sheets/workbook_fixture.h"

namespace boussole::connectors::test {

TEST_CASE("adhocracy+: all comments of an idea stand in one cell") {
  const Scratch scratch;
  const std::string path = write_workbook(
      scratch, "ideas.xlsx",
      {{{"Sheet1",
         sheet_of({{"Link", "Name", "Beschreibung", "Ersteller*in", "Erstellt", "Positive Bewertungen",
                    "Negative Bewertungen", "Anzahl Kommentare", "Kommentare", "Kategorie"},
                   {"https://a.example/1", "Bäume", "Mehr Bäume in der Stadt", "anna", "2024-01-31T10:00:00+01:00", "5",
                    "2", "3",
                    "2024-02-01T10:00:00+01:00 - ben\nGute Idee\nWirklich\n----\n@reply: 2024-02-02T10:00:00+01:00 - "
                    "anna\nDanke\n----\n"
                    "2024-02-03T10:00:00+01:00 - carla\nNein",
                    "Grün"},
                   {"https://a.example/2", "Rad", "Mehr Rad", "ben", "2024-02-01T10:00:00+01:00", "", "0", "0", "", ""},
                   {"https://a.example/1", "Bäume", "doppelt", "anna", "", "5", "2", "3", "", ""}})}}});
  auto reading = read_dataset(std::vector<std::string>{path}, {});
  if (!reading) FAIL(reading.error().in(Language::en));
  const engine::Dataset& data = reading->data;
  REQUIRE(data.connector == "adhocracy");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.sources[0].rows_duplicate == 1);
  CHECK(data.contributions[0].created == csv::parse_time("2024-01-31 09:00:00"));
  REQUIRE(data.comments.size() == 3);
  CHECK(data.comments[0].text.words == 3);
  CHECK(data.comments[1].reply);
  CHECK(data.comments[1].parent == 0U);
  CHECK(data.comments[1].author == data.author_pool[data.contributions[0].authors.begin]);
  CHECK_FALSE(data.comments[2].reply);
  CHECK(data.votes->totals.size() == 3);  // a blank count is none
  CHECK(data.has("votes") == engine::Presence::aggregate);
}

// What follows is laid out as the exporter's own source lays it out.
TEST_CASE("adhocracy+: ideas and their comments in sheets of their own, in German and in English") {
  const Scratch scratch;
  const std::string ideas = write_workbook(
      scratch, "ideen.xlsx",
      {{{"Sheet1", sheet_of({{"Reference No.", "Link", "Titel", "Beschreibung", "Kategorie", "Merkmale", "Urheber",
                              "Erstellt", "Positive Bewertungen", "Negative Bewertungen", "Anzahl Kommentare",
                              "Rückmeldung der Moderation", "Offizielle Rückmeldung", "Notiz", "Creator email"},
                             {"2024-00001", "https://a.example/ideas/2024-00001/", "Bäume", "Mehr Bäume in der Stadt",
                              "Grün", "Park, Straße", "anna", "2024-01-31T10:00:00+01:00", "5", "2", "3", "Accepted",
                              "Das machen wir", "intern", "anna@x.example"},
                             {"2024-00002", "https://a.example/ideas/2024-00002/", "Rad", "Mehr Rad", "", "", "ben",
                              "2024-02-01T10:00:00+01:00", "0", "0", "0", "", "", "", ""}})}}});
  const std::string comments = write_workbook(
      scratch, "kommentare.xlsx",
      {{{"Sheet1", sheet_of({{"Link", "ID", "Kommentar", "Erstellt", "Urheber", "Positive Bewertungen",
                              "Negative Bewertungen", "Antwort auf Referenz", "Antwort auf den Kommentar"},
                             {"https://a.example/ideas/2024-00001/?comment=12", "12", "Danke sehr",
                              "2024-02-02T10:00:00+01:00", "anna", "1", "0", "", "11"},
                             {"https://a.example/ideas/2024-00001/", "11", "Gute Idee", "2024-02-01T10:00:00+01:00",
                              "ben", "3", "0", "2024-00001", ""},
                             {"https://a.example/ideas/2024-00001/", "11", "Gute Idee", "2024-02-01T10:00:00+01:00",
                              "ben", "3", "0", "2024-00001", ""},
                             {"https://a.example/ideas/2024-00001/#comment_14", "14", "Nein",
                              "2024-02-03T10:00:00+01:00", "carla", "0", "4", "", "13"}})}}});
  auto reading = read_dataset(std::vector<std::string>{ideas, comments}, {});
  if (!reading) FAIL(reading.error().in(Language::en));
  const engine::Dataset& data = reading->data;
  REQUIRE(data.connector == "adhocracy");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[0].state == engine::State::accepted);
  CHECK(data.contributions[1].state == engine::State::none);
  CHECK(data.contributions[0].has_answer_text);
  CHECK(data.contributions[0].text.words == 5);
  REQUIRE(data.comments.size() == 3);
  for (const engine::Comment& comment : data.comments) CHECK(comment.root_key == data.contributions[0].url_key);
  CHECK(data.comments[0].reply);
  CHECK(data.comments[0].parent == 1U);  // it stands behind its reply
  CHECK(data.comments[0].author == data.author_pool[data.contributions[0].authors.begin]);
  CHECK_FALSE(data.comments[1].reply);
  CHECK(data.comments[2].orphan);  // comment 13 is in no sheet
  CHECK(count(data.sources, [](const auto& s) { return s.rows_duplicate == 1; }) == 1);
  CHECK(data.votes->totals.size() == 10);  // two of each idea and of each comment
  CHECK(count(data.votes->targets, [](const auto& t) { return t.comment.has_value(); }) == 3);
  CHECK(count(data.sources, [](const auto& s) {
          return s.columns_personal == std::vector<std::string>{"Urheber", "Creator email"};
        }) == 1);
}

TEST_CASE("adhocracy+: subjects of a debate, which nobody rates") {
  const Scratch scratch;
  const std::string path =
      write_workbook(scratch, "debate.xlsx",
                     {{{"Sheet1", sheet_of({{"Reference No.", "Link", "Title", "Creator", "Created", "Comment count"},
                                            {"2024-00003", "https://a.example/subjects/2024-00003/",
                                             "Cars in the centre", "mod", "2024-01-31T10:00:00+01:00", "12"}})}}});
  auto reading = read_dataset(std::vector<std::string>{path}, {});
  if (!reading) FAIL(reading.error().in(Language::en));
  REQUIRE(reading->data.connector == "adhocracy");
  REQUIRE(reading->data.contributions.size() == 1);
  CHECK(reading->data.contributions[0].comments == 12);
  CHECK(reading->data.contributions[0].text.words == 4);
}

TEST_CASE("decidim-stats: totals by class, a class that is left out is not zero") {
  const Reading reading =
      read({{"stats.csv",
             "participatory_space_type,participatory_space_id,component_id,action,metric_type,metric_name,total\n"
             "Decidim::ParticipatoryProcess,12,7,comment,gender,woman,40\nDecidim::ParticipatoryProcess,12,7,comment,"
             "gender,man,35\n"
             "Decidim::ParticipatoryProcess,12,7,proposal_vote,age_group,25-34,12\n,,,interactions,district,Gràcia,9\n"
             ",,,interactions,gender,,6\n,,,interactions,gender,woman,many\n"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "decidim_stats");
  REQUIRE(data.demographics != nullptr);
  const engine::Demographics& d = *data.demographics;
  REQUIRE(d.totals.size() == 5);
  CHECK(d.smallest_total == 5);
  CHECK(d.measures == std::vector<std::string>{"comments", "votes", "interactions"});
  CHECK(d.variables[d.totals[2].variable].name == "age");
  CHECK(d.values[*d.totals[2].value] == "25-34");
  CHECK_FALSE(d.totals[4].value.has_value());  // those who did not say
  CHECK(data.spaces.size() == 1);
  CHECK(data.rejections.total == 1);
  CHECK(has_note(data.sources[0], "small_cells_left_out"));
}

TEST_CASE("Decidim, a component as JSON reads like the same component as CSV") {
  const Reading json = read({{"proposals.json", R"([
    {"id": 7, "author": {"id": ["31"], "name": ["Ann Bell"], "url": ["https://d.example/profiles/ann"]}, "taxonomies": {"id": [3], "name": [{"en": "Mobility"}]},
     "participatory_space": {"id": 1, "url": "https://d.example/processes/pb"}, "component": {"id": 9}, "title": {"en": "Bike lane", "fr": "Piste"},
     "body": {"en": "A bike lane\nto the station"}, "state": "accepted", "votes": 12, "is_amend": false, "original_proposal": {"title": null, "url": null},
     "published_at": "2024-01-31T10:00:00.000Z", "url": "https://d.example/processes/pb/f/9/proposals/7"},
    {"id": 8, "author": {"id": [], "name": [], "url": []}, "participatory_space": {"id": 1, "url": "https://d.example/processes/pb"}, "component": {"id": 9},
     "title": {"en": "Bench"}, "body": {"en": "-A bench"}, "state": null, "votes": null, "is_amend": false, "published_at": "2024-02-01T10:00:00.000Z",
     "url": "https://d.example/processes/pb/f/9/proposals/8"}])"}});
  const engine::Dataset& data = json.data;
  REQUIRE(data.connector == "decidim_json");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.sources[0].entity == "proposals");
  CHECK(*data.contributions[0].votes == 12);
  CHECK_FALSE(data.contributions[1].votes.has_value());
  CHECK(data.contributions[0].state == engine::State::accepted);
  CHECK(data.contributions[0].authors.count == 1);
  CHECK(data.contributions[0].text.words == 6);
  CHECK(data.contributions[0].published == csv::parse_time("2024-01-31 10:00:00"));
  CHECK(data.sources[0].sha256.size() == 64);
}

TEST_CASE("Decidim, processes as JSON: the steps, which open data do not have, become phases") {
  const Reading json = read({{"processes.json", R"([
    {"id": 1, "title": {"fr": "Budget"}, "slug": "pb", "url": "https://d.example/processes/pb", "reference": "R-1",
     "short_description": {"fr": "x"}, "description": {"fr": "y"}, "developer_group": {"fr": ""},
     "participatory_process_group": {"id": 4, "title": {"fr": "G"}},
     "participatory_process_steps": [
       {"id": 8, "title": {"fr": "Dépôt; idées"}, "description": {"fr": "<p>a</p>"}, "start_date": "2024-01-01",
        "end_date": "2024-01-31", "cta_path": null, "cta_text": {}, "active": false, "position": 0},
       {"id": 9, "title": {"fr": "Vote"}, "start_date": "2024-02-01T09:00:00.000Z", "end_date": null, "active": true,
        "position": 1}]},
    {"id": 2, "title": {"fr": "Sans étape"}, "slug": "rien", "url": "https://d.example/processes/rien", "developer_group": {"fr": ""}, "participatory_process_steps": []}])"},
                             {"proposals.json", R"([
    {"id": 7, "participatory_space": {"id": 1, "url": "https://d.example/processes/pb"}, "component": {"id": 9}, "title": {"fr": "Piste"},
     "body": {"fr": "Une piste"}, "state": "accepted", "votes": 12, "is_amend": false, "published_at": "2024-01-20T10:00:00.000Z",
     "url": "https://d.example/processes/pb/f/9/proposals/7"}])"}});
  const engine::Dataset& data = json.data;
  REQUIRE(data.connector == "decidim_json");
  REQUIRE(data.course != nullptr);
  REQUIRE(data.course->phases.size() == 2);
  const engine::Phase& first = data.course->phases[0];
  CHECK(first.key == "/processes/pb/steps/8");
  CHECK(first.title.fr == "Dépôt; idées");
  REQUIRE(first.space.has_value());
  CHECK(data.spaces[*first.space].key == "/processes/pb");
  CHECK(first.start == csv::parse_time("2024-01-01"));
  CHECK(first.end == csv::parse_time("2024-01-31"));
  CHECK_FALSE(data.course->phases[1].end);
  CHECK(data.has("phases") == engine::Presence::full);
  CHECK(data.contributions.size() == 1);
  CHECK(data.rejections.total == 0);
}

TEST_CASE("Decidim, processes as JSON without addresses: the space is known by its slug") {
  const Reading json = read({{"processes.json", R"([
    {"id": 1, "title": {"fr": "Budget"}, "slug": "pb", "short_description": {"fr": "x"}, "description": {"fr": "y"},
     "developer_group": {"fr": ""}, "participatory_process_steps": [
       {"id": 8, "title": {"fr": "Dépôt"}, "description": {"fr": "a"}, "start_date": "2024-01-01", "end_date": "2024-01-31",
        "cta_path": null, "cta_text": {}, "active": false, "position": 0}]},
    {"id": 2, "title": {"fr": "Ni adresse ni slug"}, "developer_group": {"fr": ""}, "participatory_process_steps": []},
    {"id": 3, "title": {"fr": "Ailleurs"}, "slug": "../x", "developer_group": {"fr": ""}, "participatory_process_steps": []}
    ])"},
                             {"proposals.json", R"([
    {"id": 7, "participatory_space": {"id": 1, "url": "https://d.example/processes/pb"}, "component": {"id": 9}, "title": {"fr": "Piste"},
     "body": {"fr": "Une piste"}, "state": "accepted", "votes": 12, "is_amend": false, "published_at": "2024-01-20T10:00:00.000Z",
     "url": "https://d.example/processes/pb/f/9/proposals/7"}])"}});
  const engine::Dataset& data = json.data;
  REQUIRE(data.spaces.size() == 1);
  CHECK(data.spaces[0].key == "/processes/pb");
  CHECK(data.spaces[0].listed);
  CHECK(data.spaces[0].title.fr == "Budget");
  REQUIRE(data.course != nullptr);
  REQUIRE(data.course->phases.size() == 1);
  CHECK(data.course->phases[0].space.has_value());
  CHECK(data.rejections.total == 2);
}

TEST_CASE("Decidim, a component as XLSX: native dates and numbers, the same columns") {
  const Scratch scratch;
  const std::string header = "<row>" + [] {
    std::string cells;
    for (const char* name : {"id", "title/en", "body/en", "component/id", "votes", "is_amend", "published_at", "url"})
      cells += std::string("<c t=\"inlineStr\"><is><t>") + name + "</t></is></c>";
    return cells;
  }() + "</row>";
  const std::string path = write_workbook(
      scratch, "proposals.xlsx",
      {{{"Sheet1", "<sheetData>" + header +
                       "<row><c><v>7</v></c><c t=\"inlineStr\"><is><t>Bike</t></is></c><c t=\"inlineStr\"><is><t>A "
                       "lane</t></is></c><c><v>9</v></c>"
                       "<c/><c t=\"b\"><v>0</v></c><c s=\"1\"><v>45322.416666666664</v></c><c t=\"inlineStr\"><is>"
                       "<t>https://d.example/processes/pb/f/9/proposals/7</t></is></c></row></sheetData>"}},
       "",
       "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy HH:MM:SS\"/></numFmts><cellXfs><xf "
       "numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"});
  auto reading = read_dataset(std::vector<std::string>{path}, {});
  if (!reading) FAIL(reading.error().in(Language::en));
  const engine::Dataset& data = reading->data;
  REQUIRE(data.connector == "decidim");
  REQUIRE(data.contributions.size() == 1);
  CHECK(data.contributions[0].id == 7);
  CHECK(data.contributions[0].published == csv::parse_time("2024-01-31 10:00:00"));
  CHECK_FALSE(data.contributions[0].votes.has_value());  // blank: hidden, never 0
  CHECK(data.sources[0].file == "proposals.xlsx!Sheet1");
}

TEST_CASE("Decidim, answers to a survey: nothing is kept but what was asked of everybody") {
  const Reading reading = read({{"answers.csv",
                                 "Identifiant,Créé le,Hash de l'IP,Statut,1. Votre genre,2. Genre,3. Tranche d'âge,4. "
                                 "Que pensez-vous du projet ?\n"
                                 "a1,2024-01-01,xyz,Inscrit,x,Femme,25 à 34 ans,Je m'appelle Ann "
                                 "Bell\na2,2024-01-02,xyw,Non inscrit,,Homme,,rien\n"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "decidim_admin");
  CHECK(data.sources[0].entity == "survey_user_answers");
  CHECK(data.demographics->values == std::vector<std::string>{"female", "25-34", "male"});
  CHECK(data.participants.size() == 2);
  CHECK(data.contributions.size() == 0);
  CHECK(count(data.sources[0].columns_personal, [](const auto& c) { return c == "4. Que pensez-vous du projet ?"; }) ==
        1);
}

TEST_CASE("Decidim, surveys in the languages of its administrators, and answers to the form of a registration") {
  // The four columns before the questions, as Decidim translates them (0.22 to 0.31).
  for (const std::string head :
       {"Answer ID;Answered on;IP Hash;User status", "ID de réponse;Répondu le;Hachage IP;Statut de l'utilisateur",
        "Identificador de resposta;Respost el;Hash d'adreça IP;Estat de l'usuària",
        "Identificador de respuesta;Respondido el;Hash de Dirección IP;Estado del usuario"}) {
    INFO(head);
    const Reading reading =
        read({{"survey.csv", head + ";1. Genre;2. Âge\n" + "s1;2024-01-01 10:00:00;xyz;Registered;Femme;34\n" +
                                 "s2;2024-01-02 10:00:00;xyw;Unregistered;Homme;\n"}});
    REQUIRE(reading.data.connector == "decidim_admin");
    CHECK(reading.data.participants.size() == 2);
    CHECK(reading.data.demographics->values == std::vector<std::string>{"female", "34", "male"});
  }
  const Reading form = read({{"registrations.csv",
                              "id;code;user/name;user/email;user/user_group;registration_form_responses/Response ID;"
                              "registration_form_responses/IP Hash;registration_form_responses/1. "
                              "Gender;registration_form_responses/2. Diet\n"
                              "7;A1B2;Ann Bell;ann@x.example;;r1;xyz;Female;No nuts\n"}});
  REQUIRE(form.data.connector == "decidim_admin");
  CHECK(form.data.sources[0].entity == "registrations");
  CHECK(form.data.participants.size() == 1);
  CHECK(form.data.demographics->values == std::vector<std::string>{"female"});
  CHECK(count(form.data.sources[0].columns_personal, [](const auto& c) { return c.ends_with("2. Diet"); }) == 1);
  CHECK(form.data.sources[0].columns_personal.size() == 8);  // all but the question that is kept
  const Reading oldest = read({{"registrations.csv", "id;user/name;user/email\n7;Ann Bell;ann@x.example\n"}});
  REQUIRE(oldest.data.connector == "decidim_admin");
  CHECK(oldest.data.sources[0].columns_personal == std::vector<std::string>{"id", "user/name", "user/email"});
}

TEST_CASE("Decidim, accounts with extra fields have the ids that authors have") {
  const Reading reading = read({{"participants.csv",
                                 "id,email,name,nickname,gender,date_of_birth,postal_code,phone_number\n31,a@x.example,"
                                 "Ann Bell,ann,female,1980-03-04,08001,123\n"}});
  REQUIRE(reading.data.connector == "decidim_admin");
  CHECK(reading.data.demographics->values == std::vector<std::string>{"female", "1980", "08001"});
  const Reading other =
      read({{"c.csv",
             "id;created_at;body;locale;author/id;author/"
             "name;alignment;depth;commentable_id;commentable_type;root_commentable_url\n"
             "1;2024-01-01 10:00:00 "
             "UTC;Yes;en;31;Ann;0;0;7;Decidim::Proposals::Proposal;https://d.example/processes/pb/f/9/proposals/7\n"}});
  CHECK(other.data.participants[0].key == reading.data.participants[0].key);
}

TEST_CASE("trap 16: objects and cells with line ends, quotes and brackets inside texts") {
  const std::string text =
      "\xEF\xBB\xBF [ {\"a\": \"x ] } \\\" {\", \"b\": [1, null, \"y\"]},\n {\"a\": \"line\\none\", \"c\": {\"d\": {}, "
      "\"e\": null}} ]";
  const auto source = memory_source("x.json", text);
  records::Objects objects(*source, "");
  REQUIRE(objects.restart());
  const auto first = objects.next();
  REQUIRE(first);
  const auto value = json::parse(*first, "x.json");
  REQUIRE(value);
  CHECK(records::flattened(*value) == records::Cells{{"a", "x ] } \" {"}, {"b", "1, y"}});
  const auto second = objects.next();
  REQUIRE(second);
  CHECK(objects.line() == 2);
  CHECK(records::flattened(*json::parse(*second, "x.json")) == records::Cells{{"a", "line\none"}, {"c/e", ""}});
  CHECK(objects.next()->empty());
  std::string cell;
  records::append_csv_cell(cell, "a\r\nb");
  CHECK(cell ==
        "\"a\xE2\x80\xA8"
        "b\"");
  CHECK(records::list_of("{\"meta\": {\"ideas\": []}, \"ideas\": [") == "ideas");
  CHECK(records::list_of("[]").empty());
}

TEST_CASE("objects larger than a step of reading come whole") {
  std::string text = "{\"meta\": {}, \"ideas\": [";
  for (int i = 0; i < 20; ++i)
    text += (i > 0 ? "," : "") + std::string("{\"n\": ") + std::to_string(i) + ", \"t\": \"" +
            std::string(30'000, 'x') + "\"}";
  text += "]}";
  const auto source = memory_source("x.json", text);
  records::Objects objects(*source, "ideas");
  REQUIRE(objects.restart());
  for (int i = 0; i < 20; ++i) {
    const auto object = objects.next();
    REQUIRE(object);
    const auto value = json::parse(*object, "x.json");
    REQUIRE(value);
    CHECK(value->find("n")->as_integer() == i);
  }
  CHECK(objects.next()->empty());
}

}  // namespace boussole::connectors::test
