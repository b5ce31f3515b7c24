// Go Vocal: sheets and saved pages of the API, built by the documented formats.
#include <catch2/catch.hpp>
#include <set>

#include "connectors/csv/values.h"
#include "engine/dataset/course.h"
#include "engine/dataset/demographics.h"
#include "tests/unit/tables/read_workbook.h"

namespace boussole::connectors::test {

namespace {

const std::vector<std::vector<std::string>> kInputs{
    {"Input ID", "Title", "Description", "Author name", "Author email", "Author ID", "Submitted at", "Published at",
     "Comments", "Likes", "Dislikes", "Offline votes", "Input URL", "Project", "Status", "Gender", "birthyear"},
    {"i-1", "Bike lane", "A bike lane to the station, please", "Ann Bell", "ann@x.example", "u-1", "01/31/2024 10:00",
     "01/31/2024", "2", "14", "1", "30", "https://x.example/i-1", "Mobility", "Accepted", "female", "1980"},
    {"i-2", "Bench", "'=A bench in the shade", "anonymous", "", "", "02/01/2024", "02/01/2024", "0", "", "0", "",
     "https://x.example/i-2", "Parks", "Under consideration", "", ""}};

}  // namespace

TEST_CASE("Go Vocal, inputs: month first, manual votes on their own, demographics of authors") {
  const Reading reading = read_workbook({{{"Inputs", sheet_of(kInputs)}}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "go_vocal");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[0].created == csv::parse_time("2024-01-31 10:00:00"));
  CHECK(data.contributions[1].created == csv::parse_time("2024-02-01"));  // never the 2 January
  CHECK(data.contributions[0].state == engine::State::accepted);
  CHECK(data.contributions[1].state == engine::State::evaluating);
  CHECK(data.contributions[1].authors.count == 0);  // anonymous is nobody
  CHECK(data.contributions[1].text.words == 5);
  REQUIRE(data.votes != nullptr);
  CHECK(count(data.votes->totals,
              [](const auto& t) { return t.channel == engine::VoteChannel::paper && t.count == 30; }) == 1);
  CHECK(count(data.votes->totals, [](const auto& t) { return t.of == engine::VoteTotal::Of::positive; }) ==
        1);  // blank is not 0
  REQUIRE(data.demographics != nullptr);
  CHECK(data.demographics->values == std::vector<std::string>{"female", "1980"});
  CHECK(data.sources[0].columns_personal ==
        std::vector<std::string>{"Author ID", "Author name", "Author email", "birthyear"});
  CHECK(data.has("votes") == engine::Presence::aggregate);
}

TEST_CASE("Go Vocal, French headers are known by their words") {
  const Reading reading = read_workbook(
      {{{"Contributions",
         sheet_of({{"Identifiant de la contribution", "Titre", "Description", "Identifiant de l'auteur",
                    "Date de création", "Date de publication", "J'aime", "Projet", "Statut"},
                   {"1", "Vélo", "Une piste", "u1", "01/31/2024", "01/31/2024", "3", "Mobilité", "Acceptée"}})}}});
  REQUIRE(reading.data.connector == "go_vocal");
  CHECK(reading.data.contributions[0].state == engine::State::accepted);
}

TEST_CASE("Go Vocal, comments and accounts beside inputs") {
  const Reading reading = read_workbook(
      {{{"Inputs", sheet_of(kInputs)},
        {"Comments", sheet_of({{"ID", "Input", "Comment", "Likes", "Author ID", "Date", "Parent", "Project"},
                               {"c-1", "Bike lane", "Yes", "4", "u-2", "02/03/2024", "", "Mobility"},
                               {"c-2", "Bike lane", "Why", "0", "u-1", "02/04/2024", "c-1", "Mobility"}})},
        {"Users", sheet_of({{"ID", "Email", "First name", "Last name", "Slug", "Gender"},
                            {"u-2", "b@x.example", "Bob", "Ray", "bob-ray", "male"}})}}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.comments.size() == 2);
  CHECK(data.comments[0].root_key == data.contributions[0].url_key);
  CHECK(data.comments[1].depth == 1);
  CHECK(data.comments[1].author == data.author_pool[data.contributions[0].authors.begin]);
  CHECK(count(data.demographics->people, [&](const auto& p) { return p.participant == *data.comments[0].author; }) ==
        1);
}

TEST_CASE("Go Vocal, baskets: one number an input is its cost, several are points") {
  const std::vector<std::string> head{"Email", "Gender", "Bike lane", "Bench, shaded", "Submitted at"};
  const Reading costs = read_workbook({{{"Inputs", sheet_of(kInputs)},
                                        {"Baskets", sheet_of({head,
                                                              {"a@x.example", "female", "500", "0", "03/01/2024 09:00"},
                                                              {"b@x.example", "male", "500", "200", "03/02/2024 09:00"},
                                                              {"c@x.example", "", "", "200", "03/02/2024 10:00"}})}}});
  REQUIRE(costs.data.votes != nullptr);
  REQUIRE(costs.data.votes->ballots.size() == 3);
  CHECK(costs.data.votes->ballots[0].scale == engine::VoteScale::approval);
  CHECK(costs.data.votes->ballots[1].votes.count == 2);
  CHECK(costs.data.votes->ballots[0].sex == engine::Sex::female);
  CHECK(costs.data.votes->ballots[2].sex == engine::Sex::unknown);
  REQUIRE(costs.data.projects.size() == 2);
  CHECK(*costs.data.projects[0].amount == 500);
  REQUIRE(costs.data.projects[0].sources.count == 1);
  CHECK(costs.data.link_pool[costs.data.projects[0].sources.begin] == costs.data.contributions[0].url_key);
  const Reading points = read_workbook(
      {{{"Inputs", sheet_of(kInputs)},
        {"Baskets", sheet_of({head, {"a@x.example", "", "3", "1", ""}, {"b@x.example", "", "1", "", ""}})}}});
  CHECK(points.data.votes->ballots[0].scale == engine::VoteScale::cumulative);
  CHECK_FALSE(points.data.projects[0].amount.has_value());
}

TEST_CASE("Go Vocal, pages of the API: votes with persons, baskets with choices") {
  const Reading reading = read(
      {{"ideas-1.json",
        R"({"ideas": [{"id": "i-1", "title": "Bike", "body_html": "<p>A bike lane</p>", "author_id": "u-1", "author_name": "Ann Bell",
          "project_id": "p-1", "published_at": "2024-01-31T10:00:00.000Z", "created_at": "2024-01-31T09:00:00.000Z", "likes_count": 1, "dislikes_count": 0,
          "comments_count": 1, "budget": 500, "status": "accepted", "baskets_count": 1}],"meta": {"current_page": 1, "total_pages": 2}})"},
       {"ideas-2.json",
        R"({"ideas": [{"id": "i-2", "title": "Bench", "body_html": null, "author_id": null, "author_name": null,
          "project_id": "p-1", "published_at": "2024-02-01T10:00:00.000Z", "created_at": "2024-02-01T09:00:00.000Z", "upvotes_count": 3, "downvotes_count": 0,
          "budget": null, "status": "proposed"}], "meta": {"current_page": 2, "total_pages": 2}})"},
       {"comments-1.json",
        R"({"comments": [{"id": "c-1", "body": "Yes", "author_id": "u-2", "post_id": "i-1", "parent_id": null, "likes_count": 2,
          "publication_status": "published", "created_at": "2024-02-02T10:00:00Z"}], "meta": {"current_page": 1, "total_pages": 1}})"},
       {"reactions-1.json", R"({"reactions": [
          {"id": "r-1", "mode": "up", "user_id": "u-2", "reactable_type": "Idea", "reactable_id": "i-1", "created_at": "2024-02-03T10:00:00Z"},
          {"id": "r-2", "mode": "down", "user_id": "u-1", "reactable_type": "Comment", "reactable_id": "c-1", "created_at": "2024-02-03T11:00:00Z"}], "meta": {"total_pages": 1}})"},
       {"baskets-1.json",
        R"({"baskets": [{"id": "b-1", "user_id": "u-2", "phase_id": "f", "project_id": "p-1", "submitted_at": "2024-03-01T10:00:00Z"},
          {"id": "b-2", "user_id": "u-3", "phase_id": "f", "project_id": "p-1", "submitted_at": null}], "meta": {"total_pages": 1}})"},
       {"basket_ideas-1.json",
        R"({"basket_ideas": [{"basket_id": "b-1", "idea_id": "i-1", "votes": 500}, {"basket_id": "b-2", "idea_id": "i-1", "votes": 500}], "meta": {"total_pages": 1}})"},
       {"users-1.json", R"({"users": [{"id": "u-2", "email": "bob@x.example", "first_name": "Bob", "verified": true,
          "custom_field_values": {"gender": "male", "birthyear": 1970, "favourite_colour": "blue"}}], "meta": {"total_pages": 1}})"},
       {"projects-1.json",
        R"({"projects": [{"id": "p-1", "title": "Mobility", "slug": "mobility", "publication_status": "published"}], "meta": {"total_pages": 1}})"}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "go_vocal");
  CHECK(data.generation == "Go Vocal API 2");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[0].text.words == 3);
  CHECK(data.contributions[1].authors.count == 0);
  REQUIRE(data.spaces.size() == 1);
  CHECK(data.spaces[0].title.en == "Mobility");
  const engine::Votes& v = *data.votes;
  CHECK(count(v.votes, [](const auto& x) { return x.scale == engine::VoteScale::up_down; }) == 2);
  CHECK(count(v.votes, [&](const auto& x) { return x.value == -1 && v.targets[x.target].comment.has_value(); }) == 1);
  REQUIRE(v.ballots.size() == 1);  // a basket that was never handed in is no ballot
  CHECK(v.ballots[0].scale == engine::VoteScale::approval);
  REQUIRE(data.projects.size() == 1);
  CHECK(*data.projects[0].amount == 500);
  CHECK(v.targets[v.votes[v.ballots[0].votes.begin].target].project == 0U);
  CHECK(data.demographics->values == std::vector<std::string>{"male", "1970"});
  CHECK(data.participants[*data.comments[0].author].verified);
}

