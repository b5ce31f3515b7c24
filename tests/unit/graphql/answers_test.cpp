#include "connectors/graphql/answers.h"

#include <catch2/catch.hpp>

#include "connectors/catalog.h"
#include "connectors/graphql/connector.h"
#include "engine/dataset/course.h"
#include "engine/dataset/votes.h"

using namespace boussole;
using namespace boussole::connectors;
using namespace boussole::connectors::graphql;

namespace {

const char* const kSpaces = R"({"data":{"participatoryProcesses":[{"__typename":"ParticipatoryProcess","id":"3",
 "slug":"budget","createdAt":"2023-01-02T00:00:00Z","publishedAt":"2023-01-05T00:00:00Z","startDate":"2023-02-01",
 "endDate":"2023-06-30","title":{"translations":[{"locale":"fr","text":"Budget"}]},
 "description":{"translations":[{"locale":"fr","text":"<p>Un budget pour tous.</p>"}]},
 "developerGroup":{"translations":[]},
 "steps":[{"id":"8","position":0,"active":true,"startDate":"2023-02-01","endDate":"2023-03-01",
           "title":{"translations":[{"locale":"fr","text":"Dépôt"}]}}],
 "components":[{"__typename":"Proposals","id":"12"}]}]}})";

const char* const kProposals = R"({"data":{"component":{"__typename":"Proposals","id":"12","proposals":{
 "pageInfo":{"hasNextPage":false,"endCursor":"MQ"},"edges":[
 {"node":{"id":"45","createdAt":"2023-02-03T10:00:00+01:00","publishedAt":"2023-02-03T10:05:00+01:00",
  "title":{"translations":[{"locale":"fr","text":"=Un vélo"}]},
  "body":{"translations":[{"locale":"fr","text":"Des pistes; \"partout\" dans la ville"}]},
  "state":"accepted","answer":{"translations":[{"locale":"fr","text":"<p>Oui, en 2024.</p>"}]},
  "answeredAt":"2023-05-01T00:00:00Z","official":false,"voteCount":null,"endorsementsCount":4,"totalCommentsCount":3,
  "authorsCount":2,"authors":[{"__typename":"User","id":"7","deleted":false},{"__typename":"User","id":"9","deleted":true}],
  "category":{"id":"2","name":{"translations":[{"locale":"fr","text":"Mobilités"}]}},"scope":null,
  "coordinates":{"latitude":48.85,"longitude":2.35},
  "amendments":[{"id":"1","state":"accepted","emendation":{"id":"46"}}]}},
 {"node":null},
 {"node":{"id":"46","createdAt":"2023-02-04T10:00:00Z","publishedAt":"2023-02-04T10:00:00Z",
  "title":{"translations":[{"locale":"fr","text":"Variante"}]},"body":{"translations":[{"locale":"fr","text":"x"}]},
  "state":null,"answer":null,"answeredAt":null,"official":true,"voteCount":null,"endorsementsCount":0,
  "totalCommentsCount":0,"authorsCount":1,"authors":[],"category":null,"scope":null,"coordinates":null,
  "amendments":[]}}]}}}})";

const char* const kComments = R"({"data":{"component":{"__typename":"Proposals","id":"12","proposals":{
 "pageInfo":{"hasNextPage":false,"endCursor":"MQ"},"edges":[{"node":{"id":"45","totalCommentsCount":3,"comments":[
 {"id":"100","body":"Oui","createdAt":"2023-02-05T10:00:00Z","alignment":1,"upVotes":5,"downVotes":2,
  "author":{"__typename":"User","id":"7","deleted":false},"comments":[
  {"id":"101","body":"Non","createdAt":"2023-02-05T11:00:00Z","alignment":-1,"upVotes":0,"downVotes":1,
   "hasComments":true,"author":{"__typename":"User","id":"8","deleted":false}}]}]}}]}}}})";

const char* const kReplies = R"({"data":{"d2_12_proposals_45_c101":{"id":"101","type":"Decidim::Comments::Comment",
 "comments":[{"id":"102","body":"Peut-être","createdAt":"2023-02-06T10:00:00Z","alignment":0,"upVotes":0,"downVotes":0,
 "author":null,"comments":[]}]}}})";

Reading read(const std::vector<std::pair<std::string, std::string>>& files) {
  auto sources = std::make_shared<SourceList>();
  sources->address = "https://p.example";
  for (const auto& [name, bytes] : files) sources->documents.push_back(memory_source(name, bytes));
  auto reading = read_sources(sources, {});
  REQUIRE(reading);
  return std::move(*reading);
}

Reading decidim() {
  return read({{"1.json", kSpaces}, {"2.json", kProposals}, {"3.json", kComments}, {"4.json", kReplies}});
}

}  // namespace

TEST_CASE("answers of Decidim become the rows that open data would give", "[graphql]") {
  const Reading reading = decidim();
  const engine::Dataset& data = reading.data;
  CHECK(data.connector == "decidim_graphql");
  CHECK(data.platform_url == "https://p.example");
  REQUIRE(data.spaces.size() == 1);
  CHECK(data.spaces[0].key == "/processes/budget");
  CHECK(data.spaces[0].title.fr == "Budget");
  REQUIRE(data.contributions.size() == 2);
  const engine::Contribution& first = data.contributions[0];
  CHECK(first.id == 45);
  CHECK(first.state == engine::State::accepted);
  CHECK(first.has_answer_text);
  CHECK(*first.answered == 1682899200);
  CHECK(*first.created == 1675414800);  // 10:00 at +01:00
  CHECK_FALSE(first.votes);             // hidden: never 0
  CHECK(*first.endorsements == 4);
  CHECK(*first.comments == 3);
  CHECK(first.authors.count == 2);
  CHECK(first.origin == engine::Origin::participant);
  CHECK(first.located);
  CHECK(first.themes.count == 1);
  CHECK_FALSE(first.amendment);
  const engine::Contribution& second = data.contributions[1];
  CHECK(second.origin == engine::Origin::organiser);
  CHECK(second.amendment);
  CHECK(second.amends == first.url_key);
}

TEST_CASE("hidden votes of proposals are told as hidden", "[graphql]") {
  const Reading reading = decidim();
  CHECK(reading.data.has("proposals.votes") == engine::Presence::hidden);
  CHECK(reading.data.has("proposals.author") == engine::Presence::full);
  CHECK(reading.data.has("phases") == engine::Presence::full);
}

TEST_CASE("comments keep their parents and depths across answers, and their votes up and down", "[graphql]") {
  const Reading reading = decidim();
  const engine::Dataset& data = reading.data;
  REQUIRE(data.comments.size() == 3);
  CHECK(data.comments[0].depth == 0);
  CHECK(data.comments[1].depth == 1);
  CHECK(data.comments[1].parent == OptionalIndex(0));
  CHECK(data.comments[2].depth == 2);
  CHECK(data.comments[2].parent == OptionalIndex(1));
  CHECK_FALSE(data.comments[2].author);
  for (const engine::Comment& comment : data.comments) CHECK(comment.root_key == data.contributions[0].url_key);
  REQUIRE(data.votes);
  REQUIRE(data.votes->targets.size() == 3);
  REQUIRE(data.votes->totals.size() == 6);
  CHECK(data.votes->totals[0].of == engine::VoteTotal::Of::positive);
  CHECK(data.votes->totals[0].count == 5);
  CHECK(data.votes->totals[1].count == 2);
  CHECK(data.votes->totals[0].scale == engine::VoteScale::up_down);
}

TEST_CASE("steps become phases of their space", "[graphql]") {
  const Reading reading = decidim();
  REQUIRE(reading.data.course);
  REQUIRE(reading.data.course->phases.size() == 1);
  const engine::Phase& phase = reading.data.course->phases[0];
  CHECK(phase.key == "/processes/budget/steps/8");
  CHECK(phase.space == OptionalIndex(0));
  CHECK(phase.title.fr == "Dépôt");
  CHECK(*phase.start == 1675209600);
}