TEST_CASE("Go Vocal, phases of the projects") {
  const Reading reading = read(
      {{"events-1.json",
        R"({"events": [{"id": "e-1", "title": "Walk", "project_id": "p-1", "start_at": "2024-02-01T18:00:00Z", "end_at": null}], "meta": {}})"},
       {"phases-1.json",
        R"({"phases": [{"id": "f-1", "title": "Ideas", "participation_method": "ideation", "project_id": "p-1", "start_at": "2024-01-01", "end_at": "2024-02-01"},
          {"id": "f-2", "title": "Vote", "participation_method": "voting", "voting_method": "budgeting", "project_id": "p-9", "start_at": "2024-03-01", "end_at": null}], "meta": {}})"},
       {"projects-1.json",
        R"({"projects": [{"id": "p-1", "title": "Mobility", "slug": "mobility", "publication_status": "published"}], "meta": {}})"}});
  REQUIRE(reading.data.course != nullptr);
  const auto& phases = reading.data.course->phases;
  REQUIRE(phases.size() == 2);
  CHECK(phases[0].kind == engine::PhaseKind::collect);
  CHECK(phases[0].space == 0U);
  CHECK(phases[1].kind == engine::PhaseKind::vote);
  CHECK_FALSE(phases[1].space.has_value());
  CHECK_FALSE(phases[1].end.has_value());
  CHECK(reading.data.meetings.size() == 1);
  CHECK_FALSE(reading.data.meetings[0].minutes_known);
}

TEST_CASE("trap 13: a page of no bytes among others loses nothing else") {
  const Reading reading = read(
      {{"events-1.json",
        R"({"events": [{"id": "e-1", "title": "Walk", "project_id": "p-1", "start_at": "2024-02-01T18:00:00Z"}], "meta": {}})"},
       {"events-2.json", ""}});
  CHECK(reading.data.meetings.size() == 1);
}

TEST_CASE("a page of the API that was cut short is an error with its file") {
  const auto reading = try_read(
      {{"ideas-1.json", R"({"ideas": [{"id": "i-1", "author_id": "u", "project_id": "p", "published_at": "2024)"}});
  REQUIRE_FALSE(reading);
  CHECK(reading.error().file == "ideas-1.json");
}

// What follows is laid out as the exporter's own source lays it out.

}  // namespace boussole::connectors::test