TEST_CASE("an account that is gone is marked, and no name is anywhere", "[graphql]") {
  const Reading reading = decidim();
  std::size_t deleted = 0;
  for (const engine::Participant& person : reading.data.participants) deleted += person.deleted ? 1 : 0;
  CHECK(deleted == 0);  // one of two authors is gone: as in open data, where names are joined, nothing tells which
  CHECK(reading.data.participants.size() == 4);
}

TEST_CASE("null nodes and answers that hold an error only are told", "[graphql]") {
  const Reading reading = read({{"1.json", kSpaces}, {"2.json", kProposals}});
  bool told = false;
  for (const auto& source : reading.data.sources)
    for (const Message& note : source.notes) told = told || note.code == "null_nodes";
  CHECK(told);
}

TEST_CASE("the order in which answers are named changes nothing", "[graphql]") {
  const Reading a = decidim();
  const Reading b = read({{"4.json", kReplies}, {"3.json", kComments}, {"2.json", kProposals}, {"1.json", kSpaces}});
  CHECK(a.data.comments.size() == b.data.comments.size());
  CHECK(a.data.contributions[1].amends == b.data.contributions[1].amends);
}

TEST_CASE("answers of Consul saved by hand are read like its tables", "[graphql]") {
  const Reading reading =
      read({{"proposals.json", R"({"data":{"proposals":{"edges":[{"node":{"id":"5","title":"Parc","summary":"Un parc",
        "description":"Un grand parc","publicAuthor":{"id":"3","username":"x"},"publicCreatedAt":"2016-01-02T10:00:00Z",
        "cachedVotesUp":17,"commentsCount":2,"retiredAt":null}}]}}})"},
            {"comments.json", R"({"data":{"comments":{"edges":[
        {"node":{"id":"1","body":"Oui","ancestry":null,"commentableType":"Proposal","commentableId":5,
         "publicAuthor":{"id":"4"},"publicCreatedAt":"2016-01-03T10:00:00Z","cachedVotesUp":2,"cachedVotesDown":1}},
        {"node":{"id":"9","body":"Merci","ancestry":"1","commentableType":"Proposal","commentableId":5,
         "publicAuthor":null,"publicCreatedAt":"2016-01-04T10:00:00Z","cachedVotesUp":0,"cachedVotesDown":0}}]}}})"}});
  const engine::Dataset& data = reading.data;
  CHECK(data.connector == "consul_graphql");
  REQUIRE(data.contributions.size() == 1);
  CHECK(*data.contributions[0].votes == 17);
  REQUIRE(data.comments.size() == 2);
  CHECK(data.comments[1].parent == OptionalIndex(0));
  CHECK(data.comments[1].depth == 1);
  CHECK(data.comments[0].root_key == data.contributions[0].url_key);
}

namespace {

std::string budget(const char* id, const char* investments) {
  return std::string(R"({"data":{"budget":{"id":")") + id + R"(","investments":{"edges":[)" + investments + "]}}}}";
}

const char* const kTwo = R"({"node":{"id":"1","title":"Banc","description":"Un banc","price":10,"feasibility":null,
 "publicAuthor":null,"commentsCount":0}},{"node":{"id":"2","title":"Bus","description":"Un bus","price":20,
 "feasibility":null,"publicAuthor":null,"commentsCount":0}})";
const char* const kThird = R"({"node":{"id":"3","title":"Parc","description":"Un parc","price":30,"feasibility":null,
 "publicAuthor":null,"commentsCount":0}})";

}  // namespace

TEST_CASE("investments that Consul gives under every budget are read once, and of no budget", "[graphql]") {
  const Reading together = read({{"1.json", budget("1", kTwo)}, {"2.json", budget("2", kTwo)}});
  REQUIRE(together.data.contributions.size() == 2);
  REQUIRE(together.data.spaces.size() == 1);
  CHECK(together.data.spaces[0].key == "/budgets");
  CHECK(together.data.sources[0].rows_duplicate == 0);
  CHECK(together.data.sources[0].notes[0].code == "investments_not_by_budget");

  const Reading apart = read({{"1.json", budget("1", kTwo)}, {"2.json", budget("2", kThird)}});
  REQUIRE(apart.data.contributions.size() == 3);
  REQUIRE(apart.data.spaces.size() == 2);
  CHECK(apart.data.spaces[*apart.data.contributions[2].space].key == "/budgets/2");
}

TEST_CASE("what the API alone says of budgets and surveys is kept, and no more", "[graphql]") {
  const char* const budgets = R"({"data":{"component":{"__typename":"Budgets","id":"20","budgets":{
   "pageInfo":{"hasNextPage":false,"endCursor":"MQ"},"edges":[{"node":{"id":"4","total_budget":100000,
   "title":{"translations":[]},"projects":[
    {"id":"1","createdAt":"2023-02-03T10:00:00Z","title":{"translations":[]},"budget_amount":60000,"selected":true},
    {"id":"2","createdAt":"2023-02-03T10:00:00Z","title":{"translations":[]},"budget_amount":50000,"selected":false},
    {"id":"3","createdAt":"2023-02-03T10:00:00Z","title":{"translations":[]},"budget_amount":7000,"selected":null}]}},
   {"node":{"id":"5","total_budget":null,"title":{"translations":[]},"projects":[
    {"id":"6","createdAt":"2023-02-03T10:00:00Z","title":{"translations":[]},"budget_amount":10}]}}]}}}})";
  const char* const surveys = R"({"data":{"component":{"__typename":"Surveys","id":"30","surveys":{
   "pageInfo":{"hasNextPage":false,"endCursor":"MQ"},"edges":[{"node":{"id":"9","questionnaire":{"id":"70",
   "title":{"translations":[]},"questions":[
    {"id":"702","position":1,"questionType":"long_answer","mandatory":false,"body":{"translations":[]}},
    {"id":"701","position":0,"questionType":"single_option","mandatory":true,"body":{"translations":[]}},
    {"id":"703","position":2,"questionType":"matrix","mandatory":null,"body":{"translations":[]}},null]}}},
   {"node":{"id":"10","questionnaire":null}}]}}}})";
  std::string spaces(kSpaces);
  spaces.replace(spaces.find(R"({"__typename":"Proposals","id":"12"})"), 36,
                 R"({"__typename":"Budgets","id":"20"},{"__typename":"Surveys","id":"30"})");
  const Reading reading = read({{"1.json", spaces}, {"2.json", budgets}, {"3.json", surveys}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.projects.size() == 4);
  CHECK(data.projects[0].selected_known);
  CHECK_FALSE(data.projects[0].selected);  // chosen, and nobody says when
  CHECK(data.projects[1].selected_known);
  CHECK_FALSE(data.projects[2].selected_known);  // not said is not "no"
  CHECK_FALSE(data.projects[3].selected_known);
  REQUIRE(data.course);
  REQUIRE(data.course->decisions.size() == 1);
  CHECK(data.course->decisions[0].project == OptionalIndex(0));
  CHECK(data.course->decisions[0].kind == engine::Decision::Kind::selection);
  REQUIRE(data.course->envelopes.size() == 1);  // a sum that is not given is no sum
  CHECK(data.course->envelopes[0].budget == data.projects[0].budget);
  CHECK(data.course->envelopes[0].total == OptionalAmount(100000));
  REQUIRE(data.course->questions.size() == 3);
  CHECK(data.course->questions[0].id == 701);
  CHECK(data.course->questions[0].mandatory == true);
  CHECK(data.course->questions[0].kind == "single_option");
  CHECK(data.course->questions[0].form == 70);
  CHECK(data.course->questions[0].component == 30);
  CHECK(data.course->questions[0].space == OptionalIndex(0));
  CHECK(data.course->questions[1].mandatory == false);
  CHECK_FALSE(data.course->questions[2].mandatory.has_value());  // not said is not "no"
  CHECK(data.has("questions") == engine::Presence::full);
}
